"""Reads again which reactions people have on messages of ours, in few requests.

A page of history holds up to a hundred messages with how often each emoji is on them; only for
emoji that somebody besides us has put there is it asked who.
"""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

import discord

from bot.domain.calls import Reaction
from bot.domain.chat import MessageRef
from bot.platforms.discord import codes, inbound
from bot.platforms.discord.codes import Meaning
from bot.platforms.discord.traffic import posting

log = logging.getLogger(__name__)

_PAGE = 100

Kind = Literal[0, 1]
"""An ordinary reaction or a "super" one; Discord keeps them apart."""
Payload = Mapping[str, Any]


async def reactions(client: discord.Client, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
    """Yield every reaction of a person once.

    Raises:
        discord.DiscordException: Discord would not say, for a reason that passes.
    """
    places: defaultdict[int, dict[int, MessageRef]] = defaultdict(dict)
    for ref in refs:
        places[int(ref.thread or ref.channel.native)][int(ref.native)] = ref
    for place, wanted in places.items():
        try:
            async for message in _messages(client, place, sorted(wanted)):
                async for reaction in _on(client, place, message, wanted[int(message["id"])]):
                    yield reaction
        except discord.HTTPException as error:
            if _passes(error):
                raise
            log.info("Reactions in %s cannot be read: %s", place, codes.reason(error))


async def _messages(
    client: discord.Client, place: int, wanted: list[int]
) -> AsyncIterator[Payload]:
    """Yield those of some messages that stand, the oldest first."""
    left = wanted
    while left:
        with posting():
            page: list[Payload] = list(await client.http.logs_from(place, _PAGE, after=left[0] - 1))
        ids = sorted(int(message["id"]) for message in page)
        seen = ids[-1] if len(page) == _PAGE else left[-1]
        found = {int(message["id"]): message for message in page}
        for id in left:
            if id in found:
                yield found[id]
        left = [id for id in left if id > seen]


async def _on(
    client: discord.Client, place: int, message: Payload, ref: MessageRef
) -> AsyncIterator[Reaction]:
    for each in message.get("reactions") or ():
        emoji = each["emoji"]
        name, custom = emoji.get("name"), emoji.get("id")
        if not name:
            continue  # one of a server's own that is deleted
        spelled, asked = (f":{name}:", f"{name}:{custom}") if custom else (name, name)
        people: dict[str, Payload] = {}
        try:
            for kind in _kinds(each):
                async for user in _users(client, place, int(ref.native), asked, kind):
                    people.setdefault(user["id"], user)
        except discord.HTTPException as error:
            if _passes(error):
                raise
            log.info("Nobody says who put %s on %s: %s", spelled, ref.native, codes.reason(error))
        ours = str(client.user.id) if client.user else ""
        for native, user in people.items():
            if native != ours and not user.get("bot"):
                who = inbound.user(native, user.get("global_name") or user.get("username") or "")
                yield Reaction(who, ref, spelled, added=True)


def _kinds(reaction: Payload) -> Iterator[Kind]:
    """Return the kinds of a reaction that somebody besides us has put there."""
    details: Mapping[str, int] = reaction.get("count_details") or {"normal": reaction["count"]}
    if details.get("normal", 0) > bool(reaction.get("me")):
        yield 0
    if details.get("burst", 0) > bool(reaction.get("me_burst")):
        yield 1


async def _users(
    client: discord.Client, place: int, message: int, emoji: str, kind: Kind
) -> AsyncIterator[Payload]:
    after: int | None = None
    while True:
        with posting():
            page: list[Payload] = list(
                await client.http.get_reaction_users(
                    place, message, emoji, _PAGE, after=after, type=kind
                )
            )
        for user in page:
            yield user
        if len(page) < _PAGE:
            return
        after = max(int(user["id"]) for user in page)


def _passes(error: discord.HTTPException) -> bool:
    return codes.refusal(error).meaning is Meaning.PASSING
