"""`paperboy slack-manifest` and `discord-invite`: how the bot gets in."""

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="slack-manifest")(slack_manifest)
    app.command(name="discord-invite")(discord_invite)


def slack_manifest() -> None:
    """Print the manifest that makes the Slack app: its commands, its rights, its events.

    Paste it at api.slack.com/apps, Create New App, From a manifest. The name of the slash command
    is the setting PAPERBOY_SLACK__COMMAND.
    """
    from bot.cli import failures
    from bot.cli.joining import manifest_text

    with failures.explained():
        typer.echo(manifest_text())


def discord_invite() -> None:
    """Print the address that invites the bot to a Discord server, with just the rights it needs."""
    from bot.cli import failures
    from bot.cli.joining import invite_address

    with failures.explained():
        typer.echo(invite_address())
