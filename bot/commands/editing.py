"""One topic that a channel follows: looked at, renamed, put otherwise, taken away."""

from dataclasses import replace

from bot.commands.command import Button, Services, answer
from bot.commands.following import name_of
from bot.commands.proposal import propose
from bot.commands.setup import change
from bot.commands.topics import described
from bot.domain import preview, wording
from bot.domain.calls import Audience, Field, Form, Press, Reply
from bot.domain.channels import KnownChannel, Subscription
from bot.domain.chat import Action, Message, Style, Weight, line, words
from bot.domain.drafts import Draft
from bot.domain.errors import UserError
from bot.domain.topics.topic import LONGEST, LONGEST_NAME


async def _one(key: str, press: Press, services: Services) -> Reply:
    """Show a topic with what can be done about it."""
    channel = await services.channel(press.channel)
    topic = await _found(key, channel, services)
    if topic is None:
        return _gone()
    read = services.read(topic.text)
    shown = await services.lately.preview(read)
    entries = [wording.entry(paper, services.pipeline.look) for paper in shown.best]
    return answer(
        line(words("plain", text=topic.name), style=Style.STRONG),
        line(described(topic)),
        *preview.lines(shown, entries),
        actions=(
            Action(wording.action_id("edit", topic.id), words("topics-edit"), Weight.MAIN),
            Action(wording.action_id("remove", topic.id), words("topics-remove"), Weight.DANGER),
            _BACK,
        ),
    )


async def _form(key: str, press: Press, services: Services) -> Form | None:
    channel = await services.channel(press.channel)
    topic = await _found(key, channel, services)
    if topic is None:
        return None
    fields = (
        Field(
            "words",
            words("setup-form-topic"),
            most=LONGEST,
            value=topic.text,
            hint=words("setup-form-words-hint"),
            lines=True,
        ),
        Field("name", words("setup-form-name"), most=LONGEST_NAME, value=topic.name),
    )
    title, submit = words("topics-edit-title"), words("setup-form-submit")
    return Form(wording.action_id("edit", topic.id), title, fields, submit)


async def _edited(key: str, press: Press, services: Services) -> Reply:
    """Rename a topic at once; show first what another expression would bring."""
    channel = await services.channel(press.channel)
    topic = await _found(key, channel, services)
    if topic is None:
        return _gone()
    if not press.fields:
        raise UserError(words("topics-edit-how", name=topic.name))
    text = " ".join(press.fields.get("words", topic.text).split())
    name = press.fields.get("name", topic.name)
    if text == topic.text:
        read = services.read(topic.text)
        if (new := name_of(name, read)) == topic.name:
            return answer(line(words("topics-same")), actions=(_BACK,))
        return await change(topic.id, new, read, channel, press, services)
    # A name that was made of the old expression would say something wrong.
    if name == topic.name == services.read(topic.text).name:
        name = ""
    draft = Draft(words=text, name=name, edits=str(topic.id))
    return await propose(draft, press, services)


async def _undo(key: str, press: Press, services: Services) -> Reply:
    """Make a topic again what it was before a change."""
    id, _, before = key.partition(":")
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    store = services.store.subscriptions
    changed = await store.change_back(channel.id, int(id), int(before), now)
    if changed is None:
        return answer(line(words("topics-not-undone")))
    await services.pipeline.due.followed(channel)
    undone = words("topics-change-undone", name=changed.after.name, by=press.person.name)
    return replace(answer(line(words("done"))), public=Message((line(undone),)))


async def _found(key: str, channel: KnownChannel, services: Services) -> Subscription | None:
    followed = await services.store.subscriptions.of(channel.id)
    return next((each for each in followed if str(each.id) == key), None)


def _gone() -> Reply:
    return answer(line(words("unsubscribe-gone")), actions=(_BACK,))


_BACK = Action(wording.action_id("topics", ""), words("panel-topics"))

BUTTONS = {
    "topic": Button(_one, Audience.MANAGERS, changes=True),
    "edit": Button(_edited, Audience.MANAGERS, _form, changes=True),
    "undo-edit": Button(_undo, Audience.MANAGERS),
}
