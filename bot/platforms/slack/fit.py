"""How much of a message is shown where it does not fit whole. Pure."""

from dataclasses import dataclass

from bot.platforms.slack import kit


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of a message is shown.

    Attributes:
        quotes: So many papers keep what is said about them.
        title: Characters of a title.
        facts: Whether papers show links and notes beside the title.
        words: Characters of a line or of what is said about a paper.
        small: Whether small print is small; as running text it needs fewer blocks.
        lists: Whether papers stand in lists; as lines they need less room.
        choice: Characters of a button, and of an entry of a menu of anything else.
        about: Whether such entries say more below.
        menus: Whether other menus stand beside that of papers; they hold the same papers again.
    """

    quotes: int
    title: int = 300
    facts: bool = True
    words: int = 2_400
    small: bool = True
    lists: bool = True
    choice: int = kit.LONGEST_OPTION
    about: bool = True
    menus: bool = True

    @property
    def option(self) -> int:
        """Characters of an option of a menu of papers."""
        return min(self.title, kit.LONGEST_OPTION)
