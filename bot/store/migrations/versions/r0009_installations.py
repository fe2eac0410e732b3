"""Keep in which workspaces the app was installed, and who is about to install it."""

from alembic import op
from sqlalchemy import BigInteger, Column, PrimaryKeyConstraint, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables; so far the one workspace there was stood in the settings."""
    texts = ("enterprise", "team", "name", "bot_user", "bot", "token", "scopes", "installed_by")
    op.create_table(
        "installation",
        *(Column(name, Text, nullable=False) for name in texts),
        Column("at", BigInteger, nullable=False),
        Column("revoked", BigInteger),
        PrimaryKeyConstraint("enterprise", "team", name="pk_installation"),
    )
    op.create_table(
        "installing",
        Column("state", Text, nullable=False),
        Column("until", BigInteger, nullable=False),
        PrimaryKeyConstraint("state", name="pk_installing"),
    )
    op.create_index("ix_installing_until", "installing", ["until"])
