"""A paper's thread on Slack: what is said there to us is about that paper; and links to papers."""

from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from bot.domain.chat import Card
from tests.platforms.test_slack_asking import birds, digest, mention
from tests.stage.slack import SlackStage

SITE = "https://arxiv.org"


@pytest.fixture
async def stage(tmp_path):
    async with AsyncExitStack() as stack:
        opened = SlackStage(tmp_path)
        await opened.open(stack)
        async with opened.bot():
            yield opened


async def test_in_the_thread_of_one_paper_no_command_has_to_name_it(stage):
    heading = await digest(stage, 1)
    thread = heading.raw.ts
    assert "Diffusion 1" in await mention(stage, "summary", thread)
    assert "Diffusion 1" in await mention(stage, "summary analysis", thread)
    assert "matches it" in await mention(stage, "why", thread)
    assert "Saved" in await mention(stage, "save tags=birds", thread)
    assert "Diffusion 1" in (await stage.type("saved", "Ben")).text


async def test_in_the_thread_of_several_a_number_says_which_and_nothing_says_nothing(stage):
    heading = await digest(stage, 3)
    thread = heading.raw.ts
    second = heading.menu[1].partition(". ")[2]
    assert second in await mention(stage, "save 2", thread)
    assert "Which paper?" in await mention(stage, "summary", thread)


async def test_our_name_alone_shows_the_channel_in_a_thread_too(stage):
    heading = await digest(stage, 1)
    assert "diffusion" in await mention(stage, "", heading.raw.ts)
    before = len(stage.server.ephemerals(stage.people["Ben"]))
    sent = await stage.server.mention(stage.people["Ben"], stage.papers, "")
    await sent.acknowledged
    await stage.server.until(lambda: len(stage.server.ephemerals(stage.people["Ben"])) > before)


async def test_links_are_previewed_from_the_store_where_that_was_asked_for(stage):
    await digest(stage, 1)
    known = birds(1)
    links = [f"{SITE}/abs/{known.id}v2", f"{SITE}/pdf/2511.09999", f"{SITE}/list/cs.CV/new"]
    channel = next(each.channel for each in await stage.store.channels.all())
    assert await stage.inbox.on_links(links, channel) == {}, "nobody has asked for it"

    where = (channel.platform, channel.space)
    await stage.store.spaces.change(
        where, lambda rules: replace(rules, unfurling=True), stage.clock()
    )
    found = await stage.inbox.on_links(links, channel)
    assert list(found) == links[:1]
    (card,) = found[links[0]].blocks
    assert isinstance(card, Card)
    assert (card.entry.title, card.entry.quote is not None) == ("Diffusion 1", True)
