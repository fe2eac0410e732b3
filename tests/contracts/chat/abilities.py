"""Which ability exists where: read from the contract tests, which prove it.

A module of tests here is an ability. It runs on every platform but those that its `NOT_ON` names,
each with the reason, which has to be the platform's own.

    python -m tests.contracts.chat.abilities      writes docs/abilities.md
"""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tests.stage import Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

STAGES: tuple[type[Stage], ...] = (DiscordStage, SlackStage, ConsoleStage)
PAGE = Path(__file__).parents[3] / "docs" / "abilities.md"

_HEAD = """# What works where

Made from the contract tests by `python -m tests.contracts.chat.abilities`; do not edit. Each line
is a file of tests in `tests/contracts/chat/` that runs on every platform with a ✓: the real client
library against a service on the same machine that speaks the platform's protocol and holds its
limits. Where there is no ✓ stands why the platform has no place for it.
"""


def stages_of(module: ModuleType) -> tuple[type[Stage], ...]:
    """Return the platforms that a module of tests runs on."""
    without = getattr(module, "NOT_ON", {})
    return tuple(each for each in STAGES if each.name not in without)


def page() -> str:
    """Write the page."""
    head = "| Ability | " + " | ".join(each.name.capitalize() for each in STAGES) + " | Tests |"
    rule = "|---|" + "---|" * (len(STAGES) + 1)
    return "\n".join([_HEAD, head, rule, *map(_row, _modules()), ""])


def _modules() -> Iterator[ModuleType]:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        module = importlib.import_module(f"tests.contracts.chat.{file.stem}")
        if file.stem != "test_abilities":
            yield module


def _row(module: ModuleType) -> str:
    said = " ".join((module.__doc__ or "").split("\n\n")[0].split())
    without = getattr(module, "NOT_ON", {})
    cells = [without.get(each.name, "✓") for each in STAGES]
    name = module.__name__.rpartition(".")[2]
    return " | ".join(["| " + said, *cells, f"`{name}.py` |"])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
