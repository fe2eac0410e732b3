import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from bot.store.lock import FolderLock, FolderTaken

ROOT = Path(__file__).parents[2]
NOW = datetime(2025, 11, 5, tzinfo=UTC)
HOLDER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire(datetime(2025, 11, 5, tzinfo=UTC), os.getpid())
print("held", flush=True)
sys.stdin.read()
"""


def test_a_killed_holder_leaves_the_folder_free(tmp_path):
    lock = FolderLock(tmp_path)
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(FolderTaken, match=f"process {holder.pid} on"):
            lock.acquire(NOW, os.getpid())
        holder.kill()
        holder.wait()
        lock.acquire(NOW, os.getpid())
    lock.release()
