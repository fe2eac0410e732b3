"""Make every table.

Written out, and in plain types, because a step that has been released must go on meaning the same
when the tables in the code have moved on.
"""

from functools import partial
from typing import Any

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Text,
    UniqueConstraint,
    text,
)

revision = "0001"
down_revision = None

KEY = BigInteger().with_variant(Integer(), "sqlite")
MOMENT = BigInteger()
TEXT = Text()

_known = partial(Column, nullable=False)


def _id() -> Column[Any]:
    return Column("id", KEY, primary_key=True)


def _of(name: str, parent: str, *, nullable: bool = False, **options: Any) -> Column[Any]:  # noqa: ANN401
    kind = TEXT if parent == "paper.id" else KEY
    return Column(name, kind, ForeignKey(parent, ondelete="CASCADE"), nullable=nullable, **options)


def upgrade() -> None:
    """Make every table of the first release."""
    op.create_table(
        "paper",
        Column("id", TEXT, primary_key=True),
        Column("title", TEXT),
        Column("abstract", TEXT),
        Column("raw_title", TEXT),
        Column("raw_abstract", TEXT),
        Column("folded_title", TEXT),
        Column("folded_abstract", TEXT),
        Column("title_key", TEXT, index=True),
        Column("authors", TEXT),
        Column("categories", TEXT),
        Column("primary_category", TEXT),
        Column("version", KEY),
        Column("submitted", MOMENT, index=True),
        Column("updated", MOMENT),
        Column("announced", TEXT),
        Column("first_seen", TEXT),
        Column("day", TEXT, index=True),
        Column("dated_by", TEXT),
        Column("comment", TEXT),
        Column("doi", TEXT),
        Column("journal_ref", TEXT),
        Column("license", TEXT),
    )
    op.create_table(
        "version",
        _of("paper", "paper.id", primary_key=True),
        Column("number", KEY, primary_key=True, autoincrement=False),
        Column("submitted", MOMENT),
    )
    op.create_table(
        "arrival",
        Column("seq", KEY, primary_key=True, autoincrement=False),
        _of("paper", "paper.id"),
        _known("day", TEXT, index=True),
        _known("kind", TEXT),
        _known("inferred", KEY),
        UniqueConstraint("paper", "kind", "day"),
    )
    op.create_index(
        "uq_arrival_new",
        "arrival",
        ["paper"],
        unique=True,
        sqlite_where=text("kind = 'new'"),
        postgresql_where=text("kind = 'new'"),
    )
    op.create_table(
        "channel",
        _id(),
        _known("platform", TEXT),
        _known("space", TEXT),
        _known("native", TEXT),
        _known("kind", TEXT),
        _known("name", TEXT),
        _known("since", MOMENT),
        Column("at", TEXT),
        _known("zone", TEXT),
        _known("days", TEXT),
        Column("paused_until", TEXT),
        _known("layout", TEXT),
        _known("most", KEY),
        _known("include", TEXT),
        _known("emoji", TEXT),
        _known("served_to", KEY),
        Column("next_due", MOMENT, index=True),
        UniqueConstraint("platform", "space", "native"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "subscription",
        _id(),
        _of("channel", "channel.id"),
        _known("name", TEXT),
        _known("text", TEXT),
        _known("key", TEXT),
        _known("began", KEY),
        _known("by", TEXT),
        _known("since", MOMENT),
        Column("ended", MOMENT),
        Column("served", KEY),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_subscription_live",
        "subscription",
        ["channel", "key"],
        unique=True,
        sqlite_where=text("ended IS NULL"),
        postgresql_where=text("ended IS NULL"),
    )
    op.create_table("person", _id(), sqlite_autoincrement=True)
    op.create_table(
        "account",
        Column("platform", TEXT, primary_key=True),
        Column("space", TEXT, primary_key=True),
        Column("native", TEXT, primary_key=True),
        _of("person", "person.id", index=True),
    )
    op.create_table(
        "digest",
        _id(),
        _of("channel", "channel.id"),
        _known("slot", TEXT),
        _known("body", TEXT),
        _known("shown", KEY),
        _known("total", KEY),
        _known("after", KEY),
        _known("until", KEY),
        _known("at", MOMENT),
        Column("finished_at", MOMENT),
        UniqueConstraint("channel", "slot"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "told",
        _of("channel", "channel.id", primary_key=True),
        _of("paper", "paper.id", primary_key=True),
        _of("digest", "digest.id", index=True),
        _known("how", TEXT),
    )
    op.create_table(
        "post",
        _id(),
        _of("channel", "channel.id"),
        _of("digest", "digest.id", nullable=True),
        _known("part", TEXT),
        Column("run", TEXT),
        _known("at", MOMENT),
        _known("taken", MOMENT),
        _known("attempts", KEY),
        Column("native", TEXT),
        Column("thread", TEXT),
        UniqueConstraint("digest", "part"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_post_note",
        "post",
        ["channel", "part"],
        unique=True,
        sqlite_where=text("digest IS NULL"),
        postgresql_where=text("digest IS NULL"),
    )
    op.create_table(
        "message",
        _of("channel", "channel.id", primary_key=True),
        Column("native", TEXT, primary_key=True),
        Column("position", KEY, primary_key=True, autoincrement=False),
        _known("paper", TEXT),
    )
    op.create_table(
        "saved",
        _of("person", "person.id", primary_key=True),
        Column("paper", TEXT, primary_key=True),
        _known("facts", TEXT),
        _known("at", MOMENT),
    )
    op.create_table(
        "reason",
        Column("person", KEY, primary_key=True, autoincrement=False),
        Column("paper", TEXT, primary_key=True),
        Column("reason", TEXT, primary_key=True),
        ForeignKeyConstraint(
            ["person", "paper"], ["saved.person", "saved.paper"], ondelete="CASCADE"
        ),
    )
    op.create_table(
        "summary",
        _of("paper", "paper.id", primary_key=True),
        Column("version", KEY, primary_key=True, autoincrement=False),
        Column("detail", TEXT, primary_key=True),
        Column("language", TEXT, primary_key=True),
        Column("writer", TEXT, primary_key=True),
        Column("prompt", TEXT, primary_key=True),
        Column("source", TEXT, primary_key=True),
        _known("text", TEXT),
        _known("at", MOMENT),
    )
    op.create_table(
        "event",
        Column("platform", TEXT, primary_key=True),
        Column("space", TEXT, primary_key=True),
        Column("event_id", TEXT, primary_key=True),
        _known("at", MOMENT, index=True),
    )
    op.create_table(
        "intake",
        Column("file", TEXT, primary_key=True),
        _known("fingerprint", TEXT),
        _known("records", KEY),
    )
    op.create_table(
        "turnstile",
        Column("name", TEXT, primary_key=True),
        Column("held_until", MOMENT),
        Column("closed_until", MOMENT),
    )
