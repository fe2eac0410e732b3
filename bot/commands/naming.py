"""Finds the paper a person named: a number, an id, any link, a DOI or a title."""

import re

from bot.commands.command import Services
from bot.domain import latex, ledger, papers
from bot.domain.calls import Call
from bot.domain.chat import Channel, Words, words
from bot.domain.errors import SourceError, Throttled, UserError
from bot.domain.papers import Paper, PaperId

_NUMBER = re.compile(r"#?(\d{1,4})", re.ASCII)
_MISTYPED = re.compile(r"(?:arxiv:\s*)?\d{4}\.\d{3,6}(?:v\d*)?", re.ASCII | re.IGNORECASE)
"""What is meant as an id, though none looks like that."""


async def named_paper(text: str, channel: Channel, services: Services) -> Paper:
    """Find the paper that `text` names in `channel`.

    Raises:
        UserError: There is none, there are several, or arXiv cannot be asked now.
    """
    typed = text.strip()
    if not typed:
        raise UserError(words("paper-missing"))
    if _is_number(typed):
        return await _by_number(int(typed.removeprefix("#")), channel, services)
    if reference := papers.named(typed):
        return await _by_id(reference.id, services)
    if _MISTYPED.fullmatch(typed):
        raise UserError(words("paper-id-mistyped", name=typed))
    return await _by_title(typed, services)


async def meant_paper(named: str, call: Call, services: Services) -> Paper | None:
    """Find the paper that is meant by a number, or by nothing, in the thread of a message of ours.

    None elsewhere, where the message names several, or where something else is named.
    """
    number = _NUMBER.fullmatch(named.strip())
    if call.under is None or (named.strip() and not number):
        return None
    position = int(number[1]) if number else None
    id = await services.store.messages.paper_at(call.channel, call.under.native, position)
    return await named_paper(id, call.channel, services) if id else None


async def called_paper(call: Call, services: Services) -> Paper:
    """Find the paper that a command was called with, or in whose thread it was called.

    Raises:
        UserError: There is none, there are several, or arXiv cannot be asked now.
    """
    named = call.options.get("paper", "")
    meant = await meant_paper(named, call, services)
    return meant or await named_paper(named, call.channel, services)


def is_short(text: str) -> bool:
    """Say whether a text names a paper by a number, an id or a link, rather than by its title."""
    return _is_number(text) or papers.named(text) is not None


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.removeprefix("#").isdigit() and len(typed) <= 4


async def _by_number(number: int, channel: Channel, services: Services) -> Paper:
    last = await services.store.digests.last_at(channel)
    if last is None:
        raise UserError(words("number-no-digest", number=number))
    # Only that one is read: a list may have hundreds, each with all its reasons.
    picks = ledger.from_json(last.body[max(number - 1, 0) : number], last.shown).picks
    paper = await services.store.papers.one(picks[0].paper) if picks else None
    if paper is None:
        raise UserError(words("number-outside", number=number, last=len(last.body)))
    return paper


async def _by_id(paper_id: PaperId, services: Services) -> Paper:
    paper = await services.store.papers.one(paper_id)
    if paper and paper.title:
        return paper
    if services.lookup is None:
        raise UserError(words("paper-unknown-offline", name=paper_id))
    try:
        found = await services.lookup.by_ids([paper_id])
    except SourceError as error:
        raise UserError(await _busy(error, paper_id, services)) from error
    if not found:
        raise UserError(words("paper-unknown", name=paper_id))
    await services.store.papers.add(found)
    return found[0]


async def _by_title(title: str, services: Services) -> Paper:
    found = await services.store.papers.by_title(latex.fold(latex.readable(title)))
    if not found and services.lookup:
        try:
            found = await services.lookup.by_title(title)
        except SourceError as error:
            raise UserError(await _busy(error, title, services)) from error
        await services.store.papers.add(found)
    if not found:
        raise UserError(words("title-unknown", title=title))
    if len(found) > 1:
        ids = tuple(paper.id for paper in found)
        raise UserError(words("title-ambiguous", title=title, ids=ids))
    return found[0]


async def _busy(error: SourceError, name: str, services: Services) -> Words:
    if not isinstance(error, Throttled):
        return words("arxiv-silent", name=name)
    if day := await services.store.arrivals.last_day():
        return words("arxiv-busy-as-of", name=name, until=error.until, day=day)
    return words("arxiv-busy", name=name, until=error.until)
