"""Words of other scripts in a line with numbers and Latin words: nothing is turned round or cut."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.domain import wording
from bot.domain.chat import (
    Action,
    Card,
    Choice,
    Entry,
    Listing,
    Message,
    Select,
    Style,
    line,
    words,
)
from bot.domain.digest import Edition, Pick
from bot.domain.papers import Paper
from bot.platforms.console import render as console
from bot.platforms.discord import escape as on_discord
from bot.platforms.discord import render as discord
from bot.platforms.slack import escape as on_slack
from bot.platforms.slack import render as slack
from tests.world import sentences

HEBREW, ARABIC = "כותרת", "ورق 3"
FSI, PDI = "\u2068", "\u2069"
LOOK = wording.Look("https://arxiv.org")
SAY = sentences("en").speaking(str)("en")
WORDS = st.text(alphabet="abc漢字かמילה한국👩é,.", min_size=1, max_size=9)
PHRASES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


def isolated(text):
    return f"{FSI}{text}{PDI}"


def heading(name):
    known = [Paper(id=f"2511.{n:05d}", title=f"{HEBREW} {n}D birds") for n in (1, 2, 3)]
    picks = tuple(Pick(each.id, (name,), (), date(2025, 11, 4)) for each in known)
    papers = {each.id: each for each in known}
    return wording.heading(Edition(picks, 3), papers, {}, LOOK, digest=1, usual=None)


@pytest.mark.parametrize("name", [HEBREW, ARABIC])
def test_a_number_beside_the_name_of_a_topic_stays_where_it_is(name):
    drawn = discord.post(heading(name), SAY)
    assert drawn.content.startswith(f"{FSI}3 new papers on {isolated(name)}: ")
    title = drawn.panels[0].title
    assert title.endswith(f"{isolated(name)} · Tue 4 Nov{PDI}")
    said = slack.post(heading(name), SAY)
    assert f" · {isolated(name)} · Tue 4 Nov" in json.dumps(said.blocks, ensure_ascii=False)
    assert f"3 new papers on {isolated(name)}: " in said.text


def test_titles_are_isolated_from_their_numbers():
    title = isolated(f"{HEBREW} 2D birds")
    assert f"**2.** [{title}](" in discord.post(heading("birds"), SAY).panels[0].text
    assert f'"text": "2. {title}"' in json.dumps(
        slack.post(heading("birds"), SAY).blocks, ensure_ascii=False
    )


def test_a_person_is_named_without_turning_what_stands_behind():
    shared = line(words("quote-authors", text="x"), words("shared-by", by=f"{HEBREW} (3)"))
    for drawn in (
        discord.post(Message((shared,)), SAY).panels[0].text,
        json.dumps(slack.post(Message((shared,)), SAY).blocks, ensure_ascii=False),
    ):
        assert isolated(f"{HEBREW} (3)") in drawn.replace("\\", "")


@pytest.mark.parametrize("show", [on_discord.plain, on_discord.marked, on_slack.shown])
@given(st.lists(st.sampled_from([FSI, PDI, HEBREW, "abc", "12", " ", "👩"]), max_size=20))
def test_what_is_cut_leaves_no_isolate_open(show, pieces):
    text = "".join(pieces)
    for most in (8, 12, 20, 200):
        shown, depth = show(text, most), 0
        assert on_discord.size(shown) <= most or show is on_slack.shown
        assert len(shown) <= most
        for sign in shown:
            depth += (sign == FSI) - (sign == PDI)
            assert depth >= 0
        assert depth == 0


@settings(max_examples=150, deadline=None)
@given(PHRASES, PHRASES, st.sampled_from([40, 60, 94]))
def test_no_row_of_a_terminal_is_too_wide(one, other, width):
    said = words("plain", text=other)
    entry = Entry("2511.00001", one, "https://a.example", 12, said, note=said)
    choices = tuple(Choice(f"{n}", said, said) for n in range(3))
    message = Message(
        (line(said, said, style=Style.STRONG), Listing((entry,)), Card(entry, (line(said),))),
        tuple(Action(f"p1:x:{n}", words("plain", text=one[:12])) for n in range(9)),
        selects=(Select("x", said, choices),),
    )
    for row in console.draw(message, SAY, width).plain.split("\n"):
        assert cell_len(row) <= width, row
