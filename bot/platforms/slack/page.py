"""Turns the blocks of a neutral message into Slack's, showing as much as it is told to. Pure.

Lists and cards are `rich_text`, not `mrkdwn` sections: Slack parses nothing in it, so a title may
hold `<!channel>`, `*` or a backtick and stays a title; numbers hang; and Slack itself prefers it
(docs.slack.dev/reference/block-kit/blocks/rich-text-block). Small print is `plain_text`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.chat import (
    Block,
    Card,
    Entry,
    Line,
    Listing,
    Message,
    Passage,
    Say,
    Shape,
    Style,
    Words,
)
from bot.domain.emphasis import emphasised
from bot.platforms.slack import kit
from bot.platforms.slack.clickable import clickable
from bot.platforms.slack.escape import clean, shown
from bot.platforms.slack.fit import Fit
from bot.platforms.slack.gist import fallback, said_by, title_of
from bot.platforms.slack.kit import Native

_BLOCK = 3_000
"""Characters after which running text goes on in a new block, as it would between sections."""
_ITEMS = 10
_PASSAGE = 3_000
"""Characters of a line of a passage at most: sentences are not cut, but a line has to fit."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message as Slack takes it.

    Attributes:
        text: For notifications and for clients that draw no blocks; escaped.
    """

    text: str
    blocks: tuple[Native, ...]


def draw(message: Message, say: Say, fit: Fit) -> Drawn:
    """Draw a message: body, then what can be clicked, then the small print that ends it."""
    body = list(message.blocks)
    foot: list[Block] = []
    while body and isinstance(last := body[-1], Line) and last.style is Style.SMALL:
        foot.insert(0, body.pop())
    blocks = [
        *_Page(say, fit).with_all(body),
        *kit.rows(clickable(message, say, fit)),
        *_Page(say, fit).with_all(foot),
    ]
    return Drawn(fallback(message, say), tuple(blocks))


class _Page:
    """Blocks as they grow: running text and lists in one, small print in another."""

    def __init__(self, say: Say, fit: Fit) -> None:
        self._say = say
        self._fit = fit
        self._quotes = fit.quotes
        self._done: list[Native] = []
        self._rich: list[Native] = []
        self._running: list[Native] = []
        self._length = 0
        self._small: list[str] = []

    def with_all(self, blocks: Sequence[Block]) -> list[Native]:
        """Return these blocks as Slack's."""
        for block in blocks:
            match block:
                case Line():
                    self._line(block)
                case Listing():
                    self._listing(block.entries)
                case Card():
                    self._card(block)
                case Passage():
                    self._passage(block)
        self._end_small()
        self._end_rich()
        return self._done

    def _line(self, line: Line) -> None:
        said = said_by(line, self._say, self._fit.words)
        if not said:
            return
        if line.style is Style.SMALL and self._fit.small:
            self._end_rich()
            if sum(len(each) + 1 for each in (*self._small, said)) > kit.LONGEST_SMALL:
                self._end_small()
            self._small.append(said)
        else:
            strong = line.style is Style.STRONG
            # As above a heading: what was said before ends here.
            apart = "\n" if strong and (self._running or self._rich) else ""
            self._write([kit.text(f"{apart}{said}", bold=strong)], len(said))

    def _listing(self, entries: Sequence[Entry]) -> None:
        if not self._fit.lists:
            for entry in entries:
                self._as_line(entry)
            return
        for offset, run in groupby(enumerate(entries), key=lambda each: _offset(*each)):
            items = [entry for _, entry in run]
            for at in range(0, len(items), _ITEMS):
                self._items(items[at : at + _ITEMS], numbered=offset is not None)

    def _items(self, entries: Sequence[Entry], *, numbered: bool) -> None:
        self._end_small()
        self._end_running()
        drawn = [kit.section(self._entry(entry)) for entry in entries]
        first = entries[0].position or 1
        self._rich.append(kit.numbered(drawn, first) if numbered else kit.bulleted(drawn))
        self._grow(sum(len(each.get("text", "")) for row in drawn for each in row["elements"]))

    def _as_line(self, entry: Entry) -> None:
        self._end_small()
        before = f"{entry.position}. " if entry.position is not None else "• "
        # One element for both, for each costs more than what it says.
        said = [kit.text(f"\n{before}" if self._running else before), *self._entry(entry)]
        self._running += said
        self._grow(sum(len(each["text"]) for each in said))

    def _entry(self, entry: Entry) -> list[Native]:
        said = [kit.link(title_of(entry, self._fit.title), entry.url)]
        if self._fit.facts:
            said += self._note(entry)
            for each in self._links(entry):
                said += [kit.text(" · "), each]
        return said + self._quote(entry)

    def _card(self, card: Card) -> None:
        entry = card.entry
        number = [kit.text(f"{entry.position}. ", bold=True)] if entry.position else []
        said = [*number, kit.link(title_of(entry, self._fit.title), entry.url, bold=True)]
        said += (self._note(entry) if self._fit.facts else []) + self._quote(entry)
        for at, each in enumerate(self._links(entry) if self._fit.facts else ()):
            said += [kit.text(" · " if at else "\n"), each]
        self._write(said, sum(len(each["text"]) for each in said))
        for line in card.details:
            self._line(line)

    def _passage(self, passage: Passage) -> None:
        """Write a passage: a bold heading, then running text or a list of Slack's own."""
        self._end_small()
        if passage.heading and (said := shown(self._say(passage.heading), self._fit.words)):
            # An empty line stands above a heading, but not where a block begins.
            before = "\n" if self._running or self._rich else ""
            self._write([kit.text(f"{before}{said}", bold=True)], len(said))
        lines = [drawn for each in passage.lines if (drawn := self._emphasised(each, passage))]
        if not lines:
            return
        if passage.shape is Shape.RUNNING:
            for line in lines:
                self._write(line, sum(len(each["text"]) for each in line))
            return
        self._end_running()
        items = [kit.section(each) for each in lines]
        numbered = passage.shape is Shape.STEPS
        self._rich.append(kit.numbered(items, passage.first) if numbered else kit.bulleted(items))
        self._grow(sum(len(each["text"]) for line in lines for each in line))

    def _emphasised(self, line: Words, passage: Passage) -> list[Native]:
        said = shown(self._say(line), _PASSAGE)
        strong = (clean(each) for each in passage.strong)
        return [kit.text(piece, bold=bold) for piece, bold in emphasised(said, strong)]

    def _links(self, entry: Entry) -> list[Native]:
        labels = [(shown(self._say(each.label), 60), each.url) for each in entry.links]
        return [kit.link(label, url) for label, url in labels if label]

    def _note(self, entry: Entry) -> list[Native]:
        note = shown(self._say(entry.note), self._fit.words) if entry.note else ""
        return [kit.text(f" · {note}")] if note else []

    def _quote(self, entry: Entry) -> list[Native]:
        self._quotes -= 1
        if not entry.quote or self._quotes < 0:
            return []
        quote = shown(self._say(entry.quote), self._fit.words)
        return [kit.text(f"\n{quote}", italic=True)] if quote else []

    def _write(self, elements: Sequence[Native], length: int) -> None:
        self._end_small()
        if self._running:
            self._running.append(kit.text("\n"))
        self._running += elements
        self._grow(length)

    def _grow(self, length: int) -> None:
        self._length += length
        if self._length > _BLOCK:
            self._end_rich()

    def _end_running(self) -> None:
        if self._running:
            self._rich.append(kit.section(self._running))
            self._running = []

    def _end_rich(self) -> None:
        self._end_running()
        if self._rich:
            self._done.append(kit.rich(self._rich))
        self._rich, self._length = [], 0

    def _end_small(self) -> None:
        if self._small:
            self._done.append(kit.small("\n".join(self._small)))
            self._small = []


def _offset(at: int, entry: Entry) -> int | None:
    """Return what neighbours of one numbered list have in common; None without a number."""
    return None if entry.position is None else entry.position - at
