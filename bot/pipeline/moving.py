"""What is done when we are let into a server or workspace, thrown out, and let in again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import wording
from bot.domain.calls import Joined, Left
from bot.domain.chat import Line, Message, Person, Style, line, words
from bot.domain.errors import DeliveryError
from bot.pipeline.posting import Posting
from bot.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moving:
    """Notes where we are, greets, and forgets where we have long been gone.

    Attributes:
        grace: How long what a space chose is kept after we are gone, where it says nothing else.
        clock: Says what time it is (UTC).
    """

    store: Store
    posting: Posting
    grace: timedelta
    clock: Callable[[], datetime]

    async def joined(self, joined: Joined) -> None:
        """Note that we are somewhere, and write once to whoever let us in; never to a channel.

        Where nobody says who it was, nobody is written to.
        """
        place = joined.platform, joined.space
        if not await self._is_news(*place, joined.event):
            return
        person = await self.store.people.of(joined.by) if joined.by else None
        back = await self.store.spaces.joined(place, person, self.clock())
        log.info("We are in %s of %s%s", joined.space, joined.platform, " again" if back else "")
        if joined.by is None:
            return
        if await self.store.spaces.greet(place, self.clock()):
            await self._greet(joined.by, _greeting(joined), joined)
        elif back:
            await self._greet(joined.by, (line(words("joined-again")),), joined)

    async def left(self, left: Left) -> None:
        """Post nothing more in any channel of a space; what it chose is kept for a while."""
        place = left.platform, left.space
        if await self._is_news(*place, left.event):
            await self.store.spaces.left(place, self.clock())
            log.info("We are no longer in %s of %s", left.space, left.platform)

    async def catch_up(self, platform: str) -> None:
        """Note where we were let in and thrown out while no connection told us.

        Nobody is greeted: nobody says who did it.
        """
        served = self.posting.platforms.get(platform)
        here = served.spaces if served else None
        if here is None:
            return
        for space, thought in (await self.store.spaces.known(platform)).items():
            if thought and space not in here:
                await self.left(Left(platform, space))
            elif space in here and not thought:
                await self.joined(Joined(platform, space))

    async def forget(self) -> int:
        """Forget the spaces we have been gone from for long; return how many."""
        now, count = self.clock(), 0
        for each in await self.store.spaces.gone():
            days = each.rules.grace_days
            grace = self.grace if days is None else timedelta(days=days)
            if each.left is None or each.left + grace > now:
                continue
            if await self.store.spaces.purge((each.platform, each.space), each.left):
                log.info("All of %s of %s is forgotten", each.space, each.platform)
                count += 1
        return count

    async def _is_news(self, platform: str, space: str, event: str) -> bool:
        if not event:
            return True
        return await self.store.events.first(platform, space, event, self.clock())

    async def _greet(self, person: Person, said: tuple[Line, ...], joined: Joined) -> None:
        if joined.platform not in self.posting.platforms:
            return
        part = f"{said[0].parts[0].key}:{joined.space}:{self.clock().isoformat()}"
        message = Message(said, push=words("joined-push"), language=person.language)
        try:
            await self.posting.tell(person, part, message)
        except DeliveryError as error:
            log.info("%s could not be greeted: %s", person, error)


def _greeting(joined: Joined) -> tuple[Line, ...]:
    where = wording.place(joined.channel) if joined.channel else words("joined-any-channel")
    return (
        line(words("joined-title"), style=Style.STRONG),
        line(words("joined-first", channel=where)),
        line(words("joined-next"), style=Style.SMALL),
    )
