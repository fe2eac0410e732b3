"""Late facts change what stands, in place: a comment, a withdrawal, a text that a model writes."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.channels import Layout
from bot.domain.chat import Card, Listing, MessageRef, Style
from bot.domain.errors import DeliveryError, LimitReached, WriterError
from bot.domain.languages import Languages
from bot.domain.papers import ArrivalKind
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Detail, Material, Order, Summary
from bot.pipeline.amending import Amending
from bot.pipeline.writing import Writing
from bot.summarisers.extractive import Extractive
from tests.pipeline.desk import BIRDS, FISH, HALL, LAB, NEXT, Desk
from tests.world import sentences

SAY = sentences("en").say
COMMENT, REPLACED, GONE = ArrivalKind.COMMENT, ArrivalKind.REPLACED, ArrivalKind.WITHDRAWN
REASON = "This paper has been withdrawn by the authors: Lemma 2 is wrong"


PAYER = Payer(LAB)
ENGLISH = Languages(("en",))
A_WHILE = timedelta(minutes=2)
"""So long a failure that may pass is believed."""


@dataclass
class Model:
    """A writer that may be away.

    Attributes:
        asked: What it was asked to write about, with the version.
        payers: For whom.
        full: What limit keeps it from writing.
    """

    away: bool = False
    full: str = ""
    writer: str = "tiny"
    prompt: str = "1"

    def __post_init__(self):
        self.asked = []
        self.payers = []

    async def summarise(self, material, order, payer=NOBODY):
        paper = material.paper
        self.asked.append((paper.id, paper.version))
        self.payers.append(payer)
        if self.full:
            raise LimitReached(self.full)
        if self.away:
            raise WriterError("503", passing=True)
        text = f"In short: {paper.name} v{paper.version}"
        return Summary(paper.id, paper.version, order.detail, text, self.writer, self.prompt)


@pytest.fixture
async def desk(store):
    desk = Desk(store)
    await desk.announce(BIRDS, FISH)
    return desk


def begin(desk, writer=None):
    """Start the part of the bot that is tested; again, for what a restart forgets."""
    writing = Writing(
        desk.store, (writer,) if writer else (), Extractive(), None, desk.clock, "1", ENGLISH
    )
    platforms = {desk.board.name: desk.board}
    return Amending(desk.store, platforms, writing, desk.drawing, desk.clock)


def card(desk, ref):
    """Return the card that stands somewhere, as text."""
    (block,) = desk.board.says[ref].blocks
    assert isinstance(block, Card)
    entry = block.entry
    quote = SAY(entry.quote) if entry.quote else ""
    lines = [" · ".join(map(SAY, each.parts)) for each in block.details]
    return "\n".join([f"{entry.position}. {entry.title}", quote, *lines])


def notes(desk, ref):
    """Return what stands behind the titles of a heading."""
    listing = next(each for each in desk.board.says[ref].blocks if isinstance(each, Listing))
    return [SAY(each.note) if each.note else "" for each in listing.entries]


async def test_a_comment_that_comes_late_is_put_on_the_card_where_it_stands(desk):
    _, birds, fish = await desk.digest(BIRDS, FISH)
    key = desk.board.says[birds].key
    await desk.announce(replace(BIRDS, comment="12 pages, ECCV"), kind=COMMENT, day=NEXT)
    assert await begin(desk).run() == 1
    assert desk.board.edits == [birds]
    assert card(desk, birds).startswith("1. Diffusion for birds\n“")
    assert "Authors’ comment: 12 pages, ECCV" in card(desk, birds)
    assert desk.board.says[birds].key == key
    assert "comment" not in card(desk, fish)
    assert len(desk.board.says) == 3, "nothing new is posted"


async def test_what_was_changed_is_not_changed_again_also_after_a_restart(desk):
    await desk.digest(BIRDS)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    amending = begin(desk)
    assert await amending.run() == 1
    assert await amending.run() == 0
    assert await begin(desk).run() == 0


async def test_a_card_says_prominently_that_its_paper_is_withdrawn_and_the_heading_notes_it(desk):
    heading, birds, fish = await desk.digest(BIRDS, FISH)
    gone = replace(BIRDS, version=2, comment=REASON)
    await desk.announce(gone, kind=GONE, day=NEXT)
    assert await begin(desk).run() == 2
    assert {*desk.board.edits} == {heading, birds}
    (block,) = desk.board.says[birds].blocks
    assert block.details[0].style is Style.STRONG
    assert SAY(block.details[0].parts[0]) == f"Withdrawn: {REASON}"
    assert block.entry.quote is None
    assert block.entry.links == ()
    assert notes(desk, heading) == ["withdrawn", ""]
    assert "Withdrawn" not in card(desk, fish)

    await desk.announce(replace(FISH, version=2), kind=GONE, day=NEXT)
    await begin(desk).run()
    assert notes(desk, heading) == ["withdrawn", "withdrawn"]
    assert "Withdrawn" in card(desk, fish)


async def test_a_heading_without_cards_notes_a_withdrawal_and_nothing_else(desk):
    (heading,) = await desk.digest(BIRDS, FISH, layout=Layout.LIST)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    assert await begin(desk).run() == 0
    await desk.announce(replace(FISH, version=2), kind=GONE, day=NEXT)
    assert await begin(desk).run() == 1
    assert notes(desk, heading) == ["", "withdrawn"]


async def test_a_card_shows_the_version_there_is(desk):
    _, birds = await desk.digest(BIRDS)
    await desk.announce(replace(BIRDS, version=2, title="Birds, again"), kind=REPLACED, day=NEXT)
    assert await begin(desk).run() == 1
    assert "1. Birds, again" in card(desk, birds)
    assert "2511.00001v2" in card(desk, birds)


async def test_every_channel_that_has_the_card_gets_the_fact(desk):
    (_, here), (_, there) = await desk.digest(BIRDS), await desk.digest(BIRDS, place=HALL)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    assert await begin(desk).run() == 2
    assert desk.board.edits == [here, there]


async def test_several_facts_change_a_card_once(desk):
    await desk.digest(BIRDS)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    await desk.announce(replace(BIRDS, version=2), kind=REPLACED, day=NEXT)
    assert await begin(desk).run() == 1


async def test_a_card_that_a_manager_deleted_is_never_posted_again(desk):
    _, birds, fish = await desk.digest(BIRDS, FISH)
    del desk.board.says[birds]
    await desk.announce(replace(BIRDS, version=2), replace(FISH, version=2), kind=GONE, day=NEXT)
    await begin(desk).run()
    assert birds not in desk.board.says
    assert fish in desk.board.edits
    assert await begin(desk).run() == 0


async def test_what_was_posted_long_ago_stays_as_it_is(desk):
    await desk.digest(BIRDS)
    desk.clock.pass_time(days=15)
    await desk.announce(replace(BIRDS, version=2), kind=GONE, day=NEXT)
    assert await begin(desk).run() == 0


async def test_what_the_digest_said_already_changes_nothing(desk):
    known = replace(BIRDS, comment="12 pages")
    await desk.announce(known, kind=COMMENT, day=NEXT)
    await desk.digest(known)
    assert await begin(desk).run() == 0


async def test_a_refusal_that_passes_is_tried_again_and_one_for_good_holds_up_nothing(desk):
    _, birds, fish = await desk.digest(BIRDS, FISH)
    late = [replace(each, comment="12 pages") for each in (BIRDS, FISH)]
    await desk.announce(*late, kind=COMMENT, day=NEXT)
    desk.board.failing = [DeliveryError("500", permanent=False)]
    assert await begin(desk).run() == 0
    desk.board.failing = [DeliveryError("no right", permanent=True)]
    assert await begin(desk).run() == 1
    assert desk.board.edits == [fish]
    assert await begin(desk).run() == 0
    assert birds in desk.board.says


async def test_a_card_that_is_refused_again_and_again_is_given_up(desk):
    _, _, fish = await desk.digest(BIRDS, FISH)
    late = [replace(each, comment="12 pages") for each in (BIRDS, FISH)]
    await desk.announce(*late, kind=COMMENT, day=NEXT)
    edit = desk.board.edit

    async def refuse(ref: MessageRef, message):
        if ref != fish:
            raise DeliveryError("500", permanent=False)
        return await edit(ref, message)

    desk.board.edit = refuse
    amending = begin(desk)
    assert [await amending.run() for _ in range(6)] == [0, 0, 0, 0, 1, 0]


async def test_a_platform_that_is_away_is_made_up_for_when_it_is_back(desk):
    await desk.digest(BIRDS)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    desk.board.connected = False
    assert await begin(desk).run() == 0
    desk.board.connected = True
    assert await begin(desk).run() == 1


async def test_a_text_that_a_model_could_not_write_is_bettered_when_it_can(desk):
    model = Model(away=True)
    _, birds, _ = await desk.digest(BIRDS, FISH)
    amending = begin(desk, model)
    said = await amending.writing.all_of([BIRDS, FISH], Detail.HEADLINE, ENGLISH)
    assert said[BIRDS.id].fallback
    amending.note(said, ENGLISH, PAYER)
    model.asked.clear()
    model.payers.clear()
    assert await amending.run() == 0
    assert model.asked == [], "that it cannot is believed for a while"
    desk.clock.now += A_WHILE
    assert await amending.run() == 0
    assert len(model.asked) == 1, "one that fails is enough to know"
    model.away = False
    desk.clock.now += A_WHILE
    assert await amending.run() == 2
    assert "In short: Diffusion for birds v1" in card(desk, birds)
    assert "AI summary (tiny)" in card(desk, birds)
    assert await amending.run() == 0
    assert model.payers == [PAYER] * 3, "whoever was to pay for the first text does"


async def test_a_better_text_that_a_limit_forbids_is_given_up(desk):
    model = Model(away=True)
    await desk.digest(BIRDS)
    amending = begin(desk, model)
    amending.note(await amending.writing.all_of([BIRDS], Detail.HEADLINE, ENGLISH), ENGLISH, PAYER)
    model.away, model.full = False, "space-day"
    desk.clock.now += A_WHILE
    assert await amending.run() == 0
    model.full = ""
    model.asked.clear()
    assert await amending.run() == 0
    assert model.asked == []


async def test_a_text_that_a_limit_kept_from_being_written_is_not_bettered_later(desk):
    model = Model()
    await desk.digest(BIRDS)
    amending = begin(desk, model)
    said = await Extractive().summarise(Material(BIRDS), Order(Detail.HEADLINE))
    amending.note({BIRDS.id: replace(said, fallback=True, limit="all-day")}, ENGLISH, PAYER)
    assert await amending.run() == 0
    assert model.asked == []


async def test_a_text_of_an_older_version_is_not_replaced_by_none(desk):
    model = Model()
    amending = begin(desk, model)
    _, birds = await desk.digest(BIRDS)
    await desk.announce(replace(BIRDS, comment="12 pages"), kind=COMMENT, day=NEXT)
    await amending.run()
    assert "v1" in card(desk, birds)
    model.away = True
    await desk.announce(replace(BIRDS, version=2), kind=REPLACED, day=NEXT)
    assert await amending.run() == 0
    assert "In short: Diffusion for birds v1" in card(desk, birds)
    model.away = False
    desk.clock.now += A_WHILE
    assert await amending.run() == 1
    assert "In short: Diffusion for birds v2" in card(desk, birds)


async def test_nothing_is_written_about_a_paper_that_is_withdrawn(desk):
    model = Model()
    await desk.digest(BIRDS, FISH, place=LAB)
    await desk.digest(BIRDS, FISH, place=HALL, layout=Layout.LIST)
    await desk.announce(replace(BIRDS, version=2, comment=REASON), kind=GONE, day=NEXT)
    assert await begin(desk, model).run() == 3
    assert {*model.asked} == {(FISH.id, 1)}
