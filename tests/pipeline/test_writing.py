"""Texts about papers: written once, by whom they should be, from the best there is to read."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.errors import LimitReached, NoFullText, SourceError, WriterError
from bot.domain.fulltext import FullText, Lack, Section, SourceKind
from bot.domain.languages import Languages
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Aspect, Basis, Detail, Order, Part
from bot.pipeline.writing import Writing
from bot.store import Store
from bot.store.database import Database
from bot.summarisers.extractive import Extractive
from tests.pipeline.pen import Pen
from tests.store.samples import ANA, LAB, NOW, paper

PAPER = paper(1)
ENGLISH = Languages(("en",))
TLDR, ANALYSIS = Order(Detail.TLDR), Order(Detail.ANALYSIS)
ASKED = Payer(LAB, ANA)
WHOLE = FullText(
    SourceKind.PDF, "Paper 1", "We show 1.", (Section("1", "Method", 1, "We do."),), pages=9
)
BUSY = WriterError("503", passing=True)
REFUSED = WriterError("the model refused")


@dataclass
class Shelf:
    """Where full texts come from; a list of what it answers, the last for ever."""

    answers: list
    asked: int = 0

    async def read(self, paper):
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class SlowShelf:
    """Where a full text comes from that is long in coming."""

    began: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, paper):
        self.began.set()
        await self.free.wait()
        return WHOLE


@dataclass
class Hands:
    """A clock that stands, and a sleep that lets others go on."""

    now = NOW

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        await asyncio.sleep(0.001)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
async def begin(store, clock):
    """Return what begins a program that writes, over the store or over another connection."""
    await store.papers.add([PAPER, paper(2)])

    def begin(*writers, shelf=None, over=store, run="1", **options):
        authors = Extractive()
        return Writing(
            over, writers, authors, shelf, clock, run, ENGLISH, sleep=clock.sleep, **options
        )

    return begin


async def test_a_text_is_written_once_and_kept_whole(begin, store):
    pen = Pen()
    first = await begin(pen).summarise(PAPER, TLDR)
    again = await begin(pen, run="2").summarise(PAPER, TLDR)
    assert again == first
    assert again.parts == (Part(Aspect.POINTS, ("One.", "Two."), ("One",)),)
    assert again.figures == (2, 3)
    assert pen.asked.total() == 1
    assert await store.summaries.get(replace(first.wanted, language="zh")) is None


async def test_fifty_who_ask_at_once_in_two_programs_make_one_call(begin, kept_address):
    pen = Pen()
    pen.free.clear()
    async with Database.open(kept_address) as other:
        programs = begin(pen, run="1"), begin(pen, run="2", over=Store(other))
        asking = [
            asyncio.create_task(programs[number % 2].summarise(PAPER, TLDR, ASKED))
            for number in range(50)
        ]
        await pen.began.wait()
        asking[0].cancel()
        pen.free.set()
        answers = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert {each.text for each in answers[1:]} == {"pen on abstract in en"}
    assert pen.asked.total() == 1


async def test_each_language_is_a_text_of_its_own_and_the_first_carries_the_others(begin):
    pen = Pen()
    said = await begin(pen).in_languages(PAPER, Detail.TLDR, Languages(("zh", "en")))
    assert (said.language, [each.language for each in said.others]) == ("zh", ["en"])
    assert pen.asked == {(PAPER.id, Order(Detail.TLDR, each)): 1 for each in ("zh", "en")}


async def test_authors_who_speak_for_themselves_do_so_once(begin):
    said = await begin().in_languages(PAPER, Detail.TLDR, Languages(("zh", "en")))
    assert (said.text, said.others, said.fallback) == ("We show 1.", (), False)


class TestFullText:
    async def test_short_texts_need_none(self, begin):
        shelf = Shelf([WHOLE])
        said = await begin(Pen(), shelf=shelf).summarise(PAPER, TLDR)
        assert (said.basis, shelf.asked) == (Basis.ABSTRACT, 0)

    async def test_what_was_written_from_it_needs_it_no_more(self, begin):
        pen, shelf = Pen(), Shelf([WHOLE])
        for run in "12":
            said = await begin(pen, shelf=shelf, run=run).summarise(PAPER, ANALYSIS)
            assert (said.basis, said.pages) == (Basis.FULL, 9)
        assert (pen.asked.total(), shelf.asked) == (1, 1)

    @pytest.mark.parametrize(
        ("error", "lack"),
        [
            (NoFullText(Lack.SCANNED, "2511.00001"), Lack.SCANNED),
            (SourceError("HTTP 500"), Lack.NOT_NOW),
        ],
    )
    async def test_the_abstract_does_until_it_is_there(self, begin, error, lack):
        pen, shelf = Pen(), Shelf([error, error, WHOLE])
        writing = begin(pen, shelf=shelf)
        for _ in range(2):
            said = await writing.summarise(PAPER, ANALYSIS)
            assert said.basis is Basis.ABSTRACT
        assert pen.asked.total() == 1
        said = await writing.summarise(PAPER, ANALYSIS)
        assert (said.basis, pen.asked.total()) == (Basis.FULL, 2)
        assert (await writing.material(PAPER, Detail.TLDR)).lack is None
        shelf.answers = [error]
        assert (await writing.material(PAPER, Detail.ANALYSIS)).lack is lack

    async def test_a_digest_that_is_due_waits_for_it_only_so_long(self, begin):
        pen, shelf = Pen(), SlowShelf()
        writing = begin(pen, shelf=shelf, soon_s=0)
        patient = asyncio.create_task(writing.summarise(PAPER, ANALYSIS))
        await shelf.began.wait()
        said = await writing.all_of([PAPER], Detail.ANALYSIS, ENGLISH, soon=True)
        assert said[PAPER.id].basis is Basis.ABSTRACT
        assert said[PAPER.id].writer == "pen"
        shelf.free.set()
        assert (await patient).basis is Basis.FULL, "who prepares has the time"
        said = await writing.all_of([PAPER], Detail.ANALYSIS, ENGLISH, soon=True)
        assert said[PAPER.id].basis is Basis.FULL


class TestFailure:
    async def test_a_text_that_the_store_would_not_keep_is_left_to_others(self, begin):
        class Broken(Pen):
            async def summarise(self, *asked):
                return replace(await super().summarise(*asked), text="half a letter: \ud83d")

        with pytest.raises(UnicodeEncodeError):
            await begin(Broken()).summarise(PAPER, TLDR)
        pen = Pen()
        said = await asyncio.wait_for(begin(pen, run="2").summarise(PAPER, TLDR), 5)
        assert (said.writer, pen.asked.total()) == ("pen", 1)

    async def test_digests_leave_a_model_alone_that_fails_one_after_the_other(self, begin, clock):
        papers = [paper(number) for number in range(1, 9)]
        pen = Pen(failures=[BUSY] * 8)
        writing = begin(pen, at_once=2)
        await writing.store.papers.add(papers)
        for each in papers:
            assert (await writing.summarise(each, TLDR)).fallback
        assert pen.asked.total() == 2
        assert (await writing.summarise(papers[7], TLDR, ASKED)).fallback
        assert pen.asked.total() == 3, "who asks may be luckier"
        clock.now += timedelta(minutes=2)
        pen.failures.clear()
        for each in papers:
            assert not (await writing.summarise(each, TLDR)).fallback

    async def test_failures_that_are_about_a_text_say_nothing_about_others(self, begin):
        papers = [paper(number) for number in range(1, 5)]
        pen = Pen(failures=[REFUSED] * 3)
        writing = begin(pen, at_once=2)
        await writing.store.papers.add(papers)
        for each in papers[:3]:
            await writing.summarise(each, TLDR)
        assert not (await writing.summarise(papers[3], TLDR)).fallback

    async def test_whoever_closes_leaves_what_it_was_writing_to_others(self, begin):
        pen = Pen()
        pen.free.clear()
        writing = begin(pen)
        asking = asyncio.create_task(writing.summarise(PAPER, TLDR))
        await pen.began.wait()
        await writing.close()
        await asyncio.gather(asking, return_exceptions=True)
        assert asking.cancelled()
        pen.free.set()
        said = await asyncio.wait_for(begin(pen, run="2").summarise(PAPER, TLDR), 5)
        assert said.writer == "pen"

    async def test_one_that_may_pass_is_believed_for_minutes_but_not_by_who_asks(
        self, begin, clock
    ):
        pen = Pen(failures=[BUSY, BUSY])
        for run in "12":
            said = await begin(pen, run=run).summarise(PAPER, TLDR)
            assert (said.fallback, said.authors_own) == (True, True)
        assert pen.asked.total() == 1
        assert (await begin(pen).summarise(PAPER, TLDR, ASKED)).fallback
        assert pen.asked.total() == 2, "who asks may be luckier"
        clock.now += timedelta(minutes=2)
        assert not (await begin(pen).summarise(PAPER, TLDR)).fallback

    async def test_one_that_lasts_is_believed_for_hours_by_all(self, begin, clock):
        pen = Pen(failures=[REFUSED])
        for payer in (NOBODY, ASKED, NOBODY):
            assert (await begin(pen).summarise(PAPER, TLDR, payer)).fallback
        clock.now += timedelta(hours=6)
        assert not (await begin(pen).summarise(PAPER, TLDR)).fallback
        assert pen.asked.total() == 2

    async def test_the_second_model_is_asked_where_the_first_fails(self, begin):
        cheap, dear = Pen("cheap", failures=[REFUSED]), Pen("dear")
        writing = begin(cheap, dear)
        assert (await writing.summarise(PAPER, TLDR)).writer == "dear"
        assert (await writing.summarise(paper(2), TLDR)).writer == "cheap"
        assert (cheap.asked.total(), dear.asked.total()) == (2, 1)

    async def test_a_limit_is_no_failure_of_the_text(self, begin):
        pen = Pen(failures=[LimitReached("person-day")])
        said = await begin(pen).summarise(PAPER, TLDR, ASKED)
        assert (said.fallback, said.limit) == (True, "person-day")
        assert not (await begin(pen).summarise(PAPER, TLDR)).fallback

    async def test_whoever_is_stopped_leaves_the_text_to_others(self, begin):
        pen = Pen()
        pen.free.clear()
        stopped = asyncio.create_task(begin(pen)._write(PAPER, TLDR, NOBODY, False, True))
        await pen.began.wait()
        stopped.cancel()
        await asyncio.gather(stopped, return_exceptions=True)
        pen.free.set()
        assert (await begin(pen, run="2").summarise(PAPER, TLDR)).writer == "pen"

    async def test_what_a_killed_program_was_writing_is_free_at_the_next_start(
        self, begin, store, clock
    ):
        wanted = (await Pen().summarise(await begin().material(PAPER, Detail.TLDR), TLDR)).wanted
        until = clock.now + timedelta(minutes=10)
        assert (await store.summaries.take(wanted, "dead", clock.now, until)).mine
        pen = Pen()
        writing = begin(pen, run="2")
        waiting = asyncio.create_task(writing.summarise(PAPER, TLDR))
        await asyncio.sleep(0)
        await writing.give_up_left()
        assert (await waiting).writer == "pen"

    async def test_whoever_never_comes_back_is_given_up(self, begin, store, clock):
        wanted = (await Pen().summarise(await begin().material(PAPER, Detail.TLDR), TLDR)).wanted
        until = clock.now + timedelta(minutes=10)
        await store.summaries.take(wanted, "dead", clock.now, until)
        clock.now = until
        assert (await begin(Pen(), run="2").summarise(PAPER, TLDR)).writer == "pen"


async def test_digests_wait_for_a_place_and_people_do_not(begin, store):
    papers = [paper(number) for number in range(1, 7)]
    await store.papers.add(papers)
    pen = Pen()
    pen.free.clear()
    writing = begin(pen, at_once=2)
    asking = asyncio.create_task(writing.all_of(papers, Detail.HEADLINE, ENGLISH, Payer(LAB)))
    while pen.at_once < 2:  # noqa: ASYNC110 - it has no event for that
        await asyncio.sleep(0)
    person = asyncio.create_task(writing.summarise(papers[5], TLDR, ASKED))
    while pen.at_once < 3:  # noqa: ASYNC110
        await asyncio.sleep(0)
    pen.free.set()
    assert len(await asking) == 6
    assert (await person).writer == "pen"
    assert pen.most_at_once == 3


async def test_a_person_does_not_wait_behind_the_digests_for_a_text_they_want_too(begin, store):
    papers = [paper(number) for number in range(1, 7)]
    await store.papers.add(papers)
    pen = Pen()
    pen.free.clear()
    writing = begin(pen, at_once=2)
    asking = asyncio.create_task(writing.all_of(papers, Detail.TLDR, ENGLISH, Payer(LAB)))
    while pen.at_once < 2:  # noqa: ASYNC110 - it has no event for that
        await asyncio.sleep(0)
    last = next(each for each in papers if not pen.asked[each.id, TLDR])
    person = asyncio.create_task(writing.summarise(last, TLDR, ASKED))
    async with asyncio.timeout(5):
        while not pen.asked[last.id, TLDR]:  # noqa: ASYNC110
            await asyncio.sleep(0)
    pen.free.set()
    assert (await person).writer == "pen"
    assert len(await asking) == 6
    assert pen.asked == {(each.id, TLDR): 1 for each in papers}
