"""In which language an answer is said: that of whom it is for, or else that of where it stands."""

import logging
from dataclasses import replace

from bot.commands.command import Services
from bot.domain.calls import Reply
from bot.domain.chat import Channel, Person, Place
from bot.domain.memory import Memory

log = logging.getLogger(__name__)


class Speaking:
    """Knows the languages of people and channels, and remembers whom it spoke to in which."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lately: Memory[tuple[Person, Channel | None], str] = Memory()

    async def spoken(self, reply: Reply, channel: Channel, person: Person) -> Reply:
        """Have an answer said in the language of whom it is for, once it is carried out."""
        if channel.kind is Place.DIRECT:
            await self._note_owner(channel, person)
        # A text that was asked for in a language of its own keeps it.
        alone = person if reply.private else None
        said = reply.message.language or await self.language(channel, alone)
        return replace(reply, message=replace(reply.message, language=said))

    async def language(self, channel: Channel, person: Person | None) -> str:
        """Return the language of a person, or else of a channel; '' where nobody can say."""
        try:
            if person and (theirs := await self._services.heard(person, channel)):
                self._lately.remember(_ear(person, channel), theirs)
                return theirs
            return (await self._services.store.channels.languages(channel)).first
        except Exception as error:
            # What was asked for has most likely failed of the same, which the log has.
            log.info("Nobody knows in which language to answer in %s: %s", channel, error)
            return ""

    async def at_once(self, channel: Channel, person: Person) -> str:
        """Return the language in which somebody was last answered; for what cannot wait.

        Only somebody who is new, or changed it on another platform, needs more than this.
        """
        return self._lately.get(_ear(person, channel)) or await self.language(channel, person)

    async def _note_owner(self, channel: Channel, person: Person) -> None:
        """Note with whom we are alone in a channel: what stands there is kept about them."""
        try:
            await self._services.store.people.owns(person, channel)
        except Exception:
            log.exception("Nobody can note whose direct messages %s are", channel)


def _ear(person: Person, channel: Channel) -> tuple[Person, Channel | None]:
    """Return what decides in which language somebody is spoken to: their own place may differ."""
    return person, channel if channel.kind is Place.DIRECT else None
