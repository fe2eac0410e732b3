"""Who manages channels besides those whom the platform lets."""

import re
from dataclasses import replace
from typing import Final

from bot.commands.command import Services
from bot.commands.server.changes import change
from bot.domain import wording
from bot.domain.calls import Field, Form, Press, Reply
from bot.domain.chat import Channel, Person, words
from bot.domain.errors import UserError
from bot.domain.rules import Named, Rules

_BETWEEN: Final = re.compile(r"[,;\n、，；]")
_MENTION: Final = re.compile(r"<@(&?)!?(\w+)(?:\|[^<>]*)?>")
_LONGEST = 300
_AT_MOST = 50


async def form(key: str, press: Press, services: Services) -> Form:
    """Ask whom to name."""
    hint = words("server-add-hint")
    field = Field("who", words("server-field-who"), most=_LONGEST, hint=hint, lines=True)
    action = wording.action_id("server-add", key)
    return Form(action, words("server-add"), (field,), words("server-save"))


async def add(key: str, press: Press, services: Services) -> Reply:
    """Name people and roles, each found on the platform first."""
    typed = [each.strip() for each in _BETWEEN.split(press.fields.get("who", ""))]
    if not any(typed):
        raise UserError(words("server-add-empty"))
    people: list[Named] = []
    roles: list[Named] = []
    for each in filter(None, typed):
        role, found = await _found(each, press.channel, services)
        (roles if role else people).append(found)

    def alter(rules: Rules) -> Rules:
        return replace(
            rules, managers=_with(rules.managers, people), roles=_with(rules.roles, roles)
        )

    return await change("people", press, services, alter)


async def remove(key: str, press: Press, services: Services) -> Reply:
    """Name some people and roles no longer."""
    gone = set(key.split())

    def alter(rules: Rules) -> Rules:
        managers = tuple(each for each in rules.managers if f"a{each.native}" not in gone)
        roles = tuple(each for each in rules.roles if f"r{each.native}" not in gone)
        return replace(rules, managers=managers, roles=roles)

    return await change("people", press, services, alter)


async def who_counts(key: str, press: Press, services: Services) -> Reply:
    """Choose whether those whom the platform lets count at all."""
    only = key == "named"
    return await change("people", press, services, lambda rules: replace(rules, named_only=only))


async def _found(typed: str, channel: Channel, services: Services) -> tuple[bool, Named]:
    """Find whom somebody means; return whether it is a role, and its id and name.

    Raises:
        UserError: There is nobody like that, or they are a guest.
    """
    platform = services.pipeline.posting.platforms[channel.platform]
    roles = await platform.roles(channel)
    mention = _MENTION.fullmatch(typed)
    native = mention[2] if mention else typed.removeprefix("@").strip()
    if not (mention and not mention[1]):
        by_name = [id for id, name in roles.items() if name.casefold() == native.casefold()]
        for id in (native, *by_name):
            if id in roles:
                return True, Named(id, roles[id])
    somebody = await platform.standing(Person(channel.platform, "", native), channel)
    if somebody is None:
        raise UserError(words("server-nobody", name=typed))
    if somebody.guest:
        raise UserError(words("server-guest", name=somebody.name or native))
    return False, Named(somebody.native, somebody.name)


def _with(before: tuple[Named, ...], more: list[Named]) -> tuple[Named, ...]:
    merged = {each.native: each for each in (*before, *more)}
    if len(merged) > _AT_MOST:
        raise UserError(words("server-too-many", most=_AT_MOST))
    return tuple(merged.values())
