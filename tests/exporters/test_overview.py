import html
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from markdown_it import MarkdownIt

from bot.app import catalogue, topic_reader
from bot.domain.overview import By
from bot.exporters.overview import export, markdown
from bot.exporters.overview_json import dumps
from bot.settings import load
from tests.world import gather, paper

SITE = "https://arxiv.org"
FIRST, LAST = date(2024, 3, 5), date(2024, 3, 8)


@pytest.fixture(scope="module")
def say(tmp_path_factory):
    return catalogue(load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})).say


def some(topic="diffusion", by=By.SUBMITTED, limit=None):
    def on(day):
        return datetime(2024, 3, day, 12, tzinfo=UTC)

    papers = [
        paper(
            1,
            "Diffusion of *stars*",
            "We use <HYBNEXT> & D&B_1. Code: https://github.com/a/b_c",
            submitted=on(5),
        ),
        paper(2, "Diffusion [again]", authors=(), submitted=on(7)),
        paper(3, "Diffusion too late", submitted=on(9)),
        paper(4, "Oceans", submitted=on(6)),
        paper(5, "Diffusion without a date"),
    ]
    wanted = [("things", topic_reader()(topic))]
    return gather(papers, wanted, name="生成式", by=by, first=FIRST, last=LAST, limit=limit)


def test_the_newest_comes_first_and_days_count_at_both_ends():
    assert [item.paper.id for item in some().items] == ["2511.00002", "2511.00001"]
    assert some().counts == (
        (date(2024, 3, 5), 1),
        (date(2024, 3, 6), 0),
        (date(2024, 3, 7), 1),
        (date(2024, 3, 8), 0),
    )


def test_by_announced_goes_by_the_best_date_that_is_known():
    assert [item.paper.id for item in some(by=By.ANNOUNCED).items] == ["2511.00002", "2511.00001"]


def test_markdown_has_heading_counts_contents_and_every_paper_whole(say):
    text = markdown(some(), say, SITE)
    assert text.startswith("# 2024-03-05--2024-03-08 生成式")
    assert "- 2024-03-06: none" in text
    assert "1. [Diffusion \\[again\\]](#p1)" in text
    assert "## 2. Diffusion of \\*stars\\*" in text
    assert "https://arxiv.org/abs/2511.00001v1" in text
    assert "Code: <https://github.com/a/b_c>" in text
    assert "Because: “diffusion” in the title" in text
    assert "Ada Lovelace · cs.CV · 2511.00001, submitted 5 Mar 2024" in text


def test_what_a_paper_says_is_never_read_as_markdown_or_html(say):
    text = markdown(some(), say, SITE)
    assert "&lt;HYBNEXT>" in text
    assert "D&amp;B_1" in text


def test_a_paper_without_authors_has_no_line_about_them(say):
    part = markdown(some(), say, SITE).split('<a id="p1">')[1].split('<a id="p2">')[0]
    assert "Unknown" not in part
    assert "None" not in part
    assert "cs.CV · 2511.00002" in part


def test_a_limit_is_said_and_the_total_stays(say):
    cut = some(limit=1)
    assert (len(cut.items), cut.total) == (1, 2)
    assert "The newest 1 of them follow" in markdown(cut, say, SITE)


def test_nothing_found_is_said(say):
    assert "Nothing matched." in markdown(some("quark gluon"), say, SITE)


def exported(found, say):
    return export(found, "", say_in=lambda language: say, site=SITE)


def test_the_file_is_named_after_range_and_name_and_fits_every_disk(say):
    assert exported(some(), say).name == "2024-03-05--2024-03-08 生成式.md"
    odd = replace(some(), name='a/b\\c:"d"' + "x" * 300)
    assert exported(odd, say).name.startswith("2024-03-05--2024-03-08 a b c d x")
    assert len(exported(odd, say).name.encode()) == 200


@pytest.mark.parametrize("ahead", ["", "x", "xx"])
def test_a_long_name_is_cut_between_characters_and_can_be_a_file(say, tmp_path, ahead):
    long = replace(some(), name=ahead + "生成" * 100)
    name = exported(long, say).name
    assert 190 < len(name.encode()) <= 200
    assert set(name.partition(ahead + "生成")[2]) == set("生成.md")
    (tmp_path / name).touch()


def test_the_name_of_a_file_holds_nothing_that_a_terminal_obeys(say):
    odd = replace(some(), name="a\x1b[2J\x9b\u202eb\ud800")
    assert exported(odd, say).name == "2024-03-05--2024-03-08 a [2J  b.md"


def one(abstract):
    return paper(1, "T", abstract, submitted=datetime(2024, 3, 5, tzinfo=UTC))


def overview(papers, name="all"):
    wanted = [(name, topic_reader()("cs.CV"))]
    return gather(papers, wanted, name=name, by=By.SUBMITTED, first=FIRST, last=LAST, limit=None)


def read_by_markdown(text):
    """Return what a reader of Markdown shows, as HTML."""
    return MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(text)


@pytest.mark.parametrize(
    "text",
    [
        *("> quoted", ">quoted", "# heading", "#", "- item", "+ item", "* item", "-", "---"),
        *("1. first", "12) twelfth", "1.", "===", "3.5 GHz", "5-HT", "1-bit", "~~struck~~"),
        *("a ~~b~~ c", "~a~", "*a* _b_ **c**", "`code`", "[a](b)", "![a](b)"),
        *("<b>x</b>", "a&lt;b", "a #"),
    ],
)
def test_a_text_is_shown_as_it_stands_wherever_a_paper_has_it(say, text):
    hostile = replace(one(text), title=text, abstract=text, comment=text)
    shown = read_by_markdown(markdown(overview([hostile], name=text), say, SITE))
    literal = html.escape(text, quote=False)
    assert f"<p>{literal}</p>" in shown
    assert f"1. {literal}</h2>" in shown
    assert f'<a href="#p1">{literal}</a>' in shown
    assert f"comment: {literal}</li>" in shown
    assert f"{literal}: overview of papers</h1>" in shown


def test_the_address_of_a_home_page_stays_whole(say):
    text = "It is at https://x.org/~me."
    assert text in markdown(overview([one(text)]), say, SITE)


def test_json_says_the_same_with_null_for_what_is_not_known(say):
    body = json.loads(dumps(some(), say, SITE))
    assert body["total"] == 2
    assert body["papers"][0]["authors"] == []
    assert body["papers"][1]["links"] == [{"kind": "code", "url": "https://github.com/a/b_c"}]
    assert body["papers"][0]["doi"] is None
