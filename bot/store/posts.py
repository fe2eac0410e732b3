"""Claim, post, confirm: what keeps a message from being posted twice.

A message's row is claimed in a transaction of its own before the message is sent, and confirmed
with its reference after. Between the two only the platform knows whether the message stands, so a
claim that an earlier run left behind must be looked up there before anything is sent again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import Channel, MessageRef
from bot.domain.languages import UNCHOSEN, Languages
from bot.domain.papers import PaperId
from bot.store.channels import stands_at
from bot.store.database import Database
from bot.store.dialects import add_numbered
from bot.store.messages import note
from bot.store.tables import channel, post

_NOWHERE: Final = ""
"""Where a message stands that was refused in every form."""

_UNKNOWN: Final = ""
"""Holds a claim whose message may or may not stand, though no run is at it any more."""


class ClaimState(Enum):
    """Whose turn it is to post a message."""

    MINE = auto()
    """The caller's: send it."""
    EARLIER = auto()
    """An earlier try was cut off: look it up, take it over, and send only if it is not there."""
    BUSY = auto()
    """Another task's of this run: leave it alone."""
    DONE = auto()
    """Nobody's: it stands at `ref`."""
    REFUSED = auto()
    """Nobody's: the platform will not have this message in any form."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer to a claim.

    Attributes:
        id: Number of the post; for ever, so that a message can be found again by it.
        at: From this moment on (UTC) the message may stand in the channel.
        attempts: How often it was claimed, this time included.
        ref: Where the message stands, when it is done.
        languages: What its channel has chosen to read.
    """

    id: int
    state: ClaimState
    at: datetime
    attempts: int
    ref: MessageRef | None = None
    languages: Languages = UNCHOSEN


class Posts:
    """Every message the bot posts of its own accord, one row each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, place: Channel, digest_id: int | None, part: str, run: str, now: datetime
    ) -> Claim:
        """Claim a message before it is posted.

        Args:
            place: The channel it goes to.
            digest_id: The digest it is a part of, None for a message of its own.
            part: Which message of the digest it is, or a name unique in the channel.
            run: The id of this run of the program.
            now: When it may be sent from (UTC).

        Raises:
            LookupError: The channel was never opened.
        """

        async def work(connection: AsyncConnection) -> Claim:
            asked = select(channel.c.id, channel.c.language).where(stands_at(place))
            its = (await connection.execute(asked)).one_or_none()
            if its is None:
                raise LookupError(f"{place} was never opened")
            number, languages = its.id, Languages.parse(its.language or "")
            row = {"channel": number, "digest": digest_id, "part": part, "attempts": 1}
            held = {"run": run, "at": now, "taken": now}
            if made := await add_numbered(connection, post, row | held):
                return Claim(made, ClaimState.MINE, now, 1, languages=languages)
            same = (post.c.channel == number) & (post.c.part == part)
            same &= post.c.digest.is_not_distinct_from(digest_id)
            # Released by a refusal: nothing stands, so it is as good as new.
            again = update(post).where(same, post.c.run.is_(None))
            again = again.values(attempts=post.c.attempts + 1, **held)
            mine = (await connection.execute(again)).rowcount == 1
            kept = (await connection.execute(select(post).where(same))).one()
            state = ClaimState.MINE if mine else _state(kept, run)
            ref = MessageRef(place, kept.native, kept.thread) if kept.native else None
            return Claim(kept.id, state, kept.at, kept.attempts, ref, languages)

        return await self._database.write(work)

    async def take_over(self, id: int, run: str, now: datetime) -> bool:
        """Take a claim over from an earlier run; False if another task of this run was faster."""

        async def work(connection: AsyncConnection) -> bool:
            taken = await connection.execute(
                update(post)
                .where(post.c.id == id, post.c.native.is_(None), post.c.run != run)
                .values(run=run, taken=now, attempts=post.c.attempts + 1)
            )
            return taken.rowcount == 1

        return await self._database.write(work)

    async def confirm(
        self, id: int, ref: MessageRef, papers: Sequence[tuple[int, PaperId]]
    ) -> None:
        """Note where the message stands, and which papers it names by which number."""

        async def work(connection: AsyncConnection) -> None:
            stands = update(post).where(post.c.id == id)
            stands = stands.values(native=ref.native, thread=ref.thread)
            # The post knows its channel; the reference may name the thread it stands in.
            its = await connection.execute(stands.returning(post.c.channel))
            await note(connection, its.scalar_one(), ref.native, papers)

        await self._database.write(work)

    async def release(self, id: int) -> None:
        """Give a claim back after a refusal: the message certainly does not stand."""
        await self._hand_to(id, None)

    async def doubt(self, id: int) -> None:
        """Note that a message may stand twice, and says so, before it is sent."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(update(post).where(post.c.id == id).values(again=1))

        await self._database.write(work)

    async def refuse(self, id: int) -> None:
        """Note that a message stands nowhere and never will: nobody is to try it again."""

        async def work(connection: AsyncConnection) -> None:
            refused = update(post).where(post.c.id == id, post.c.native.is_(None))
            await connection.execute(refused.values(native=_NOWHERE))

        await self._database.write(work)

    async def parts(self, place: Channel, digest_id: int) -> dict[str, MessageRef]:
        """Return which parts of a digest of a channel stand, and where."""
        which = select(post.c.part, post.c.native, post.c.thread).where(
            post.c.digest == digest_id, post.c.native != _NOWHERE
        )

        async def work(connection: AsyncConnection) -> dict[str, MessageRef]:
            rows = await connection.execute(which)
            return {row.part: MessageRef(place, row.native, row.thread) for row in rows}

        return await self._database.read(work)

    async def note(self, place: Channel, part: str) -> tuple[int, MessageRef] | None:
        """Return a message of no digest and its number; None where it stands nowhere."""
        its = (
            select(post.c.id, post.c.native, post.c.thread)
            .join(channel, channel.c.id == post.c.channel)
            .where(stands_at(place), post.c.part == part, post.c.digest.is_(None))
        )

        async def work(connection: AsyncConnection) -> tuple[int, MessageRef] | None:
            row = (await connection.execute(its)).one_or_none()
            if row is None or not row.native:
                return None
            return row.id, MessageRef(place, row.native, row.thread)

        return await self._database.read(work)

    async def abandon(self, id: int) -> None:
        """Give a claim back unsure: whoever claims it next must look before sending."""
        await self._hand_to(id, _UNKNOWN)

    async def _hand_to(self, id: int, run: str | None) -> None:
        async def work(connection: AsyncConnection) -> None:
            open_claim = (post.c.id == id) & post.c.native.is_(None)
            await connection.execute(update(post).where(open_claim).values(run=run))

        await self._database.write(work)


def _state(row: Row[Any], run: str) -> ClaimState:
    if row.native is not None:
        return ClaimState.DONE if row.native != _NOWHERE else ClaimState.REFUSED
    return ClaimState.BUSY if row.run == run else ClaimState.EARLIER
