"""A workspace with our adapter in it, for the tests of the adapter."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot import commands
from bot.domain.calls import Call, Press, Reaction, Reply
from bot.domain.chat import Channel, Message, MessageRef, Place, Words, line, words
from bot.platforms.slack.adapter import SlackPlatform
from bot.ports import Inbox
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, TEAM, SlackServer
from tests.servers.slack import Channel as SlackChannel

SPECS = [command.spec for command in commands.ALL]


def said(text: str) -> Message:
    return Message((line(words("plain", text=text)),))


@dataclass
class Clerk(Inbox):
    """Notes what it is handed and answers as a test says; the same event twice is one."""

    reply: Reply | None = field(default_factory=lambda: Reply(said("Here you are.")))
    held: asyncio.Event | None = None
    calls: list[Call] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    answered: list[tuple[Channel, MessageRef | None]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    ring: Callable[[], None] = lambda: None
    """Wakes whoever waits for something to be noted here."""

    async def on_call(self, call: Call) -> Reply | None:
        self.calls.append(call)
        self.ring()
        return await self._answer(call.event)

    async def on_press(self, press: Press) -> Reply | None:
        self.presses.append(press)
        self.ring()
        return await self._answer(press.event)

    async def on_reaction(self, reaction: Reaction) -> None:
        self.reactions.append(reaction)
        self.ring()

    async def on_typing(self, typing: object) -> tuple[()]:
        return ()

    async def on_answered(self, reply: Reply, channel: Channel, ref: MessageRef | None) -> None:
        self.answered.append((channel, ref))
        self.ring()

    async def _answer(self, event: str) -> Reply | None:
        if event in self.seen:
            return None
        self.seen.add(event)
        if self.held:
            await self.held.wait()
        return self.reply


@dataclass
class Lab:
    """A server, our adapter, and who is there."""

    server: SlackServer
    say: Callable[[Words], str]
    clerk: Clerk = field(default_factory=Clerk)
    opened: list[None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ana = self.server.add_person("ana")
        self.papers = self.server.add_channel("papers", self.ana)
        self.slack = self.platform()
        self.clerk.ring = self.server.bell.ring

    def platform(
        self,
        *,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        api_url: str = "",
        ping_s: float = 0.05,
    ) -> SlackPlatform:
        return SlackPlatform(
            bot_token=bot_token,
            app_token=app_token,
            api_url=api_url or self.server.api_url,
            specs=SPECS,
            say=self.say,
            clock=lambda: datetime.now(UTC),
            ping_s=ping_s,
        )

    async def run_to_its_end(self) -> None:
        """Run the adapter where it cannot stay connected."""
        await asyncio.wait_for(self.slack.run(self.clerk, lambda: None), 5)

    @property
    def channel(self) -> Channel:
        return neutral(self.papers)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["asyncio.Task[None]"]:
        """Run the adapter until the end of the block."""
        ready = asyncio.Event()

        def on_connected() -> None:
            self.opened.append(None)
            self.server.bell.ring()
            ready.set()

        task = asyncio.create_task(self.slack.run(self.clerk, on_connected))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED, timeout=5)
        waiting.cancel()
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.wait((task,))


def neutral(channel: SlackChannel) -> Channel:
    kind = Place.DIRECT if channel.id.startswith("D") else Place.CHANNEL
    return Channel("slack", TEAM, channel.id, f"#{channel.name}", kind)
