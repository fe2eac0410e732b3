"""Answers commands, clicks, direct messages: acknowledge first, then do it, then say so.

Discord gives three seconds to acknowledge and fifteen minutes to answer. When we are too late for
the one, Discord says that it failed, so nothing is done. What takes longer than the other comes as
a message of its own, which is said while it still can be: in the channel where it tells nothing
about the person, else as a direct message, without the buttons that act on the place where they are
pressed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace

import discord

from bot.domain.calls import CommandSpec, Form, Reply
from bot.domain.chat import Channel, Message, MessageRef, Person, SayIn, Words, line, words
from bot.domain.errors import DeliveryError
from bot.domain.memory import Memory
from bot.platforms.discord import codes, commands, forms, inbound, render, showing, suggesting
from bot.platforms.discord.apart import Apart
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.escape import marked
from bot.platforms.discord.inbound import AnyInteraction, Spot
from bot.platforms.discord.places import Places, Spots
from bot.platforms.discord.sending import send
from bot.platforms.discord.showing import Way
from bot.ports import Inbox

log = logging.getLogger(__name__)

_LAST_WORD_S = 1.0
OPENING_S = 2.0
"""A form has to be the first answer to a click. One that takes longer than this is done without,
so that there is time left to acknowledge."""
_NO_ANSWER = words("discord-no-answer")


class Answers:
    """Answers what people do, from one inbox.

    Args:
        say_in: Gives what turns words into sentences of a language.
        direct: Opens the direct messages with somebody.
        token_s: Seconds after which an answer no longer comes by the interaction.
        opening_s: Longest wait for what is to be known before a form can be opened.
    """

    def __init__(
        self,
        inbox: Inbox,
        *,
        specs: Iterable[CommandSpec],
        say_in: SayIn,
        places: Places,
        direct: Callable[[Person], Awaitable[Channel]],
        token_s: float,
        opening_s: float,
    ) -> None:
        self._token_s = token_s
        self._opening_s = opening_s
        self._inbox = inbox
        self._specs = tuple(specs)
        self._public = {spec.name for spec in self._specs if not spec.private}
        self._say_in = say_in
        self._places = places
        self._spots = Spots(places, direct)
        self._apart = Apart(direct)
        self._menus = commands.on_messages(self._specs, say_in)
        self._seen: Memory[int, bool] = Memory()

    async def command(self, interaction: AnyInteraction) -> None:
        """Answer a command."""
        away = self._places.of(interaction).away
        private = away or inbound.verb(interaction, self._menus) not in self._public
        way = Way(private)
        if not self._is_new(interaction) or not await showing.acknowledged(interaction, way):
            return
        if spot := await self._spot(interaction, way):
            call = inbound.call(interaction, spot, self._menus)
            refused = away and inbound.is_for_managers(interaction)
            work: Awaitable[Reply | None] = (
                self._not_here(spot, call.person) if refused else self._inbox.on_call(call)
            )
            await self._answer(interaction, spot, work, way)

    async def click(self, interaction: AnyInteraction) -> None:
        """Answer a click: what everybody sees stays as it is, and the answer is a new message.

        A form has to be the first answer, so nothing else may acknowledge its click.
        """
        if not self._is_new(interaction):
            return
        form = await self._form(interaction)
        if form is None or not await self._opened(interaction, form):
            await self._pressed(interaction)

    async def sent(self, interaction: AnyInteraction) -> None:
        """Answer a form that was sent off."""
        if self._is_new(interaction):
            await self._pressed(interaction)

    async def _form(self, interaction: AnyInteraction) -> Form | None:
        """Return the form that a click opens, if it has one and that is known in time."""
        try:
            async with asyncio.timeout(self._opening_s):
                spot = await self._spots.of(interaction)
                return await self._inbox.on_opening(inbound.press(interaction, spot))
        except TimeoutError:
            log.warning("It took too long to know whether a click opens a form")
        except DeliveryError as error:
            log.info("Whether a click opens a form is not known: %s", error)
        return None

    async def _pressed(self, interaction: AnyInteraction) -> None:
        """Do what was clicked or sent off; pressed without its form, a button says what to type."""
        alone = inbound.is_on_private(interaction)
        changes = self._inbox.changes_its_message(inbound.action(interaction))
        way = Way(changes=alone and changes)
        if not await showing.acknowledged(interaction, way):
            return
        if spot := await self._spot(interaction, way):
            work = self._inbox.on_press(inbound.press(interaction, spot))
            await self._answer(interaction, spot, work, way)

    async def _spot(self, interaction: AnyInteraction, way: Way) -> Spot | None:
        """Return where it happened; where we are no member, it is the person's own place."""
        try:
            return await self._spots.of(interaction)
        except DeliveryError as error:
            log.warning("Nobody's own place for %s: %s", interaction.user.id, error)
        await self._apologise(interaction, way, str(interaction.locale))
        return None

    async def _not_here(self, spot: Spot, person: Person) -> Reply:
        """Say that what a channel follows can be set only where we are a member."""
        language = await self._inbox.language(spot.channel, person)
        return Reply(Message((line(words("discord-not-here")),), language=language))

    async def _opened(self, interaction: AnyInteraction, form: Form) -> bool:
        """Open a form; False where Discord will not, and something else can still be done."""
        try:
            await interaction.response.send_modal(forms.modal(form, self._say_in(form.language)))
        except codes.FAILURES as error:
            # Where it is too late, or nobody knows, Discord tells the person that it failed.
            log.warning("A form could not be opened: %s", codes.reason(error))
            return codes.refusal(error).meaning in (Meaning.LATE, Meaning.PASSING)
        return True

    def _is_new(self, interaction: AnyInteraction) -> bool:
        """Say whether this was not here before.

        Discord may hand over an event twice. Remembering it in this process is enough: after a
        restart it is too old to be acknowledged.
        """
        if interaction.id in self._seen:
            return False
        self._seen.remember(interaction.id, True)
        return True

    async def typing(self, interaction: AnyInteraction) -> None:
        """Suggest what an option could be."""
        await suggesting.suggest(interaction, self._spots, self._inbox, self._say_in)

    async def direct_message(self, client: discord.Client, message: discord.Message) -> None:
        """Answer what somebody wrote to us, where they wrote it."""
        call = inbound.typed(message, self._specs)
        reply = await self._inbox.on_call(call)
        if reply is None:
            return
        ref = None
        try:
            natives = [
                await send(client, message.channel.id, part, silent=False)
                for part in self._drawn(reply.message)
            ]
            ref = MessageRef(call.channel, natives[0])
        except codes.FAILURES as error:
            log.warning("A direct message was not answered: %s", codes.reason(error))
        finally:
            await self._inbox.on_answered(reply, call.channel, ref)

    async def _answer(
        self,
        interaction: AnyInteraction,
        spot: Spot,
        work: Awaitable[Reply | None],
        way: Way,
    ) -> None:
        """Wait for an answer and show it, in the way in which it was acknowledged."""
        try:
            task = asyncio.ensure_future(work)
            in_time = await self._carried_out(interaction, spot, task, way)
            reply = await task
            if reply is None:
                await showing.take_back(interaction, way)
                return
            if spot.away:
                reply = replace(reply, private=True, public=None)
            ref = None
            try:
                if in_time:
                    ref = await self._show(interaction, spot, reply, way)
                else:
                    ref, _ = await self._apart.send(
                        interaction, spot, reply, self._drawn(reply.message)
                    )
            finally:
                await self._inbox.on_answered(reply, spot.channel, ref)
        except Exception:
            log.exception("Interaction %s was not answered", interaction.id)
            await self._regret(interaction, spot, way, _NO_ANSWER)

    async def _carried_out(
        self,
        interaction: AnyInteraction,
        spot: Spot,
        task: "asyncio.Future[Reply | None]",
        way: Way,
    ) -> bool:
        """Wait until it is done; False where that took too long to answer by the interaction.

        When we are stopped before, that is said, rather than thought about for ever.
        """
        try:
            done, _ = await asyncio.wait({task}, timeout=self._token_s)
            if not done:
                await self._regret(interaction, spot, way, words("working-late"))
                await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            stopping = self._regret(interaction, spot, way, words("stopping"))
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping, _LAST_WORD_S)
            raise
        return bool(done)

    async def _show(
        self, interaction: AnyInteraction, spot: Spot, reply: Reply, way: Way
    ) -> MessageRef | None:
        """Show an answer by the interaction, or else as a message; return where it begins."""
        parts = self._drawn(reply.message)
        natives: list[str] = []
        first = way.private == reply.private
        if not first:
            # Who sees it was settled by the acknowledgement, and cannot be changed.
            await showing.take_back(interaction, way)
        try:
            for part in parts:
                if first and not natives:
                    natives.append(await showing.fill_in(interaction, part))
                else:
                    native = await showing.follow(interaction, part, private=reply.private)
                    natives.append(native)
        except codes.FAILURES as error:
            log.warning("An answer was refused: %s", codes.reason(error))
            late = codes.refusal(error).meaning is Meaning.LATE
            rest, in_open = parts[len(natives) :], late and reply.may_be_open
            ref, sent = await self._apart.send(
                interaction, spot, replace(reply, may_be_open=in_open), rest
            )
            if not sent and not late:
                await self._apologise(interaction, way, reply.message.language)
            if not natives:
                return ref
        return MessageRef(spot.channel, natives[0], spot.thread) if natives else None

    def _drawn(self, message: Message) -> tuple[Drawn, ...]:
        return render.answer(message, self._say_in(message.language))

    async def _regret(
        self, interaction: AnyInteraction, spot: Spot, way: Way, sorry: Words
    ) -> None:
        """Say in the person's language why there is no answer yet, or none."""
        language = await self._inbox.language(spot.channel, inbound.person(interaction, spot))
        await self._apologise(interaction, way, language, sorry)

    async def _apologise(
        self, interaction: AnyInteraction, way: Way, language: str, sorry: Words = _NO_ANSWER
    ) -> None:
        await showing.apologise(interaction, way, marked(self._say_in(language)(sorry)))
