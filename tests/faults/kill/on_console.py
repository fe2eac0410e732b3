"""The console in the kill test: its service is a file, and what stands in it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from typing_extensions import override

from bot.domain.chat import Channel
from bot.platforms.console.transcript import Transcript
from tests.faults.kill.plan import signs
from tests.faults.kill.service import AGAIN, Service, Stands

_GLANCE_S = 0.0005


class Console(Service):
    """A terminal that shows many channels; nobody sits at it."""

    name = "console"
    platform = "console"

    @override
    async def open(
        self, stack: AsyncExitStack, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        self.weather.rough = 0.0  # a file refuses nothing
        self._file = folder / "console.jsonl"
        self._file.touch()

    @override
    def environ(self) -> Mapping[str, str]:
        return {}

    @override
    def places(self) -> Sequence[Channel]:
        return [Channel("console", "", f"papers-{n}", f"#papers-{n}") for n in range(self.channels)]

    @override
    def standing(self, place: Channel) -> Sequence[Stands]:
        return [
            Stands(
                id=str(each.id),
                papers=frozenset(signs(each.text)),
                heading=each.number is None,
                under=each.under,
                again=AGAIN in " ".join(each.text.split()),
            )
            for each in Transcript(self._file).all(place.native)
        ]

    @override
    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch(self) -> None:
        """Take every line that is new for a message; there is nobody to misbehave."""
        read = self._file.stat().st_size
        while True:
            await asyncio.sleep(_GLANCE_S)
            size = self._file.stat().st_size
            read = min(read, size)  # a line that a crash has torn is cut off at the next start
            if size == read:
                continue
            with self._file.open("rb") as file:
                file.seek(read)
                new = file.read()
            read += len(new)
            for _ in range(new.count(b"\n")):
                if blow := self.weather.message():
                    await self.weather.hold(blow)
