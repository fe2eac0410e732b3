"""One way in and out of the database.

Work is handed in as a function and runs in a task of its own behind a shield, so that a cancelled
caller never cuts off a statement (measured: otherwise one pool in three is locked for ever); nobody
is given an open transaction.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, Self, TypeAlias, TypeVar

from sqlalchemy import URL, text
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import StoreError
from bot.store.dialects import alone, is_sqlite, migrator_of, reader_of, url_of, writer_of
from bot.store.migrations import TODAY, behind, upgrade
from bot.store.refusals import meaning, refused

log = logging.getLogger(__name__)

T = TypeVar("T")
Work: TypeAlias = Callable[[AsyncConnection], Awaitable[T]]

ATTEMPTS: Final = 3
PASSING: Final = {"40001", "40P01"}
"""SQLSTATE of a serialization failure and of a deadlock: the same work may succeed next time."""
OUR_FAULT: Final = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
"""What no operator can mend, unless its code says otherwise."""


_urgent: ContextVar[bool] = ContextVar("urgent", default=False)


@contextmanager
def urgently() -> Iterator[None]:
    """Read in here past all that waits: somebody's click is not acknowledged before.

    Only for what reads little; a lane of its own is quick because it is nearly always empty.
    """
    token = _urgent.set(True)
    try:
        yield
    finally:
        _urgent.reset(token)


class Lane:
    """An engine and how many may use it at once.

    The semaphore hands out places in order and for as long as it takes; the pool behind it, which
    would give up after 30 seconds, never has to make anybody wait.
    """

    def __init__(self, engine: AsyncEngine, places: int) -> None:
        self.engine = engine
        self.places = asyncio.Semaphore(places)

    async def carry_out(self, work: Work[T]) -> T:
        """Run `work` in a transaction, again if it was the victim of a deadlock."""
        async with self.places:
            attempt = 1
            while True:
                try:
                    async with self.engine.connect() as connection:
                        # It begins with the first statement, and is undone where it is not kept.
                        done = await work(connection)
                        await connection.commit()
                        return done
                except DBAPIError as error:
                    if getattr(error.orig, "sqlstate", None) not in PASSING or attempt == ATTEMPTS:
                        raise _translated(error, self.engine.url) from error
                    attempt += 1


class Database:
    """An open database; made by `Database.open`."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self.writer = Lane(*writer_of(url))
        self.reader = Lane(*reader_of(url))
        self.urgent = Lane(*reader_of(url))
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
            StoreError: It cannot be reached or written, is damaged, locked by another program or
                of a newer version, or the disk is full; the text says what to do.
        """
        database = cls(url_of(address))
        try:
            await database._unbroken(_migrate(database._url, steps))
            yield database
        finally:
            await database.close()

    @staticmethod
    async def behind(address: str, steps: Path = TODAY) -> int | None:
        """Count the migrations that a database lacks, and change nothing; None where there is none.

        Raises:
            StoreError: As for opening it.
        """
        url = url_of(address)
        if is_sqlite(url) and not await asyncio.to_thread(Path(url.database or "").exists):
            return None
        engine, _ = reader_of(url)
        try:
            async with engine.connect() as connection:
                return await connection.run_sync(behind, steps)
        except DBAPIError as error:
            raise _translated(error, url) from error
        finally:
            await engine.dispose()

    @property
    def is_postgresql(self) -> bool:
        """Whether several machines can share this database."""
        return not is_sqlite(self._url)

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction that may change things, and commit it.

        It runs to its end even if the caller is cancelled. On PostgreSQL it is run again after a
        deadlock, so it must not change anything but the database.

        Raises:
            StoreError: The database refused, for a reason that only an operator can mend; the
                text says how.
        """
        return await self._unbroken(self.writer.carry_out(work))

    async def read(self, work: Work[T]) -> T:
        """Run `work` in a transaction that sees one moment and can change nothing.

        Raises:
            StoreError: The database refused, for a reason that only an operator can mend; the
                text says how.
        """
        lane = self.urgent if _urgent.get() else self.reader
        return await self._unbroken(lane.carry_out(work))

    async def try_writing(self) -> None:
        """Write what stands there already; to begin to write is not refused where writing is.

        Raises:
            StoreError: It cannot be written; the text says what to do.
        """

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

        await self.write(work)

    async def close(self) -> None:
        """Wait for what runs, then close every connection; closing again does nothing."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)
        # Readers first: the last connection of a SQLite file to close checkpoints it.
        await self.urgent.engine.dispose()
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


async def _migrate(url: URL, steps: Path) -> None:
    engine = migrator_of(url)
    try:
        async with engine.begin() as connection:
            await alone(connection, "migration")
            await connection.run_sync(upgrade, steps)
    except DBAPIError as error:
        raise _translated(error, url) from error
    finally:
        await engine.dispose()


def _translated(error: DBAPIError, url: URL) -> Exception:
    if isinstance(error, OUR_FAULT):
        return (error.orig and meaning(error.orig, url)) or error
    return refused(error.orig, url)


def _report(task: asyncio.Task[Any]) -> None:
    """Log what went wrong after the caller had gone."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work for a cancelled caller failed", exc_info=error)
