"""Makes a long message shorter where there is no room for all of it, a line at a time."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.domain.chat import (
    Attachment,
    Block,
    Card,
    Entry,
    Line,
    Listing,
    Message,
    Passage,
    Say,
    Shape,
    Words,
    words,
)


def lines(message: Message) -> int:
    """Count the lines of a message's passages: what can be left out."""
    return sum(len(each.lines) for each in message.blocks if isinstance(each, Passage))


def fitted(message: Message, fits: Callable[[Message], bool], rest: Words) -> Message:
    """Keep as many lines of a message's passages as fit.

    Args:
        fits: Says whether there is room for a message.
        rest: Stands behind the last line where something is left out.
    """
    many = lines(message)
    if not many or fits(message):
        return message
    some = 0
    while many - some > 1:
        middle = (some + many) // 2
        if fits(_first(message, middle, rest)):
            some = middle
        else:
            many = middle
    return _first(message, some, rest)


def whole(message: Message, say: Say) -> Attachment:
    """Write all that a message says into a file, as plain text."""
    names = [paper for _, paper in message.papers]
    name = names[0].replace("/", "_") if names else "answer"
    text = "\n".join(row for block in message.blocks for row in _rows(block, say))
    return Attachment(f"{name}.txt", text.strip() + "\n")


def _first(message: Message, most: int, rest: Words) -> Message:
    """Keep the first lines, and say behind them that there are more."""
    blocks: list[Block] = []
    left, told = most, False
    for block in message.blocks:
        if not isinstance(block, Passage):
            blocks.append(block)
            continue
        if left and block.lines:
            blocks.append(replace(block, lines=block.lines[:left]))
        if not told and len(block.lines) > left:
            told = True
            blocks.append(Passage(None, (rest,)))
        left = max(left - len(block.lines), 0)
    return replace(message, blocks=tuple(blocks))


def _rows(block: Block, say: Say) -> Iterator[str]:
    match block:
        case Line():
            yield " · ".join(say(part) for part in block.parts)
        case Listing():
            for entry in block.entries:
                yield from _entry(entry, say)
        case Card():
            yield from _entry(block.entry, say)
            for detail in block.details:
                yield from _rows(detail, say)
        case Passage():
            yield ""
            if block.heading:
                yield say(block.heading)
            for number, each in enumerate(block.lines, start=block.first):
                yield _MARKS[block.shape].format(number=number) + say(each)
            yield ""


_MARKS = {Shape.RUNNING: "", Shape.POINTS: "- ", Shape.STEPS: "{number}. "}


def _entry(entry: Entry, say: Say) -> Iterator[str]:
    yield entry.title
    yield entry.url
    if entry.quote:
        yield say(entry.quote)
    yield from (f"{say(link.label)}: {link.url}" for link in entry.links)


def with_file(message: Message, fits: Callable[[Message], bool], say: Say) -> Message:
    """Shorten an answer to what fits, and let a file with all of it come along."""
    short = fitted(message, fits, words("answer-cut-file"))
    if short is message:
        return message
    return replace(short, files=(*message.files, whole(message, say)))
