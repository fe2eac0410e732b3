"""People, what they keep, and what they did."""

from sqlalchemy import Column, ForeignKeyConstraint, Table

from bot.store.columns import Key, Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

person = Table(
    "person",
    metadata,
    own_id(),
    # 1 where they want to hear when a paper they saved changes.
    known("follow_ups", Key, server_default="1"),
    # What they chose to be spoken to in; None follows their platform, then the channel.
    Column("language", Prose),
    sqlite_autoincrement=True,
)

account = Table(
    "account",
    metadata,
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    Column("native", Prose, primary_key=True),
    of("person", "person.id", index=True),
    # As it was called when it was linked to another; '' before that.
    known("name", Prose, server_default=""),
)


report = Table(
    "report",
    metadata,
    of("person", "person.id", primary_key=True),
    of("paper", "paper.id", primary_key=True),
    Column("detail", Prose, primary_key=True),
    known("incident", Prose),
    known("at", Moment),
    # 1 once every message that showed it has been changed.
    known("redrawn", Key),
)


# No foreign key to paper: a save outlives everything else we know of one.
saved = Table(
    "saved",
    metadata,
    of("person", "person.id", primary_key=True),
    Column("paper", Prose, primary_key=True),
    known("facts", Prose),
    known("at", Moment),
    # Their own words for it, with spaces between; no tag holds one.
    known("tags", Prose, server_default=""),
)

reason = Table(
    "reason",
    metadata,
    Column("person", Key, primary_key=True, autoincrement=False),
    Column("paper", Prose, primary_key=True, index=True),
    Column("reason", Prose, primary_key=True),
    ForeignKeyConstraint(["person", "paper"], ["saved.person", "saved.paper"], ondelete="CASCADE"),
)

# Reactions that were taken note of, so that reading them again adds only what is new.
mark = Table(
    "mark",
    metadata,
    of("person", "person.id", primary_key=True),
    of("channel", "channel.id", primary_key=True),
    Column("native", Prose, primary_key=True),
    Column("emoji", Prose, primary_key=True),
)

# What somebody was told about a paper they saved. No foreign key to paper, as with what is saved.
follow_up = Table(
    "follow_up",
    metadata,
    of("person", "person.id", primary_key=True),
    Column("paper", Prose, primary_key=True),
    Column("seq", Key, primary_key=True, autoincrement=False),
    known("at", Moment),
)


event = Table(
    "event",
    metadata,
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    Column("event_id", Prose, primary_key=True),
    known("at", Moment, index=True),
)
