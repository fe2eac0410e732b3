"""Who may use what, where and how often: looked at on every path, before anything else is done."""

from typing import Final

from bot.commands import requests
from bot.commands.command import Services, answer
from bot.domain.calls import Audience, Call, Reply
from bot.domain.chat import Channel, Person, Place, Style, Value, Words, line, words
from bot.domain.errors import UserError
from bot.domain.limits import again_in
from bot.domain.rules import Rules, may

_MANAGERS: Final = {
    "discord": words("who-manages-discord"),
    "slack": words("who-manages-slack"),
}
_ADMINS: Final = {
    "discord": words("who-is-in-charge-discord"),
    "slack": words("who-is-in-charge-slack"),
}
_NAMED_AT_MOST = 10


class Refusal(UserError):
    """Somebody may not do something; `reply` says who may, and perhaps offers to ask them."""

    def __init__(self, said: Words, reply: Reply) -> None:
        super().__init__(said)
        self.reply = reply


async def check(
    audience: Audience,
    person: Person,
    channel: Channel,
    services: Services,
    *,
    anywhere: bool = False,
    call: Call | None = None,
) -> None:
    """Make sure that somebody may do what is meant for an audience, and may do it there.

    Args:
        anywhere: It may be done also where no topics may be followed.
        call: What they want done, if others can be asked to do it.

    Raises:
        Refusal: They may not.
    """
    if audience is Audience.EVERYONE:
        return
    rules = await services.ruling.of(channel)
    if not may(person, audience, rules, channel):
        said = _who_may(audience, rules, channel)
        raise Refusal(said, await _offered(said, audience, person, channel, call, services))
    if audience is Audience.MANAGERS and not anywhere and not rules.allow(channel):
        raise await _elsewhere(rules, person, channel, services)


async def pace(person: Person, channel: Channel, services: Services) -> None:
    """Count something costly that somebody asks for.

    Raises:
        UserError: They, or everybody in that channel together, ask for too much at once.
    """
    limits = services.limits
    if not (limits.person.calls or limits.channel.calls):
        return
    who = await services.store.people.of(person)
    where = (await services.channel(channel)).id
    now = services.pipeline.clock()
    refused = await services.store.paces.take(who, where, limits, now)
    if refused:
        whose, wait = refused
        raise UserError(words(f"limit-{whose}", again=again_in(wait)))


def _who_may(audience: Audience, rules: Rules, channel: Channel) -> Words:
    if audience is Audience.SERVER and channel.kind is Place.DIRECT:
        return words("server-not-here")
    admins = _ADMINS.get(channel.platform, words("who-is-in-charge"))
    if audience is Audience.SERVER:
        return words("admins-only", who=admins)
    usual = _MANAGERS.get(channel.platform, words("who-manages"))
    named = [each.name for each in (*rules.roles, *rules.managers) if each.name]
    who: tuple[Value, ...] = (admins if rules.named_only else usual, *named[:_NAMED_AT_MOST])
    return words("managers-only", who=who)


async def _offered(
    said: Words,
    audience: Audience,
    person: Person,
    channel: Channel,
    call: Call | None,
    services: Services,
) -> Reply:
    """Say who may, and offer members to ask them."""
    if person.guest or audience is not Audience.MANAGERS:
        return answer(line(said))
    if call is None:
        return answer(line(said), actions=requests.proposal(channel))
    offer = await requests.offer(call, services)
    small = (line(words("request-offer"), style=Style.SMALL),) if offer else ()
    return answer(line(said), *small, actions=offer)


async def _elsewhere(rules: Rules, person: Person, channel: Channel, services: Services) -> Refusal:
    """Say where topics may be followed, as far as that person may know."""
    known = [
        Channel(channel.platform, channel.space, each.native, each.name) for each in rules.channels
    ]
    platform = services.pipeline.posting.platforms.get(channel.platform)
    seen = await platform.visible(person, known) if platform else ()
    names = tuple(each.name for each in seen if each.name)[:_NAMED_AT_MOST]
    said = words("not-in-this-channel", channels=names) if names else words("not-here")
    return Refusal(said, answer(line(said)))
