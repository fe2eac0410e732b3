"""In which language somebody alone is spoken to."""

import pytest

from bot.domain.languages import heard, known
from bot.domain.linking import LETTERS, draw, hashed


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-TW", "zh"),
        ("zh-Hant-HK", "zh"),
        ("zh_CN", "zh"),
        ("cmn-Hans-CN", "zh"),
        ("ZH", "zh"),
        ("en", "en"),
        ("en-GB", "en-GB"),
        ("en_us", "en-US"),
        ("en-Latn-AU", "en-AU"),
        ("en-001", "en"),
        ("pt-BR", ""),
        ("zhx", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_tag_means_one_of_our_languages_with_the_country_where_that_matters(tag, language):
    assert known(tag) == language


@pytest.mark.parametrize(
    ("chosen", "here", "platform", "language"),
    [
        ("", "", "", ""),
        ("", "", "pt-BR", ""),
        ("", "", "zh-TW", "zh"),
        ("zh", "", "en-US", "zh"),
        ("zh", "en", "en-US", "zh"),
        ("", "zh", "en-US", "zh"),
        ("en", "", "en-GB", "en-GB"),
        ("en", "", "zh-CN", "en"),
        ("", "en", "en-US", "en-US"),
    ],
)
def test_the_persons_own_choice_comes_first_and_keeps_the_country(chosen, here, platform, language):
    assert heard(chosen, here, platform) == language


def test_a_code_is_ten_letters_that_nobody_takes_for_each_other():
    letters = iter(LETTERS)
    assert draw(lambda among: next(letters)) == "ABCDE-FGHJK"
    assert len(set(LETTERS)) == 32
    assert not set("0O1I") & set(LETTERS)
    assert hashed("ABCDE-FGHJK") == hashed(" abcde fghjk") != hashed("ABCDE-FGHJL")
