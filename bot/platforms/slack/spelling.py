"""How a command is typed on Slack. Pure."""

from collections.abc import Callable


def speller(command: str) -> Callable[[str], str]:
    """Return what spells `save 3` as `/papers save 3`.

    Args:
        command: The slash command.
    """
    return lambda typed: f"{command} {typed}".strip()
