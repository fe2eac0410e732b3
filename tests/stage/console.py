"""The console as a stage: one person, one channel, and the transcript is what stands there."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from typing import Literal

from rich.console import Console
from typing_extensions import override

from bot.cli.serve import CHANNEL, console_platform
from bot.domain.calls import Press
from bot.domain.chat import Person
from bot.platforms.console.transcript import Posted, Transcript
from bot.settings import Settings
from tests.stage import ANA, Seen, Stage
from tests.world import sentences


class ConsoleStage(Stage):
    """A terminal at which Ana and Ben are the same person."""

    name = "console"
    colours: Literal["truecolor"] | None = None
    """Which colours the terminal has; None for no more than letters."""

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        """Nothing to start: the platform is its own service."""

    @override
    def platform(self, settings: Settings):
        self.lines: asyncio.Queue[str] = asyncio.Queue()
        self.screen = io.StringIO()
        console = Console(
            file=self.screen,
            width=98,
            color_system=self.colours,
            force_terminal=self.colours is not None,
            highlight=False,
            markup=False,
        )

        async def typed() -> AsyncIterator[str]:
            while True:
                yield await self.lines.get()

        say_in = sentences(settings.language).say_in
        return console_platform(self.folder, say_in, typed, console, self.clock)

    def _posted(self) -> list[Posted]:
        return Transcript(self.folder / "console.jsonl").all(CHANNEL.native)

    @override
    def channel(self) -> list[Seen]:
        return [_seen(each) for each in self._posted() if each.key and each.under is None]

    @override
    def thread(self, heading: Seen) -> list[Seen]:
        return [_seen(each) for each in self._posted() if each.under == str(heading.raw.id)]

    @override
    def pinged(self) -> set[str]:
        return set()

    @override
    async def type(self, text: str, who: str = ANA, *, direct: bool = False) -> Seen:
        return await self._do(f"/papers {text}")

    @override
    async def press(self, message: Seen, label: str, who: str = ANA) -> Seen:
        if message.raw.number is not None:
            await self._open_thread(message)
            # On a card the console's button is its label with the card's number.
            return await self._do(f"{label} {message.raw.number}".casefold())
        return await self._do(label)

    @override
    async def fill(
        self, message: Seen, label: str, fields: Mapping[str, str], who: str = ANA
    ) -> Seen:
        if message.raw.number is not None:
            text = " ".join(fields.values())
            return await self._do(f"{label} {message.raw.number} {text}".casefold())
        action = next(id for id, its in message.raw.actions if its == label)
        person = Person("console", "", "you", manager=True, admin=True)
        form = await self.inbox.on_opening(Press(action, person, CHANNEL))
        assert form
        assert set(fields) <= {each.name for each in form.fields}
        lines = [label, *(fields.get(each.name, "") for each in form.fields)]
        for line in lines[:-1]:
            await self.lines.put(line)
        return await self._do(lines[-1])

    @override
    async def choose(self, message: Seen, verb: str, *values: str, who: str = ANA) -> Seen:
        offered = {action: label for action, label in message.raw.actions if label.isdecimal()}
        return await self._do(" ".join(offered[f"p1:{verb}:{value}"] for value in values))

    @override
    async def pick(self, message: Seen, number: int, who: str = ANA) -> Seen:
        # Only the numbers of a digest can be typed; of any other list the menu is numbered itself.
        offered = [id for id, its in message.raw.actions if its.isdecimal() and ":save:" in id]
        labels = dict(message.raw.actions)
        return await self._do(labels[offered[number - 1]] if offered else f"save {number}")

    @override
    async def react(self, message: Seen, emoji: str, who: str = ANA, *, on: bool = True) -> None:
        done = self.inbox.done
        await self.lines.put(f"{'' if on else '-'}{emoji} {message.raw.number}")
        await self.inbox.after(done + 1)

    async def _open_thread(self, card: Seen) -> None:
        """Have a card on the screen: those in a thread are folded away."""
        if card.raw.under is not None:
            await self.lines.put("thread")

    async def _do(self, line: str) -> Seen:
        done = self.inbox.done
        await self.lines.put(line)
        await self.inbox.after(done + 1)
        answer = next(each for each in reversed(self._posted()) if not each.key)
        return _seen(answer)


def _seen(posted: Posted) -> Seen:
    return Seen(
        text=re.sub(r"\s+", " ", posted.text),
        buttons=tuple(label for _, label in posted.actions if not label.isdecimal()),
        menu=tuple(re.findall(r"^ *(\d+\. .*)$", posted.text, re.MULTILINE)),
        private=not posted.key,
        raw=posted,
    )
