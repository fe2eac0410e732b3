"""The path of one paper, from top to bottom. Decides nothing: it calls the deciders in `domain/`.

collect   sources  -> `collecting` -> store, and every channel that waits for arXiv is woken
deliver   store    -> `choosing` (topics, digest) -> `writing` (one line each) -> `posting`
save      reaction -> saved

`writing` says what a paper is about, once however many ask; `posting` claims, posts and confirms;
`indexed` and `lately` index what has arrived; `due` knows when a channel is served next; `pausing`
deals with a channel that a platform keeps us out of; `drawing` says how a digest looks, `amending`
changes it later; `announced` knows what became of each day's list; `documenting` reads papers whole
for posts and notes, and `illustrating` gets their figures; `preparing` has texts written before the
hour, `patience` knows which model is away, `spending` pays; `asking` answers questions, `picturing`
finds the one figure of a card, `reporting` takes down what is wrong, `searching` finds papers by
words; `ruling` knows what a server or workspace chose, `moving` when we come and go there;
`rereading` and `following_up` catch up on reactions and on papers that people keep.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain import ledger, timing, wording
from bot.domain.calls import Reaction
from bot.domain.channels import KnownChannel, Layout
from bot.domain.chat import Attachment, Channel, Message, MessageRef, Thread
from bot.domain.digest import Edition
from bot.domain.errors import DeliveryError
from bot.domain.overview import Overview, of_edition
from bot.domain.spend import Payer
from bot.domain.summaries import Detail
from bot.pipeline.amending import Amending
from bot.pipeline.choosing import Choosing
from bot.pipeline.collecting import Collected, Collecting
from bot.pipeline.drawing import Drawing
from bot.pipeline.due import Due
from bot.pipeline.pausing import Pausing
from bot.pipeline.posting import Posting
from bot.pipeline.saving import Saving
from bot.pipeline.writing import Writing
from bot.store import Store
from bot.store.digest_rows import KnownDigest

log = logging.getLogger(__name__)

_NOW = "now:"
"""Begins the slot of a digest that somebody asked for."""

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps, and the things they need.

    Attributes:
        export: Writes an overview as a file, in a language.
        late_at_most: A digest for a time of day that is later than this is left to the next one.
        clock: Says what time it is (UTC).
    """

    store: Store
    collecting: Collecting
    choosing: Choosing
    due: Due
    writing: Writing
    posting: Posting
    pausing: Pausing
    drawing: Drawing
    amending: Amending
    saving: Saving
    export: Callable[[Overview, str], Attachment]
    late_at_most: timedelta
    clock: Callable[[], datetime]
    _serving: dict[int, asyncio.Lock] = field(default_factory=dict)

    @property
    def look(self) -> wording.Look:
        """What every message needs to know."""
        return self.drawing.look

    # ---------------------------------------------------------------------------------- collect

    async def collect(
        self, asked: Callable[[str], None] = lambda source: None, *, every: bool = True
    ) -> Collected:
        """Ask arXiv what is announced, keep it, and wake every channel that waits for it.

        Args:
            asked: Told the name of each source that has been read, for progress.
            every: Ask for every list, also while the first ones show that arXiv is late.
        """
        collected = await self.collecting.collect(asked, every=every)
        await self.wake()
        return collected

    async def wake(self) -> None:
        """Make due what waits for arXiv and has not been told all, unless the proof is awaited."""
        if self.collecting.is_ready:
            await self.store.channels.wake(self.clock())

    # ---------------------------------------------------------------------------------- deliver

    async def deliver(self, channel_id: int) -> int:
        """Give a channel the digest that is due, or go on with one that a crash cut short.

        Returns how many papers were posted; 0 when nothing was due or nothing matched.

        Raises:
            DeliveryError: The platform refused. The digest stays open: the next tick goes on with
                it, or, where that can never help, whoever resumes the paused channel.
        """
        async with self._alone(channel_id):
            return await self._deliver(channel_id)

    async def _deliver(self, channel_id: int) -> int:
        channel, kept = await self.store.digests.standing(channel_id)
        if channel is None:
            return 0
        if timing.is_paused(channel.settings.schedule, self.clock()):
            await self.due.move_on(channel, self.clock())
            return 0
        # Of one that was cut short some parts stand; they need no turn at posting.
        stands = await self.store.posts.parts(channel.channel, kept.id) if kept else {}
        kept = kept or await self._begin(channel)
        if kept is None:
            return 0
        edition = ledger.from_json(kept.body, kept.shown)
        if edition.picks and kept.finished_at is None:
            try:
                await self._post_digest(channel, kept, edition, stands)
            except DeliveryError as error:
                if error.permanent or not await self.due.put_off(channel, kept.id):
                    await self.pausing.pause(channel, kept.id, error)
                raise
        # From the moment it was picked: after a crash the slots since then still get theirs.
        # A clock that has been set back since does not count.
        after = min(kept.at, self.clock())
        if kept.slot.startswith(_NOW) and channel.next_due:
            # What somebody asked for in between takes no turn from what was due.
            after = min(after, channel.next_due - _MOMENT)
        await self.due.served(channel, kept, after)
        return edition.shown if kept.finished_at is None else 0

    async def pick_now(self, channel: KnownChannel, first: date, last: date) -> int:
        """Make due what a channel follows from some days, because somebody asks for it now.

        What it was told of before is left out, and none of it will be told again. It is written
        down as a digest of its own: delivered, and gone on with, like any other.

        Returns how many papers it shows; with none, nothing is due.
        """
        async with self._alone(channel.id):
            edition = await self.choosing.announced(channel, first, last)
            if not edition.picks:
                return 0
            now = self.clock()
            slot, served = f"{_NOW}{now.isoformat()}", channel.served_to
            due = min(channel.next_due or now, now)
            await self._write_down(channel, slot, edition, served, served, due=due)
        return edition.shown

    def _alone(self, channel_id: int) -> asyncio.Lock:
        """Let one task at a time choose what a channel is told."""
        return self._serving.setdefault(channel_id, asyncio.Lock())

    async def _begin(self, channel: KnownChannel) -> KnownDigest | None:
        """Pick the digest that is due and write it down before a word is posted."""
        now = self.clock()
        schedule = channel.settings.schedule
        if channel.next_due is None or channel.next_due > now:
            return None
        if schedule.at is not None and channel.next_due + self.late_at_most < now:
            # Nobody wants Monday's digest on Thursday; its papers come with the next one.
            await self.due.move_on(channel, now - self.late_at_most)
            return None
        until, newest = await self.store.arrivals.newest()
        if schedule.at is None and (newest is None or not timing.wanted(schedule, newest)):
            # Announced on a day this channel does not want; the papers wait for one it does.
            await self.due.move_on(channel, now)
            return None
        edition = await self.choosing.arrived(channel, until)
        slot = timing.slot(schedule, channel.next_due)
        kept = await self._write_down(channel, slot, edition, channel.served_to, until)
        if kept.finished_at is not None and kept.until < until:
            # The digest of this very minute is posted already, and more has come since.
            await self.due.next_minute(channel)
            return None
        return kept

    async def _write_down(
        self,
        channel: KnownChannel,
        slot: str,
        edition: Edition,
        after: int,
        until: int,
        *,
        due: datetime | None = None,
    ) -> KnownDigest:
        ids = [each.paper for each in edition.picks]
        return await self.store.digests.begin(
            channel.id,
            slot,
            body=ledger.to_json(edition),
            shown=edition.shown,
            carded=ids[: edition.shown],
            listed=ids[edition.shown :],
            after=after,
            until=until,
            now=self.clock(),
            due=due,
        )

    async def _post_digest(
        self,
        channel: KnownChannel,
        kept: KnownDigest,
        edition: Edition,
        stands: Mapping[str, MessageRef],
    ) -> None:
        shown = edition.picks[: edition.shown]
        overview = self.drawing.is_overview(channel)
        drawn = edition.picks if overview else shown
        papers = await self.store.papers.get([pick.paper for pick in drawn])
        listed = [papers[pick.paper] for pick in shown if pick.paper in papers]
        languages, payer = channel.settings.languages, Payer(channel.channel)
        said = await self.writing.all_of(listed, Detail.HEADLINE, languages, payer)
        self.amending.note(said, languages, payer)
        carded = said
        listing = overview or channel.settings.layout is Layout.LIST
        if (detail := channel.settings.detail) is not Detail.HEADLINE and not listing:
            carded = await self.writing.all_of(listed, detail, languages, payer, soon=True)
            self.amending.note(carded, languages, payer)
        withdrawn = await self.drawing.withdrawn(papers)
        heading = await self.drawing.heading(channel, kept, edition, papers, said, withdrawn)
        if overview:
            found, language = of_edition(edition, papers, said), channel.settings.languages.first
            heading = replace(heading, files=(self.export(found, language),))
        top = stands.get("heading")
        top = top or await self._post(channel.channel, kept.id, "heading", heading)
        flat = self.drawing.is_flat(channel, edition)
        thread = Thread(top, wording.thread_title(edition)) if top and not flat else None
        if listing:
            return
        for number, pick in enumerate(shown, start=1):
            part = f"card{number}"
            if pick.paper in papers and part not in stands:
                paper = papers[pick.paper]
                its = carded.get(paper.id)
                card = self.drawing.card(channel, paper, pick, its, number, withdrawn)
                await self._post(channel.channel, kept.id, part, card, thread)

    async def _post(
        self,
        channel: Channel,
        digest_id: int,
        part: str,
        message: Message,
        under: Thread | None = None,
    ) -> MessageRef | None:
        """Post a part of a digest; None for one that the platform takes in no form.

        The rest of the digest is not held up by it.
        """
        try:
            return await self.posting.post(channel, digest_id, part, message, under)
        except DeliveryError as error:
            if not error.unfit:
                raise
            log.warning("%s of digest %s is refused in any form: %s", part, digest_id, error)
            return None

    async def tell(self, channel: Channel, message: Message, part: str) -> None:
        """Post a line outside any digest, such as who changed what the channel follows."""
        await self.posting.post(channel, None, part, message)

    # ------------------------------------------------------------------------------------- save

    async def save(self, reaction: Reaction) -> bool:
        """Save the paper under a reaction, or let go of the reason when it is taken away.

        Returns whether the person's list changed.
        """
        return await self.saving.save(reaction)
