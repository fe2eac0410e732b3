"""The wizard's part about Discord and Slack: pages, tokens, and whether they work."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from urllib.parse import quote

from bot import commands
from bot.app import catalogue, chat_platforms
from bot.cli.init.asking import Asking
from bot.cli.joining import invite_of, manifest_of
from bot.settings import Settings

_DISCORD = "https://discord.com/developers/applications"
_SLACK = "https://api.slack.com/apps"
_NOTHING: Mapping[str, Mapping[str, str | None]] = {
    "discord": {"token": None},
    "slack": {
        **dict.fromkeys(("bot_token", "app_token", "signing_secret", "client_secret")),
        **dict.fromkeys(("mode", "client_id"), ""),
    },
}
"""A chat service of which nothing is set."""
_BOT = "Bot User OAuth Token (xoxb-…), on the page OAuth & Permissions"
_APP = "App-Level Token (xapp-…) with connections:write, on the page Basic Information"


def discord(ask: Asking) -> None:
    """Ask for what Discord needs, and show the way into a server."""
    ask.head("Discord")
    if not ask.agreed("Set up Discord?", default=ask.draft.settings.discord.token is None):
        return
    ask.say("Make an application (New Application); then, on its page Bot: Reset Token, Copy.")
    ask.say("Leave all Privileged Gateway Intents off: none is needed.")
    ask.page(_DISCORD)
    if _works(ask, "discord", {"discord.token": "Bot token"}):
        ask.say("Invite it to a server, with just the rights that it needs:")
        ask.page(invite_of(ask.draft.settings))


def slack(ask: Asking) -> None:
    """Show how the app is made, and ask for its tokens."""
    ask.head("Slack")
    chosen = ask.draft.settings
    if chosen.slack.by_http:
        ask.say("Slack reaches this bot by HTTP: what that needs is set by hand, in the file or in")
        ask.say("the environment, and is left alone here. paperboy doctor says what is missing.")
        return
    default = not (chosen.slack.bot_token or chosen.discord.token)
    if not ask.agreed("Set up Slack?", default=default):
        return
    ask.text("slack.command", "Its slash command", chosen.slack.command)
    manifest = manifest_of(ask.draft.settings)
    ask.say("Make the app from this manifest (Create New App, From a manifest), and install it:")
    ask.say(manifest)
    ask.say("This address brings the manifest along:")
    ask.page(f"{_SLACK}?new_app=1&manifest_json={quote(manifest, safe='')}")
    _works(ask, "slack", {"slack.bot_token": _BOT, "slack.app_token": _APP})


def _works(ask: Asking, name: str, questions: dict[str, str]) -> bool:
    """Ask for tokens and try them, until they work or that is left; say whether there are some."""
    before = {each: ask.draft.answers.get(each) for each in questions}
    while all(ask.secret(*each) for each in questions.items()):
        said = ask.live(f"Asking {name.capitalize()} …", _introduced(ask.draft.settings, name))
        if said is not None:
            for row, wrong in said:
                ask.say(f"  {row}", "red" if wrong else "green")
            return True
        if ask.agreed("Try again?", default=True):
            continue
        if ask.agreed("Keep what was typed all the same?", default=False):
            return True
        break
    for setting, value in before.items():
        ask.draft.restore(setting, value)
    ask.say(f"  {name.capitalize()} is left as it was.")
    return False


async def _introduced(settings: Settings, name: str) -> Sequence[tuple[str, bool]]:
    """Ask a service who we are, and whether the app is as it should be; say which is wrong.

    Raises:
        SettingsError: It refuses a token.
        DeliveryError: It cannot be reached.
    """
    (others,) = set(_NOTHING) - {name}
    part = getattr(settings, others).model_copy(update=_NOTHING[others])
    alone = settings.model_copy(update={others: part})
    sentences = catalogue(settings)
    specs = [command.spec for command in commands.ALL]
    (platform,) = chat_platforms(alone, specs, sentences)
    known = await platform.examine()
    async with aclosing(platform.inspect(())) as inspected:
        wrong = [each async for _, found in inspected for each in found]
    good = [each for each in known if each not in wrong]
    return [(sentences.say(each), each in wrong) for each in (*good, *wrong)]
