"""`/papers` alone: this channel at a glance, and what can be done here, as buttons."""

from bot.commands import editing, setup, topics
from bot.commands.command import Button, Command, Services, answer
from bot.commands.following import coming
from bot.commands.steps import add
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Press, Reply
from bot.domain.chat import Action, Block, Channel, Person, Style, line, words


async def _handle(call: Call, services: Services) -> Reply:
    return await _shown(call.channel, call.person, services)


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _shown(press.channel, press.person, services)


async def _shown(where: Channel, person: Person, services: Services) -> Reply:
    channel = await services.channel(where)
    manages = await services.manages(person, where)
    empty = not await services.store.subscriptions.of(channel.id)
    here: list[Block] = [line(words("panel-empty"))]
    if not empty:
        here = [*await topics.followed(channel, services), *await coming(channel, services)]
    blocks: list[Block] = [
        line(words("panel-title", channel=wording.place(where)), style=Style.STRONG),
        *here,
        *(await services.troubles(where) if manages else ()),
    ]
    if not manages:
        said = "panel-member-empty" if empty else "panel-member"
        return answer(*blocks, line(words(said)), actions=(_to("help", "panel-help"),))
    actions = (
        add(first=empty),
        *(() if empty else (_to("topics", "panel-topics"),)),
        _to("settings", "panel-settings"),
        _to("help", "panel-help"),
    )
    said = "panel-first" if empty else "panel-next"
    return answer(*blocks, line(words(said), style=Style.SMALL), actions=actions)


def _to(verb: str, label: str) -> Action:
    return Action(wording.action_id(verb, ""), words(label))


COMMAND = Command(
    CommandSpec(name=""),
    _handle,
    buttons={"panel": Button(_press, changes=True)} | setup.BUTTONS | editing.BUTTONS,
)
