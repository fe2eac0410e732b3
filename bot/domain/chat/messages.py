"""A message whole, and the thread it may stand in."""

from dataclasses import dataclass

from bot.domain.chat.blocks import Block, Card, Listing
from bot.domain.chat.places import MessageRef
from bot.domain.chat.pressing import Action, Menu, More, Select
from bot.domain.chat.sentences import Words
from bot.domain.papers import PaperId


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a message.

    Attributes:
        data: What it holds where that is neither text nor a picture.
        picture: What it holds where it is a picture, which is shown where that can be.
        about: What the picture shows, for whoever cannot see it.
    """

    name: str
    text: str = ""
    data: bytes = b""
    picture: bytes = b""
    about: Words | None = None

    @property
    def content(self) -> bytes:
        """What is sent; half of a sign, which nothing can write, becomes a mark."""
        return self.picture or self.data or self.text.encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Message:
    """Something the bot says.

    Attributes:
        menu: Offers every paper the message names.
        more: Further buttons.
        selects: Offer anything else.
        push: What a notification shows; None posts silently.
        seed: The emoji that saves what the message names; put on it by us where people may only
            join a reaction, not begin one.
        key: Found again by this after a crash; '' where nothing looks.
        again: It may stand already, because nobody could look: say so.
        language: BCP 47 code of the language to say it in; '' for the bot's own.
        rest: Tells how to get what is left out where there is no room for every passage.
    """

    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()
    menu: Menu | None = None
    more: More | None = None
    selects: tuple[Select, ...] = ()
    files: tuple[Attachment, ...] = ()
    push: Words | None = None
    seed: str = ""
    key: str = ""
    again: bool = False
    language: str = ""
    rest: Words | None = None

    @property
    def papers(self) -> tuple[tuple[int, PaperId], ...]:
        """Every paper this message names, with the number people know it by there."""
        named: list[tuple[int, PaperId]] = []
        for block in self.blocks:
            entries = block.entries if isinstance(block, Listing) else ()
            if isinstance(block, Card):
                entries = (block.entry,)
            for entry in entries:
                named.append((entry.position or len(named) + 1, entry.paper))
        return tuple(named)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread under a message of ours.

    Attributes:
        top: The message it hangs under.
        title: What it is called, where threads have names.
        language: As in a message.
    """

    top: MessageRef
    title: Words
    language: str = ""
