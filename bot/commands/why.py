"""`why PAPER`: when it was announced, and why this channel got it, will get it, or never will."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.commands import less, share, suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import called_paper, named_paper
from bot.commands.topics import next_digest
from bot.domain import digest, ledger, nearly, silence, timing, wording
from bot.domain.batches import BatchState
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import Include, KnownChannel, Subscription
from bot.domain.chat import Block, Channel, Message, Style, Words, line, words
from bot.domain.nearly import Miss
from bot.domain.papers import Arrival, ArrivalKind, Paper
from bot.domain.topics import explain

_SHARED = "share-why"
_PUBLIC = (ArrivalKind.NEW, ArrivalKind.CROSS)


async def _handle(call: Call, services: Services) -> Reply:
    paper = await called_paper(call, services)
    blocks = await _explained(paper, call.channel, services)
    shared = await share.offered(_SHARED, paper.id, call.channel, services)
    return answer(*blocks, actions=shared)


async def _share(key: str, press: Press, services: Services) -> Message:
    paper = await named_paper(key, press.channel, services)
    return Message(await _explained(paper, press.channel, services))


async def _explained(paper: Paper, place: Channel, services: Services) -> tuple[Block, ...]:
    channel = await services.channel(place)
    arrivals = await services.store.arrivals.of(paper.id)
    told = await _told(paper, channel, services)
    return (
        line(words("why-title", title=paper.name), style=Style.STRONG),
        line(*wording.byline(paper), style=Style.SMALL),
        *await _announced(arrivals, services),
        *told,
        *await _wanted(paper, arrivals, channel, services, told=bool(told)),
        *await services.as_of(),
    )


async def _announced(arrivals: Sequence[Arrival], services: Services) -> list[Block]:
    """Say when it was announced and as what, and whether the list of that day is known whole."""
    if not arrivals:
        return [line(words("why-never-announced"))]
    by_day = sorted(arrivals, key=lambda each: (each.day, each.seq))
    blocks: list[Block] = [line(*map(silence.told_as, by_day))]
    if any(each.inferred for each in arrivals):
        blocks.append(line(words("why-about"), style=Style.SMALL))
    last = by_day[-1].day
    states = await services.announced.days(last, last)
    if any(day.state is BatchState.PARTIAL for day in states):
        blocks.append(line(words("why-partial", day=last), style=Style.SMALL))
    return blocks


async def _told(paper: Paper, channel: KnownChannel, services: Services) -> list[Block]:
    told = (await services.store.digests.told(channel.id, [paper.id])).get(paper.id)
    if told is None:
        return []
    its = await services.store.digests.by_id(told.digest)
    key = "why-posted" if told.how == "carded" else "why-listed"
    if its and its.finished_at is None:
        key = "why-unfinished"
    said = [line(words(key, at=timing.slot_at(channel.settings.schedule, told.slot)))]
    return [*said, *(await _moved(paper, its.body, services) if its else [])]


async def _moved(
    paper: Paper, body: Sequence[Mapping[str, object]], services: Services
) -> list[Block]:
    """Say what moved a paper up or down in its digest, where anything did."""
    # Only that one is read: a list may have hundreds, each with all its reasons.
    its = [each for each, id in zip(body, ledger.papers(body), strict=True) if id == paper.id]
    leaning = next((each.leaning for each in ledger.from_json(its, 1).picks), None)
    if leaning is None:
        return []
    like = await services.store.papers.one(leaning.like)
    title = like.name if like else leaning.like
    key = "why-lower" if leaning.side < 0 else "why-higher"
    return [line(words(key, title=title), style=Style.SMALL)]


async def _wanted(
    paper: Paper,
    arrivals: Sequence[Arrival],
    channel: KnownChannel,
    services: Services,
    *,
    told: bool,
) -> list[Block]:
    """Say which topics want it, and what kept it out where it was not told."""
    followed = await services.store.subscriptions.of(channel.id)
    if not followed:
        return [line(words("topics-none"))]
    harvest = await services.store.batches.harvest()
    news_from = harvest.news_from if harvest else date.min
    blocks: list[Block] = []
    misses: list[tuple[Subscription, Miss]] = []
    for each in followed:
        topic = services.read(each.text)
        match = explain(topic, paper)
        if match is None:
            if miss := nearly.miss(topic, paper):
                misses.append((each, miss))
            continue
        blocks.append(line(words("why-match", name=each.name, reasons=match.reasons)))
        if not told:
            late = topic.asks_comments
            blocks += _untold(each, arrivals, channel, news_from, comments=late)
    if not blocks and misses:
        return _nearest(misses)
    return blocks


def _untold(
    subscription: Subscription,
    arrivals: Sequence[Arrival],
    channel: KnownChannel,
    news_from: date,
    *,
    comments: bool,
) -> list[Block]:
    """Say why a paper was not told of that a topic wants, or when it will be."""
    kinds = digest.wanted_kinds(channel.settings.include)
    counted = [
        each
        for each in arrivals
        if each.kind in kinds or (each.kind is ArrivalKind.COMMENT and comments)
    ]
    fresh = [each for each in counted if each.seq > subscription.began]
    news = [each for each in fresh if each.day >= news_from or not each.inferred]
    if any(each.seq > channel.served_to for each in news):
        return [
            line(words("why-waiting"), style=Style.SMALL),
            line(*next_digest(channel), style=Style.SMALL),
        ]
    return [line(_reason(subscription, arrivals, counted, fresh, news, channel), style=Style.SMALL)]


def _reason(
    subscription: Subscription,
    arrivals: Sequence[Arrival],
    counted: Sequence[Arrival],
    fresh: Sequence[Arrival],
    news: Sequence[Arrival],
    channel: KnownChannel,
) -> Words:
    if news:
        return words("why-passed")
    if fresh:
        return words("why-no-news")
    if counted:
        return words("why-before", on=subscription.since)
    public = any(each.kind in _PUBLIC for each in arrivals)
    if public and channel.settings.include is Include.NEW:
        return words("why-cross-only")
    return words("why-replaced-only" if arrivals else "why-not-announced")


def _nearest(misses: Sequence[tuple[Subscription, Miss]]) -> list[Block]:
    """Name the topic that came nearest, and what would have had to be otherwise."""
    nearest, miss = min(misses, key=lambda each: each[1].weight)
    blocks: list[Block] = [
        line(words("why-no-match", name=nearest.name, text=nearest.text)),
        line(words("why-kept-out", reasons=miss.reasons), style=Style.SMALL),
    ]
    if others := len(misses) - 1:
        blocks.append(line(words("why-others", count=others), style=Style.SMALL))
    return blocks


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _handle(Call("why", press.person, press.channel, {"paper": key}), services)


COMMAND = Command(
    CommandSpec(name="why", options=(Option("paper", Kind.PAPER, required=True),)),
    _handle,
    buttons={"why": Button(_press), _SHARED: share.button(_share)} | less.buttons(),
    suggests={"paper": suggest.papers_here},
)
