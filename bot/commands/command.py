"""What a command is made of, and what it may use."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain import languages as spoken
from bot.domain.calls import Audience, Call, CommandSpec, Form, Press, Reply, Suggestion, Typing
from bot.domain.channels import ChannelSettings, KnownChannel
from bot.domain.chat import (
    Action,
    Attachment,
    Block,
    Channel,
    Message,
    Person,
    Place,
    Style,
    line,
    words,
)
from bot.domain.jobs import Job
from bot.domain.languages import Languages
from bot.domain.limits import Limits
from bot.domain.overview import Overview
from bot.domain.rules import may
from bot.domain.spend import Payer
from bot.domain.taxonomy import Taxonomy
from bot.domain.topics import KnownAuthor, Topic
from bot.pipeline import Pipeline
from bot.pipeline.announced import Announced
from bot.pipeline.asking import Asking
from bot.pipeline.documenting import Documenting
from bot.pipeline.lately import Lately
from bot.pipeline.moving import Moving
from bot.pipeline.reporting import Reporting
from bot.pipeline.ruling import Ruling
from bot.pipeline.searching import Searching
from bot.pipeline.spending import Spending
from bot.ports import PaperLookup
from bot.store import Store


class ReadTopic(Protocol):
    """Reads a topic, as `topics.read` does with everything but the text filled in."""

    def __call__(self, typed: str, *, known_author: KnownAuthor | None = None) -> Topic:
        """Read what was typed; `known_author` tells whether somebody has written papers."""


@dataclass(frozen=True, slots=True)
class Services:
    """All that a command may use.

    Attributes:
        lookup: Where to ask about a paper that is not in the store; None when offline.
        read: Reads a typed topic.
        export: Writes an overview as a file, in a language.
        documents: Reads papers whole and writes them down.
        defaults: Settings of a channel that has chosen nothing.
        languages: What a channel reads that has chosen none.
        busy_until: The moment before which arXiv may not be asked, if it told us to wait.
        asking: Answers questions about papers.
        lately: Knows what a topic would have brought on the last days.
        spending: Knows what the model has used up, and what it may.
        reporting: Takes down texts that people say are wrong.
        searching: Finds papers by words.
        submit: Takes work that goes on when the answer has been given.
        taxonomy: arXiv's categories, for suggestions.
        reread_since: Says since when (UTC) the reactions on a platform are read; None where all
            are.
        ruling: Knows what a server or workspace has chosen.
        moving: Notes where we are let in and thrown out.
        limits: How often costly things may be asked for.
        new_id: Makes an id that nothing else has.
        draw: Draws a letter of a text, in a way that nobody can foresee.
        specs: Every command there is, for help.
        carry_out: Does a command for somebody who may, like one that was typed, but raises what
            stands in the way.
    """

    store: Store
    pipeline: Pipeline
    lookup: PaperLookup | None
    read: ReadTopic
    export: Callable[[Overview, str], Attachment]
    documents: Documenting
    defaults: ChannelSettings
    languages: Languages
    busy_until: Callable[[], Awaitable[datetime | None]]
    asking: Asking
    lately: Lately
    spending: Spending
    reporting: Reporting
    searching: Searching
    submit: Callable[[Job], object]
    taxonomy: Taxonomy
    reread_since: Callable[[str], datetime | None]
    ruling: Ruling
    moving: Moving
    limits: Limits
    new_id: Callable[[], str]
    carry_out: Callable[[Call], Awaitable[Reply]]
    draw: Callable[[str], str]
    specs: tuple[CommandSpec, ...] = ()

    async def channel(self, channel: Channel) -> KnownChannel:
        """Return the channel as it is kept, made now if it is new."""
        known = await self.store.channels.find(channel)
        if known and channel.name in ("", known.channel.name):
            return known
        first = await self.ruling.starting(channel, self.defaults)
        return await self.store.channels.open(channel, first, self.pipeline.clock())

    async def heard(self, person: Person, channel: Channel) -> str:
        """Return what somebody alone is spoken to in; '' leaves it to the channel."""
        chosen = await self.store.people.language(person)
        here = ""
        if channel.kind is Place.DIRECT and not chosen:
            here = (await self.store.channels.languages(channel)).first
        return spoken.heard(chosen, here, person.language)

    @property
    def announced(self) -> Announced:
        """What is known of arXiv's lists."""
        return Announced(self.store, self.pipeline.collecting, self.pipeline.clock)

    async def manages(self, person: Person, channel: Channel) -> bool:
        """Say whether somebody manages a channel, by their platform and by what its space chose."""
        return may(person, Audience.MANAGERS, await self.ruling.of(channel), channel)

    async def model(self, channel: Channel) -> str:
        """Return which model writes for a channel; '' where authors speak for themselves."""
        writing = self.pipeline.writing
        if not await writing.modelled(Payer(channel)):
            return ""
        return next((each.writer for each in writing.writers if each.writer), "")

    async def may_share(self, channel: Channel) -> bool:
        """Say whether a private answer may be shown to all of a channel; alone, nobody is there."""
        if channel.kind is Place.DIRECT:
            return False
        return (await self.ruling.of(channel)).sharing

    async def as_of(self) -> list[Block]:
        """Say, while arXiv may not be asked, as of when an answer from the store is."""
        until = await self.busy_until()
        if until is None:
            return []
        day = await self.store.arrivals.last_day()
        said = words("as-of", day=day, until=until) if day else words("as-of-nothing", until=until)
        return [line(said, style=Style.SMALL)]

    async def troubles(self, channel: Channel) -> list[Block]:
        """Say what keeps digests out of a channel, a line each; nothing when all is well."""
        platform = self.pipeline.posting.platforms.get(channel.platform)
        found = await platform.troubles(channel) if platform else ()
        return [line(words("trouble", what=each)) for each in found]

    async def new_topic(self, typed: str) -> Topic:
        """Read a topic that somebody types now: capitalised words may be the name of an author.

        Raises:
            TopicError: It cannot be read, or can mean several things.
        """
        words_typed = typed.split()
        runs = [
            words_typed[place : place + length]
            for length in (3, 2)
            for place in range(len(words_typed) - length + 1)
        ]
        names = {" ".join(run) for run in runs if all(word[0].isupper() for word in run)}
        known = {name for name in names if await self.store.papers.has_author(name)}
        return self.read(typed, known_author=known.__contains__)


Handle = Callable[[Call, Services], Awaitable[Reply]]
OnPress = Callable[[str, Press, Services], Awaitable[Reply]]
OpenForm = Callable[[str, Press, Services], Awaitable[Form | None]]
OnTyping = Callable[[Typing, Services], Awaitable[list[Suggestion]]]


@dataclass(frozen=True, slots=True)
class Button:
    """What a button, a menu or a form of ours does.

    Attributes:
        press: Given the key behind the verb in its id.
        audience: Who may press it, wherever it stands.
        form: Asks for something first, at once: it must wait for nothing outside. None, also as an
            answer, presses it without.
        changes: The answer takes the place of the message it stands on, where only the person
            sees that.
        costly: So much may be asked for, and then not at once; see `Services.limits`.
        anywhere: Managers may press it also where no topics may be followed.
    """

    press: OnPress
    audience: Audience = Audience.EVERYONE
    form: OpenForm | None = None
    changes: bool = False
    costly: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it looks to people, and what it and its buttons do.

    Attributes:
        buttons: By the verb in their id.
        suggests: What helps with an option, by the option's name.
        costly: As of a button, and `anywhere` likewise.
    """

    spec: CommandSpec
    handle: Handle
    buttons: Mapping[str, Button] = field(default_factory=dict)
    suggests: Mapping[str, OnTyping] = field(default_factory=dict)
    costly: bool = False
    anywhere: bool = False


def answer(
    *blocks: Block, actions: Sequence[Action] = (), files: Sequence[Attachment] = ()
) -> Reply:
    """Answer only the person who asked."""
    return Reply(Message(tuple(blocks), actions=tuple(actions), files=tuple(files)))
