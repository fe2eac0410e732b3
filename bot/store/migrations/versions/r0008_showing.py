"""Let channels choose how much cards say and whether figures are shown; keep what is reported."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0008"
down_revision = "0007"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and the table; nobody has chosen or reported anything yet."""
    with op.batch_alter_table("channel") as channel:
        channel.add_column(Column("detail", Text, nullable=False, server_default="headline"))
        channel.add_column(Column("figures", KEY, nullable=False, server_default="1"))
    op.create_table(
        "report",
        Column("person", KEY, nullable=False),
        Column("paper", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("incident", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("redrawn", KEY, nullable=False),
        PrimaryKeyConstraint("person", "paper", "detail", name="pk_report"),
        ForeignKeyConstraint(
            ["person"], ["person.id"], ondelete="CASCADE", name="fk_report_person"
        ),
        ForeignKeyConstraint(["paper"], ["paper.id"], ondelete="CASCADE", name="fk_report_paper"),
    )
