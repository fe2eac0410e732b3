"""Links that people write: what is known behind them, where a place has asked for it.

Nobody but the store is asked: no request goes out because somebody wrote something, and no model
is paid for it. The one line is the authors' own.
"""

from collections.abc import Sequence

from bot.commands.command import Services
from bot.domain import papers, wording
from bot.domain.chat import Card, Message, Style, line
from bot.domain.papers import Paper
from bot.domain.summaries import Detail, Material, Order

_MOST = 5
"""Previews under one message."""


async def previews(links: Sequence[str], services: Services) -> dict[str, Message]:
    """Write what is known of the papers behind some links, by link."""
    named = {link: found.id for link in links[:_MOST] if (found := papers.named(link))}
    known = await services.store.papers.get(set(named.values()))
    return {
        link: await _preview(known[id], services)
        for link, id in named.items()
        if id in known and known[id].title
    }


async def _preview(paper: Paper, services: Services) -> Message:
    authors = services.pipeline.writing.authors
    said = await authors.summarise(Material(paper), Order(Detail.HEADLINE))
    entry = wording.entry(paper, services.pipeline.look, summary=said)
    return Message((Card(entry, (line(*wording.byline(paper), style=Style.SMALL),)),))
