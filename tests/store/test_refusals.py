"""What a refusal of the database means: a sentence with what to do, by its code."""

import sqlite3

import pytest
from sqlalchemy.exc import ProgrammingError

from bot.domain.errors import StoreError
from bot.store import refusals
from bot.store.dialects import url_of
from bot.store.refusals import meaning, refused

HERE = url_of("/data/paperboy.db")


def failed(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("whatever it says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "The disk is full: /data/paperboy.db cannot grow."),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "/data/paperboy.db cannot be written (whatever"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "/data/paperboy.db is locked by another program"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "/data/paperboy.db cannot be opened (whatever it says)"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "/data/paperboy.db is damaged, or no database at all"),
        (sqlite3.SQLITE_IOERR_WRITE, "The disk failed under /data/paperboy.db (whatever it says)"),
    ],
)
def test_extended_codes_mean_what_the_plain_ones_do(code, said):
    assert str(meaning(failed(code), HERE)).startswith(said)


def test_a_failing_disk_without_room_is_a_full_one(monkeypatch, tmp_path):
    url = url_of(str(tmp_path / "paperboy.db"))
    error = failed(sqlite3.SQLITE_IOERR_SHMSIZE)
    assert "The disk failed" in str(meaning(error, url))
    monkeypatch.setattr(refusals, "_LEAST", 1 << 62)
    assert f"Free some space in {tmp_path} and" in str(meaning(error, url))


def test_what_is_not_known_is_said_as_it_came():
    assert meaning(failed(sqlite3.SQLITE_ERROR), HERE) is None
    assert meaning(ValueError("x"), HERE) is None
    assert "/data/paperboy.db refused: x" in str(refused(ValueError("x"), HERE))
    elsewhere = url_of("postgresql://ana:hunter2@db/papers")
    assert "PAPERBOY_DATABASE__URL" in str(refused(ValueError("x"), elsewhere))
    assert "hunter2" not in str(refused(ValueError("x"), elsewhere))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("53100", "disk of the database server is full .* Free some space there"),
        ("53300", "no connection left for us"),
        ("25006", "may only be read"),
        ("42501", "may not do this"),
        ("55P03", "locked by another program"),
        ("XX001", "damaged .* put your last backup in its place"),
        ("XX002", "REINDEX DATABASE"),
    ],
)
async def test_a_server_is_understood_too(postgres_database, code, said):
    async def work(connection):
        raised = f"RAISE EXCEPTION 'its words' USING ERRCODE = '{code}'"
        await connection.exec_driver_sql(f"DO $$ BEGIN {raised}; END $$")

    with pytest.raises(StoreError, match=said) as caught:
        await postgres_database.write(work)
    assert "(its words)" in str(caught.value)


async def test_what_only_we_can_mend_stays_ours(postgres_database):
    with pytest.raises(ProgrammingError):
        await postgres_database.write(lambda each: each.exec_driver_sql("SELECT nonsense"))
