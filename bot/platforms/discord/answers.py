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

from bot.domain.calls import CommandSpec, Form, Press, Reply
from bot.domain.chat import Channel, Message, MessageRef, Person, SayIn, Words, words
from bot.platforms.discord import codes, components, inbound, render
from bot.platforms.discord.apart import Apart
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.drawn import OPTION, OPTIONS, Drawn
from bot.platforms.discord.escape import marked, plain, size
from bot.platforms.discord.inbound import AnyInteraction, Spot
from bot.platforms.discord.places import Memory, Places
from bot.platforms.discord.sending import send
from bot.ports import Inbox

log = logging.getLogger(__name__)

_ACKNOWLEDGED_BEFORE = 40060
_LAST_WORD_S = 1.0
_NO_ANSWER = words("discord-no-answer")


class Answers:
    """Answers what people do, from one inbox.

    Args:
        say_in: Gives what turns words into sentences of a language.
        direct: Opens the direct messages with somebody.
        token_s: Seconds after which an answer no longer comes by the interaction.
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
    ) -> None:
        self._token_s = token_s
        self._inbox = inbox
        self._specs = tuple(specs)
        self._public = {spec.name for spec in self._specs if not spec.private}
        self._say_in = say_in
        self._places = places
        self._apart = Apart(direct)
        self._seen: Memory[int, bool] = Memory()

    async def command(self, interaction: AnyInteraction) -> None:
        """Answer a command."""
        private = inbound.verb(interaction) not in self._public
        if self._is_new(interaction) and await _acknowledged(interaction, private=private):
            spot = self._places.of(interaction)
            work = self._inbox.on_call(inbound.call(interaction, spot))
            await self._answer(interaction, spot, work, private=private)

    async def click(self, interaction: AnyInteraction) -> None:
        """Answer a click, with a message of its own: what was clicked on stays as it is.

        A form has to be the first answer, so nothing else may acknowledge its click.
        """
        if not self._is_new(interaction):
            return
        press = inbound.press(interaction, self._places.of(interaction))
        if form := await self._inbox.on_opening(press):
            await self._open(interaction, form)
        else:
            await self._pressed(interaction, press)

    async def sent(self, interaction: AnyInteraction) -> None:
        """Answer a form that was sent off."""
        if self._is_new(interaction):
            press = inbound.sent(interaction, self._places.of(interaction))
            await self._pressed(interaction, press)

    async def _pressed(self, interaction: AnyInteraction, press: Press) -> None:
        if await _acknowledged(interaction, private=True):
            spot = self._places.of(interaction)
            await self._answer(interaction, spot, self._inbox.on_press(press), private=True)

    async def _open(self, interaction: AnyInteraction, form: Form) -> None:
        try:
            await interaction.response.send_modal(
                components.modal(form, self._say_in(form.language))
            )
        except codes.FAILURES as error:
            # Discord tells the person that it failed.
            log.warning("A form could not be opened: %s", codes.reason(error))

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
        typing = inbound.typing(interaction, self._places.of(interaction))
        found = await self._inbox.on_typing(typing) if typing else ()
        said = {each.value: self._say_in(each.language)(each.label) for each in found}
        choices = [
            discord.app_commands.Choice(name=plain(label, OPTION) or value, value=value)
            for value, label in said.items()
            if 0 < size(value) <= OPTION
        ]
        try:
            await interaction.response.autocomplete(choices[:OPTIONS])
        except codes.FAILURES as error:
            # Suggestions that come too late were for what is no longer typed.
            log.debug("Suggestions were not taken: %s", codes.reason(error))

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
        *,
        private: bool,
    ) -> None:
        """Wait for an answer and show it.

        Args:
            private: How it was acknowledged.
        """
        try:
            task = asyncio.ensure_future(work)
            in_time = await self._carried_out(interaction, spot, task)
            reply = await task
            if reply is None:
                await _take_back(interaction)
                return
            ref = None
            try:
                if in_time:
                    ref = await self._show(interaction, spot, reply, private=private)
                else:
                    ref, _ = await self._apart.send(
                        interaction, spot, reply, self._drawn(reply.message)
                    )
            finally:
                await self._inbox.on_answered(reply, spot.channel, ref)
        except Exception:
            log.exception("Interaction %s was not answered", interaction.id)
            await self._apologise(interaction)

    async def _carried_out(
        self, interaction: AnyInteraction, spot: Spot, task: "asyncio.Future[Reply | None]"
    ) -> bool:
        """Wait until it is done; False where that took too long to answer by the interaction.

        When we are stopped before, that is said, rather than thought about for ever.
        """
        try:
            done, _ = await asyncio.wait({task}, timeout=self._token_s)
            if not done:
                person = inbound.person(interaction, spot)
                language = await self._inbox.language(spot.channel, person)
                await self._apologise(interaction, words("working-late"), language)
                await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            stopping = self._apologise(interaction, words("discord-stopping"))
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping, _LAST_WORD_S)
            raise
        return bool(done)

    async def _show(
        self, interaction: AnyInteraction, spot: Spot, reply: Reply, *, private: bool
    ) -> MessageRef | None:
        """Show an answer by the interaction, or else as a message; return where it begins."""
        parts = self._drawn(reply.message)
        natives: list[str] = []
        first = private == reply.private
        if not first:
            # Who sees it was settled by the acknowledgement, and cannot be changed.
            await _take_back(interaction)
        try:
            for part in parts:
                if first and not natives:
                    natives.append(await _edit(interaction, part))
                else:
                    natives.append(await _follow(interaction, part, private=reply.private))
        except codes.FAILURES as error:
            log.warning("An answer was refused: %s", codes.reason(error))
            late = codes.refusal(error).meaning is Meaning.LATE
            rest, in_open = parts[len(natives) :], late and reply.may_be_open
            ref, sent = await self._apart.send(
                interaction, spot, replace(reply, may_be_open=in_open), rest
            )
            if not sent and not late:
                await self._apologise(interaction, language=reply.message.language)
            if not natives:
                return ref
        return MessageRef(spot.channel, natives[0], spot.thread) if natives else None

    def _drawn(self, message: Message) -> tuple[Drawn, ...]:
        return render.answer(message, self._say_in(message.language))

    async def _apologise(
        self, interaction: AnyInteraction, sorry: Words = _NO_ANSWER, language: str = ""
    ) -> None:
        """Say why there is no answer to be seen, rather than think for ever."""
        try:
            said = marked(self._say_in(language)(sorry))
            await interaction.edit_original_response(content=said)
        except codes.FAILURES as error:
            log.warning("Nor could that be said: %s", codes.reason(error))


async def _acknowledged(interaction: AnyInteraction, *, private: bool) -> bool:
    """Acknowledge, before anything else; False if it was too late."""
    try:
        await interaction.response.defer(thinking=True, ephemeral=private)
    except codes.FAILURES as error:
        late = codes.refusal(error).meaning is Meaning.LATE
        before = isinstance(error, discord.HTTPException) and error.code == _ACKNOWLEDGED_BEFORE
        log.warning("An acknowledgement was refused: %s", codes.reason(error))
        return before or not late
    return True


async def _edit(interaction: AnyInteraction, part: Drawn) -> str:
    message = await interaction.edit_original_response(
        content=part.content or None,
        embeds=components.embeds(part),
        attachments=components.files(part),
        view=components.view(part),
    )
    return str(message.id)


async def _follow(interaction: AnyInteraction, part: Drawn, *, private: bool) -> str:
    view = components.view(part)
    message = await interaction.followup.send(
        part.content,
        embeds=components.embeds(part),
        files=components.files(part),
        view=view if view else discord.utils.MISSING,
        ephemeral=private,
        wait=True,
    )
    return str(message.id)


async def _take_back(interaction: AnyInteraction) -> None:
    """Remove what shows that we are thinking."""
    try:
        await interaction.delete_original_response()
    except codes.FAILURES as error:
        log.info("An acknowledgement could not be taken back: %s", codes.reason(error))
