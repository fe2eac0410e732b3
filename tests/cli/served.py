"""`paperboy run` as a program of its own that serves loopback services in the test's event loop."""

import asyncio
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import Signals

from bot.domain.calls import Call
from bot.domain.chat import Channel, Person
from tests.cli.conftest import Paperboy
from tests.servers import slack
from tests.stage import ANA, Stage
from tests.stage.discord import TOKEN as DISCORD_TOKEN
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import open_world, paper

PAPERS = 6
DIGEST = 1 + PAPERS
"""Messages of a digest: its heading and its cards."""
TOKENS = {
    "PAPERBOY_DISCORD__TOKEN": DISCORD_TOKEN,
    "PAPERBOY_SLACK__BOT_TOKEN": slack.BOT_TOKEN,
    "PAPERBOY_SLACK__APP_TOKEN": slack.APP_TOKEN,
}
_PATIENCE_S = 15


@dataclass
class Program:
    """A program that runs; what it says is kept line by line."""

    process: Process
    folder: Path
    began: float
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    spoke: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        """Read both streams to their ends."""

        async def lines(stream: asyncio.StreamReader, kept: list[str]) -> None:
            async for line in stream:
                kept.append(line.decode().rstrip())
                self.spoke.set()

        await asyncio.gather(
            lines(self.process.stdout, self.out), lines(self.process.stderr, self.err)
        )

    async def says(self, text: str) -> float:
        """Wait until it says this on standard output; return the seconds since its start."""
        return await self._has(self.out, text)

    async def warns(self, text: str) -> float:
        """Wait until it says this on standard error; return the seconds since its start."""
        return await self._has(self.err, text)

    def tell(self, sent: Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(sent)

    async def end(self, within: float = _PATIENCE_S) -> int:
        """Wait until it has ended; return its exit code."""
        async with asyncio.timeout(within):
            return await self.process.wait()

    async def stop(self, sent: Signals = Signals.SIGTERM) -> int:
        """Ask it to stop; return its exit code."""
        self.tell(sent)
        return await self.end()

    @property
    def warned(self) -> str:
        """All it said on standard error so far."""
        return "\n".join(self.err)

    @property
    def log(self) -> str:
        """Its log so far."""
        return (self.folder / "paperboy.log").read_text(encoding="utf-8")

    @property
    def memory(self) -> float:
        """Its resident memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        row = next(row for row in status.splitlines() if row.startswith("VmRSS:"))
        return int(row.split()[1]) / 1024

    async def _has(self, kept: list[str], text: str) -> float:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not any(text in line for line in kept):
                    self.spoke.clear()
                    await self.spoke.wait()
        except TimeoutError:
            raise AssertionError(f"{text!r} never came: {self.out}, {self.err}") from None
        return time.monotonic() - self.began


@asynccontextmanager
async def running(
    paperboy: Paperboy, *stages: Stage, from_cold: bool = False, **environ: str
) -> AsyncIterator[Program]:
    """Start `paperboy run` on these services.

    However it went, at the end nothing of a token may stand in what it said or wrote.
    """
    for stage in stages:
        environ = stage.environ() | environ
    # What is left open is told on standard error; what discord.py imports is not ours to mend.
    environ["PYTHONWARNINGS"] = "default,ignore:'audioop' is deprecated:DeprecationWarning"
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *paperboy.line("run", from_cold=from_cold),
        stdout=PIPE,
        stderr=PIPE,
        **paperboy.around(**environ),
    )
    program = Program(process, paperboy.folder, began)
    reading = asyncio.create_task(program.read())
    try:
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading
    assert written(program, *(environ[name] for name in TOKENS if name in environ)) == []


def written(program: Program, *secrets: str) -> list[str]:
    """Return which of these secrets a program said or left in its folder."""
    said = "\n".join((*program.out, *program.err)).encode()
    kept = [path.read_bytes() for path in program.folder.rglob("*") if path.is_file()]
    return [each for each in secrets if any(each.encode() in text for text in (said, *kept))]


@dataclass
class Stalled:
    """A request of the bot that is not answered until it is released."""

    reached: asyncio.Event
    release: Callable[[], None]


def stall_message(stage: Stage, number: int) -> Stalled:
    """Stall the message with this number of those that the bot posts from now on."""
    if isinstance(stage, DiscordStage):
        path = r"^/channels/\d+/messages$"
        if number > 1:
            stage.server.fail("POST", path, times=number - 1)
        fault = stage.server.fail("POST", path, stall=True)
        return Stalled(fault.struck, fault.release)
    assert isinstance(stage, SlackStage)
    last = slack.Fault(stalled=True)
    stage.server.fail("chat.postMessage", *(slack.Fault() for _ in range(number - 1)), last)
    return Stalled(last.reached, last.release)


def stall_answer(stage: Stage) -> Stalled:
    """Stall the answer to the next command; its acknowledgement goes through."""
    if isinstance(stage, DiscordStage):
        fault = stage.server.fail("PATCH", r"^/webhooks/", stall=True)
        return Stalled(fault.struck, fault.release)
    assert isinstance(stage, SlackStage)
    held = slack.Fault(stalled=True)
    stage.server.fail(slack.RESPONSE_URL, held)
    return Stalled(held.reached, held.release)


async def ask_for_help(stage: Stage) -> Callable[[], Awaitable[str]]:
    """Call the command; what is returned waits for the answer."""
    ana = stage.people[ANA]
    if isinstance(stage, DiscordStage):
        call = await stage.server.call(ana, stage.papers, "papers", "help")

        async def shown() -> str:
            return (await call.answer()).content or str((await call.answer()).embeds)

        return shown
    assert isinstance(stage, SlackStage)
    sent = await stage.server.call(ana, stage.papers, "help")

    async def told() -> str:
        await stage.server.until(lambda: sent.answers)
        return str(sent.answers[0].blocks)

    return told


async def follow(paperboy: Paperboy, *stages: Stage) -> None:
    """Leave a data folder whose channels have a digest of some papers due."""
    async with open_world(paperboy.folder) as world:
        for stage in stages:
            person = Person(stage.name, "", "1", "Ana", manager=True)
            call = Call("subscribe", person, channel_of(stage), {"topic": "diffusion"})
            await world.bot.inbox.on_call(call)
        await world.arrive(*(paper(100 - n, f"Diffusion {n:02}") for n in range(PAPERS)))


def channel_of(stage: Stage) -> Channel:
    """Return a stage's channel as the bot knows it."""
    assert isinstance(stage, DiscordStage | SlackStage)
    space = stage.guild.id if isinstance(stage, DiscordStage) else slack.TEAM
    return Channel(stage.name, str(space), str(stage.papers.id), "#papers")
