"""Makes a channel follow a topic, and says so: once to everybody, at length to who did it."""

from datetime import timedelta

from bot.commands.command import Services
from bot.commands.topics import freshness, next_digest
from bot.domain import timing, wording
from bot.domain.channels import KnownChannel, Subscription
from bot.domain.chat import Action, Block, Channel, Message, Person, Words, line, words
from bot.domain.errors import UserError
from bot.domain.topics import Topic, default_name
from bot.domain.topics.topic import LONGEST_NAME
from bot.pipeline.lately import DAYS

_LOOKED_AHEAD = 30


def name_of(typed: str, topic: Topic) -> str:
    """Return what a topic is to be called.

    Raises:
        UserError: That is too long.
    """
    name = " ".join(typed.split()) or default_name(topic)
    if len(name) > LONGEST_NAME:
        raise UserError(words("name-too-long", most=LONGEST_NAME))
    return name


async def follow(
    channel: KnownChannel, topic: Topic, name: str, by: Person, services: Services
) -> tuple[Subscription, bool]:
    """Make a channel follow a topic; return it, and whether that is new."""
    person = await services.store.people.of(by)
    now = services.pipeline.clock()
    kept, created = await services.store.subscriptions.add(
        channel.id, name, topic.text, topic.key, by.name, now, person=person
    )
    if created:
        await services.pipeline.due.followed(channel)
    return kept, created


def already(kept: Subscription) -> Words:
    """Say that a channel follows a topic already, and who set it."""
    by = kept.by or words("somebody")
    return words("subscribe-already", name=kept.name, by=by, on=kept.since)


def announcement(where: Channel, kept: Subscription, *more: Words) -> Message:
    """Tell everybody that a channel follows something now, with Undo."""
    told = words("subscribed", channel=wording.place(where), name=kept.name, by=kept.by)
    undo = Action(wording.action_id("undo-subscribe", kept.id), words("action-undo"))
    return Message((line(told, *more),), actions=(undo,))


async def coming(channel: KnownChannel, services: Services, *, first: bool = False) -> list[Block]:
    """Say when the next digest of a channel comes, as exactly as that can be known.

    Args:
        first: It is the first one.
    """
    schedule, now = channel.settings.schedule, services.pipeline.clock()
    if schedule.at is not None or timing.is_paused(schedule, now):
        return [line(*next_digest(channel)), *freshness(schedule, now)]
    outlook = await services.announced.outlook()
    day = outlook.next
    for _ in range(_LOOKED_AHEAD):
        if timing.wanted(schedule, day):
            break
        day = outlook.calendar.next_after(day)
    at = timing.local(schedule, outlook.calendar.listed_at(day))
    if first:
        return [line(words("setup-first", at=at, zone=schedule.zone))]
    when = timing.describe(schedule)
    return [line(words("panel-coming", at=at, zone=schedule.zone, when=when))]


async def post_last(channel: KnownChannel, by: Person, services: Services) -> tuple[Action, ...]:
    """Offer to post the papers of the last list that has some, where there are any."""
    newest = await services.store.arrivals.last_day()
    if newest is None or not await services.manages(by, channel.channel):
        return ()
    for first in (newest, newest - timedelta(days=DAYS)):
        edition = await services.pipeline.choosing.announced(channel, first, newest)
        if edition.picks:
            label = words("setup-post", count=edition.shown)
            return (Action(wording.action_id("post", f"{first}:{newest}"), label),)
    return ()
