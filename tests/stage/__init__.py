"""The whole bot on any chat service, seen and used as a person would: one play for every stage.

A stage starts the real bot with the real client library against a loopback service (the console is
its own), lets papers arrive, and lets people act. What can be seen comes back as `Seen`, the same
for every service. Opening a stage on the same folder and service again is a restart.

    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(paper(1, "Diffusion for birds"))
        await stage.tick()
        heading = stage.channel()[-1]
        await stage.pick(heading, 1, BEN)
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot import commands
from bot.app import Bot, assemble, open_store
from bot.commands.dispatch import Dispatcher
from bot.domain.calls import Call, Form, Joined, Left, Press, Reaction, Reply, Suggestion, Typing
from bot.domain.chat import Channel, Message, MessageRef, Person
from bot.domain.papers import Paper
from bot.ports import Answerer, ChatPlatform, FullTexts, Inbox, PaperLookup, Summariser
from bot.settings import Settings, load
from bot.store import Store
from tests.world import TUESDAY, Board, Hands, sentences, spare_migrations

ANA, BEN = "Ana", "Ben"
"""Ana may set what a channel follows; Ben is a member. On the console there is only one person."""

SPECS = tuple(command.spec for command in commands.ALL)


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it.

    Attributes:
        text: All of it, links as their labels.
        links: Addresses that can be followed.
        buttons: Labels.
        menu: What can be picked.
        private: Only one person sees it.
        notifies: It rings.
        reactions: Emoji that the bot put on it.
        raw: The service's own message.
    """

    text: str
    links: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    private: bool = False
    notifies: bool = False
    reactions: tuple[str, ...] = ()
    raw: Any = field(default=None, compare=False)


@dataclass
class Watched(Inbox):
    """The bot's inbox, with a count of what it has finished and what it said of links."""

    inbox: Inbox
    done: int = 0
    linked: list[Mapping[str, Message]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def _count(self) -> None:
        self.done += 1
        self.changed.set()

    @override
    async def on_call(self, call: Call) -> Reply | None:
        return await self.inbox.on_call(call)

    @override
    async def on_opening(self, press: Press) -> Form | None:
        return await self.inbox.on_opening(press)

    @override
    def changes_its_message(self, action: str) -> bool:
        return self.inbox.changes_its_message(action)

    @override
    async def on_home(self, person: Person) -> Message:
        return await self.inbox.on_home(person)

    @override
    async def on_links(self, links: Sequence[str], channel: Channel) -> Mapping[str, Message]:
        found = await self.inbox.on_links(links, channel)
        self.linked.append(found)
        self.changed.set()
        return found

    @override
    async def on_joined(self, joined: Joined) -> None:
        # Not counted: it comes whenever a service says so, while people wait for an answer.
        await self.inbox.on_joined(joined)

    @override
    async def on_left(self, left: Left) -> None:
        await self.inbox.on_left(left)

    @override
    async def on_press(self, press: Press) -> Reply | None:
        return await self.inbox.on_press(press)

    @override
    async def on_typing(self, typing: Typing) -> Iterable[Suggestion]:
        return await self.inbox.on_typing(typing)

    @override
    async def on_reaction(self, reaction: Reaction) -> None:
        await self.inbox.on_reaction(reaction)
        self._count()

    @override
    async def language(self, channel: Channel, person: Person | None = None) -> str:
        return await self.inbox.language(channel, person)

    @override
    async def on_answered(self, reply: Reply, channel: Channel, ref: MessageRef | None) -> None:
        await self.inbox.on_answered(reply, channel, ref)
        self._count()

    async def after(self, number: int) -> None:
        """Wait until so much is done."""
        await self.until(lambda: self.done >= number)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds, looking again whenever something is finished."""
        async with asyncio.timeout(10):
            while not true():
                self.changed.clear()
                await self.changed.wait()


class Stage(ABC):
    """A chat service with a channel, two people and a running bot.

    Attributes:
        writers: The models that the next bot has; `answerers`, `full_texts` and `lookup` likewise.
    """

    name: str
    threads = True
    """Whether cards have a thread to stand in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Hands()
        self.board = Board()
        self.running: Bot | None = None
        self.writers: Sequence[Summariser] = ()
        self.answerers: Sequence[Answerer] = ()
        self.full_texts: FullTexts | None = None
        self.lookup: PaperLookup | None = None

    # ------------------------------------------------------------------------------- the service

    @abstractmethod
    async def open(self, stack: AsyncExitStack) -> None:
        """Start the service, with its channel and its people."""

    @abstractmethod
    def platform(self, settings: Settings) -> ChatPlatform:
        """Make the bot's end of it, as `paperboy run` does."""

    def environ(self) -> dict[str, str]:
        """Return the settings that lead the bot here."""
        return {}

    # ------------------------------------------------------------------------------------ the bot

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        """Run the bot; at the end it is stopped as by Ctrl-C."""
        settings = load({"PAPERBOY_DATA_DIR": str(self.folder)} | self.environ())
        ready = self._connected = asyncio.Event()
        platform = self.served = self.platform(settings)
        await spare_migrations(self.folder)
        async with open_store(settings) as store:
            made = assemble(
                settings,
                store,
                platforms=[platform],
                sources=[self.board],
                lookup=self.lookup,
                writers=self.writers,
                answerers=self.answerers,
                full_texts=self.full_texts,
                say_in=sentences(settings.language).say_in,
                clock=self.clock,
            )
            self.inbox = Watched(made.inbox)
            self.running = replace(made, inbox=self.inbox)
            task = asyncio.create_task(self.running.run(lambda name: ready.set()))
            connected = asyncio.create_task(ready.wait())
            try:
                async with asyncio.timeout(10):
                    await asyncio.wait([task, connected], return_when=asyncio.FIRST_COMPLETED)
                if task.done():
                    await task
                await self.settle()
                yield self.running
            finally:
                connected.cancel()
                task.cancel()
                await asyncio.gather(task, connected, return_exceptions=True)
                self.running = None

    @property
    def store(self) -> Store:
        """What the running bot remembers."""
        assert self.running
        return self.running.pipeline.store

    async def connected(self) -> None:
        """Wait until messages can be posted, again."""
        async with asyncio.timeout(10):
            while not self.served.connected:
                self._connected.clear()
                await self._connected.wait()

    async def arrive(self, *papers: Paper, day: date = TUESDAY) -> None:
        """Let arXiv announce papers, and collect them."""
        assert self.running
        self.board.put(papers, day)
        await self.running.pipeline.collect()

    async def tick(self) -> None:
        """Let the minute pass, and wait until everything that was due is done."""
        assert self.running
        await self.running.scheduler.tick()
        await self.settle()

    async def settle(self) -> None:
        """Wait until no job runs."""
        assert self.running
        while jobs := list(self.running.runner._running.values()):
            await asyncio.wait(jobs)

    # ------------------------------------------------------------------------------- what is seen

    @abstractmethod
    def channel(self) -> list[Seen]:
        """Return what the bot said in the channel itself, oldest first."""

    @abstractmethod
    def thread(self, heading: Seen) -> list[Seen]:
        """Return what the bot said in the thread under a message."""

    def everything(self) -> list[Seen]:
        """Return all that the bot said there, threads included."""
        return [each for top in self.channel() for each in (top, *self.thread(top))]

    @abstractmethod
    def pinged(self) -> set[str]:
        """Return whom the bot's messages would have rung."""

    # -------------------------------------------------------------------------- what people do

    @abstractmethod
    async def type(self, text: str, who: str = ANA, *, direct: bool = False) -> Seen:
        """Call a command, written as on the console, and return the answer."""

    @abstractmethod
    async def press(self, message: Seen, label: str, who: str = ANA) -> Seen:
        """Press a button, also one that is folded away, and return the answer."""

    @abstractmethod
    async def fill(
        self, message: Seen, label: str, fields: Mapping[str, str], who: str = ANA
    ) -> Seen:
        """Press a button that opens a form, fill it in, send it off and return the answer.

        Args:
            fields: By their names; of a choice, the values with a blank between.
        """

    @abstractmethod
    async def choose(self, message: Seen, verb: str, *values: str, who: str = ANA) -> Seen:
        """Choose in the menu that presses this verb, and return the answer."""

    @abstractmethod
    async def pick(self, message: Seen, number: int, who: str = ANA) -> Seen:
        """Pick the paper with this number from the menu and return the answer."""

    @abstractmethod
    async def react(self, message: Seen, emoji: str, who: str = ANA, *, on: bool = True) -> None:
        """Put an emoji on a message or take it off, and wait until the bot has noticed."""

    async def saved(self, who: str = ANA) -> str:
        """Return somebody's list."""
        return (await self.type("saved", who)).text


def dispatcher_of(stage: Stage) -> Dispatcher:
    """Return the inbox behind the watched one."""
    assert isinstance(stage.inbox.inbox, Dispatcher)
    return stage.inbox.inbox
