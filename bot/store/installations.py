"""In which workspaces an app was installed, and who is about to install it.

Tokens come and go sealed: what opens them is never in the database.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.dialects import upsert
from bot.store.tables import installation, installing


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation.

    Attributes:
        enterprise: Id of the organisation; '' outside of one.
        team: Id of the workspace; '' where it holds for the whole organisation.
        name: Of the workspace or the organisation.
        bot_user: Our user there, and `bot` our bot.
        token: Sealed.
        by: Who installed it.
        at: When (UTC).
    """

    enterprise: str
    team: str
    name: str
    bot_user: str
    bot: str
    token: str
    scopes: tuple[str, ...]
    by: str
    at: datetime


class Installations:
    """Installations that hold, those that have ended, and those that are under way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[Installed]:
        """Return those that hold, oldest first."""
        those = select(installation).where(installation.c.revoked.is_(None))
        those = those.order_by(installation.c.at, installation.c.team)

        async def work(connection: AsyncConnection) -> list[Installed]:
            return [_read(row) for row in await connection.execute(those)]

        return await self._database.read(work)

    async def keep(self, made: Installed) -> None:
        """Keep an installation in the place of an earlier one of the same workspace."""
        values = {
            "enterprise": made.enterprise,
            "team": made.team,
            "name": made.name,
            "bot_user": made.bot_user,
            "bot": made.bot,
            "token": made.token,
            "scopes": " ".join(made.scopes),
            "installed_by": made.by,
            "at": made.at,
            "revoked": None,
        }

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, installation), values)

        await self._database.write(work)

    async def reseal(self, made: Installed, token: str) -> None:
        """Keep the token of an installation under another seal, unless it has changed since."""
        where = _is(made.enterprise, made.team) & (installation.c.token == made.token)
        anew = update(installation).where(where).values(token=token)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(anew)

        await self._database.write(work)

    async def revoke(self, enterprise: str, team: str, now: datetime) -> bool:
        """Note that an installation has ended, and forget its token; False if it had before."""
        where = _is(enterprise, team) & installation.c.revoked.is_(None)
        end = update(installation).where(where).values(revoked=now, token="")

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(end)).rowcount == 1

        return await self._database.write(work)

    async def forget(self, before: datetime) -> int:
        """Forget the installations that ended before a moment (UTC); return how many."""
        gone = delete(installation).where(installation.c.revoked < before)

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(gone)).rowcount

        return await self._database.write(work)

    async def begin(self, state: str, until: datetime, now: datetime) -> None:
        """Note that somebody goes to install the app; whose time is up is forgotten."""
        late = delete(installing).where(installing.c.until <= now)
        begun = insert(installing).values(state=state, until=until)

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(late)
            await connection.execute(begun)

        await self._database.write(work)

    async def end(self, state: str, now: datetime) -> bool:
        """Take back what was noted of somebody; False if it was not, or its time is up."""
        where = (installing.c.state == state) & (installing.c.until > now)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(delete(installing).where(where))).rowcount == 1

        return await self._database.write(work)


def _is(enterprise: str, team: str) -> ColumnElement[bool]:
    return (installation.c.enterprise == enterprise) & (installation.c.team == team)


def _read(row: Row[tuple[object, ...]]) -> Installed:
    return Installed(
        row.enterprise,
        row.team,
        row.name,
        row.bot_user,
        row.bot,
        row.token,
        tuple(row.scopes.split()),
        row.installed_by,
        row.at,
    )
