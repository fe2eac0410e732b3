"""How much a paper may ask of us."""

from dataclasses import dataclass

from bot.domain.fulltext import Lack


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that reading one file may take.

    Attributes:
        megabytes: Of the file.
        pages: That are read of a PDF; the rest is left out.
        seconds: Of the processor, and on the clock as well.
        memory_mb: Of the process that reads.
    """

    megabytes: int
    pages: int
    seconds: float
    memory_mb: int


class NoText(Exception):
    """A file has no text that we can read; stays inside this package.

    Args:
        detail: For the log.
        peak_mb: The most memory that the process held, in MB; 0 where it could not say.
    """

    def __init__(self, lack: Lack, detail: str, peak_mb: float = 0.0) -> None:
        super().__init__(f"{lack}: {detail}")
        self.lack = lack
        self.detail = detail
        self.peak_mb = peak_mb
