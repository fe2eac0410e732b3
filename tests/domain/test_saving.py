import pytest

from bot.domain.saving import position, saves


@pytest.mark.parametrize(("emoji", "place"), [("1️⃣", 1), ("9️⃣", 9), ("🔟", 10)])
def test_keycaps_name_a_place(emoji, place):
    assert position(emoji) == place
    assert saves(emoji, "🔖")


@pytest.mark.parametrize("emoji", ["🔖", "0️⃣", "1", "", "👍"])
def test_other_emoji_name_no_place(emoji):
    assert position(emoji) is None


def test_the_chosen_emoji_saves_in_any_skin_tone_and_others_do_not():
    assert saves("👍🏽", "👍")
    assert saves("🔖", "🔖")
    assert not saves("⭐", "🔖")
