"""The console's memory of what was posted: the part a chat service plays for the other platforms.

One JSON object a line, appended and synced before anything is drawn. A line torn by a crash never
arrived; it is cut off at the next start.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as it stands in a channel.

    Attributes:
        key: What it is looked up by after a crash; '' for an answer only one person sees.
        under: Native id of the message whose thread it stands in, or None.
        text: As it was drawn, without colours.
        actions: Id and label of each button.
    """

    id: int
    channel: str
    key: str
    under: str | None
    at: datetime
    text: str
    actions: tuple[tuple[str, str], ...] = ()


class Transcript:
    """Everything posted so far, in order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._posted = list(_whole_lines(path))

    def append(
        self,
        channel: str,
        key: str,
        under: str | None,
        at: datetime,
        text: str,
        actions: tuple[tuple[str, str], ...],
    ) -> Posted:
        """Note a message for good.

        Raises:
            OSError: The disk refused; nothing was noted.
        """
        posted = Posted(len(self._posted) + 1, channel, key, under, at, text, actions)
        body = json.dumps(asdict(posted) | {"at": at.isoformat()}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(body + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._posted.append(posted)
        return posted

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Return the message with this key posted since, if it arrived."""
        for posted in reversed(self._posted):
            if posted.channel == channel and posted.key == key and posted.at >= since:
                return posted
        return None

    def by_id(self, native: str) -> Posted | None:
        """Return a message by its native id."""
        place = int(native) - 1 if native.isdecimal() else -1
        return self._posted[place] if 0 <= place < len(self._posted) else None

    def all(self, channel: str) -> list[Posted]:
        """Return every message of a channel, threads too, oldest first."""
        return [each for each in self._posted if each.channel == channel]

    def last(self, channel: str, count: int) -> list[Posted]:
        """Return the newest messages that everybody sees in the channel itself, oldest first."""
        own = [each for each in self.all(channel) if each.under is None and each.key]
        return own[-count:]

    def thread(self, native: str) -> list[Posted]:
        """Return what stands under a message."""
        return [each for each in self._posted if each.under == native]


def _whole_lines(path: Path) -> Iterator[Posted]:
    if not path.exists():
        return
    body = path.read_bytes()
    whole = body[: body.rfind(b"\n") + 1]
    if len(whole) < len(body):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for row in whole.splitlines():
        fields = json.loads(row)
        fields["at"] = datetime.fromisoformat(fields["at"])
        fields["actions"] = tuple((each[0], each[1]) for each in fields["actions"])
        yield Posted(**fields)
