"""`paperboy batches`: what became of each of arXiv's announcements."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How the announcements are written."""

    TERMINAL = "terminal"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(batches)


def batches(
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days back.")] = 14,
    archive: Annotated[
        str, typer.Option(help="Only the lists of one archive, such as cs; else all together.")
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="For people, for programs.")] = (
        Format.TERMINAL
    ),
) -> None:
    """Show what became of each day's announcement: complete, late, quiet and why.

    A day is dated as arXiv dates its lists, in New York; times are UTC. A day is

    [bold]expected[/bold] from midnight in New York on, [bold]partial[/bold] once a list of it was
    read, [bold]complete[/bold] once arXiv's records prove that nothing of it is missing;

    [bold]quiet[/bold] where arXiv announces nothing: a weekend, a holiday, or put off;

    [bold]late[/bold] where the list is due for two hours, [bold]failed[/bold] where it cannot be
    read. Both are asked for again by the running bot, or by paperboy collect.

    "About" stands where nobody was there to read the list and the records told of it later.
    Nothing is asked of arXiv here.

    paperboy batches --days 30

    paperboy batches --archive cs --format json
    """
    from bot.cli import failures
    from bot.cli.batch_table import write_batches

    failures.run(write_batches(days, archive, form))
