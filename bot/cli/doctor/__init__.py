"""`paperboy doctor`: is everything in order, and what to do about what is not.

machine   the folder, the disk, the clock, the way out
kept      the database, the sentences, whether a bot is running
papers    arXiv, its lists, the last announcement
models    who writes, and what it may cost
chats     tokens, rights, channels

The mistakes it knows stand in docs/for-admins.md.
"""

import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.cli.doctor import chats, kept, machine, models, papers
from bot.cli.doctor.finding import Finding, State, found, is_wrong, tell
from bot.cli.logs import open_log
from bot.domain.errors import SettingsError
from bot.settings import Settings, load

CHECKS: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
    ("data folder", machine.folder),
    ("disk", machine.disk),
    ("time zones", machine.zones),
    ("proxy", machine.proxies),
    ("certificates", machine.certificates),
    ("clock", machine.clocks),
    ("sentences", kept.sentences),
    ("running", kept.running),
    ("tokens", chats.tokens),
    ("summaries", models.summaries),
    ("model", models.model),
    ("database", kept.database),
)
KEPT: tuple[tuple[str, Callable[[Settings], Awaitable[str]]], ...] = (
    ("arXiv", papers.arxiv),
    ("feeds", papers.feeds),
    ("announcement", papers.announcement),
    ("budget", models.budget),
)
"""Checks that look into the database, where it can be."""


async def examine(*, as_json: bool = False) -> None:
    """Look at everything, print a line for each, and end with 1 where something is wrong.

    Args:
        as_json: For programs, not for people.

    Raises:
        SettingsError: The settings themselves are wrong; the text names all that is.
    """
    try:
        settings = load(os.environ)
    except SettingsError as error:
        if not as_json:
            raise
        tell([Finding("settings", State.BAD, str(error))], as_json=True)
        sys.exit(2)
    with suppress(OSError):  # a line below says what is wrong with the data folder
        open_log(settings, quiet=True)
    findings = [await found("settings", machine.settings(settings))]
    findings += [await found(what, check(settings)) for what, check in CHECKS]
    followed = []
    if findings[-1].state is State.GOOD:
        findings += [await found(what, check(settings)) for what, check in KEPT]
        followed = await kept.followed(settings)
    findings += await chats.platforms(settings, followed)
    tell(findings, as_json=as_json)
    if is_wrong(findings):
        sys.exit(1)
