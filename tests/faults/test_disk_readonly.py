"""What cannot be written: which file, and which setting moves it, in a sentence."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from bot.domain.errors import StoreError
from bot.store.database import Database
from tests.world import spare_migrations

ROOT = Path(__file__).parents[2]
WITHOUT_RIGHTS = """
import ctypes, os, sys
if os.getuid() == 0:
    # Root may write whatever the rights say, but for this: CAP_DAC_OVERRIDE and _READ_SEARCH.
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "bot", *sys.argv[1:]])
"""


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A data folder with everything in it."""
    await spare_migrations(tmp_path)
    for each in ("paperboy.log", "paperboy.lock"):
        (tmp_path / each).touch()
    return tmp_path


def paperboy(folder: Path, *command: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PAPERBOY_DATA_DIR": str(folder)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )


@pytest.fixture
def shut(folder: Path) -> Iterator[Path]:
    """The folder when nothing in it may be changed."""
    for each in folder.iterdir():
        each.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def sums(folder: Path) -> dict[str, str]:
    return {each.name: sha256(each.read_bytes()).hexdigest() for each in folder.glob("*.db")}


@pytest.mark.parametrize("command", [["run", "--console"], ["collect"], ["doctor"]])
def test_a_database_that_may_only_be_read_is_named_with_the_setting(folder, command):
    file, before = folder / "paperboy.db", sums(folder)
    file.chmod(0o444)
    done = paperboy(folder, *command)
    said = (
        f"{file} cannot be written (attempt to write a readonly database). Let the user that runs "
        "Paperboy write it and its folder, or set PAPERBOY_DATABASE__URL to a file that can be "
        "written.\n"
    )
    assert done.returncode == 1
    if command == ["doctor"]:
        assert re.search(rf"^BAD +database +{re.escape(said)}", done.stdout, re.MULTILINE)
        assert done.stderr == ""
    else:
        assert done.stderr == said
    assert sums(folder) == before


@pytest.mark.parametrize("command", [["run", "--console"], ["collect"]])
def test_a_folder_that_may_only_be_read_is_named_with_the_setting(shut, command):
    done = paperboy(shut, *command)
    said = (
        f"{shut / 'paperboy.log'} cannot be used: Permission denied. Let the user that runs "
        "Paperboy write it, or set PAPERBOY_DATA_DIR to a folder that can be written.\n"
    )
    assert (done.returncode, done.stderr) == (1, said)


def test_the_doctor_goes_on_where_nothing_can_be_written(shut):
    done = paperboy(shut, "doctor")
    rows = [row[5:] for row in done.stdout.splitlines()]
    found = {row.partition("  ")[0]: row for row in rows}
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{shut} cannot be written (Permission denied)" in found["data folder"]
    assert "PAPERBOY_DATA_DIR" in found["data folder"]
    assert str(shut / "paperboy.db") in found["database"]
    assert "PAPERBOY_DATABASE__URL" in found["database"]
    assert f"{shut / 'paperboy.lock'} cannot be used: Permission denied." in found["running"]


def test_a_database_whose_folder_may_not_be_written_is_named_and_works_once_it_may(folder):
    folder.chmod(0o555)
    done = paperboy(folder, "collect")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{folder / 'paperboy.db'} cannot be ")
    assert "PAPERBOY_DATABASE__URL" in done.stderr
    folder.chmod(0o755)
    assert paperboy(folder, "digest", "diffusion").returncode == 0


async def test_a_database_server_that_takes_no_writes_is_said_to(postgres_address):
    async with (
        Database.open(postgres_address),
        await psycopg.AsyncConnection.connect(postgres_address, autocommit=True) as connection,
    ):
        name = connection.info.dbname
        await connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match=r"may only be read .* Let PAPERBOY_DATABASE__URL name"):
        async with Database.open(postgres_address):
            pass
