"""The console's memory of what was posted: the part a chat service plays for the other platforms.

One JSON object a line, appended and synced before anything is drawn. A line torn by a crash never
arrived; it is cut off at the next start. A line with the number of an earlier one is that message,
edited.
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

_START = b'{"id": '
"""How every line begins; inside one it cannot stand, because JSON escapes the quotes of a text."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as it stands in a channel.

    Attributes:
        key: What it is looked up by after a crash; '' for an answer only one person sees.
        under: Native id of the message whose thread it stands in, or None.
        text: As it was drawn, without colours.
        actions: Id and label of each button.
        number: The number people know it by, if it is a card of a digest.
        edited: When it was changed last, if it was.
    """

    id: int
    channel: str
    key: str
    under: str | None
    at: datetime
    text: str
    actions: tuple[tuple[str, str], ...] = ()
    number: int | None = None
    edited: datetime | None = None


class Transcript:
    """Everything posted so far, in order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._posted = {each.id: each for each in _whole_lines(path)}

    def append(
        self,
        channel: str,
        key: str,
        under: str | None,
        at: datetime,
        text: str,
        actions: tuple[tuple[str, str], ...],
        number: int | None = None,
    ) -> Posted:
        """Note a message for good.

        Raises:
            OSError: The disk refused; nothing was noted.
        """
        id = max(self._posted, default=0) + 1
        posted = Posted(id, channel, key, under, at, text, actions, number)
        self._write(posted)
        return posted

    def edit(
        self, posted: Posted, at: datetime, text: str, actions: tuple[tuple[str, str], ...]
    ) -> Posted:
        """Note for good that a message says something else from now on.

        Raises:
            OSError: The disk refused; it stays as it was.
        """
        changed = replace(posted, text=text, actions=actions, edited=at)
        self._write(changed)
        return changed

    def _write(self, posted: Posted) -> None:
        moments = {"at": posted.at.isoformat()}
        moments |= {"edited": posted.edited.isoformat()} if posted.edited else {}
        body = json.dumps(asdict(posted) | moments, ensure_ascii=False)
        # Without a buffer: what a full disk refused must not be written later, when it is closed.
        with self._path.open("ab", buffering=0) as file:
            size = file.tell()
            try:
                rest = f"{body}\n".encode()
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(size)
                raise
        self._posted[posted.id] = posted

    def get(self, channel: str, native: str) -> Posted | None:
        """Return the message of a channel that has this number, if it stands there."""
        found = self._posted.get(int(native)) if native.isdecimal() else None
        return found if found and found.channel == channel else None

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Return the message with this key posted since, if it arrived."""
        for posted in reversed(self._posted.values()):
            if posted.channel == channel and posted.key == key and posted.at >= since:
                return posted
        return None

    def all(self, channel: str) -> list[Posted]:
        """Return every message of a channel, threads too, oldest first."""
        return [each for each in self._posted.values() if each.channel == channel]

    def last(self, channel: str, count: int) -> list[Posted]:
        """Return the newest messages that everybody sees in the channel itself, oldest first."""
        own = [each for each in self.all(channel) if each.under is None and each.key]
        return own[-count:]

    def thread(self, native: str) -> list[Posted]:
        """Return what stands under a message."""
        return [each for each in self._posted.values() if each.under == native]


def _whole_lines(path: Path) -> Iterator[Posted]:
    if not path.exists():
        return
    body = path.read_bytes()
    whole = body[: body.rfind(b"\n") + 1]
    if len(whole) < len(body):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for row in whole.splitlines():
        try:
            # The start of a line that could not be finished may stand before it.
            fields = json.loads(row[max(row.rfind(_START), 0) :])
            fields["at"] = datetime.fromisoformat(fields["at"])
            if edited := fields.get("edited"):
                fields["edited"] = datetime.fromisoformat(edited)
            fields["actions"] = tuple((each[0], each[1]) for each in fields["actions"])
            yield Posted(**fields)
        except (ValueError, TypeError, LookupError):
            log.warning("A line of %s cannot be read and is left out: %.80r", path, row)
