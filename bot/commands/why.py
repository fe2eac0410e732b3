"""`why PAPER`: why this channel got a paper, will get it, or never will."""

from bot.commands import suggest
from bot.commands.command import Command, Services, answer
from bot.commands.naming import named_paper
from bot.domain import digest, timing, wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import KnownChannel
from bot.domain.chat import Block, Style, line, words
from bot.domain.papers import Paper
from bot.domain.topics import explain


async def _handle(call: Call, services: Services) -> Reply:
    paper = await named_paper(call.options.get("paper", ""), call.channel, services)
    channel = await services.channel(call.channel)
    return answer(
        line(words("why-title", title=paper.name), style=Style.STRONG),
        line(*wording.byline(paper), style=Style.SMALL),
        *await _told(paper, channel, services),
        *await _wanted(paper, channel, services),
    )


async def _told(paper: Paper, channel: KnownChannel, services: Services) -> list[Block]:
    told = (await services.store.digests.told(channel.id, [paper.id])).get(paper.id)
    if told is None:
        return []
    its = await services.store.digests.by_id(told.digest)
    key = "why-posted" if told.how == "carded" else "why-listed"
    if its and its.finished_at is None:
        key = "why-unfinished"
    return [line(words(key, at=timing.slot_at(told.slot)))]


async def _wanted(paper: Paper, channel: KnownChannel, services: Services) -> list[Block]:
    followed = await services.store.subscriptions.of(channel.id)
    if not followed:
        return [line(words("topics-none"))]
    arrivals = await services.store.arrivals.of(paper.id)
    told = paper.id in await services.store.digests.told(channel.id, [paper.id])
    kinds = digest.wanted_kinds(channel.settings.include)
    blocks: list[Block] = []
    for each in followed:
        match = explain(services.read(each.text), paper)
        if match is None:
            blocks.append(line(words("why-no-match", name=each.name, text=each.text)))
            continue
        blocks.append(line(words("why-match", name=each.name, reasons=match.reasons)))
        if told:
            continue
        counted = [arrival for arrival in arrivals if arrival.kind in kinds]
        if not counted:
            blocks.append(line(words("why-not-announced"), style=Style.SMALL))
        elif all(arrival.seq <= each.began for arrival in counted):
            blocks.append(line(words("why-before", on=each.since), style=Style.SMALL))
        elif any(arrival.seq > channel.served_to for arrival in counted):
            blocks.append(line(words("why-waiting"), style=Style.SMALL))
        else:
            blocks.append(line(words("why-passed"), style=Style.SMALL))
    return blocks


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _handle(Call("why", press.person, press.channel, {"paper": key}), services)


COMMAND = Command(
    CommandSpec(name="why", options=(Option("paper", Kind.PAPER, required=True),)),
    _handle,
    presses={"why": _press},
    suggests={"paper": suggest.papers_here},
)
