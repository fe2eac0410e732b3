"""Know what models have used up, and what is set aside for calls that are on their way."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, PrimaryKeyConstraint, Text

revision = "0004"
down_revision = "0003"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables; what was spent before, nobody counted."""
    op.create_table(
        "spent",
        Column("day", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("platform", Text, nullable=False),
        Column("space", Text, nullable=False),
        Column("channel", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        Column("calls", KEY, nullable=False),
        Column("lost", KEY, nullable=False),
        Column("unpriced", KEY, nullable=False),
        Column("asked", KEY, nullable=False),
        Column("answered", KEY, nullable=False),
        Column("cost", KEY, nullable=False),
        PrimaryKeyConstraint(
            "day", "model", "platform", "space", "channel", "person", name="pk_spent"
        ),
    )
    op.create_table(
        "reserved",
        Column("id", KEY, primary_key=True),
        Column("run", Text, nullable=False),
        Column("day", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("platform", Text, nullable=False),
        Column("space", Text, nullable=False),
        Column("channel", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        Column("asked", KEY, nullable=False),
        Column("answered", KEY, nullable=False),
        Column("cost", KEY),
        sqlite_autoincrement=True,
    )
