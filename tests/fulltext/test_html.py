from functools import cache

import pytest

from bot.domain.fulltext import FigureKind, Lack, SourceKind
from bot.fulltext import html
from bot.fulltext.limits import NoText
from tests.fulltext import htmls

URL = "https://arxiv.org/html/2403.01234v2"


@cache
def paper():
    return html.read(htmls.PAPER, URL)


def test_title_abstract_and_version_are_read():
    found = paper()
    assert (found.source, found.version, found.pages) == (SourceKind.HTML, 2, None)
    assert found.title == "PurrSort: Sorting Cats by Purr"
    assert found.abstract == "We sort cats. Code is available at GitHub."


def test_each_place_stands_below_the_name_of_whoever_works_there():
    assert paper().front == ("Ada Félis", "University of Whiskers", "Bob Lynx", "Paw Labs")


def test_sections_have_numbers_and_levels_and_the_rest_is_kept_apart():
    found = paper()
    assert [(each.number, each.title, each.level) for each in found.sections] == [
        ("1", "Introduction", 1),
        ("1.1", "Dogs", 2),
        ("2", "Results", 1),
        ("", "Acknowledgements", 1),
    ]
    assert [(each.number, each.title) for each in found.appendix] == [("A", "More purrs")]
    assert found.references == "A. Lion. On roaring.\n\nB. Puma. On silence."


def test_formulas_are_readable():
    assert "Let p=1/2 purr² be the purr of a cat." in paper().sections[0].text
    assert "s=∑_i p_i (1)" in paper().sections[0].text


def test_a_footnote_stands_behind_its_paragraph():
    before, note = paper().sections[0].text.split("\n\n")[:2]
    assert before.endswith("of a cat.")
    assert note == "A purr lasts 10³ ms."


def test_what_nobody_sees_is_not_read():
    assert not {"evil", "hidden", "machine"} & set(paper().body.replace("(", " ").split())


def test_a_figure_has_its_caption_and_pictures_of_the_same_place_only():
    figure = next(each for each in paper().figures if each.kind is FigureKind.FIGURE)
    assert (figure.label, figure.caption) == ("Figure 1", "Purrs over α days.")
    assert figure.images == ("https://arxiv.org/html/2403.01234v2/x1.png",)


def test_a_table_has_its_rows():
    table = next(each for each in paper().figures if each.kind is FigureKind.TABLE)
    assert (table.label, table.caption) == ("Table 1", "Points.")
    assert table.content == "Sorter | Points\nPurrSort | 84.2"


def test_only_the_papers_own_links_are_kept():
    assert [link.url for link in paper().links] == ["https://github.com/felis/purrsort"]


@pytest.mark.parametrize(
    ("file", "lack"),
    [
        (b"", Lack.EMPTY),
        (b" \n", Lack.EMPTY),
        (htmls.MISSING, Lack.NOT_A_PAPER),
        (htmls.FAILED, Lack.BROKEN),
        (b"%PDF-1.4 \x00\xff", Lack.NOT_A_PAPER),
        (b'<article class="ltx_document"><p>Short.</p></article>', Lack.NOT_A_PAPER),
    ],
)
def test_what_holds_no_paper_says_why(file, lack):
    with pytest.raises(NoText) as none:
        html.read(file, URL)
    assert none.value.lack is lack


def test_a_page_that_is_nested_without_end_is_read_or_refused():
    deep = htmls.PAPER.replace(b"It is better.", b"<span>" * 20_000 + b"deep" + b"</span>" * 20_000)
    assert html.read(deep, URL).title == "PurrSort: Sorting Cats by Purr"
