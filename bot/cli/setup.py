"""`paperboy init`, `slack-manifest` and `discord-invite`: how the bot gets in."""

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(init)
    app.command(name="slack-manifest")(slack_manifest)
    app.command(name="discord-invite")(discord_invite)


def init(
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Show addresses of pages, and open none.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: says what to set instead.")
    ] = False,
) -> None:
    """Set Paperboy up step by step: a wizard that makes the settings file.

    It asks, tries each token at once, shows the Discord invite and the Slack manifest, and writes
    at the end, when you agree. Run it again to change something: what you do not answer stays as
    it is, and the old file is kept beside the new one.
    """
    from bot.cli import failures
    from bot.cli.init import set_up

    with failures.explained():
        set_up(browser=not no_browser, yes=yes)


def slack_manifest(
    http: Annotated[
        bool | None,
        typer.Option(
            "--http/--socket",
            help="Slack connects to the bot at PAPERBOY_SLACK__PUBLIC_URL, or the bot to Slack; "
            "else as the settings say.",
            show_default=False,
        ),
    ] = None,
    unfurl: Annotated[
        bool, typer.Option(help="Ask for what it takes to show titles below links to arXiv.")
    ] = False,
    org: Annotated[
        bool, typer.Option(help="Let it be installed for a whole organisation at once.")
    ] = False,
) -> None:
    """Print the manifest that makes the Slack app: its commands, its rights, its events.

    Paste it at api.slack.com/apps, Create New App, From a manifest. The name of the slash command
    is the setting PAPERBOY_SLACK__COMMAND.
    """
    from bot.cli import failures
    from bot.cli.joining import manifest_text

    with failures.explained():
        typer.echo(manifest_text(http=http, unfurl=unfurl, org=org))


def discord_invite() -> None:
    """Print the address that invites the bot to a Discord server, with just the rights it needs."""
    from bot.cli import failures
    from bot.cli.joining import invite_address

    with failures.explained():
        typer.echo(invite_address())
