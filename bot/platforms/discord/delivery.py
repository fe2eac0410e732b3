"""Delivers a message of ours: in its thread or else flat, as it is drawn or else plainer."""

import asyncio
import logging

from bot.domain.chat import Channel, Message, SayIn, Thread
from bot.platforms.discord import codes, ids, plainer
from bot.platforms.discord.client import Connection
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.drawn import Drawn
from bot.platforms.discord.sending import send
from bot.platforms.discord.threads import Threads

log = logging.getLogger(__name__)


class Delivery:
    """Takes the best way to post a message that Discord lets through.

    Args:
        patience_s: Longest one request may take, limits that have to be waited for included.
    """

    def __init__(self, say_in: SayIn, threads: Threads, patience_s: float) -> None:
        self._say_in = say_in
        self._threads = threads
        self._patience_s = patience_s

    async def deliver(
        self, client: Connection, channel: Channel, message: Message, under: Thread | None
    ) -> tuple[str, str | None]:
        """Send a message; return its id and that of the thread it stands in.

        Raises:
            DeliveryError: Discord refused every way there is, or could not be asked.
        """
        thread = await self._thread(client, under) if under else None
        if under and thread:
            native = await self._in_some_form(client, channel, message, under)
            if native:
                return native, thread
        return await self._in_some_form(client, channel, message, None), None

    async def _thread(self, client: Connection, under: Thread) -> str | None:
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._threads.under(client, under)
        except codes.FAILURES as error:
            raise codes.delivery_error(error, sent=False) from error

    async def _in_some_form(
        self, client: Connection, channel: Channel, message: Message, under: Thread | None
    ) -> str:
        """Send a message and return its id, or '' where only the thread refuses it."""
        thread = under.top.native if under else None
        place = thread or channel.native
        nonce = ids.nonce(channel.native, thread, message.key) if message.key else None
        forms = plainer.forms(message, self._say_in(message.language))
        form, drawn = next(forms)
        while True:
            try:
                return await self._sent(
                    client, int(place), drawn, silent=message.push is None, nonce=nonce
                )
            except Exception as error:
                if under and self._threads.refused(under, error):
                    return ""
                unfit = codes.refusal(error).meaning is Meaning.PLAINER
                plainer_form = next(forms, None) if unfit else None
                if unfit:
                    why = codes.reason(error)
                    log.warning("Message %s %s refused in %s: %s", message.key, form, place, why)
                if plainer_form is None:
                    raise codes.delivery_error(error) from error
            form, drawn = plainer_form

    async def _sent(
        self, client: Connection, place: int, drawn: Drawn, *, silent: bool, nonce: str | None
    ) -> str:
        async with asyncio.timeout(self._patience_s):
            return await send(client, place, drawn, silent=silent, nonce=nonce)
