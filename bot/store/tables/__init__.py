"""The schema, one file per part of it. Migrations bring a database there.

Keys that travel in buttons are never used twice, also after a row is gone (`sqlite_autoincrement`).
"""

from bot.store.tables.base import metadata
from bot.store.tables.channels import channel, digest, message, post, subscription, told
from bot.store.tables.drafts import draft
from bot.store.tables.installations import installation, installing
from bot.store.tables.linking import forgotten, link, link_try, own
from bot.store.tables.papers import (
    arrival,
    batch,
    feed,
    harvest,
    intake,
    paper,
    progress,
    turnstile,
    version,
)
from bot.store.tables.people import account, event, follow_up, mark, person, reason, report, saved
from bot.store.tables.reading import answer, less
from bot.store.tables.spaces import channel_pace, person_pace, request, space
from bot.store.tables.spend import reserved, spent
from bot.store.tables.summaries import summary, writing

__all__ = [
    "account",
    "answer",
    "arrival",
    "batch",
    "channel",
    "channel_pace",
    "digest",
    "draft",
    "event",
    "feed",
    "follow_up",
    "forgotten",
    "harvest",
    "installation",
    "installing",
    "intake",
    "less",
    "link",
    "link_try",
    "mark",
    "message",
    "metadata",
    "own",
    "paper",
    "person",
    "person_pace",
    "post",
    "progress",
    "reason",
    "report",
    "request",
    "reserved",
    "saved",
    "space",
    "spent",
    "subscription",
    "summary",
    "told",
    "turnstile",
    "version",
    "writing",
]
