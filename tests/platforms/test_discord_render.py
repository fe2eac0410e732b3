"""What Discord is handed, checked with the rules of the loopback server and by reading it back."""

import json
import re
import time
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import cycle, islice, permutations

import discord
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain import wording
from bot.domain.chat import (
    Action,
    Attachment,
    Card,
    Entry,
    Line,
    Link,
    Listing,
    Menu,
    Message,
    Style,
    line,
    words,
)
from bot.domain.digest import Edition, Pick
from bot.domain.papers import Paper
from bot.domain.summaries import Detail, Summary
from bot.platforms.discord import components, escape, ids, render
from tests.hostile.words import text
from tests.servers.discord.limits import ANSWERED, POSTED, File, read_message
from tests.world import sentences

SAY = sentences("en").say
LOOK = wording.Look("https://arxiv.org")
TUESDAY = date(2025, 11, 4)
MANY = settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SOME = settings(MANY, max_examples=200)

paper_ids = st.one_of(
    st.integers(1, 99999).map(lambda n: f"2511.{n:05d}"),
    st.integers(1, 999).map(lambda n: f"hep-th/9901{n:03d}"),
    st.integers(1, 999).map(lambda n: f"cond-mat/9901{n:03d}"),
)
authors = st.one_of(
    st.just(()), st.just(("Ada Lovelace",) * 2000), st.lists(text, max_size=3).map(tuple)
)


papers = st.builds(
    Paper,
    id=paper_ids,
    title=st.none() | text,
    abstract=st.sampled_from([None, ""]) | text,
    comment=st.sampled_from([None, "Code: https://github.com/a/b_c", "12 pages"]),
    authors=authors,
    primary=st.sampled_from([None, "cs.CV"]),
    version=st.sampled_from([None, 1, 2]),
    announced=st.sampled_from([None, TUESDAY]),
)


def summary(paper, said, model=""):
    return Summary(paper.id, paper.version, Detail.HEADLINE, said, model)


@st.composite
def headings(draw):
    # A few papers that are drawn, over and over under other ids: that is quicker, and as bad.
    drawn = draw(st.lists(papers, min_size=1, max_size=3))
    texts = draw(st.lists(text, min_size=1, max_size=3))
    count, more = draw(st.integers(1, 40)), draw(st.integers(0, 60))
    known = [replace(drawn[n % len(drawn)], id=f"2511.{n:05d}") for n in range(1, count + 1)]
    names = tuple(draw(st.lists(text, min_size=1, max_size=3)))
    picks = [Pick(each.id, names, (), TUESDAY) for each in known]
    picks += [Pick(f"2510.{n:05d}", names, (), TUESDAY) for n in range(more)]
    said = {each.id: summary(each, texts[n % len(texts)]) for n, each in enumerate(known)}
    message = wording.heading(
        Edition(tuple(picks), len(known)),
        {each.id: each for each in known},
        said,
        LOOK,
        digest=draw(st.integers(1, 10**12)),
        usual=draw(st.sampled_from([None, 20])),
        by_day=draw(st.booleans()),
    )
    return keyed(message, draw)


@st.composite
def cards(draw):
    # Four cards of what is drawn once: to draw takes longer than to render.
    drawn, texts = draw(papers), draw(st.lists(text, min_size=3, max_size=3))
    position = draw(st.one_of(st.none(), st.integers(1, 25)))
    made = []
    for title, because, liner in (*permutations(texts, 3), (drawn.title, texts[0], None))[-4:]:
        paper = replace(drawn, title=title)
        pick = Pick(paper.id, ("x",), (words("plain", text=because),), TUESDAY)
        said = None if liner is None else summary(paper, liner, "gpt")
        made.append(keyed(wording.card(paper, pick, said, LOOK, position=position), draw))
    return made


def keyed(message, draw):
    return replace(
        message, key=draw(st.sampled_from(["1", "123456789"])), again=draw(st.booleans())
    )


plain_words = text.map(lambda it: words("plain", text=it))
lines = st.builds(Line, st.lists(plain_words, max_size=3).map(tuple), st.sampled_from(list(Style)))
entries = st.builds(
    Entry,
    paper_ids,
    text,
    st.just("https://arxiv.org/abs/2511.00001"),
    st.one_of(st.none(), st.integers(1, 999)),
    st.one_of(st.none(), plain_words),
    st.lists(
        st.builds(
            Link,
            plain_words,
            st.sampled_from(
                [
                    "https://github.com/a/b",
                    "http://x.example/a_(b)?c=[d]",
                    "javascript:alert(1)",
                    "https://x.example/" + "a" * 3000,
                    "https://x.example/a b",
                    "",
                ]
            ),
        ),
        max_size=3,
    ).map(tuple),
    st.one_of(st.none(), plain_words),
)


def listing(drawn):
    """Repeat the entries of a short list."""
    entries, count = drawn
    return Listing(tuple(islice(cycle(entries), count)))


blocks = st.one_of(
    lines,
    st.tuples(st.lists(entries, max_size=2), st.integers(0, 25)).map(listing),
    st.builds(Card, entries, st.lists(lines, max_size=3).map(tuple)),
)
actions = st.builds(
    Action, st.sampled_from(["p1:a:1", "p1:b:2", "p1:c:" + "x" * 80, "p1:d:" + "x" * 200]),
    plain_words,
)  # fmt: skip
messages = st.builds(
    Message,
    blocks=st.lists(blocks, max_size=3).map(tuple),
    actions=st.lists(actions, max_size=5).map(tuple),
    menu=st.one_of(st.none(), st.builds(Menu, st.sampled_from(["save", "s" * 90]), plain_words)),
    files=st.lists(st.builds(Attachment, text, text), max_size=2).map(tuple),
    push=st.one_of(st.none(), plain_words),
    seed=st.just("🔖"),
    key=st.sampled_from(["", "1", "123456789"]),
    again=st.booleans(),
)


def body(drawn):
    """Write the request as discord.py does."""
    view, files = components.view(drawn), components.files(drawn)
    with discord.http.handle_message_parameters(
        content=drawn.content or None,
        embeds=components.embeds(drawn),
        view=view if view else discord.utils.MISSING,
        files=files if files else discord.utils.MISSING,
        allowed_mentions=discord.AllowedMentions.none(),
    ) as parameters:
        if parameters.multipart:
            return json.loads(parameters.multipart[0]["value"]), [
                File(number, file.filename, file.fp.read(), "text/plain")
                for number, file in enumerate(files)
            ]
        return json.loads(json.dumps(parameters.payload)), []


def taken(drawn, flags=POSTED):
    """Let the loopback server judge the message, as one that might mention everybody."""
    asked, files = body(drawn)
    assert asked.pop("allowed_mentions") == {"parse": []}
    draft = read_message(asked, files, flags=flags)
    assert draft.pings == ()
    # The real service may count as JavaScript does.
    assert utf16(draft.content) <= 2000
    texts = [shown for embed in draft.embeds for shown in embed_texts(embed)]
    assert sum(utf16(shown) for shown in texts) <= 6000
    assert all(utf16(embed.get("description", "")) <= 4096 for embed in draft.embeds)
    assert all(utf16(embed.get("title", "")) <= 256 for embed in draft.embeds)
    return draft


def utf16(shown):
    return len(shown.encode("utf-16-le")) // 2


def embed_texts(embed):
    return [embed.get("title", ""), embed.get("description", ""), footer(embed)]


def footer(embed):
    return embed.get("footer", {}).get("text", "")


LINKED = re.compile(r"\[((?:\\.|[^\\\]])*)\]\(([^)\s]*)\)")
NUMBERED = re.compile(r"^(?:\*\*(\d+)\.\*\*|•) \[((?:\\.|[^\\\]])*)\]\(([^)\s]*)\)", re.MULTILINE)


def without_markup(marked):
    """Read marked text as people see it."""
    return re.sub(r"\\(.)", r"\1", marked)


UNSEEN_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Fillers of Korean syllables: letters by their class, and nothing to see."""


def letters(shown):
    """Keep what nobody may lose: letters and digits, in order."""
    normal = unicodedata.normalize("NFC", shown)
    return "".join(sign for sign in normal if sign.isalnum() and sign not in UNSEEN_LETTERS)


def same_title(shown, title, paper):
    shown = shown.strip("\u2068\u2069")
    if shown.endswith("…") and letters(shown) != letters(title):
        return letters(title).startswith(letters(shown))
    return letters(shown) == letters(title) or shown == paper


def check_harmless(draft, urls):
    """Whatever was said, only our own markup is at work."""
    for embed in draft.embeds:
        marked = [embed.get("title", ""), embed.get("description", "")]
        for shown in marked:
            assert {url for _, url in LINKED.findall(shown)} <= urls
            bare = re.sub(r"\\.", "x", LINKED.sub("", shown))
            assert not re.search(r"https?://|[<`|~_\[\]]|@everyone|@here", bare)
            assert (
                not re.search(r"^(#|-#(?! )|>|- |\+ |\d+\. )", bare, re.MULTILINE)
                or shown == marked[0]
            )
        assert not re.search(r"<[@#:/]|@everyone|@here", footer(embed))
    assert not re.search(r"(?<!\\)[<`|~_\[\]]|https?://|@everyone|@here", draft.content)
    for shown in [draft.content, *(each for embed in draft.embeds for each in embed_texts(embed))]:
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066\ufeff\ud800]", shown
        )
        assert shown.count("\u2068") == shown.count("\u2069")


def menu_options(draft):
    return {
        option["value"]: option["label"]
        for row in draft.components
        for part in row["components"]
        if part["type"] == 3
        for option in part["options"]
    }


class TestAHeading:
    @SOME  # of twenty papers each
    @given(headings())
    def test_any_heading_is_one_message_that_keeps_every_paper(self, message):
        drawn = render.post(message, SAY)
        draft = taken(drawn)
        named = [entry for block in message.blocks if isinstance(block, Listing)
                 for entry in block.entries]  # fmt: skip
        check_harmless(draft, {entry.url for entry in named} | facts(named))
        whole = "\n".join(embed.get("description", "") for embed in draft.embeds)
        shown = {int(n): (label, url) for n, label, url in NUMBERED.findall(whole)}
        options = menu_options(draft)
        assert list(shown) == [entry.position for entry in named]
        for entry in named:
            label, url = shown[entry.position]
            assert same_title(without_markup(label), entry.title, entry.paper)
            assert url == entry.url
            assert options[entry.paper].startswith(f"{entry.position}. ")
        assert draft.content

    def test_the_worst_titles_of_all_are_cut_but_there(self):
        for nasty in ("*" * 400, "漢" * 400, "👩" * 400, "[](" * 200, "w\u0335" * 300, "\\" * 400):
            message = Message(
                (Listing(tuple(
                    Entry(f"2511.{n:05d}", nasty, f"https://arxiv.org/abs/2511.{n:05d}", n,
                          words("plain", text=nasty))
                    for n in range(1, 41))),),
                menu=Menu("save", words("menu-save")), key="1",
            )  # fmt: skip
            draft = taken(render.post(message, SAY))
            whole = "\n".join(embed["description"] for embed in draft.embeds)
            assert len(NUMBERED.findall(whole)) == len(menu_options(draft)) == 40

    @pytest.mark.parametrize(("papers", "menus"), [(25, [25]), (26, [25, 1]), (37, [25, 12])])
    def test_every_paper_can_be_picked_and_every_button_stays(self, papers, menus):
        entries = tuple(
            Entry(f"2511.{n:05d}", f"Paper {n}", "https://arxiv.org/abs/1", n)
            for n in range(1, papers + 1)
        )
        buttons = tuple(Action(f"p1:all:{n}", words("action-undo")) for n in range(30))
        menu = Menu("save", words("menu-save"))
        message = Message((Listing(entries),), buttons, menu=menu, key="1")
        draft = taken(render.post(message, SAY))
        rows = [row["components"] for row in draft.components]
        assert [len(row[0]["options"]) for row in rows if row[0]["type"] == 3] == menus
        assert list(menu_options(draft)) == [entry.paper for entry in entries]
        assert len(rows) == 5
        assert sum(len(row) for row in rows[len(menus) :]) == 5 * (5 - len(menus))
        picked = {
            ids.pressed(row[0]["custom_id"], [option["value"]])
            for row in rows[: len(menus)]
            for option in row[0]["options"]
        }
        assert picked == {f"p1:save:{entry.paper}" for entry in entries}

    def test_however_many_papers_there_are_a_button_stays(self):
        entries = tuple(
            Entry(f"2511.{n:05d}", "x", "https://arxiv.org/abs/1", n) for n in range(1, 131)
        )
        message = Message(
            (Listing(entries),),
            (Action("p1:all:7", words("action-undo")),),
            menu=Menu("save", words("menu-save")),
        )
        view = components.view(render.post(message, SAY))
        assert [len(row["components"]) for row in view.to_components()] == [1] * 5
        assert view.to_components()[-1]["components"][0]["custom_id"] == "p1:all:7~"

    def test_one_liners_go_from_the_end_before_a_title_is_cut(self):
        title = "A title of quite some length that many papers on arXiv really have these days"
        listing = Listing(
            tuple(
                Entry(f"2511.{n:05d}", title, f"https://arxiv.org/abs/2511.{n:05d}", n,
                      words("quote-authors", text="says " * 55))
                for n in range(1, 26)
            )
        )  # fmt: skip
        (draft,) = [taken(render.post(Message((listing,), key="1"), SAY))]
        whole = "\n".join(embed["description"] for embed in draft.embeds)
        rows = re.split(r"^\*\*\d+\.\*\*", whole, flags=re.MULTILINE)[1:]
        quoted = ["\n-# “says" in row for row in rows]
        assert quoted == sorted(quoted, reverse=True)
        assert 0 < sum(quoted) < 25
        assert whole.count(title) == 25

    def test_a_digest_of_twelve_reads_as_it_was_drawn(self):
        draft = taken(render.post(twelve(), SAY))
        (embed,) = draft.embeds
        assert draft.content == (
            "12 new papers on image generation: PixArt-Σ, Controllable Generation with "
            "Text-to-Image Diffusion …, NoiseCollage and 9 more"
        )
        assert embed["title"] == "image generation · Tue 4 Nov"
        rows = embed["description"].split("\n")
        assert rows[:3] == [
            "**1.** [PixArt-Σ: Weak-to-Strong Training](https://arxiv.org/abs/2511.00001)"
            " · [Code](https://github.com/a/b_c)",
            "-# “directly generating images at 4K resolution”",
            "**2.** [Controllable Generation with Text-to-Image Diffusion Models: A Survey]"
            "(https://arxiv.org/abs/2511.00002) · [Code](https://github.com/a/b_c)",
        ]
        assert rows[-1].startswith("**12.** ")
        assert (
            footer(embed)
            == "Save: the menu, or 🔖 on a card · Authors’ own words, from the abstract"
        )

    def test_it_is_drawn_in_a_moment(self):
        message = twelve()
        render.post(message, SAY)
        began = time.thread_time()
        render.post(message, SAY)
        assert time.thread_time() - began < 0.05


def facts(entries):
    return {escape.address(link.url) for entry in entries for link in entry.links} - {None}


def twelve():
    titles = (
        "PixArt-Σ: Weak-to-Strong Training",
        "Controllable Generation with Text-to-Image Diffusion Models: A Survey",
        "NoiseCollage: A Layout-Aware Text-to-Image Diffusion Model",
    )
    known = [
        Paper(id=f"2511.{n:05d}", title=titles[(n - 1) % 3],
              comment="Code: https://github.com/a/b_c")
        for n in range(1, 13)
    ]  # fmt: skip
    picks = tuple(Pick(each.id, ("image generation",), (), TUESDAY) for each in known)
    said = "directly generating images at 4K resolution"
    return wording.heading(
        Edition(picks, 12),
        {each.id: each for each in known},
        {each.id: summary(each, said) for each in known},
        LOOK,
        digest=7,
        usual=None,
    )


class TestACard:
    @MANY  # of four cards each
    @given(cards())
    def test_any_card_is_one_message_with_title_link_and_save(self, messages):
        for message in messages:
            draft = taken(render.post(message, SAY))
            (entry,) = [block.entry for block in message.blocks]
            check_harmless(draft, facts([entry]))
            (embed,) = draft.embeds
            number = f"{entry.position}. " if entry.position else ""
            title = without_markup(embed["title"])
            assert title.startswith(number)
            assert same_title(title.removeprefix(number), entry.title, entry.paper)
            assert embed["url"] == entry.url
            pressed = [part["custom_id"] for row in draft.components for part in row["components"]]
            assert f"p1:save:{entry.paper}~{message.key}" in pressed
            assert draft.content == ""

    def test_it_reads_as_it_was_drawn(self):
        paper = Paper(
            id="2402.12908",
            title="RealCompo: Dynamic Equilibrium",
            authors=("Xinchen Zhang", "Ling Yang", "C", "D"),
            primary="cs.CV",
            comment="Code: https://github.com/a/b",
        )
        pick = Pick(paper.id, ("x",), (words("plain", text="“diffusion” in the title"),))
        said = summary(paper, "a new training-free framework")
        message = wording.card(paper, pick, said, LOOK, position=2)
        (embed,) = taken(render.post(message, SAY)).embeds
        assert embed["title"] == "2. RealCompo: Dynamic Equilibrium"
        assert embed["description"].split("\n") == [
            "*“a new training-free framework”*",
            "[Code](https://github.com/a/b) · [PDF](https://arxiv.org/pdf/2402.12908)"
            " · [HTML](https://arxiv.org/html/2402.12908)",
        ]
        assert footer(embed).split("\n") == [
            "Authors’ comment: Code: https://github.com/a/b",
            "Xinchen Zhang, Ling Yang + 2 · cs.CV · 2402.12908, Feb 2024 by its id",
            "Because: “diffusion” in the title · Authors’ own words, from the abstract",
        ]


class TestAnyMessage:
    @SOME
    @given(messages)
    @example(Message(()))
    @example(Message((line(words("plain", text="\u3164")),), key="1"))
    @example(Message((), files=(Attachment("", ""),)))
    def test_discord_takes_it_as_a_post_and_as_an_answer(self, message):
        draft = taken(render.post(message, SAY))
        check_harmless(draft, allowed(message))
        if message.key and not draft.components:
            assert ids.marks(draft.embeds[0]["url"], message.key)
        parts = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
        assert 1 <= len(parts) <= 4
        for part in parts:
            check_harmless(part, allowed(message))
            assert part.content == ""
        assert sum(len(part.new) for part in parts) == len(message.files)

    def test_a_long_list_is_answered_in_several_messages_with_a_menu_each(self):
        entries = tuple(
            Entry(f"2511.{n:05d}", f"Paper {n} with a title", "https://arxiv.org/abs/1", n)
            for n in range(1, 61)
        )
        head, foot = line(words("digest-all", count=60), style=Style.STRONG), Line((), Style.SMALL)
        message = Message(
            (head, Listing(entries), foot),
            actions=(Action("p1:x:1", words("action-undo")),),
            menu=Menu("save", words("menu-save")),
        )
        drafts = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
        shown = [int(n) for draft in drafts
                 for n, *_ in NUMBERED.findall(draft.embeds[0]["description"])]  # fmt: skip
        assert shown == list(range(1, 61))
        assert [len(menu_options(draft)) for draft in drafts] == [25, 25, 10]
        assert [draft.embeds[0].get("title") for draft in drafts[1:]] == [None, None]
        assert len(drafts[-1].components) == 2

    def test_what_four_messages_do_not_hold_is_cut_and_said(self):
        long = tuple(line(words("plain", text=f"{n} " + "word " * 150)) for n in range(60))
        drawn = render.answer(Message(long), SAY)
        assert len(drawn) == 4
        assert drawn[-1].panels[0].text.endswith(SAY(words("answer-cut")))
        assert not drawn[0].panels[0].text.endswith(SAY(words("answer-cut")))

    def test_a_post_that_is_all_text_is_cut_at_the_end(self):
        long = tuple(line(words("plain", text=f"{n} " + "word " * 150)) for n in range(60))
        draft = taken(render.post(Message(long, key="1"), SAY))
        assert draft.embeds[0]["description"].startswith("0 word")

    def test_a_message_that_may_stand_already_says_so(self):
        message = Message((line(words("done")),), key="1", again=True)
        (embed,) = taken(render.post(message, SAY)).embeds
        assert footer(embed) == SAY(words("post-again"))

    def test_a_file_larger_than_discord_takes_is_named_and_left_out(self):
        message = Message((line(words("done")),), files=(Attachment("all.md", "é" * 6_000_000),))
        (drawn,) = render.answer(message, SAY)
        assert drawn.files == ()
        assert "all.md" in drawn.panels[0].text


def allowed(message):
    """Return every address that a message may link to."""
    entries = [entry for block in message.blocks if isinstance(block, Listing)
               for entry in block.entries]  # fmt: skip
    entries += [block.entry for block in message.blocks if isinstance(block, Card)]
    return {entry.url for entry in entries} | facts(entries)


class TestEscaping:
    @SOME
    @given(text, st.integers(1, 400))
    def test_text_never_gets_longer_than_there_is_room(self, said, most):
        assert utf16(escape.marked(said, most)) <= most
        assert utf16(escape.plain(said, most)) <= most

    @SOME
    @given(text)
    def test_text_that_fits_is_shown_whole(self, said):
        assert letters(without_markup(escape.marked(said))) == letters(said)
        assert letters(escape.plain(said)) == letters(said)

    @pytest.mark.parametrize("sign", ["*", "_", "`", "~", "|", "<", "[", "]", "\\"])
    def test_markup_is_shown_as_it_is(self, sign):
        assert escape.marked(f"a{sign}b") == f"a\\{sign}b"

    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("# big", "\\# big"),
            ("-# small", "\\-# small"),
            ("> quote", "\\> quote"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("12) item", "12\\) item"),
            ("C# and -1 > 2", "C# and -1 > 2"),
            ("at 09:05", "at 09:05"),
            (":fire:", "\\:fire:"),
            ("see https://a.example/b", "see https\\://a.example/b"),
            ("@everyone", "@\u200beveryone"),
            ("a@here.example", "a@\u200bhere.example"),
            ("ada@example.org", "ada@example.org"),
        ],
    )
    def test_only_what_discord_would_read_is_changed(self, said, written):
        assert escape.marked(said) == written

    def test_words_that_run_the_other_way_do_not_turn_their_surroundings(self):
        assert escape.plain("שלום (3)") == "\u2068שלום (3)\u2069"
        assert escape.plain("a\u202eb") == "ab"

    def test_marks_that_would_cover_the_lines_around_are_left_out(self):
        assert escape.plain("Z" + "\u0301" * 50 + "a") == "Z" + "\u0301" * 4 + "a"

    def test_an_emoji_of_several_signs_stays_one(self):
        assert escape.plain("👩‍👩‍👧 \u200d\u200dx") == "👩‍👩‍👧 x"

    @pytest.mark.parametrize(
        ("url", "safe"),
        [
            ("https://a.example/x", "https://a.example/x"),
            ("http://a.example/(x)", "http://a.example/%28x%29"),
            ("https://a.example/x y", None),
            ("javascript:alert(1)", None),
            ("https:///x", None),
            ("//a.example", None),
            ("https://a.example/\u202e", None),
            ("https://a.example/" + "x" * 600, None),
        ],
    )
    def test_only_a_web_address_is_linked(self, url, safe):
        assert escape.address(url) == safe
