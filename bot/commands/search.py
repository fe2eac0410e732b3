"""`search QUERY [since=…] [category=…]`: papers by words, by a sentence, or like one paper."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from bot.commands import kept, share, suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import is_short, named_paper
from bot.domain import pages, wording
from bot.domain.calls import Call, CommandSpec, Option, Press, Reply
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Choice,
    Entry,
    Line,
    Listing,
    Menu,
    Message,
    Select,
    Style,
    Words,
    line,
    words,
)
from bot.domain.days import read_day
from bot.domain.errors import SourceError, TopicError, UserError
from bot.domain.papers import Paper, PaperId
from bot.pipeline.searching import Found, Hit
from bot.search import Wish

_KIND = "search"
_TURNED = "found"
_SHARED = "share-found"
_LIKE = "similar"
_PAGE = 10
_PAGES = 20
_LONGEST = 400
_ASKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Search:
    """What somebody looks for, as it is kept."""

    text: str
    like: PaperId | None = None
    since: date | None = None
    category: str = ""

    def to_json(self) -> str:
        since = self.since.isoformat() if self.since else None
        return json.dumps([self.like, since, self.category], separators=(",", ":"))

    @classmethod
    def read(cls, text: str, body: str) -> Self:
        like, since, category = json.loads(body)
        return cls(text, like, date.fromisoformat(since) if since else None, category)


async def _handle(call: Call, services: Services) -> Reply:
    typed = " ".join(call.options.get("query", "").split())
    if not typed:
        raise UserError(words("search-empty"))
    if len(typed) > _LONGEST:
        raise UserError(words("search-too-long", most=_LONGEST, count=len(typed)))
    since = call.options.get("since", "").strip()
    today = services.pipeline.clock().date()
    search = _Search(
        typed,
        (await named_paper(typed, call.channel, services)).id if is_short(typed) else None,
        read_day(since, today) if since else None,
        _category(call.options.get("category", ""), services),
    )
    return await _begun(search, call, services)


async def _begun(search: _Search, call: Call | Press, services: Services) -> Reply:
    """Look for the first time: what the store does not have, arXiv may."""
    found = await _found(search, 1, services)
    if not found.hits and not search.like and await _asked(search, services):
        found = await _found(search, 1, services)
    if not found.hits:
        return answer(*await _nothing(search, services))
    person, now = await services.store.people.of(call.person), services.pipeline.clock()
    number = await services.store.answers.keep(person, _KIND, search.text, search.to_json(), now)
    return await _page(search, found, number, 1, call.channel, services)


def _category(typed: str, services: Services) -> str:
    """Read a category, or a whole archive.

    Raises:
        UserError: arXiv has none of that name; the nearest are named.
    """
    asked = typed.strip().removesuffix(".*")
    if not asked:
        return ""
    taxonomy = services.taxonomy
    known = taxonomy.canonical(asked) or taxonomy.archive(asked)
    if known is None and (named := taxonomy.find(asked)):
        known = named[0]
    if known is None:
        near = taxonomy.nearest(asked) or ("cs.CV", "stat.ML")
        raise UserError(words("search-category-unknown", typed=asked, near=near))
    return known


async def _found(search: _Search, page: int, services: Services) -> Found:
    like = await services.store.papers.one(search.like) if search.like else None
    wish = Wish("" if like else search.text, like, search.since, search.category)
    return await services.searching.find(wish, (page - 1) * _PAGE, _PAGE)


async def _asked(search: _Search, services: Services) -> bool:
    """Ask arXiv once for what it has; True where that brought anything."""
    if services.lookup is None or await services.busy_until() is not None:
        return False
    today = services.pipeline.clock().date()
    first = search.since or today - _ASKED_BACK
    try:
        topic = await services.new_topic(search.text)
        found = await services.lookup.matching(topic, first, today)
    except (TopicError, SourceError):
        # What is no topic cannot be asked for; and nobody waits for an arXiv that does not answer.
        return False
    await services.store.papers.add(found)
    return bool(found)


async def _nothing(search: _Search, services: Services) -> list[Block]:
    """Say that nothing was found, and what may help."""
    blocks: list[Block] = [line(words("search-none", text=search.text))]
    if search.since or search.category:
        blocks.append(line(words("search-try-unfiltered"), style=Style.SMALL))
    elif not await services.store.papers.count():
        blocks.append(line(words("status-empty"), style=Style.SMALL))
    blocks.append(line(words("search-try-words"), style=Style.SMALL))
    return [*blocks, *await services.as_of()]


async def _page(
    search: _Search, found: Found, number: int, page: int, place: Channel, services: Services
) -> Reply:
    many = _many(found)
    entries = _entries(search, found, page, services)
    foot: list[Block] = [
        *pages.numbered(page, many),
        *(() if found.whole else (line(words("search-growing"), style=Style.SMALL),)),
        *await services.as_of(),
        line(words("search-next"), style=Style.SMALL),
    ]
    actions: tuple[Action, ...] = (
        *pages.turning(_TURNED, f"{number}", page, many),
        *await share.offered(_SHARED, f"{number} {page}", place, services),
    )
    similar = Select(
        _LIKE,
        words("menu-similar"),
        tuple(Choice(each.paper, _numbered(each)) for each in entries),
    )
    return Reply(
        Message(
            (await _head(search, services), Listing(entries), *foot),
            actions,
            Menu("save", words("menu-save")),
            selects=(*wording.opening(entries), similar),
        )
    )


def _many(found: Found) -> int:
    return min(-(-found.total // _PAGE), _PAGES)


def _numbered(entry: Entry) -> Words:
    return words("menu-numbered", number=entry.position or 0, title=entry.title)


async def _head(search: _Search, services: Services) -> Line:
    parts = [words("search-for", text=search.text)]
    if search.like:
        like = await services.store.papers.one(search.like)
        parts = [words("search-like", title=like.name if like else search.like)]
    if search.category:
        name = services.taxonomy.name(search.category)
        parts.append(words("search-within", category=search.category, name=name))
    if search.since:
        parts.append(words("search-since", day=search.since))
    return Line(tuple(parts), Style.STRONG)


def _entries(search: _Search, found: Found, page: int, services: Services) -> tuple[Entry, ...]:
    first = (page - 1) * _PAGE + 1
    return tuple(
        replace(
            wording.entry(hit.paper, services.pipeline.look, position=number),
            note=_why(hit),
            links=(),
        )
        for number, hit in enumerate(found.hits, start=first)
    )


def _why(hit: Hit) -> Words:
    """Say when a paper is from and where it has what was looked for."""
    dated = wording.dated(hit.paper)
    if hit.in_title and hit.in_abstract:
        return words("found-both", dated=dated, title=hit.in_title, abstract=hit.in_abstract)
    if hit.in_title:
        return words("found-title", dated=dated, title=hit.in_title)
    if hit.in_abstract:
        return words("found-abstract", dated=dated, abstract=hit.in_abstract)
    return dated


async def _turn(key: str, press: Press, services: Services) -> Reply:
    given, asked = await kept.own(key, _KIND, press.person, services)
    search, page = _Search.read(given.question, given.body), max(asked, 1)
    found = await _found(search, page, services)
    if not found.hits:
        # The store has less than it had.
        page, found = 1, await _found(search, 1, services)
    return await _page(search, found, given.id, page, press.channel, services)


async def _share(key: str, press: Press, services: Services) -> Message:
    given, page = await kept.own(key, _KIND, press.person, services)
    search = _Search.read(given.question, given.body)
    found = await _found(search, max(page, 1), services)
    blocks = (await _head(search, services), Listing(_entries(search, found, page, services)))
    return Message(blocks, menu=Menu("save", words("menu-save")))


async def _similar(key: str, press: Press, services: Services) -> Reply:
    paper: Paper = await named_paper(key, press.channel, services)
    return await _begun(_Search(paper.name, paper.id), press, services)


COMMAND = Command(
    CommandSpec(
        name="search",
        options=(Option("query", required=True), Option("since"), Option("category")),
    ),
    _handle,
    costly=True,
    buttons={
        _TURNED: Button(_turn, changes=True),
        _SHARED: share.button(_share),
        _LIKE: Button(_similar, costly=True),
    },
    suggests={"category": suggest.categories},
)
