"""Changes what was posted when a fact comes late: a comment, a withdrawal, a better text.

A message is only ever changed where it stands. One that a person has deleted stays deleted.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain import ledger
from bot.domain.channels import KnownChannel
from bot.domain.chat import Message
from bot.domain.errors import DeliveryError
from bot.domain.languages import Languages
from bot.domain.papers import ArrivalKind, Paper, PaperId
from bot.domain.spend import Payer
from bot.domain.summaries import Detail, Summary
from bot.pipeline.drawing import Drawing
from bot.pipeline.writing import Writing
from bot.ports import ChatPlatform
from bot.store import Store
from bot.store.standing import Late, Standing

log = logging.getLogger(__name__)

_DAYS = 14
"""What was posted longer ago stays as it is."""
_TRIES = 5
_NOTED_EVERY = 25
_REWRITTEN = 20
"""Texts that are written again at most in one round."""


@dataclass(frozen=True, slots=True)
class Amending:
    """Draws what was posted anew and puts it where it stands.

    Attributes:
        platforms: By name.
        clock: Says what time it is (UTC).
    """

    store: Store
    platforms: Mapping[str, ChatPlatform]
    writing: Writing
    drawing: Drawing
    clock: Callable[[], datetime]
    _tries: Counter[int] = field(default_factory=Counter)
    _poor: dict[tuple[PaperId, Detail, Languages], tuple[datetime, Payer]] = field(
        default_factory=dict
    )

    def note(self, said: Mapping[PaperId, Summary], languages: Languages, payer: Payer) -> None:
        """Remember the texts that a model was to write and could not: they may be bettered.

        What a limit kept from being written stays: tomorrow's limit is for tomorrow's papers.

        Args:
            payer: For whom; it is charged what the better ones cost.
        """
        noted = (self.clock(), payer)
        poor = (each for each in said.values() if each.fallback and not each.limit)
        self._poor.update(((each.paper, each.detail, languages), noted) for each in poor)

    async def run(self) -> int:
        """Change what has got late facts since the last time, on every platform that is connected.

        What cannot be changed just now is changed the next time.

        Returns how many messages were changed.
        """
        changed = 0
        for platform in self.platforms.values():
            if platform.connected:
                changed += await self._catch_up(platform)
        return changed + await self._better() + await self._reported()

    async def _catch_up(self, platform: ChatPlatform) -> int:
        """Go through what has arrived; a stop goes on from there."""
        name = f"amended:{platform.name}"
        after = await self.store.progress.of(name)
        until = await self.store.arrivals.last()
        if until <= after:
            return 0
        late = await self.store.standing.late(platform.name, after, until, self._since())
        # Once for each message, however much has come for it.
        first: dict[int, Late] = {}
        kinds: defaultdict[int, set[ArrivalKind]] = defaultdict(set)
        for each in late:
            first.setdefault(each.standing.post, each)
            kinds[each.standing.post].add(each.kind)
        changed = 0
        for number, each in enumerate(first.values(), start=1):
            try:
                changed += await self._amend(each.standing, kinds[each.standing.post])
            except DeliveryError as error:
                if self._goes_on(each.standing, error):
                    continue
                await self.store.progress.reach(name, each.seq - 1)
                return changed
            if number % _NOTED_EVERY == 0:
                await self.store.progress.reach(name, each.seq - 1)
        await self.store.progress.reach(name, until)
        return changed

    async def _better(self) -> int:
        """Let the model write again what it could not, and change the cards it succeeds for."""
        changed = 0
        for key, (noted, payer) in list(self._poor.items())[:_REWRITTEN]:
            id, detail, languages = key
            paper = await self.store.papers.one(id)
            if paper is None or noted < self._since():
                del self._poor[key]
                continue
            said = await self.writing.in_languages(paper, detail, languages, payer)
            if said.limit:
                del self._poor[key]
                continue
            if said.fallback:
                # It still cannot; the next time another one is tried first.
                self._poor[key] = self._poor.pop(key)
                break
            try:
                for standing in await self.store.standing.cards(id, self._since()):
                    if standing.ref.channel.platform in self.platforms:
                        changed += await self._amend(standing)
            except DeliveryError as error:
                log.info("A better text for %s waits: %s", id, error)
                continue
            del self._poor[key]
        return changed

    async def _reported(self) -> int:
        """Change whatever shows a text that was reported; what cannot be now is the next time."""
        changed = 0
        for id, details in (await self.store.reports.open(self._since())).items():
            now, waits = self.clock(), False
            for standing in await self.store.standing.naming(id, self._since()):
                platform = self.platforms.get(standing.ref.channel.platform)
                # How much a card said when it was posted, nobody knows now.
                shows = standing.part != "heading" or Detail.HEADLINE in details
                if platform is None or not shows:
                    continue
                try:
                    if platform.connected:
                        changed += await self._amend(standing)
                    waits |= not platform.connected
                except DeliveryError as error:
                    waits |= not self._goes_on(standing, error)
            if not waits:
                await self.store.reports.close(id, now)
        return changed

    def _goes_on(self, standing: Standing, error: DeliveryError) -> bool:
        """Say whether the others are changed now, rather than all of it tried again later."""
        self._tries[standing.post] += 1
        if not error.permanent and self._tries[standing.post] < _TRIES:
            log.info("Late facts for %s wait: %s", standing.ref, error)
            return False
        log.warning("%s stays as it is: %s", standing.ref, error)
        del self._tries[standing.post]
        return True

    async def _amend(
        self, standing: Standing, kinds: Collection[ArrivalKind] = frozenset()
    ) -> bool:
        message = await self._drawn(standing, kinds)
        if message is None:
            return False
        keyed = replace(message, key=str(standing.post), again=standing.again)
        platform = self.platforms[standing.ref.channel.platform]
        changed = await platform.edit(standing.ref, keyed)
        self._tries.pop(standing.post, None)
        return changed

    async def _drawn(self, standing: Standing, kinds: Collection[ArrivalKind]) -> Message | None:
        """Draw a message as it would be posted now; None where it should stay as it is."""
        kept = await self.store.digests.by_id(standing.digest)
        channel = await self.store.channels.by_id(kept.channel) if kept else None
        if kept is None or channel is None:
            return None
        edition = ledger.from_json(kept.body, kept.shown)
        if standing.part == "heading":
            papers = await self.store.papers.get([each.paper for each in edition.picks])
            gone = await self.store.follow_ups.withdrawn(papers)
            shown = [each.paper for each in edition.picks[: edition.shown]]
            said = await self.writing.all_of(
                [papers[id] for id in shown if id in papers and id not in gone],
                Detail.HEADLINE,
                channel.settings.languages,
                Payer(channel.channel),
            )
            heading = await self.drawing.heading(channel, kept, edition, papers, said, gone)
            return replace(heading, language=channel.settings.languages.first)
        position = int(standing.part.removeprefix("card"))
        pick = edition.picks[position - 1]
        paper = await self.store.papers.one(pick.paper)
        if paper is None:
            return None
        summary = await self._said(paper, channel)
        if summary and summary.fallback and ArrivalKind.REPLACED in kinds:
            # The text of the version before is better than none of the new one.
            payer = Payer(channel.channel)
            self.note({paper.id: summary}, channel.settings.languages, payer)
            return None
        withdrawn = await self.drawing.withdrawn([paper.id])
        card = self.drawing.card(channel, paper, pick, summary, position, withdrawn)
        return replace(card, language=channel.settings.languages.first)

    async def _said(self, paper: Paper, channel: KnownChannel) -> Summary | None:
        """Say what a paper says, unless nobody stands by it any more."""
        if await self.store.follow_ups.withdrawn([paper.id]):
            return None
        settings, payer = channel.settings, Payer(channel.channel)
        return await self.writing.in_languages(paper, settings.detail, settings.languages, payer)

    def _since(self) -> datetime:
        return self.clock() - timedelta(days=_DAYS)
