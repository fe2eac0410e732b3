"""The steps from an empty database to today's schema, and how they are taken.

All steps run in one transaction of the caller's, so one that throws leaves the old database. On
SQLite foreign keys are off meanwhile: alembic alters a table by copying and dropping it, and the
drop would take along, without an error, every row that cascades from it (measured). What the keys
would have refused is checked before the commit instead.

There is no way down: the way back is the backup.
"""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, inspect

from bot.domain.errors import StoreError

TODAY = Path(str(files(__name__)))
"""The folder of the steps there are today; `versions/r0007_…` leads to revision 0007."""


def upgrade(connection: Connection, steps: Path) -> None:
    """Take every step the database has not taken yet.

    Args:
        connection: In a transaction; on SQLite with foreign keys off.
        steps: Folder with `env.py` and `versions`.

    Raises:
        StoreError: A newer Paperboy made this database, or a step left rows without a parent.
        DBAPIError: The database refuses, for instance because it may only be read.
    """
    if _revision(connection) != _newest(steps):
        _take(connection, steps)
    # Where there was no step to take, nothing has been written yet; and of a database that may only
    # be read, SQLite does not say so before something is, not even as the transaction begins.
    connection.exec_driver_sql("DELETE FROM alembic_version WHERE 1 = 0")


def behind(connection: Connection, steps: Path) -> int | None:
    """Count the steps that a database has not taken yet; None where there is no database yet.

    One of a newer Paperboy is less than none behind.
    """
    revision = _revision(connection)
    return None if revision is None else int(_newest(steps)) - int(revision)


def _newest(steps: Path) -> str:
    return max(step.name[1:5] for step in steps.glob("versions/r*.py"))


def _revision(connection: Connection) -> str | None:
    """Return where alembic's own table says that the database is."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return revision


def _take(connection: Connection, steps: Path) -> None:
    # Nearly every start has no step to take, and need not wait for alembic.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"This database does not fit this version of Paperboy ({error}). Run the newer version "
            "that made it, or put a backup from before in its place."
        ) from error
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise StoreError(
                f"A migration left rows without their parents ({orphans[:3]}). "
                "Nothing was changed. Run the version you had, and report this."
            )
