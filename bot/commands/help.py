"""`help [VERB]`: what this channel has and what you may do, made from the command specs."""

from bot.commands.dispatch import Command, Services, answer
from bot.domain.chat import Audience, Block, Call, CommandSpec, Option, Reply, Style, line, words


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
    return " ".join([spec.name, *(_slot(option, n) for n, option in enumerate(spec.options))])


def _slot(option: Option, place: int) -> str:
    shown = option.name.upper() if place == 0 else f"{option.name}=…"
    return shown if option.required else f"[{shown}]"


COMMAND = Command(CommandSpec(name="help", options=(Option("verb"),)), _handle)
