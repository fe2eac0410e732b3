"""Shares long texts and long lists out over pages; a line is never cut."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.domain.cards import action_id
from bot.domain.chat import Action, Block, Line, Message, Passage, Style, Value, Words, line, words

ROOM = 2_800
"""Characters of running text on a page: with a title and small print, one message everywhere."""

_LINE = 40
"""What a line takes besides its text: its mark, its place."""

_T = TypeVar("_T")


def split(passages: Sequence[Passage], room: int = ROOM) -> list[tuple[Passage, ...]]:
    """Share passages out over pages; a heading stands again where its passage goes on.

    A line that is longer than a page has one of its own.
    """
    pages: list[list[Passage]] = [[]]
    left = room
    for passage in passages:
        taken: list[Words] = []
        begun = 0
        for number, each in enumerate(passage.lines):
            size = weight(each) + _LINE
            if size > left and (taken or pages[-1]):
                if taken:
                    pages[-1].append(_part(passage, begun, taken))
                pages.append([])
                taken, begun, left = [], number, room
            taken.append(each)
            left -= size
        if taken:
            pages[-1].append(_part(passage, begun, taken))
    return [tuple(page) for page in pages]


def lines_apart(lines: Sequence[_T], sizes: Sequence[int], room: int = ROOM) -> list[list[_T]]:
    """Share things out over pages by how much room each takes; at least one on each."""
    pages: list[list[_T]] = [[]]
    left = room
    for each, size in zip(lines, sizes, strict=True):
        if size > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(each)
        left -= size
    return pages


def weight(value: Value) -> int:
    """Count the characters that a sentence is given to show, as far as they are known here."""
    if isinstance(value, Words):
        return sum(weight(each) for _, each in value.values)
    if isinstance(value, tuple):
        return sum(weight(each) + 2 for each in value)
    return len(value) if isinstance(value, str) else 8


def within(page: int, pages: int) -> int:
    """Return the page that there is; what was asked for may be gone."""
    return min(max(page, 1), max(pages, 1))


def turning(verb: str, key: str, page: int, pages: int, between: str = " ") -> tuple[Action, ...]:
    """Offer the pages before and after.

    Args:
        key: What stands in the button's id before the number of the page.
        between: What stands between the two.
    """
    found = []
    if page > 1:
        found.append(Action(action_id(verb, f"{key}{between}{page - 1}"), words("action-back")))
    if page < pages:
        found.append(Action(action_id(verb, f"{key}{between}{page + 1}"), words("action-next")))
    return tuple(found)


def numbered(page: int, pages: int) -> tuple[Line, ...]:
    """Say which page of how many it is; nothing where there is but one."""
    return (line(words("page-of", page=page, pages=pages), style=Style.SMALL),) * (pages > 1)


def one(message: Message, page: int, room: int = ROOM) -> tuple[Message, int, int]:
    """Show one page of a message whose passages are long; all else stands on each of them.

    Returns the message, the page that is shown, and how many there are.
    """
    passages = [each for each in message.blocks if isinstance(each, Passage)]
    pages = split(passages, room)
    shown = within(page, len(pages))
    if len(pages) == 1:
        return message, 1, 1
    first = next(at for at, each in enumerate(message.blocks) if isinstance(each, Passage))
    others: list[Block] = [each for each in message.blocks if not isinstance(each, Passage)]
    blocks = (*others[:first], *pages[shown - 1], *others[first:], *numbered(shown, len(pages)))
    files = message.files if shown == 1 else ()
    return replace(message, blocks=blocks, files=files), shown, len(pages)


def _part(passage: Passage, begun: int, lines: Sequence[Words]) -> Passage:
    return replace(passage, lines=tuple(lines), first=passage.first + begun)
