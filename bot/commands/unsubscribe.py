"""`unsubscribe TOPIC`: stop following a topic, by its number, its name or its text."""

from bot.commands import suggest
from bot.commands.command import Button, Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import Subscription
from bot.domain.chat import Action, Message, line, words
from bot.domain.errors import UserError


async def _handle(call: Call, services: Services) -> Reply:
    channel = await services.channel(call.channel)
    followed = await services.store.subscriptions.of(channel.id)
    wanted = _choose(call.options.get("topic", ""), followed, services)
    now = services.pipeline.clock()
    await services.store.subscriptions.remove(channel.id, wanted.id, now)
    await services.pipeline.due.unfollowed(channel)
    public = Message(
        blocks=(
            line(
                words(
                    "unsubscribed",
                    channel=call.channel.name,
                    name=wanted.name,
                    by=call.person.name,
                )
            ),
        ),
        actions=(Action(wording.action_id("undo-unsubscribe", wanted.id), words("action-undo")),),
    )
    return Reply(Message((line(words("done")),)), public=public)


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
    buttons={"undo-unsubscribe": Button(_undo, Audience.MANAGERS)},
    suggests={"topic": suggest.topics_here},
)
