"""Note who set a subscription, not only their name: they are told when its channel is paused."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer

revision = "0002"
down_revision = "0001"

KEY = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Add the column; whoever set the subscriptions that stand is not known."""
    with op.batch_alter_table("subscription") as table:
        table.add_column(
            Column(
                "person",
                KEY,
                ForeignKey("person.id", name="fk_subscription_person", ondelete="SET NULL"),
            )
        )
