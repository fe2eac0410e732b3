"""What a database's refusal means, and what whoever runs the bot can do about it.

SQLite's codes are those of https://sqlite.org/rescode.html, PostgreSQL's those of appendix A of its
manual. Whatever was refused changed nothing: its transaction is undone.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_IOERR,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_PERM,
    SQLITE_READONLY,
)
from types import MappingProxyType
from typing import Final

from sqlalchemy import URL

from bot.domain.errors import StoreError

_GOES_ON = "and try again; a running bot goes on by itself."
_FULL = (
    "The disk is full: {file} cannot grow. Nothing was changed. Free some space in {folder} "
    + _GOES_ON
)
_READ_ONLY = (
    "{file} cannot be written ({reason}). Let the user that runs Paperboy write it and its folder, "
    "or set PAPERBOY_DATABASE__URL to a file that can be written."
)
_LOCKED = (
    "{file} is locked by another program and stayed so too long ({reason}). Nothing was changed. "
    "End that program, such as a database browser or a backup, or wait for it, " + _GOES_ON
)
_UNOPENED = (
    "{file} cannot be opened ({reason}): its folder is missing, or may not be written. Mend that, "
    "or set PAPERBOY_DATABASE__URL to a file that can be written."
)
_DAMAGED = (
    "{file} is damaged, or no database at all ({reason}). Stop Paperboy, move the file away "
    "together with those that end in -wal and -shm, and put your last backup in its place. Without "
    "a backup, `sqlite3 DAMAGED .recover | sqlite3 NEW` saves what can still be read."
)
_FAILED = (
    "The disk failed under {file} ({reason}). Nothing was changed. See whether it is full, over a "
    "quota or broken, mend that " + _GOES_ON
)
_LEAST = 1_000_000
"""With fewer bytes left, a disk that failed was full: SQLite does not always tell the two apart."""

_OF_SQLITE: Final[Mapping[int, str]] = MappingProxyType(
    {
        SQLITE_FULL: _FULL,
        SQLITE_READONLY: _READ_ONLY,
        SQLITE_PERM: _READ_ONLY,
        SQLITE_BUSY: _LOCKED,
        SQLITE_LOCKED: _LOCKED,
        SQLITE_CANTOPEN: _UNOPENED,
        SQLITE_CORRUPT: _DAMAGED,
        SQLITE_NOTADB: _DAMAGED,
        SQLITE_IOERR: _FAILED,
    }
)

_OF_POSTGRESQL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "53100": "The disk of the database server is full ({reason}). Nothing was changed. Free "
        "some space there " + _GOES_ON,
        "53300": "The database server has no connection left for us ({reason}). Raise its "
        "max_connections, or end what else uses it, " + _GOES_ON,
        "25006": "The database may only be read ({reason}). Let PAPERBOY_DATABASE__URL name a "
        "server that takes writes, and a user without default_transaction_read_only.",
        "42501": "The database user may not do this ({reason}). Let it own the database that "
        "PAPERBOY_DATABASE__URL names.",
        "55P03": "The database is locked by another program ({reason}). Nothing was changed. End "
        "that program, or wait for it, " + _GOES_ON,
        "XX001": "The database is damaged ({reason}). Stop Paperboy and put your last backup in "
        "its place.",
        "XX002": "An index of the database is damaged ({reason}). Stop Paperboy and have the "
        "server rebuild it: REINDEX DATABASE.",
    }
)


def meaning(error: BaseException, url: URL) -> StoreError | None:
    """Say in a sentence what a driver's error means and what to do; None if it is not known.

    Args:
        error: As the driver raised it.
        url: Of the database.
    """
    # An extended code holds the plain one in its lowest byte.
    plain = getattr(error, "sqlite_errorcode", -1) & 0xFF
    said = _OF_SQLITE.get(plain) or _OF_POSTGRESQL.get(getattr(error, "sqlstate", None) or "")
    if said is None:
        return None
    file = Path(url.database or "")
    folder = file.absolute().parent
    if said is _FAILED and _is_full(folder):
        said = _FULL
    return StoreError(said.format(file=file, folder=folder, reason=_brief(error)))


def refused(error: BaseException | None, url: URL) -> StoreError:
    """Say the same of any error that an operator may be able to mend, known or not."""
    if error is not None and (known := meaning(error, url)):
        return known
    if url.get_backend_name() == "sqlite":
        return StoreError(f"The database {url.database} refused: {error}")
    return StoreError(
        f"The database refused: {error}. See that its server runs and that PAPERBOY_DATABASE__URL "
        "is right."
    )


def _is_full(folder: Path) -> bool:
    with suppress(OSError):
        return disk_usage(folder).free < _LEAST
    return False


def _brief(error: BaseException) -> str:
    """Return the reason on one line; PostgreSQL adds hints on lines of their own."""
    return str(error).strip().split("\n", 1)[0]
