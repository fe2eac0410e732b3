"""One running bot for each data folder."""

import json
import logging
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from bot.domain.errors import StoreError

log = logging.getLogger(__name__)


class FolderTaken(StoreError):
    """Another process runs the bot on this data folder; the text says which."""


class FolderLock:
    """A lock the operating system holds for a process, and frees however the process ends.

    Args:
        folder: The data folder; it must exist.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "paperboy.lock"
        self._lock = FileLock(self._path, blocking=False)

    def acquire(self, now: datetime, pid: int) -> None:
        """Take the folder and write down who has it.

        Args:
            now: Since when it is held (UTC).
            pid: Id of this process.

        Raises:
            FolderTaken: Another process has it.
            OSError: The folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout as error:
            raise FolderTaken(
                f"{self._path.parent} is in use by {self._holder()}. "
                "Stop it first, or set PAPERBOY_DATA_DIR to another folder."
            ) from error
        who = {"pid": pid, "host": platform.node(), "since": now.isoformat(timespec="seconds")}
        try:
            self._path.write_text(json.dumps(who), encoding="utf-8")
        except OSError as error:
            # On a full disk the folder is ours all the same; others are not told by whom it is.
            log.warning("%s cannot name its holder: %s", self._path, error.strerror)

    @contextmanager
    def held(self, now: datetime, pid: int) -> Iterator[None]:
        """Hold the folder for a while; the arguments and the error are those of `acquire`."""
        self.acquire(now, pid)
        try:
            yield
        finally:
            self.release()

    def holder(self) -> str | None:
        """Say which other process has the folder, or None when nobody has it."""
        try:
            with self._lock:
                return None
        except Timeout:
            return self._holder()

    def release(self) -> None:
        """Give the folder back; doing so twice does nothing."""
        self._lock.release()

    def _holder(self) -> str:
        try:
            who = json.loads(self._path.read_text(encoding="utf-8"))
            return f"process {who['pid']} on {who['host']} since {who['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            # It has the lock and is about to write down who it is.
            return "another process"
