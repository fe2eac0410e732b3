"""Draws a neutral message for a terminal. Pure: message in, styled text out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.style import Style as Ink
from rich.text import Text

from bot.domain.chat import (
    Action,
    Block,
    Card,
    Choice,
    Entry,
    Line,
    Listing,
    Message,
    Passage,
    Say,
    Select,
    Shape,
    Style,
    words,
)
from bot.domain.emphasis import emphasised
from bot.platforms.console.filling import listed
from bot.platforms.console.wrapping import wrapped

_STYLES = {Style.PLAIN: "", Style.STRONG: "bold", Style.SMALL: "dim"}
_NARROWEST = 40
_POINTS = {Shape.RUNNING: "", Shape.POINTS: " • ", Shape.STEPS: "{number:>2}. "}


def draw(message: Message, say: Say, width: int) -> Text:
    """Draw a message.

    Args:
        message: What to say.
        say: Turns words into sentences.
        width: Columns there are; wide characters count two.
    """
    rows: list[Text] = []
    for before, block in zip((None, *message.blocks), message.blocks, strict=False):
        if isinstance(before, Passage) and isinstance(block, Line):
            rows.append(Text(""))
        rows += _block(block, say, max(width, _NARROWEST))
    rows += _choices(message, say, max(width, _NARROWEST))
    buttons = [f"[{clean(say(action.label))}]" for action in actions_of(message)]
    if message.menu and _has_numbers(message):
        buttons.insert(0, clean(say(words("console-menu", label=message.menu.label))))
    rows += [Text(row, style="cyan") for row in _beside(buttons, max(width, _NARROWEST))]
    return Text("\n").join(rows)


def actions_of(message: Message) -> tuple[Action, ...]:
    """Return all buttons of a message: a terminal folds none."""
    return (*message.actions, *(message.more.actions if message.more else ()))


def numbers_of(message: Message) -> tuple[tuple[str, str], ...]:
    """Return what can be chosen: the id of what it presses, and the number to type."""
    presses = [
        f"p1:{each.verb}:{choice.value}" for each in _selects(message) for choice in each.choices
    ]
    return tuple((press, str(number)) for number, press in enumerate(presses, 1))


def _has_numbers(message: Message) -> bool:
    """Say whether commands know the numbers in a list: those of the last digest they do."""
    return message.push is not None


def _selects(message: Message) -> tuple[Select, ...]:
    """Return what can be chosen from; where no command knows the numbers, the menu is one more."""
    if message.menu is None or _has_numbers(message):
        return message.selects
    entries: list[Entry] = []
    for block in message.blocks:
        if isinstance(block, Card):
            entries.append(block.entry)
        elif isinstance(block, Listing):
            entries += block.entries
    choices = tuple(Choice(each.paper, words("plain", text=each.title)) for each in entries)
    return (Select(message.menu.verb, message.menu.label, choices), *message.selects)


def _unnumbered(number: int, choice: Choice) -> Choice:
    """Take a number off a label that says the one which stands before it anyway."""
    values = dict(choice.label.values)
    if choice.label.key != "menu-numbered" or values["number"] != number:
        return choice
    return replace(choice, label=words("plain", text=values["title"]))


def _beside(buttons: Sequence[str], width: int) -> list[str]:
    """Set buttons side by side, each whole, in as many rows as they need."""
    rows: list[str] = []
    for button in buttons:
        beside = f"{rows[-1]}  {button}" if rows else button
        if rows and cell_len(beside) <= width:
            rows[-1] = beside
        else:
            rows.append(button)
    return rows


def _choices(message: Message, say: Say, width: int) -> Iterator[Text]:
    """Draw what can be chosen, numbered through."""
    before = 0
    for select in _selects(message):
        if select.listed and all(
            _unnumbered(number, each) is not each
            for number, each in enumerate(select.choices, before + 1)
        ):
            # They stand above with these very numbers.
            yield Text(clean(say(words("console-select-papers", label=select.label))), style="cyan")
            before += len(select.choices)
            continue
        key = "console-select" if select.most == 1 else "console-select-several"
        for row in _wrapped(say(words(key, label=select.label)), width, ""):
            yield Text(row, style="cyan")
        for number, choice in enumerate(select.choices, before + 1):
            for row in _wrapped(say(listed(number, _unnumbered(number, choice))), width - 2, "  "):
                yield Text(row)
        before += len(select.choices)


def _block(block: Block, say: Say, width: int) -> list[Text]:
    match block:
        case Line():
            return list(_line(block, say, width))
        case Listing():
            return [row for entry in block.entries for row in _entry(entry, say, width)]
        case Card():
            return list(_card(block, say, width))
        case Passage():
            return list(_passage(block, say, width))


def _line(line: Line, say: Say, width: int, indent: str = "") -> Iterator[Text]:
    text = " · ".join(said for part in line.parts if (said := clean(say(part))))
    for row in _wrapped(text, width, indent):
        yield Text(row, style=_STYLES[line.style])


def _entry(entry: Entry, say: Say, width: int) -> Iterator[Text]:
    mark = f"{entry.position:>2}. " if entry.position is not None else " • "
    hang = " " * len(mark)
    rows = _wrapped(clean(entry.title), width - len(mark) - 1, "")
    for number, row in enumerate(rows):
        yield Text(mark if number == 0 else hang).append(row, style=_title(entry))
    facts = [clean(say(entry.note))] if entry.note else []
    facts += [clean(say(link.label)) for link in entry.links]
    if facts:
        yield from (Text(row, style="dim") for row in _wrapped(" · ".join(facts), width, hang))
    if entry.quote:
        yield from (Text(row, style="italic") for row in _wrapped(say(entry.quote), width, hang))


def _card(card: Card, say: Say, width: int) -> Iterator[Text]:
    entry = card.entry
    mark = f"{entry.position}. " if entry.position is not None else ""
    for row in _wrapped(mark + clean(entry.title), width, ""):
        yield Text(row, style=_title(entry))
    if entry.quote:
        yield from (Text(row, style="italic") for row in _wrapped(say(entry.quote), width, ""))
    labels = [(clean(say(link.label)), clean(link.url)) for link in entry.links]
    widest = max((cell_len(label) for label, _ in labels), default=0)
    for label, url in labels:
        padding = " " * (widest - cell_len(label))
        yield Text(f"{label}{padding}  ", style="dim").append(url, style=Ink(link=url))
    for line in card.details:
        yield from _line(line, say, width)


def _passage(passage: Passage, say: Say, width: int) -> Iterator[Text]:
    yield Text("")
    if passage.heading:
        yield Text(clean(say(passage.heading)), style="bold")
    strong = [clean(each) for each in passage.strong]
    for number, line in enumerate(passage.lines, start=passage.first):
        mark = _POINTS[passage.shape].format(number=number)
        hang = " " * len(mark)
        for at, row in enumerate(_wrapped(say(line), width - len(mark), "")):
            text = Text(hang if at else mark)
            # A phrase that the end of a row cuts in two is left as it is.
            for piece, bold in emphasised(row, strong):
                text.append(piece, style="bold" if bold else "")
            yield text


def _title(entry: Entry) -> Ink:
    return Ink(bold=True, link=clean(entry.url))


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """Wrap what is safe to draw; a terminal has no limit of length, so nothing is ever cut."""
    return wrapped(clean(text), width, indent)


def clean(text: str) -> str:
    """Take out what a terminal would obey: a paper's text never moves the cursor."""
    return "".join(each if each.isprintable() else " " if each.isspace() else "" for each in text)
