"""A digest of one's own, by direct message: topics, schedule and settings as in a channel."""

from datetime import timedelta

import pytest

from tests.contracts.chat.around import inbox
from tests.stage import ANA, BEN
from tests.world import TUESDAY, paper

pytestmark = pytest.mark.usefixtures("bot")


def own(stage, who=BEN):
    """Return what stands where somebody's own digest comes: at a terminal there is one place."""
    return stage.channel() if stage.name == "console" else inbox(stage, who)


async def test_it_comes_to_one_person_alone_with_topics_schedule_and_settings_of_its_own(stage):
    panel = await stage.type("me digest", BEN)
    done = await stage.fill(panel, "Add a topic", {"topic": "diffusion"}, BEN)
    assert "Your own digest now follows “diffusion”" in done.text
    await stage.type("settings when 08:30 Europe/Amsterdam", BEN, direct=True)
    await stage.type("settings most 3", BEN, direct=True)
    quiet = len(own(stage))
    await stage.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 6)))
    await stage.tick()
    assert len(own(stage)) == quiet, "it is not yet half past eight"
    stage.clock.pass_time(hours=23)
    await stage.tick()
    heading = own(stage)[quiet]
    assert "the 3 best" in heading.text
    assert "Diffusion 5" in heading.text
    assert heading.notifies or stage.name == "console"
    assert "Saved: Diffusion 5" in (await stage.pick(heading, 1, BEN)).text
    if stage.name == "console":
        return
    assert stage.channel() == [], "nothing of it in any channel"
    assert inbox(stage, ANA) == []
    assert "follows nothing" in (await stage.type("topics", ANA, direct=True)).text
    assert "most: 10" in (await stage.type("settings")).text, "the channel keeps its own"


async def test_it_can_follow_what_a_channel_follows_be_paused_and_ended(stage):
    if stage.name == "console":
        return  # its one channel would copy itself
    await stage.type("subscribe diffusion name=Images")
    await stage.type("settings most 4")
    panel = await stage.type("me digest", BEN)
    copied = await stage.press(panel, panel.buttons[1], BEN)
    assert "1. Images" in copied.text
    assert "most: 4" in (await stage.type("settings", BEN, direct=True)).text
    await stage.type("settings pause 2 weeks", BEN, direct=True)
    quiet = len(own(stage))
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.tick()
    assert len(own(stage)) == quiet
    assert "Diffusion for birds" in " ".join(each.text for each in stage.everything())
    await stage.type("settings resume", BEN, direct=True)
    stage.clock.pass_time(days=1)
    await stage.arrive(paper(2, "Diffusion again"), day=TUESDAY + timedelta(days=1))
    quiet = len(own(stage))
    await stage.tick()
    assert "Diffusion again" in " ".join(each.text for each in own(stage)[quiet:])
    await stage.type("unsubscribe 1", BEN, direct=True)
    assert "follows nothing" in (await stage.type("topics", BEN, direct=True)).text
    assert "Images" in (await stage.type("topics")).text
