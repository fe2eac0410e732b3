import pytest

from bot import commands
from bot.domain.typed import read_call

SPECS = [command.spec for command in commands.ALL]


def test_everything_but_named_options_is_the_first_option_untouched():
    assert read_call('subscribe cs.CV "text to image" NOT video', SPECS) == (
        "subscribe",
        {"topic": 'cs.CV "text to image" NOT video'},
    )


def test_named_options_may_stand_anywhere_and_be_quoted():
    typed = 'subscribe name="image generation" diffusion OR "flow matching"'
    assert read_call(typed, SPECS) == (
        "subscribe",
        {"topic": 'diffusion OR "flow matching"', "name": "image generation"},
    )


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("saved find=x", {"find": "x"}),
        ("saved find=image generation", {"find": "image generation"}),
        ('saved find="image generation"', {"find": "image generation"}),
        ("saved image find=generation", {"find": "image generation"}),
        ("unsubscribe topic=1", {"topic": "1"}),
        ("summary paper=attention is all you need", {"paper": "attention is all you need"}),
        ('subscribe topic="text to image" birds', {"topic": '"text to image" birds'}),
        ("settings key=most value=15", {"key": "most", "value": "15"}),
    ],
)
def test_the_first_option_may_be_named_too(typed, options):
    assert read_call(typed, SPECS)[1] == options


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        (
            "subscribe cs.CV birds name=image generation",
            {"topic": "cs.CV birds", "name": "image generation"},
        ),
        ("subscribe name=CV cs.CV birds", {"topic": "cs.CV birds", "name": "CV"}),
        ('subscribe cs.CV name="CV" birds', {"topic": "cs.CV birds", "name": "CV"}),
        ("subscribe cs.CV name=", {"topic": "cs.CV"}),
        ("digest diffusion since=7d", {"topic": "diffusion", "since": "7d"}),
        ("digest since=7d diffusion", {"topic": "diffusion", "since": "7d"}),
        (
            "digest since=7d until=today diffusion models as=file",
            {"topic": "diffusion models", "since": "7d", "until": "today", "as": "file"},
        ),
        ("digest since=7d as=file", {"since": "7d", "as": "file"}),
        ("digest as=file cs.CV birds", {"topic": "cs.CV birds", "as": "file"}),
        ("digest cs.CV as=file birds", {"topic": "cs.CV birds", "as": "file"}),
        ("summary detail=headline 2403.03206", {"paper": "2403.03206", "detail": "headline"}),
        ('subscribe a name="b since=c"', {"topic": "a", "name": "b since=c"}),
    ],
)
def test_a_text_runs_on_once_the_first_option_has_its_words_and_is_one_word_before(typed, options):
    assert read_call(typed, SPECS)[1] == options


def test_a_name_the_command_does_not_know_belongs_to_the_text():
    assert read_call("subscribe size=large models", SPECS)[1] == {"topic": "size=large models"}


def test_a_choice_in_first_place_is_one_word_and_the_rest_is_the_next_option():
    assert read_call("settings when 09:00 Europe/Berlin mon-fri", SPECS) == (
        "settings",
        {"key": "when", "value": "09:00 Europe/Berlin mon-fri"},
    )


def test_curly_quotes_and_long_dashes_are_made_plain():
    assert read_call("subscribe “vision–language” models", SPECS)[1] == {
        "topic": '"vision-language" models'
    }


def test_a_verb_is_known_in_any_case_and_an_unknown_one_is_handed_on():
    assert read_call("STATUS", SPECS) == ("status", {})
    assert read_call("frobnicate now", SPECS) == ("frobnicate", {})
    assert read_call("", SPECS) == ("", {})


@pytest.mark.parametrize("space", ["\t", "  ", "\u3000", "\n"])
def test_any_space_ends_the_verb(space):
    assert read_call(f"save{space}2", SPECS) == ("save", {"paper": "2"})
