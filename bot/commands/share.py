"""[Share]: shows all of a channel what one person was answered; [Undo] takes it back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TypeAlias

from bot.commands.command import Button, Services, answer
from bot.domain import cards
from bot.domain.calls import Press, Reply
from bot.domain.chat import Action, Channel, Message, Style, line, words
from bot.domain.errors import UserError

Make: TypeAlias = Callable[[str, Press, Services], Awaitable[Message]]
"""Draws what is shared, as it was answered, from the key of the button."""

_UNDO = "unshare"


def button(make: Make) -> Button:
    """Return what a button does that shares an answer."""
    return Button(partial(_share, make=make), costly=True)


def undo() -> dict[str, Button]:
    """Name the button that stands on everything that is shared."""
    return {_UNDO: Button(_take_back)}


async def offered(verb: str, key: str, channel: Channel, services: Services) -> tuple[Action, ...]:
    """Offer to share an answer where that may be."""
    if not await services.may_share(channel):
        return ()
    return (Action(cards.action_id(verb, key), words("action-share")),)


async def _share(key: str, press: Press, services: Services, *, make: Make) -> Reply:
    if not await services.may_share(press.channel):
        raise UserError(words("share-off"))
    message = await make(key, press, services)
    person = await services.store.people.of(press.person)
    moment = services.pipeline.clock().astimezone(UTC)
    which = f"{person}.{int(moment.timestamp() * 1_000_000)}"
    by = line(words("shared-by", by=press.person.name), style=Style.SMALL)
    shared = replace(
        message,
        blocks=(*message.blocks, by),
        actions=(*message.actions, Action(cards.action_id(_UNDO, which), words("action-undo"))),
        selects=(),
        push=None,
    )
    await services.channel(press.channel)
    await services.pipeline.tell(press.channel, shared, _part(which))
    return answer(line(words("shared")))


async def _take_back(key: str, press: Press, services: Services) -> Reply:
    """Put a line in the place of what was shared, for whoever shared it or manages the channel."""
    person = await services.store.people.known(press.person)
    theirs = key.partition(".")[0] == str(person)
    if not theirs and not await services.manages(press.person, press.channel):
        raise UserError(words("share-of-another"))
    found = await services.store.posts.note(press.channel, _part(key))
    platform = services.pipeline.posting.platforms.get(press.channel.platform)
    if found is None or platform is None:
        return answer(line(words("share-gone")))
    number, ref = found
    languages = await services.store.channels.languages(press.channel)
    said = line(words("share-taken-back", by=press.person.name), style=Style.SMALL)
    gone = Message((said,), key=str(number), language=languages.first)
    edited = await platform.edit(ref, gone)
    return answer(line(words("done" if edited else "share-gone")))


def _part(which: str) -> str:
    return f"share:{which}"
