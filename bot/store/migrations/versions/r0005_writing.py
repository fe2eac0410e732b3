"""Keep longer texts with what they were made from, and know who is writing what just now."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0005"
down_revision = "0004"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and the table; what was written before was short and of abstracts."""
    with op.batch_alter_table("summary") as summary:
        summary.add_column(Column("parts", Text, nullable=False, server_default="[]"))
        summary.add_column(Column("pages", KEY))
        summary.add_column(Column("pages_read", KEY))
        summary.add_column(Column("lack", Text, nullable=False, server_default=""))
        summary.add_column(Column("found", KEY))
        summary.add_column(Column("given", KEY))
    which = ("paper", "version", "detail", "language", "writer", "prompt", "source")
    op.create_table(
        "writing",
        *(Column(name, KEY if name == "version" else Text, nullable=False) for name in which),
        Column("run", Text, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("failed", Text, nullable=False),
        Column("passing", KEY, nullable=False),
        PrimaryKeyConstraint(*which, name="pk_writing"),
        ForeignKeyConstraint(["paper"], ["paper.id"], ondelete="CASCADE", name="fk_writing_paper"),
    )
