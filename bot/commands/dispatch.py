"""Carries out commands, buttons and reactions, whichever platform they came from.

This is the one place where an unexpected error is caught: it becomes an incident id that the person
sees and the log has. In which language is answered, `speaking` says.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.commands import access, home
from bot.commands.access import Refusal
from bot.commands.command import Button, Command, Services, answer
from bot.commands.links import previews
from bot.commands.speaking import Speaking
from bot.commands.turns import turn
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
from bot.domain.chat import Block, Channel, Message, MessageRef, Person, Place, Style, line, words
from bot.domain.errors import BotError, DeliveryError, TopicError, UserError
from bot.store.database import urgently

log = logging.getLogger(__name__)

_SUGGESTED = 25
_AT_ONCE, _COSTLY = 5, 64
"""Answers being made. More would only wait for each other in the store, and whoever clicks is to
see within three seconds that they were heard. What is costly mostly waits for a model."""


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
        self._buttons = {
            verb: button
            for command in self._commands.values()
            for verb, button in command.buttons.items()
        }
        self._new_id = new_id
        self._contact = contact
        self._speaking = Speaking(services)
        self._places = {False: asyncio.Semaphore(_AT_ONCE), True: asyncio.Semaphore(_COSTLY)}
        self._reacting: WeakValueDictionary[tuple[Person, str], asyncio.Lock] = (
            WeakValueDictionary()
        )

    async def on_call(self, call: Call) -> Reply | None:
        """Carry out a command; whatever goes wrong becomes an answer."""
        command = self._commands.get(call.verb)
        async with turn(self._places[command is not None and command.costly]):
            return await self._spoken(await self._call(call), call.channel, call.person)

    async def _call(self, call: Call) -> Reply | None:
        if await self._was_here(call.event, call.person):
            return None
        command = self._commands.get(call.verb)
        if command is None:
            return answer(line(words("unknown-verb", verb=call.verb)), line(words("try-help")))
        return await self._guarded(self.carry_out(call), call.person, call.verb)

    async def carry_out(self, call: Call) -> Reply:
        """Carry out a command that there is, by somebody who may.

        Raises:
            Refusal: They may not, and it says who may.
            UserError: It cannot be done, and it says what can.
        """
        command = self._commands[call.verb]
        spec, person, channel = command.spec, call.person, call.channel
        anywhere = command.anywhere
        await access.check(
            spec.audience, person, channel, self._services, anywhere=anywhere, call=call
        )
        for option in spec.options:
            given = call.options.get(option.name, "")
            if given and option.choices and given.casefold() not in option.choices:
                choices = option.choices
                raise UserError(
                    words("choice-unknown", name=option.name, value=given, choices=choices)
                )
        if command.costly:
            await access.pace(person, channel, self._services)
        return await command.handle(call, self._services)

    async def on_opening(self, press: Press) -> Form | None:
        """Return the form that a button opens; None for one that does something, or refuses."""
        verb, key = _parts(press.action)
        button = self._buttons.get(verb)
        if button is None or button.form is None:
            return None
        try:
            with urgently():
                await self._check(button, press)
                form = await button.form(key, press, self._services)
                language = await self._speaking.at_once(press.channel, press.person) if form else ""
        except Exception as error:
            # Pressed without it, the button says what is wrong.
            log.info("No form for %s: %s", verb, error)
            return None
        return replace(form, language=language) if form else None

    def changes_its_message(self, action: str) -> bool:
        """Say whether a button's answer takes the place of what it stands on."""
        button = self._buttons.get(_parts(action)[0])
        return button is not None and button.changes

    async def on_press(self, press: Press) -> Reply | None:
        """Carry out what a button says."""
        button = self._buttons.get(_parts(press.action)[0])
        async with turn(self._places[button is not None and button.costly]):
            return await self._spoken(await self._press(press), press.channel, press.person)

    async def _press(self, press: Press) -> Reply | None:
        if await self._was_here(press.event, press.person):
            return None
        verb, key = _parts(press.action)
        button = self._buttons.get(verb)
        if button is None:
            return answer(line(words("unknown-button")))
        return await self._guarded(self._push(button, key, press), press.person, verb)

    async def _push(self, button: Button, key: str, press: Press) -> Reply:
        await self._check(button, press)
        if button.costly:
            await access.pace(press.person, press.channel, self._services)
        return await button.press(key, press, self._services)

    async def _check(self, button: Button, press: Press) -> None:
        who, where, anywhere = press.person, press.channel, button.anywhere
        await access.check(button.audience, who, where, self._services, anywhere=anywhere)

    async def on_reaction(self, reaction: Reaction) -> None:
        """Save the paper under a reaction; the same event twice is one.

        What one person does to one message is taken note of in the order in which it comes: an
        emoji put on and taken off again must not end as put on.
        """
        which = (reaction.person, reaction.message.native)
        in_turn = self._reacting.setdefault(which, asyncio.Lock())
        try:
            async with in_turn:
                if not await self._was_here(reaction.event, reaction.person):
                    await self._services.pipeline.save(reaction)
        except Exception:
            log.exception("A reaction on %s was lost", reaction.message)

    async def on_typing(self, typing: Typing) -> Sequence[Suggestion]:
        """Suggest what an option could be; without an idea, nothing."""
        command = self._commands.get(typing.verb)
        suggest = command.suggests.get(typing.option) if command else None
        if command is None or suggest is None:
            return ()
        try:
            with urgently():
                audience = command.spec.audience
                await access.check(
                    audience, typing.person, typing.channel, self._services, anywhere=True
                )
                found = await suggest(typing, self._services)
                language = await self._speaking.at_once(typing.channel, typing.person)
        except Refusal:
            return ()  # What somebody may not do tells them nothing either.
        except Exception:
            log.exception("No suggestions for %s of %s", typing.option, typing.verb)
            return ()
        return [replace(each, language=language) for each in found[:_SUGGESTED]]

    async def on_answered(self, reply: Reply, channel: Channel, ref: MessageRef | None) -> None:
        """Note the papers an answer named, then tell everybody what it changed."""
        try:
            if ref and reply.message.papers:
                await self._services.channel(channel)
                await self._services.store.messages.remember(ref, reply.message.papers)
            if reply.public:
                part = f"note:{self._new_id()}"
                await self._services.pipeline.tell(channel, reply.public, part)
        except DeliveryError as error:
            log.warning("What an answer changed was not told in %s: %s", channel, error)
        except Exception:
            log.exception("What an answer changed was not told in %s", channel)

    async def on_home(self, person: Person) -> Message:
        """Return what stands on somebody's own page."""
        try:
            page = await home.page(person, self._services)
        except Exception as error:
            page = self._failed(error, person, "home").message
        nowhere = Channel(person.platform, person.space, "", kind=Place.DIRECT)
        return replace(page, language=await self.language(nowhere, person))

    async def on_links(self, links: Sequence[str], channel: Channel) -> Mapping[str, Message]:
        """Return what is known behind links, where those in charge have asked for it."""
        try:
            if not (await self._services.ruling.of(channel)).unfurling:
                return {}
            found = await previews(links, self._services)
            language = await self.language(channel) if found else ""
        except Exception:
            log.exception("No previews of links in %s", channel)
            return {}
        return {link: replace(each, language=language) for link, each in found.items()}

    async def on_joined(self, joined: Joined) -> None:
        """Take note that we were put somewhere, and greet whoever did it."""
        try:
            await self._services.moving.joined(joined)
        except Exception:
            log.exception("Nobody was greeted in %s of %s", joined.space, joined.platform)

    async def on_left(self, left: Left) -> None:
        """Take note that we are gone from somewhere: nothing more is posted there."""
        try:
            await self._services.moving.left(left)
        except Exception:
            log.exception("That we left %s of %s was not noted", left.space, left.platform)

    async def language(self, channel: Channel, person: Person | None = None) -> str:
        """Return the language of a person, or else of a channel; '' where nobody can say."""
        return await self._speaking.language(channel, person)

    async def _spoken(self, reply: Reply | None, channel: Channel, person: Person) -> Reply | None:
        return reply and await self._speaking.spoken(reply, channel, person)

    async def _was_here(self, event: str, person: Person) -> bool:
        """Say whether this event was carried out before; one that cannot be noted was not."""
        if not event:
            return False
        events, now = self._services.store.events, self._services.pipeline.clock()
        try:
            return not await events.first(person.platform, person.space, event, now)
        except Exception:
            log.exception("An event could not be noted")
            return False

    async def _guarded(self, work: Awaitable[Reply], person: Person, verb: str) -> Reply:
        try:
            return await work
        except Refusal as refusal:
            return refusal.reply
        except UserError as error:
            return answer(*_explained(error))
        except DeliveryError as error:
            if error.words:
                return answer(line(error.words))
            return self._failed(error, person, verb)
        except Exception as error:
            return self._failed(error, person, verb)

    def _failed(self, error: Exception, person: Person, verb: str) -> Reply:
        incident = self._new_id()
        said = "%s by %s failed, incident %s"
        log.error(said, verb, person.native, incident, exc_info=error)
        key = "failed-known" if isinstance(error, BotError) else "failed"
        contact = self._contact or words("the-operator")
        return answer(line(words(key, incident=incident, contact=contact)))


def _parts(action: str) -> tuple[str, str]:
    """Read the id of a button: its verb and its key."""
    verb, _, key = action.partition(":")[2].partition(":")
    return verb, key


def _explained(error: UserError) -> list[Block]:
    blocks: list[Block] = [line(error.words)]
    if isinstance(error, TopicError) and error.offers:
        blocks.append(line(words("topic-offers"), style=Style.SMALL))
        blocks += [line(words("topic-offer", text=offer)) for offer in error.offers]
    return blocks
