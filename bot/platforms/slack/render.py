"""Draws a neutral message for Slack, within every limit. Pure: message in, blocks out."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.domain import trimming
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
    line,
    words,
)
from bot.platforms.slack import kit
from bot.platforms.slack.escape import escape, link, linkable
from bot.platforms.slack.fit import Fit
from bot.platforms.slack.gist import entries_of, fallback, said_by, title_of
from bot.platforms.slack.page import Drawn, draw

MOST_MESSAGES = 4
"""A `response_url` can be used five times (docs.slack.dev/interactivity/handling-user-interaction);
one is kept back."""
_LONGEST_PLAIN = 3_800
_PIECES = 40
_WHOLE = Fit(1)
_AGAIN = words("post-again")
_PLAIN = {Shape.RUNNING: "", Shape.POINTS: "• ", Shape.STEPS: "{number}. "}


def post(message: Message, say: Say) -> Drawn:
    """Draw a message as exactly one of Slack's.

    Where it does not fit, one-liners go first, from the end, then titles are shortened; every paper
    keeps its title, link, number and place in the menu.
    """
    message = _with_again(message)
    if message.rest:
        message = trimming.fitted(
            message, lambda each: _fits(draw(each, say, _widest(each))), message.rest
        )
    return _fitted(message, say)


def within(message: Message, say: Say) -> Message:
    """Shorten an answer that `answer` could not show whole; a file with all of it comes along."""

    def fits(shorter: Message) -> bool:
        return _fits(draw(shorter, say, _widest(shorter))) or (
            len(list(_parts(shorter, say))) <= MOST_MESSAGES
        )

    return trimming.with_file(message, fits, say)


def answer(message: Message, say: Say) -> tuple[Drawn, ...]:
    """Draw an answer as one message or a few; what does not fit into those is left out, said so."""
    whole = draw(message, say, _widest(message))
    if _fits(whole):
        return (whole,)
    parts = list(_parts(message, say))
    if len(parts) > MOST_MESSAGES and message.papers:
        # Rather less about each paper than fewer papers.
        parts = list(_parts(message, say, Fit(1, title=120, words=150)))
    if len(parts) > MOST_MESSAGES:
        rest = line(words("answer-cut"), style=Style.SMALL)
        last = parts[MOST_MESSAGES - 1]
        parts[MOST_MESSAGES - 1 :] = [replace(last, blocks=(*last.blocks, rest))]
    last = replace(parts[-1], actions=message.actions, more=message.more, selects=message.selects)
    parts[-1] = last
    return tuple(_fitted(part, say) for part in parts)


def home(message: Message, say: Say) -> Drawn:
    """Draw somebody's own page, which has more room than a message."""

    def fits(drawn: Drawn) -> bool:
        return len(drawn.blocks) <= kit.MOST_AT_HOME and kit.size(drawn.blocks) <= kit.ROOM_AT_HOME

    return _fitted(message, say, fits)


def paragraph(message: Message, say: Say, most: int) -> str:
    """Draw as much of a message as so many characters hold, line by line: text and links only."""
    text = ""
    for block in message.blocks:
        for row in _plain_rows(block, say, 150):
            if row and len(text) + len(row) < most:
                text += f"{row}\n"
    return text.rstrip() or fallback(message, say)


def plain(message: Message, say: Say) -> str:
    """Draw a message without any block, for the day Slack refuses ours: text and links only."""
    message = _with_again(message)
    said = ""
    for longest in (150, 80, 40, 20):
        said = "\n".join(
            row for block in message.blocks for row in _plain_rows(block, say, longest)
        )
        if len(said) <= _LONGEST_PLAIN:
            break
    return said or fallback(message, say)


def bare(message: Message, say: Say) -> str:
    """Return the addresses of a message's papers, as many as fit; '' where it names none.

    For the day when it is a title that Slack refuses.
    """
    entries = (entry for block in message.blocks for entry in entries_of(block))
    said = ""
    for url in dict.fromkeys(entry.url for entry in entries if linkable(entry.url)):
        row = f"{escape(url)}\n"
        if len(said) + len(row) > _LONGEST_PLAIN:
            break
        said += row
    if said and message.again:
        said += escape(say(_AGAIN))
    return said.rstrip()


def _widest(message: Message) -> Fit:
    return Fit(quotes=len(message.papers))


def _with_again(message: Message) -> Message:
    if not message.again:
        return message
    again = line(_AGAIN, style=Style.SMALL)
    return replace(message, blocks=(*message.blocks, again))


def _fits(drawn: Drawn) -> bool:
    return len(drawn.blocks) <= kit.MOST_BLOCKS and kit.size(drawn.blocks) <= kit.ROOM


def _fitted(message: Message, say: Say, fits: Callable[[Drawn], bool] = _fits) -> Drawn:
    """Show as much as fits into one message."""
    if fits(whole := draw(message, say, _widest(message))):
        return whole
    steps = list(_steps(len(message.papers)))
    # Each step shows less than the one before, so the first that fits can be searched by halves.
    fitting = bisect_left(steps, True, key=lambda fit: fits(draw(message, say, fit)))
    return draw(message, say, steps[min(fitting, len(steps) - 1)])


def _steps(papers: int) -> Iterator[Fit]:
    """Yield what could be shown, most first."""
    fit = Fit(quotes=papers)
    for longest in (2_400, 1_200, 600):
        yield (fit := replace(fit, words=longest))
    for quotes in range(papers - 1, -1, -1):
        yield (fit := replace(fit, quotes=quotes))
    for title in (220, 160, 120):
        yield (fit := replace(fit, title=title))
    yield (fit := replace(fit, facts=False))
    yield (fit := replace(fit, about=False))
    yield (fit := replace(fit, choice=40))
    for title in (90, 70):
        yield (fit := replace(fit, title=title))
    yield (fit := replace(fit, choice=25))
    # A title that can be read is worth more than a second way to its paper.
    yield (fit := replace(fit, menus=False))
    for title in (50, 35, 20):
        yield (fit := replace(fit, title=title))
    yield (fit := replace(fit, small=False))
    for longest in (300, 150, 60, 20):
        yield (fit := replace(fit, words=longest, choice=min(longest, fit.choice)))
    yield (fit := replace(fit, lists=False))
    for title in (15, 10):
        yield (fit := replace(fit, title=title, choice=min(title, fit.choice)))


def _parts(message: Message, say: Say, fit: Fit = _WHOLE) -> Iterator[Message]:
    """Share an answer out over several messages; the menu goes with its papers.

    Args:
        fit: How much of each block there has to be room for.
    """
    # Where they are long, so are the papers they name: rather shorter labels than lost papers.
    actions = draw(replace(message, blocks=(), menu=None), say, Fit(0, choice=40, about=False))
    room = kit.ROOM - kit.size(actions.blocks)
    part: list[Block] = []
    used = 0
    for piece in _pieces(message.blocks):
        alone = draw(Message((piece,), menu=message.menu), say, fit)
        needed = kit.size(alone.blocks)
        if part and (used + needed > room or len(part) == _PIECES):
            yield Message(_joined(part), menu=message.menu)
            part, used = [], 0
        part.append(piece)
        used += needed
    yield Message(_joined(part), menu=message.menu)


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Listing):
            yield from (Listing((entry,)) for entry in block.entries)
        elif isinstance(block, Passage):
            for number, each in enumerate(block.lines):
                heading = None if number else block.heading
                first = block.first + number
                yield replace(block, heading=heading, lines=(each,), first=first)
        else:
            yield block


def _joined(pieces: Iterable[Block]) -> tuple[Block, ...]:
    joined: list[Block] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Listing) and isinstance(last, Listing):
            joined[-1] = Listing(last.entries + piece.entries)
        elif isinstance(piece, Passage) and isinstance(last, Passage) and _goes_on(last, piece):
            joined[-1] = replace(last, lines=last.lines + piece.lines)
        else:
            joined.append(piece)
    return tuple(joined)


def _goes_on(before: Passage, piece: Passage) -> bool:
    same = (before.shape, before.strong) == (piece.shape, piece.strong)
    return same and piece.heading is None and piece.first == before.first + len(before.lines)


def _plain_rows(block: Block, say: Say, longest: int) -> Iterator[str]:
    match block:
        case Line():
            yield escape(said_by(block, say, longest * 2))
        case Listing():
            yield from (_plain_entry(entry, longest) for entry in block.entries)
        case Card():
            yield _plain_entry(block.entry, longest)
            if block.entry.quote:
                said = Line((block.entry.quote,))
                yield escape(said_by(said, say, longest * 4))
            yield from (escape(said_by(each, say, longest * 2)) for each in block.details)
        case Passage():
            if block.heading:
                yield escape(said_by(Line((block.heading,)), say, longest))
            for number, each in enumerate(block.lines, start=block.first):
                mark = _PLAIN[block.shape].format(number=number)
                yield mark + escape(said_by(Line((each,)), say, longest * 4))


def _plain_entry(entry: Entry, longest: int) -> str:
    number = f"{entry.position}. " if entry.position is not None else "• "
    return number + link(title_of(entry, longest), entry.url)
