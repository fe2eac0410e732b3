"""`subscribe TOPIC [name=…]`: make this channel follow a topic."""

import asyncio

from bot.commands.dispatch import Command, Services, answer
from bot.domain import preview, wording
from bot.domain.channels import Subscription
from bot.domain.chat import (
    Action,
    Audience,
    Block,
    Call,
    CommandSpec,
    Kind,
    Message,
    Option,
    Press,
    Reply,
    Style,
    Words,
    line,
    words,
)
from bot.domain.errors import UserError
from bot.domain.topics import default_name

PREVIEW_DAYS = 5
_LONGEST_NAME = 60


async def _handle(call: Call, services: Services) -> Reply:
    typed = call.options.get("topic", "")
    if not typed.strip():
        raise UserError(words("subscribe-empty"))
    topic = await services.new_topic(typed)
    name = " ".join(call.options.get("name", "").split()) or default_name(topic)
    if len(name) > _LONGEST_NAME:
        raise UserError(words("name-too-long", most=_LONGEST_NAME))
    channel = await services.channel(call.channel)
    kept, created = await services.store.subscriptions.add(
        channel.id, name, topic.text, topic.key, call.person.name, services.pipeline.clock()
    )
    if not created:
        return answer(line(words("subscribe-already", name=kept.name, by=kept.by, on=kept.since)))
    await services.pipeline.followed(channel)
    arrivals = await services.store.arrivals.recent(PREVIEW_DAYS)
    recent = await asyncio.to_thread(preview.Recent, arrivals)
    shown = await asyncio.to_thread(preview.preview, topic, recent)
    entries = [wording.entry(paper, services.pipeline.look) for paper in shown.best]
    blocks: list[Block] = [
        line(words("subscribe-read-as", text=topic.text)),
        *(line(note, style=Style.SMALL) for note in topic.notes),
        *preview.lines(shown, entries),
        line(words("subscribe-next"), style=Style.SMALL),
    ]
    return Reply(Message(tuple(blocks)), public=_announcement(call, kept, preview.rate(shown)))


def _announcement(call: Call, kept: Subscription, rate: Words) -> Message:
    return Message(
        blocks=(
            line(
                words("subscribed", channel=call.channel.name, name=kept.name, by=kept.by),
                rate,
            ),
        ),
        actions=(Action(wording.action_id("undo-subscribe", kept.id), words("action-undo")),),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    if not press.person.manager:
        return answer(line(words("managers-only", verb="subscribe")))
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    gone = await services.store.subscriptions.remove(channel.id, int(key), now)
    if gone is None:
        return answer(line(words("unsubscribe-gone")))
    await services.pipeline.unfollowed(channel)
    undone = Message((line(words("subscribe-undone", name=gone.name, by=press.person.name)),))
    return Reply(Message((line(words("done")),)), public=undone)


COMMAND = Command(
    CommandSpec(
        name="subscribe",
        options=(Option("topic", Kind.TOPIC, required=True), Option("name")),
        audience=Audience.MANAGERS,
    ),
    _handle,
    presses={"undo-subscribe": _undo},
)
