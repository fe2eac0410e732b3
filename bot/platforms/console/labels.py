"""The labels on what is shown: a person types one to press its button."""

from bot.platforms.console.inbound import Button
from bot.platforms.console.transcript import Posted


class Labels:
    """The buttons on the screen, the newest first.

    Attributes:
        shown: All of them.
    """

    def __init__(self) -> None:
        self.shown: list[Button] = []

    def offer(self, posted: Posted) -> None:
        """Let the labels on a message that is shown now be typed."""
        new = [Button(action, label, posted.number) for action, label in posted.actions]
        self.shown = [*new, *(each for each in self.shown if each not in new)]

    def take_cards_away(self) -> None:
        """Other cards are shown from here on: a label no longer means one of those before."""
        self.shown = [each for each in self.shown if each.number is None]
