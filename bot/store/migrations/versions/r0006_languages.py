"""Let a channel choose the languages it reads."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; nobody has chosen yet."""
    with op.batch_alter_table("channel") as table:
        table.add_column(Column("language", Text))
