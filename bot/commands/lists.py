"""Lists of papers of some days: pages of ten, with what each says, kept to be turned and shared."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.commands import kept, share
from bot.commands.command import Button, Services
from bot.domain import pages, wording
from bot.domain.calls import Call, Press, Reply
from bot.domain.chat import (
    Block,
    Channel,
    Entry,
    Line,
    Listing,
    Menu,
    Message,
    Person,
    Style,
    line,
    words,
)
from bot.domain.overview import Overview
from bot.domain.papers import PaperId
from bot.domain.spend import Payer
from bot.domain.summaries import Detail

_KIND = "list"
_TURNED = "listed"
_SHARED = "share-list"
_PAGE = 10
_MOST = 300
"""Papers of a list that can be turned to; the file has them all."""


@dataclass(frozen=True, slots=True)
class _List:
    """What a list held when it was asked for."""

    name: str
    total: int
    days: tuple[date, ...]
    papers: tuple[PaperId, ...]

    @property
    def pages(self) -> int:
        return -(-len(self.papers) // _PAGE)

    def to_json(self) -> str:
        days = [each.isoformat() for each in self.days]
        return json.dumps([self.total, days, self.papers], separators=(",", ":"))

    @classmethod
    def read(cls, name: str, body: str) -> Self:
        total, days, papers = json.loads(body)
        return cls(name, total, tuple(map(date.fromisoformat, days)), tuple(papers))


async def first(found: Overview, call: Call, services: Services) -> Reply:
    """Keep a list, and show its first page."""
    days = tuple(sorted({item.day for item in found.items}))
    papers = tuple(item.paper.id for item in found.items[:_MOST])
    listed = _List(found.name, found.total, days, papers)
    person, now = await services.store.people.of(call.person), services.pipeline.clock()
    number = await services.store.answers.keep(person, _KIND, found.name, listed.to_json(), now)
    return await _page(listed, number, 1, call.person, call.channel, services)


async def _turn(key: str, press: Press, services: Services) -> Reply:
    answer, page = await kept.own(key, _KIND, press.person, services)
    listed = _List.read(answer.question, answer.body)
    return await _page(listed, answer.id, page, press.person, press.channel, services)


async def _page(
    listed: _List, number: int, page: int, person: Person, place: Channel, services: Services
) -> Reply:
    page = pages.within(page, listed.pages)
    entries = await _entries(listed, page, person, place, services)
    head: tuple[Block, ...] = (_head(listed), Listing(entries))
    more = listed.total - len(listed.papers) if page == listed.pages else 0
    foot: list[Block] = [
        *pages.numbered(page, listed.pages),
        *((line(words("digest-more", more=more), style=Style.SMALL),) if more else ()),
        *await services.as_of(),
        line(words("digest-next"), style=Style.SMALL),
    ]
    actions = (
        *pages.turning(_TURNED, f"{number}", page, listed.pages),
        *await share.offered(_SHARED, f"{number} {page}", place, services),
    )
    menu = Menu("save", words("menu-save"))
    return Reply(Message((*head, *foot), actions, menu, selects=wording.opening(entries)))


async def _share(key: str, press: Press, services: Services) -> Message:
    answer, page = await kept.own(key, _KIND, press.person, services)
    listed = _List.read(answer.question, answer.body)
    page = pages.within(page, listed.pages)
    entries = await _entries(listed, page, press.person, press.channel, services)
    head: tuple[Block, ...] = (_head(listed), Listing(entries))
    blocks = (*head, *pages.numbered(page, listed.pages))
    return Message(blocks, menu=Menu("save", words("menu-save")))


def _head(listed: _List) -> Line:
    name = words("plain", text=listed.name)
    count = words("digest-found", count=listed.total)
    return line(count, name, *wording.span(listed.days), style=Style.STRONG)


async def _entries(
    listed: _List, page: int, person: Person, place: Channel, services: Services
) -> tuple[Entry, ...]:
    """Write the lines of a page; what their papers say is kept, or written now for this page."""
    begin = (page - 1) * _PAGE
    ids: Sequence[PaperId] = listed.papers[begin : begin + _PAGE]
    known = await services.store.papers.get(ids)
    papers = [known[id] for id in ids if id in known]
    channel = await services.channel(place)
    languages, payer = channel.settings.languages, Payer(place, person)
    said = await services.pipeline.writing.all_of(papers, Detail.HEADLINE, languages, payer)
    return tuple(
        wording.entry(
            paper,
            services.pipeline.look,
            position=number if listed.pages > 1 else None,
            summary=said.get(paper.id),
            note=wording.dated(paper),
        )
        for number, paper in enumerate(papers, start=begin + 1)
    )


def buttons() -> dict[str, Button]:
    """Name the buttons that turn a list over and share it."""
    # What the papers of another page say may have to be written for it.
    return {_TURNED: Button(_turn, changes=True, costly=True), _SHARED: share.button(_share)}
