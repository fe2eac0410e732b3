"""`paperboy run` and `paperboy demo`: the bot itself, in this terminal."""

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(demo)
    app.command()(run)


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="Play a short tour and leave; no typing.")
    ] = False,
    live: Annotated[
        bool, typer.Option("--live", help="Ask arXiv itself instead of the bundled papers.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what earlier demos left behind.")
    ] = False,
) -> None:
    """Try everything here and now: no account, no key, no network.

    A #papers channel follows two topics and gets its digest of real papers; then it is a chat: type
    /papers, save 2, why 3, help, quit. It has a data folder of its own. Without a terminal it
    plays the tour.
    """
    from bot.cli import failures, terminal
    from bot.cli.demo import play, visit

    if once or not terminal.is_interactive():
        failures.run(play(live=live))
    else:
        failures.run(visit(live=live, fresh=fresh))


def run(
    console: Annotated[
        bool, typer.Option("--console", help="Chat in this terminal too; needs no token.")
    ] = False,
) -> None:
    """Run the bot on every chat service that has its tokens: Discord, Slack or both.

    It collects from arXiv, posts digests when they are due, and answers. Ctrl-C or SIGTERM stop it;
    what has begun is finished first, and a second Ctrl-C does not wait.
    """
    from bot.cli import failures
    from bot.cli.serve import serve

    failures.run(serve(console=console))
