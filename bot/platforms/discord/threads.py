"""Threads under our headings: made when the first card comes, and done without where refused."""

import logging
from typing import Literal

import discord

from bot.domain.chat import Channel, Place, SayIn, Thread, Words
from bot.domain.memory import Memory
from bot.platforms.discord import codes
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.escape import plain
from bot.platforms.discord.places import Places

log = logging.getLogger(__name__)

_NAME = 100
_ARCHIVED_AFTER_MIN: Literal[10080] = 10080
"""A week, the longest there is: in an archived thread people cannot react."""
_EXISTS = 160004


class Threads:
    """Knows which headings have a thread, and which cannot have one.

    A thread has the id of the message it hangs under.
    """

    def __init__(self, say_in: SayIn, places: Places) -> None:
        self._say_in = say_in
        self._places = places
        self._open: Memory[str, bool] = Memory()
        self._flat: Memory[str, Words | None] = Memory()

    async def under(self, client: discord.Client, thread: Thread) -> str | None:
        """Return the thread to post in, made if need be, or None to post in the channel.

        Raises:
            discord.DiscordException: Discord could not be asked, or cannot do it just now.
        """
        channel, heading = thread.top.channel, thread.top.native
        if self._open.get(heading) is False or channel.kind is Place.DIRECT:
            return None
        if heading in self._open:
            return heading
        name = plain(self._say_in(thread.language)(thread.title), _NAME) or heading
        try:
            await client.http.start_thread_with_message(
                int(channel.native),
                int(heading),
                name=name,
                auto_archive_duration=_ARCHIVED_AFTER_MIN,
            )
        except discord.HTTPException as error:
            if error.code != _EXISTS:
                if not self.refused(thread, error, making=True):
                    raise
                return None
        else:
            self._flat.pop(channel.native, None)
        self._open.remember(heading, True)
        self._places.note(int(heading), int(channel.native))
        return heading

    def refused(self, thread: Thread, error: Exception, *, making: bool = False) -> bool:
        """Take note if only the thread is refused; its cards go to the channel from now on.

        Args:
            making: It was to be made: what is unfit is its title, and not a message.
        """
        found = codes.refusal(error, in_thread=True)
        if making and found.meaning is Meaning.PLAINER:
            found = codes.Refusal(Meaning.FLAT)
        if found.meaning is not Meaning.FLAT:
            return False
        channel, heading = thread.top.channel, thread.top.native
        log.info("No thread in %s: %s", channel.native, codes.reason(error))
        self._open.remember(heading, False)
        self._flat.remember(channel.native, found.words)
        return True

    def trouble(self, channel: Channel) -> Words | None:
        """Say why the last digest of a channel had no thread, where there is something to do."""
        return self._flat.get(channel.native)
