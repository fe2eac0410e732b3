"""Carries out commands, buttons and reactions, whichever platform they came from.

This is the one place where an unexpected error is caught: it becomes an incident id that the person
sees and the log has.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.channels import ChannelSettings, KnownChannel
from bot.domain.chat import (
    Action,
    Attachment,
    Audience,
    Block,
    Call,
    Channel,
    CommandSpec,
    Message,
    MessageRef,
    Person,
    Press,
    Reaction,
    Reply,
    Style,
    line,
    words,
)
from bot.domain.errors import BotError, TopicError, UserError
from bot.domain.overview import Overview
from bot.domain.topics import KnownAuthor, Topic
from bot.pipeline import Pipeline
from bot.ports import PaperLookup
from bot.store import Store

log = logging.getLogger(__name__)


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
        export: Writes an overview as a file.
        defaults: Settings of a channel that has chosen nothing.
        busy_until: The moment before which arXiv may not be asked, if it told us to wait.
        specs: Every command there is, for help.
    """

    store: Store
    pipeline: Pipeline
    lookup: PaperLookup | None
    read: ReadTopic
    export: Callable[[Overview], Attachment]
    defaults: ChannelSettings
    busy_until: Callable[[], Awaitable[datetime | None]]
    specs: tuple[CommandSpec, ...] = ()

    async def channel(self, channel: Channel) -> KnownChannel:
        """Return the channel as it is kept, made now if it is new."""
        return await self.store.channels.open(channel, self.defaults, self.pipeline.clock())

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


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it looks to people, and what it and its buttons do.

    Attributes:
        presses: Buttons by the verb in their id; each is given the key behind the verb.
    """

    spec: CommandSpec
    handle: Handle
    presses: Mapping[str, OnPress] = field(default_factory=dict)


def answer(
    *blocks: Block, actions: Sequence[Action] = (), files: Sequence[Attachment] = ()
) -> Reply:
    """Answer only the person who asked."""
    return Reply(Message(tuple(blocks), actions=tuple(actions), files=tuple(files)))


class Dispatcher:
    """The inbox of every platform."""

    def __init__(
        self,
        services: Services,
        commands: Iterable[Command],
        *,
        new_id: Callable[[], str],
        contact: str,
    ) -> None:
        self._services = services
        self._commands = {command.spec.name: command for command in commands}
        self._presses = {
            verb: on_press
            for command in self._commands.values()
            for verb, on_press in command.presses.items()
        }
        self._new_id = new_id
        self._contact = contact

    async def on_call(self, call: Call) -> Reply:
        """Carry out a command; whatever goes wrong becomes an answer."""
        command = self._commands.get(call.verb)
        if command is None:
            return answer(line(words("unknown-verb", verb=call.verb)), line(words("try-help")))
        if command.spec.audience is not Audience.EVERYONE and not call.person.manager:
            return answer(line(words("managers-only", verb=call.verb)))
        for option in command.spec.options:
            given = call.options.get(option.name, "")
            if given and option.choices and given.casefold() not in option.choices:
                wrong = words(
                    "choice-unknown", name=option.name, value=given, choices=option.choices
                )
                return answer(line(wrong))
        return await self._guarded(command.handle(call, self._services), call.person, call.verb)

    async def on_press(self, press: Press) -> Reply:
        """Carry out what a button says."""
        _, _, rest = press.action.partition(":")
        verb, _, key = rest.partition(":")
        on_press = self._presses.get(verb)
        if on_press is None:
            return answer(line(words("unknown-button")))
        return await self._guarded(on_press(key, press, self._services), press.person, verb)

    async def on_reaction(self, reaction: Reaction) -> None:
        """Save the paper under a reaction; the same event twice is one."""
        store = self._services.store
        person, now = reaction.person, self._services.pipeline.clock()
        try:
            if await store.events.first(person.platform, person.space, reaction.event, now):
                await self._services.pipeline.save(reaction)
        except Exception:
            log.exception("A reaction on %s was lost", reaction.message)

    async def on_answered(self, reply: Reply, channel: Channel, ref: MessageRef | None) -> None:
        """Note the papers an answer named, then tell everybody what it changed."""
        try:
            if ref and reply.message.papers:
                await self._services.channel(channel)
                await self._services.store.messages.remember(ref, reply.message.papers)
            if reply.public:
                part = f"note:{self._new_id()}"
                await self._services.pipeline.tell(channel, reply.public, part)
        except Exception:
            log.exception("What an answer changed was not told in %s", channel)

    async def _guarded(self, work: Awaitable[Reply], person: Person, verb: str) -> Reply:
        try:
            return await work
        except UserError as error:
            return answer(*_explained(error))
        except Exception as error:
            incident = self._new_id()
            log.exception("%s by %s failed, incident %s", verb, person.native, incident)
            key = "failed-known" if isinstance(error, BotError) else "failed"
            contact = self._contact or words("the-operator")
            return answer(line(words(key, incident=incident, contact=contact)))


def _explained(error: UserError) -> list[Block]:
    blocks: list[Block] = [line(error.words)]
    if isinstance(error, TopicError) and error.offers:
        blocks.append(line(words("topic-offers"), style=Style.SMALL))
        blocks += [line(words("topic-offer", text=offer)) for offer in error.offers]
    return blocks
