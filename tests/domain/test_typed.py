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
