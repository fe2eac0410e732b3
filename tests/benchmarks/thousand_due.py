"""One run of the test of a thousand channels: prepare, let all be due, look at what came of it."""

import asyncio
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import cycle
from tempfile import TemporaryDirectory
from typing import Protocol

from sqlalchemy import select

from bot.app import open_store, topic_reader
from bot.app.outside import channel_defaults
from bot.domain.channels import Layout
from bot.domain.chat import Channel
from bot.settings import Settings, load
from bot.store import Store
from bot.store.tables import digest
from tests.benchmarks.child import started
from tests.benchmarks.crowd import Standing, paper_of
from tests.benchmarks.prepared import TOPICS

MORNING = datetime(2025, 11, 5, 6, tzinfo=UTC)
"""When the bot's clock starts: the papers of that day have just been announced."""
_PATIENCE_S = 120.0
_GLANCE_S = 0.2

Tell = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is due.

    Attributes:
        cards: Papers in each digest.
        listed: In list layout: the heading alone.
        papers: Announced that day.
        faster: So many times as fast as real ones are the clocks of all limits, on both sides.
        per_minute: Messages that a Slack workspace may get in a minute.
        history: Slack lets us read what we posted.
    """

    channels: int = 1000
    cards: int = 10
    listed: bool = False
    papers: int = 300
    faster: float = 1.0
    per_minute: int = 300
    history: bool = True

    def __str__(self) -> str:
        layout = "list layout" if self.listed else f"with {self.cards} cards"
        haste = f", clocks of all limits {self.faster:g} times as fast" * (self.faster != 1)
        return f"{self.channels} channels, {layout}{haste}"


class Service(Protocol):
    """A loopback chat service that enforces real limits."""

    name: str

    def __init__(self, plan: Plan) -> None: ...

    async def open(self, stack: AsyncExitStack) -> None:
        """Start it, with its channels."""

    def environ(self) -> Mapping[str, str]:
        """Return the settings that lead the bot here."""

    def places(self) -> Sequence[Channel]:
        """Return the channels as the bot knows them."""

    def standing(self, place: Channel) -> Standing:
        """Return what the bot has posted in a channel."""

    def counts(self) -> Counter[str]:
        """Count what must be asked for what stands now, by kind."""

    def asked(self) -> int:
        """Count what was asked, except by people."""

    def too_many(self) -> Mapping[str, int]:
        """Count the requests that were answered 429."""

    def moments(self) -> list[float]:
        """Return when each message was posted, in seconds since 1970."""

    def best(self) -> float:
        """Return the seconds in which what stands now could have been posted at the soonest."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it, in seconds; those of the CPU are of all cores together.

    Attributes:
        complete: Channels whose digest stands whole, each card once, and is known to.
        counts: What stands.
        besides: Requests that were not needed for what stands.
        best: How long it had to take.
        first: From the moment all were due to the first message.
        took: To the last one.
        settled: Until the bot knew of all of them.
        too_many: Requests that were answered 429.
        rounds: How often the bot looked who was due until nobody was.
        load: Of the machine, when it began and when it ended.
    """

    channels: int
    complete: int
    counts: Counter[str]
    besides: int
    best: float
    first: float
    took: float
    settled: float
    too_many: Mapping[str, int]
    rounds: int
    bot_cpu: float
    service_cpu: float
    load: tuple[float, float]
    complaints: Sequence[str] = field(default=())

    @property
    def ratio(self) -> float:
        """How many times as long as it had to take."""
        return self.took / self.best

    def missed(self, most: float) -> list[str]:
        """Name what is not good enough, with `most` as the limit of the ratio."""
        found = []
        if self.too_many:
            found.append(f"{sum(self.too_many.values())} requests were answered 429")
        if self.complete < self.channels:
            found.append(f"{self.channels - self.complete} digests are not complete")
        if self.ratio > most:
            found.append(f"the ratio is {self.ratio:.3f}, the limit is {most:g}")
        return found


async def measure(
    kind: type[Service], plan: Plan, tell: Tell = lambda what, share: None
) -> Measured:
    """Let every channel be due at once, and wait until every digest stands."""
    service = kind(plan)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="paperboy-thousand-"))
        await service.open(stack)
        environ = {"PAPERBOY_DATA_DIR": folder, **service.environ()}
        settings = load(environ)
        tell("prepares", None)
        await _prepare(settings, plan, service.places())
        child = await stack.enter_async_context(
            started(
                "tests.benchmarks.thousand_bot",
                *("--papers", str(plan.papers), "--faster", str(plan.faster)),
                environ=environ,
            )
        )
        await child.says("connected")

        before, load_before = service.asked(), os.getloadavg()[0]
        child.is_told("go")
        began = (await child.says("due"))["due"]
        cpu, cpu_here = child.cpu(), time.process_time()
        served = asyncio.create_task(child.says("served", within=_longest(plan)))
        while not served.done():
            tell("posts", (service.asked() - before) / _expected(plan))
            await asyncio.wait([served], timeout=_GLANCE_S)
        said = await served
        settled = said["served"] - began
        bot_cpu, service_cpu = child.cpu() - cpu, time.process_time() - cpu_here
        load_after = os.getloadavg()[0]
        child.process.terminate()
        async with asyncio.timeout(_PATIENCE_S):
            await child.process.wait()
        async with open_store(settings) as store:
            complete = await _complete(service, store)
        counts, moments = service.counts(), service.moments()
        return Measured(
            channels=plan.channels,
            complete=complete,
            counts=counts,
            besides=service.asked() - before - counts.total(),
            best=service.best(),
            first=min(moments) - began,
            took=max(moments) - began,
            settled=settled,
            too_many=dict(service.too_many()),
            rounds=said["rounds"],
            bot_cpu=bot_cpu,
            service_cpu=service_cpu,
            load=(load_before, load_after),
            complaints=child.complaints[-10:],
        )


async def _prepare(settings: Settings, plan: Plan, places: Sequence[Channel]) -> None:
    """Let every channel follow one topic."""
    read = topic_reader()
    layout = Layout.LIST if plan.listed else Layout.AUTO
    chosen = replace(channel_defaults(settings), layout=layout, most=plan.cards)
    async with open_store(settings) as store:
        for place, text in zip(places, cycle(TOPICS), strict=False):
            known = await store.channels.open(place, chosen, MORNING)
            topic = read(text)
            await store.subscriptions.add(known.id, text, topic.text, topic.key, "Ana", MORNING)


async def _complete(service: Service, store: Store) -> int:
    """Count the channels in which stands what was picked for them."""
    read = select(digest.c.channel, digest.c.shown, digest.c.finished_at).where(digest.c.total > 0)
    picked = defaultdict(list)
    for row in (await store.database.read(lambda connection: connection.execute(read))).all():
        picked[row.channel].append(row)
    complete = 0
    for known in await store.channels.all():
        rows, stands = picked[known.id], service.standing(known.channel)
        cards = 0 if known.settings.layout is Layout.LIST else sum(row.shown for row in rows)
        complete += (
            len(rows) == stands.headings == 1
            and rows[0].finished_at is not None
            and len(stands.cards) == len(set(map(paper_of, stands.cards))) == cards
            and not stands.others
        )
    return complete


def _expected(plan: Plan) -> int:
    """Guess how much will be asked, for progress only."""
    return plan.channels * (1 if plan.listed else plan.cards + 1)


def _longest(plan: Plan) -> float:
    """Return the seconds after which something must be wrong: at less than a third of the pace."""
    return _PATIENCE_S + 3 * _expected(plan) * 60 / plan.per_minute / plan.faster
