"""Texts of every detail as each platform shows them, however long they are."""

import re
from dataclasses import replace

import pytest

from bot.domain import paper_card, paper_facts, trimming
from bot.domain.cards import Look
from bot.domain.chat import Attachment, Message, Passage, Shape, words
from bot.domain.fulltext import Affiliation
from bot.domain.key_figure import KeyFigure
from bot.domain.summaries import Aspect, Part
from bot.platforms.console.render import draw
from bot.platforms.discord import components, plainer
from bot.platforms.discord import render as discord
from bot.platforms.discord.drawn import ALL_PANELS, TEXT, fit
from bot.platforms.discord.escape import size
from bot.platforms.slack import kit
from bot.platforms.slack import render as slack
from bot.platforms.slack.page import Fit
from bot.platforms.slack.page import draw as draw_on_slack
from tests.long_texts import FULL, PAPER, analysis, both, endless, quoted
from tests.servers.slack.blocks import complaints
from tests.servers.slack.mentions import pings
from tests.world import sentences

SAY = sentences("en").say
LOOK = Look("https://arxiv.org")


def card(said, **rest):
    facts = paper_facts.of(PAPER, FULL)
    return paper_card.card(PAPER, None, said, LOOK, position=None, asked=facts, **rest)


def on_discord(message):
    (drawn,) = discord.answer(message, SAY)
    return drawn.panels[0]


class TestOnDiscord:
    def test_an_analysis_reads_part_by_part(self):
        panel = on_discord(card(analysis()))
        assert panel.title == PAPER.title
        assert panel.text == "\n".join(
            [
                "[Code](https://github.com/ada/feather)"
                " · [PDF](https://arxiv.org/pdf/2511.00007)"
                " · [HTML](https://arxiv.org/html/2511.00007)",
                "",
                "Four steps are enough to draw a bird.",
                "",
                "**Keywords**",
                "birds, diffusion, few steps",
                "",
                "**Background**",
                "Drawing birds by diffusion takes **50 steps**.",
                "",
                "**Method**",
                "**1.** Draw the beak.",
                "**2.** Add feathers.",
                "**3.** Stop after four steps.",
                "",
                "**Results**",
                "• **FID falls from 12.1 to 7.3** on CUB-200.",
                "• It is **12 times** as fast.",
                "",
                "**Do the results support the aim?**",
                "Yes: it is both better and faster.",
            ]
        )
        assert panel.foot.splitlines() == [
            "Ada Lovelace, Grace Hopper + 1 · cs.CV · 2511.00007, Nov 2025 by its id",
            "Venue (authors’ comment): CVPR 2026 · 12 pages",
            "First author: University of Birds (“1 University of Birds, Nest Street 4”)",
            "AI summary (tiny) of the full text, 14 pages · 12 of 12 numbers found in the paper",
        ]

    def test_both_languages_stand_below_each_other_under_the_original_title(self):
        panel = on_discord(card(both()))
        assert panel.title == PAPER.title
        assert panel.text.index("**一羽一羽：用很少的步数画鸟**") < panel.text.index("四步就能")
        assert panel.text.index("四步就能") < panel.text.index("Four steps are enough")

    def test_an_endless_text_is_cut_at_a_line_and_comes_whole_as_a_file(self):
        pages = discord.answer(card(endless()), SAY)
        assert len(pages) == 4
        assert all(fit(each.panels) for each in pages)
        text = "\n".join(each.panels[0].text for each in pages)
        assert text.count("the file has all of it") == 1
        for row in re.findall(r"^• .*$", text, re.MULTILINE):
            assert row.endswith("."), "no line is cut in the middle"
        assert "everyone" in text
        assert "@everyone" not in text
        (file,) = pages[-1].files
        assert file.name == "2511.00007.txt"
        assert (
            file.text.count("feather by feather")
            == sum(len(each.lines) for each in endless().parts) * 8
        )
        for page in pages:
            last = page.panels[0].text.splitlines()[-1]
            assert not re.fullmatch(r"\*\*[^*]+\*\*", last), "no heading is left alone"

    @pytest.mark.parametrize("said", [analysis(), both(), quoted(), endless()])
    def test_a_post_is_one_message_and_says_how_to_get_the_rest(self, said):
        message = replace(card(said), key="7")
        drawn = discord.post(message, SAY)
        assert fit(drawn.panels)
        assert sum(each.size for each in drawn.panels) <= ALL_PANELS
        assert all(size(each.text) <= TEXT for each in drawn.panels)
        text = "\n".join(each.text for each in drawn.panels)
        cut = "summary 2511.00007 detail=analysis" in text
        assert cut is (said == endless())

    def test_refused_as_a_panel_it_is_as_much_text_as_fits(self):
        forms = dict(plainer.forms(replace(card(endless()), key="7"), SAY))
        assert size(forms["as text"].content) <= 2000
        assert "summary 2511.00007 detail=analysis" in forms["as text"].content
        assert "feather by feather" in forms["as text"].content

    def test_a_picture_stands_in_the_panel_with_its_caption(self):
        picture = Attachment("2511.00007-figure.png", picture=b"\x89PNG")
        facts = paper_facts.of(PAPER, FULL, KeyFigure(FULL.figures[2], picture))
        message = paper_card.card(PAPER, None, analysis(), LOOK, position=None, asked=facts)
        (drawn,) = discord.answer(message, SAY)
        (embed,) = components.embeds(drawn)
        assert embed.image.url == "attachment://2511.00007-figure.png"
        assert components.files(drawn)[0].fp.read() == b"\x89PNG"
        assert "Figure 2 of the paper, “Overview of our method" in drawn.panels[0].foot

    def test_a_picture_that_may_not_be_shown_is_linked(self):
        facts = paper_facts.of(PAPER, FULL, KeyFigure(FULL.figures[2]))
        message = paper_card.card(PAPER, None, analysis(), LOOK, position=None, asked=facts)
        (drawn,) = discord.answer(message, SAY)
        assert drawn.files == ()
        assert "[Figure 2 (picture)](https://arxiv.org/html/2511.00007)" in drawn.panels[0].text


def elements(drawn, kind):
    """Find every element of a kind, however deep."""
    found = []

    def look(part):
        if isinstance(part, dict):
            if part.get("type") == kind:
                found.append(part)
            part = list(part.values())
        if isinstance(part, list | tuple):
            for each in part:
                look(each)

    look(drawn.blocks)
    return found


class TestOnSlack:
    def test_an_analysis_reads_part_by_part(self):
        (drawn,) = slack.answer(card(analysis()), SAY)
        assert complaints(list(drawn.blocks)) == []
        bold = [
            each["text"].strip()
            for each in elements(drawn, "text")
            if each.get("style", {}).get("bold")
        ]
        assert bold == [
            "Keywords",
            "Background",
            "50 steps",
            "Method",
            "Results",
            "FID falls from 12.1 to 7.3",
            "12 times",
            "Do the results support the aim?",
        ]
        (steps, points) = elements(drawn, "rich_text_list")
        assert (steps["style"], len(steps["elements"])) == ("ordered", 3)
        assert (points["style"], len(points["elements"])) == ("bullet", 2)
        assert elements(drawn, "plain_text")[-1]["text"].splitlines()[-1] == (
            "AI summary (tiny) of the full text, 14 pages · 12 of 12 numbers found in the paper"
        )

    def test_an_endless_text_is_cut_at_a_line_and_comes_whole_as_a_file(self):
        message = slack.within(card(endless()), SAY)
        parts = slack.answer(message, SAY)
        assert len(parts) <= slack.MOST_MESSAGES
        for part in parts:
            assert complaints(list(part.blocks)) == []
            assert kit.size(part.blocks) <= kit.ROOM
        texts = [
            "".join(each["text"] for each in row["elements"])
            for part in parts
            for row in elements(part, "rich_text_section")
        ]
        assert sum("the file has all of it" in each for each in texts) == 1
        lines = [row for each in texts for row in each.splitlines() if row[:1].isdigit()]
        assert len(lines) > 40
        assert all(each.endswith("*long*.") for each in lines)
        (file,) = message.files
        assert "feather by feather" in file.text

    @pytest.mark.parametrize("said", [analysis(), both(), quoted(), endless()])
    def test_a_post_is_one_message_and_says_how_to_get_the_rest(self, said):
        drawn = slack.post(card(said), SAY)
        assert complaints(list(drawn.blocks)) == []
        assert kit.size(drawn.blocks) <= kit.ROOM
        text = "".join(each["text"] for each in elements(drawn, "text"))
        assert ("summary 2511.00007 detail=analysis" in text) is (said == endless())
        assert slack.plain(card(said), SAY)

    def test_steps_that_go_on_in_another_message_go_on_counting(self):
        steps = tuple(words("plain", text=f"Step {n} " + "long " * 60) for n in range(1, 60))
        message = Message((Passage(None, steps, shape=discord.trimming.Shape.STEPS),))
        parts = slack.answer(message, SAY)
        lists = [each for part in parts for each in elements(part, "rich_text_list")]
        count = 1
        for each in lists:
            assert each.get("offset", 0) + 1 == count
            count += len(each["elements"])
        assert count == 60

    def test_points_of_which_nothing_can_be_seen_are_no_list(self):
        unseen = words("plain", text="\u200b\u202e")
        for shape in Shape:
            message = Message((Passage(words("aspect-method"), (unseen,), shape),))
            assert complaints(list(slack.post(message, SAY).blocks)) == []

    def test_what_fits_is_drawn_once(self):
        said = []

        def counted(each):
            said.append(each)
            return SAY(each)

        message = replace(card(analysis()), rest=None)
        draw_on_slack(message, counted, Fit(quotes=len(message.papers)))
        once = len(said)
        slack.post(message, counted)
        assert len(said) == 2 * once


class TestHostileWords:
    """Whatever stands in the comment, the first page, a caption or a model's text is only text."""

    WORDS = "@everyone <@1> <!channel> [PDF](https://evil.example) **b** <https://evil.example|x>"

    @pytest.fixture(params=["en", "zh"])
    def say(self, request):
        return sentences(request.param).say

    @pytest.fixture(params=[None, Attachment("figure.png", picture=b"x")], ids=["link", "picture"])
    def message(self, request):
        words = self.WORDS
        paper = replace(PAPER, title=words, comment=f"12 pages, accepted to CVPR 2026 {words}")
        full = replace(FULL, affiliation=Affiliation(words, words))
        figure = KeyFigure(replace(FULL.figures[2], label=words, caption=words), request.param)
        parts = tuple(Part(each, (words,), ("@everyone", "[PDF]")) for each in Aspect)
        said = replace(analysis(), text=words, writer=words, parts=parts)
        facts = paper_facts.of(paper, full, figure)
        return paper_card.card(paper, None, said, LOOK, position=None, asked=facts)

    def test_on_discord(self, message, say):
        pages = (*discord.answer(message, say), *(each for _, each in plainer.forms(message, say)))
        assert sum(page.panels != () for page in pages) >= 2
        for page in pages:
            marked = [page.content, *(each.text for each in page.panels)]
            foots = [each.foot for each in page.panels]
            for text in (*marked, *foots, *(each.title for each in page.panels)):
                assert "@everyone" not in text
                assert "<@1>" not in text
            for text in marked:
                assert not re.search(r"(?<!\\)\]\(<?https://evil", text)
                assert not re.search(r"(?<!\\)\*\*b", text)
                assert "https://evil" not in text, "a bare address unfolds"

    def test_on_slack(self, message, say):
        for drawn in (*slack.answer(message, say), slack.post(message, say)):
            assert complaints(list(drawn.blocks)) == []
            assert pings([drawn.text]) == frozenset()
            assert '"type":"mrkdwn"' not in str(drawn.blocks).replace(" ", "").replace("'", '"')
        assert pings([slack.plain(message, say)]) == frozenset()


class TestOnTheConsole:
    def test_an_analysis_reads_part_by_part(self):
        drawn = draw(card(analysis()), SAY, 80)
        text = drawn.plain
        # The text comes first, and what is small below it, apart.
        assert "\nYes: it is both better and faster.\n\nAda Lovelace" in text
        assert "\nMethod\n 1. Draw the beak.\n 2. Add feathers.\n" in text
        assert "\nResults\n • FID falls from 12.1 to 7.3 on CUB-200.\n" in text
        bold = [text[span.start : span.end] for span in drawn.spans if span.style == "bold"]
        assert "12 times" in bold
        assert "12 of 12 numbers found in the paper" in " ".join(text.split())

    def test_everything_of_an_endless_text_is_shown(self):
        text = draw(card(endless()), SAY, 80).plain
        assert " ".join(text.split()).count("feather by feather") == 8 * sum(
            len(each.lines) for each in endless().parts
        )


class TestTrimming:
    def test_what_fits_stays_as_it_is(self):
        message = card(analysis())
        assert trimming.fitted(message, lambda each: True, words("answer-cut")) is message

    @pytest.mark.parametrize("most", range(12))
    def test_the_first_lines_stay_and_one_sentence_stands_where_they_end(self, most):
        message = card(analysis())
        rest = words("answer-cut")

        def room(each):
            return trimming.lines(each) <= most + 1

        short = trimming.fitted(message, room, rest)
        kept = [row for each in short.blocks if isinstance(each, Passage) for row in each.lines]
        whole = [row for each in message.blocks if isinstance(each, Passage) for row in each.lines]
        if len(whole) <= most + 1:
            assert short is message
        else:
            assert kept == [*whole[:most], rest]
