"""A connection to SQLite that asks its thread once for each statement.

SQLAlchemy asks four times: for a cursor, to execute, for the rows, to close it; and once more to
begin a transaction. Each is a turn of the thread and a wake-up of the event loop, which together
cost more than SQLite does (measured: a fifth of all that a digest costs).
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self, TypeVar

import aiosqlite
from typing_extensions import override

Kind = TypeVar("Kind", bound="BriskConnection")


class _Cursor:
    """Holds the whole answer to a statement."""

    arraysize = 1

    def __init__(self, connection: "BriskConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Carry out a statement and take all of its rows."""
        return await self._carry_out(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Carry out a statement once for each row of parameters."""
        return await self._carry_out(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> list[Any]:
        """Return the rows."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Do nothing: it was closed when its rows had been taken."""

    async def _carry_out(self, ask: Callable[[sqlite3.Cursor], object]) -> Self:
        begin, self._connection.begin = self._connection.begin, ""

        def work() -> None:
            cursor = self._connection._conn.cursor()
            try:
                if begin:
                    cursor.execute(begin)
                ask(cursor)
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                # Complete only now: what RETURNING changes is counted while its rows are read.
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        # The one door to its thread; pinned in requirements.lock as SQLAlchemy's own use of it is.
        await self._connection._execute(work)  # type: ignore[no-untyped-call]
        return self


class BriskConnection(aiosqlite.Connection):
    """A connection whose cursors need no thread to be made, read and closed.

    Attributes:
        begin: The words that begin a transaction, said just before its first statement.
    """

    begin = ""

    @override
    def cursor(self) -> _Cursor:  # type: ignore[override]
        return _Cursor(self)


class BriskReader(BriskConnection):
    """A connection that changes nothing, so that nobody has to wait until a transaction has ended.

    Its thread does one thing after the other: the next transaction begins when this one is over.
    """

    @override
    async def commit(self) -> None:
        def end() -> None:
            try:
                self._conn.commit()
            except sqlite3.Error:
                # Whoever reads next finds out what is wrong; not that a transaction is still open.
                self._conn.rollback()

        self._tx.put_nowait((None, end))


def connect(path: str, **options: object) -> BriskConnection:
    """Open a connection as `aiosqlite.connect` does; for SQLAlchemy's `async_creator_fn`."""
    return _connected(BriskConnection, path, options)


def connect_reader(path: str, **options: object) -> BriskReader:
    """Open a connection that only reads, likewise."""
    return _connected(BriskReader, path, options)


def _connected(kind: type[Kind], path: str, options: Mapping[str, object]) -> Kind:
    opened: Callable[..., sqlite3.Connection] = sqlite3.connect
    made = kind(lambda: opened(path, **options), iter_chunk_size=64)
    # As SQLAlchemy does with its own: an unclosed connection must not keep the program alive.
    made._thread.daemon = True
    return made
