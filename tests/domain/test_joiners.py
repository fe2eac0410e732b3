"""Signs that only join."""

import pytest

from bot.domain.joiners import joined
from bot.platforms.discord import escape as on_discord
from bot.platforms.slack import escape as on_slack

JOINER, NON_JOINER = "\u200d", "\u200c"
FAMILY = "👩\u200d🔬"
PERSIAN = "می\u200cخواهم"


@pytest.mark.parametrize("text", ["", "plain", FAMILY, PERSIAN, f"a {FAMILY} b"])
def test_what_joins_stays(text):
    assert joined(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (JOINER * 3, ""),
        (f"{JOINER}{JOINER} {NON_JOINER} {JOINER}", "  "),
        (f"{JOINER}bird", "bird"),
        (f"👩{JOINER}{JOINER}{NON_JOINER}🔬", FAMILY),
    ],
)
def test_what_joins_nothing_is_taken_out(text, left):
    assert joined(text) == left


@pytest.mark.parametrize("clean", [on_discord.clean, on_slack.clean])
def test_a_title_of_nothing_else_is_none_on_any_platform(clean):
    assert clean(f"{JOINER}{JOINER} " * 40) == ""
