"""What a message says, as rows of Discord's markup. Pure.

No row begins with a sign that Discord would read as a list: how a list wraps on a phone, and
whether it keeps our numbers, differs from client to client.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.domain.chat import Block, Card, Entry, Line, Link, Listing, Passage, Say, Shape, Style
from bot.domain.emphasis import emphasised
from bot.platforms.discord.drawn import FOOT, OPTION, TITLE, Choice, Panel
from bot.platforms.discord.escape import address, clean, link, marked, plain, size

_QUOTE = 300
_FACTS = 1200
_FACT = 60
_FOOT = 500
_PASSAGE = 1_500
"""Of a line and of its heading at most: sentences are not cut, but a row has to fit."""
_POINT = {Shape.RUNNING: "", Shape.POINTS: "• ", Shape.STEPS: "**{number}.** "}
_SMALL = "-# "
"""Small and dim to the end of the line, in messages and in the text of embeds
(https://support.discord.com/hc/en-us/articles/210298617; seen in an embed:
https://github.com/merlinfuchs/embed-generator/pull/168)."""
_SIGNS = {Style.PLAIN: ("", ""), Style.STRONG: ("**", "**"), Style.SMALL: (_SMALL, "")}


@dataclass(frozen=True, slots=True)
class Room:
    """How much of everything there is room for.

    Attributes:
        quotes: How many entries keep their one-liner, counted from the top.
        facts: Whether notes and links to code and the like are shown.
        title: Longest title of a list.
        line: Longest line of text.
    """

    quotes: int
    facts: bool = True
    title: int = 300
    line: int = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text; `choice` is the paper it names."""

    text: str
    choice: Choice | None = None


def quotes(blocks: tuple[Block, ...]) -> int:
    """Count the one-liners of a message."""
    return sum(
        entry.quote is not None
        for block in blocks
        if isinstance(block, Listing)
        for entry in block.entries
    )


def body(blocks: tuple[Block, ...], say: Say, room: Room) -> Iterator[Row]:
    """Write blocks below each other; what turns out empty is left out."""
    left = room.quotes
    for block in blocks:
        match block:
            case Line():
                if text := _line(block, say, room):
                    yield Row(text)
            case Listing():
                for entry in block.entries:
                    left -= entry.quote is not None
                    yield _entry(entry, say, room, quoted=left >= 0)
            case Card():
                yield Row(_head(block.entry, room), _choice(block.entry))
                yield from under_title(block, say, room)
                yield from (Row(f"{_SMALL}{text}") for text in _small(block, say, room))
            case Passage():
                yield from _passage(block, say)


def under_title(card: Card, say: Say, room: Room) -> Iterator[Row]:
    """Write what stands between a card's title and its small print."""
    entry = card.entry
    if entry.quote and (text := marked(say(entry.quote), 3 * room.line)):
        yield Row(f"*{text}*" if size(text) <= _QUOTE else text)
    if text := " · ".join(_facts(entry, say)) if room.facts else "":
        yield Row(text)
    for line in card.details:
        if line.style is not Style.SMALL and (text := _line(line, say, room)):
            yield Row(text)


def card_panel(card: Card, say: Say, room: Room, foot: list[str]) -> tuple[Panel, list[Row]]:
    """Write a card that stands alone: its title is the panel's.

    Args:
        foot: Small print below its own.
    """
    entry = card.entry
    number = f"{entry.position}. " if entry.position is not None else ""
    title = marked(entry.title, TITLE - size(number)) or marked(entry.paper)
    many = sum(each.style is Style.SMALL for each in card.details) + len(foot)
    each = replace(room, line=min(room.line, FOOT // max(many, 1) - 1))
    small = "\n".join([*_small(card, say, each, mark=plain), *foot])
    panel = Panel(f"{number}{title}", address(entry.url), foot=small)
    return panel, [Row("", _choice(entry)), *under_title(card, say, room)]


def small(line: Line, say: Say, room: Room) -> str:
    """Write a line of small print where Discord reads no markup."""
    return plain(_said(line, say), min(_FOOT, room.line))


def heading(line: Line, say: Say, above: str) -> str:
    """Write a line as the title of a panel.

    Args:
        above: The sentence over the panel; what it begins with is not said again.
    """
    if len(line.parts) > 1 and above.startswith(f"{say(line.parts[0]).strip()} "):
        line = replace(line, parts=line.parts[1:])
    return marked(_said(line, say), TITLE)


def choices(rows: list[Row]) -> tuple[Choice, ...]:
    """Return the papers that rows name, each once."""
    named = {row.choice.value: row.choice for row in reversed(rows) if row.choice}
    return tuple(reversed(named.values()))


def _line(line: Line, say: Say, room: Room) -> str:
    text = marked(_said(line, say), room.line)
    before, after = _SIGNS[line.style]
    return f"{before}{text}{after}" if text else ""


def _passage(passage: Passage, say: Say) -> Iterator[Row]:
    """Write a passage below an empty line; its heading is never left alone at the end of a page."""
    heading = marked(say(passage.heading), _PASSAGE) if passage.heading else ""
    above = f"\n**{heading}**\n" if heading else "\n"
    for number, line in enumerate(passage.lines, start=passage.first):
        if text := _strong(say(line), passage.strong):
            point = _POINT[passage.shape].format(number=number)
            yield Row(f"{above}{point}{text}")
            above = ""


def _strong(said: str, phrases: tuple[str, ...]) -> str:
    """Mark a line, its strong phrases bold; one that would come too long is left without."""
    pieces = emphasised(clean(said), map(clean, phrases))
    if len(pieces) == 1 and not pieces[0][1]:
        return marked(said, 2 * _PASSAGE)
    text = "".join(_spaced(piece, bold=bold) for piece, bold in pieces)
    return text if size(text) <= 2 * _PASSAGE else marked(said, 2 * _PASSAGE)


def _spaced(piece: str, *, bold: bool) -> str:
    """Mark a piece; the spaces around it, which marking takes away, stay."""
    text = marked(piece)
    before = " " if piece[:1].isspace() else ""
    after = " " if piece[-1:].isspace() and text else ""
    return f"{before}{f'**{text}**' if bold and text else text}{after}"


def _small(card: Card, say: Say, room: Room, mark: Callable[[str, int], str] = marked) -> list[str]:
    lines = [_said(line, say) for line in card.details if line.style is Style.SMALL]
    return [text for line in lines if (text := mark(line, min(_FOOT, room.line)))]


def _entry(entry: Entry, say: Say, room: Room, *, quoted: bool) -> Row:
    facts: list[str] = []
    if room.facts:
        note = marked(say(entry.note), _QUOTE) if entry.note else ""
        facts = [*([note] if note else []), *_facts(entry, say)]
    text = " · ".join([_head(entry, room), *facts])
    if quoted and entry.quote and (quote := marked(say(entry.quote), _QUOTE)):
        text += f"\n{_SMALL}{quote}"
    return Row(text, _choice(entry))


def _head(entry: Entry, room: Room) -> str:
    number = f"**{entry.position}.**" if entry.position is not None else "•"
    title = marked(entry.title, room.title) or marked(entry.paper)
    return f"{number} {link(title, entry.url)}"


def _facts(entry: Entry, say: Say) -> list[str]:
    """Link what is known besides the paper's page, as far as there is room."""
    facts: list[str] = []
    left = _FACTS
    for each in entry.links:
        fact = _fact(each, say)
        left -= size(fact)
        if fact and left >= 0:
            facts.append(fact)
    return facts


def _fact(each: Link, say: Say) -> str:
    return link(marked(say(each.label), _FACT), each.url) if address(each.url) else ""


def _choice(entry: Entry) -> Choice:
    number = f"{entry.position}. " if entry.position is not None else ""
    title = plain(entry.title, OPTION - size(number)) or entry.paper
    return Choice(entry.paper, f"{number}{title}", about=entry.paper)


def _said(line: Line, say: Say) -> str:
    return " · ".join(text for part in line.parts if (text := say(part).strip()))
