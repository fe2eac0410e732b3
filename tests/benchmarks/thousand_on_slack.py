"""A thousand channels in one loopback workspace with the limits of the real Slack."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack

from typing_extensions import override

from tests.benchmarks.crowd_on_slack import SlackCrowd
from tests.benchmarks.thousand_due import Plan
from tests.servers.slack import SlackServer
from tests.stage.slack import MANIFEST

_POST = "chat.postMessage"


class ThousandOnSlack(SlackCrowd):
    """Channels of one workspace; nobody is there but the bot."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.channels, seed=1)
        self._plan = plan

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        faster = self._plan.faster
        self.server = await stack.enter_async_context(
            SlackServer(
                manifest=json.loads(MANIFEST.read_text(encoding="utf-8")),
                history=self._plan.history,
                ticks=lambda: time.monotonic() * faster,
            )
        )
        self.server.limits.enabled = True
        self.server.limits.post_team = self._plan.per_minute
        self.rooms = [
            self.server.add_channel(f"papers-{number}") for number in range(self.channels)
        ]

    @override
    def environ(self) -> Mapping[str, str]:
        own = {"PER_MINUTE": str(self._plan.per_minute), "GAP_S": "1.02"}
        return {**super().environ(), **{f"PAPERBOY_SLACK__{each}": own[each] for each in own}}

    def counts(self) -> Counter[str]:
        """Count what stands; each takes one call."""
        found = Counter[str]()
        for place in self.places():
            stands = self.standing(place)
            found += Counter(headings=stands.headings, cards=len(stands.cards))
        return found

    def asked(self) -> int:
        """Count the calls that a limit counts for posting."""
        return self.server.calls[_POST]

    def too_many(self) -> Mapping[str, int]:
        """Count the calls that were answered 429."""
        return self.server.limits.refused

    def moments(self) -> list[float]:
        """Return when each message was posted, in seconds since 1970."""
        return [float(ts) for room in self.rooms for ts in room.messages]

    def best(self) -> float:
        """Return what the workspace's budget makes of all messages, or one channel of its own."""
        limits = self.server.limits
        each = [len(room.messages) for room in self.rooms]
        longest = (max(each, default=1) - 1) / limits.post_rate
        return max(sum(each) * 60 / limits.post_team, longest) / self._plan.faster
