"""How an answer to a question about a paper reads: sentences, their quotes, whose words it is."""

from collections.abc import Iterator

from bot.domain import pages, wording
from bot.domain.answers import Answer, Said
from bot.domain.chat import Action, Block, Entry, Listing, Style, Words, line, words
from bot.domain.papers import PaperId
from bot.domain.summaries import Basis

_ROOM = 2_000
_PLACE = 60
"""What the name of a place in the paper takes, about."""

ASK = "ask"
"""The button that opens the form."""


def again(paper: PaperId) -> Action:
    """Offer to ask the same paper something else."""
    return Action(wording.action_id(ASK, paper), words("action-ask"))


def parted(answer: Answer) -> list[list[Said]]:
    """Share the sentences of an answer out over pages; each stays with its quote."""
    sizes = [len(each.text) + len(each.quote) + _PLACE for each in answer.sentences]
    return pages.lines_apart(answer.sentences, sizes, _ROOM)


def blocks(answer: Answer, entry: Entry, page: int = 1) -> Iterator[Block]:
    """Write a page of an answer.

    Args:
        entry: The paper, as a line of a list.
    """
    yield line(words("ask-question", question=answer.question), style=Style.STRONG)
    yield Listing((entry,))
    if not answer.sentences:
        yield line(words("ask-nothing" if answer.writer else "ask-nothing-near"))
    parts = parted(answer)
    for said in parts[page - 1]:
        yield from _sentence(said)
    yield from pages.numbered(page, len(parts))
    yield line(_writer(answer), _read(answer), style=Style.SMALL)
    if answer.lack:
        yield line(answer.lack.words, style=Style.SMALL)


def _sentence(said: Said) -> Iterator[Block]:
    # Not as small print: what stands last of that goes below the buttons.
    if said.text:
        yield line(words("plain", text=said.text))
        yield line(words("ask-rests-on", text=said.quote), said.where.words)
    else:
        yield line(words("ask-quote", text=said.quote), said.where.words)


def _writer(answer: Answer) -> Words:
    if answer.writer:
        return words("ask-by-model", model=answer.writer)
    if answer.limit:
        return words(f"writer-limit-{answer.limit}")
    if answer.fallback:
        return words("ask-by-authors-fallback")
    return words("ask-by-authors" if answer.sentences else "ask-by-nobody")


def _read(answer: Answer) -> Words:
    """Say what was read."""
    if answer.basis is Basis.ABSTRACT:
        return words("ask-read-abstract")
    if answer.pages is None:
        return words("ask-read-full")
    if answer.pages_read is not None and answer.pages_read < answer.pages:
        return words("ask-read-part", read=answer.pages_read, pages=answer.pages)
    return words("ask-read-pages", pages=answer.pages)
