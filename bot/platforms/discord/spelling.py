"""How a command is typed on Discord, where every option has its name. Pure."""

from collections.abc import Callable, Iterable, Mapping

from bot.domain.calls import Audience, CommandSpec, Kind
from bot.domain.typed import read_call
from bot.platforms.discord.commands import EVERYONE, MANAGERS, PANEL


def speller(specs: Iterable[CommandSpec]) -> Callable[[str], str]:
    """Return what spells `save 3` as `/papers save paper:3`."""
    known = tuple(specs)
    everyone = {spec.name for spec in known if spec.audience is Audience.EVERYONE}

    def spelled(typed: str) -> str:
        verb, options = read_call(typed, known)
        if not verb:
            return f"/{PANEL}"
        spec = next((each for each in known if each.name == verb), None)
        tree = EVERYONE if verb in everyone else MANAGERS
        parted = _parted(options, spec) if spec else options
        given = (f"{name}:{value}" for name, value in parted.items())
        return " ".join([f"/{tree} {verb}", *given])

    return spelled


def _parted(options: Mapping[str, str], spec: CommandSpec) -> Mapping[str, str]:
    """Give what stands behind the paper to the option that has to follow it: `ask 3 why?`."""
    if len(spec.options) < 2 or spec.options[0].kind is not Kind.PAPER:
        return options
    first, second = spec.options[:2]
    paper, _, rest = options.get(first.name, "").partition(" ")
    if not rest or not second.required or second.name in options:
        return options
    return {**options, first.name: paper, second.name: rest}
