"""Makes two people one: what either has belongs to the older of them.

Whatever table there is that has a person's rows is found in the schema, so that a new one needs no
line here: rows that would stand twice stand once. Only what is a set of its own, or a sum, is put
together by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Index, Table, UniqueConstraint, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.dialects import add_new
from bot.store.tables import account, link, metadata, own, person, reason, saved, spent

_BY_HAND = {person, saved, reason, spent}


def people_in(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that say whose a row is."""
    return [
        column
        for column in table.c
        if column.name == "person" or any(key.column is person.c.id for key in column.foreign_keys)
    ]


async def merge(connection: AsyncConnection, one: int, another: int) -> int:
    """Make two people one, within a transaction of the caller's; return their number.

    The settings of the older stay, the lower number; what that one never chose comes from the
    other.
    """
    kept, gone = sorted((one, another))
    await _settings(connection, kept, gone)
    await _saves(connection, kept, gone)
    await _spending(connection, kept, gone)
    for table in metadata.sorted_tables:
        if table not in _BY_HAND:
            for column in people_in(table):
                await _rows(connection, column, kept, gone)
    await connection.execute(delete(person).where(person.c.id == gone))
    return kept


async def add_up(
    connection: AsyncConnection, table: Table, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Add rows of counts, each to the one with the same key where there is one."""
    keys = [column.name for column in table.primary_key]
    for row in rows:
        same = [table.c[name] == row[name] for name in keys]
        more = {name: table.c[name] + value for name, value in row.items() if name not in keys}
        if (await connection.execute(update(table).where(*same).values(more))).rowcount == 0:
            await connection.execute(insert(table).values(**row))


async def _settings(connection: AsyncConnection, kept: int, gone: int) -> None:
    found = await connection.execute(select(person).where(person.c.id.in_((kept, gone))))
    rows = {row.id: row._mapping for row in found}
    unset = {
        name: value
        for name, value in rows[gone].items()
        if rows[kept][name] is None and value is not None
    }
    if unset:
        await connection.execute(update(person).where(person.c.id == kept).values(**unset))


async def _saves(connection: AsyncConnection, kept: int, gone: int) -> None:
    """Put two lists together: reasons and tags are sets, and the first save counts."""
    theirs = select(saved).where(saved.c.person == gone)
    for row in (await connection.execute(theirs)).all():
        new = dict(row._mapping) | {"person": kept}
        if await add_new(connection, saved, new):
            continue
        its = (saved.c.person == kept) & (saved.c.paper == row.paper)
        here = (await connection.execute(select(saved.c.tags, saved.c.at).where(its))).one()
        tags = " ".join(dict.fromkeys((*here.tags.split(), *row.tags.split())))
        both = update(saved).where(its).values(tags=tags, at=min(here.at, row.at))
        await connection.execute(both)
    reasons = select(reason).where(reason.c.person == gone)
    for row in (await connection.execute(reasons)).all():
        await add_new(connection, reason, dict(row._mapping) | {"person": kept})
    await connection.execute(delete(saved).where(saved.c.person == gone))


async def _spending(connection: AsyncConnection, kept: int, gone: int) -> None:
    moved = await connection.execute(delete(spent).where(spent.c.person == gone).returning(spent))
    await add_up(connection, spent, [dict(row._mapping) | {"person": kept} for row in moved])


async def _rows(connection: AsyncConnection, column: Column[Any], kept: int, gone: int) -> None:
    """Give rows of one person to another, but for those that would stand twice."""
    table = column.table
    for unique in _unique(table):
        if column.name not in unique:
            continue
        other = table.alias()
        same = (other.c[name] == table.c[name] for name in unique if name != column.name)
        twice = select(other.c[column.name]).where(other.c[column.name] == kept, *same).exists()
        await connection.execute(delete(table).where(column == gone, twice))
    await connection.execute(update(table).where(column == gone).values({column.name: kept}))


def _unique(table: Table) -> Iterator[Sequence[str]]:
    """Yield what must stand in a table only once."""
    yield [column.name for column in table.primary_key]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns]
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            yield [column.name for column in index.columns]


async def split(connection: AsyncConnection, number: int, **names: str) -> int:
    """Put an account of a person on a new one with the same settings; return that one's number.

    Args:
        names: Platform, space and native id of the account.
    """
    chosen = (await connection.execute(select(person).where(person.c.id == number))).one()
    settings = {name: value for name, value in chosen._mapping.items() if name != "id"}
    made = await connection.execute(insert(person).values(**settings).returning(person.c.id))
    new = int(made.scalar_one())
    # What was on its way between these accounts begins anew.
    theirs = (link.c.person == number) | (link.c.other == number)
    await connection.execute(delete(link).where(theirs))
    for table in (account, own):
        its = (table.c[name] == value for name, value in names.items())
        await connection.execute(update(table).where(*its).values(person=new))
    return new
