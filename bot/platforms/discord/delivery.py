"""Delivers a message of ours: in its thread or else flat, as it is drawn or else plainer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord

from bot.domain.chat import Channel, Message, SayIn, Thread
from bot.domain.errors import DeliveryError
from bot.domain.memory import Memory
from bot.platforms.discord import codes, forums, ids, places, plainer
from bot.platforms.discord.client import Connection
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.sending import send
from bot.platforms.discord.threads import Threads

log = logging.getLogger(__name__)

Send = Callable[[Drawn], Awaitable[str]]


class Delivery:
    """Takes the best way to post a message that Discord lets through.

    Args:
        patience_s: Longest one request may take, limits that have to be waited for included.
    """

    def __init__(self, say_in: SayIn, threads: Threads, patience_s: float) -> None:
        self._say_in = say_in
        self._threads = threads
        self._patience_s = patience_s
        self._begun: Memory[str, str] = Memory()

    async def deliver(
        self, client: Connection, channel: Channel, message: Message, under: Thread | None
    ) -> tuple[str, str | None]:
        """Send a message; return its id and that of the thread it stands in.

        Raises:
            DeliveryError: Discord refused every way there is, or could not be asked.
        """
        try:
            return await self._delivered(client, channel, message, under)
        except DeliveryError as error:
            error.words = codes.exactly(error.words, places.missing(client, channel))
            raise

    async def _delivered(
        self, client: Connection, channel: Channel, message: Message, under: Thread | None
    ) -> tuple[str, str | None]:
        if place := forums.forum(client, channel):
            return await self._in_forum(client, place, channel, message, under)
        thread = await self._thread(client, under) if under else None
        if under and thread:

            def refused(error: Exception) -> bool:
                return self._threads.refused(under, error)

            native = await self._in_thread(client, channel, message, thread, refused)
            if native:
                return native, thread
        send = self._sender(client, channel, None, message)
        return await self._in_some_form(message, channel.native, send), None

    async def _thread(self, client: Connection, under: Thread) -> str | None:
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._threads.under(client, under)
        except codes.FAILURES as error:
            raise codes.delivery_error(error, sent=False) from error

    async def _in_forum(
        self,
        client: Connection,
        place: discord.ForumChannel,
        channel: Channel,
        message: Message,
        under: Thread | None,
    ) -> tuple[str, str | None]:
        """Send a message into its post; where that is none or is shut, it begins one."""
        begun = self._begun.get(channel.native)
        if post := forums.post_for(client, place, message, under, begun):
            native = await self._in_thread(client, channel, message, post, _is_shut)
            if native:
                return native, post
        say = self._say_in(message.language)

        async def begin(drawn: Drawn) -> str:
            silent = message.push is None
            return await forums.begin(place, message, drawn, say, silent=silent)

        native = await self._in_some_form(message, channel.native, begin)
        self._begun.remember(channel.native, native)
        return native, native

    async def _in_thread(
        self,
        client: Connection,
        channel: Channel,
        message: Message,
        thread: str,
        refused: Callable[[Exception], bool],
    ) -> str:
        """Send a message into a thread and return its id, or '' where only that refuses it."""
        send = self._sender(client, channel, thread, message)
        return await self._in_some_form(message, thread, send, refused)

    def _sender(
        self, client: Connection, channel: Channel, thread: str | None, message: Message
    ) -> Send:
        nonce = ids.nonce(channel.native, thread, message.key) if message.key else None
        place, silent = int(thread or channel.native), message.push is None

        async def sent(drawn: Drawn) -> str:
            return await send(client, place, drawn, silent=silent, nonce=nonce)

        return sent

    async def _in_some_form(
        self,
        message: Message,
        place: str,
        send: Send,
        refused: Callable[[Exception], bool] = lambda error: False,
    ) -> str:
        """Send a message and return its id, or '' where it is only the place that refuses it."""
        forms = plainer.forms(message, self._say_in(message.language))
        form, drawn = next(forms)
        while True:
            try:
                async with asyncio.timeout(self._patience_s):
                    return await send(drawn)
            except Exception as error:
                if refused(error):
                    return ""
                unfit = codes.refusal(error).meaning is Meaning.PLAINER
                plainer_form = next(forms, None) if unfit else None
                if unfit:
                    why = codes.reason(error)
                    log.warning("Message %s %s refused in %s: %s", message.key, form, place, why)
                if plainer_form is None:
                    raise codes.delivery_error(error) from error
            form, drawn = plainer_form


def _is_shut(error: Exception) -> bool:
    return codes.refusal(error, in_thread=True).meaning is Meaning.FLAT
