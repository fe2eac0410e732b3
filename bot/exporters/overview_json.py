"""The overview of a range of days as JSON, for other programs."""

import json

from bot.domain import addresses, links
from bot.domain.chat import Say
from bot.domain.overview import Item, Overview


def dumps(overview: Overview, say: Say, site: str) -> str:
    """Write an overview as one JSON object; what is not known is null or empty."""
    body = {
        "name": overview.name,
        "by": overview.by.value,
        "since": overview.first.isoformat() if overview.first else None,
        "until": overview.last.isoformat() if overview.last else None,
        "total": overview.total,
        "days": {day.isoformat(): count for day, count in overview.counts},
        "papers": [_paper(item, say, site) for item in overview.items],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _paper(item: Item, say: Say, site: str) -> dict[str, object]:
    paper, summary = item.paper, item.summary
    return {
        "id": paper.id,
        "version": paper.version,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "categories": list(paper.categories),
        "primary_category": paper.primary,
        "date": item.day.isoformat(),
        "dated_by": item.dated_by.value,
        "url": addresses.abs_url(site, paper.id, paper.version),
        "links": [{"kind": each.kind.value, "url": each.url} for each in links.of(paper)],
        "one_liner": summary.text if summary else None,
        "one_liner_by": (summary.writer or "authors") if summary else None,
        "topics": list(item.names),
        "because": [say(reason) for reason in item.because],
        "comment": paper.comment,
        "doi": paper.doi,
    }
