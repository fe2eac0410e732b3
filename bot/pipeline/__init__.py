"""The path of one paper, from top to bottom. Decides nothing: it calls the deciders in `domain/`.

collect   sources  -> store, and every channel that waits for arXiv is woken
deliver   store    -> topics -> digest -> `writing` (one line each) -> `posting`
save      reaction -> saved

`writing` says what a paper is about, once however many ask; `posting` claims, posts and confirms;
`batches` and `lately` index what has arrived; `due` knows when a channel is served next; `pausing`
deals with a channel that a platform keeps us out of.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain import digest, ledger, saving, timing, wording
from bot.domain.calls import Reaction
from bot.domain.channels import KnownChannel, Layout
from bot.domain.chat import Attachment, Channel, Message, Thread
from bot.domain.digest import Candidate, Edition
from bot.domain.errors import DeliveryError, SourceError
from bot.domain.overview import Overview, of_edition
from bot.domain.papers import Announcement, PaperId
from bot.domain.topics import Topic
from bot.pipeline.batches import Batches
from bot.pipeline.due import Due
from bot.pipeline.pausing import Pausing
from bot.pipeline.posting import Posting
from bot.pipeline.writing import Writing
from bot.ports import PaperSource
from bot.store import Store
from bot.store.digests import KnownDigest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Collected:
    """What one round of asking every source brought.

    Attributes:
        new: Arrivals that were not known.
        failed: Sources that could not be read, with the reason.
    """

    new: int
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps, and the things they need.

    Attributes:
        read: Reads the text of a stored topic.
        export: Writes an overview as a file.
        clock: Says what time it is (UTC).
    """

    store: Store
    sources: Sequence[PaperSource]
    batches: Batches
    due: Due
    writing: Writing
    posting: Posting
    pausing: Pausing
    look: wording.Look
    read: Callable[[str], Topic]
    export: Callable[[Overview], Attachment]
    clock: Callable[[], datetime]
    _serving: dict[int, asyncio.Lock] = field(default_factory=dict)

    # ---------------------------------------------------------------------------------- collect

    async def collect(self, asked: Callable[[str], None] = lambda source: None) -> Collected:
        """Ask every source what is announced and keep it.

        It is kept all at once: a paper that one feed announces as new and another as cross-listed
        is new. What a failed source had to say is asked again next time.

        Args:
            asked: Told the name of each source that has been asked, for progress.
        """
        announced: list[Announcement] = []
        failed: list[tuple[str, str]] = []
        try:
            for source in self.sources:
                try:
                    announced += [each async for each in source.announced()]
                except SourceError as error:
                    log.warning("%s could not be read: %s", source.name, error)
                    failed.append((source.name, str(error)))
                asked(source.name)
        except BaseException:
            # We are told to stop, or one source is broken: what the others said is not lost.
            await self._keep(announced)
            raise
        return Collected(await self._keep(announced), tuple(failed))

    async def _keep(self, announced: Sequence[Announcement]) -> int:
        new = await self.store.arrivals.add(announced)
        await self.store.channels.wake(self.clock())
        return new

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
        channel = await self.store.channels.by_id(channel_id)
        if channel is None:
            return 0
        if timing.is_paused(channel.settings.schedule, self.clock()):
            await self.due.move_on(channel, self.clock())
            return 0
        kept = await self.store.digests.unfinished(channel.id) or await self._begin(channel)
        if kept is None:
            return 0
        edition = ledger.from_json(kept.body, kept.shown)
        if edition.picks and kept.finished_at is None:
            try:
                await self._post_digest(channel, kept, edition)
            except DeliveryError as error:
                if error.permanent:
                    await self.pausing.pause(channel, kept.id, error)
                raise
        await self.store.digests.finish(kept.id, self.clock())
        # From the moment it was picked: after a crash the slots since then still get theirs.
        await self.due.move_on(channel, kept.at)
        return edition.shown if kept.finished_at is None else 0

    async def pick_now(self, channel: KnownChannel, first: date, last: date) -> int:
        """Make due what a channel follows from some days, because somebody asks for it now.

        What it was told of before is left out, and none of it will be told again. It is written
        down as a digest of its own: delivered, and gone on with, like any other.

        Returns how many papers it shows; with none, nothing is due.
        """
        async with self._alone(channel.id):
            pieces = self.store.papers.chunks(first, last)
            papers = [paper async for piece in pieces for paper in piece]
            followed = await self.store.subscriptions.of(channel.id)
            wanted = [(each, self.read(each.text)) for each in followed]
            found = await asyncio.to_thread(digest.matching, wanted, papers)
            edition = await self._untold(channel, found, {})
            if not edition.picks:
                return 0
            slot, served = f"now:{self.clock().isoformat()}", channel.served_to
            due = self.clock()
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
        newest = await self.store.arrivals.last_day()
        if schedule.at is None and (newest is None or not timing.wanted(schedule, newest)):
            # Announced on a day this channel does not want; the papers wait for one it does.
            await self.due.move_on(channel, now)
            return None
        until = await self.store.arrivals.last()
        edition = await self._pick(channel, until)
        slot = timing.slot(schedule, channel.next_due)
        return await self._write_down(channel, slot, edition, channel.served_to, until)

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

    async def _pick(self, channel: KnownChannel, until: int) -> Edition:
        followed = await self.store.subscriptions.of(channel.id)
        wanted = [(each, self.read(each.text)) for each in followed]
        began = min((each.began for each in followed), default=until)
        batch = await self.batches.between(max(channel.served_to, began), until)
        kinds = digest.wanted_kinds(channel.settings.include)
        # In a thread: a wide topic on a busy day takes longer than an answer should wait.
        found = await asyncio.to_thread(digest.candidates, wanted, batch, kinds)
        days = {arrival.paper.id: arrival.day for arrival in batch.arrivals}
        return await self._untold(channel, found, days)

    async def _untold(
        self, channel: KnownChannel, found: Sequence[Candidate], days: Mapping[PaperId, date]
    ) -> Edition:
        """Choose among what the channel has not been told of yet."""
        told = await self.store.digests.told(channel.id, [each.paper.id for each in found])
        fresh = [each for each in found if each.paper.id not in told]
        edition = digest.pick(fresh, days, most=channel.settings.most)
        overview = digest.is_overview(channel.settings.layout, channel.settings.schedule)
        return digest.by_day(edition) if overview else edition

    async def _post_digest(
        self, channel: KnownChannel, kept: KnownDigest, edition: Edition
    ) -> None:
        shown = edition.picks[: edition.shown]
        papers = await self.store.papers.get([pick.paper for pick in edition.picks])
        listed = [papers[pick.paper] for pick in shown if pick.paper in papers]
        said = await self.writing.one_liners(listed)
        look = replace(self.look, emoji=channel.settings.emoji)
        overview = digest.is_overview(channel.settings.layout, channel.settings.schedule)
        platform = self.posting.platforms[channel.channel.platform]
        flat = digest.is_flat(channel.settings.layout, len(shown), platform.flat_up_to)
        heading = wording.heading(
            edition,
            papers,
            # Where the cards follow at once, they say it.
            {} if flat and not overview else said,
            look,
            digest=kept.id,
            usual=await self._usual(channel, kept),
            by_day=overview,
        )
        if overview:
            heading = replace(heading, files=(self.export(of_edition(edition, papers, said)),))
        top = await self.posting.post(channel.channel, kept.id, "heading", heading)
        thread = Thread(top, wording.thread_title(edition))
        if channel.settings.layout is Layout.LIST or overview:
            return
        for number, pick in enumerate(shown, start=1):
            if pick.paper in papers:
                paper = papers[pick.paper]
                card = wording.card(paper, pick, said.get(paper.id), look, position=number)
                part = f"card{number}"
                under = None if flat else thread
                await self.posting.post(channel.channel, kept.id, part, card, under)

    async def _usual(self, channel: KnownChannel, kept: KnownDigest) -> int | None:
        totals = await self.store.digests.totals(channel.id, before=kept.id)
        return digest.usual(totals)

    async def tell(self, channel: Channel, message: Message, part: str) -> None:
        """Post a line outside any digest, such as who changed what the channel follows."""
        await self.posting.post(channel, None, part, message)

    # ------------------------------------------------------------------------------------- save

    async def save(self, reaction: Reaction) -> bool:
        """Save the paper under a reaction, or let go of the reason when it is taken away.

        Returns whether the person's list changed.
        """
        paper_id = await self.store.messages.paper_at(
            reaction.message.channel, reaction.message.native, saving.position(reaction.emoji)
        )
        if paper_id is None:
            return False
        person = await self.store.people.of(reaction.person)
        place, emoji = reaction.message, saving.plain(reaction.emoji)
        reason = f"message:{place.channel.native}:{place.native}:{emoji}"
        if not reaction.added:
            # Whatever saves here today, this one may have saved then.
            return await self.store.saved.drop(person, paper_id, reason)
        channel = await self.store.channels.find(place.channel)
        chosen = channel.settings.emoji if channel else self.look.emoji
        paper = await self.store.papers.one(paper_id)
        if paper is None or not saving.saves(reaction.emoji, chosen):
            return False
        return await self.store.saved.add(person, paper, reason, self.clock())
