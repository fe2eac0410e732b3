"""From any message: “Summarise papers” and “Save papers” of all that its text and links name."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.commands import kept, sheets
from bot.commands.command import Button, Command, Services, answer
from bot.domain import pages, wording
from bot.domain.calls import Call, CommandSpec, Option, Press, Reply
from bot.domain.chat import (
    Action,
    Block,
    Card,
    Channel,
    Menu,
    Message,
    Person,
    Style,
    line,
    words,
)
from bot.domain.errors import SourceError, UserError
from bot.domain.papers import Paper, PaperId
from bot.domain.sheet import Sheet
from bot.domain.spend import Payer
from bot.domain.spotting import MOST, spot
from bot.domain.summaries import Detail

_KIND = "message"
_TURNED = "gathered"
_PAGE = 3
_OPTIONS = (Option("message", required=True),)
_REASON = "menu"
"""Begins the reason of a save from a message; behind it stands when that was."""
_UNDO = "unsave-menu"


async def _summarise(call: Call, services: Services) -> Reply:
    ids, more = _named(call)
    papers, missing = await _known(ids, services)
    if len(papers) == 1 and not missing:
        return await sheets.answered(Sheet(papers[0].id), call.person, call.channel, services)
    if not papers:
        raise UserError(words("message-unknown", ids=missing))
    person, now = await services.store.people.of(call.person), services.pipeline.clock()
    body = json.dumps([each.id for each in papers])
    number = await services.store.answers.keep(person, _KIND, "", body, now)
    reply = await _page(papers, number, 1, call.person, call.channel, services)
    blocks = (*reply.message.blocks, *_left_out(missing, more))
    return replace(reply, message=replace(reply.message, blocks=blocks))


async def _turn(key: str, press: Press, services: Services) -> Reply:
    given, page = await kept.own(key, _KIND, press.person, services)
    ids = [PaperId(each) for each in json.loads(given.body)]
    known = await services.store.papers.get(ids)
    papers = [known[id] for id in ids if id in known]
    return await _page(papers, given.id, page, press.person, press.channel, services)


async def _page(
    papers: Sequence[Paper],
    number: int,
    page: int,
    person: Person,
    place: Channel,
    services: Services,
) -> Reply:
    """Show a few of the papers, a card each."""
    many = -(-len(papers) // _PAGE)
    page = pages.within(page, many)
    begin = (page - 1) * _PAGE
    shown = papers[begin : begin + _PAGE]
    channel = await services.channel(place)
    languages, payer = channel.settings.languages, Payer(place, person)
    said = await services.pipeline.writing.all_of(shown, Detail.TLDR, languages, payer)
    look = services.pipeline.look
    cards = tuple(
        Card(
            wording.entry(paper, look, position=position, summary=said.get(paper.id)),
            (line(*wording.byline(paper), wording.writer(said.get(paper.id)), style=Style.SMALL),),
        )
        for position, paper in enumerate(shown, start=begin + 1)
    )
    title = line(words("message-papers", count=len(papers)), style=Style.STRONG)
    return Reply(
        Message(
            (title, *cards, *pages.numbered(page, many)),
            pages.turning(_TURNED, f"{number}", page, many),
            Menu("save", words("menu-save")),
            selects=wording.opening([card.entry for card in cards]),
        )
    )


async def _save(call: Call, services: Services) -> Reply:
    ids, more = _named(call)
    papers, missing = await _known(ids, services)
    if not papers:
        raise UserError(words("message-unknown", ids=missing))
    person, now = await services.store.people.of(call.person), services.pipeline.clock()
    moment = str(int(now.timestamp() * 1_000_000))
    added = [
        (paper, await services.store.saved.add(person, paper, f"{_REASON}:{moment}", now))
        for paper in papers
    ]
    return answer(
        *(line(words("saved-now", title=paper.name)) for paper, new in added if new),
        *(line(words("saved-before", title=paper.name)) for paper, new in added if not new),
        *_left_out(missing, more),
        line(words("save-next"), style=Style.SMALL),
        actions=(Action(wording.action_id(_UNDO, moment), words("action-undo")),),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    """Take back what one press saved; what is saved for another reason stays."""
    person = await services.store.people.of(press.person)
    saved, reason = services.store.saved, f"{_REASON}:{key}"
    ids = await saved.by_reason(person, reason)
    gone = [id for id in ids if await saved.drop(person, id, reason)]
    return answer(line(words("message-unsaved", gone=len(gone), still=len(ids) - len(gone))))


def _named(call: Call) -> tuple[tuple[PaperId, ...], int]:
    """Return the papers that a message names, and how many more those are.

    Raises:
        UserError: It names none.
    """
    every = spot(call.options.get("message", ""), None)
    if not every:
        raise UserError(words("message-none"))
    return every[:MOST], len(every[MOST:])


async def _known(
    ids: Sequence[PaperId], services: Services
) -> tuple[list[Paper], tuple[PaperId, ...]]:
    """Return the papers of these ids, asking arXiv once for those that are new, and the rest."""
    known = await services.store.papers.get(ids)
    wanted = [id for id in ids if id not in known or not known[id].title]
    if wanted and services.lookup:
        # Without arXiv, what the store has is answered all the same, and the rest is named.
        with suppress(SourceError):
            await services.store.papers.add(await services.lookup.by_ids(wanted))
        known = await services.store.papers.get(ids)
    here = [known[id] for id in ids if id in known and known[id].title]
    return here, tuple(id for id in ids if id not in {paper.id for paper in here})


def _left_out(missing: Sequence[PaperId], more: int) -> list[Block]:
    said: list[Block] = []
    if missing:
        said.append(line(words("message-missing", ids=tuple(missing)), style=Style.SMALL))
    if more:
        said.append(line(words("message-more", more=more, most=MOST), style=Style.SMALL))
    return said


SUMMARISE = Command(
    CommandSpec(name="summarise-papers", options=_OPTIONS, on_message=True),
    _summarise,
    costly=True,
    buttons={_TURNED: Button(_turn, changes=True, costly=True)},
)
SAVE = Command(
    CommandSpec(name="save-papers", options=_OPTIONS, on_message=True),
    _save,
    buttons={_UNDO: Button(_undo)},
)
