"""`status`: what was announced last, what was posted last, what comes next, what is late."""

from bot.commands import topics
from bot.commands.command import Command, Services, answer
from bot.domain import timing, wording
from bot.domain.calls import Call, CommandSpec, Reply
from bot.domain.chat import Block, Style, line, words


async def _handle(call: Call, services: Services) -> Reply:
    store = services.store
    channel = await services.channel(call.channel)
    blocks: list[Block] = [
        line(words("status-title", channel=wording.place(call.channel)), style=Style.STRONG)
    ]
    day = await store.arrivals.last_day()
    papers = await store.papers.count()
    blocks.append(
        line(words("status-announced", day=day, papers=papers) if day else words("status-empty"))
    )
    if last := await store.digests.last(channel.id):
        key = "status-last" if last.finished_at else "status-unfinished"
        blocks.append(line(words(key, at=timing.slot_at(last.slot), count=last.total)))
    quiet = await store.digests.last(channel.id, with_papers=False)
    if quiet and quiet.total == 0:
        blocks.append(line(words("status-quiet", at=timing.slot_at(quiet.slot))))
    waiting = await store.arrivals.last() - channel.served_to
    if waiting > 0 and await store.subscriptions.of(channel.id):
        blocks.append(line(words("status-waiting", count=waiting)))
    blocks.append(line(*topics.next_digest(channel)))
    blocks += await services.troubles(call.channel)
    if until := await services.busy_until():
        blocks.append(line(words("status-throttled", until=until)))
    return answer(*blocks, line(words("status-next"), style=Style.SMALL))


COMMAND = Command(CommandSpec(name="status"), _handle)
