"""`help [VERB]`: what this channel has and what you may do, made from the command specs."""

from bot.commands.command import Command, Services, answer
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Reply
from bot.domain.chat import Block, Style, line, words


async def _handle(call: Call, services: Services) -> Reply:
    specs = {spec.name: spec for spec in services.specs if spec.name}
    asked = call.options.get("verb", "").strip().casefold()
    if asked in specs:
        return answer(*_whole(specs[asked]))
    blocks: list[Block] = []
    if asked:
        blocks.append(line(words("unknown-verb", verb=asked)))
    blocks.append(line(words("help-title"), style=Style.STRONG))
    blocks += [
        line(words("help-line", usage=_usage(spec), help=words(f"{spec.name}-help")))
        for spec in specs.values()
        if spec.audience is Audience.EVERYONE or call.person.manager
    ]
    return answer(*blocks, line(words("help-next"), style=Style.SMALL))


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


COMMAND = Command(CommandSpec(name="help", options=(Option("verb"),)), _handle)
