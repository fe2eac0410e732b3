"""`paperboy usage`: what models were asked, what that cost, and who asked."""

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(usage)


def usage(
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days back.")] = 31,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")] = False,
) -> None:
    """Show what AI summaries used up: tokens and cost by day, model, channel and person.

    Days and months are those of UTC. A text is made once for all who want it and is charged to
    the first channel that does; what somebody asks for alone is charged to them too. A call whose
    answer was lost (a crash, a time-out) counts as the most that it may have cost.

    Limits stand under \\[spend] in paperboy.toml, or in the environment:

    PAPERBOY_SPEND__ALL_MONTH="10 USD"   PAPERBOY_SPEND__PERSON_DAY="50000 tokens"

    At a limit papers are quoted in their authors' own words, and the card says so.

    paperboy usage --days 7

    paperboy usage --json
    """
    from bot.cli import failures
    from bot.cli.usage_table import write_usage

    failures.run(write_usage(days, as_json=as_json))
