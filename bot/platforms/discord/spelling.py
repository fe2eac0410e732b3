"""How a command is typed on Discord, where every option has its name. Pure."""

from collections.abc import Callable, Iterable

from bot.domain.calls import Audience, CommandSpec
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
        tree = EVERYONE if verb in everyone else MANAGERS
        given = (f"{name}:{value}" for name, value in options.items())
        return " ".join([f"/{tree} {verb}", *given])

    return spelled
