"""Less like this: one voice for each, which orders what a digest cannot show; “why” tells."""

from datetime import timedelta

import pytest

from tests.contracts.chat.digests import digest
from tests.stage import BEN
from tests.world import TUESDAY, paper

pytestmark = pytest.mark.usefixtures("bot")

SPLAT = "Gaussian splatting renders scenes from points with learned covariance."


def broad(first):
    """Papers that a broad topic wants: two on one thing, the newest, and fourteen."""
    others = [
        paper(first + n, f"Diffusion {chr(97 + n) * 4}", f"On {chr(97 + n) * 6}.")
        for n in range(14)
    ]
    return [*others, *(paper(first + 50 + n, f"Diffusion by splats {n}", SPLAT) for n in range(2))]


async def test_what_less_is_wanted_of_makes_room_for_the_rest_and_why_says_so(stage):
    heading, cards = await digest(stage, *broad(100))
    assert "splats" in heading.text
    its = next(each for each in cards if "splats 1" in each.text)
    noted = await stage.press(its, "Less like this", BEN)
    assert noted.private
    assert "Noted: less like “Diffusion by splats 1” here" in noted.text
    again = await stage.press(its, "Less like this", BEN)
    assert "said so before" in again.text
    stage.clock.pass_time(days=1)
    await stage.arrive(*broad(300), day=TUESDAY + timedelta(days=1))
    await stage.tick()
    heading = stage.channel()[-1]
    assert "the 10 best of 16" in heading.text
    assert "splats" not in heading.text
    why = await stage.type("why 2511.00351", BEN)
    assert "Placed lower: like “Diffusion by splats 1”, of which less was wanted here" in why.text
    page = await stage.press(heading, "All 16", BEN)
    rest = await stage.press(page, "Next", BEN)
    assert "splats 1" in page.text + rest.text, "none is left out of the full list"


async def test_it_is_taken_back(stage):
    _, cards = await digest(stage, *broad(100)[-2:])
    noted = await stage.press(cards[0], "Less like this", BEN)
    assert "Taken back" in (await stage.press(noted, "Undo", BEN)).text
    assert "Noted" in (await stage.press(cards[0], "Less like this", BEN)).text
