"""`status`: what was announced and posted last, what comes next, and what is late and why."""

import asyncio
from datetime import date

from bot.commands import topics
from bot.commands.command import Command, Services, answer
from bot.domain import hints, silence, timing, wording
from bot.domain.batches import BatchState
from bot.domain.calls import Call, CommandSpec, Reply
from bot.domain.channels import WITHOUT_END, KnownChannel
from bot.domain.chat import Block, Place, Style, line, words
from bot.domain.spend import Period, Scope
from bot.pipeline.announced import Outlook


async def _handle(call: Call, services: Services) -> Reply:
    channel = await services.channel(call.channel)
    manager = await services.manages(call.person, call.channel)
    return answer(
        line(words("status-title", channel=wording.place(call.channel)), style=Style.STRONG),
        *_announcements(await services.announced.outlook(), channel, manager=manager),
        *await _digests(channel, services),
        *await _silence(channel, services),
        *await _next(channel, services),
        *_reactions(channel, services),
        *await _rights(call, services, manager=manager),
        *await _spend(call, services, manager=manager),
        *await services.as_of(),
        line(words("status-next"), style=Style.SMALL),
    )


def _announcements(outlook: Outlook, channel: KnownChannel, *, manager: bool) -> list[Block]:
    """Say what arXiv announced last, and what has become of what it should have announced."""
    schedule, calendar = channel.settings.schedule, outlook.calendar
    blocks: list[Block] = []
    if outlook.last:
        blocks.append(line(*silence.announcement(outlook.last)))
    else:
        blocks.append(line(words("status-empty")))
    at = timing.local(schedule, calendar.listed_at(outlook.next))
    following = words("silence-next", at=at, zone=schedule.zone)
    failed = outlook.missing is not None and outlook.missing.state is BatchState.FAILED
    if outlook.missing:
        blocks.append(line(silence.missing(outlook.missing, calendar, at, outlook.reason)))
    elif calendar.quiet(outlook.today):
        why = silence.why_quiet(outlook.today, calendar)
        blocks.append(line(words("silence-quiet", why=why), following))
    else:
        blocks.append(line(following))
    if manager and outlook.reason and not failed:
        blocks.append(line(words("status-unread", reason=outlook.reason), style=Style.SMALL))
    return blocks


def _reactions(channel: KnownChannel, services: Services) -> list[Block]:
    """Say so while reactions that were made in our absence are still being read."""
    since = services.reread_since(channel.channel.platform)
    if since is None:
        return []
    at = timing.local(channel.settings.schedule, since)
    return [line(words("status-rereading", at=at), style=Style.SMALL)]


async def _digests(channel: KnownChannel, services: Services) -> list[Block]:
    """Say what was posted last, and whether something is stuck."""
    last = await services.store.digests.last(channel.id)
    if last is None:
        return []
    schedule = channel.settings.schedule
    at = timing.slot_at(schedule, last.slot)
    if last.finished_at:
        return [line(words("status-last", at=at, count=last.total))]
    if schedule.paused_until == WITHOUT_END:
        return [line(words("status-refused", at=at, count=last.total))]
    blocks: list[Block] = [line(words("status-unfinished", at=at, count=last.total))]
    if last.tries:
        blocks.append(line(words("status-tries", count=last.tries), style=Style.SMALL))
    return blocks


async def _silence(channel: KnownChannel, services: Services) -> list[Block]:
    """Say since when nothing has matched, and what came nearest."""
    silent = await services.store.silences.of(channel.id)
    if silent is None:
        return []
    harvest = await services.store.batches.harvest()
    news_from = harvest.news_from if harvest else date.min
    days = await services.store.silences.days(silent.after, silent.until, news_from)
    if not days:
        return []
    blocks: list[Block] = [line(words("status-silent", days=len(days)))]
    followed = await services.store.subscriptions.of(channel.id)
    wanted = [(each, services.read(each.text)) for each in followed]
    recent = await services.lately.recent()
    for near in await asyncio.to_thread(hints.nearest, wanted, recent, silent.after, 1):
        paper = near.miss.paper
        nearest = words("status-nearest", title=paper.name, id=paper.id)
        blocks.append(line(nearest, hints.kept_out(near), style=Style.SMALL))
    return blocks


async def _next(channel: KnownChannel, services: Services) -> list[Block]:
    blocks: list[Block] = []
    waiting = await services.store.arrivals.last() - channel.served_to
    if waiting > 0 and await services.store.subscriptions.of(channel.id):
        blocks.append(line(words("status-waiting", count=waiting)))
    blocks.append(line(*topics.next_digest(channel)))
    if timing.is_paused(channel.settings.schedule, services.pipeline.clock()):
        blocks.append(line(words("status-paused"), style=Style.SMALL))
    return blocks


async def _rights(call: Call, services: Services, *, manager: bool) -> list[Block]:
    """Say what keeps digests out, to those who can do something about it."""
    troubles = await services.troubles(call.channel)
    if manager:
        return troubles or [line(words("status-rights"), style=Style.SMALL)]
    return [line(words("status-troubles"))] if troubles else []


async def _spend(call: Call, services: Services, *, manager: bool) -> list[Block]:
    """Say to those who manage it what the model has used up for their server or workspace.

    Of everybody together they are only told how much of a limit is left: what others use up is
    not theirs to know. Nor is it in direct messages, which everybody manages for themselves.
    """
    spending, here = services.spending, call.channel
    if not manager or here.kind is Place.DIRECT or not services.pipeline.writing.writers:
        return []
    today, month = [await spending.used(Scope.SPACE, period, here) for period in Period]
    used = words("status-spend", today=today.said(), month=month.said())
    blocks: list[Block] = [line(used, style=Style.SMALL)]
    for budget in await spending.of(here):
        if budget.scope is Scope.ALL or (budget.scope is Scope.SPACE and here.space):
            so_far = await spending.used(budget.scope, budget.period, here)
            left, most = budget.percent_left(so_far), budget.amount.said()
            said = words(f"status-left-{budget.name}", percent=left, most=most)
            blocks.append(line(said, style=Style.SMALL))
    return blocks


COMMAND = Command(CommandSpec(name="status"), _handle)
