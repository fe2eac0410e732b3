"""What is said about a paper, written once for all who ask.

    kept?  ->  full text or abstract  ->  whoever writes, cheapest first  ->  kept
                                      ->  the authors' own words where nobody else can

However many ask at once, in however many processes, a model is asked once. Where it could not
write, that is believed for a while, so that a digest for a hundred channels does not ask in vain a
hundred times.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.errors import LimitReached, NoFullText, SourceError, WriterError
from bot.domain.fulltext import Lack
from bot.domain.languages import Languages
from bot.domain.papers import Paper, PaperId
from bot.domain.spend import NOBODY, Payer, Scope
from bot.domain.summaries import (
    REPORTED,
    Basis,
    Detail,
    Material,
    Order,
    Summary,
    Wanted,
    needs_full_text,
)
from bot.pipeline.patience import Patience
from bot.pipeline.ruling import Ruling
from bot.ports import FullTexts, Summariser
from bot.store import Store

log = logging.getLogger(__name__)

_LEASE = timedelta(minutes=5)
"""Longer than any writer takes: whoever has not come back by then has been killed."""

_GLANCE_S = 0.5
_PASSING = timedelta(minutes=2)
_LASTING = timedelta(hours=6)

_Text: TypeAlias = tuple[PaperId, int | None, Order, bool, bool, bool]
"""Which text, whether a person asks for it, whether it is to come soon and a model may write it."""


@dataclass(slots=True)
class Writing:
    """Gets texts about papers.

    Attributes:
        writers: Who is asked, one after the other; none where only the authors speak.
        authors: Stands in when they fail.
        full_texts: Where full texts come from; None when offline.
        clock: Says what time it is (UTC).
        run: The id of this run of the program.
        own: What is written for who has chosen no language.
        at_once: Texts that are written at the same time for digests. People who ask do not wait for
            them.
        soon_s: Seconds that a digest which is due waits for full texts.
        sleep: Waits that many seconds.
    """

    store: Store
    writers: Sequence[Summariser]
    authors: Summariser
    full_texts: FullTexts | None
    clock: Callable[[], datetime]
    run: str
    own: Languages
    at_once: int = 8
    soon_s: float = 60.0
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _going_on: dict[_Text, asyncio.Task[Summary]] = field(default_factory=dict)
    _places: asyncio.Semaphore = field(init=False)
    _patience: Patience = field(init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.at_once)
        self._patience = Patience(self.at_once, _PASSING, self.clock)

    async def summarise(
        self, paper: Paper, order: Order, payer: Payer = NOBODY, *, soon: bool = False
    ) -> Summary:
        """Say what a paper says: from the store, else by who writes, else by its authors.

        Args:
            payer: For whom; the first of many who ask at once pays.
            soon: Rather from the abstract than late, where the full text is slow to come.
        """
        return await self._said(paper, order, payer, soon, await self.modelled(payer))

    async def _said(
        self, paper: Paper, order: Order, payer: Payer, soon: bool, modelled: bool
    ) -> Summary:
        soon = soon and needs_full_text(order.detail)
        # A person does not queue with the digests: the store sees to it that one of both writes.
        key = (paper.id, paper.version, order, payer.person is not None, soon, modelled)
        while True:
            task = self._going_on.get(key)
            mine = task is None
            if task is None:
                task = asyncio.create_task(self._write(paper, order, payer, soon, modelled))
                self._going_on[key] = task
                task.add_done_callback(lambda _: self._going_on.pop(key, None))
            summary = await asyncio.shield(task)
            # The limit of another is not ours.
            if mine or summary.limit.partition("-")[0] not in (Scope.SPACE, Scope.PERSON):
                return summary

    async def in_languages(
        self,
        paper: Paper,
        detail: Detail,
        languages: Languages,
        payer: Payer = NOBODY,
    ) -> Summary:
        """Say it in several languages at once; the first is the one that carries the others.

        Authors who speak for themselves do so once. With no languages chosen, it is our own.
        """
        return (await self.all_of([paper], detail, languages, payer))[paper.id]

    async def all_of(
        self,
        papers: Sequence[Paper],
        detail: Detail,
        languages: Languages,
        payer: Payer = NOBODY,
        *,
        soon: bool = False,
    ) -> dict[PaperId, Summary]:
        """Say what each paper of a list says.

        Args:
            soon: Rather from the abstract than late.
        """
        orders = self.orders(detail, languages)
        # Looked up once: a digest for each of a thousand channels has a dozen papers.
        modelled = await self.modelled(payer)

        async def work(paper: Paper) -> Summary:
            each = (self._said(paper, order, payer, soon, modelled) for order in orders)
            first, *others = await asyncio.gather(*each)
            return replace(first, others=tuple(one for one in others if one.text != first.text))

        written = await asyncio.gather(*map(work, papers))
        return {summary.paper: summary for summary in written}

    def orders(self, detail: Detail, languages: Languages) -> tuple[Order, ...]:
        """Say which texts are needed for so much in some languages; with none chosen, our own."""
        return tuple(Order(detail, code) for code in (languages or self.own).codes)

    async def material(self, paper: Paper, detail: Detail, *, soon: bool = False) -> Material:
        """Return what there is to read: the full text where so much is to be said."""
        if not needs_full_text(detail):
            return Material(paper)
        return await self.all_there_is(paper, soon=soon)

    async def all_there_is(self, paper: Paper, *, soon: bool = False) -> Material:
        """Return the full text of a paper, or else its abstract and why that has to do.

        Args:
            soon: The abstract has to do where the full text is slow to come.
        """
        if self.full_texts is None:
            return Material(paper)
        try:
            async with asyncio.timeout(self.soon_s if soon else None):
                return Material(paper, await self.full_texts.read(paper))
        except TimeoutError:
            log.info("The full text of %s is slow to come; its abstract has to do", paper.id)
            return Material(paper, lack=Lack.NOT_NOW)
        except NoFullText as none:
            return Material(paper, lack=none.lack)
        except SourceError as error:
            log.info("No full text of %s now: %s", paper.id, error)
            return Material(paper, lack=Lack.NOT_NOW)

    async def give_up_left(self) -> None:
        """Let be written anew what a run before was killed in the middle of."""
        if left := await self.store.summaries.give_up_left(self.run):
            log.warning("%s texts were cut off; they are written anew when they are wanted", left)

    async def close(self) -> None:
        """Stop writing, so that others may: nobody waits for what is left."""
        left = list(self._going_on.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def modelled(self, payer: Payer) -> bool:
        """Say whether there is a model that may write for somebody."""
        return bool(self.writers) and await Ruling(self.store).summarised(payer)

    async def _write(
        self, paper: Paper, order: Order, payer: Payer, soon: bool, modelled: bool
    ) -> Summary:
        writers = self.writers if modelled else ()
        if writers and needs_full_text(order.detail) and (kept := await self._kept(paper, order)):
            return kept
        material = await self.material(paper, order.detail, soon=soon)
        limit = ""
        for writer in writers:
            try:
                return await self._once(writer, material, order, payer)
            except LimitReached as error:
                log.info("%s was not asked about %s: %s", writer.writer, paper.id, error)
                limit = error.limit
                break
            except WriterError as error:
                if str(error) == REPORTED:
                    limit = REPORTED
                    break
                log.warning("%s could not summarise %s: %s", writer.writer, paper.id, error)
        said = await self.authors.summarise(material, order)
        return replace(said, fallback=bool(writers), limit=limit)

    async def _kept(self, paper: Paper, order: Order) -> Summary | None:
        """Return what was written from the full text, which then need not be fetched again."""
        for writer in self.writers:
            if kept := await self.store.summaries.get(_wanted(writer, paper, order, Basis.FULL)):
                return kept
        return None

    async def _once(
        self, writer: Summariser, material: Material, order: Order, payer: Payer
    ) -> Summary:
        """Let somebody write, unless that is done, being done or known to fail.

        Raises:
            WriterError: It did not work, now or a while ago.
        """
        wanted = _wanted(writer, material.paper, order, material.basis)
        summaries = self.store.summaries
        if kept := await summaries.get(wanted):
            return kept
        while True:
            async with self._place(payer):
                now = self.clock()
                if payer.person is None:
                    self._patience.check(writer.writer)
                # A person who asks again may be luckier than the digest was.
                turn = await summaries.take(
                    wanted, self.run, now, now + _LEASE, again=payer.person is not None
                )
                if turn.mine:
                    return await self._by(writer, wanted, material, order, payer)
            if turn.kept:
                return turn.kept
            if turn.failed:
                raise WriterError(turn.failed, passing=turn.passing)
            await self.sleep(_GLANCE_S)

    async def _by(
        self, writer: Summariser, wanted: Wanted, material: Material, order: Order, payer: Payer
    ) -> Summary:
        """Let somebody write whose turn it is, and keep what comes of it."""
        summaries = self.store.summaries
        try:
            said = await writer.summarise(material, order, payer)
            await summaries.put(said, self.clock())
        except LimitReached:
            await summaries.give_back(wanted, self.run)
            raise
        except WriterError as error:
            self._patience.failed(writer.writer, passing=error.passing)
            until = self.clock() + (_PASSING if error.passing else _LASTING)
            await summaries.failed(wanted, self.run, str(error), until, passing=error.passing)
            raise
        except BaseException:
            # Also where the store would not keep it: others need not wait for who is done.
            await summaries.give_back(wanted, self.run)
            raise
        self._patience.wrote(writer.writer)
        return said

    def _place(self, payer: Payer) -> AbstractAsyncContextManager[None]:
        """Wait for a place among those that write for digests; a person needs none."""
        return nullcontext() if payer.person else self._places


def _wanted(writer: Summariser, paper: Paper, order: Order, basis: Basis) -> Wanted:
    return Wanted(
        paper.id,
        paper.version,
        order.detail,
        order.language,
        writer.writer,
        writer.prompt,
        basis,
    )
