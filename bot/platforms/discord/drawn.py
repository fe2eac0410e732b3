"""A message as Discord takes it, still as plain values, and Discord's limits.

The limits: https://docs.discord.com/developers/resources/message#create-message and
https://docs.discord.com/developers/components/reference
"""

from dataclasses import dataclass

from bot.domain.chat import Attachment, Weight
from bot.platforms.discord.escape import size

ALT = 1024
CONTENT = 2000
TITLE = 256
TEXT = 4096
FOOT = 2048
ALL_PANELS = 6000
OPTIONS = 25
ROWS = 5
BUTTONS_IN_ROW = 5
ID = 100
LABEL = 80
OPTION = 100
PLACEHOLDER = 150
FILE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Panel:
    """An embed: a frame with a title, text, and small print."""

    title: str = ""
    url: str | None = None
    text: str = ""
    foot: str = ""

    @property
    def size(self) -> int:
        """What counts towards the limit of all panels."""
        return size(self.title) + size(self.text) + size(self.foot)


@dataclass(frozen=True, slots=True)
class Button:
    """A button; its id holds all its state."""

    id: str
    label: str
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu.

    Attributes:
        about: Small print under it.
        chosen: It is picked already.
    """

    value: str
    label: str
    about: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Picker:
    """A menu of at most `OPTIONS` choices; its id holds what picking does.

    Attributes:
        most: So many may be picked at once.
    """

    id: str
    label: str
    choices: tuple[Choice, ...]
    most: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message.

    Attributes:
        content: What stands above the panels and in a notification; '' notifies nobody.
        alt: What its picture shows, for whoever cannot see it.
    """

    panels: tuple[Panel, ...]
    content: str = ""
    buttons: tuple[Button, ...] = ()
    pickers: tuple[Picker, ...] = ()
    files: tuple[Attachment, ...] = ()
    alt: str = ""


def fit(panels: tuple[Panel, ...]) -> bool:
    """Say whether Discord takes so much text; what else is limited is drawn within its limits."""
    texts = all(size(panel.text) <= TEXT for panel in panels)
    return texts and sum(panel.size for panel in panels) <= ALL_PANELS
