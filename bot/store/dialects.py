"""The two dialects: how each is reached, and what each needs said in its own way.

SQLite has a single writer: an engine of one connection whose transactions begin IMMEDIATE (a
deferred one that turns into a writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the
timeout), and an engine of `query_only` connections that never checkpoint: versions up to 3.51.2 can
corrupt a file when two connections checkpoint at the same instant. On PostgreSQL both are pools; a
reader sees one snapshot for all it asks and cannot write, as on SQLite.
"""

import sqlite3
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias
from zlib import crc32

from sqlalchemy import URL, Connection, Executable, NullPool, Table, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import StoreError
from bot.store import brisk
from bot.store.refusals import refused

Connect: TypeAlias = Callable[..., brisk.BriskConnection]

READERS: Final = 4
POSTGRES_WRITERS: Final = 4
BUSY_MILLISECONDS: Final = 5000
_PAUSE_MILLISECONDS: Final = 20
DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def url_of(address: str) -> URL:
    """Read an address: `sqlite:///path`, `postgresql://…`, or a path; a driver may be named.

    Raises:
        StoreError: It is none of these.
    """
    if "://" not in address:
        return URL.create(DRIVERS["sqlite"], database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"not a database address: {error}") from error
    driver = DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise StoreError(f"neither SQLite nor PostgreSQL: {url.drivername}")
    url = url.set(drivername=driver)
    if is_sqlite(url) and url.database in (None, "", ":memory:"):
        raise StoreError("a SQLite database needs a file: readers have connections of their own")
    return url


def is_sqlite(url: URL) -> bool:
    """Say which of the two it is."""
    return url.get_backend_name() == "sqlite"


def writer_of(url: URL) -> tuple[AsyncEngine, int]:
    """Make the engine that writes, and say how many may use it at once."""
    if not is_sqlite(url):
        return _pool(url, POSTGRES_WRITERS), POSTGRES_WRITERS
    engine = _pool(url, 1)
    _set_up(engine, "BEGIN IMMEDIATE", synchronous="NORMAL", foreign_keys="ON")
    return engine, 1


def reader_of(url: URL) -> tuple[AsyncEngine, int]:
    """Make the engine that reads, and say how many may use it at once."""
    engine = _pool(url, READERS, brisk.connect_reader)
    if is_sqlite(url):
        _set_up(engine, "BEGIN", query_only="ON", wal_autocheckpoint="0")
        return engine, READERS
    snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**snapshot), READERS


def migrator_of(url: URL) -> AsyncEngine:
    """Make the engine that changes the schema, whose connections are its own.

    Raises:
        StoreError: There is no such file, and none can be made.
    """
    engine = create_async_engine(url, poolclass=NullPool, connect_args=_driver_options(url))
    if is_sqlite(url):
        _try_file(url)
        # Keys off, or altering a parent table would empty its children: see `migrations`. WAL is
        # for the file and for good; to turn it on later would take a moment without any reader.
        _set_up(engine, "BEGIN IMMEDIATE", foreign_keys="OFF", journal_mode="WAL")
    return engine


async def add_new(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row unless another one stands where it must be unique; say whether it was."""
    statement = _insert(connection, table).values(row).on_conflict_do_nothing()
    # Unasked, SQLAlchemy keeps no count of inserted rows on PostgreSQL.
    counted = statement.execution_options(preserve_rowcount=True)
    return (await connection.execute(counted)).rowcount == 1


async def add_numbered(
    connection: AsyncConnection, table: Table, row: Mapping[str, object]
) -> int | None:
    """Insert a row as `add_new` does and return its number, or None where another one stands."""
    statement = _insert(connection, table).values(row).on_conflict_do_nothing()
    number: int | None = await connection.scalar(statement.returning(table.c.id))
    return number


def add_missing(connection: AsyncConnection, table: Table) -> Executable:
    """Make an INSERT of whole rows that leaves out those which stand already."""
    return _insert(connection, table).on_conflict_do_nothing()


def upsert(connection: AsyncConnection, table: Table) -> Executable:
    """Make an INSERT of whole rows that replaces the row which has the same primary key."""
    statement = _insert(connection, table)
    rest = {column.name: statement.excluded[column.name] for column in table.c}
    for column in table.primary_key:
        del rest[column.name]
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


async def alone(connection: AsyncConnection, what: str) -> None:
    """Let no other transaction be at `what` until this one ends; SQLite's writers always are."""
    if connection.dialect.name != "sqlite":
        await connection.execute(select(func.pg_advisory_xact_lock(crc32(what.encode()))))


def _insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT that knows ON CONFLICT."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def _pool(url: URL, size: int, connect: Connect = brisk.connect) -> AsyncEngine:
    options = _driver_options(url, connect)
    # Every transaction of ours ends by itself; one more ROLLBACK is another turn of a thread.
    reset = None if is_sqlite(url) else "rollback"
    return create_async_engine(
        url, pool_size=size, max_overflow=0, pool_reset_on_return=reset, connect_args=options
    )


def _driver_options(url: URL, connect: Connect = brisk.connect) -> dict[str, object]:
    """Keep Python's sqlite3 from beginning transactions by its own rules."""
    return {"isolation_level": None, "async_creator_fn": connect} if is_sqlite(url) else {}


def _set_up(engine: AsyncEngine, begin: str, **pragmas: str) -> None:
    """Prepare every new connection to SQLite, and begin transactions in our own words."""

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            for name, value in pragmas.items():
                _patiently(cursor, f"PRAGMA {name}={value}")
            cursor.close()
        except sqlite3.Error as error:
            # The pool does not know the connection yet, and its thread would outlive the program.
            connection.close()
            raise refused(error, engine.url) from error

    def begins(connection: Connection) -> None:
        # Said with the first statement, so that it needs no turn of the thread to itself.
        driver: Any = connection.connection.driver_connection
        driver.begin = begin

    def ended(connection: Connection) -> None:
        # Where nothing was asked, nothing has begun.
        driver: Any = connection.connection.driver_connection
        driver.begin = ""

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begins)
    event.listen(engine.sync_engine, "commit", ended)
    event.listen(engine.sync_engine, "rollback", ended)


def _patiently(cursor: Any, pragma: str) -> None:  # noqa: ANN401
    """Try again while another process turns WAL on: SQLite itself does not wait for that.

    It does wait, each time, while another program holds a lock; so the clock counts, not the tries.
    """
    given_up = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= given_up:
                raise
            time.sleep(_PAUSE_MILLISECONDS / 1000)
        else:
            return


def _try_file(url: URL) -> None:
    """Open a file once without aiosqlite.

    Where it cannot open one, aiosqlite leaves a thread behind that reports to a loop which may be
    closed by then.
    """
    try:
        sqlite3.connect(url.database or "").close()
    except sqlite3.Error as error:
        raise refused(error, url) from error
