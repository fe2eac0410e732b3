"""The schema. Migrations bring a database there; `columns` has the only types it uses.

Keys that travel in buttons are never used twice, also after a row is gone (`sqlite_autoincrement`).
"""

from functools import partial
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
)

from bot.store.columns import Day, Key, Moment, Prose

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_known = partial(Column, nullable=False)


def _id() -> Column[Any]:
    return Column("id", Key, primary_key=True)


def _of(name: str, parent: str, *, nullable: bool = False, **options: Any) -> Column[Any]:  # noqa: ANN401
    """Point to a row that takes this one along when it goes."""
    return Column(name, ForeignKey(parent, ondelete="CASCADE"), nullable=nullable, **options)


paper = Table(
    "paper",
    metadata,
    Column("id", Prose, primary_key=True),
    Column("title", Prose),
    Column("abstract", Prose),
    Column("raw_title", Prose),
    Column("raw_abstract", Prose),
    Column("folded_title", Prose),
    Column("folded_abstract", Prose),
    # The start of the folded title: PostgreSQL indexes no more than 2,700 bytes of anything.
    Column("title_key", Prose, index=True),
    Column("authors", Prose),
    Column("categories", Prose),
    Column("primary_category", Prose),
    Column("version", Key),
    Column("submitted", Moment, index=True),
    Column("updated", Moment),
    Column("announced", Day),
    Column("first_seen", Day),
    # The day the paper counts as of, and which of its dates that is (`papers.dated`).
    Column("day", Day, index=True),
    Column("dated_by", Prose),
    Column("comment", Prose),
    Column("doi", Prose),
    Column("journal_ref", Prose),
    Column("license", Prose),
)

version = Table(
    "version",
    metadata,
    _of("paper", "paper.id", primary_key=True),
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("submitted", Moment),
)

arrival = Table(
    "arrival",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    _of("paper", "paper.id"),
    _known("day", Day, index=True),
    _known("kind", Prose),
    # 1 where day and kind are computed, because nobody was there to see the announcement.
    _known("inferred", Key),
    UniqueConstraint("paper", "kind", "day"),
)
_new = arrival.c.kind == "new"
Index("uq_arrival_new", arrival.c.paper, unique=True, sqlite_where=_new, postgresql_where=_new)

channel = Table(
    "channel",
    metadata,
    _id(),
    _known("platform", Prose),
    _known("space", Prose),
    _known("native", Prose),
    _known("kind", Prose),
    _known("name", Prose),
    _known("since", Moment),
    # Local time of day; None waits for arXiv to announce.
    Column("at", Prose),
    _known("zone", Prose),
    _known("days", Prose),
    Column("paused_until", Day),
    _known("layout", Prose),
    _known("most", Key),
    _known("include", Prose),
    _known("emoji", Prose),
    _known("served_to", Key),
    Column("next_due", Moment, index=True),
    UniqueConstraint("platform", "space", "native"),
    sqlite_autoincrement=True,
)

subscription = Table(
    "subscription",
    metadata,
    _id(),
    _of("channel", "channel.id"),
    _known("name", Prose),
    _known("text", Prose),
    _known("key", Prose),
    _known("began", Key),
    _known("by", Prose),
    # Who set it, for what they alone should be told; None where that was not noted.
    Column("person", ForeignKey("person.id", ondelete="SET NULL")),
    _known("since", Moment),
    # Kept after its end, so that an undo can name it by its number alone, with how far its channel
    # was served then.
    Column("ended", Moment),
    Column("served", Key),
    sqlite_autoincrement=True,
)
_live = subscription.c.ended.is_(None)
Index(
    "uq_subscription_live",
    subscription.c.channel,
    subscription.c.key,
    unique=True,
    sqlite_where=_live,
    postgresql_where=_live,
)

person = Table("person", metadata, _id(), sqlite_autoincrement=True)

account = Table(
    "account",
    metadata,
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    Column("native", Prose, primary_key=True),
    _of("person", "person.id", index=True),
)

digest = Table(
    "digest",
    metadata,
    _id(),
    _of("channel", "channel.id"),
    _known("slot", Prose),
    _known("body", Prose),
    _known("shown", Key),
    _known("total", Key),
    _known("after", Key),
    _known("until", Key),
    _known("at", Moment),
    Column("finished_at", Moment),
    UniqueConstraint("channel", "slot"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    _of("channel", "channel.id", primary_key=True),
    _of("paper", "paper.id", primary_key=True),
    _of("digest", "digest.id", index=True),
    _known("how", Prose),
)

post = Table(
    "post",
    metadata,
    _id(),
    _of("channel", "channel.id"),
    _of("digest", "digest.id", nullable=True),
    _known("part", Prose),
    # Who holds the claim: a run, '' for one whose message may stand already, None for nobody.
    Column("run", Prose),
    # From when on the message may stand, and when the claim was last taken.
    _known("at", Moment),
    _known("taken", Moment),
    _known("attempts", Key),
    Column("native", Prose),
    Column("thread", Prose),
    UniqueConstraint("digest", "part"),
    sqlite_autoincrement=True,
)
_note = post.c.digest.is_(None)
Index(
    "uq_post_note",
    post.c.channel,
    post.c.part,
    unique=True,
    sqlite_where=_note,
    postgresql_where=_note,
)

# No foreign key to paper: what has been sent must be remembered, whatever it names.
message = Table(
    "message",
    metadata,
    _of("channel", "channel.id", primary_key=True),
    Column("native", Prose, primary_key=True),
    Column("position", Key, primary_key=True, autoincrement=False),
    _known("paper", Prose),
)

# No foreign key to paper: a save outlives everything else we know of one.
saved = Table(
    "saved",
    metadata,
    _of("person", "person.id", primary_key=True),
    Column("paper", Prose, primary_key=True),
    _known("facts", Prose),
    _known("at", Moment),
)

reason = Table(
    "reason",
    metadata,
    Column("person", Key, primary_key=True, autoincrement=False),
    Column("paper", Prose, primary_key=True),
    Column("reason", Prose, primary_key=True),
    ForeignKeyConstraint(["person", "paper"], ["saved.person", "saved.paper"], ondelete="CASCADE"),
)

summary = Table(
    "summary",
    metadata,
    _of("paper", "paper.id", primary_key=True),
    # 0 stands for a version nobody told us.
    Column("version", Key, primary_key=True, autoincrement=False),
    Column("detail", Prose, primary_key=True),
    Column("language", Prose, primary_key=True),
    Column("writer", Prose, primary_key=True),
    Column("prompt", Prose, primary_key=True),
    Column("source", Prose, primary_key=True),
    _known("text", Prose),
    _known("at", Moment),
)

event = Table(
    "event",
    metadata,
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    Column("event_id", Prose, primary_key=True),
    _known("at", Moment, index=True),
)

intake = Table(
    "intake",
    metadata,
    Column("file", Prose, primary_key=True),
    _known("fingerprint", Prose),
    _known("records", Key),
)

turnstile = Table(
    "turnstile",
    metadata,
    Column("name", Prose, primary_key=True),
    Column("held_until", Moment),
    Column("closed_until", Moment),
)
