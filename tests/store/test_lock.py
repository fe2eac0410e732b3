import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.lock import FolderLock, FolderTaken

from .samples import NOW


def test_a_second_is_told_who_holds_the_folder(tmp_path):
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire(NOW, os.getpid())
    with pytest.raises(FolderTaken) as caught:
        second.acquire(NOW, 1)
    for fact in (str(tmp_path), str(os.getpid()), platform.node(), "2025-11-05T06:00:00+00:00"):
        assert fact in str(caught.value)
    first.release()
    first.release()
    second.acquire(NOW, 2)
    with pytest.raises(FolderTaken, match="process 2 on"):
        first.acquire(NOW, 1)
    second.release()


def test_a_holder_that_has_not_written_yet_is_a_holder_all_the_same(tmp_path):
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire(NOW, os.getpid())
    for left in ("", "{", "[]", '{"pid": 1}'):
        (tmp_path / "paperboy.lock").write_text(left)
        with pytest.raises(FolderTaken, match="another process"):
            second.acquire(NOW, 1)
    first.release()


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.store.lock import FolderLock
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
first, second = FolderLock(Path(sys.argv[1])), FolderLock(Path(sys.argv[1]))
first.acquire(datetime(2025, 11, 5, tzinfo=UTC), 1)
print(second.holder())
"""


def test_a_full_disk_hides_the_name_of_the_holder_and_no_more(tmp_path):
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert done.stdout == "another process\n"
    assert "paperboy.lock cannot name its holder: File too large" in done.stderr
