"""What every table is made of; `columns` has the only types."""

from functools import partial
from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData

from bot.store.columns import Key

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

known = partial(Column, nullable=False)


def own_id() -> Column[Any]:
    """Number the rows of a table."""
    return Column("id", Key, primary_key=True)


def of(name: str, parent: str, *, nullable: bool = False, **options: Any) -> Column[Any]:  # noqa: ANN401
    """Point to a row that takes this one along when it goes."""
    return Column(name, ForeignKey(parent, ondelete="CASCADE"), nullable=nullable, **options)
