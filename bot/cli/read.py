"""`paperboy digest`, `summary` and `topics check`: reading without a chat."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a digest is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class DateKind(StrEnum):
    """Which date of a paper counts."""

    ANNOUNCED = "announced"
    SUBMITTED = "submitted"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(digest)
    app.command()(summary)
    topics = typer.Typer(no_args_is_help=True, help="Try a topic out.")
    topics.command("check")(check)
    topics.callback()(_topics)
    app.add_typer(topics, name="topics")


def _topics() -> None:
    """Try a topic out."""


def digest(
    topics: Annotated[
        list[str],
        typer.Argument(metavar="TOPIC…", help="Each is one topic; put it in single quotes."),
    ],
    since: Annotated[
        str, typer.Option(help="First day: 2025-11-05, today, yesterday, 7d. Inclusive.")
    ] = "",
    until: Annotated[str, typer.Option(help="Last day, inclusive.")] = "",
    by: Annotated[
        DateKind, typer.Option(help="Which date counts: when it became public, or was sent in.")
    ] = DateKind.ANNOUNCED,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Read this file of records instead of the store.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask arXiv itself; needs --since.")] = False,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for a file, for programs.")
    ] = Format.TERMINAL,
    name: Annotated[str, typer.Option(help="Name in the heading; else the topics.")] = "",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Papers at most; without it all that match.")
    ] = None,
) -> None:
    """Write the digest of any topics for any days.

    paperboy digest 'cs.CV "text to image"' --since 7d

    paperboy digest diffusion 'cs.CL OR cs.LG' --format markdown > digest.md
    """
    if live and (source or not since):
        raise typer.BadParameter("--live needs --since, and no --from.")
    from bot.cli import failures
    from bot.cli.reading import Wish, write_digest
    from bot.domain.overview import By

    wish = Wish(tuple(topics), since, until, By(by), source, live, name, limit)
    failures.run(write_digest(wish, form))


def summary(
    paper: Annotated[str, typer.Argument(help="An arXiv id, any link to it, a DOI or its title.")],
) -> None:
    """Say what a paper is about, and whose words that is."""
    from bot.cli import failures
    from bot.cli.reading import write_summary

    failures.run(write_summary(paper))


def check(topic: Annotated[str, typer.Argument(help="A topic, in single quotes.")]) -> None:
    """Read a topic back: how it is understood, what it matches and why, what each NOT removes.

    The first line is the canonical text and nothing else. Exit code 2 where it cannot be read.
    """
    from bot.cli import failures
    from bot.cli.reading import check_topic

    failures.run(check_topic(topic))
