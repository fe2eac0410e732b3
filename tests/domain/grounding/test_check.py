import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.grounding import Facts, Kind, Source, check

ABSTRACT = (
    "Fast cats. We train 1.2B parameters on 30\\% of 1,500 images, in two rounds of 4K each, "
    "at 10-50 Hz. PurrNet-50 answers in 30 ms on the CatNet and WhiskerBench data sets."
)
SOURCE = Source.read(ABSTRACT)


def kept(text, source=SOURCE, *, links=False):
    return " ".join(check(text, source, links=links).text.split())


def kinds(text, source=SOURCE):
    return [finding.kind for finding in check(text, source).unsupported]


def test_the_report_says_what_was_claimed_and_where_it_stands():
    report = check("It has 1.2 billion parameters. It wins by 7 points.", SOURCE)
    first, second = report.sentences
    (figure,) = first.findings
    assert (figure.text, figure.found, figure.supported) == ("1.2 billion", "1.2B", True)
    assert ABSTRACT[figure.at :].startswith("1.2B")
    assert (first.kept, second.kept) == (True, False)
    assert report.figures == (1, 2)
    assert [finding.text for finding in report.unsupported] == ["7"]
    assert report.text == "It has 1.2 billion parameters."


def test_only_the_unsupported_sentence_goes_from_a_chinese_text():
    text = "模型含12亿参数。它快了7倍。推理耗时30毫秒！"
    assert check(text, SOURCE).text == "模型含12亿参数。推理耗时30毫秒！"


def test_the_lines_of_a_list_stay_lines():
    text = "- Cats are fast.\n- It wins by 7 points.\n- It uses 1,500 images."
    assert check(text, SOURCE).text == "- Cats are fast.\n- It uses 1,500 images."


@pytest.mark.parametrize(
    "linked",
    [
        "Code is at https://evil.example/x.",
        "See evil.github.io for more.",
        "Visit www.evil.example now.",
        "<https://evil.example|Click> here.",
        "代码见evil.github.io。",
        "Write to mallory@evil.example.",
        "See evil.ru for more.",
        "See a-b.evil.cn/x?y for more.",
    ],
)
def test_a_sentence_with_an_address_goes(linked):
    assert kept(f"Cats are fast. {linked}") == "Cats are fast."
    assert kept(f"Cats are fast. {linked}", links=True) == "Cats are fast."


def test_an_address_of_the_paper_stays_where_links_are_allowed_and_only_whole():
    source = Source.read("Cats. Code: https://github.com/purr/net", Facts("2403.03206"))
    for text in ("Code: https://github.com/purr/net.", "See https://arxiv.org/abs/2403.03206."):
        assert kept(text, source, links=True) == text
        assert kept(text, source) == ""
    assert kept("Code: https://github.com/purr/network.", source, links=True) == ""
    assert kept("See https://arxiv.org/abs/2403.99999.", source, links=True) == ""


def test_a_dotted_name_of_the_source_is_no_address():
    text = "It runs on Node.js, i.e. on a runtime."
    assert kept(text, Source.read("We port it to Node.js, i.e. a runtime.")) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It [scales](https://evil.example) well.", "It scales well."),
        ("![Cats](http://x.io/a.png) are fast.", "Cats are fast."),
        ("Cats are fast [1]. Dogs¹[1] are not [2, 3].", "Cats are fast. Dogs are not."),
        ("The range [0, 1] grows as x².", "The range [0, 1] grows as x²."),
        ("Cats\x00 are\n\n\u202efast\u200b.", "Cats are fast ."),
    ],
)
def test_labels_stay_and_marks_go(written, read):
    assert kept(written, Source.read("Fast cats scale, dogs do not: 0 to 1.")) == read


@given(st.text(), st.text())
def test_whatever_is_kept_is_printable_and_has_no_address(text, source):
    left = check(text, Source.read(source)).text
    assert "".join(left.split("\n")).isprintable()
    assert "http://a" not in left


@given(st.text(alphabet="abc 123.,kMB%", max_size=60))
def test_every_figure_of_a_text_stands_in_it(text):
    assume(not re.search(r"\w\.[A-Za-z]", text))  # an address: its digits are no figures
    found, of_all = check(text, Source.read(text)).figures
    assert found == of_all


@pytest.mark.parametrize(
    "claim",
    [
        "Authors: Ada Lovelace, Mallory Miller.",
        "作者：王小明、李雷。",
        "It was written by Mallory Miller.",
    ],
)
def test_authors_are_those_of_the_record(claim):
    source = Source.read(ABSTRACT, Facts("2403.03206", ("Ada Lovelace", "Charles Babbage")))
    assert Kind.AUTHORS in kinds(claim, source)
    assert kinds("Authors: Ada Lovelace, Charles Babbage.", source) == []


def test_a_venue_is_the_records_to_say():
    source = Source.read(ABSTRACT, Facts(stated="Accepted at ICML 2024, 9 pages"))
    assert kinds("It was accepted at ICML 2024.", source) == []
    assert Kind.VENUE in kinds("It was accepted at CVPR 2023.", source)
    assert Kind.VENUE in kinds("该论文发表于CVPR。", source)
    assert Kind.VENUE in kinds("该论文被CVPR接收。", source)


def test_an_affiliation_must_stand_in_the_paper():
    source = Source.read("Ada Lovelace, Tsinghua University. Fast cats.")
    assert kinds("单位：清华大学。", source) == []
    assert kinds("She is at Tsinghua University.", source) == []
    assert Kind.AFFILIATION in kinds("单位：华中科技大学。", source)
    assert Kind.AFFILIATION in kinds("来自卑尔根大学的研究者提出了它。", source)


@pytest.mark.parametrize(
    "text",
    [
        "Tested on CatNet and WhiskerBench.",
        "Tested on Whisker-Bench and catnet.",
        "在CatNet上测试了PurrNet 50。",
        "An AI model for GPUs.",
    ],
)
def test_names_of_the_source_stand_however_they_are_written(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tested on ImageNet.",
        "在Cityscapes上测试。",
        "PurrNet-5 is fast.",
        "It beats GPT-4.",
        "CatNet-100.",
    ],
)
def test_other_names_do_not(text):
    assert kinds(text) == [Kind.NAME]


def test_an_acronym_stands_for_its_words_and_they_for_it():
    assert kinds("MDLs are fast.", Source.read("Masked diffusion learners are fast.")) == []
    assert kinds("The Masked Diffusion Learner is fast.", Source.read("The MDL is fast.")) == []
    assert kinds("The MDX is fast.", Source.read("Masked diffusion learners.")) == [Kind.NAME]
