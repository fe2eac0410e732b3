"""The Discord adapter in a server on loopback, with an inbox that a test fills and reads."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from bot.domain.calls import Audience, CommandSpec, Kind, Option, Reply
from bot.domain.chat import (
    Action,
    Card,
    Channel,
    Entry,
    Listing,
    Menu,
    Message,
    MessageRef,
    Style,
    Thread,
    line,
    words,
)
from bot.platforms.discord.adapter import DiscordPlatform
from bot.ports import Inbox
from tests.servers.discord import INVITED, MANAGER, MEMBER, DiscordServer
from tests.servers.discord.world import Channel as Place
from tests.world import sentences

TOKEN = "bot-token-0123456789"  # noqa: S105
SAY = sentences("en").say
SPECS = (
    CommandSpec(""),
    CommandSpec(
        "summary",
        (
            Option("paper", Kind.PAPER, required=True),
            Option("detail", Kind.CHOICE, choices=("tldr", "analysis")),
        ),
    ),
    CommandSpec("saved", (Option("find"),)),
    CommandSpec("status", private=False),
    CommandSpec(
        "subscribe",
        (Option("topic", Kind.TOPIC, required=True), Option("name")),
        audience=Audience.MANAGERS,
    ),
)


def said(text: str, **rest: Any) -> Message:
    """Write a message of one line."""
    return Message((line(words("plain", text=text)),), **rest)


def reply(text: str = "Done", *, private: bool = True, **rest: Any) -> Reply:
    """Write an answer of one line."""
    return Reply(said(text, **rest), private=private)


HEADING = Message(
    (
        line(words("plain", text="2 new papers"), style=Style.STRONG),
        Listing(
            (
                Entry("2511.00001", "First", "https://arxiv.org/abs/2511.00001", 1),
                Entry("2511.00002", "Second", "https://arxiv.org/abs/2511.00002", 2),
            )
        ),
    ),
    menu=Menu("save", words("menu-save")),
    push=words("plain", text="2 new papers on birds: First, Second"),
    key="1",
)


def card(number: int = 1, **rest: Any) -> Message:
    """Write the card of one of those papers; its key is one more than its number."""
    paper = f"2511.0000{number}"
    entry = Entry(paper, f"Paper {number}", f"https://arxiv.org/abs/{paper}", number)
    action = Action(f"p1:save:{paper}", words("action-save"))
    fields = {"key": str(number + 1), "seed": "🔖"} | rest
    return Message((Card(entry),), actions=(action,), **fields)


def under(heading: MessageRef, title: str = "birds") -> Thread:
    """Name the thread under a heading."""
    return Thread(heading, words("plain", text=title))


@dataclass
class Ears(Inbox):
    """An inbox that notes what comes in and answers what a test wants.

    Attributes:
        replies: The answers to come; an error is raised; then all are "Done".
        held: While set, commands and clicks are not carried out before it is released.
        spoken: The language of every channel.
    """

    heard: list[Any] = field(default_factory=list)
    answered: list[tuple[Reply, Channel, MessageRef | None]] = field(default_factory=list)
    replies: deque[Any] = field(default_factory=deque)
    suggestions: list[Any] = field(default_factory=list)
    held: asyncio.Event | None = None
    spoken: str = ""

    async def on_call(self, call):
        self.heard.append(call)
        if self.held:
            await self.held.wait()
        return self._next()

    async def on_press(self, press):
        self.heard.append(press)
        if self.held:
            await self.held.wait()
        return self._next()

    async def on_reaction(self, reaction):
        self.heard.append(reaction)

    async def on_typing(self, typing):
        self.heard.append(typing)
        return self.suggestions

    async def language(self, channel, person=None):
        return self.spoken

    async def on_answered(self, reply, channel, ref):
        self.answered.append((reply, channel, ref))

    def _next(self):
        found = self.replies.popleft() if self.replies else reply()
        if isinstance(found, Exception):
            raise found
        return found


@dataclass
class Lab:
    """A server with a channel and people, and the bot in it.

    Attributes:
        connections: What `connected` was whenever the bot said that it could post.
    """

    server: DiscordServer
    platform: DiscordPlatform
    ears: Ears = field(default_factory=Ears)
    connections: list[bool] = field(default_factory=list)
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.guild = self.server.add_guild(permissions=INVITED, everyone=MEMBER)
        self.place = self.server.add_channel(self.guild, "papers")
        self.ana = self.server.add_person("Ana", permissions=MANAGER)
        self.ben = self.server.add_person("Ben", permissions=MEMBER)

    @property
    def channel(self) -> Channel:
        """The channel as the bot knows it."""
        return self.known(self.place)

    def known(self, place: Place) -> Channel:
        """Name a channel as the bot does."""
        return Channel("discord", str(place.guild.id), str(place.id), f"#{place.name}")

    async def start(self) -> None:
        """Start the bot and wait until it can post, or fail as it fails."""
        before = len(self.connections)
        self.running = asyncio.create_task(self.platform.run(self.ears, self._on_connected))
        await self.server.until(lambda: len(self.connections) > before or self.running.done())
        if self.running.done():
            ended, self.running = self.running, None
            await ended

    def _on_connected(self) -> None:
        self.connections.append(self.platform.connected)

    async def stop(self) -> None:
        """Stop it, if it runs, as a signal does."""
        if self.running:
            ended, self.running = self.running, None
            ended.cancel()
            with suppress(asyncio.CancelledError):
                await ended

    async def ended(self) -> None:
        """Wait until it ends by itself, and fail as it fails."""
        await self.until(self.running.done)
        ended, self.running = self.running, None
        await ended

    async def restart(self) -> None:
        """Let a new program take over, which remembers nothing."""
        await self.stop()
        self.platform = platform(self.server)
        await self.start()

    async def until(self, true: Any, within: float = 5.0) -> None:
        """Wait until something holds."""
        await self.server.until(true, within)

    def messages(self, place: Place | None = None) -> list[Any]:
        """Return what stands in the channel, or in another place."""
        return self.server.messages(place or self.place)

    def asked(self, method: str, ending: str) -> int:
        """Count the requests that were made."""
        return sum(
            each.method == method and each.path.split("?")[0].endswith(ending)
            for each in self.server.requests
        )

    def right(self, allow: int = 0, deny: int = 0) -> None:
        """Change the bot's rights in the channel."""
        self.server.set_rights(self.place, allow=int(allow), deny=int(deny))

    async def heard(self, count: int = 1) -> Any:
        """Wait until so many things were heard, and return the last."""
        await self.until(lambda: len(self.ears.heard) >= count)
        return self.ears.heard[-1]


def platform(server: DiscordServer, **rest: Any) -> DiscordPlatform:
    """Make a bot for a server."""
    options: dict[str, Any] = {
        "token": TOKEN,
        "specs": SPECS,
        "say_in": sentences("en").say_in,
        "ready_s": 0.02,
    } | rest
    return DiscordPlatform(
        api_url=server.api_url,
        gateway_url=server.gateway_url,
        **options,
    )


@asynccontextmanager
async def opened(**rest: Any) -> AsyncIterator[Lab]:
    """Open a server with a bot that has not been started."""
    async with DiscordServer(token=TOKEN) as server:
        lab = Lab(server, platform(server, **rest))
        try:
            yield lab
        finally:
            await lab.stop()
