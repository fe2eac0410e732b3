"""Know what became of each day's list, and of what is posted: batches, marks, follow-ups, tries."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0003"
down_revision = "0002"

KEY = BigInteger().with_variant(Integer(), "sqlite")
MOMENT = BigInteger()


def upgrade() -> None:
    """Add tables and columns; of the lists before, nothing is known."""
    with op.batch_alter_table("arrival") as table:
        table.add_column(Column("archive", Text))
    with op.batch_alter_table("channel") as table:
        table.add_column(Column("silent_to", Text))
    with op.batch_alter_table("person") as table:
        table.add_column(Column("follow_ups", KEY, nullable=False, server_default="1"))
    with op.batch_alter_table("digest") as table:
        table.add_column(Column("tries", KEY, nullable=False, server_default="0"))
    with op.batch_alter_table("post") as table:
        table.add_column(Column("again", KEY, nullable=False, server_default="0"))
    op.create_table(
        "batch",
        Column("archive", Text, nullable=False),
        Column("day", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("new", KEY, nullable=False),
        Column("crossed", KEY, nullable=False),
        Column("replaced", KEY, nullable=False),
        Column("awaited", MOMENT),
        Column("seen", MOMENT),
        Column("settled", MOMENT),
        PrimaryKeyConstraint("archive", "day", name="pk_batch"),
    )
    op.create_table(
        "feed",
        Column("archive", Text, nullable=False),
        Column("tag", Text, nullable=False),
        Column("held", Text, nullable=False),
        Column("asked", MOMENT),
        Column("answered", MOMENT),
        Column("failed", Text, nullable=False),
        PrimaryKeyConstraint("archive", name="pk_feed"),
    )
    op.create_table(
        "harvest",
        Column("name", Text, nullable=False),
        Column("began", Text, nullable=False),
        Column("news_from", Text, nullable=False),
        Column("stamp", Text, nullable=False),
        Column("answered", MOMENT),
        Column("failed", Text, nullable=False),
        PrimaryKeyConstraint("name", name="pk_harvest"),
    )
    op.create_table(
        "mark",
        Column("person", KEY, nullable=False),
        Column("channel", KEY, nullable=False),
        Column("native", Text, nullable=False),
        Column("emoji", Text, nullable=False),
        PrimaryKeyConstraint("person", "channel", "native", "emoji", name="pk_mark"),
        ForeignKeyConstraint(["person"], ["person.id"], name="fk_mark_person", ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["channel"], ["channel.id"], name="fk_mark_channel", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "follow_up",
        Column("person", KEY, nullable=False),
        Column("paper", Text, nullable=False),
        Column("seq", KEY, nullable=False),
        Column("at", MOMENT, nullable=False),
        PrimaryKeyConstraint("person", "paper", "seq", name="pk_follow_up"),
        ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_follow_up_person", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "progress",
        Column("name", Text, nullable=False),
        Column("seq", KEY, nullable=False),
        PrimaryKeyConstraint("name", name="pk_progress"),
    )
    # What arrived before anybody went through arrivals is news to nobody.
    op.execute(
        "INSERT INTO progress (name, seq) SELECT 'first', coalesce(max(seq), 0) FROM arrival"
    )
