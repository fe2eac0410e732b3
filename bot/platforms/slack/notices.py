"""Hands over what nobody waits for in the channel: visits, invitations, links, help with forms."""

import asyncio
import logging

from bot.domain.calls import Joined, Typing
from bot.domain.chat import Person
from bot.platforms.slack import inbound
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Identity
from bot.platforms.slack.directory import PLATFORM, Directory
from bot.platforms.slack.heard import Heard, Invited, Linked, Payload, Searched, Visited
from bot.platforms.slack.kit import Native
from bot.ports import Inbox

log = logging.getLogger(__name__)

_SUGGESTING_S = 2.5
"""Slack waits three seconds for what a menu could hold."""


class Notices:
    """Hands it over and shows what comes of it."""

    def __init__(
        self, inbox: Inbox, *, me: Identity, directory: Directory, answers: Answers
    ) -> None:
        self._inbox = inbox
        self._me = me
        self._directory = directory
        self._answers = answers

    async def take(self, heard: Heard) -> None:
        """Take note of something."""
        space = self._me.space
        match heard:
            case Visited():
                await self.show_home(await self._directory.person(heard.spot))
            case Invited(spot, event):
                by = await self._directory.person(spot) if spot.user else None
                channel = self._directory.place(spot)
                if by:
                    channel = await self._directory.channel(spot, by)
                await self._inbox.on_joined(Joined(PLATFORM, space, channel, by, event))
            case Linked(spot, urls):
                found = await self._inbox.on_links(urls, self._directory.place(spot))
                await self._answers.show_links(heard, found)

    async def show_home(self, person: Person) -> None:
        """Show somebody the page that they have with us, as it is now."""
        message = await self._inbox.on_home(person)
        if message.blocks:
            await self._answers.show_home(person.native, message)

    async def suggestions(self, payload: Payload) -> Payload:
        """Return what a field of a form could be, in time; where nobody knows, nothing."""
        options: list[Native] = []
        try:
            async with asyncio.timeout(_SUGGESTING_S):
                heard = inbound.hear(payload, self._me.user)
                if isinstance(heard, Searched):
                    options = await self._searched(heard)
        except Exception as error:
            log.warning("No suggestions for a field: %r", error)
        return {"options": options}

    async def _searched(self, searched: Searched) -> list[Native]:
        spot = await self._directory.at_home(searched.spot)
        person, channel = await self._directory.person(spot), self._directory.place(spot)
        verb, _, option = searched.helped.partition(" ")
        typing = Typing(verb, option, searched.typed, person, channel, searched.fields)
        return self._answers.suggestions(searched, await self._inbox.on_typing(typing))
