"""`paperboy digest`, `saved`, `summary` and `topics check`: reading without a chat."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a digest is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    BLOG = "blog"


class SavedFormat(StrEnum):
    """How saved papers are written."""

    TERMINAL = "terminal"
    NOTE = "note"


class DateKind(StrEnum):
    """Which date of a paper counts."""

    ANNOUNCED = "announced"
    SUBMITTED = "submitted"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(digest)
    app.command()(saved)
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
    flavour: Annotated[
        str, typer.Option(help="Of a blog: hexo, hugo, jekyll, or a template of your own.")
    ] = "",
    language: Annotated[str, typer.Option(help="Of a blog, such as en or zh.")] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            help="Write the blog post here; one that is there gets an update on top, and what you "
            "changed in it stays.",
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Write the digest of any topics for any days.

    paperboy digest 'cs.CV "text to image"' --since 7d

    paperboy digest diffusion 'cs.CL OR cs.LG' --format markdown > digest.md

    paperboy digest diffusion --since 1d --format blog --output source/_posts/diffusion.md
    """
    if live and (source or not since):
        raise typer.BadParameter("--live needs --since, and no --from.")
    if form is not Format.BLOG and (flavour or language or output):
        raise typer.BadParameter("--flavour, --language and --output need --format blog.")
    from bot.cli import failures
    from bot.cli.gathering import Wish
    from bot.domain.overview import By

    wish = Wish(tuple(topics), since, until, By(by), source, live, name, limit)
    if form is Format.BLOG:
        from bot.cli.documents import Place, write_post

        failures.run(write_post(wish, flavour or "hexo", Place(language, output)))
    else:
        from bot.cli.reading import write_digest

        failures.run(write_digest(wish, form))


def saved(
    form: Annotated[
        SavedFormat, typer.Option("--format", help="For people, or as a note of one day.")
    ] = SavedFormat.TERMINAL,
    day: Annotated[str, typer.Option(help="Of a note: 2025-11-05, today, yesterday, 7d.")] = "",
    person: Annotated[
        str,
        typer.Option(
            help="Whose: discord:80351110224678912, slack:T024BE7LD/U2147483697; without it, "
            "whoever chats in this terminal."
        ),
    ] = "",
    language: Annotated[str, typer.Option(help="Of a note, such as en or zh.")] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            help="Write the note here; papers are added to one that is there, and what you wrote "
            "in it stays.",
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Show the papers somebody saved, or write those of one day as a note for Dendron.

    paperboy saved --format note --output vault/daily.journal.2025.11.05.md --day 2025-11-05
    """
    if form is not SavedFormat.NOTE and (day or language or output):
        raise typer.BadParameter("--day, --language and --output need --format note.")
    from bot.cli import failures
    from bot.cli.documents import Place, list_saved, write_note

    if form is SavedFormat.NOTE:
        failures.run(write_note(day or "today", person, Place(language, output)))
    else:
        failures.run(list_saved(person))


def summary(
    paper: Annotated[str, typer.Argument(help="An arXiv id, any link to it, a DOI or its title.")],
    detail: Annotated[
        str, typer.Option(help="How much: headline, tldr, takeaways or analysis.")
    ] = "tldr",
    language: Annotated[
        str, typer.Option(help="In which language: en, zh, zh+en, de…; else the bot's own.")
    ] = "",
) -> None:
    """Say what a paper is about, and whose words that is."""
    from bot.cli import failures
    from bot.cli.reading import write_summary

    failures.run(write_summary(paper, detail, language))


def check(topic: Annotated[str, typer.Argument(help="A topic, in single quotes.")]) -> None:
    """Read a topic back: how it is understood, what it matches and why, what each NOT removes.

    The first line is the canonical text and nothing else. Exit code 2 where it cannot be read.
    """
    from bot.cli import failures
    from bot.cli.reading import check_topic

    failures.run(check_topic(topic))
