"""A lab's days on Slack, good and bad, with the real slack-bolt in Socket Mode."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.servers.slack import Fault
from tests.stage import ANA, BEN
from tests.stage.slack import SlackStage
from tests.stage.story import all_text, digest, papers, whole_story


@pytest.fixture
async def stage(tmp_path):
    async with AsyncExitStack() as stack:
        opened = SlackStage(tmp_path)
        await opened.open(stack)
        yield opened


async def test_the_whole_story(stage):
    await whole_story(stage)
    assert not any(each.unfurls for each in stage.server.all_messages(stage.papers) if each.bot_id)


async def test_in_a_thread_the_bot_is_asked_by_its_name(stage):
    async with stage.bot():
        heading = await digest(stage)
        done = stage.inbox.done
        sent = await stage.server.mention(
            stage.people[BEN], stage.papers, "save 3", thread=heading.raw.ts
        )
        await stage.inbox.after(done + 1)
        answer = stage.server.ephemerals(stage.people[BEN])[-1]
        assert "Saved" in str(answer.blocks)
        assert answer.thread_ts == heading.raw.ts
        assert sent is not None
        assert "birds 03" in await stage.saved(BEN)


async def test_what_is_written_to_the_bot_alone_is_a_command(stage):
    async with stage.bot():
        ben, direct = stage.people[BEN], stage.server.direct(stage.people[BEN])
        done = stage.inbox.done
        await stage.server.say(ben, direct, "subscribe diffusion")
        await stage.inbox.after(done + 1)
        assert "diffusion" in str([each.blocks for each in stage.server.messages(direct)])
        before = len(stage.server.messages(direct))
        await stage.arrive(*papers(2))
        await stage.tick()
        assert len(stage.server.messages(direct)) == before + 1
        assert stage.channel() == []


async def test_guests_read_and_save_but_do_not_subscribe(stage):
    guest = stage.people["Gil"] = stage.server.add_person("Gil", guest=True)
    stranger = stage.people["Sam"] = stage.server.add_person("Sam", stranger=True)
    stage.papers.members |= {guest.id, stranger.id}
    async with stage.bot():
        heading = await digest(stage)
        for name in ("Gil", "Sam"):
            refused = await stage.type("subscribe oceans", name)
            assert "Only people who manage this channel" in refused.text
            await stage.pick(heading, 1, name)
            assert "1 saved paper" in await stage.saved(name)
        assert "oceans" not in (await stage.type("topics")).text
        direct = stage.server.direct(guest)
        done = stage.inbox.done
        await stage.server.say(guest, direct, "subscribe oceans")
        await stage.inbox.after(done + 1)
        assert "Only people who manage" in str(
            [each.blocks for each in stage.server.messages(direct)]
        )


async def test_where_the_bot_is_no_member_it_joins_or_asks_to_be_invited(stage):
    stage.server.kick(stage.papers)
    async with stage.bot():
        assert "⚠" not in (await stage.type("status")).text
        assert not stage.papers.has_bot, "what one person asks for is seen by nobody else"
        assert "⚠" not in (await stage.type("subscribe fish")).text
        heading = await digest(stage)
        assert len(stage.thread(heading)) == 6, "a public channel it joins to post there"
        secret = stage.server.add_channel(
            "secret", *stage.people.values(), private=True, member=False
        )
        stage.papers = secret
        answer = await stage.type("subscribe oceans")
        assert "/invite" in answer.text


async def test_a_read_only_channel_is_paused_and_its_subscriber_told_once(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        stage.papers.refusal = "restricted_action"
        before = len(stage.channel())
        await stage.arrive(*papers(3))
        for _ in range(3):
            await stage.tick()
        assert len(stage.channel()) == before
        told = stage.server.messages(stage.server.direct(stage.people[ANA]))
        assert len(told) == 1
        status = (await stage.type("status")).text
        assert "(paused)" in status
        assert "⚠" in status
        stage.papers.refusal = None
        await stage.type("settings resume")
        await stage.tick()
        assert "3 new papers" in all_text(stage)


async def test_an_archived_channel_is_paused_and_comes_back(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        stage.server.archive(stage.papers)
        await stage.arrive(*papers(3))
        for _ in range(2):
            await stage.tick()
        assert stage.server.refused["is_archived"] == 1, "never asked again in a loop"
        stage.server.unarchive(stage.papers)
        assert "(paused)" in (await stage.type("status")).text
        await stage.type("settings resume")
        await stage.tick()
        assert "3 new papers" in all_text(stage)


async def test_a_heading_that_a_moderator_deletes_takes_no_card_with_it(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(6))
        through, held = Fault(), Fault(stalled=True)
        stage.server.fail("chat.postMessage", through, held)
        posting = asyncio.create_task(stage.tick())
        await held.reached.wait()
        heading = next(each for each in stage.channel() if each.menu)
        stage.server.delete(heading.raw)
        held.release()
        await posting
        await stage.tick()
        cards = [
            each
            for each in stage.server.all_messages(stage.papers)
            if each.bot_id and "p1:ask:" in str(each.blocks)
        ]
        assert len({str(card.blocks) for card in cards}) == len(cards) == 6
        assert "(paused)" not in (await stage.type("status")).text


@pytest.mark.parametrize("trouble", ["drop", "refresh"])
async def test_a_connection_that_goes_in_the_middle_of_a_digest_costs_nothing(stage, trouble):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(6))
        held = Fault(stalled=True)
        stage.server.fail("chat.postMessage", Fault(), held)
        posting = asyncio.create_task(stage.tick())
        await held.reached.wait()
        opened = stage.server.socket.opened
        if trouble == "drop":
            stage.server.drop()
        else:
            stage.server.disconnect()
        held.release()
        await posting
        heading = next(each for each in stage.channel() if each.menu)
        assert len(stage.thread(heading)) == 6
        await stage.server.until(
            lambda: stage.server.socket.opened > opened and stage.server.connections, within=15
        )
        await stage.pick(heading, 1, BEN)
        assert "birds 01" in await stage.saved(BEN)


async def test_what_is_due_before_the_bot_is_connected_is_posted_as_soon_as_it_is(stage, caplog):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        quiet = len(stage.channel())
        await stage.arrive(*papers(3))
    ended, held = asyncio.Event(), Fault(stalled=True)
    stage.server.fail("auth.test", held)

    async def run():
        async with stage.bot():
            await ended.wait()

    running = asyncio.create_task(run())
    await held.reached.wait()
    await stage.tick()
    (channel,) = await stage.store.channels.all()
    assert await stage.store.digests.unfinished(channel.id) is None, "nothing is begun"
    assert "waits for the next tick" not in caplog.text
    held.release()
    await stage.server.until(lambda: len(stage.channel()) > quiet)
    ended.set()
    await running


async def test_a_malformed_envelope_is_survived(stage):
    async with stage.bot():
        heading = await digest(stage)
        stage.server.spoil(lambda envelope: "{nonsense")
        await stage.server.react(stage.people[BEN], heading.raw, "one")
        stage.server.spoil(lambda envelope: envelope | {"payload": {}})
        await stage.server.react(stage.people[BEN], heading.raw, "two")
        await stage.react(heading, "3️⃣", BEN)
        saved = await stage.saved(BEN)
        assert "birds 03" in saved


async def test_what_is_delivered_twice_is_done_once(stage):
    async with stage.bot():
        await stage.type("subscribe birds")
        await stage.type("subscribe fish")
        done = stage.inbox.done
        sent = await stage.server.call(stage.people[ANA], stage.papers, "unsubscribe 1")
        await sent.acknowledged
        await stage.inbox.after(done + 1)
        stage.server.redeliver(sent)
        heading = await digest(stage)
        done = stage.inbox.done
        pressed = await stage.server.press(stage.people[BEN], stage.thread(heading)[0].raw, "Save")
        await stage.inbox.after(done + 1)
        stage.server.redeliver(pressed)
        assert "fish" in (await stage.type("topics")).text
        assert "1 saved paper" in await stage.saved(BEN)


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize(
    "how",
    [
        {"status": 500, "carried_out": True},
        {"status": 500},
        {"reset": True, "carried_out": True},
        {"reset": True},
    ],
    ids=str,
)
async def test_a_message_whose_answer_is_lost(stage, history, how):
    """With the history scopes it stands once; without, at most this one again, and marked."""
    if not history:
        stage.server.tokens.bot.scopes -= {"channels:history", "groups:history"}
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(3))
        stage.server.fail("chat.postMessage", Fault(**how))
        for _ in range(4):
            await stage.tick()
        headings = [each for each in stage.channel() if each.menu]
        cards = [each for each in stage.everything() if "Ask" in each.buttons]
        assert len(cards) == 3
        if history:
            assert len(headings) == 1
            assert "stand here twice" not in headings[0].text
        else:
            assert len(headings) == (2 if how.get("carried_out") else 1)
            assert "stand here twice" in headings[-1].text
            assert "stand here twice" not in " ".join(each.text for each in headings[:-1])


async def test_custom_emoji_and_skin_tones_are_what_they_are(stage):
    async with stage.bot():
        await stage.type("settings emoji :thumbsup:")
        heading = await digest(stage)
        card = stage.thread(heading)[0]
        await stage.react(card, "+1::skin-tone-4", BEN)
        assert "1 saved paper" in await stage.saved(BEN)
        await stage.type("settings emoji :parrot:")
        await stage.react(stage.thread(heading)[1], "parrot", BEN)
        assert "2 saved papers" in await stage.saved(BEN)
