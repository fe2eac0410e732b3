"""The `paperboy` command. Each file holds the commands for one purpose; all import late.

`paperboy --help` must answer at once, so nothing heavy is imported before a command is chosen.
"""

from importlib import import_module
from typing import Annotated

import typer

from bot.cli import memory

app = typer.Typer(
    name="paperboy",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=(
        "Paperboy brings research papers to the channels where people already talk.\n\n"
        "Try [bold]paperboy demo[/bold] first: it needs no account, no key and no network."
    ),
    epilog=(
        "Settings: config/paperboy.toml lists them all; PAPERBOY_ARXIV__DELAY_S=3 in the "
        "environment sets one. [bold]paperboy doctor[/bold] shows what is in force."
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from bot import __version__

        typer.echo(f"paperboy {__version__}")
        raise typer.Exit


@app.callback()
def _paperboy(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


for _module in ("chat", "read", "keep", "batches", "usage", "setup"):
    import_module(f"bot.cli.{_module}").add_to(app)


def main() -> None:
    """Run the command; see `bot.cli.failures` for how it ends when something goes wrong."""
    memory.begin()
    app()
