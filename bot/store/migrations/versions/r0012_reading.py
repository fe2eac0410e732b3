"""Keep answers that may be shown again, count changes of papers, hear of what less is wanted."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0012"
down_revision = "0011"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the column and the tables; what is known so far has never changed."""
    with op.batch_alter_table("paper") as paper:
        paper.add_column(Column("changed", KEY, nullable=False, server_default="0"))
        paper.create_index("ix_paper_changed", ["changed"])
    op.create_index("ix_reason_paper", "reason", ["paper"])
    op.create_table(
        "answer",
        Column("id", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        Column("kind", Text, nullable=False),
        Column("question", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        PrimaryKeyConstraint("id", name="pk_answer"),
        ForeignKeyConstraint(
            ["person"], ["person.id"], ondelete="CASCADE", name="fk_answer_person"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_person", "answer", ["person"])
    op.create_index("ix_answer_at", "answer", ["at"])
    op.create_table(
        "less",
        Column("channel", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        Column("paper", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        PrimaryKeyConstraint("channel", "person", "paper", name="pk_less"),
        ForeignKeyConstraint(
            ["channel"], ["channel.id"], ondelete="CASCADE", name="fk_less_channel"
        ),
        ForeignKeyConstraint(["person"], ["person.id"], ondelete="CASCADE", name="fk_less_person"),
    )
