"""Keeps the workspaces that installed the Slack app: in the store, with their tokens sealed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from typing_extensions import override

from bot.app.sealing import Seal
from bot.platforms.slack.installations import Installation, Installations
from bot.store import Store
from bot.store.installations import Installed

_INSTALLING = timedelta(minutes=10)
_ENDED_KEPT = timedelta(days=30)


class KeptInstallations(Installations):
    """The installations of a store.

    Args:
        clock: Says what time it is (UTC).
    """

    def __init__(self, store: Store, seal: Seal, clock: Callable[[], datetime]) -> None:
        self._kept = store.installations
        self._seal = seal
        self._clock = clock

    @override
    async def all(self) -> Sequence[Installation]:
        """Return those that hold, each sealed with the newest key from now on."""
        await self._kept.forget(self._clock() - _ENDED_KEPT)
        found = []
        for each in await self._kept.all():
            token = self._seal.open(each.token)
            if token and not self._seal.is_newest(each.token):
                await self._kept.reseal(each, self._seal.close(token))
            found.append(_opened(each, token))
        return found

    @override
    async def keep(self, made: Installation) -> None:
        await self._kept.keep(
            Installed(
                made.enterprise,
                made.team,
                made.name,
                made.user,
                made.bot,
                self._seal.close(made.token),
                tuple(sorted(made.scopes)),
                made.by,
                made.at,
            )
        )

    @override
    async def revoke(self, enterprise: str, team: str) -> bool:
        return await self._kept.revoke(enterprise, team, self._clock())

    @override
    async def begin(self, state: str) -> None:
        now = self._clock()
        await self._kept.begin(state, now + _INSTALLING, now)

    @override
    async def end(self, state: str) -> bool:
        return await self._kept.end(state, self._clock())


def _opened(each: Installed, token: str) -> Installation:
    return Installation(
        each.enterprise,
        each.team,
        each.name,
        each.bot_user,
        each.bot,
        token,
        frozenset(each.scopes),
        each.by,
        each.at,
    )
