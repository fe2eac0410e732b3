"""How the wizard asks, shows and opens pages."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import typer
from rich.console import Console

from bot.cli.init.file import Draft
from bot.cli.tokens import NAMES, cleaned, masked, secrets, wrong
from bot.domain.errors import BotError, SettingsError

T = TypeVar("T")


class Asking:
    """Asks one thing after the other, and keeps what was answered.

    Args:
        browser: Open pages, where there is a screen to open them on.
    """

    def __init__(self, draft: Draft, screen: Console, *, browser: bool) -> None:
        self.draft = draft
        self._screen = screen
        self._browser = browser

    def say(self, text: str, style: str = "") -> None:
        """Say something."""
        self._screen.print(text, style=style, soft_wrap=True)

    def head(self, text: str) -> None:
        """Begin with something new."""
        self._screen.print(f"\n{text}", style="bold")

    def page(self, address: str) -> None:
        """Show a page's address, and open it where that can be."""
        self.say(f"  {address}", "cyan")
        # Without a screen a browser would take this terminal.
        shown = any(os.environ.get(each) for each in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
        if self._browser and (shown or sys.platform in ("darwin", "win32")):
            with suppress(webbrowser.Error):
                webbrowser.open(address)

    def agreed(self, question: str, *, default: bool) -> bool:
        """Ask for yes or no."""
        return typer.confirm(question, default=default)

    def text(self, setting: str, question: str, now: str, *, empty: str = "") -> None:
        """Ask for a setting until it can be one; Enter keeps what is there.

        Args:
            now: What is there.
            empty: What is shown where nothing is.
        """
        if self.is_outside(setting):
            return
        shown = f" [{now or empty}]" if now or empty else ""
        while True:
            typed = typer.prompt(f"{question}{shown}", default=now, show_default=False).strip()
            if typed == now or self.took(setting, typed):
                return

    def secret(self, setting: str, question: str) -> bool:
        """Ask for a secret, unseen, until it looks right; say whether there is one now."""
        if self.is_outside(setting):
            return True
        there = secrets(self.draft.settings).get(setting)
        shown = f" [{masked(there)}, Enter keeps it]" if there else " (it is not shown)"
        while True:
            typed = typer.prompt(
                f"{question}{shown}", default="", show_default=False, hide_input=True
            )
            value = cleaned(typed)
            if not value:
                return there is not None
            if value != typed.strip():
                self.say("  Taken without the quotes, blanks or words around it.")
            if complaint := wrong(setting, value):
                self.say(f"  {complaint}", "red")
            elif self.took(setting, value):
                return True

    def took(self, setting: str, value: str) -> bool:
        """Take an answer; say why where it cannot be one."""
        try:
            self.draft.answer(setting, value)
        except SettingsError as error:
            for row in str(error).splitlines()[1:]:
                self.say(f"  {row.strip()}", "red")
            return False
        return True

    def is_outside(self, setting: str) -> bool:
        """Say whether the environment gives a setting; what stands in the file would not count."""
        name = self.draft.outside.get(setting)
        if name is None:
            return False
        # Not even masked: the value is not ours to show.
        what = "The secret" if setting in NAMES else setting
        self.say(f"  {what} is set by {name} in the environment, which wins; it is left alone.")
        return True

    def live(self, doing: str, work: Coroutine[Any, Any, T]) -> T | None:
        """Ask a service; say what it says against us and return None where it does.

        Args:
            doing: Shown while we wait.
        """
        try:
            with self._screen.status(doing):
                return asyncio.run(work)
        except BotError as error:
            self.say(f"  {error}", "red")
            return None
