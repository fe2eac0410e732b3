"""Keep what people filed their saved papers under."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; nothing was filed before."""
    with op.batch_alter_table("saved") as saved:
        saved.add_column(Column("tags", Text, nullable=False, server_default=""))
