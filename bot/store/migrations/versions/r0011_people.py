"""Let people choose their language, have digests of their own, link accounts and be forgotten."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0011"
down_revision = "0010"

KEY = BigInteger().with_variant(Integer(), "sqlite")
ACCOUNT = ("platform", "space", "native")


def upgrade() -> None:
    """Add the columns and the tables; nobody has chosen, linked or deleted anything yet."""
    with op.batch_alter_table("person") as person:
        person.add_column(Column("language", Text))
    with op.batch_alter_table("account") as account:
        account.add_column(Column("name", Text, nullable=False, server_default=""))
    op.create_table(
        "own",
        Column("channel", KEY, nullable=False),
        Column("person", KEY, nullable=False),
        *(Column(name, Text, nullable=False) for name in ACCOUNT),
        PrimaryKeyConstraint("channel", name="pk_own"),
        _person("own", "person"),
        ForeignKeyConstraint(
            ["channel"], ["channel.id"], ondelete="CASCADE", name="fk_own_channel"
        ),
    )
    op.create_index("ix_own_person", "own", ["person"])
    op.create_table(
        "link",
        Column("id", KEY, primary_key=True),
        Column("person", KEY, nullable=False),
        *(Column(name, Text, nullable=False) for name in (*ACCOUNT, "name")),
        Column("code", Text, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("other", KEY),
        *(Column(f"other_{name}", Text) for name in (*ACCOUNT, "name")),
        _person("link", "person"),
        _person("link", "other"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_code", "link", ["code"])
    op.create_table(
        "link_try",
        Column("id", KEY, primary_key=True),
        Column("person", KEY, nullable=False),
        Column("at", BigInteger, nullable=False),
        _person("link_try", "person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_try_person", "link_try", ["person"])
    op.create_table(
        "forgotten",
        Column("fingerprint", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        PrimaryKeyConstraint("fingerprint", name="pk_forgotten"),
    )


def _person(table: str, column: str) -> ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return ForeignKeyConstraint([column], ["person.id"], ondelete="CASCADE", name=name)
