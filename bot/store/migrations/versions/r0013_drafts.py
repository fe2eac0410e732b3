"""Keep what somebody is about to set until they confirm it."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0013"
down_revision = "0012"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the table; nobody is in the middle of anything yet."""
    op.create_table(
        "draft",
        Column("id", KEY, nullable=False),
        Column("channel", KEY, nullable=False),
        Column("root", KEY),
        Column("body", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        PrimaryKeyConstraint("id", name="pk_draft"),
        ForeignKeyConstraint(
            ["channel"], ["channel.id"], ondelete="CASCADE", name="fk_draft_channel"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_root", "draft", ["root"])
    op.create_index("ix_draft_at", "draft", ["at"])
