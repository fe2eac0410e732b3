"""A workspace with our adapter in it, for the tests of the adapter."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from bot import commands
from bot.domain.calls import (
    Call,
    Form,
    Joined,
    Left,
    Press,
    Reaction,
    Reply,
    Suggestion,
    Typing,
)
from bot.domain.chat import (
    Channel,
    Entry,
    Listing,
    Menu,
    Message,
    MessageRef,
    Person,
    Place,
    Words,
    line,
    words,
)
from bot.platforms.slack.adapter import SlackPlatform
from bot.ports import Inbox
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, TEAM, SlackServer
from tests.servers.slack import Channel as SlackChannel
from tests.world import sentences

MANIFEST = Path(__file__).parents[2] / "config" / "slack-manifest.json"
SPECS = [command.spec for command in commands.ALL]
LISTED = Message(
    (Listing((Entry("2511.00001", "Birds <!channel>", "https://arxiv.org/abs/2511.00001", 1),)),),
    menu=Menu("save", words("menu-save")),
    push=words("plain", text="1 new paper <!here>"),
    key="42",
)
"""A heading of one paper whose title would ping a channel."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


def said(text: str) -> Message:
    return Message((line(words("plain", text=text)),))


@dataclass
class Clerk(Inbox):
    """Notes what it is handed and answers as a test says; the same event twice is one.

    Attributes:
        spoken: The language of every channel; '' for whichever the lab has.
    """

    reply: Reply | None = field(default_factory=lambda: Reply(said("Here you are.")))
    spoken: str = ""
    held: asyncio.Event | None = None
    calls: list[Call] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    typed: list[Typing] = field(default_factory=list)
    opened: list[Press] = field(default_factory=list)
    linked: list[tuple[tuple[str, ...], Channel]] = field(default_factory=list)
    form: Form | None = None
    changes: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    home: Message = field(default_factory=lambda: Message(()))
    previews: Mapping[str, Message] = field(default_factory=dict)
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

    async def on_opening(self, press: Press) -> Form | None:
        self.opened.append(press)
        return self.form

    def changes_its_message(self, action: str) -> bool:
        return self.changes

    async def on_typing(self, typing: Typing) -> tuple[Suggestion, ...]:
        self.typed.append(typing)
        if self.held:
            await self.held.wait()
        return self.suggestions

    async def on_home(self, person: Person) -> Message:
        return self.home

    async def on_links(self, links: Sequence[str], channel: Channel) -> Mapping[str, Message]:
        self.linked.append((tuple(links), channel))
        self.ring()
        return self.previews

    async def on_joined(self, joined: Joined) -> None:
        self.joined.append(joined)
        self.ring()

    async def on_left(self, left: Left) -> None:
        self.left.append(left)
        self.ring()

    async def language(self, channel: Channel, person: Person | None = None) -> str:
        return self.spoken

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
class Stopwatch:
    """Time that passes only while somebody waits, and nothing is on its way.

    Attributes:
        now: What it shows, in seconds.
        slept: The waits so far.
        busy: So many requests are on their way.
    """

    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    busy: int = 0

    _still: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self) -> float:
        return self.now

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no time pass in this block: something is on its way."""
        self.busy += 1
        self._still.clear()
        try:
            yield
        finally:
            self.busy -= 1
            if not self.busy:
                self._still.set()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        if self.busy:
            await self._still.wait()
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Lab:
    """A server, our adapter, and who is there."""

    server: SlackServer
    say: Callable[[Words], str]
    time: Stopwatch = field(default_factory=Stopwatch)
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
        per_minute: int = 300,
        working_s: float = 60.0,
        opening_s: float = 2.5,
        finishing_s: float = 5.0,
    ) -> SlackPlatform:
        return SlackPlatform(
            bot_token=bot_token,
            app_token=app_token,
            api_url=api_url or self.server.api_url,
            specs=SPECS,
            say_in=lambda language: sentences(language).say if language else self.say,
            clock=lambda: datetime.now(UTC),
            ping_s=ping_s,
            per_minute=per_minute,
            ticks=self.time,
            sleep=self.time.sleep,
            working_s=working_s,
            opening_s=opening_s,
            finishing_s=finishing_s,
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


@asynccontextmanager
async def installed(*, history: bool = True) -> AsyncIterator[Lab]:
    """Open a workspace where the app was installed from our manifest; nothing runs yet.

    Args:
        history: Whether the optional scopes were granted.
    """
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    with mock.patch.dict(os.environ):
        for name in _PROXIES:
            os.environ.pop(name, None)
        time = Stopwatch()
        async with SlackServer(manifest=manifest, history=history, ticks=time) as server:
            yield Lab(server, sentences("en").say, time)


@asynccontextmanager
async def serving(*, history: bool = True) -> AsyncIterator[Lab]:
    """The same with the adapter connected."""
    async with installed(history=history) as lab, lab.serving():
        yield lab


def neutral(channel: SlackChannel) -> Channel:
    kind = Place.DIRECT if channel.id.startswith("D") else Place.CHANNEL
    return Channel("slack", TEAM, channel.id, f"#{channel.name}", kind)
