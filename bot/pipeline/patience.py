"""How long digests go on asking a model that does not answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.errors import WriterError


@dataclass(slots=True)
class Patience:
    """Knows which models fail one text after the other.

    A server that hangs takes minutes for each text; a digest of thirty would be late by an hour,
    and all others with it.

    Attributes:
        most: Failures one after the other that are borne.
        rest: How long a model is left alone then.
        clock: Says what time it is (UTC).
    """

    most: int
    rest: timedelta
    clock: Callable[[], datetime]
    _failures: dict[str, int] = field(default_factory=dict)
    _until: dict[str, datetime] = field(default_factory=dict)

    def check(self, writer: str) -> None:
        """Pass where a model may be asked.

        Raises:
            WriterError: It is left alone for now.
        """
        if (until := self._until.get(writer)) and self.clock() < until:
            raise WriterError(f"{writer} has failed others just now", passing=True)

    def failed(self, writer: str, *, passing: bool) -> None:
        """Take note of a text that a model could not write.

        Args:
            passing: For a reason that may pass; another one says nothing about other texts.
        """
        if not passing:
            return
        self._failures[writer] = self._failures.get(writer, 0) + 1
        if self._failures[writer] >= self.most:
            self._until[writer] = self.clock() + self.rest

    def wrote(self, writer: str) -> None:
        """Take note of a text that a model wrote."""
        self._failures.pop(writer, None)
        self._until.pop(writer, None)
