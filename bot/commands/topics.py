"""`topics`: what this channel follows, and how much that is."""

from datetime import date, datetime

from bot.commands.command import Command, Services, answer
from bot.domain import preview, timing
from bot.domain.calendar import Calendar
from bot.domain.calls import Call, CommandSpec, Reply
from bot.domain.channels import KnownChannel, Schedule
from bot.domain.chat import Block, Style, Words, line, words


async def _handle(call: Call, services: Services) -> Reply:
    channel = await services.channel(call.channel)
    blocks = await followed(channel, services)
    title = line(words("topics-title"), style=Style.STRONG)
    return answer(title, *blocks, line(words("topics-next"), style=Style.SMALL))


async def followed(channel: KnownChannel, services: Services) -> list[Block]:
    """List what a channel follows: number, name, expression, papers a day; then the next digest."""
    subscriptions = await services.store.subscriptions.of(channel.id)
    if not subscriptions:
        return [line(words("topics-none"))]
    blocks: list[Block] = []
    for number, each in enumerate(subscriptions, start=1):
        by = each.by or words("somebody")
        shown = await services.lately.preview(services.read(each.text))
        blocks.append(
            line(
                words("topics-line", number=number, name=each.name),
                preview.rate(shown),
                style=Style.STRONG,
            )
        )
        blocks.append(
            line(words("topics-text", text=each.text, by=by, on=each.since), style=Style.SMALL)
        )
    now = services.pipeline.clock()
    return [*blocks, line(*next_digest(channel)), *freshness(channel.settings.schedule, now)]


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


COMMAND = Command(CommandSpec(name="topics"), _handle)
