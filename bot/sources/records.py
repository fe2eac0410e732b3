"""Files of papers, in any form that papers of arXiv are handed around in.

JSON lines, arXiv's feeds, answers of its query API and of its OAI-PMH service; plain, gzipped or
compressed with zstd. What a file is, is told by what stands in it and not by its name.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typing_extensions import override

from bot.domain.bulletins import Bulletin
from bot.domain.errors import SourceError
from bot.domain.papers import Announcement, ArrivalKind
from bot.ports import PaperSource
from bot.sources.documents import read_documents
from bot.sources.entries import Entry
from bot.sources.files import DamagedFile, Unpacked, open_file
from bot.sources.rows import read_rows


class Records(Iterator[Entry]):
    """The entries of an open file; `position` is how many bytes of it have been read."""

    def __init__(self, file: Unpacked, after: int) -> None:
        self._file = file
        self._entries = (read_documents if _is_xml(file) else read_rows)(file, after)

    @property
    def position(self) -> int:
        """How many bytes of the file on the disk have been read."""
        return self._file.position

    @override
    def __next__(self) -> Entry:
        return next(self._entries)


@contextmanager
def read_records(path: Path, after: int = 0) -> Iterator[Records]:
    """Open a file of papers.

    Args:
        path: Of the file.
        after: Entries up to this number are passed over, all but unread.

    Raises:
        SourceError: It cannot be opened.
    """
    with open_file(path) as file:
        yield Records(file, after)


def _is_xml(file: Unpacked) -> bool:
    try:
        head = file.head()
    except DamagedFile:
        return False
    # In UTF-16 every second byte of the markup is zero.
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.lstrip(b"\0 \t\r\n").startswith(b"<")


class RecordFile(PaperSource):
    """A file whose records say when they were announced: what the demo has for an arXiv."""

    archive = "file"

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    @override
    def name(self) -> str:
        return self._path.name

    @override
    async def today(self, tag: str = "") -> Bulletin:
        """Return every record that has a day in `announced`, as one list of several days."""
        listed: list[Announcement] = []
        with read_records(self._path) as records:
            for record in records:
                if record.problem:
                    raise SourceError(f"{self._path}:{record.number} cannot be used")
                if record.paper and record.paper.announced:
                    new = Announcement(record.paper, ArrivalKind.NEW, record.paper.announced)
                    listed.append(new)
        newest = max((each.day for each in listed), default=None)
        return Bulletin(self.archive, newest, tuple(listed))
