"""Privacy: what is kept is shown, handed over as a file and deleted, with the proof of it."""

import json

import pytest

from tests.contracts.chat.around import OLGA, file, in_charge, open_channel, seen_from
from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def test_the_file_holds_all_of_it_and_then_nothing(stage):
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.type("subscribe diffusion", ANA)
    await stage.type("save 2511.00001 tags=wings", BEN)
    given = await stage.type("me file", BEN)
    assert given.private
    assert "All that is kept about you" in given.text
    kept = json.loads(file(stage, given, BEN))
    assert [each["paper"] for each in kept["saved"]] == ["2511.00001"]
    assert kept["saved"][0]["tags"] == "wings"
    assert ("subscription" in kept) is (stage.name == "console"), "at a terminal both are one"
    shown = await stage.type("me kept", BEN)
    assert "1 saved paper" in shown.text
    gone = await stage.press(await stage.press(shown, "Delete all", BEN), "Delete everything", BEN)
    assert "The same count, before and after" in gone.text
    assert "1 saved paper → 0" in gone.text
    assert all(left == "0" for left in numbers_left(gone.text))
    assert json.loads(file(stage, await stage.type("me file", BEN), BEN)) == {}
    assert "Nothing is kept" in (await stage.type("me kept", BEN)).text
    assert "diffusion" in (await stage.type("topics")).text, "the channel keeps what it follows"


def numbers_left(text):
    """Return what stands behind each arrow."""
    return [part.split()[0].strip("·") for part in text.split("→")[1:]]


async def test_what_is_done_in_a_private_channel_stays_there(stage):
    if stage.name == "console":
        return  # a terminal has one channel
    in_charge(stage)
    secret = open_channel(stage, "secret", without=OLGA)
    with seen_from(stage, secret):
        await stage.type("subscribe diffusion name=Weapons")
        await stage.arrive(paper(1, "Diffusion for birds"))
        await stage.tick()
        await stage.press(stage.everything()[-1], "Save", BEN)
        assert "Diffusion for birds" in (await stage.type("top")).text
    for typed in ("topics", "top", "status", "help", "why 2511.00001", "search birds"):
        seen = await stage.type(typed)
        assert "Weapons" not in seen.text, typed
        assert "secret" not in seen.text, typed
    assert "Nobody has saved" in (await stage.type("top")).text
