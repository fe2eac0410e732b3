"""`paperboy init`: a wizard that makes the settings file, and later changes what is answered.

asking    how it asks, shows and opens pages
chats     Discord and Slack, tried live
model     who writes, tried live, and what it may cost
file      what becomes of the answers
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import typer

from bot.app import clock
from bot.cli import terminal
from bot.cli.init import chats, model
from bot.cli.init.asking import Asking
from bot.cli.init.file import Draft
from bot.cli.tokens import NAMES, masked
from bot.domain.errors import SettingsError
from bot.settings import config_dir

_STOPPED = "\nStopped; nothing was changed. Run paperboy init again whenever you like."
_UNASKED = """paperboy init asks questions, so it needs a terminal and somebody at it. Without them,
set these in the environment, or in the file {file}:
  PAPERBOY_DISCORD__TOKEN       for Discord
  PAPERBOY_SLACK__BOT_TOKEN     and
  PAPERBOY_SLACK__APP_TOKEN     for Slack
  PAPERBOY_ARXIV__CONTACT       your address, for arXiv
  PAPERBOY_DIGEST__ZONE         such as Europe/Berlin
  OPENAI_API_KEY                where a model should write
Then paperboy doctor says whether all of it is right. config/paperboy.toml lists every setting."""
_ZONES = "zoneinfo/"


def set_up(*, browser: bool, yes: bool) -> None:
    """Ask step by step, try what was answered, and write the file.

    Args:
        browser: Open pages, where there is a screen for them.
        yes: Somebody hopes that nothing has to be asked.

    Raises:
        SettingsError: There is nobody to ask, or the settings that there are cannot be read.
    """
    draft = Draft(os.environ)
    if yes or not terminal.is_interactive():
        raise SettingsError(_UNASKED.format(file=draft.file))
    ask = Asking(draft, terminal.console(), browser=browser)
    try:
        _about(ask)
        chats.discord(ask)
        chats.slack(ask)
        model.model(ask)
        _keep(ask)
    except (typer.Abort, KeyboardInterrupt):
        _leave(ask)


def _about(ask: Asking) -> None:
    draft = ask.draft
    state = "is made at the end" if draft.is_new else "is changed at the end, and a copy kept"
    ask.say(f"The settings file {draft.file} {state}. Enter keeps what stands in brackets; Ctrl-C")
    ask.say("stops at any time, and changes nothing.")
    ask.head("You and your papers")
    now = draft.settings
    ask.text("data_dir", "Folder for the database and all else", str(now.data_dir))
    ask.text("contact", "Whom people can tell when something broke", now.contact, empty="nobody")
    question = "Your address, so that arXiv can write before it blocks"
    ask.text("arxiv.contact", question, now.arxiv.contact, empty="none")
    known = sorted(folder.name for folder in (config_dir() / "locales").iterdir())
    ask.text("language", f"Language ({', '.join(known)})", now.language)
    zone = now.digest.zone
    ask.text("digest.zone", f"Time zone, such as {_zone_here() or 'Asia/Tokyo'}", zone)


def _keep(ask: Asking) -> None:
    """Show what changes, and write it once that is agreed to."""
    draft = ask.draft
    ask.head("What changes")
    for setting, value in draft.answers.items():
        shown = masked(value) if setting in NAMES else value or "the default"
        ask.say(f"  {setting} = {shown}")
    if not draft.answers:
        ask.say("  Nothing.")
    elif ask.agreed(f"Write this to {draft.file}?", default=True):
        copy = draft.save(clock())
        ask.say(f"Written to {draft.file}, which only you may read.", "green")
        if copy:
            ask.say(f"The file as it was: {copy}")
    else:
        ask.say("Nothing was changed.")
        return
    ask.say("\nNext: paperboy doctor looks whether all is well, and paperboy run starts the bot.")


def _leave(ask: Asking) -> NoReturn:
    ask.say(_STOPPED)
    sys.exit(130)


def _zone_here(environ: Mapping[str, str] = os.environ) -> str:
    """Return the time zone of this machine, as far as it says."""
    if named := environ.get("TZ", ""):
        return named
    with suppress(OSError):
        _, found, name = str(Path("/etc/localtime").resolve()).partition(_ZONES)
        return name if found else ""
    return ""
