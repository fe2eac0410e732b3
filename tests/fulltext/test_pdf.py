from functools import cache

import pytest

from bot.domain.fulltext import FigureKind, Lack, SourceKind
from bot.fulltext import pdf
from bot.fulltext.limits import NoText
from tests.fulltext import pdfs
from tests.fulltext.pdfs import LEFT, Pdf, column, prose, text

MOST = 150
"""Pages that are read at most."""


@cache
def paper():
    return pdf.read(pdfs.paper().bytes(), MOST)


def titles(sections):
    return [(each.number, each.title, each.level) for each in sections]


def test_title_pages_and_version_are_read():
    found = paper()
    assert found.source is SourceKind.PDF
    assert found.title == "PurrSort: Sorting Cats by Purr"
    assert (found.pages, found.pages_read, found.version) == (3, 3, 2)


def test_front_matter_stands_apart_from_the_abstract():
    assert paper().front[:2] == ("Ada Felis1, Bob Lynx2", "1University of Whiskers, 2Paw Labs")
    assert paper().abstract.startswith("Sorting cats has been a challenging task for long.")


def test_words_broken_at_a_line_end_and_ligatures_are_mended():
    assert "a training-free sorter that is 3.5 points more efficient." in paper().abstract


def test_sections_have_numbers_and_levels_and_end_before_the_references():
    assert titles(paper().sections) == [
        ("1", "Introduction", 1),
        ("2", "Method", 1),
        ("2.1", "Purring", 2),
        ("3", "Results", 1),
        ("4", "Conclusion", 1),
    ]
    assert titles(paper().appendix) == [("A", "More purrs", 1)]
    assert paper().references == "[1] A. Lion. On roaring. 2019.\n\n[2] B. Puma. On silence. 2020."


def test_columns_are_read_one_after_the_other():
    whiskers = paper().sections[1].text
    assert whiskers.endswith("so ends the whisker.")
    assert "tail" not in whiskers
    assert "tail" in paper().sections[0].text


def test_running_heads_and_page_numbers_are_left_out():
    assert "Proceedings" not in paper().body
    assert not any(section.text.rstrip().endswith((" 1", " 2")) for section in paper().sections)


def test_a_figure_has_its_caption_and_the_place_of_what_is_drawn():
    figure = next(each for each in paper().figures if each.kind is FigureKind.FIGURE)
    assert (figure.label, figure.caption) == ("Figure 1", "Purrs of ten cats over a day of rest.")
    assert figure.region is not None
    assert figure.region.page == 2
    assert figure.region.left == pytest.approx(77, abs=2)
    assert figure.region.top == pytest.approx(723, abs=2)
    assert "an axis of purrs" not in paper().body


def test_a_table_has_its_caption_and_its_rows():
    table = next(each for each in paper().figures if each.kind is FigureKind.TABLE)
    assert (table.label, table.caption) == ("Table 1", "Points of both sorters.")
    assert table.content == "Sorter Points Seconds\nPurrSort 84.2 11,900"


def test_a_sentence_that_begins_with_a_figure_is_no_caption():
    lines = ["Figure 7 shows that cats purr while they", *prose("nap", 9)]
    file = Pdf().page(text(LEFT, 740, "1 Naps", 12, bold=True), column(LEFT, 720, lines)).bytes()
    found = pdf.read(file, MOST)
    assert found.figures == ()
    assert found.sections[0].text.startswith("Figure 7 shows")


def test_the_links_that_a_paper_calls_its_own_are_found():
    assert [link.url for link in paper().links] == ["https://github.com/felis/purrsort"]


def test_a_link_on_the_page_is_found_with_the_words_before_it():
    lines = ["Our code is here. Others use this tool.", *prose("link", 9)]
    file = Pdf(
        links={
            1: [
                ((LEFT + 66, 718, LEFT + 96, 730), "https://github.com/felis/ours"),
                ((LEFT + 180, 718, LEFT + 230, 730), "https://github.com/else/tool"),
            ]
        }
    ).page(text(LEFT, 740, "1 Links", 12, bold=True), column(LEFT, 720, lines))
    found = pdf.read(file.bytes(), MOST)
    assert [link.url for link in found.links] == ["https://github.com/felis/ours"]


def test_the_outline_names_headings_that_look_like_text():
    file = Pdf(outline=[("First things", 1), ("Second things", 1), ("Third things", 1)]).page(
        *(
            [text(LEFT, y, f"{name} things", 10), *column(LEFT, y - 14, prose(name, 8))]
            for name, y in (("First", 740), ("Second", 580), ("Third", 420))
        )
    )
    found = pdf.read(file.bytes(), MOST)
    assert titles(found.sections) == [
        (("", f"{each} things", 1)) for each in ("First", "Second", "Third")
    ]


def test_letters_on_a_turned_page_are_read_upright():
    file = pdfs.Pdf()
    file.page(
        *(pdfs.sideways(100 + 12 * at, 60, line) for at, line in enumerate(prose("turn", 12)))
    )
    assert pdf.read(file.bytes(), MOST).abstract.endswith("so ends the turn.")


def test_of_a_long_paper_the_first_pages_are_read():
    found = pdf.read(pdfs.long(20).bytes(), 7)
    assert (found.pages, found.pages_read) == (20, 7)
    assert [section.page for section in found.sections] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("file", "lack"),
    [
        (b"", Lack.EMPTY),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", Lack.NOT_A_PAPER),
        (b"%PDF-1.4\nnothing that makes sense", Lack.BROKEN),
        (
            pdfs.Pdf(encrypted=True).page(column(LEFT, 700, prose("lock", 9))).bytes(),
            Lack.ENCRYPTED,
        ),
        (pdfs.scanned().bytes(), Lack.SCANNED),
        (pdfs.recursive().bytes(), Lack.SCANNED),
        (pdfs.Pdf().page(text(50, 700, "Cover")).bytes(), Lack.NOT_A_PAPER),
    ],
    ids=[
        "zero bytes",
        "a pointer",
        "garbage",
        "encrypted",
        "scanned",
        "recursive",
        "hardly a word",
    ],
)
def test_what_cannot_be_read_says_why(file, lack):
    with pytest.raises(NoText) as none:
        pdf.read(file, MOST)
    assert none.value.lack is lack


def test_a_file_whose_table_of_contents_is_damaged_is_read_all_the_same():
    whole = pdfs.long(4).bytes()
    found = pdf.read(whole.replace(b"startxref\n", b"startxref\n9"), MOST)
    assert [section.title for section in found.sections] == ["Chapter on cats"] * 4
