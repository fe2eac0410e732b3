from textwrap import wrap

import pytest
from rich.cells import cell_len

from bot.platforms.console.wrapping import wrapped

CHINESE = (
    "arXiv 当天的论文目前在当地时间 13:30 公布（1 月为 13:30，7 月为 12:30）；"
    "更早的推送收录的是前一天的论文。"
)
ENGLISH = (
    "We introduce VoxStudio (the “first” end-to-end model), which don’t need text: "
    "see https://example.org/a-very-long-address-that-fits-in-no-row and [Code]."
)


@pytest.mark.parametrize("width", range(24, 120, 7))
def test_chinese_fills_its_rows_and_never_leaves_them(width):
    rows = wrapped(CHINESE, width, "  ")
    assert all(cell_len(row) <= width for row in rows)
    assert all(cell_len(row) > width - 12 for row in rows[:-1])
    assert "".join(row.strip() for row in rows).replace(" ", "") == CHINESE.replace(" ", "")


@pytest.mark.parametrize("width", range(16, 60))
def test_no_row_begins_with_a_closing_sign_or_ends_with_an_opening_one(width):
    text = "输入“topics”（或“主题”）查看：《论文》、“摘要”。" * 3
    for row in wrapped(text, width):
        assert row[0] not in "”）：、》。"
        assert row[-1] not in "“（《"


@pytest.mark.parametrize("width", range(10, 100, 9))
def test_what_has_spaces_breaks_there_alone(width):
    expected = wrap(ENGLISH, width, break_long_words=False, break_on_hyphens=False)
    assert wrapped(ENGLISH, width) == expected


def test_nothing_is_one_empty_row():
    assert wrapped("", 40, "  ") == ["  "]
