import json
from datetime import UTC, date, datetime

import pytest

from bot.app import catalogue, topic_reader
from bot.domain.overview import By, gather
from bot.exporters.overview import export, markdown
from bot.exporters.overview_json import dumps
from bot.settings import load
from tests.world import paper

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


def test_the_file_is_named_after_range_and_name_and_fits_every_disk(say):
    from dataclasses import replace

    assert export(some(), say, SITE).name == "2024-03-05--2024-03-08 生成式.md"
    odd = replace(some(), name='a/b\\c:"d"' + "x" * 300)
    assert export(odd, say, SITE).name.startswith("2024-03-05--2024-03-08 a b c d x")
    assert len(export(odd, say, SITE).name) < 130


def test_json_says_the_same_with_null_for_what_is_not_known(say):
    body = json.loads(dumps(some(), say, SITE))
    assert body["total"] == 2
    assert body["papers"][0]["authors"] == []
    assert body["papers"][1]["links"] == [{"kind": "code", "url": "https://github.com/a/b_c"}]
    assert body["papers"][0]["doi"] is None
