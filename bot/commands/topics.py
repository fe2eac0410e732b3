"""`topics`: what this channel follows, and how much that is; who manages it changes that here."""

from datetime import date, datetime

from bot.commands.command import Button, Command, Services
from bot.commands.steps import add
from bot.domain import preview, timing, wording
from bot.domain.calendar import Calendar
from bot.domain.calls import Call, CommandSpec, Press, Reply
from bot.domain.channels import KnownChannel, Schedule, Subscription
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

_PAGE = 20


async def _handle(call: Call, services: Services) -> Reply:
    return await _shown(1, call.channel, call.person, services)


async def _press(key: str, press: Press, services: Services) -> Reply:
    page = int(key) if key.isdecimal() and len(key) < 4 else 1
    return await _shown(page, press.channel, press.person, services)


async def _shown(page: int, where: Channel, person: Person, services: Services) -> Reply:
    """Show a page of what a channel follows, with what the person may do about it."""
    channel = await services.channel(where)
    every = await services.store.subscriptions.of(channel.id)
    first = max(0, min(page, -(-len(every) // _PAGE)) - 1) * _PAGE
    here = list(enumerate(every, start=1))[first : first + _PAGE]
    manages = await services.manages(person, where)
    next_step = "topics-next-press" if manages else "topics-next"
    blocks = (
        line(words("topics-title"), style=Style.STRONG),
        *await listed(here, services),
        *_coming(channel, services),
        line(words(next_step), style=Style.SMALL),
    )
    turns = (
        *((_to("topics", first // _PAGE, "topics-back"),) if first else ()),
        *((_to("topics", first // _PAGE + 2, "topics-on"),) if first + _PAGE < len(every) else ()),
    )
    if not manages:
        return Reply(Message(blocks, actions=turns))
    manage = (add(first=not every), *((_pause(channel, services),) if every else ()))
    actions = (*manage, *turns, _to("panel", "", "panel-back"))
    return Reply(Message(blocks, actions=actions, selects=_select(here)))


async def followed(channel: KnownChannel, services: Services) -> list[Block]:
    """List what a channel follows: number, name, expression, papers a day."""
    every = await services.store.subscriptions.of(channel.id)
    blocks = await listed(list(enumerate(every[:_PAGE], start=1)), services)
    if (more := len(every) - _PAGE) > 0:
        blocks.append(line(words("topics-more", count=more), style=Style.SMALL))
    return blocks


async def listed(here: list[tuple[int, Subscription]], services: Services) -> list[Block]:
    """List topics: number, name, expression, papers a day."""
    if not here:
        return [line(words("topics-none"))]
    blocks: list[Block] = []
    for number, each in here:
        shown = await services.lately.preview(services.read(each.text))
        named = words("topics-line", number=number, name=each.name)
        blocks.append(line(named, preview.rate(shown), style=Style.STRONG))
        blocks.append(line(described(each), style=Style.SMALL))
    return blocks


def described(topic: Subscription) -> Words:
    """Say what a topic looks for, and who set it."""
    return words("topics-text", text=topic.text, by=topic.by or words("somebody"), on=topic.since)


def next_digest(channel: KnownChannel) -> tuple[Words, ...]:
    """Say when the channel's next digest comes."""
    schedule = timing.describe(channel.settings.schedule)
    if channel.next_due is None:
        return (words("next-digest", when=schedule),)
    local = timing.local(channel.settings.schedule, channel.next_due)
    return (words("next-digest-at", when=schedule, at=local),)


def freshness(schedule: Schedule, now: datetime) -> list[Block]:
    """Say from what time on a fixed time gets the papers of its own day, as summer time changes it.

    Where clocks are far enough to the west, that is on the evening before.
    """
    if schedule.at is None:
        return []
    today = timing.local(schedule, now).date()
    days = (today, today.replace(month=1, day=15), today.replace(month=7, day=15))
    here, january, july = (_fresh(schedule, day) for day in days)
    if here == january == july:
        return [line(words("fresh", time=here), style=Style.SMALL)]
    said = words("fresh-seasons", time=here, january=january, july=july)
    return [line(said, style=Style.SMALL)]


def _fresh(schedule: Schedule, day: date) -> Words:
    time = f"{timing.earliest_fresh(schedule.zone, day):%H:%M}"
    evening = timing.local(schedule, Calendar.listed_at(day)).date() < day
    return words("fresh-evening", time=time) if evening else words("plain", text=time)


def _coming(channel: KnownChannel, services: Services) -> list[Block]:
    now = services.pipeline.clock()
    return [line(*next_digest(channel)), *freshness(channel.settings.schedule, now)]


def _select(here: list[tuple[int, Subscription]]) -> tuple[Select, ...]:
    choices = tuple(
        Choice(str(each.id), words("topics-line", number=number, name=each.name))
        for number, each in here
    )
    return (Select("topic", words("topics-select"), choices),) if choices else ()


def _pause(channel: KnownChannel, services: Services) -> Action:
    """Make the button that pauses the whole channel, or lets it go on."""
    if timing.is_paused(channel.settings.schedule, services.pipeline.clock()):
        return Action(wording.action_id("settings", "resume "), words("topics-resume"))
    return Action(wording.action_id("settings", "pause on"), words("topics-pause"))


def _to(verb: str, key: str | int, label: str) -> Action:
    return Action(wording.action_id(verb, key), words(label))


COMMAND = Command(
    CommandSpec(name="topics"),
    _handle,
    buttons={"topics": Button(_press, changes=True)},
)
