"""Tells people, quietly and once, when a paper they saved has a new version or is withdrawn."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain import notices
from bot.domain.errors import DeliveryError
from bot.domain.papers import Paper
from bot.domain.wording import Look
from bot.pipeline.posting import Posting
from bot.store import Store
from bot.store.follow_ups import Batch, Pending
from bot.store.saved import Told

log = logging.getLogger(__name__)

_DAYS = 7
"""So long it is tried again to tell somebody."""
_PROGRESS = "followed-up"


@dataclass(frozen=True, slots=True)
class FollowingUp:
    """Follows what arrives of saved papers.

    Attributes:
        clock: Says what time it is (UTC).
    """

    store: Store
    posting: Posting
    look: Look
    clock: Callable[[], datetime]

    async def run(self) -> int:
        """Tell everybody what has arrived since the last time, in one message each.

        Somebody who cannot be told just now is told the next time. Of several versions that came
        meanwhile only the newest is told.

        Returns how many messages were posted.
        """
        told, waiting = await self._tell_all(without=frozenset())
        until = await self.store.arrivals.last()
        after = await self.store.progress.of(_PROGRESS)
        pending = await self.store.follow_ups.pending(after, until, self.posting.platforms)
        for person, theirs in groupby(pending, key=lambda each: each.person):
            if person not in waiting:
                await self._begin(person, list(theirs))
        if until > after and not waiting & {each.person for each in pending}:
            await self.store.progress.reach(_PROGRESS, until)
        new, _ = await self._tell_all(without=waiting)
        return told + new

    async def _begin(self, person: int, pending: list[Pending]) -> None:
        """Write down what of this is news to a person, before a word is posted."""
        known = await self.store.saved.known(person, {each.paper for each in pending})
        papers = await self.store.papers.get(known)
        news = {
            each.paper
            for each in pending
            if each.paper in papers and _is_news(each, *known[each.paper], papers[each.paper])
        }
        arrived = [(each.paper, each.seq) for each in pending if each.paper in news]
        if arrived:
            await self.store.follow_ups.begin(person, arrived, papers, self.clock())

    async def _tell_all(self, without: Iterable[int]) -> tuple[int, set[int]]:
        """Tell people what is written down for them.

        Returns how many were told, and who has to wait.
        """
        told, waiting = 0, set(without)
        since = self.clock() - timedelta(days=_DAYS)
        for batch in await self.store.follow_ups.open(self.posting.platforms, since):
            if batch.person in waiting:
                continue
            try:
                await self._tell(batch)
                told += 1
            except DeliveryError as error:
                if not (error.permanent or error.unfit):
                    waiting.add(batch.person)
                    continue
                log.warning("Person %s cannot be told what changed: %s", batch.person, error)
                if not error.unfit:
                    # They take no messages from us: nothing more is tried before they ask for it.
                    await self.store.people.want_notices(batch.person, wanted=False)
            await self.store.follow_ups.finish(batch)
        return told, waiting

    async def _tell(self, batch: Batch) -> None:
        accounts = await self.store.people.accounts(batch.person)
        reached = (each for each in accounts if each.platform in self.posting.platforms)
        person = next(reached, None)
        if person is None:
            return  # everything about them was deleted since
        withdrawn = await self.store.follow_ups.withdrawn([each.now.id for each in batch.changes])
        message = notices.notice(batch.changes, withdrawn, self.look)
        part = f"follow-up:{batch.person}:{batch.key}"
        await self.posting.tell(person, part, message)


def _is_news(arrived: Pending, copy: Paper, told: Told, now: Paper) -> bool:
    if told.after is not None and arrived.seq <= told.after:
        return False
    since = told.after is not None
    known = told.told or copy
    return notices.is_news(arrived.kind, known, now, since=since, warned=arrived.warned)
