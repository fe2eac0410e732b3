"""What `summary` and its buttons answer, on the whole bot."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.calls import Press
from bot.domain.chat import Channel
from bot.domain.errors import NoFullText
from bot.domain.fulltext import Lack
from bot.domain.papers import Announcement, ArrivalKind
from bot.domain.spend import NOBODY
from bot.domain.summaries import Detail, Summary
from tests.long_texts import FULL, PAPER, analysis
from tests.world import ANA, BEN, LAB, TUESDAY, open_world

PICTURE = b"\x89PNG\r\n\x1a\n and so on"


@dataclass
class Model:
    """A writer that knows one paper by heart."""

    writer: str = "tiny"
    prompt: str = "1"
    asked: list = field(default_factory=list)

    async def summarise(self, material, order, payer=NOBODY):
        self.asked.append(order)
        if order.detail is Detail.ANALYSIS and material.full:
            return replace(analysis(order.language), paper=material.paper.id)
        said = f"In short ({order.language}): {material.paper.name}"
        return Summary(
            material.paper.id,
            material.paper.version,
            order.detail,
            said,
            self.writer,
            self.prompt,
            language=order.language,
            basis=material.basis,
            lack=material.lack,
        )


@dataclass
class Shelf:
    """Full texts that stand ready, or do not."""

    lack: Lack | None = None
    pictures: int = 0
    silent: bool = False

    async def read(self, paper):
        if self.silent:
            await asyncio.Event().wait()
        if self.lack:
            raise NoFullText(self.lack, paper.id)
        return FULL

    async def picture(self, paper, figure):
        self.pictures += 1
        assert figure.label == "Figure 2"
        return PICTURE


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def model():
    return Model()


@pytest.fixture
async def world(tmp_path, model, shelf):
    async with open_world(tmp_path, writers=[model], full_texts=shelf) as opened:
        await opened.store.arrivals.add([Announcement(PAPER, ArrivalKind.NEW, TUESDAY)])
        yield opened


async def press(world, verb, person=ANA):
    reply = await world.bot.inbox.on_press(Press(f"p1:{verb}:{PAPER.id}", person, LAB))
    return " ".join(world.drawn(reply).split())


async def test_an_analysis_comes_with_facts_score_and_figure(world):
    reply = await world.type("summary 2511.00007 detail=analysis")
    seen = " ".join(world.drawn(reply).split())
    assert "Method 1. Draw the beak. 2. Add feathers. 3. Stop after four steps." in seen
    assert "12 of 12 numbers found in the paper" in seen
    assert "Venue (authors’ comment): CVPR 2026" in seen
    assert "https://github.com/ada/feather" in seen
    (file,) = reply.message.files
    assert (file.name, file.content) == ("2511.00007-figure.png", PICTURE)
    assert reply.may_be_open


async def test_a_late_card_stands_open_neither_with_whose_it_is_nor_where_nothing_is_shared(world):
    async def may_be_open():
        return (await world.type("summary 2511.00007")).may_be_open

    assert await may_be_open()
    await world.type("save 2511.00007")
    assert not await may_be_open(), "it says what is on her list"
    await press(world, "unsave")
    assert await may_be_open()

    def off(rules):
        return replace(rules, sharing=False)

    await world.store.spaces.change(("console", ""), off, world.clock())
    assert not await may_be_open(), "private answers stay private"


async def test_a_short_text_asks_for_no_full_text_and_no_figure(world, shelf):
    seen = await world.ask("summary 2511.00007")
    assert "In short (en): Feather by Feather" in seen
    assert "AI summary (tiny) of the abstract" in seen
    assert shelf.pictures == 0


async def test_two_languages_come_below_each_other(world, model):
    seen = await world.ask("summary 2511.00007 detail=analysis language=zh+en")
    assert seen.index("一羽一羽") < seen.index("四步就能") < seen.index("Four steps are enough")
    assert sorted(each.language for each in model.asked) == ["en", "zh"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("detail=long", "detail cannot be “long”. Choose one of: headline, tldr"),
        ("language=klingon", "language cannot be “klingon”. Choose one of: en, zh, zh+en"),
    ],
)
async def test_what_cannot_be_is_answered_with_what_can(world, model, text, said):
    assert said in " ".join((await world.ask(f"summary 2511.00007 {text}")).split())
    assert model.asked == []


async def test_without_a_full_text_it_says_that_only_the_abstract_was_read_and_why(world, shelf):
    shelf.lack = Lack.ENCRYPTED
    seen = " ".join((await world.ask("summary 2511.00007 detail=takeaways")).split())
    assert "of the abstract only: The paper’s PDF asks for a password." in seen


@pytest.mark.parametrize("licence", [None, "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"])
async def test_without_a_free_licence_the_figure_is_only_linked(world, shelf, licence):
    other = replace(PAPER, id="2511.00008", license=licence)
    await world.store.arrivals.add([Announcement(other, ArrivalKind.NEW, TUESDAY)])
    reply = await world.type("summary 2511.00008 detail=analysis")
    assert reply.message.files == ()
    assert shelf.pictures == 0
    assert "Figure 2 (picture)" in world.drawn(reply)


async def test_a_channel_can_do_without_figures(world, shelf):
    await world.type("settings figures off")
    reply = await world.type("summary 2511.00007 detail=analysis")
    assert reply.message.files == ()
    assert shelf.pictures == 0
    await world.type("settings figures on")
    assert (await world.type("summary 2511.00007 detail=analysis")).message.files


async def pick(world, message, detail, person=ANA):
    """Choose how much is said, and return the answer."""
    (menu,) = message.selects
    (choice,) = [each for each in menu.choices if f" {detail} " in each.value]
    return await world.bot.inbox.on_press(Press(f"p1:{menu.verb}:{choice.value}", person, LAB))


async def test_a_menu_leads_from_a_short_text_to_the_longest_and_back(world):
    reply = await world.type("summary 2511.00007")
    (menu,) = reply.message.selects
    assert [each.chosen for each in menu.choices] == [False, True, False, False]
    assert world.bot.inbox.changes_its_message(f"p1:{menu.verb}:")
    longer = await pick(world, reply.message, "takeaways")
    longest = await pick(world, longer.message, "analysis")
    assert "Draw the beak." in world.drawn(longest)
    assert "In short (en)" in world.drawn(await pick(world, longest.message, "tldr"))


async def test_buttons_of_earlier_cards_still_show_their_length(world):
    assert "Draw the beak." in await press(world, "analysis")
    assert "In short (en)" in await press(world, "takeaways")
    assert "In short (en)" in await press(world, "summary")


async def test_save_on_a_private_card_toggles_in_its_place(world):
    card = await world.type("summary 2511.00007 zh", person=BEN)
    save = card.message.actions[0]
    assert world.bot.inbox.changes_its_message(save.id)
    kept = await world.bot.inbox.on_press(Press(save.id, BEN, LAB))
    assert "[已收藏 ✓]" in world.drawn(kept)
    assert "In short (zh)" in world.drawn(kept)
    assert "Feather by Feather" in await world.ask("saved", person=BEN)
    again = await world.bot.inbox.on_press(Press(kept.message.actions[0].id, BEN, LAB))
    assert "[收藏]" in world.drawn(again)
    assert "saved nothing yet" in await world.ask("saved", person=BEN)


async def test_what_is_seldom_needed_is_folded_away_and_answers_all_the_same(world):
    card = await world.type("summary 2511.00007")
    more = card.message.more
    assert [each.id.split(":")[1] for each in more.actions] == ["why", "less", "report-tldr"]
    unfolded = await world.bot.inbox.on_press(Press(more.action.id, ANA, LAB))
    assert unfolded.message.actions == more.actions


async def test_anybody_may_report_and_is_thanked_and_the_text_is_gone(world):
    card = await world.type("summary 2511.00007")
    assert card.message.more.actions[-1].id == "p1:report-tldr:2511.00007"
    seen = await press(world, "report-tldr", BEN)
    assert "Thank you. The AI summary of “Feather by Feather" in seen
    assert "finds your report as" in seen
    assert "reported “Feather by Feather" in await press(world, "report-tldr", BEN)
    card = await world.type("summary 2511.00007")
    after = " ".join(world.drawn(card).split())
    assert "the AI summary was reported as wrong and taken down" in after
    assert not any("report" in each.id for each in card.message.more.actions)
    assert "In short" not in after


async def test_cards_of_a_digest_say_as_much_as_the_channel_chose(world, model):
    await world.type("subscribe birds")
    await world.type("settings detail analysis")
    await world.type("settings layout flat")
    again = replace(PAPER, id="2511.00009", title="More birds")
    world.board.put([again])
    await world.bot.pipeline.collect()
    model.asked.clear()
    world.posted()
    assert await world.deliver() == 1
    posted = " ".join(world.posted().split())
    assert "Method 1. Draw the beak." in posted
    assert "numbers found" not in posted, "the score comes on request only"
    assert {each.detail for each in model.asked} == {Detail.HEADLINE, Detail.ANALYSIS}
    assert "Cards: full analysis ✓" in await world.ask("settings")


async def test_figures_and_detail_are_each_channels_own(world, shelf):
    await world.type("settings figures off")
    elsewhere = Channel("console", "", "other", "#other")
    assert (await world.type("summary 2511.00007 detail=analysis", channel=elsewhere)).message.files


async def test_without_a_wish_it_comes_in_the_languages_of_the_channel(world, model):
    await world.type("settings language zh+en")
    reply = await world.type("summary 2511.00007 detail=analysis")
    assert sorted(each.language for each in model.asked) == ["en", "zh"]
    assert reply.message.language == "zh"


async def test_a_text_in_another_language_has_its_headings_in_that_language(world):
    reply = await world.type("summary 2511.00007 detail=analysis language=zh")
    assert "研究方法" in world.drawn(reply)
    swedish = await world.type("summary 2511.00007 detail=analysis language=sv")
    assert "Method" in world.drawn(swedish)


@pytest.mark.parametrize(
    ("typed", "detail", "language"),
    [
        ("2511.00007 analysis", Detail.ANALYSIS, "en"),
        ("2511.00007 ANALYSIS zh", Detail.ANALYSIS, "zh"),
        ("2511.00007 zh", Detail.TLDR, "zh"),
        ("https://arxiv.org/abs/2511.00007 takeaways", Detail.TAKEAWAYS, "en"),
        ("2511.00007 analysis language=zh", Detail.ANALYSIS, "zh"),
    ],
)
async def test_behind_an_id_a_detail_and_a_language_need_no_name(
    world, model, typed, detail, language
):
    await world.type(f"summary {typed}")
    assert [(each.detail, each.language) for each in model.asked] == [(detail, language)]


@pytest.mark.parametrize(
    "typed", ["Feather analysis", "2511.00007 and more", "2511.00007 zh zh", "2511.00007 tldr tldr"]
)
async def test_any_other_words_are_a_title(world, model, typed):
    assert f"called “{typed}”" in " ".join((await world.ask(f"summary {typed}")).split())
    assert model.asked == []


async def test_the_menu_of_a_text_in_another_language_goes_on_in_it(world, model):
    reply = await world.type("summary 2511.00007 language=zh")
    longer = await pick(world, reply.message, "takeaways")
    assert longer.message.language == "zh"
    again = await pick(world, longer.message, "analysis")
    assert "研究方法" in world.drawn(again)
    earlier = await world.bot.inbox.on_press(Press("p1:analysis:2511.00007 zh", ANA, LAB))
    assert "研究方法" in world.drawn(earlier)
    assert {each.language for each in model.asked} == {"zh"}


@pytest.mark.parametrize("typed", ["2511.0004", "2511.000077", "2599.00007", "arXiv:2511.0007v1"])
async def test_an_id_that_cannot_be_one_is_told_apart_from_a_title(world, typed):
    seen = " ".join((await world.ask(f"summary {typed}")).split())
    assert f"“{typed}” cannot be an arXiv id" in seen


async def test_a_digest_comes_from_abstracts_where_full_texts_are_slow(world, shelf):
    await world.type("subscribe birds")
    await world.type("settings detail analysis")
    await world.type("settings layout flat")
    world.board.put([replace(PAPER, id="2511.00009", title="More birds")])
    await world.bot.pipeline.collect()
    shelf.silent, world.bot.pipeline.writing.soon_s = True, 0
    world.posted()
    async with asyncio.timeout(5):
        assert await world.deliver() == 1
    posted = " ".join(world.posted().split())
    assert "In short (en): More birds" in posted
    assert "of the abstract only: arXiv does not give the full text just now" in posted
