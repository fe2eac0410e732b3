"""A disk that is full for one kind of write: SQLite's own refusal, at the moment a test chooses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

_ROOM = 50
"""Pages for every other write."""
_LOAD = "zeroblob(4000000)"
"""More than that."""
_NO_LIMIT = 1_000_000_000


@asynccontextmanager
async def full_disk(database: Database, write: str) -> AsyncIterator[None]:
    """Let a write need more room than the database may take; at the end there is room again.

    Args:
        write: As SQL says it, such as `INSERT ON post` or `UPDATE OF native ON post`.
    """

    async def fill(connection: AsyncConnection) -> None:
        await connection.exec_driver_sql("CREATE TABLE ballast (load)")
        load = f"INSERT INTO ballast VALUES ({_LOAD})"  # noqa: S608 - a constant
        await connection.exec_driver_sql(f"CREATE TRIGGER heavy AFTER {write} BEGIN {load}; END")
        [pages] = (await connection.exec_driver_sql("PRAGMA page_count")).one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + _ROOM}")

    async def clear(connection: AsyncConnection) -> None:
        await connection.exec_driver_sql(f"PRAGMA max_page_count={_NO_LIMIT}")
        await connection.exec_driver_sql("DROP TRIGGER heavy")
        await connection.exec_driver_sql("DROP TABLE ballast")

    await database.write(fill)
    try:
        yield
    finally:
        await database.write(clear)
