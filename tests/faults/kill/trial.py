"""A service, a database and a clock, and one life of the bot after the other."""

import random
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import open_store, topic_reader
from bot.app.outside import channel_defaults
from bot.domain import timing
from bot.domain.channels import KnownChannel, Schedule
from bot.settings import load
from tests.faults.kill import plan
from tests.faults.kill.judged import Verdict, judge
from tests.faults.kill.life import Order
from tests.faults.kill.moments import Moment
from tests.faults.kill.on_console import Console
from tests.faults.kill.on_discord import Discord, ForgetfulDiscord
from tests.faults.kill.on_slack import BlindSlack, Slack
from tests.faults.kill.plan import Plan
from tests.faults.kill.service import Service
from tests.faults.kill.weather import Weather
from tests.faults.kill.zygote import Zygote
from tests.world import spare_migrations

SERVICES: Mapping[str, type[Service]] = {
    each.name: each for each in (Console, Discord, ForgetfulDiscord, Slack, BlindSlack)
}
_MOST = 25
_BEFORE = datetime(2025, 11, 2, 12, tzinfo=UTC)


@dataclass(slots=True)
class Time:
    """The clock that the service and every life of the bot share."""

    ahead: timedelta

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def reach(self, moment: datetime) -> None:
        """Let it be that late, unless it is later."""
        self.ahead += max(timedelta(), moment - self())

    def pass_a_minute(self) -> None:
        """Let a minute pass."""
        self.ahead += timedelta(minutes=1)


@dataclass(slots=True)
class Trial:
    """What stays while bots come and go.

    Attributes:
        kills: How many were killed by now, of how many `lives`.
    """

    zygote: Zygote
    plan: Plan
    service: Service
    weather: Weather
    clock: Time
    environ: dict[str, str]
    kills: int = 0
    lives: int = 0

    @classmethod
    @asynccontextmanager
    async def open(
        cls, zygote: Zygote, what: Plan, name: str, address: str | None = None
    ) -> AsyncIterator["Trial"]:
        """Start a service whose channels follow their topics, before anything is announced.

        Args:
            address: Of an empty database; None is a file of its own.
        """
        chance = random.Random(f"{what.seed} {name} {address is None}")  # noqa: S311
        weather, clock = Weather(chance, what.rough), Time(_BEFORE - datetime.now(UTC))
        service = SERVICES[name](what.channels, weather)
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="paperboy-kill-")))
            await service.open(stack, folder, clock)
            trial = cls(zygote, what, service, weather, clock, dict(service.environ()))
            if address:
                trial.environ["PAPERBOY_DATABASE__URL"] = address
            await trial.move_into(folder, range(what.channels))
            yield trial

    async def move_into(self, folder: Path, channels: Iterable[int]) -> None:
        """Let these channels follow their topics, and all be kept in a new data folder."""
        self.environ["PAPERBOY_DATA_DIR"] = str(folder)
        if "PAPERBOY_DATABASE__URL" not in self.environ:
            await spare_migrations(folder)
        settings, read, now = load(self.environ), topic_reader(), self.clock()
        places = self.service.places()

        def due(channel: KnownChannel) -> KnownChannel:
            return replace(channel, next_due=timing.next_due(channel.settings.schedule, now))

        async with open_store(settings) as store:
            for number in channels:
                at = plan.AT if plan.has_time(number) else None
                chosen = replace(channel_defaults(settings), schedule=Schedule(at=at), most=_MOST)
                known = await store.channels.open(places[number], chosen, now)
                topic = read(" OR ".join(plan.follows(self.plan, number)))
                await store.subscriptions.add(known.id, "papers", topic.text, topic.key, "Ana", now)
                await store.channels.change(known.id, due)

    async def live(self, stage: int, moment: Moment | None = None) -> bool:
        """Let one bot live, until nothing is left to do or the moment has come.

        Returns whether it was killed.
        """
        self.clock.reach(plan.begins(stage))
        ahead_s = self.clock.ahead.total_seconds()
        order = Order(self.plan, self.service.platform, self.environ, ahead_s, stage)
        async with self.service.watched():
            killed = await self.zygote.live(order, self.weather, moment, self.clock.pass_a_minute)
        self.lives += 1
        self.kills += killed
        return killed

    def verdict(self) -> Verdict:
        """Count what stands, where it stands."""
        numbered = dict(enumerate(self.service.places()))
        return judge(
            {number: plan.wanted(self.plan, number) for number in numbered},
            {number: self.service.standing(place) for number, place in numbered.items()},
            self.weather.accepted,
            blind=self.service.blind,
            kills=self.kills,
            doubts=self.weather.doubts,
        )
