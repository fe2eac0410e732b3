"""Servers and workspaces, what they chose, and what people there ask of each other and of us."""

from sqlalchemy import Column, ForeignKey, Table

from bot.store.columns import Key, Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

space = Table(
    "space",
    metadata,
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    known("since", Moment),
    # From when on we are gone from there; None while we are there.
    Column("left", Moment, index=True),
    # When whoever let us in was greeted.
    Column("greeted", Moment),
    # Who let us in, as far as anybody told us.
    Column("person", ForeignKey("person.id", ondelete="SET NULL")),
    # As JSON; `before` is what the last change changed, and `revision` its number.
    known("rules", Prose, server_default="{}"),
    Column("before", Prose),
    known("revision", Key, server_default="0"),
)

# What somebody wants done in a channel who may not do it, or wants done once more is known.
request = Table(
    "request",
    metadata,
    own_id(),
    of("channel", "channel.id", index=True),
    of("person", "person.id"),
    # What they are called.
    known("by", Prose),
    # Whether others are asked for it, may be asked next, or it is a file to be taken in.
    known("kind", Prose),
    # What is wanted, as JSON.
    known("act", Prose),
    known("at", Moment, index=True),
    # When somebody did it, and what they are called.
    Column("done", Moment),
    Column("done_by", Prose),
    sqlite_autoincrement=True,
)

# Until when costly calls keep a person and a channel busy; see `domain/limits`.
person_pace = Table(
    "person_pace",
    metadata,
    of("person", "person.id", primary_key=True),
    known("until", Moment, index=True),
)
channel_pace = Table(
    "channel_pace",
    metadata,
    of("channel", "channel.id", primary_key=True),
    known("until", Moment, index=True),
)
