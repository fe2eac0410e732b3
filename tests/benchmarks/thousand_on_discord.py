"""A thousand channels on a loopback Discord with the limits of the real one."""

from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack

from typing_extensions import override

from tests.benchmarks.crowd_on_discord import DiscordCrowd
from tests.benchmarks.thousand_due import Plan
from tests.servers.discord import Allowance, Message
from tests.servers.discord.world import EPOCH


class ThousandOnDiscord(DiscordCrowd):
    """Channels in guilds of fifty; nobody is there but the bot."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.channels, seed=1)
        self.people = 1
        self._faster = plan.faster

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        await super().open(stack)
        pace = self.server.pace
        pace.be_real()
        for route, real in pace.routes.items():
            pace.routes[route] = self._hurried(real)
        assert pace.overall
        self._overall = pace.overall = self._hurried(pace.overall)
        self._messages = pace.routes["POST messages"]

    def counts(self) -> Counter[str]:
        """Count what stands; each takes one request."""
        found = Counter[str]()
        for place in self.places():
            stands = self.standing(place)
            found += Counter(
                headings=stands.headings, cards=len(stands.cards), others=stands.others
            )
        found["threads"] = sum(len(self.server.threads(room)) for room in self.rooms)
        return +found

    def asked(self) -> int:
        """Count the requests, the few of the log-in included."""
        return len(self.server.rest.requests)

    def too_many(self) -> Mapping[str, int]:
        """Count the requests that were answered 429."""
        return self.server.pace.refused_by

    def moments(self) -> list[float]:
        """Return when each message was posted, in seconds since 1970."""
        return [
            (each.id >> 22) / 1000 + EPOCH for here in self._by_place().values() for each in here
        ]

    def best(self) -> float:
        """Return what the overall limit makes of all requests, or one channel of its messages."""
        most = max(map(len, self._by_place().values()), default=0)
        refills = -(-most // self._messages.requests) - 1
        overall = self.counts().total() / self._overall.requests * self._overall.seconds
        return max(overall, refills * self._messages.seconds)

    def _by_place(self) -> dict[int, list[Message]]:
        """Return the messages by channel and thread: each has a limit of its own."""
        found: dict[int, list[Message]] = {}
        for room in self.rooms:
            for each in self._posted(room):
                found.setdefault(each.channel.id, []).append(each)
        return found

    def _hurried(self, real: Allowance) -> Allowance:
        return Allowance(real.requests, real.seconds / self._faster)
