"""Key phrases, addresses and captions, wherever they stand."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.exporters import escaping

MARKDOWN = MarkdownIt("commonmark")


def bold(text, *phrases):
    return "".join(
        f"**{escaping.markdown(piece)}**" if strong else escaping.markdown(piece)
        for piece, strong in escaping.strong(text, phrases)
    )


@pytest.mark.parametrize(
    ("text", "phrase", "shown"),
    [
        ("a model of birds", "model", "a <strong>model</strong> of birds"),
        ("用扩散模型分离", "扩散模型", "用<strong>扩散模型</strong>分离"),
        ("先学习“解耦”表示", "“解耦”表示", "先学习“<strong>解耦</strong>”表示"),
        ("学习（解耦）后", "（解耦）", "学习（<strong>解耦</strong>）后"),
        ("It is (so) it", "(so)", "It is <strong>(so)</strong> it"),
        ("提高10%以上", "10%", "提高<strong>10</strong>%以上"),
        ("All of it.", "All of it.", "<strong>All of it.</strong>"),
        ("a_b *c*", "*c*", "a_b <strong>*c*</strong>"),
        ("nothing", "else", "nothing"),
        ("、、", "、", "<strong>、</strong>、"),
    ],
)
def test_a_phrase_is_bold_in_any_script(text, phrase, shown):
    assert MARKDOWN.renderInline(bold(text, phrase)) == shown


def test_phrases_within_each_other_are_bold_once():
    shown = MARKDOWN.renderInline(bold("a large language model", "language model", "model"))
    assert shown == "a large <strong>language model</strong>"


@given(st.text("ab中“”（）*_.,%- ", max_size=20), st.data())
def test_no_mark_is_ever_shown_and_no_text_is_lost(text, data):
    line = " ".join(text.split())
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    pieces = list(escaping.strong(line, [line[start:end]]))
    assert "".join(piece for piece, _ in pieces) == line
    shown = MARKDOWN.renderInline(f"x {bold(line, line[start:end])} x")
    plain = shown.replace("<strong>", "").replace("</strong>", "")
    assert plain == f"x {line} x"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30))
def test_a_caption_is_read_back_from_html_and_from_markdown(text):
    caption = " ".join(text.split())
    drawn = escaping.attribute(text)
    assert not set(drawn) & set("<>\"'[]()`*{}$")
    assert html.unescape(drawn) == caption
    [image] = MARKDOWN.parseInline(f"![{drawn}](x)")[0].children
    assert "".join(each.content for each in image.children or ()) == caption


@pytest.mark.parametrize(
    ("url", "drawn"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&amp;z=2"),
        ('https://a.example/(x)"><b>', "https://a.example/%28x%29%22%3E%3Cb%3E"),
        ("https://a.example/\n x", "https://a.example/x"),
        ("https://a.example/{{x}}", "https://a.example/%7B%7Bx%7D%7D"),
    ],
)
def test_an_address_ends_where_it_ends(url, drawn):
    assert escaping.address(url) == drawn
