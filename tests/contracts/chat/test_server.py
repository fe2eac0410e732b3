"""The panel of a whole server or workspace: who manages, where topics may be followed, what goes to
a model, sharing and limits, every change undone by a click, all of it as a file.
"""

import json
from contextlib import AsyncExitStack

import pytest

from tests.commands.acts import Writer
from tests.contracts.chat.around import file, in_charge, open_channel, seen_from
from tests.servers.discord import NotOfferedError
from tests.stage import ANA, BEN
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import paper


async def panel(stage, who, *pages):
    """Open the panel and turn to a page of it."""
    seen = await stage.type("server", who)
    for each in pages:
        seen = await stage.press(seen, each, who)
    return seen


PARTNERS = {"discord": SlackStage, "slack": DiscordStage, "console": DiscordStage}
"""Where the set-up comes from that goes into each."""


async def test_only_those_in_charge_see_it(stage, bot):
    olga = in_charge(stage)
    seen = await panel(stage, olga)
    assert seen.private
    assert "What holds for this whole place" in seen.text
    if stage.name == "console":
        return  # whoever sits there is in charge
    refused = await stage.type("server", ANA)
    who = "people with Manage Server" if stage.name == "discord" else "admins and owners"
    assert f"Only {who}" in refused.text
    assert refused.buttons == (), "nobody is asked for it in their place"


async def test_managers_are_named_and_then_they_alone_count(stage, bot):
    olga = in_charge(stage)
    people = await panel(stage, olga, "Managers")
    if stage.name == "console":
        added = await stage.fill(people, "Add", {"who": "<@you>"})
        assert "whom the platform lets, and by" in added.text
        assert "whom the platform lets." in (await stage.press(added, "Undo")).text
        return
    assert "I find nobody" in (await stage.fill(people, "Add", {"who": "@nobody"}, olga)).text
    people = await panel(stage, olga, "Managers")
    ben = f"<@{stage.people[BEN].id}>"
    added = await stage.fill(people, "Add", {"who": ben}, olga)
    assert "whom the platform lets, and by Ben" in added.text
    only = await stage.choose(added, "server-manage", "named", who=olga)
    assert "only by those in charge of this place, and by Ben" in only.text
    refused = await stage.type("subscribe fish", ANA)
    assert "Only people who manage this channel" in refused.text
    assert "Ben" in refused.text
    preview = await stage.fill(
        await stage.type("", BEN), "Set up this channel", {"words": "birds"}, BEN
    )
    assert "now follows “birds”" in (await stage.press(preview, "Follow", BEN)).text
    if stage.name == "discord":
        with pytest.raises(NotOfferedError):  # the server gives that command, not we
            await stage.type("subscribe fish", BEN)
    another = await panel(stage, olga, "AI, limits, sharing")
    usual = await stage.press(only, "Undo", olga)
    assert "whom the platform lets, and by Ben" in usual.text
    assert "now follows" in (await stage.type("subscribe fish", ANA)).text
    await stage.choose(another, "server-share", "off", who=olga)
    late = await stage.press(usual, "Undo", olga)
    assert "Something else was changed since" in late.text


async def test_topics_are_followed_only_where_they_may_be(stage, bot):
    if stage.name == "console":
        return  # a terminal has one channel
    olga, other = in_charge(stage), open_channel(stage, "other")
    await stage.type("topics")
    with seen_from(stage, other):
        await stage.type("topics", olga)
        channels = await panel(stage, olga, "Channels")
        native = str(stage.papers.id)
        only = await stage.choose(channels, "server-only", native, who=olga)
        assert "Topics may be followed in #other" in only.text
    refused = await stage.type("subscribe birds")
    assert "Topics may not be followed in this channel, only in #other" in refused.text
    assert stage.channel() == []
    with seen_from(stage, other):
        assert "now follows" in (await stage.type("subscribe birds")).text
        assert "every channel" in (await stage.press(only, "Everywhere", olga)).text
    assert "now follows" in (await stage.type("subscribe birds")).text


async def test_models_sharing_and_limits(stage):
    stage.writers = [Writer()]
    async with stage.bot():
        olga = in_charge(stage)
        await stage.arrive(paper(1, "Diffusion for birds"))
        first = await stage.type("summary 2511.00001", BEN)
        assert "AI summary (gpt-5.4-nano)" in first.text
        assert "Share" in first.buttons
        data = await panel(stage, olga, "AI, limits, sharing")
        off = await stage.choose(data, "server-model", "off", who=olga)
        assert "No model" in off.text
        own = await stage.type("summary 2511.00001", BEN)
        assert "AI summary" not in own.text
        data = await panel(stage, olga, "AI, limits, sharing")
        some = await stage.choose(data, "server-model", "summaries", who=olga)
        assert "may write summaries, and answers no questions" in some.text
        assert "AI summary" in (await stage.type("summary 2511.00001", BEN)).text
        data = await panel(stage, olga, "AI, limits, sharing")
        quiet = await stage.choose(data, "server-share", "off", who=olga)
        assert "Private answers stay private" in quiet.text
        assert "Share" not in (await stage.type("summary 2511.00001", BEN)).buttons
        before = len(stage.channel())
        assert "everybody here sees it" not in (await stage.press(first, "Share", BEN)).text
        assert len(stage.channel()) == before, "a button from before does not share either"
        fields = {"day": "0.50 USD", "month": "200000 tokens", "grace": "3"}
        data = await panel(stage, olga, "AI, limits, sharing")
        wrong = await stage.fill(data, "Limits", fields | {"day": "much"}, olga)
        assert "“much” is no amount" in wrong.text
        data = await panel(stage, olga, "AI, limits, sharing")
        limits = await stage.fill(data, "Limits", fields, olga)
        assert "0.5000 USD a day, 200,000 tokens a month" in limits.text
        assert "kept for 3 days" in limits.text
        assert "no limit of its own a day" in (await stage.press(limits, "Undo", olga)).text


async def test_it_lists_what_is_followed_but_for_private_channels(stage, bot):
    olga = in_charge(stage)
    if stage.name != "console":
        with seen_from(stage, open_channel(stage, "secret", without=olga)):
            await stage.type("subscribe weapons name=Hidden")
    await stage.type("subscribe diffusion name=Images")
    pages = ("All topics", "Channels", "AI, limits, sharing", "Export")
    every = [await panel(stage, olga, page) for page in pages]
    assert "#papers" in every[0].text
    assert "Images" in every[0].text
    assert "1 channel that follows" in every[-1].text
    told = file(stage, every[-1], olga) + " ".join(each.text for each in every)
    told += " ".join(label for each in every for label in each.menu)
    assert "diffusion" in told
    for hidden in ("secret", "weapons", "Hidden"):
        assert hidden not in told


async def test_a_set_up_moves_from_one_platform_to_another_and_back(stage, tmp_path):
    async with AsyncExitStack() as stack:
        (folder := tmp_path / "there").mkdir()
        there = PARTNERS[stage.name](folder)
        await there.open(stack)
        async with there.bot():
            olga = in_charge(there)
            await there.type("subscribe diffusion -video name=Images")
            await there.type("subscribe au:Lovelace")
            await there.type("settings most 4")
            await there.type("settings when 08:30 Europe/Amsterdam mon,fri")
            data = await panel(there, olga, "AI, limits, sharing")
            await there.choose(data, "server-model", "summaries", who=olga)
            text = file(there, await panel(there, olga, "Export"), olga)
    assert [each["name"] for each in json.loads(text)["channels"]] == ["#papers"]
    async with stage.bot():
        olga = in_charge(stage)
        await stage.type("topics", olga)
        wrong = await stage.fill(await panel(stage, olga), "Import", {"text": "hello"}, olga)
        assert "no set-up of mine" in wrong.text
        given = {"text": json.dumps(json.loads(text))}
        look = await stage.fill(await panel(stage, olga), "Import", given, olga)
        assert "#papers follows Images" in look.text
        assert "follows nothing" in (await stage.type("topics", olga)).text
        done = await stage.press(look, "Import", olga)
        assert "2 topics" in done.text
        assert stage.channel()[-1].buttons == ("Undo",)
        assert not (stage.channel()[-1].notifies and stage.name == "discord")
        settings = (await stage.type("settings", olga)).text
        assert "most: 4" in settings
        assert "08:30 Europe/Amsterdam" in settings
        again = file(stage, await panel(stage, olga, "Export"), olga)
        assert json.loads(again) == json.loads(text)
