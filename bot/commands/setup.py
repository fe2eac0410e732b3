"""The guided way to follow a topic: a form, an honest preview, a yes.

    setup          a form: fields by name, words, a name      -> a preview, only for who asked
    setup-field    which category was meant
    setup-take     one of the topics that are offered instead
    setup-when     when, and in which zone; setup-time is a form for both
    setup-follow   yes: the one step that everybody sees
    setup-cancel   no: all is as it was

Each step answers in the place of the one before.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.commands import steps
from bot.commands.command import Button, OnPress, OpenForm, Services, answer
from bot.commands.following import already, announcement, coming, follow, name_of, post_last
from bot.commands.proposal import propose, schedule_of, spoken_here
from bot.domain import preview, wishes, wording
from bot.domain.calls import Audience, Field, Form, Kind, Press, Reply
from bot.domain.channels import KnownChannel, Schedule
from bot.domain.chat import Action, Message, Style, Weight, line, words
from bot.domain.drafts import Draft, read_fields
from bot.domain.errors import UserError
from bot.domain.languages import Languages
from bot.domain.topics import Topic
from bot.domain.topics.topic import LONGEST, LONGEST_NAME

Step = Callable[[str, Draft, Press, Services], Awaitable[Reply]]

_LONGEST_FIELDS = 100
_WEEKLY = "announced fri"
_LONGEST_TYPED = 80


async def _form(key: str, press: Press, services: Services) -> Form | None:
    """Ask what to follow; what was said before stands there again."""
    channel = await services.channel(press.channel)
    draft = await steps.find(steps.number_in(key), channel, services) or Draft()
    within = Field(
        "fields",
        words("setup-form-fields"),
        Kind.CHOICE,
        required=False,
        most=_LONGEST_FIELDS,
        value=draft.typed_fields,
        hint=words("setup-form-fields-hint"),
        helped="subscribe fields",
    )
    spoken = Field(
        "words",
        words("setup-form-topic" if draft.edits else "setup-form-words"),
        required=bool(draft.edits),
        most=LONGEST,
        value=draft.words,
        hint=words("setup-form-words-hint"),
        lines=True,
    )
    name = Field(
        "name",
        words("setup-form-name"),
        required=False,
        most=LONGEST_NAME,
        value=draft.name,
        hint=words("setup-form-name-hint"),
    )
    fields = (spoken, name) if draft.edits else (within, spoken, name)
    title, submit = words("setup-form-title"), words("setup-form-submit")
    return Form(wording.action_id("setup", key), title, fields, submit)


async def _filled(key: str, press: Press, services: Services) -> Reply:
    """Take what stands in the form; where none could be opened, say what to type."""
    channel = await services.channel(press.channel)
    number = steps.number_in(key)
    before = await steps.find(number, channel, services) or Draft(zone=_zone(press))
    if not press.fields:
        raise UserError(words("subscribe-empty"))
    found = read_fields(press.fields.get("fields", ""), services.taxonomy)
    draft = replace(
        before,
        fields=" ".join(found.ids),
        unclear="\n".join(found.unclear),
        words=" ".join(press.fields.get("words", "").split()),
        name=press.fields.get("name", ""),
    )
    return await propose(draft, press, services, number)


def _zone(press: Press) -> str:
    """Return the zone that a platform says somebody is in, if we know it too."""
    try:
        return wishes.read_when(press.person.zone, Schedule()).zone if press.person.zone else ""
    except UserError:
        return ""


async def _field(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    """Put the categories that were picked in the place of what was typed."""
    typed, *unclear = draft.unclear.splitlines()
    picked = [steps.value_in(each) for each in key.split()]
    ids = [*draft.fields.split(), *(each for each in picked if each != "~")]
    spoken = draft.words
    if "~" in picked:
        spoken = f'{spoken} "{typed}"'.strip()
    draft = replace(
        draft,
        fields=" ".join(dict.fromkeys(ids)),
        unclear="\n".join(unclear),
        words=spoken,
    )
    return await propose(draft, press, services, steps.number_in(key))


async def _take(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    """Go on with one of the topics that are offered instead."""
    offer = offered(key, draft)
    if offer is None:
        return steps.gone()
    draft = replace(draft, fields="", words=offer, offers="")
    return await propose(draft, press, services, steps.number_in(key))


def offered(key: str, draft: Draft) -> str | None:
    """Return the offer that a key names: `12.1` is the second one of step 12."""
    place, offers = key.partition(".")[2], draft.offers.splitlines()
    return offers[int(place)] if place.isdecimal() and int(place) < len(offers) else None


async def _when(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    """Take the time that was picked; all the days count again but for a weekly digest."""
    value = steps.value_in(key)
    when = _WEEKLY if value == "weekly" else f"{value} daily"
    return await propose(replace(draft, when=when), press, services, steps.number_in(key))


async def _in_zone(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    draft = replace(draft, zone=steps.value_in(key))
    return await propose(draft, press, services, steps.number_in(key))


async def _time_form(key: str, press: Press, services: Services) -> Form | None:
    channel = await services.channel(press.channel)
    draft = await steps.find(steps.number_in(key), channel, services)
    if draft is None:
        return None
    zone = draft.zone or channel.settings.schedule.zone
    when = Field(
        "when",
        words("setup-form-when"),
        most=_LONGEST_TYPED,
        value=draft.when,
        hint=words("setup-form-when-hint"),
    )
    there = Field(
        "zone",
        words("setup-form-zone"),
        Kind.ZONE,
        required=False,
        most=_LONGEST_TYPED,
        value=zone,
        hint=words("setup-form-zone-hint"),
        helped="settings zone",
    )
    title, submit = words("setup-time-title"), words("setup-form-submit")
    return Form(wording.action_id("setup-time", key), title, (when, there), submit)


async def _time(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    if not press.fields:
        raise UserError(words("timing-when-empty"))
    when, zone = press.fields.get("when", ""), press.fields.get("zone", "")
    draft = replace(draft, when=when, zone=zone or draft.zone)
    return await propose(draft, press, services, steps.number_in(key))


async def _follow(key: str, draft: Draft, press: Press, services: Services) -> Reply:
    """Do it: the channel follows the topic, by the schedule that was agreed."""
    channel = await services.channel(press.channel)
    topic = await services.new_topic(draft.expression)
    name = name_of(draft.name, topic)
    if draft.edits:
        return await change(int(draft.edits), name, topic, channel, press, services)
    followed = await services.store.subscriptions.of(channel.id)
    if not followed:
        schedule = schedule_of(draft, channel.settings.schedule)
        spoken = await spoken_here(channel, press, services)
        languages = Languages((spoken,)) if spoken else channel.settings.languages
        channel = await services.pipeline.due.change(
            channel, lambda now: replace(now, schedule=schedule, languages=languages)
        )
    kept, created = await follow(channel, topic, name, press.person, services)
    channel = await services.channel(press.channel)
    said = words("subscribe-done", name=kept.name) if created else already(kept)
    actions = (
        *await post_last(channel, press.person, services),
        replace(steps.add(), weight=Weight.PLAIN),
        Action(wording.action_id("panel", ""), words("panel-back")),
    )
    reply = answer(
        line(said, style=Style.STRONG),
        *await coming(channel, services, first=True),
        line(words("setup-done-next"), style=Style.SMALL),
        actions=actions,
    )
    if not created:
        return reply
    rate = preview.rate(await services.lately.preview(topic))
    return replace(reply, public=announcement(press.channel, kept, rate))


async def change(
    id: int, name: str, topic: Topic, channel: KnownChannel, press: Press, services: Services
) -> Reply:
    """Give a topic that is followed another name or expression, and tell everybody."""
    now = services.pipeline.clock()
    store = services.store.subscriptions
    changed = await store.change(channel.id, id, name, topic.text, topic.key, now)
    if changed is None:
        raise UserError(words("topics-not-changed"))
    await services.pipeline.due.followed(channel)
    told = words(
        "topics-changed",
        before=changed.before.name,
        name=name,
        text=topic.text,
        by=press.person.name,
    )
    undo = wording.action_id("undo-edit", f"{id}:{changed.before.id}")
    public = Message((line(told),), actions=(Action(undo, words("action-undo")),))
    back = Action(wording.action_id("topics", ""), words("panel-topics"))
    reply = answer(line(words("done")), line(words("topics-changed-next")), actions=(back,))
    return replace(reply, public=public)


async def _cancel(key: str, press: Press, services: Services) -> Reply:
    channel = await services.channel(press.channel)
    if number := steps.number_in(key):
        await services.store.drafts.drop(channel.id, number)
    back = Action(wording.action_id("panel", ""), words("panel-back"))
    return answer(line(words("setup-cancelled")), actions=(back,))


def _step(go_on: Step) -> OnPress:
    """Find the step that a button belongs to, or say that it is forgotten."""

    async def press(key: str, press: Press, services: Services) -> Reply:
        channel = await services.channel(press.channel)
        draft = await steps.find(steps.number_in(key), channel, services)
        return await go_on(key, draft, press, services) if draft else steps.gone()

    return press


def _button(press: OnPress, form: OpenForm | None = None) -> Button:
    return Button(press, Audience.MANAGERS, form, changes=True)


BUTTONS = {
    "setup": _button(_filled, _form),
    "setup-field": _button(_step(_field)),
    "setup-take": _button(_step(_take)),
    "setup-when": _button(_step(_when)),
    "setup-zone": _button(_step(_in_zone)),
    "setup-time": _button(_step(_time), _time_form),
    "setup-follow": _button(_step(_follow)),
    "setup-cancel": _button(_cancel),
}
