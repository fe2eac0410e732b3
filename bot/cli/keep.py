"""`paperboy collect`, `import` and `doctor`: what fills the store, and what state things are in."""

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(collect)
    app.command(name="import")(import_files)
    app.command()(doctor)


def collect() -> None:
    """Ask arXiv what it has announced and keep it.

    One request every three seconds, as arXiv asks; twenty archives take about a minute. It may run
    beside `paperboy run`: the two take turns, and it never posts.
    """
    from bot.cli import failures
    from bot.cli.filling import collect_now

    failures.run(collect_now())


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help=(
                "JSON lines (records of papers, or arXiv's snapshot on Kaggle), RSS or Atom feeds, "
                "answers of arXiv's API (Atom) or OAI-PMH; plain, .gz or .zst."
            ),
            exists=True,
            dir_okay=False,
            readable=True,
        ),
    ],
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Ask arXiv about records without an id, by title.")
    ] = False,
) -> None:
    """Import papers from files. Needed: an id or a title; all else may be missing.

    What a file is, is told by its content and not by its name. An interrupted import goes on
    where it stopped. Broken records are reported with their number and left out. Imported papers
    can be searched and summarised; they are not news to any channel.
    """
    from bot.cli import failures
    from bot.cli.filling import import_all

    failures.run(import_all(files, resolve=resolve))


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For programs, not for people.")] = False,
) -> None:
    """Look for what usually goes wrong, and say what to do about it.

    Settings, tokens and the rights behind them, each channel that follows something, the database,
    the disk, the clock, the network, the model. It connects nowhere as the bot, posts nothing, asks
    nothing of arXiv, and ends with 1 where something is wrong. docs/for-admins.md lists what it
    knows.
    """
    from bot.cli import failures
    from bot.cli.doctor import examine

    failures.run(examine(as_json=as_json))
