"""The query API of the loopback arXiv: whom it lists, and how it writes them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from bot.domain.papers import Paper
from tests.servers.arxiv_faults import Fault
from tests.servers.arxiv_query import QueryError, matches

SLICE_CAP, RESULT_CAP = 2000, 30_000
ATOM = "http://www.w3.org/2005/Atom"
ARXIV = "http://arxiv.org/schemas/atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_NAME = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?")
_LONG_AGO = datetime(1991, 8, 14, tzinfo=UTC)


def answer(
    query: dict[str, str],
    papers: Sequence[Paper],
    paper_of: Callable[[str], Paper | None],
    fault: Fault,
) -> tuple[int, bytes]:
    """Answer a query.

    Args:
        papers: All there are.
        paper_of: Finds one by its id without a version.
    """
    try:
        start, most = int(query.get("start", 0)), int(query.get("max_results", 10))
    except ValueError:
        return _refused("start and max_results must be integers")
    if start < 0 or most < 0:
        return _refused("start and max_results must be non-negative")
    if most > RESULT_CAP or start > RESULT_CAP:
        return _refused(f"max_results may not exceed {RESULT_CAP}", status=400)
    try:
        ids = query.get("id_list", "")
        found = _listed(ids, paper_of) if ids else list(papers)
        if "search_query" in query:
            test = matches(query["search_query"])
            found = [paper for paper in found if test(paper)]
    except QueryError as error:
        return _refused(str(error), status=400)
    except LookupError as error:
        return _refused(f"incorrect id format for {error.args[0]}")
    found = _ordered(found, query.get("sortBy", "relevance"), query.get("sortOrder"))
    page = [] if fault.empty_page else found[start : start + min(most, SLICE_CAP)]
    if fault.twice:
        page = [*page[:-1], *page[:1]]
    return 200, _results(page, len(found) + fault.more, start, most)


def _listed(ids: str, paper_of: Callable[[str], Paper | None]) -> list[Paper]:
    found = []
    for name in ids.split(","):
        read = _NAME.fullmatch(name)
        if read is None:
            raise LookupError(name)
        paper = paper_of(read[1])
        if paper is not None and (version := int(read[2] or 0)):
            paper = _at_version(paper, version)
        if paper is not None:
            found.append(paper)
    return found


def _at_version(paper: Paper, number: int) -> Paper | None:
    if number > (paper.version or 1):
        return None
    dates = {version.number: version.submitted for version in paper.versions}
    return replace(paper, version=number, updated=dates.get(number) or paper.updated)


def _ordered(found: list[Paper], by: str, order: str | None) -> list[Paper]:
    if by == "relevance":
        return found

    def moment(paper: Paper) -> datetime:
        return (paper.submitted if by == "submittedDate" else _updated(paper)) or _LONG_AGO

    return sorted(found, key=moment, reverse=order != "ascending")


def _updated(paper: Paper) -> datetime | None:
    """Return when the version at hand was sent."""
    return paper.updated or paper.submitted


def _results(page: Sequence[Paper], total: int, start: int, most: int) -> bytes:
    feed = etree.Element(
        f"{{{ATOM}}}feed", nsmap={None: ATOM, "arxiv": ARXIV, "opensearch": OPENSEARCH}
    )
    _add(feed, f"{{{ATOM}}}title", "arXiv Query")
    _add(feed, f"{{{OPENSEARCH}}}itemsPerPage", most)
    _add(feed, f"{{{OPENSEARCH}}}totalResults", total)
    _add(feed, f"{{{OPENSEARCH}}}startIndex", start)
    for paper in page:
        entry = _add(feed, f"{{{ATOM}}}entry")
        address = f"http://arxiv.org/abs/{paper.id}v{paper.version or 1}"
        _add(entry, f"{{{ATOM}}}id", address)
        _add(entry, f"{{{ATOM}}}title", paper.raw.title or paper.title)
        _add(entry, f"{{{ATOM}}}updated", _instant(_updated(paper)))
        _add(entry, f"{{{ATOM}}}link", href=address, rel="alternate", type="text/html")
        _add(entry, f"{{{ATOM}}}summary", paper.raw.abstract or paper.abstract)
        for term in paper.categories:
            _add(entry, f"{{{ATOM}}}category", term=term, scheme=ARXIV)
        _add(entry, f"{{{ATOM}}}published", _instant(paper.submitted))
        for name, text in (
            ("comment", paper.comment),
            ("journal_ref", paper.journal_ref),
            ("doi", paper.doi),
        ):
            if text is not None:
                _add(entry, f"{{{ARXIV}}}{name}", text)
        _add(entry, f"{{{ARXIV}}}primary_category", term=paper.primary or "")
        for author in paper.authors:
            _add(_add(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", author)
    return _bytes(feed)


def _refused(reason: str, status: int = 200) -> tuple[int, bytes]:
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "opensearch": OPENSEARCH})
    _add(feed, f"{{{ATOM}}}title", "arXiv Search Results")
    _add(feed, f"{{{OPENSEARCH}}}itemsPerPage", 1)
    _add(feed, f"{{{OPENSEARCH}}}totalResults", 1)
    _add(feed, f"{{{OPENSEARCH}}}startIndex", 0)
    entry = _add(feed, f"{{{ATOM}}}entry")
    _add(entry, f"{{{ATOM}}}id", f"https://arxiv.org/api/errors#{reason.replace(' ', '_')}")
    _add(entry, f"{{{ATOM}}}title", "Error")
    _add(entry, f"{{{ATOM}}}updated", _instant(None))
    _add(entry, f"{{{ATOM}}}summary", reason)
    return status, _bytes(feed)


def _add(
    parent: etree._Element, tag: str, text: object = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = None if text is None else str(text)
    return element


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _instant(moment: datetime | None) -> str:
    return (moment or _LONG_AGO).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
