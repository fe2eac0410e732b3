"""`help [VERB]`: what this channel has and what you may do, made from the command specs."""

from collections.abc import Iterable

from bot.commands.command import Button, Command, Services, answer
from bot.commands.topics import next_digest
from bot.domain import wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Passage,
    Person,
    Style,
    Words,
    line,
    words,
)
from bot.domain.rules import may

_GROUPS = {"read": (), "keep": ("save", "saved", "me"), "channel": ("topics",), "server": ()}
"""What belongs where, besides what the audience of a command says."""
_NAMED = 5


async def _handle(call: Call, services: Services) -> Reply:
    asked = call.options.get("verb", "").strip().casefold()
    return await _helped(asked, call.channel, call.person, services)


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _helped(key, press.channel, press.person, services)


async def _helped(asked: str, where: Channel, person: Person, services: Services) -> Reply:
    specs = {spec.name: spec for spec in services.specs if spec.name and not spec.on_message}
    if asked in specs:
        return answer(*_whole(specs[asked]))
    rules = await services.ruling.of(where)
    mine = [spec for spec in specs.values() if may(person, spec.audience, rules, where)]
    manages = may(person, Audience.MANAGERS, rules, where)
    unknown = [line(words("unknown-verb", verb=asked))] if asked else []
    back = Action(wording.action_id("panel", ""), words("panel-back"))
    return answer(
        *unknown,
        *await _here(where, services),
        *_grouped(mine),
        *_elsewhere(services.specs),
        *(() if manages else (line(words("help-managers"), style=Style.SMALL),)),
        line(words("help-next"), style=Style.SMALL),
        actions=(back,),
    )


async def _here(where: Channel, services: Services) -> list[Block]:
    """Say what this channel has."""
    channel = await services.channel(where)
    followed = await services.store.subscriptions.of(channel.id)
    names = tuple(each.name for each in followed[:_NAMED])
    has = words("help-follows", names=names, more=len(followed) - len(names))
    model = await services.model(where)
    texts = words("help-model", model=model) if model else words("help-authors")
    blocks: list[Block] = [
        line(words("help-here", channel=wording.place(where)), style=Style.STRONG),
        line(has if followed else words("help-follows-nothing")),
    ]
    if followed:
        blocks.append(line(*next_digest(channel)))
    return [*blocks, line(texts)]


def _grouped(specs: Iterable[CommandSpec]) -> list[Block]:
    """List commands, a line each, under what they are for."""
    by_group: dict[str, list[Words]] = {group: [] for group in _GROUPS}
    for spec in specs:
        said = words("help-line", usage=spec.name, help=words(f"{spec.name}-help"))
        by_group[_group(spec)].append(said)
    return [
        Passage(words(f"help-group-{group}"), tuple(lines))
        for group, lines in by_group.items()
        if lines
    ]


def _group(spec: CommandSpec) -> str:
    if spec.audience is Audience.SERVER:
        return "server"
    if spec.audience is Audience.MANAGERS:
        return "channel"
    return next((group for group, verbs in _GROUPS.items() if spec.name in verbs), "read")


def _elsewhere(specs: Iterable[CommandSpec]) -> list[Block]:
    """Say that some commands are in the menu of any message, where there are such."""
    if not any(spec.on_message for spec in specs):
        return []
    return [line(words("help-on-message"), style=Style.SMALL)]


def _whole(spec: CommandSpec) -> list[Block]:
    blocks: list[Block] = [
        line(words("help-usage", usage=_usage(spec)), style=Style.STRONG),
        line(words(f"{spec.name}-help")),
    ]
    blocks += [
        line(words("help-choices", name=option.name, choices=option.choices))
        for option in spec.options
        if option.choices
    ]
    return [*blocks, line(words(f"{spec.name}-example"), style=Style.SMALL)]


def _usage(spec: CommandSpec) -> str:
    # Behind a choice in first place the next option needs no name: `domain/typed.py`.
    nameless = 2 if spec.options and spec.options[0].kind is Kind.CHOICE else 1
    slots = (_slot(option, nameless=n < nameless) for n, option in enumerate(spec.options))
    return " ".join([spec.name, *slots])


def _slot(option: Option, *, nameless: bool) -> str:
    shown = option.name.upper() if nameless else f"{option.name}=…"
    return shown if option.required else f"[{shown}]"


COMMAND = Command(
    CommandSpec(name="help", options=(Option("verb"),)),
    _handle,
    buttons={"help": Button(_press, changes=True)},
)
