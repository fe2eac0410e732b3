"""The limits that the shipped settings have, but for what a test changes."""

from dataclasses import replace

from bot.fulltext.limits import Limits

USUAL = Limits(megabytes=30, pages=150, seconds=60.0, memory_mb=1024)


def limits(**changed):
    return replace(USUAL, **changed)
