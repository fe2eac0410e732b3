"""`digest [TOPIC] [since=…] [until=…] [as=list|file|blog]`: papers of any days, now, only for you.

`All 60` under a heading answers here too: the whole of a digest that was cut.
"""

import asyncio
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.commands import lists, suggest
from bot.commands.command import Button, Command, Services, answer
from bot.domain import ledger, pages, timing, wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import KnownChannel
from bot.domain.chat import Action, Listing, Menu, Style, line, words
from bot.domain.days import read_range
from bot.domain.digest import Edition
from bot.domain.documents import BLOG, Post
from bot.domain.errors import UserError
from bot.domain.jobs import Deliver
from bot.domain.overview import By, Gathering, Overview, of_edition
from bot.domain.spend import Payer
from bot.domain.topics import Topic, default_name

_SHOWN = 10
_LONGEST_RANGE = 366


async def _handle(call: Call, services: Services) -> Reply:
    wanted = await _wanted(call, services)
    first, last = await _range(call, services)
    gathering = Gathering(wanted, by=By.ANNOUNCED, first=first, last=last)
    async for papers in services.store.papers.chunks(first, last):
        await asyncio.to_thread(gathering.add, papers)
    name = ", ".join(name for name, _ in wanted)
    found = gathering.overview(name, limit=None)
    if not found.items:
        nothing = words("digest-nothing", name=name, first=first, last=last)
        if await services.store.arrivals.last_day() is None:
            nothing = words("status-empty")
        return answer(line(nothing), *await services.as_of())
    channel = await services.channel(call.channel)
    if call.options.get("as") == "file":
        file = services.export(found, channel.settings.languages.first)
        return answer(line(words("digest-file", count=found.total, file=file.name)), files=(file,))
    if call.options.get("as") == "blog":
        return await _post_of_a_blog(found, channel, call, services)
    reply = await lists.first(found, call, services)
    if call.options.get("topic", "").strip():
        return reply
    if not await services.manages(call.person, call.channel):
        return reply
    post = Action(wording.action_id("post", f"{first}:{last}"), words("action-post"))
    actions = (*reply.message.actions, post)
    return replace(reply, message=replace(reply.message, actions=actions))


async def _post(key: str, press: Press, services: Services) -> Reply:
    """Post what this channel follows from those days, for everybody."""
    first, last = map(date.fromisoformat, key.split(":"))
    channel = await services.channel(press.channel)
    if timing.is_paused(channel.settings.schedule, services.pipeline.clock()):
        return answer(line(words("posted-paused")))
    count = await services.pipeline.pick_now(channel, first, last)
    if not count:
        return answer(line(words("posted-nothing")))
    services.submit(Deliver(channel.id, press.channel.platform))
    return answer(line(words("posted", count=count)))


async def _wanted(call: Call, services: Services) -> list[tuple[str, Topic]]:
    if typed := call.options.get("topic", "").strip():
        topic = await services.new_topic(typed)
        return [(default_name(topic), topic)]
    channel = await services.channel(call.channel)
    followed = await services.store.subscriptions.of(channel.id)
    if not followed:
        raise UserError(words("topics-none"))
    return [(each.name, services.read(each.text)) for each in followed]


async def _range(call: Call, services: Services) -> tuple[date, date]:
    """Read the range; without one it is the last announcement."""
    today = services.pipeline.clock().date()
    first, last = read_range(call.options.get("since", ""), call.options.get("until", ""), today)
    newest = await services.store.arrivals.last_day() or today
    first, last = first or last or newest, last or max(newest, today)
    if (last - first).days > _LONGEST_RANGE:
        raise UserError(words("range-too-long", most=_LONGEST_RANGE))
    return first, last


async def _post_of_a_blog(
    found: Overview, channel: KnownChannel, call: Call, services: Services
) -> Reply:
    """Hand over the newest papers as a post: to read each whole takes its time."""
    shown = [item.paper for item in found.items[:_SHOWN]]
    documents = services.documents
    payer = Payer(call.channel, call.person)
    language = (channel.settings.languages or services.languages).first
    readings = await documents.read(shown, details=BLOG, language=language, payer=payer)
    zone = ZoneInfo(channel.settings.schedule.zone)
    at = services.pipeline.clock().astimezone(zone)
    file = documents.write_post(Post(found.name, at, language, readings))
    cut = words("blog-more", shown=len(shown), count=found.total)
    return answer(
        line(words("blog-file", count=len(shown), file=file.name)),
        *((line(cut, style=Style.SMALL),) if found.total > len(shown) else ()),
        files=(file,),
    )


async def _all(key: str, press: Press, services: Services) -> Reply:
    """Show a page of a whole digest, numbered as in its heading; `5:2` is page 2 of digest 5."""
    id, _, asked = key.partition(":")
    channel = await services.channel(press.channel)
    edition = await _edition(id, channel, services)
    if edition is None:
        return answer(line(words("digest-gone")))
    many = -(-edition.total // _SHOWN)
    page = pages.within(int(asked) if asked.isdecimal() else 1, many)
    first = (page - 1) * _SHOWN
    picks = list(enumerate(edition.picks, start=1))[first : first + _SHOWN]
    papers = await services.store.papers.get([pick.paper for _, pick in picks])
    entries = tuple(
        wording.entry(papers[pick.paper], services.pipeline.look, position=number)
        for number, pick in picks
        if pick.paper in papers
    )
    turning = pages.turning("all", id, page, many, between=":")
    file = Action(wording.action_id("all-file", id), words("action-file"))
    reply = answer(
        line(
            words("digest-all", count=edition.total),
            words("digest-page", first=first + 1, last=first + len(picks)),
            style=Style.STRONG,
        ),
        Listing(entries),
        line(words("digest-all-next"), style=Style.SMALL),
        actions=(*turning, file),
    )
    menu = Menu("save", words("menu-save"))
    message = replace(reply.message, menu=menu, selects=wording.opening(entries))
    return replace(reply, message=message)


async def _all_as_file(key: str, press: Press, services: Services) -> Reply:
    """Hand over a whole digest as a file."""
    channel = await services.channel(press.channel)
    edition = await _edition(key, channel, services)
    if edition is None:
        return answer(line(words("digest-gone")))
    papers = await services.store.papers.get([pick.paper for pick in edition.picks])
    file = services.export(of_edition(edition, papers, {}), channel.settings.languages.first)
    said = words("digest-file", count=edition.total, file=file.name)
    return answer(line(said), files=(file,))


async def _edition(id: str, channel: KnownChannel, services: Services) -> Edition | None:
    """Return what a digest of this channel holds, or None if it is not of this channel."""
    kept = await services.store.digests.by_id(int(id)) if id.isdecimal() else None
    if kept is None or kept.channel != channel.id:
        return None
    return ledger.from_json(kept.body, kept.shown)


COMMAND = Command(
    CommandSpec(
        name="digest",
        options=(
            Option("topic", Kind.TOPIC),
            Option("since"),
            Option("until"),
            Option("as", Kind.CHOICE, choices=("list", "file", "blog")),
        ),
    ),
    _handle,
    costly=True,
    buttons={
        "all": Button(_all, changes=True),
        "all-file": Button(_all_as_file),
        "post": Button(_post, Audience.MANAGERS),
    }
    | lists.buttons(),
    suggests={"topic": suggest.categories},
)
