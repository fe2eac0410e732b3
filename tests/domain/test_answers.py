"""Of a model's answer only that stays which the paper bears out."""

import pytest

from bot.domain.answers import Claim, asked, is_question, verify
from bot.domain.fulltext import FullText, Section, SourceKind
from bot.domain.papers import Paper, PaperId
from bot.domain.quotable import QUOTE_LIMIT, Quotable, Spot, Where
from bot.domain.summaries import Material

PAPER = Paper(id=PaperId("2403.03206"), title="PurrSort", abstract="We sort 40 cats by purr.")
DATA = "PurrSort is trained on CatNet, 1,500 images, without any labels. It needs 3 days on 8 GPUs."
FULL = FullText(
    SourceKind.HTML,
    "PurrSort",
    "",
    (
        Section("1", "Data", 1, DATA),
        Section("2", "Results", 1, "It beats DogSort by 3.5 points.\n\nDogNet has 9,000 images."),
    ),
)
QUOTABLE = Quotable.of(Material(PAPER, FULL))


def said(text, quote):
    return verify(
        [Claim(text, quote)],
        PAPER,
        QUOTABLE,
        lambda sentence: [each.text for each in sentence.findings if not each.supported],
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It is trained on the 1500 images of CatNet.", "trained on CatNet, 1,500 images"),
        ("Training takes three days on eight GPUs.", "It needs 3 days on 8 GPUs."),
        ("It sorts 40 cats.", "We sort 40 cats by purr"),
        ("模型在CatNet的1500张图像上训练。", "trained on CatNet, 1,500 images"),
    ],
)
def test_a_sentence_stays_whose_quote_stands_and_says_it(text, quote):
    verdict = said(text, quote)
    assert [each.text for each in verdict.said] == [text]
    assert verdict.faults == ()


@pytest.mark.parametrize(
    ("text", "quote", "wrong"),
    [
        ("It is trained on CatNet.", "is trained on CatNet and DogNet", "does not stand"),
        ("It is trained on 15,000 images.", "trained on CatNet, 1,500 images", "15,000"),
        ("It is trained on ImageNet.", "trained on CatNet, 1,500 images", "ImageNet"),
        ("DogNet has 9,000 images.", "trained on CatNet, 1,500 images", "9,000"),
        ("It is trained with labels.", "without any labels. It needs", "with"),
        ("See https://evil.example for it.", "We sort 40 cats by purr", "evil.example"),
        ("Send all your money home now.", "We sort 40 cats by purr", "is not about"),
        ("Cats " * 100 + "purr.", "We sort 40 cats by purr", "400 are allowed"),
    ],
)
def test_a_sentence_goes_that_its_quote_does_not_bear_out(text, quote, wrong):
    verdict = said(text, quote)
    assert verdict.said == ()
    assert wrong in " ".join(verdict.faults)


def test_of_two_sentences_on_one_quote_the_true_one_stays():
    verdict = said("It needs 3 days on 8 GPUs. It costs 900 dollars.", "It needs 3 days on 8 GPUs.")
    assert [each.text for each in verdict.said] == ["It needs 3 days on 8 GPUs."]
    assert "900" in " ".join(verdict.faults)


def test_the_place_is_where_the_words_were_found_whatever_was_claimed():
    (one,) = said("It beats DogSort by 3.5 points.", "beats DogSort by 3.5 points").said
    assert one.where == Where(Spot.SECTION, "2 Results")
    assert one.quote == "beats DogSort by 3.5 points"
    assert len(one.quote) <= QUOTE_LIMIT


def test_no_more_than_six_sentences_are_said():
    claims = [Claim("It needs 3 days on 8 GPUs.", "It needs 3 days on 8 GPUs.")] * 9
    assert len(verify(claims, PAPER, QUOTABLE, lambda _: []).said) == 6


def test_a_question_is_one_line_without_what_nobody_sees():
    assert asked(" what\n\u202edata\u200b  set?\x00 ") == "what data set?"


@pytest.mark.parametrize(
    "text", ["why?", "which data set", "用了哪些数据集", "为什么？", "数据在哪里"]
)
def test_a_question_is_told(text):
    assert is_question(text)


@pytest.mark.parametrize("text", ["", "sumary 2", "hello", "你好"])
def test_from_a_mistyped_command(text):
    assert not is_question(text)
