"""The pages of the panel: each says what holds and has what changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.commands.command import Services
from bot.domain import wording
from bot.domain.calls import Reply
from bot.domain.channels import KnownChannel, Subscription
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Choice,
    Message,
    Person,
    Select,
    Style,
    Words,
    line,
    words,
)
from bot.domain.rules import Modelled, Named, Rules

_PAGES: Final = ("people", "channels", "data", "topics")
_CHOICES = 25
_A_PAGE = 10
_UNFURLING: Final = ("slack",)
"""Platforms that ask us what stands behind a link."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A channel that somebody may see.

    Attributes:
        known: As it is kept; None where nobody has opened it.
        followed: What it follows.
    """

    place: Channel
    known: KnownChannel | None
    followed: tuple[Subscription, ...]


async def show(
    key: str,
    channel: Channel,
    person: Person,
    services: Services,
    *,
    said: Sequence[Block] = (),
    undo: int | None = None,
) -> Reply:
    """Draw a page of the panel.

    Args:
        key: Which one, and of a long list which part; '' is the first.
        said: What has just been done.
        undo: By which number that is undone.
    """
    rules = await services.ruling.of(channel)
    name, _, part = key.partition(" ")
    if name == "people":
        message = _people(rules, channel)
    elif name == "channels":
        message = await _channels(rules, channel, person, services)
    elif name == "data":
        message = _data(rules, channel)
    elif name == "topics":
        first = int(part) if part.isascii() and part.isdecimal() and len(part) < 5 else 1
        message = await _topics(max(first, 1), channel, person, services)
    else:
        message = _first(rules, await seen_here(channel, person, services))
    back = (_to("", "server-back"),) if name in _PAGES else ()
    undoing: tuple[Action, ...] = ()
    if undo is not None:
        undoing = (Action(wording.action_id("server-undo", undo), words("action-undo")),)
    actions = (*undoing, *message.actions, *back)
    return Reply(Message((*said, *message.blocks), actions=actions, selects=message.selects))


def _first(rules: Rules, seen: Sequence[Channel]) -> Message:
    blocks = (
        line(words("server-title"), style=Style.STRONG),
        line(_who(rules)),
        line(_where(rules, seen)),
        *_holding(rules),
        _starting(rules),
        line(words("server-next"), style=Style.SMALL),
    )
    actions = (
        *(_to(page, f"server-to-{page}") for page in _PAGES),
        Action(wording.action_id("server-start", "0"), words("server-to-start")),
        Action(wording.action_id("server-export", "0"), words("server-to-export")),
        Action(wording.action_id("server-import", "0"), words("server-to-import")),
    )
    return Message(blocks, actions=actions)


def _who(rules: Rules) -> Words:
    if who := named((*rules.roles, *rules.managers)):
        return words("server-people-only" if rules.named_only else "server-people-too", who=who)
    return words("server-people-admins" if rules.named_only else "server-people-usual")


def _where(rules: Rules, seen: Sequence[Channel]) -> Words:
    """Say where topics may be followed; channels that somebody may not see have no names."""
    shown = {each.native for each in seen}
    where = named([each for each in rules.channels if each.native in shown])
    if where:
        return words("server-channels", channels=where)
    return words("server-channels-chosen" if rules.channels else "server-everywhere")


def _holding(rules: Rules) -> tuple[Block, ...]:
    """Say what holds for models, limits, sharing and the time after us."""
    none = words("server-no-limit")
    day = rules.day.said() if rules.day else none
    month = rules.month.said() if rules.month else none
    days = rules.grace_days
    return (
        line(words(f"server-model-{rules.model}")),
        line(words("server-spend", day=day, month=month)),
        line(words("server-shared" if rules.sharing else "server-unshared")),
        line(words("server-kept", days=days) if days is not None else words("server-kept-usual")),
    )


def _starting(rules: Rules) -> Block:
    usual = words("server-usual")
    most = str(rules.most) if rules.most else usual
    language = str(rules.languages) or usual
    zone = rules.zone or usual
    return line(words("server-starting", zone=zone, most=most, language=language))


def _people(rules: Rules, channel: Channel) -> Message:
    known = [("r", each) for each in rules.roles] + [("a", each) for each in rules.managers]
    choices = tuple(
        Choice(f"{kind}{each.native}", words("plain", text=each.name or each.native))
        for kind, each in known[:_CHOICES]
    )
    away = Select("server-remove", words("server-remove"), choices, most=len(choices))
    counts = Select(
        "server-manage",
        words("server-who-counts"),
        (
            Choice("usual", words("server-counts-usual"), chosen=not rules.named_only),
            Choice("named", words("server-counts-named"), chosen=rules.named_only),
        ),
    )
    hint = channel.platform == "discord" and known
    blocks = (
        line(words("server-to-people"), style=Style.STRONG),
        line(_who(rules)),
        *((line(words("server-people-hint"), style=Style.SMALL),) if hint else ()),
    )
    add = Action(wording.action_id("server-add", "0"), words("server-add"))
    return Message(blocks, actions=(add,), selects=(counts, *((away,) if choices else ())))


async def _channels(rules: Rules, channel: Channel, person: Person, services: Services) -> Message:
    seen = await seen_here(channel, person, services)
    allowed = {each.native for each in rules.channels}
    choices = tuple(
        Choice(each.native, words("plain", text=label(each)), chosen=each.native in allowed)
        for each in seen[:_CHOICES]
    )
    blocks: list[Block] = [
        line(words("server-to-channels"), style=Style.STRONG),
        line(_where(rules, seen)),
    ]
    if allowed:
        blocks.append(line(words("server-channels-before"), style=Style.SMALL))
    only = Select("server-only", words("server-only"), choices, most=len(choices))
    lift = Action(wording.action_id("server-everywhere", "0"), words("server-lift"))
    return Message(tuple(blocks), actions=(lift,) if allowed else (), selects=(only,))


def _data(rules: Rules, channel: Channel) -> Message:
    model = Select(
        "server-model",
        words("server-model"),
        tuple(
            Choice(each, words(f"server-model-{each}"), chosen=each is rules.model)
            for each in Modelled
        ),
    )
    share = _switch("server-share", words("server-share"), on=rules.sharing)
    selects: tuple[Select, ...] = (model, share)
    if channel.platform in _UNFURLING:
        selects += (_switch("server-unfurl", words("server-unfurl"), on=rules.unfurling),)
    limits = Action(wording.action_id("server-limits", "0"), words("server-limits"))
    title = line(words("server-to-data"), style=Style.STRONG)
    return Message((title, *_holding(rules)), actions=(limits,), selects=selects)


async def _topics(first: int, channel: Channel, person: Person, services: Services) -> Message:
    """List what is followed wherever that person may look; of the rest not a word, nor a number."""
    rows: list[Block] = []
    for each in await followed_here(channel, person, services):
        for one in each.followed:
            said = words("suggest-topic", name=one.name, text=one.text)
            rows.append(line(words("plain", text=label(each.place)), said))
    shown = rows[_A_PAGE * (first - 1) : _A_PAGE * first]
    blocks = (line(words("server-to-topics"), style=Style.STRONG), *shown)
    if not shown:
        blocks += (line(words("server-no-topics")),)
    before = (_to(f"topics {first - 1}", "server-before"),) if first > 1 else ()
    after = (_to(f"topics {first + 1}", "server-after"),) if len(rows) > _A_PAGE * first else ()
    small = line(words("server-topics-seen"), style=Style.SMALL)
    return Message((*blocks, small), actions=(*before, *after))


async def seen_here(channel: Channel, person: Person, services: Services) -> list[Channel]:
    """Return the channels of this space that somebody may see, the present one first."""
    place = channel.platform, channel.space
    known = [each.channel for each in await services.store.spaces.channels(place)]
    others = [each for each in known if each != channel and each.kind is channel.kind]
    platform = services.pipeline.posting.platforms.get(channel.platform)
    seen = await platform.visible(person, others) if platform else ()
    return [channel, *seen]


async def followed_here(channel: Channel, person: Person, services: Services) -> list[Seen]:
    """Return the same with what each follows; however many those are, nothing is asked for each."""
    seen = await seen_here(channel, person, services)
    every = await services.store.spaces.channels((channel.platform, channel.space))
    known = {each.channel: each for each in every}
    ids = [known[each].id for each in seen if each in known]
    followed = await services.store.subscriptions.of_all(ids)
    return [
        Seen(each, its, tuple(followed.get(its.id, ())) if its else ())
        for each, its in ((each, known.get(each)) for each in seen)
    ]


def label(channel: Channel) -> str:
    """Return what to call a channel in a list."""
    return channel.name or channel.native


def named(those: Sequence[Named]) -> tuple[str, ...]:
    """Return what some people, roles or channels are called."""
    return tuple(each.name or each.native for each in those)


def _switch(verb: str, about: Words, *, on: bool) -> Select:
    yes, no = words("server-yes"), words("server-no")
    return Select(verb, about, (Choice("on", yes, chosen=on), Choice("off", no, chosen=not on)))


def _to(page: str, key: str) -> Action:
    says = {
        "server-back": words("server-back"),
        "server-before": words("server-before"),
        "server-after": words("server-after"),
        "server-to-people": words("server-to-people"),
        "server-to-channels": words("server-to-channels"),
        "server-to-data": words("server-to-data"),
        "server-to-topics": words("server-to-topics"),
    }
    return Action(wording.action_id("server", page), says[key])
