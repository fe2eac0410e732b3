"""A digest of one's own, by direct message: a channel like any other, in which nobody else is."""

import logging
from dataclasses import replace

from bot.commands.command import Services, answer
from bot.commands.following import follow, name_of
from bot.commands.topics import next_digest
from bot.domain import preview, wording
from bot.domain.calls import Field, Form, Kind, Press, Reply
from bot.domain.channels import ChannelSettings, KnownChannel
from bot.domain.chat import Action, Block, Channel, Message, Person, Place, Style, line, words
from bot.domain.errors import DeliveryError, UserError
from bot.domain.languages import Languages
from bot.domain.topics.topic import LONGEST

log = logging.getLogger(__name__)


async def shown(person: Person, channel: Channel, services: Services, *said: Block) -> Reply:
    """Show what somebody's own digest follows, and when it comes next."""
    return Reply(await _written(person, channel, services, *said))


async def pressed(key: str, press: Press, services: Services) -> Reply:
    """Show somebody's own digest."""
    return await shown(press.person, press.channel, services)


async def topic_form(key: str, press: Press, services: Services) -> Form | None:
    """Ask for a topic."""
    topic = Field(
        "topic",
        words("own-form-topic"),
        Kind.TOPIC,
        most=LONGEST,
        hint=words("own-form-hint"),
        helped="subscribe topic",
    )
    return Form(
        wording.action_id("me-topic", ""), words("own-form-title"), (topic,), words("own-do-follow")
    )


async def topic_added(key: str, press: Press, services: Services) -> Reply:
    """Make somebody's own digest follow a topic."""
    typed = press.fields.get("topic", "").strip()
    if not typed:
        raise UserError(words("own-topic-missing"))
    topic = await services.new_topic(typed)
    own = await opened(press.person, press.channel, services)
    kept, made = await follow(own, topic, name_of("", topic), press.person, services)
    if not made:
        return answer(line(words("own-already", name=kept.name)), actions=(_back(),))
    rate = preview.rate(await services.lately.preview(topic))
    undo = Action(wording.action_id("me-untopic", f"{kept.id}-{kept.id}"), words("action-undo"))
    return answer(
        line(words("own-follows", name=kept.name), rate),
        line(*next_digest(own), style=Style.SMALL),
        actions=(undo, _back()),
    )


async def copied(key: str, press: Press, services: Services) -> Reply:
    """Let somebody's own digest follow what the channel follows in which they are."""
    here = await services.store.channels.find(press.channel)
    followed = await services.store.subscriptions.of(here.id) if here else []
    if here is None or not followed:
        return answer(line(words("own-nothing-to-copy")), actions=(_back(),))
    own = await opened(press.person, press.channel, services)
    first = not await services.store.subscriptions.of(own.id)
    number = await services.store.people.of(press.person)
    made = []
    for each in followed:
        kept, new = await services.store.subscriptions.add(
            own.id,
            each.name,
            each.text,
            each.key,
            press.person.name,
            services.pipeline.clock(),
            person=number,
        )
        made += [kept.id] if new else []
    if first:
        await services.pipeline.due.change(own, lambda now: _alike(here.settings, now))
    await services.pipeline.due.followed(own)
    reply = await shown(
        press.person, press.channel, services, line(words("own-copied", count=len(made)))
    )
    if not made:
        return reply
    span = f"{min(made)}-{max(made)}"
    undo = Action(wording.action_id("me-untopic", span), words("action-undo"))
    message = reply.message
    return replace(reply, message=replace(message, actions=(undo, *message.actions)))


async def topics_taken_back(key: str, press: Press, services: Services) -> Reply:
    """End what was followed by one press."""
    first, _, last = key.partition("-")
    own = await _own(press.person, press.channel, services)
    gone = 0
    if own and first.isdecimal() and last.isdecimal():
        for each in await services.store.subscriptions.of(own.id):
            if int(first) <= each.id <= int(last):
                now = services.pipeline.clock()
                gone += bool(await services.store.subscriptions.remove(own.id, each.id, now))
        await services.pipeline.due.unfollowed(own)
    said = words("own-taken-back", count=gone) if gone else words("unsubscribe-gone")
    return await shown(press.person, press.channel, services, line(said))


async def sent_there(key: str, press: Press, services: Services) -> Reply:
    """Send somebody their own digest's page, where the commands are about it."""
    own = await opened(press.person, press.channel, services)
    message = await _written(press.person, own.channel, services)
    language = await services.heard(press.person, own.channel)
    at = services.pipeline.clock()
    part = f"own:{at.timestamp():.6f}"
    await services.pipeline.tell(own.channel, replace(message, language=language), part)
    return answer(line(words("own-sent")))


async def opened(person: Person, channel: Channel, services: Services) -> KnownChannel:
    """Return the direct messages of somebody as a channel, made now if it is new.

    Raises:
        UserError: They are a guest, or there is no way to them.
        DeliveryError: They take no messages from us.
    """
    if person.guest:
        raise UserError(words("own-guest"))
    direct = channel
    if channel.kind is not Place.DIRECT:
        platform = services.pipeline.posting.platforms.get(person.platform)
        if platform is None:
            raise UserError(words("own-unreachable"))
        direct = await platform.direct(person)
    heard = (await services.heard(person, direct)).partition("-")[0]
    defaults = services.defaults
    zone = person.zone or defaults.schedule.zone
    settings = replace(
        defaults,
        schedule=replace(defaults.schedule, zone=zone),
        languages=Languages((heard,)) if heard else defaults.languages,
    )
    now = services.pipeline.clock()
    known = await services.store.channels.open(direct, settings, now)
    await services.store.people.of(person)
    await services.store.people.owns(person, direct)
    untouched = known.settings in (ChannelSettings(), services.defaults)
    if untouched and not await services.store.subscriptions.of(known.id):
        # It was opened by something we told them: nobody has chosen anything there yet.
        known = await services.pipeline.due.change(known, lambda _: settings)
    return known


async def noted(person: Person, services: Services) -> list[Channel]:
    """Note which direct messages are somebody's, also those from before that was noted.

    Returns those of this account first; none of who is not known, or cannot be reached.
    """
    people, found = services.store.people, []
    number = await people.known(person)
    accounts = await people.accounts(number) if number else []
    for each in sorted(accounts, key=lambda account: account != person):
        platform = services.pipeline.posting.platforms.get(each.platform)
        if platform is None:
            continue
        try:
            direct = await platform.direct(each)
        except DeliveryError as error:
            log.info("Nobody can look for the direct messages of %s: %s", each, error)
            continue
        await people.owns(each, direct)
        found.append(direct)
    return found


async def _own(person: Person, channel: Channel, services: Services) -> KnownChannel | None:
    if channel.kind is Place.DIRECT:
        return await services.store.channels.find(channel)
    if number := await services.store.people.own_channel(person):
        return await services.store.channels.by_id(number)
    for direct in await noted(person, services):
        return await services.store.channels.find(direct)
    return None


async def _written(person: Person, channel: Channel, services: Services, *said: Block) -> Message:
    own = await _own(person, channel, services)
    followed = await services.store.subscriptions.of(own.id) if own else []
    blocks = [*said, line(words("own-title"), style=Style.STRONG)]
    if own and followed:
        blocks += [
            line(words("topics-line", number=place, name=each.name))
            for place, each in enumerate(followed, start=1)
        ]
        blocks.append(line(*next_digest(own)))
    else:
        blocks.append(line(words("own-none")))
    there = channel.kind is Place.DIRECT
    blocks.append(line(words("own-here" if there else "own-there"), style=Style.SMALL))
    actions = [Action(wording.action_id("me-topic", ""), words("own-do-add"))]
    if not there:
        if here := await services.store.channels.find(channel):
            theirs = len(await services.store.subscriptions.of(here.id))
            label = words("own-do-copy", count=theirs)
            copy = Action(wording.action_id("me-copy", ""), label)
            actions += [copy] if theirs else []
        actions.append(Action(wording.action_id("me-there", ""), words("own-do-send")))
    return Message(tuple(blocks), actions=(*actions, _back()))


def _alike(there: ChannelSettings, own: ChannelSettings) -> ChannelSettings:
    """Take over how a channel gets its digest, but for a pause and a language chosen already."""
    schedule = replace(there.schedule, paused_until=None)
    return replace(there, schedule=schedule, languages=own.languages or there.languages)


def _back() -> Action:
    return Action(wording.action_id("me", ""), words("me-do-back"))
