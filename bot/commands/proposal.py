"""Shows what somebody is about to follow, honestly and to them alone, before anything is done."""

import asyncio
from dataclasses import dataclass, replace

from bot.commands import steps
from bot.commands.command import Services, answer
from bot.commands.counting import Counted, Offer, counted, offers, refuse_a_sentence
from bot.commands.following import already, name_of
from bot.domain import outlook, preview, timing, wishes, wording, zones
from bot.domain.calls import Press, Reply
from bot.domain.channels import EVERY_DAY, KnownChannel, Schedule, Subscription
from bot.domain.chat import (
    Action,
    Block,
    Choice,
    Message,
    Select,
    Style,
    Weight,
    Words,
    line,
    words,
)
from bot.domain.drafts import Draft, near_fields
from bot.domain.errors import TopicError, UserError
from bot.domain.topics import Topic

_LONGEST_LABEL = 75
_SAID = "topic-note-any-of"
"""What a comma means stands in the form, and what was made of it above the notes."""
_TIMES = ("08:00", "09:00", "12:00", "17:00")


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that a proposal says.

    Attributes:
        channel: With its schedule as it would be.
        followed: What the channel follows already.
        problem: What stands in the way of following it.
    """

    channel: KnownChannel
    topic: Topic
    name: str
    of: Counted
    followed: tuple[Subscription, ...]
    problem: Words | None

    @property
    def same(self) -> Subscription | None:
        """The topic that the channel follows already and that is the same."""
        return next((each for each in self.followed if each.key == self.topic.key), None)


async def propose(
    draft: Draft, press: Press, services: Services, after: int | None = None
) -> Reply:
    """Answer with what stands in a draft: as a question where it is not clear, else as a preview.

    Args:
        after: Number of the step before.
    """
    channel = await services.channel(press.channel)
    if draft.unclear:
        number = await steps.keep(draft, channel, services, after)
        return _which_field(draft, number, services)
    if not draft.expression:
        number = await steps.keep(draft, channel, services, after)
        return answer(
            line(words("setup-empty")), actions=(steps.change(number), steps.cancel(number))
        )
    try:
        topic = await services.new_topic(draft.expression)
        of = await counted(topic, services)
        refuse_a_sentence(draft.words, topic, of, services)
    except TopicError as error:
        return await refused(draft, error, channel, services, after)
    shown = await _look(draft, topic, of, channel, services)
    most = channel.settings.most
    instead = await asyncio.to_thread(offers, topic, of, most, services)
    draft = replace(draft, offers="\n".join(each.text for each in instead))
    number = await steps.keep(draft, channel, services, after)
    return await _preview(draft, number, shown, instead, press, services)


async def refused(
    draft: Draft,
    error: TopicError,
    channel: KnownChannel,
    services: Services,
    after: int | None = None,
    verb: str = "setup-take",
) -> Reply:
    """Say why a topic cannot be followed as it is, and offer as buttons what can.

    Args:
        verb: Of the buttons; their key is the number of the draft and that of the offer.
    """
    draft = replace(draft, offers="\n".join(error.offers))
    number = await steps.keep(draft, channel, services, after)
    instead = tuple(
        Action(wording.action_id(verb, f"{number}.{n}"), words("plain", text=_short(offer)))
        for n, offer in enumerate(error.offers)
    )
    blocks: list[Block] = [line(error.words)]
    if instead:
        blocks.append(line(words("topic-offers")))
        # The others stand whole on their buttons.
        cut = (offer for offer in error.offers if offer != _short(offer))
        blocks += [line(words("topic-offer", text=offer)) for offer in cut]
    return answer(*blocks, actions=(*instead, steps.change(number), steps.cancel(number)))


def _which_field(draft: Draft, number: int, services: Services) -> Reply:
    """Ask which category somebody means by a name."""
    typed = draft.unclear.splitlines()[0]
    archive = services.taxonomy.archive(typed)
    near = [
        _choice(f"{number}/{each.id}", words("suggest-category", id=each.id, name=each.name))
        for each in near_fields(typed, services.taxonomy)
    ]
    if archive:
        whole = words("setup-whole", archive=archive)
        near.insert(0, _choice(f"{number}/{archive}.*", whole))
    as_words = _choice(f"{number}/~", words("setup-as-words", text=_short(typed)))
    choices = (*near, as_words)
    select = Select("setup-field", words("setup-field-label"), choices, most=max(1, len(near)))
    said = "setup-which-field" if near else "setup-no-field"
    message = Message(
        (line(words(said, typed=typed)),),
        actions=(steps.change(number), steps.cancel(number)),
        selects=(select,),
    )
    return Reply(message)


def _choice(value: str, label: Words, *, chosen: bool = False) -> Choice:
    return Choice(value, label, chosen=chosen)


async def _look(
    draft: Draft, topic: Topic, of: Counted, channel: KnownChannel, services: Services
) -> _Shown:
    problem: Words | None = None
    name, settings = draft.name, channel.settings
    try:
        name = name_of(draft.name, topic)
        settings = replace(settings, schedule=schedule_of(draft, settings.schedule))
    except UserError as error:
        problem = error.words
    followed = await services.store.subscriptions.of(channel.id)
    return _Shown(replace(channel, settings=settings), topic, name, of, tuple(followed), problem)


def schedule_of(draft: Draft, before: Schedule) -> Schedule:
    """Return the schedule that a draft asks for.

    Raises:
        UserError: It cannot be read.
    """
    typed = f"{draft.when} {draft.zone}".strip()
    return wishes.read_when(typed, before) if typed else before


async def _preview(
    draft: Draft,
    number: int,
    shown: _Shown,
    instead: list[Offer],
    press: Press,
    services: Services,
) -> Reply:
    same = shown.same if shown.same and str(shown.same.id) != draft.edits else None
    problem = shown.problem
    if same:
        problem = already(same)
    first = not shown.followed and not draft.edits
    entries = [wording.entry(paper, services.pipeline.look) for paper in shown.of.shown.best]
    language = await spoken_here(shown.channel, press, services) if first else ""
    spoken = words("language-own-name", code=language) if language else None
    only = "setup-nothing-changed" if draft.edits else "setup-nothing-yet"
    blocks: list[Block] = [
        line(words("setup-preview", name=shown.name), style=Style.STRONG),
        *((line(problem, style=Style.STRONG),) if problem else ()),
        line(words("subscribe-read-as", text=shown.topic.text)),
        *(line(note, style=Style.SMALL) for note in shown.topic.notes if note.key != _SAID),
        *preview.lines(shown.of.shown, entries),
        *shown.of.noted,
        *await _cost(shown, services),
        *((line(words("setup-when", when=_when(shown))),) if first and _timed(shown) else ()),
        *await services.troubles(press.channel),
        *((line(words("setup-language", name=spoken), style=Style.SMALL),) if spoken else ()),
        line(words(only), style=Style.SMALL),
    ]
    confirm = words("setup-save" if draft.edits else "setup-follow")
    follow = Action(wording.action_id("setup-follow", number), confirm, Weight.MAIN)
    time = Action(wording.action_id("setup-time", number), words("setup-time"))
    edit = Action(wording.action_id("edit", same.id), words("topics-edit")) if same else None
    actions = (
        *((follow,) if problem is None else ()),
        *((edit,) if edit else ()),
        steps.change(number),
        *((time,) if first else ()),
        steps.cancel(number),
    )
    selects = (
        *_instead(number, instead),
        *(_time_and_zone(draft, number, shown, press) if first else ()),
    )
    return Reply(Message(tuple(blocks), actions=actions, selects=selects))


async def _cost(shown: _Shown, services: Services) -> list[Block]:
    """Say what a model will cost, where one writes."""
    writer = await services.model(shown.channel.channel)
    if not writer:
        return []
    settings, price = shown.channel.settings, services.spending.prices.of(writer)
    languages = max(1, len(settings.languages.codes))
    said = outlook.cost(shown.of.shown, settings.most, languages, writer, price)
    return [line(said, style=Style.SMALL)] if said else []


async def spoken_here(channel: KnownChannel, press: Press, services: Services) -> str:
    """Return what a channel is to speak from its first topic on; '' leaves it as it is.

    That is what who sets it up reads, where nobody has chosen.
    """
    if channel.settings.languages:
        return ""
    theirs = (await services.heard(press.person, press.channel)).partition("-")[0]
    return "" if theirs == services.languages.first else theirs


def _timed(shown: _Shown) -> bool:
    """Say whether there is more to the schedule than the menu of times shows."""
    schedule = shown.channel.settings.schedule
    return schedule.at is not None or schedule.days != EVERY_DAY


def _when(shown: _Shown) -> Words:
    return timing.describe(shown.channel.settings.schedule)


def _instead(number: int, instead: list[Offer]) -> tuple[Select, ...]:
    choices = tuple(
        Choice(f"{number}.{n}", words("plain", text=_short(each.text)), each.about)
        for n, each in enumerate(instead)
    )
    return (Select("setup-take", words("setup-instead"), choices),) if choices else ()


def _time_and_zone(draft: Draft, number: int, shown: _Shown, press: Press) -> tuple[Select, ...]:
    """Ask when the digest shall come, and where nobody knows it, in which time zone."""
    schedule = shown.channel.settings.schedule
    at = f"{schedule.at:%H:%M}" if schedule.at else "announced"
    weekly = len(schedule.days) == 1
    spelled = {"announced": words("timing-announced"), "weekly": words("setup-weekly")}

    def said(when: str) -> Words:
        return words("setup-when", when=spelled.get(when, words("plain", text=when)))

    now = "weekly" if weekly else at
    choices = tuple(
        _choice(f"{number}/{each}", said(each), chosen=each == now)
        for each in dict.fromkeys(("announced", *_TIMES, "weekly", now))
    )
    asked = Select("setup-when", words("setup-when-label"), choices)
    if press.person.zone:
        return (asked,)
    known = dict.fromkeys((schedule.zone, *zones.likely(press.person.language)))
    there = tuple(
        _choice(f"{number}/{zone}", words("setup-zone", zone=zone), chosen=zone == schedule.zone)
        for zone in [*known][:25]
    )
    return (asked, Select("setup-zone", words("setup-zone-label"), there))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"
