"""What somebody is about to set and has not confirmed."""

from sqlalchemy import Column, Table

from bot.store.columns import Key, Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

draft = Table(
    "draft",
    metadata,
    own_id(),
    of("channel", "channel.id"),
    # The first of several steps; None on that itself.
    Column("root", Key, index=True),
    known("body", Prose),
    known("at", Moment, index=True),
    sqlite_autoincrement=True,
)
