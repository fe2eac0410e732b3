"""In which language an answer is said: that of whom it is for, or else that of where it stands."""

import logging
from dataclasses import replace

from bot.commands.command import Services
from bot.domain.calls import Reply
from bot.domain.chat import Channel, Person, Place

log = logging.getLogger(__name__)


async def spoken(reply: Reply, channel: Channel, person: Person, services: Services) -> Reply:
    """Have an answer said in the language of whom it is for, once it is carried out."""
    if channel.kind is Place.DIRECT:
        await _note_owner(channel, person, services)
    # A text that was asked for in a language of its own keeps it.
    alone = person if reply.private else None
    said = reply.message.language or await language(channel, alone, services)
    return replace(reply, message=replace(reply.message, language=said))


async def language(channel: Channel, person: Person | None, services: Services) -> str:
    """Return the language of a person, or else of a channel; '' where nobody can say."""
    try:
        if person and (theirs := await services.heard(person, channel)):
            return theirs
        return (await services.store.channels.languages(channel)).first
    except Exception as error:
        # What was asked for has most likely failed of the same, which the log has.
        log.info("Nobody knows in which language to answer in %s: %s", channel, error)
        return ""


async def _note_owner(channel: Channel, person: Person, services: Services) -> None:
    """Note with whom we are alone in a channel: what stands there is kept about them."""
    try:
        await services.store.people.owns(person, channel)
    except Exception:
        log.exception("Nobody can note whose direct messages %s are", channel)
