"""What people say is wrong goes: from the store, from every message, and for long."""

import logging
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.chat import Card, Listing
from bot.domain.errors import DeliveryError
from bot.domain.languages import Languages
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import REPORTED, Basis, Detail, Order, Summary
from bot.pipeline.amending import Amending
from bot.pipeline.reporting import Reporting
from bot.pipeline.writing import Writing
from bot.summarisers.extractive import Extractive
from tests.pipeline.desk import ANA, BEN, BIRDS, FISH, HALL, LAB, Desk
from tests.world import sentences

SAY = sentences("en").say
ENGLISH = Languages(("en",))


@dataclass
class Model:
    """A writer that is wrong about everything."""

    writer: str = "tiny"
    prompt: str = "1"
    asked: list[tuple[str, Order]] = field(default_factory=list)

    async def summarise(self, material, order, payer=NOBODY):
        paper = material.paper
        self.asked.append((paper.id, order))
        said = f"Wrong about {paper.name}"
        return Summary(
            paper.id,
            paper.version,
            order.detail,
            said,
            self.writer,
            self.prompt,
            language=order.language,
        )


@dataclass
class Office:
    """What a report goes through."""

    desk: Desk
    models: list[Model]

    def __post_init__(self):
        store, clock = self.desk.store, self.desk.clock
        platforms = {self.desk.board.name: self.desk.board}
        self.writing = Writing(store, self.models, Extractive(), None, clock, "1", ENGLISH)
        self.amending = Amending(store, platforms, self.writing, self.desk.drawing, clock)
        ids = iter(range(1, 99))
        self.reporting = Reporting(store, self.writing, clock, lambda: f"id{next(ids)}")

    async def says(self, paper=BIRDS, detail=Detail.HEADLINE, language="en", payer=NOBODY):
        return await self.writing.summarise(paper, Order(detail, language), payer)

    def shown(self, ref):
        """Return what a message says of its papers."""
        said = []
        for block in self.desk.board.says[ref].blocks:
            entries = block.entries if isinstance(block, Listing) else ()
            entries = (block.entry,) if isinstance(block, Card) else entries
            said += [SAY(each.quote) for each in entries if each.quote]
        return said


@pytest.fixture
async def office(store):
    desk = Desk(store)
    await desk.announce(BIRDS, FISH)
    return Office(desk, [Model()])


async def test_a_reported_text_is_gone_and_the_authors_speak_from_then_on(office):
    assert (await office.says()).writer == "tiny"
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA) == "id1"
    office.models[0].asked.clear()
    for payer in (NOBODY, Payer(LAB, BEN)):
        said = await office.says(payer=payer)
        assert (said.writer, said.limit, said.fallback) == ("", REPORTED, True)
    office.desk.clock.pass_time(days=300)
    assert (await office.says()).limit == REPORTED
    assert office.models[0].asked == []
    office.desk.clock.pass_time(days=66)
    assert (await office.says()).writer == "tiny"


async def test_it_goes_in_every_language_and_from_whatever_was_read_but_no_other_text_does(office):
    for language in ("en", "zh"):
        await office.says(language=language)
    tldr, fish = await office.says(detail=Detail.TLDR), await office.says(FISH)
    whole = replace(await office.says(), basis=Basis.FULL)
    await office.desk.store.summaries.put(whole, office.desk.clock())
    await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    for language in ("en", "zh"):
        assert (await office.says(language=language)).limit == REPORTED
    assert await office.desk.store.summaries.get(whole.wanted) is None
    office.models[0].asked.clear()
    assert await office.says(detail=Detail.TLDR) == tldr
    assert await office.says(FISH) == fish
    assert office.models[0].asked == []


async def test_a_second_model_does_not_write_what_was_reported_either(office):
    office = Office(office.desk, [Model(), Model("large")])
    await office.says()
    await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    assert (await office.says()).writer == ""
    assert office.models[1].asked == []


async def test_a_new_version_and_a_new_wording_get_a_new_text(office):
    await office.says()
    await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    assert (await office.says(replace(BIRDS, version=2))).writer == "tiny"
    reworded = Office(office.desk, [Model(prompt="2")])
    assert (await reworded.says()).prompt == "2"


async def test_every_message_that_shows_it_is_changed_where_it_stands(office):
    desk = office.desk
    heading, birds, fish = await desk.digest(BIRDS, FISH)
    elsewhere, other, _ = await desk.digest(BIRDS, FISH, place=HALL)
    await office.says()
    await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    assert await office.amending.run() == 4
    assert {*desk.board.edits} == {heading, birds, elsewhere, other}
    for ref in (birds, other):
        assert office.shown(ref) == ["“We find that it works”"]
    small = [SAY(part) for part in desk.board.says[birds].blocks[0].details[-1].parts]
    assert small[-1].startswith("Authors’ own words (the AI summary was reported")
    assert fish not in desk.board.edits
    assert await office.amending.run() == 0


async def test_a_report_of_a_longer_text_leaves_the_headings_alone(office):
    heading, birds = await office.desk.digest(BIRDS)
    await office.says(detail=Detail.TLDR)
    await office.reporting.report(BIRDS, Detail.TLDR, ANA)
    await office.amending.run()
    assert heading not in office.desk.board.edits
    assert birds in office.desk.board.edits


async def test_what_cannot_be_changed_just_now_is_changed_later_also_after_a_restart(office):
    desk = office.desk
    _, birds = await desk.digest(BIRDS)
    await office.says()
    await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    desk.board.connected = False
    assert await office.amending.run() == 0
    desk.board.connected = True
    desk.board.failing = [DeliveryError("503", permanent=False)]
    office = Office(desk, [Model()])
    await office.amending.run()
    assert await office.amending.run() >= 1
    assert office.shown(birds) == ["“We find that it works”"]
    desk.board.edits.clear()
    assert await office.amending.run() == 0


async def test_a_person_reports_a_paper_once_and_others_may_too(office):
    await office.says()
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA) == "id1"
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA) is None
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, BEN) == "id3"
    assert await office.reporting.report(FISH, Detail.HEADLINE, ANA) == "id4"


async def test_who_has_reported_one_length_may_report_the_others(office):
    _, birds = await office.desk.digest(BIRDS)
    for detail in (Detail.HEADLINE, Detail.TLDR):
        await office.says(detail=detail)
        assert await office.reporting.report(BIRDS, detail, ANA)
        assert (await office.says(detail=detail)).limit == REPORTED
        office.desk.board.edits.clear()
        await office.amending.run()
        assert birds in office.desk.board.edits
        assert await office.reporting.report(BIRDS, detail, ANA) is None


async def test_what_is_written_anew_in_another_language_can_be_reported_too(office):
    _, birds = await office.desk.digest(BIRDS)
    await office.says()
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    await office.amending.run()
    assert (await office.says(language="zh")).writer == "tiny"
    office.desk.board.edits.clear()
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    assert (await office.says(language="zh")).limit == REPORTED
    await office.amending.run()
    assert birds in office.desk.board.edits
    assert await office.reporting.report(BIRDS, Detail.HEADLINE, ANA) is None


async def test_the_operator_finds_in_the_log_what_was_said_and_by_whom(office, caplog):
    await office.says()
    with caplog.at_level(logging.WARNING):
        await office.reporting.report(BIRDS, Detail.HEADLINE, ANA)
    told = [each.getMessage() for each in caplog.records if "id1" in each.getMessage()]
    assert "the headline of 2511.00001 is taken down" in told[0]
    assert "tiny, prompt 1" in told[1]
    assert "Wrong about Diffusion for birds" in told[1]
