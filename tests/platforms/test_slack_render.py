import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock

from bot.app import catalogue
from bot.domain import wording
from bot.domain.chat import (
    Action,
    Card,
    Entry,
    Listing,
    Menu,
    Message,
    Style,
    line,
    words,
)
from bot.domain.digest import Edition, Pick
from bot.domain.papers import described
from bot.domain.summaries import Detail, Summary
from bot.platforms.slack import render
from bot.platforms.slack.escape import clean, cut, escape, link, shown
from bot.settings import load
from tests.hostile.words import chances
from tests.servers.slack.blocks import complaints
from tests.servers.slack.mentions import markup, pings

SITE = "https://arxiv.org"
LOOK = wording.Look(SITE)
WHOLE = 12_000
CROWD = [f"Author {n}" for n in range(2_000)]
"""Bytes of all blocks that are sure to be taken; reports put the limit at 13,200."""
AS_IT_IS = ("plain", "quote-authors")
STYLES = {"bold", "italic", "strike", "code"}


@pytest.fixture(scope="module")
def say(tmp_path_factory):
    """Say sentences of the catalogue, and text of any length, which Fluent would refuse."""
    known = catalogue(load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})).say

    def say(asked):
        return asked.values[0][1] if asked.key in AS_IT_IS else known(asked)

    return say


def said(value):
    """Yield every text that the blocks show, in order."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for each in value.values():
            yield from said(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from said(each)


def paragraphs(blocks):
    """Return every text that stands by itself: a section is one, whatever is bold in it."""
    for block in blocks:
        sections = [each for each in parts(block) if each["type"] == "rich_text_section"]
        yield from ("".join(said(each)) for each in sections)
        if not sections:
            yield from said(block)


def links(drawn):
    return [each for block in drawn.blocks for each in parts(block) if each["type"] == "link"]


def parts(value):
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts(each)


def options(drawn, verb="save"):
    """Return what the menu offers that saves papers, or another one."""
    return [
        option["value"]
        for block in drawn.blocks
        for each in parts(block)
        for option in (each.get("options", ()) if each["type"] == "static_select" else ())
        if each["action_id"] == f"p1:pick:{verb}"
    ]


def numbers(drawn):
    """Return the numbers that lists give their entries."""
    return [
        number
        for block in drawn.blocks
        for each in parts(block)
        if each["type"] == "rich_text_list" and each["style"] == "ordered"
        for number in range(
            each.get("offset", 0) + 1, each.get("offset", 0) + 1 + len(each["elements"])
        )
    ]


def line_numbers(drawn):
    """Return the numbers of entries that stand as lines, not in lists."""
    rows = [
        each["text"].strip()
        for block in drawn.blocks
        for each in parts(block)
        if "text" in each and each["type"] == "text"
    ]
    return [int(row[:-1]) for row in rows if row[:-1].isdecimal() and row.endswith(".")]


def check_rich_text(block):
    """Check what the reference says of rich text, which no limit is written for."""
    assert set(block) == {"type", "elements"}
    assert block["elements"]
    for each in block["elements"]:
        assert each["type"] in ("rich_text_section", "rich_text_list")
        assert each["elements"]
        rows = [each]
        if each["type"] == "rich_text_list":
            assert each["style"] in ("ordered", "bullet")
            assert each.get("offset", 1) >= 1
            rows = each["elements"]
        for row in rows:
            assert row["type"] == "rich_text_section"
            for part in row["elements"]:
                assert part["type"] in ("text", "link")
                assert part["text"]
                assert set(part.get("style", {})) <= STYLES
                if part["type"] == "link":
                    assert part["url"].startswith(("http://", "https://"))


def check(drawn):
    """Check a message against every limit and for everybody it would notify."""
    blocks = json.loads(json.dumps(drawn.blocks))
    assert complaints(blocks) == []
    assert len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode()) <= WHOLE
    assert 0 < len(drawn.text) <= 4_000
    assert pings([drawn.text, *markup(blocks)]) == frozenset()
    for block in blocks:
        if block["type"] == "rich_text":
            check_rich_text(block)
    for block in SdkBlock.parse_all(blocks):
        block.validate_json()
    for text in [drawn.text, *said(blocks)]:
        assert not [
            each
            for each in text
            if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            and each not in "\n\u200c\u200d\u2068\u2069"
        ]
    for text in [drawn.text, *paragraphs(blocks)]:
        assert text.count("\u2068") == text.count("\u2069")


def paper(number, title, authors=("Ada Lovelace",), abstract="We study it.", comment=None):
    return described(
        id=f"2511.{number:05d}",
        title=title,
        abstract=abstract,
        authors=tuple(authors),
        categories=("cs.CV",),
        primary="cs.CV",
        version=1,
        submitted=None,
        comment=comment,
    )


def heading(papers, *, shown=None, quote="it works", by_day=False):
    picks = tuple(
        Pick(each.id, ("diffusion",), (words("plain", text="so"),), date(2025, 11, 4 + at % 3))
        for at, each in enumerate(papers)
    )
    summaries = {each.id: Summary(each.id, 1, Detail.HEADLINE, quote) for each in papers if quote}
    return wording.heading(
        Edition(picks, shown or len(papers)),
        {each.id: each for each in papers},
        summaries,
        LOOK,
        digest=5,
        usual=20,
        by_day=by_day,
    )


def seen(title):
    """Return what must be left of a title, isolation aside."""
    return shown(title, 10_000).strip("\u2068\u2069")


class TestAnyDigest:
    @given(chances)
    @settings(max_examples=160, deadline=None)  # of 13 papers each
    def test_a_heading_fits_pings_nobody_and_keeps_title_link_number_and_save(self, say, chance):
        papers = [paper(number, chance.long()) for number in range(1, chance.randint(2, 26))]
        again = chance.choice((True, False))
        by_day = chance.choice((True, False))
        message = replace(heading(papers, quote=chance.long(), by_day=by_day), again=again)
        drawn = render.post(message, say)
        check(drawn)
        ids = {each.id for each in papers}
        assert set(options(drawn)) == ids
        assert sorted(numbers(drawn)) == list(range(1, len(papers) + 1))
        shown_links = {each["url"]: each["text"] for each in links(drawn)}
        for each in papers:
            label = shown_links[f"{SITE}/abs/{each.id}"].strip("\u2068\u2069")
            wanted = seen(each.name) or each.id
            assert wanted.startswith(label.removesuffix("…"))
            assert len(label) >= min(len(wanted), 8)
        if again:
            assert any("may stand here twice" in text for text in said(drawn.blocks))

    @given(chances)
    @settings(max_examples=2_000, deadline=None)
    def test_a_card_fits_pings_nobody_and_keeps_title_link_and_save(self, say, chance):
        authors = chance.choice((*[(), (chance.long(),), (chance.text(),)] * 5, CROWD))
        title = chance.long()
        one = paper(1, title, authors, chance.long(), chance.choice((None, chance.text())))
        pick = Pick(one.id, ("x",), (words("plain", text=title),), None)
        summary = Summary(one.id, 1, Detail.TLDR, chance.long())
        message = wording.card(one, pick, summary, LOOK, position=1)
        drawn = render.post(message, say)
        check(drawn)
        assert links(drawn)[0]["url"] == f"{SITE}/abs/{one.id}"
        wanted = seen(one.name) or one.id
        assert wanted.startswith(links(drawn)[0]["text"].strip("\u2068\u2069").removesuffix("…"))
        pressed = [
            each["action_id"]
            for block in drawn.blocks
            for each in parts(block)
            if each["type"] == "button"
        ]
        assert pressed[:3] == [f"p1:{verb}:{one.id}" for verb in ("save", "takeaways", "ask")]


class TestAnyMessage:
    @given(chances)
    @settings(max_examples=200, deadline=None)
    def test_a_post_is_one_message_within_every_limit(self, say, chance):
        check(render.post(chance.message(papers=25), say))

    @given(chances)
    @settings(max_examples=100, deadline=None)
    def test_an_answer_is_at_most_four_messages_within_every_limit(self, say, chance):
        drawn = render.answer(chance.message(), say)
        assert 1 <= len(drawn) <= 4
        for each in drawn:
            check(each)

    @given(chances)
    @settings(max_examples=100, deadline=None)
    def test_without_blocks_it_is_still_escaped_and_not_empty(self, say, chance):
        text = render.plain(chance.message(), say)
        assert 0 < len(text) <= 40_000  # the service cuts what is longer
        assert pings([text]) == frozenset()


class TestLayout:
    def test_three_papers_read_as_drawn(self, say):
        papers = [paper(n, f"Birds {n}") for n in (1, 2, 3)]
        drawn = render.post(heading(papers), say)
        rich, actions, foot = drawn.blocks
        assert drawn.text == "3 new papers on diffusion: Birds 1, Birds 2, Birds 3"
        title, listed = rich["elements"]
        assert title["elements"][0]["style"] == {"bold": True}
        assert title["elements"][0]["text"].startswith("3 new papers · diffusion · 4–6 Nov")
        assert [row["elements"][0]["text"] for row in listed["elements"]] == [
            "Birds 1",
            "Birds 2",
            "Birds 3",
        ]
        assert listed["elements"][0]["elements"][-1] == {
            "type": "text",
            "text": "\nit works",
            "style": {"italic": True},
        }
        assert actions["elements"][0]["action_id"] == "p1:pick:save"
        assert foot["elements"][0]["text"].startswith("Save: the menu, or 🔖 on a card")

    def test_twelve_and_sixty_papers_are_one_message_with_every_one_liner(self, say):
        for count, shown_ in ((12, 12), (60, 10), (15, 15)):
            papers = [
                paper(n, f"A title of the usual length, number {n}, on birds " * 2)
                for n in range(1, count + 1)
            ]
            drawn = render.post(heading(papers, shown=shown_, quote="so many words " * 6), say)
            check(drawn)
            quotes = [text for text in said(drawn.blocks) if text.startswith("\n")]
            assert len(quotes) == 10

    @pytest.mark.parametrize(
        ("count", "title"),
        [(25, "A title of the usual length, number {} of " * 2), (30, "Birds {}")],
    )
    def test_every_paper_can_be_saved_and_opened_from_one_menu_each(self, say, count, title):
        papers = [paper(n, title.format(n, n)) for n in range(1, count + 1)]
        drawn = render.post(heading(papers), say)
        check(drawn)
        assert options(drawn) == [each.id for each in papers]
        assert options(drawn, "card") == [f"{each.id} headline - 1" for each in papers]

    def test_days_keep_their_numbers(self, say):
        papers = [paper(n, f"Birds {n}") for n in range(1, 8)]
        drawn = render.post(heading(papers, by_day=True), say)
        assert numbers(drawn) == [1, 4, 7, 2, 5, 3, 6]

    def test_one_liners_go_from_the_end_before_a_title_is_shortened(self, say):
        papers = [
            paper(n, "A long title about birds and how they fly over mountains " * 5)
            for n in range(1, 26)
        ]
        full = Message(
            (
                Listing(
                    tuple(
                        wording.entry(
                            each,
                            LOOK,
                            position=n,
                            summary=Summary(each.id, 1, Detail.HEADLINE, "words " * 20),
                        )
                        for n, each in enumerate(papers, 1)
                    )
                ),
            ),
            menu=Menu("save", words("menu-save")),
        )
        few = replace(full, blocks=(Listing(full.blocks[0].entries[:19]),))
        drawn = render.post(few, say)
        kept = [text for text in said(drawn.blocks) if text.startswith("\n")]
        assert 0 < len(kept) < 19
        titles = [each["text"] for each in links(drawn)]
        assert all(len(title) > 250 for title in titles)
        # Those that stay are the first.
        items = [
            item
            for block in drawn.blocks
            for each in parts(block)
            if each["type"] == "rich_text_list"
            for item in each["elements"]
        ]
        assert [len(item["elements"]) > 1 for item in items] == [True] * len(kept) + [False] * (
            19 - len(kept)
        )
        crowded = render.post(full, say)
        check(crowded)
        assert not [text for text in said(crowded.blocks) if text.startswith("\n")]
        assert len(links(crowded)) == 25

    @pytest.mark.parametrize("by_day", [False, True])
    @pytest.mark.parametrize(
        "title", ["𠀀" * 400, "深度学习 " * 90, "🧑‍🔬 " * 90, '"\\' * 200, "שלום " * 90, "x" * 400]
    )
    def test_forty_papers_of_the_longest_titles_are_one_message(self, say, title, by_day):
        papers = [paper(n, title) for n in range(1, 41)]
        papers = [replace(each, id=f"cond-mat/{9901000 + n}") for n, each in enumerate(papers)]
        message = heading(papers, quote="words " * 90, by_day=by_day)
        drawn = render.post(replace(message, again=True), say)
        check(drawn)
        shown_links = {each["url"]: each["text"] for each in links(drawn)}
        assert set(shown_links) == {f"{SITE}/abs/{each.id}" for each in papers}
        assert set(options(drawn)) == {each.id for each in papers}
        assert all(len(label.strip("\u2068\u2069…")) >= 4 for label in shown_links.values())
        assert sorted([*numbers(drawn), *line_numbers(drawn)]) == list(range(1, 41))

    @given(chances)
    @settings(max_examples=60, deadline=None)
    def test_forty_papers_of_any_titles_are_one_message(self, say, chance):
        papers = [paper(n, chance.long()) for n in range(1, 41)]
        message = heading(papers, quote=chance.long(), by_day=chance.choice((True, False)))
        drawn = render.post(replace(message, again=True), say)
        check(drawn)
        assert set(options(drawn)) == {each.id for each in papers}
        assert sorted([*numbers(drawn), *line_numbers(drawn)]) == list(range(1, 41))

    def test_papers_without_a_number_are_lines_where_lists_do_not_fit(self, say):
        listed = tuple(
            Entry(f"2511.{n:05d}", "𠀀" * 400, f"{SITE}/abs/2511.{n:05d}") for n in range(1, 45)
        )
        message = Message((line(words("done")), Listing(listed)), menu=Menu("save", words("done")))
        drawn = render.post(message, say)
        check(drawn)
        assert len(links(drawn)) == 44
        assert "\n• " in list(said(drawn.blocks))

    def test_small_print_becomes_text_where_it_would_take_too_many_blocks(self, say):
        why = line(words("plain", text="because of birds"), style=Style.SMALL)
        cards = tuple(
            Card(Entry(f"2511.{n:05}", f"Birds {n}", f"{SITE}/abs/2511.{n:05}", n), (why,))
            for n in range(1, 27)
        )
        drawn = render.post(Message(cards), say)
        assert len(drawn.blocks) <= 50
        assert json.dumps(drawn.blocks).count("because of birds") == len(cards)

    def test_a_name_between_colons_becomes_no_emoji(self, say):
        smile = words("plain", text=":smile:")
        listed = Listing((Entry("2511.00001", ":smile:", f"{SITE}/abs/2511.00001", 1),))
        message = Message(
            (listed, line(smile, style=Style.SMALL)),
            (Action("p1:x:1", smile),),
            Menu("save", smile),
        )
        drawn = json.dumps(render.post(message, say).blocks)
        # Small print, a button, a menu and its option; running text knows no names of emoji.
        assert drawn.count('"type": "plain_text"') == drawn.count('"emoji": false') == 4

    def test_small_print_at_the_end_stands_below_the_buttons(self, say):
        message = Message(
            (line(words("done")), line(words("try-help"), style=Style.SMALL)),
            actions=(Action("p1:undo:1", words("action-undo")),),
        )
        assert [block["type"] for block in render.post(message, say).blocks] == [
            "rich_text",
            "actions",
            "context",
        ]

    def test_a_long_answer_is_shared_out_with_a_menu_each_and_the_buttons_last(self, say):
        listed = tuple(
            Entry(f"2511.{n:05d}", f"Birds number {n} " * 12, f"{SITE}/abs/2511.{n:05d}", n)
            for n in range(1, 61)
        )
        message = Message(
            (line(words("done")), Listing(listed)),
            actions=(Action("p1:all:1", words("action-all", total=60)),),
            menu=Menu("save", words("menu-save")),
        )
        drawn = render.answer(message, say)
        assert 1 < len(drawn) <= 4
        assert [number for each in drawn for number in numbers(each)] == list(range(1, 61))
        for each in drawn:
            check(each)
            assert len(options(each)) == len(numbers(each))
        pressed = [["p1:all:1" in json.dumps(each.blocks)] for each in drawn]
        assert pressed == [[False]] * (len(drawn) - 1) + [[True]]

    def test_an_answer_without_end_says_that_the_rest_is_left_out(self, say):
        message = Message(tuple(line(words("plain", text=f"{n} " * 900)) for n in range(60)))
        drawn = render.answer(message, say)
        assert len(drawn) == 4
        assert "does not fit" in json.dumps(drawn[-1].blocks)

    def test_without_blocks_every_paper_is_still_named_and_linked(self, say):
        papers = [paper(n, f"A* and <!channel> |{n}" * 20) for n in range(1, 26)]
        text = render.plain(replace(heading(papers), again=True), say)
        assert len(text) <= 4_000
        for number, each in enumerate(papers, 1):
            assert f"{number}. <{SITE}/abs/{each.id}|A∗ and" in text
        assert "may stand here twice" in text


class TestEscaping:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("D&B <HYBNEXT>", "D&B <HYBNEXT>"),
            ("a\u202eb\u2066c\u200b\u00add", "abcd"),
            ("line\nline\x00\x1b[0m", "line line[0m"),
            ("🧑‍🔬 e\u0301", "🧑‍🔬 e\u0301"),
            ("Z" + "\u0351" * 40, "Z" + "\u0351" * 4),
            ("\ud800x", "x"),
        ],
    )
    def test_what_breaks_the_layout_goes_and_nothing_else(self, text, kept):
        assert clean(text) == kept

    def test_right_to_left_is_kept_apart_from_what_stands_beside_it(self):
        assert shown("שלום world", 50) == "\u2068שלום world\u2069"
        assert len(shown("שלום " * 30, 50)) <= 50

    def test_nothing_visible_is_nothing(self):
        assert shown("\u200d\u200d\u200b \n", 50) == ""

    def test_a_cut_ends_after_a_word_and_never_inside_a_sign(self):
        assert cut("one two three four five six", 20) == "one two three four…"
        assert cut("x" * 30, 10) == "x" * 9 + "…"
        assert cut("I remember birds", 10) == "I remembe…", "no word that leaves next to nothing"
        assert cut("abcdefgh🧑‍🔬", 10) == "abcdefgh…"
        assert cut("abcdefghe\u0301", 10) == "abcdefghe\u0301"

    @given(chances, st.integers(8, 60))
    def test_a_cut_is_never_longer_than_asked(self, chance, most):
        assert len(shown(chance.text(), most)) <= most

    def test_escaping_leaves_nothing_for_slack_to_read(self):
        assert escape("<!channel> & co") == "&lt;!channel&gt; &amp; co"
        assert link("a|b> *c*", "https://x.y/?a=1&b=|") == (
            "<https://x.y/?a=1&amp;b=%7C|a¦b&gt; ∗c∗>"
        )
        assert link("a", "javascript:alert(1)") == "a"
