"""The whole set-up as a file: handed out, shown before it is taken in, and taken in.

Nothing that stands is overwritten: topics are added where they are missing, settings are taken over
by channels that follow nothing yet, and what the space chose changes with an Undo.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.commands.command import Services, answer
from bot.commands.server import pages
from bot.domain import wording
from bot.domain.calls import Field, Form, Press, Reply
from bot.domain.channels import KnownChannel
from bot.domain.chat import (
    Action,
    Attachment,
    Block,
    Channel,
    Message,
    Person,
    Style,
    Weight,
    line,
    words,
)
from bot.domain.errors import DeliveryError, TopicError, UserError
from bot.domain.setups import (
    ChannelSetup,
    NamedTopic,
    Setup,
    bare,
    brought,
    read,
    write,
)
from bot.domain.topics import Topic, default_name
from bot.store.requests import Kind

log = logging.getLogger(__name__)

_LONGEST: Final = 3000
_SHOWN: Final = 20
_UNDONE_AT_ONCE: Final = 9


@dataclass(frozen=True, slots=True)
class _Coming:
    """What an import would do to one channel to which something of it is new.

    Attributes:
        topics: Those that it does not follow yet, read, each with its name.
        fresh: It follows nothing yet, so it takes the settings over too.
    """

    place: Channel
    setup: ChannelSetup
    topics: tuple[tuple[str, Topic], ...]
    fresh: bool


async def export(key: str, press: Press, services: Services) -> Reply:
    """Hand out the set-up, without the channels that this person may not see."""
    rules = await services.ruling.of(press.channel)
    channels = []
    for each in await pages.followed_here(press.channel, press.person, services):
        if each.known and each.followed:
            topics = tuple(NamedTopic(one.name, one.text) for one in each.followed)
            channels.append(ChannelSetup(pages.label(each.place), each.known.settings, topics))
    file = Attachment("paperboy-setup.json", write(Setup(rules, tuple(channels))))
    return answer(line(words("server-exported", count=len(channels))), files=(file,))


async def form(key: str, press: Press, services: Services) -> Form:
    """Ask for the text of a file."""
    field = Field("text", words("import-field"), most=_LONGEST, lines=True)
    action = wording.action_id("server-import", key)
    return Form(action, words("server-to-import"), (field,), words("import-look"))


async def preview(key: str, press: Press, services: Services) -> Reply:
    """Show what a file would change; nothing is changed before somebody says so."""
    text = press.fields.get("text", "")
    setup = read(text)
    coming, unknown = await _coming(setup, press.channel, press.person, services)
    before = await services.ruling.of(press.channel)
    same = brought(before, setup) == before
    blocks: list[Block] = [line(words("import-title"), style=Style.STRONG)]
    blocks += [_told(each) for each in coming[:_SHOWN]]
    if len(coming) > _SHOWN:
        blocks.append(line(words("import-more", more=len(coming) - _SHOWN)))
    if unknown:
        blocks.append(line(words("import-unknown", channels=unknown[:_SHOWN])))
    if not same:
        blocks.append(line(words("import-rules")))
    back = Action(wording.action_id("server", ""), words("server-back"))
    if same and not coming:
        return answer(*blocks, line(words("import-nothing")), actions=(back,))
    number = await _keep(text, press, services)
    bring = Action(wording.action_id("server-bring", number), words("import-bring"), Weight.MAIN)
    return answer(*blocks, actions=(bring, back))


async def bring(key: str, press: Press, services: Services) -> Reply:
    """Take a file in that was shown before, as things stand now."""
    store = services.store.requests
    draft = await store.find(int(key)) if key.isascii() and key.isdecimal() else None
    person = await services.store.people.of(press.person)
    if draft is None or draft.kind is not Kind.IMPORT or draft.person != person:
        raise UserError(words("import-gone"))
    now = services.pipeline.clock()
    setup = read(draft.act)
    coming, _ = await _coming(setup, press.channel, press.person, services)
    if not await store.claim(draft.id, press.person.name, now):
        raise UserError(words("import-gone"))
    for each in coming:
        await _follow(each, person, press.person.name, services)
    place = press.channel.platform, press.channel.space
    _, number = await services.store.spaces.change(place, lambda rules: brought(rules, setup), now)
    count = sum(len(each.topics) for each in coming)
    said = (line(words("import-done", count=count)),)
    return await pages.show("", press.channel, press.person, services, said=said, undo=number)


async def undo(key: str, press: Press, services: Services) -> Reply:
    """Follow no longer what came in from a file."""
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    numbers = [int(each) for each in key.split() if each.isascii() and each.isdecimal()]
    gone = [await services.store.subscriptions.remove(channel.id, each, now) for each in numbers]
    names = tuple(each.name for each in gone if each)
    if not names:
        return answer(line(words("unsubscribe-gone")))
    await services.pipeline.due.unfollowed(channel)
    told = line(words("import-undone", names=names, by=press.person.name))
    return Reply(Message((line(words("done")),)), public=Message((told,)))


async def _coming(
    setup: Setup, here: Channel, person: Person, services: Services
) -> tuple[list[_Coming], tuple[str, ...]]:
    """Work out what an import would do, and which channels it names that are not known here.

    Raises:
        UserError: One of its topics cannot be read.
    """
    every = await pages.followed_here(here, person, services)
    rules = await services.ruling.of(here)
    places = {bare(each.place.name): each for each in reversed(every) if each.place.name}
    coming, unknown = [], []
    for each in setup.channels:
        seen = places.get(bare(each.name))
        if seen is None or not rules.allow(seen.place):
            unknown.append(each.name)
            continue
        keys = {one.key for one in seen.followed}
        topics = [(one.name, _topic(one, services)) for one in each.topics]
        missing = tuple((name, topic) for name, topic in topics if topic.key not in keys)
        if missing:
            coming.append(_Coming(seen.place, each, missing, fresh=not seen.followed))
    return coming, tuple(unknown)


def _topic(named: NamedTopic, services: Services) -> Topic:
    try:
        return services.read(named.text)
    except TopicError as error:
        raise UserError(words("import-topic", text=named.text, why=error.words)) from error


def _told(coming: _Coming) -> Block:
    place = wording.place(coming.place)
    names = tuple(name or default_name(topic) for name, topic in coming.topics)
    if coming.fresh:
        return line(words("import-fresh", channel=place, names=names))
    return line(words("import-adds", channel=place, names=names))


async def _follow(coming: _Coming, person: int, by: str, services: Services) -> None:
    """Make one channel follow what is new to it, and tell it in one silent line."""
    channel, now = await services.channel(coming.place), services.pipeline.clock()
    if coming.fresh:
        chosen = coming.setup.settings
        channel = await services.pipeline.due.change(channel, lambda _: chosen)
    made: list[tuple[int, str]] = []
    for typed, topic in coming.topics:
        name = typed or default_name(topic)
        kept, new = await services.store.subscriptions.add(
            channel.id, name, topic.text, topic.key, by, now, person=person
        )
        if new:
            made.append((kept.id, kept.name))
    await services.pipeline.due.followed(channel)
    await _tell(channel, made, by, services)


async def _tell(
    channel: KnownChannel, made: Sequence[tuple[int, str]], by: str, services: Services
) -> None:
    for first in range(0, len(made), _UNDONE_AT_ONCE):
        some = made[first : first + _UNDONE_AT_ONCE]
        numbers = " ".join(str(number) for number, _ in some)
        names = tuple(name for _, name in some)
        told = line(words("import-followed", names=names, by=by))
        back = Action(wording.action_id("undo-import", numbers), words("action-undo"))
        message = Message((told,), actions=(back,), language=channel.settings.languages.first)
        try:
            await services.pipeline.tell(channel.channel, message, f"note:{services.new_id()}")
        except DeliveryError as error:
            # The other channels of the file are not to wait for this one.
            log.warning("What came in was not told in %s: %s", channel.channel, error)


async def _keep(text: str, press: Press, services: Services) -> int:
    """Keep the text of a file until it is taken in."""
    channel = await services.channel(press.channel)
    person = await services.store.people.of(press.person)
    now, who = services.pipeline.clock(), press.person.name
    store = services.store.requests
    return await store.draft(channel.id, person, who, Kind.IMPORT, text, now)
