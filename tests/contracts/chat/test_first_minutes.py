"""A new user's first five minutes: from an empty channel to the first digest."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.stage import BEN, Seen, Stage
from tests.world import TUESDAY, paper

MOST = 5
"""Interactions from the panel to the first digest."""
PAPERS = (
    paper(1, "Diffusion for birds"),
    paper(2, "Video diffusion"),
    paper(3, "Diffusion of oceans", categories=("physics.ao-ph",)),
    paper(4, "Graphs"),
)


@dataclass
class Newcomer:
    """Somebody at a stage, every act of whom is counted."""

    stage: Stage
    acts: int = 0

    async def type(self, text: str) -> Seen:
        self.acts += 1
        return await self.stage.type(text)

    async def press(self, message: Seen, label: str) -> Seen:
        self.acts += 1
        return await self.stage.press(message, label)

    async def fill(self, message: Seen, label: str, **fields: str) -> Seen:
        self.acts += 1
        return await self.stage.fill(message, label, fields)

    async def choose(self, message: Seen, verb: str, value: str) -> Seen:
        self.acts += 1
        return await self.stage.choose(message, verb, value)


@pytest.fixture
async def newcomer(stage, bot):
    await stage.arrive(*PAPERS)
    return Newcomer(stage)


async def test_from_an_empty_channel_to_the_first_digest(stage, newcomer):
    panel = await newcomer.type("")
    assert "follows nothing yet" in panel.text
    preview = await newcomer.fill(
        panel, "Set up this channel", fields="cs.CV", words="diffusion -video"
    )
    assert preview.private
    assert "Understood as: diffusion cs.CV NOT video" in preview.text
    assert "about 1 a day" in preview.text
    assert "Diffusion for birds" in preview.text
    assert "NOT video takes away 1 paper: “Video diffusion”" in preview.text
    assert stage.channel() == [], "nothing is public before the person says yes"

    done = await newcomer.press(preview, "Follow")
    assert "This channel now follows “diffusion cs.CV NOT video”" in done.text
    # Each reads it in the order of their own country.
    assert re.search(r"First digest: with arXiv’s next list, due Wed,? (5 Nov|Nov 5)", done.text)
    (told,) = stage.channel()
    assert "now follows “diffusion cs.CV NOT video”, set by" in told.text
    assert told.buttons == ("Undo",)
    assert not (told.notifies and stage.name == "discord")

    await newcomer.press(done, "Post the last 1 now")
    await stage.settle()
    assert "Diffusion for birds" in stage.channel()[1].text
    assert newcomer.acts <= MOST


async def test_with_a_field_that_there_is_not_it_takes_one_more(stage, newcomer):
    panel = await newcomer.type("")
    asked = await newcomer.fill(panel, "Set up this channel", fields="visoin")
    assert "Which field do you mean by “visoin”?" in asked.text
    preview = await newcomer.choose(asked, "setup-field", "1/cs.CV")
    assert "Understood as: cs.CV" in preview.text
    done = await newcomer.press(preview, "Follow")
    await newcomer.press(done, "Post the last 3 now")
    await stage.settle()
    assert "Graphs" in " ".join(each.text for each in stage.channel())
    assert newcomer.acts <= MOST


async def test_words_that_can_mean_two_things_take_one_more(stage, newcomer):
    panel = await newcomer.type("")
    asked = await newcomer.fill(panel, "Set up this channel", words="computer vision")
    assert "Do you mean the category or the words “computer vision”?" in asked.text
    preview = await newcomer.press(asked, "cs.CV")
    assert "Understood as: cs.CV" in preview.text
    done = await newcomer.press(preview, "Follow")
    await newcomer.press(done, "Post the last 3 now")
    await stage.settle()
    assert "Graphs" in " ".join(each.text for each in stage.channel())
    assert newcomer.acts <= MOST


async def test_whoever_waits_gets_it_with_the_next_list(stage, newcomer):
    panel = await newcomer.type("")
    preview = await newcomer.fill(panel, "Set up this channel", words="diffusion", name="Images")
    await newcomer.press(preview, "Follow")
    quiet = len(stage.channel())
    stage.clock.pass_time(days=1)
    await stage.arrive(paper(9, "Diffusion once more"), day=TUESDAY + timedelta(days=1))
    await stage.tick()
    assert "Diffusion once more" in stage.channel()[quiet].text
    assert newcomer.acts <= MOST


async def test_calling_it_off_leaves_nothing_behind(stage, newcomer):
    panel = await newcomer.type("")
    preview = await newcomer.fill(panel, "Set up this channel", words="diffusion")
    off = await newcomer.press(preview, "Cancel")
    assert "nothing was changed" in off.text
    assert stage.channel() == []
    assert "follows nothing yet" in (await stage.type("topics")).text
    assert await stage.store.drafts.count() == 0


async def test_a_member_is_told_what_they_can_do(stage, newcomer):
    panel = await stage.type("", BEN)
    if stage.name == "discord":
        assert "Set up this channel" not in panel.buttons
        assert "Who manages this channel can set me up" in panel.text
    else:
        assert "Set up this channel" in panel.buttons
