"""Files as they lie on the disk, packed or not, read once from the front to the end."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from bot.domain.chat import Words, words
from bot.domain.errors import SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPED = b"\x2a\x4d\x18"
"""Behind the first byte of what parallel packers write before the frames of zstd."""

_WINDOW: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 27}
"""128 MiB: what every unpacker grants; a file that wants more may want gigabytes."""

_SOME = 65_536


class DamagedFile(SourceError):
    """A file cannot be read any further.

    Args:
        words: The reason, for people.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.key)
        self.words = words


class Unpacked:
    """What stands in an open file, after unpacking where it is packed."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._damage: DamagedFile | None = None
        magic = file.peek(4)[:4]
        self._opened: BufferedReader | gzip.GzipFile | zstd.ZstdFile = file
        if magic.startswith(_GZIP):
            self._opened = gzip.GzipFile(fileobj=file)
        elif magic == _ZSTD or magic[1:] == _SKIPPED:
            self._opened = zstd.ZstdFile(file, options=_WINDOW)

    @property
    def position(self) -> int:
        """How many bytes of the file on the disk have been read."""
        return self._file.tell()

    def head(self) -> bytes:
        """Return some of what comes next, without passing over it.

        Raises:
            DamagedFile: Not even that can be read.
        """
        with self._watched():
            return self._opened.peek(_SOME)

    def read(self) -> bytes:
        """Return what comes next, b'' at the end.

        Raises:
            DamagedFile: There is more, but it cannot be read.
        """
        with self._watched():
            # One read of what lies below: what is whole must not be lost to what is damaged.
            return self._opened.read1(_SOME)

    def line(self, longest: int) -> bytes:
        """Return what comes next up to the end of the line, but so much at most; b'' at the end.

        Raises:
            DamagedFile: There is more, but it cannot be read.
        """
        with self._watched():
            return self._opened.readline(longest)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        if self._damage:
            # Asked again, an unpacker that has failed says something else, or goes on with rubbish.
            raise self._damage
        try:
            yield
        except EOFError as error:
            self._damage = DamagedFile(words("record-cut"))
            raise self._damage from error
        except (zlib.error, gzip.BadGzipFile, zstd.ZstdError) as error:
            self._damage = DamagedFile(words("record-packed", reason=str(error)))
            raise self._damage from error


@contextmanager
def open_file(path: Path) -> Iterator[Unpacked]:
    """Open a file, plain, gzipped or compressed with zstd: its first bytes say which.

    Raises:
        SourceError: It cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    with file:
        yield Unpacked(file)
