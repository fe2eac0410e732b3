"""One way in and out of the database, and the only place that knows there are two dialects.

SQLite has a single writer: an engine of one connection whose transactions begin IMMEDIATE (a
deferred one that turns into a writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the
timeout), and an engine of `query_only` connections that never checkpoint: versions up to 3.51.2 can
corrupt a file when two connections checkpoint at the same instant. On PostgreSQL both are pools.

Work is handed in as a function and runs in a task of its own behind a shield, so that a cancelled
caller never cuts off a statement; nobody is given an open transaction.
"""

import asyncio
import logging
import sqlite3
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
)
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self, TypeAlias, TypeVar
from zlib import crc32

from sqlalchemy import URL, Connection, Executable, NullPool, Table, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import StoreError
from bot.store.migrations import TODAY, upgrade

log = logging.getLogger(__name__)

T = TypeVar("T")
Work: TypeAlias = Callable[[AsyncConnection], Awaitable[T]]

READERS: Final = 4
POSTGRES_WRITERS: Final = 4
ATTEMPTS: Final = 3
BUSY_MILLISECONDS: Final = 5000
PASSING: Final = {"40001", "40P01"}
"""SQLSTATE of a serialization failure and of a deadlock: the same work may succeed next time."""
OUR_FAULT: Final = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What no operator can mend."""


class Lane:
    """An engine and how many may use it at once.

    The semaphore hands out places in order and for as long as it takes; the pool behind it, which
    would give up after 30 seconds, never has to make anybody wait.
    """

    def __init__(self, engine: AsyncEngine, places: int) -> None:
        self.engine = engine
        self.places = asyncio.Semaphore(places)


class Database:
    """An open database; made by `Database.open`."""

    def __init__(self, url: URL) -> None:
        self._url = url
        if url.get_backend_name() == "sqlite":
            self.writer = Lane(_sqlite_writer(url), 1)
            self.reader = Lane(_sqlite_reader(url), READERS)
        else:
            self.writer = Lane(_pool(url, POSTGRES_WRITERS), POSTGRES_WRITERS)
            # One snapshot for all a reader asks, and no writing: what SQLite's readers have.
            snapshot = _pool(url, READERS).execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self.reader = Lane(snapshot, READERS)
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    @classmethod
    @asynccontextmanager
    async def open(cls, address: str, steps: Path = TODAY) -> AsyncIterator[Self]:
        """Open a database, brought up to the newest schema, and close it at the end.

        Args:
            address: `sqlite:///path`, `postgresql://…`, with or without a driver, or a plain path.
            steps: Folder of the migrations that lead to the newest schema.

        Raises:
            StoreError: It cannot be reached, is damaged, or belongs to a newer version.
        """
        database = cls(_url(address))
        try:
            await database._unbroken(_migrate(database._url, steps))
            yield database
        finally:
            await database.close()

    @property
    def is_postgresql(self) -> bool:
        """Whether several machines can share this database."""
        return self._url.get_backend_name() == "postgresql"

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction that may change things, and commit it.

        It runs to its end even if the caller is cancelled. On PostgreSQL it is run again after a
        deadlock, so it must not change anything but the database.

        Raises:
            StoreError: The database refused, for a reason that only an operator can mend.
        """
        return await self._unbroken(_carry_out(self.writer, work))

    async def read(self, work: Work[T]) -> T:
        """Run `work` in a transaction that sees one moment and can change nothing.

        Raises:
            StoreError: The database refused, for a reason that only an operator can mend.
        """
        return await self._unbroken(_carry_out(self.reader, work))

    async def close(self) -> None:
        """Wait for what runs, then close every connection; closing again does nothing."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)
        # Readers first: the last connection of a SQLite file to close checkpoints it.
        await self.reader.engine.dispose()
        await self.writer.engine.dispose()

    async def _unbroken(self, work: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            work.close()
            raise StoreError("the database is closed")
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_report)
            raise


async def add_new(connection: AsyncConnection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row unless another one stands where it must be unique; say whether it was."""
    statement = _insert(connection, table).values(row).on_conflict_do_nothing()
    # Unasked, SQLAlchemy keeps no count of inserted rows on PostgreSQL.
    statement = statement.execution_options(preserve_rowcount=True)
    return (await connection.execute(statement)).rowcount == 1


def upsert(connection: AsyncConnection, table: Table) -> Executable:
    """Make an INSERT of whole rows that replaces the row which has the same primary key."""
    statement = _insert(connection, table)
    rest = {column.name: statement.excluded[column.name] for column in table.c}
    for column in table.primary_key:
        del rest[column.name]
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


def batches(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Cut values into lists that one statement can ask about."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


async def alone(connection: AsyncConnection, what: str) -> None:
    """Let no other transaction be at `what` until this one ends; SQLite's writers always are."""
    if connection.dialect.name != "sqlite":
        await connection.execute(select(func.pg_advisory_xact_lock(crc32(what.encode()))))


def _insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT that knows ON CONFLICT."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


async def _carry_out(lane: Lane, work: Work[T]) -> T:
    async with lane.places:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with lane.engine.begin() as connection:
                    return await work(connection)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) in PASSING and attempt < ATTEMPTS:
                    continue
                raise _translated(error) from error
    raise AssertionError("the last attempt returns or raises")


async def _migrate(url: URL, steps: Path) -> None:
    """Bring the schema up to date, on a connection of its own."""
    engine = create_async_engine(url, poolclass=NullPool, connect_args=_driver_options(url))
    if engine.dialect.name == "sqlite":
        # Off, or altering a parent table would empty its children: see `migrations`. The file stays
        # in WAL from here on; to change that later would need it without a single reader.
        _on_sqlite(engine, "BEGIN IMMEDIATE", foreign_keys="OFF", journal_mode="WAL")
    try:
        async with engine.begin() as connection:
            await alone(connection, "migration")
            await connection.run_sync(upgrade, steps)
    except DBAPIError as error:
        raise _translated(error) from error
    finally:
        await engine.dispose()


def _translated(error: DBAPIError) -> Exception:
    if isinstance(error, OUR_FAULT):
        return error
    return StoreError(f"the database refused: {error.orig}")


def _report(task: asyncio.Task[Any]) -> None:
    """Log what went wrong after the caller had gone."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work for a cancelled caller failed", exc_info=error)


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite+aiosqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"not a database address: {error}") from error
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    backend = "postgresql" if url.drivername == "postgres" else url.drivername.split("+")[0]
    if backend not in drivers:
        raise StoreError(f"neither SQLite nor PostgreSQL: {url.drivername}")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError("a SQLite database needs a file: readers have connections of their own")
    return url.set(drivername=drivers[backend])


def _driver_options(url: URL) -> dict[str, object]:
    """Keep Python's sqlite3 from beginning transactions by its own rules."""
    return {"isolation_level": None} if url.get_backend_name() == "sqlite" else {}


def _pool(url: URL, size: int) -> AsyncEngine:
    return create_async_engine(
        url, pool_size=size, max_overflow=0, connect_args=_driver_options(url)
    )


def _sqlite_writer(url: URL) -> AsyncEngine:
    engine = _pool(url, 1)
    _on_sqlite(engine, "BEGIN IMMEDIATE", synchronous="NORMAL", foreign_keys="ON")
    return engine


def _sqlite_reader(url: URL) -> AsyncEngine:
    engine = _pool(url, READERS)
    _on_sqlite(engine, "BEGIN", query_only="ON", wal_autocheckpoint="0")
    return engine


def _on_sqlite(engine: AsyncEngine, begin: str, **pragmas: str) -> None:
    """Set up every new connection, and begin transactions in our own words."""

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            for name, value in pragmas.items():
                cursor.execute(f"PRAGMA {name}={value}")
            cursor.close()
        except sqlite3.Error as error:
            # The pool does not know the connection yet, and its thread would outlive the program.
            connection.close()
            raise StoreError(f"the database refused: {error}") from error

    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begins)
