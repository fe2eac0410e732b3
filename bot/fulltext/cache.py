"""Full texts kept on the disk: what was read, never a file of arXiv's, within a bound."""

import gzip
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.fulltext import FullText, Lack
from bot.fulltext import wire

_FORMAT = 1
"""Goes up when texts are read better, so that those of before are read again."""

_LACK_HOLDS = timedelta(days=1)
"""How long it is believed that there is no text: a page in HTML may be made later."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one version of a paper: its text, or why there is none."""

    text: FullText | None = None
    lack: Lack | None = None


class Cache:
    """A folder of texts.

    Args:
        folder: Made when it is first needed.
        megabytes: The most that all files take; those that were not used for longest go first.
    """

    def __init__(self, folder: Path, megabytes: int) -> None:
        self._folder = folder
        self._most = megabytes * 1_000_000

    def get(self, paper: str, version: int, now: datetime) -> Kept | None:
        """Return what is known of a version; None where that is nothing.

        Args:
            now: The present moment (UTC).
        """
        path = self._path(paper, version)
        try:
            data = json.loads(gzip.decompress(path.read_bytes()))
            if data["format"] != _FORMAT:
                return None
            kept = _read(data, now)
            path.touch()
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            _log.warning("%s is passed over, it cannot be read: %s", path, error)
            return None
        return kept

    def put(self, paper: str, version: int, kept: Kept, now: datetime) -> None:
        """Keep what is known of a version; where the disk is full or closed, it is not kept."""
        text = wire.to_data(kept.text) if kept.text else None
        data = {"format": _FORMAT, "at": now.isoformat(), "lack": kept.lack, "text": text}
        path = self._path(paper, version)
        fresh = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(gzip.compress(json.dumps(data).encode(), 6))
            fresh.replace(path)
            self._shrink()
        except OSError as error:
            _log.warning("A full text is not kept: %s", error)

    def _path(self, paper: str, version: int) -> Path:
        return self._folder / f"{paper.replace('/', '_')}v{version}.json.gz"

    def _shrink(self) -> None:
        files = [(path.stat(), path) for path in self._folder.iterdir()]
        total = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if total <= self._most:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size


def _read(data: dict[str, Any], now: datetime) -> Kept | None:
    if data["text"] is not None:
        return Kept(wire.from_data(data["text"]))
    old = abs(now - datetime.fromisoformat(data["at"])) > _LACK_HOLDS
    return None if old else Kept(lack=Lack(data["lack"]))
