"""`unsubscribe TOPIC`: stop following a topic, by its number, its name or its text."""

from dataclasses import replace

from bot.commands import suggest
from bot.commands.command import Button, Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import KnownChannel, Subscription
from bot.domain.chat import Action, Message, Person, line, words
from bot.domain.errors import UserError

_BACK = Action(wording.action_id("topics", ""), words("panel-topics"))


async def _handle(call: Call, services: Services) -> Reply:
    channel = await services.channel(call.channel)
    followed = await services.store.subscriptions.of(channel.id)
    wanted = _choose(call.options.get("topic", ""), followed, services)
    return await _ended(wanted.id, channel, call.person, services)


async def _ended(id: int, channel: KnownChannel, by: Person, services: Services) -> Reply:
    """Let a channel follow a topic no longer, and tell everybody."""
    now = services.pipeline.clock()
    gone = await services.store.subscriptions.remove(channel.id, id, now)
    if gone is None:
        return answer(line(words("unsubscribe-gone")))
    await services.pipeline.due.unfollowed(channel)
    told = words("unsubscribed", channel=wording.place(channel.channel), name=gone.name, by=by.name)
    undo = Action(wording.action_id("undo-unsubscribe", gone.id), words("action-undo"))
    return Reply(
        Message((line(words("done")),)),
        public=Message((line(told),), actions=(undo,)),
    )


async def _remove(key: str, press: Press, services: Services) -> Reply:
    channel = await services.channel(press.channel)
    reply = await _ended(int(key), channel, press.person, services)
    return replace(reply, message=replace(reply.message, actions=(_BACK,)))


def _choose(typed: str, followed: list[Subscription], services: Services) -> Subscription:
    """Find the subscription a person means.

    Raises:
        UserError: None is meant, or there is no such one; the answer lists what there is.
    """
    asked = typed.strip().strip('"')
    if not followed:
        raise UserError(words("unsubscribe-nothing"))
    names = tuple(f"{place}. {each.name}" for place, each in enumerate(followed, start=1))
    if not asked:
        raise UserError(words("unsubscribe-which", names=names))
    if asked.isdecimal():
        if 1 <= int(asked) <= len(followed):
            return followed[int(asked) - 1]
        raise UserError(words("unsubscribe-number", number=int(asked), names=names))
    wanted = next((each for each in followed if _is(each, asked, services)), None)
    if wanted is None:
        raise UserError(words("unsubscribe-unknown", asked=asked, names=names))
    return wanted


def _is(subscription: Subscription, asked: str, services: Services) -> bool:
    """Say whether a person means this subscription by its name, its text or the same topic."""
    if asked.casefold() in (subscription.name.casefold(), subscription.text.casefold()):
        return True
    try:
        return services.read(asked).key == subscription.key
    except UserError:
        return False


async def _undo(key: str, press: Press, services: Services) -> Reply:
    channel = await services.channel(press.channel)
    back = await services.store.subscriptions.restore(channel.id, int(key))
    if back is None:
        return answer(line(words("unsubscribe-gone")))
    await services.pipeline.due.followed(channel)
    undone = Message((line(words("unsubscribe-undone", name=back.name, by=press.person.name)),))
    return Reply(Message((line(words("done")),)), public=undone)


COMMAND = Command(
    CommandSpec(
        name="unsubscribe",
        options=(Option("topic", Kind.TOPIC),),
        audience=Audience.MANAGERS,
    ),
    _handle,
    anywhere=True,
    buttons={
        "undo-unsubscribe": Button(_undo, Audience.MANAGERS),
        "remove": Button(_remove, Audience.MANAGERS, changes=True, anywhere=True),
    },
    suggests={"topic": suggest.topics_here},
)
