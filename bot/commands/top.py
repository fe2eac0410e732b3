"""`top [week|month]`: what the people of this channel saved most of what it was told.

Only saves from this channel count. What anybody saves elsewhere, or by typing, is their own matter.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.commands.command import Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Reply
from bot.domain.chat import Listing, Menu, Message, Style, line, words
from bot.domain.papers import Paper, PaperId
from bot.domain.topics import Topic, explain

_WEEK, _MONTH = "week", "month"
_DAYS = {_WEEK: 7, _MONTH: 30}
_SHOWN = 10


async def _handle(call: Call, services: Services) -> Reply:
    asked = call.options.get("period", "").strip().casefold()
    period = asked if asked in _DAYS else _WEEK
    channel = await services.channel(call.channel)
    since = services.pipeline.clock() - timedelta(days=_DAYS[period])
    kept = await services.store.tastes.kept(channel, since)
    if not kept:
        return answer(line(words(f"top-none-{period}")), line(words("top-how"), style=Style.SMALL))
    papers = await services.store.papers.get([each.paper for each in kept])
    followed = await services.store.subscriptions.of(channel.id)
    topics = [services.read(each.text) for each in followed]
    # In a thread: a hundred papers against twenty topics take longer than an answer should wait.
    wanted = await asyncio.to_thread(_wanted, papers, topics)
    known = [each for each in kept if each.paper in papers]
    best = sorted(known, key=lambda each: (-each.people, -wanted[each.paper]))[:_SHOWN]
    entries = tuple(
        wording.entry(
            papers[each.paper],
            services.pipeline.look,
            position=number,
            note=words("top-saved", count=each.people),
        )
        for number, each in enumerate(best, start=1)
    )
    return Reply(
        Message(
            (
                line(words(f"top-title-{period}"), style=Style.STRONG),
                Listing(entries),
                line(words("top-how"), style=Style.SMALL),
            ),
            menu=Menu("save", words("menu-save")),
            selects=wording.opening(entries),
        )
    )


def _wanted(papers: Mapping[PaperId, Paper], topics: Sequence[Topic]) -> dict[PaperId, int]:
    """Count for each paper the topics that want it."""
    return {
        id: sum(explain(topic, paper) is not None for topic in topics)
        for id, paper in papers.items()
    }


COMMAND = Command(
    CommandSpec(name="top", options=(Option("period", Kind.CHOICE, choices=(_WEEK, _MONTH)),)),
    _handle,
)
