"""All that is kept about somebody: counted, handed over, deleted.

It is found in the schema itself: rows with a person's number, and rows of the channels in which
that person and we are alone. A new table is counted, handed over and deleted with the others
without a line here; a test wants a sentence that says what it holds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Person
from bot.domain.rules import from_json, to_json
from bot.store.columns import Day, Moment
from bot.store.database import Database
from bot.store.dialects import add_new, alone
from bot.store.merging import add_up, people_in
from bot.store.tables import (
    account,
    channel,
    forgotten,
    installation,
    metadata,
    own,
    person,
    reserved,
    space,
    spent,
    subscription,
)

_NOBODY: Final = 0
_DATES: Final = ("at", "since", "day", "until", "began")
_UNSAID: Final = {"code"}
"""Columns that nobody is given: what stands there is a secret, even from whoever it is about."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table has about a person.

    Attributes:
        kind: The table.
        first: The oldest and the newest of its rows, where they have a date (UTC).
    """

    kind: str
    count: int
    first: date | None = None
    last: date | None = None


class Belongings:
    """What is kept about people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, number: int) -> list[Kept]:
        """Return what each table has about a person, also where that is nothing."""
        return await self._database.read(lambda connection: _counted(connection, number))

    async def whole(self, number: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row about a person, by its table, moments and days as ISO 8601."""

        async def work(connection: AsyncConnection) -> dict[str, list[dict[str, Any]]]:
            found = {}
            for table, theirs in _theirs(number).items():
                ordered = select(table).where(theirs).order_by(*table.primary_key)
                rows = await connection.execute(ordered)
                found[table.name] = [_plain(dict(row._mapping)) for row in rows]
            return found

        return await self._database.read(work)

    async def delete(self, number: int, now: datetime) -> tuple[list[Kept], list[Kept]]:
        """Delete all that is kept about a person, at once or not at all.

        What they set in other channels and for servers, and what was spent for them, stays as
        somebody's; where they were named as managers they are no more. Their accounts leave a hash,
        so that old reactions are not taken for new ones.

        Returns what there was before and, by the same query, what there is after.
        """

        async def work(connection: AsyncConnection) -> tuple[list[Kept], list[Kept]]:
            await alone(connection, "people")
            await alone(connection, "spend")
            before = await _counted(connection, number)
            whose = select(account).where(account.c.person == number)
            rows = (await connection.execute(whose)).all()
            accounts = [Person(row.platform, row.space, row.native) for row in rows]
            for each in accounts:
                mark = fingerprint(each)
                await connection.execute(delete(forgotten).where(forgotten.c.fingerprint == mark))
                await add_new(connection, forgotten, {"fingerprint": mark, "at": now})
            await _nameless(connection, number)
            await _unnamed(connection, accounts)
            its = select(own.c.channel).where(own.c.person == number)
            channels = (await connection.scalars(its)).all()
            await connection.execute(delete(channel).where(channel.c.id.in_(channels)))
            for table, theirs in reversed(_theirs(number).items()):
                await connection.execute(delete(table).where(theirs))
            return before, await _counted(connection, number)

        return await self._database.write(work)

    async def was_forgotten(self, somebody: Person) -> bool:
        """Say whether somebody had everything deleted in the last weeks."""
        mark = fingerprint(somebody)
        found = select(forgotten.c.fingerprint).where(forgotten.c.fingerprint == mark)
        return await self._database.read(lambda connection: connection.scalar(found)) is not None

    async def purge(self, before: datetime) -> None:
        """Forget also the hashes from before a moment (UTC)."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(forgotten).where(forgotten.c.at < before))

        await self._database.write(work)


def kinds() -> tuple[str, ...]:
    """Return every table that can have something about a person."""
    return tuple(table.name for table in _theirs(_NOBODY))


def fingerprint(somebody: Person) -> str:
    """Return a hash of an account: it says whether it is that one, and nothing else."""
    named = "\0".join((somebody.platform, somebody.space, somebody.native))
    return sha256(f"paperboy forgotten\0{named}".encode()).hexdigest()


def _theirs(number: int) -> dict[Table, ColumnElement[bool]]:
    """Say, of each table that can have some, which rows are about a person; parents first."""
    alone_with_us = select(own.c.channel).where(own.c.person == number)
    found: dict[Table, ColumnElement[bool]] = {}
    for table in metadata.sorted_tables:
        columns = [person.c.id] if table is person else people_in(table)
        mine = [column == number for column in columns]
        places = [channel.c.id] if table is channel else _places_in(table)
        mine += [column.in_(alone_with_us) for column in places]
        if mine:
            found[table] = or_(*mine)
    return found


def _places_in(table: Table) -> list[ColumnElement[Any]]:
    return [
        column
        for column in table.c
        if column.name == "channel"
        or any(key.column is channel.c.id for key in column.foreign_keys)
    ]


async def _counted(connection: AsyncConnection, number: int) -> list[Kept]:
    found = []
    for table, theirs in _theirs(number).items():
        named = [name for name in _DATES if _is_date(table, name)]
        dates = table.c[named[0]] if named else None
        ends = () if dates is None else (func.min(dates), func.max(dates))
        counting = select(func.count(), *ends).select_from(table).where(theirs)
        count, *between = (await connection.execute(counting)).one()
        found.append(Kept(table.name, count, *map(_day, between)))
    return found


def _is_date(table: Table, name: str) -> bool:
    return name in table.c and isinstance(table.c[name].type, Moment | Day)


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in row.items() if name not in _UNSAID}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


async def _nameless(connection: AsyncConnection, number: int) -> None:
    """Leave what others go on using, without saying whose it was."""
    set_by = update(subscription).where(subscription.c.person == number)
    await connection.execute(set_by.values(person=None, by=""))
    let_in = update(space).where(space.c.person == number)
    await connection.execute(let_in.values(person=None))
    alone_with_us = select(own.c.channel).where(own.c.person == number)
    channels = set((await connection.scalars(alone_with_us)).all())
    for column, gone in ((reserved.c.person, {number}), (reserved.c.channel, channels)):
        on_its_way = update(reserved).where(column.in_(gone)).values({column.name: _NOBODY})
        await connection.execute(on_its_way)
    moved = await connection.execute(delete(spent).where(_theirs(number)[spent]).returning(spent))
    rows = [dict(row._mapping) | {"person": _NOBODY} for row in moved]
    for row in rows:
        row["channel"] = _NOBODY if row["channel"] in channels else row["channel"]
    await add_up(connection, spent, rows)


async def _unnamed(connection: AsyncConnection, accounts: Sequence[Person]) -> None:
    """Take accounts out of what servers and workspaces keep of them in their own words."""
    for each in accounts:
        installed = update(installation).where(
            installation.c.installed_by == each.native,
            (installation.c.team == each.space) | (installation.c.enterprise == each.space),
        )
        await connection.execute(installed.values(installed_by=""))
        written = json.dumps(each.native, ensure_ascii=False)
        named = select(space).where(
            space.c.platform == each.platform,
            space.c.rules.contains(written, autoescape=True)
            | space.c.before.contains(written, autoescape=True),
        )
        for row in (await connection.execute(named.with_for_update())).all():
            # What an undo would bring back is cleared too.
            values = {
                "rules": _without(row.rules, each.native),
                "before": row.before and _without(row.before, each.native),
            }
            its = (space.c.platform == row.platform) & (space.c.space == row.space)
            await connection.execute(update(space).where(its).values(**values))


def _without(rules: str, native: str) -> str:
    return to_json(from_json(rules).without(native))
