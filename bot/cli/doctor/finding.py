"""What the doctor finds, and how it is told."""

import json
import sys
from collections.abc import Awaitable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.cli import terminal
from bot.cli.failures import refused
from bot.domain.errors import BotError


class State(StrEnum):
    """How it stands with something. NOTE: it works, and you should know."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        fix: What to do; '' where nothing is to be done, or the text says it.
    """

    what: str
    state: State
    text: str
    fix: str = ""


class Wrong(BotError):
    """A check has found something.

    Args:
        fix: What to do about it.
        state: How bad it is.
    """

    def __init__(self, text: str, fix: str = "", state: State = State.BAD) -> None:
        super().__init__(text)
        self.text = text
        self.fix = fix
        self.state = state


async def found(what: str, check: Awaitable[str]) -> Finding:
    """Carry out a check."""
    try:
        return Finding(what, State.GOOD, await check)
    except Wrong as error:
        return Finding(what, error.state, error.text, error.fix)
    except OSError as error:
        return Finding(what, State.BAD, refused(error))
    except BotError as error:
        return Finding(what, State.BAD, str(error))


def tell(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Write a line for each, or all of them as JSON."""
    if as_json:
        data = {"good": not is_wrong(findings), "findings": [asdict(each) for each in findings]}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    screen = terminal.console()
    widest = max(len(finding.what) for finding in findings)
    marks = {
        State.GOOD: ("ok  ", "green"),
        State.NOTE: ("note", "yellow"),
        State.BAD: ("BAD ", "bold red"),
    }
    for each in findings:
        mark, style = marks[each.state]
        said = f"{each.text} {each.fix}".strip()
        screen.print(mark, style=style, end="")
        screen.print(f" {each.what.ljust(widest)}  {said}", soft_wrap=True)


def is_wrong(findings: Sequence[Finding]) -> bool:
    """Say whether something of it is wrong."""
    return any(each.state is State.BAD for each in findings)
