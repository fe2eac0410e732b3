"""Know servers and workspaces and what they chose, requests, and how busy people keep us."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0010"
down_revision = "0009"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables; nobody has chosen, asked or been asked for anything yet."""
    op.create_table(
        "space",
        Column("platform", Text, nullable=False),
        Column("space", Text, nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("left", BigInteger),
        Column("greeted", BigInteger),
        Column("person", KEY),
        Column("rules", Text, nullable=False, server_default="{}"),
        Column("before", Text),
        Column("revision", KEY, nullable=False, server_default="0"),
        PrimaryKeyConstraint("platform", "space", name="pk_space"),
        ForeignKeyConstraint(
            ["person"], ["person.id"], ondelete="SET NULL", name="fk_space_person"
        ),
    )
    op.create_index("ix_space_left", "space", ["left"])
    op.create_table(
        "request",
        Column("id", KEY, primary_key=True),
        Column("channel", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        Column("by", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("act", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("done", BigInteger),
        Column("done_by", Text),
        *_theirs("request", "channel", "person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_channel", "request", ["channel"])
    op.create_index("ix_request_at", "request", ["at"])
    for whose in ("person", "channel"):
        op.create_table(
            f"{whose}_pace",
            Column(whose, KEY, nullable=False, autoincrement=False),
            Column("until", BigInteger, nullable=False),
            PrimaryKeyConstraint(whose, name=f"pk_{whose}_pace"),
            *_theirs(f"{whose}_pace", whose),
        )
        op.create_index(f"ix_{whose}_pace_until", f"{whose}_pace", ["until"])


def _theirs(table: str, *parents: str) -> list[ForeignKeyConstraint]:
    return [
        ForeignKeyConstraint([each], [f"{each}.id"], ondelete="CASCADE", name=f"fk_{table}_{each}")
        for each in parents
    ]
