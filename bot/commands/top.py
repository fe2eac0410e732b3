"""`top [week|month]`: what the people of this channel saved most of what it was told.

Only saves from this channel count. What anybody saves elsewhere, or by typing, is their own matter.
"""

from datetime import timedelta

from bot.commands.command import Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Reply
from bot.domain.chat import Listing, Menu, Message, Style, line, words
from bot.domain.topics import explain

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
    wanted = {
        id: sum(explain(topic, paper) is not None for topic in topics)
        for id, paper in papers.items()
    }
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


COMMAND = Command(
    CommandSpec(name="top", options=(Option("period", Kind.CHOICE, choices=(_WEEK, _MONTH)),)),
    _handle,
)
