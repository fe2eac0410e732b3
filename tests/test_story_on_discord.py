"""A lab's days on Discord, good and bad, with the real discord.py."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.servers.discord import Fault, May
from tests.stage import ANA, BEN
from tests.stage.discord import DiscordStage
from tests.stage.story import all_text, digest, papers, whole_story


@pytest.fixture
async def stage(tmp_path):
    async with AsyncExitStack() as stack:
        opened = DiscordStage(tmp_path)
        await opened.open(stack)
        yield opened


async def test_the_whole_story(stage):
    await whole_story(stage)


async def test_without_the_right_to_make_threads_cards_stand_in_the_channel_and_status_says_why(
    stage,
):
    stage.server.set_rights(stage.papers, deny=May.CREATE_PUBLIC_THREADS)
    async with stage.bot():
        heading = await digest(stage)
        assert stage.thread(heading) == []
        cards = [each for each in stage.channel() if "Ask" in each.buttons]
        assert len(cards) == 6
        assert not any(card.notifies for card in cards)
        status = (await stage.type("status")).text
        assert "thread" in status.lower()
        assert "(paused)" not in status


async def test_at_the_limit_of_active_threads_cards_stand_in_the_channel(stage):
    stage.guild.threads_full = True
    async with stage.bot():
        await digest(stage)
        assert len([each for each in stage.channel() if "Ask" in each.buttons]) == 6
        assert "(paused)" not in (await stage.type("status")).text


async def test_eight_days_later_everything_still_works_from_the_heading(stage):
    async with stage.bot():
        heading = await digest(stage)
        thread = heading.raw.thread
        assert thread.auto_archive == 10080
        stage.clock.pass_time(days=8)
        stage.server.archive(thread, refuses=True)
        stage.server.people.clicks_in_archived_threads = False
        await stage.pick(heading, 1, BEN)
        await stage.react(heading, "3️⃣", BEN)
        saved = await stage.saved(BEN)
        assert "birds 01" in saved
        assert "birds 03" in saved
        assert "birds 02" in (await stage.type("summary 2", BEN)).text


async def test_a_thread_archived_in_the_middle_of_a_digest_loses_no_card(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(8))
        posting = asyncio.create_task(stage.tick())
        await stage.server.until(lambda: stage.server.threads(stage.papers))
        thread = stage.server.threads(stage.papers)[0]
        await stage.server.until(lambda: len(stage.server.messages(thread)) >= 2)
        stage.server.archive(thread, refuses=True)
        await posting
        await stage.tick()
        text = all_text(stage)
        cards = [each for each in stage.everything() if "Ask" in each.buttons]
        assert len(cards) == 8
        assert all(f"birds {n:02}" in text for n in range(1, 9))


async def test_a_channel_that_becomes_read_only_is_paused_and_its_subscriber_told_once(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        stage.server.make_read_only(stage.papers)
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

        stage.server.set_rights(stage.papers, everybody=True)
        await stage.type("settings resume")
        await stage.tick()
        assert "3 new papers" in all_text(stage)


async def test_a_heading_that_a_moderator_deletes_takes_no_card_with_it(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(6))
        held = stage.server.fail("POST", r"/messages/\d+/threads$", stall=True)
        posting = asyncio.create_task(stage.tick())
        await held.struck.wait()
        heading = next(each for each in stage.channel() if each.menu)
        stage.server.remove_message(heading.raw)
        held.release()
        await posting
        await stage.tick()
        cards = [each for each in stage.everything() if "Ask" in each.buttons]
        assert len(cards) == 6
        assert len({card.text for card in cards}) == 6
        assert "(paused)" not in (await stage.type("status")).text


@pytest.mark.parametrize("trouble", ["drop", "close", "reconnect", "invalid", "resumable"])
async def test_a_gateway_that_goes_in_the_middle_of_a_digest_costs_nothing(stage, trouble):
    gateway = stage.server.gateway
    ways = {
        "drop": gateway.drop,
        "close": lambda: gateway.close(4000),
        "reconnect": gateway.ask_to_reconnect,
        "invalid": lambda: gateway.invalidate(resumable=False),
        "resumable": lambda: gateway.invalidate(resumable=True),
    }
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(6))
        held = stage.server.fail("POST", r"/messages/\d+/threads$", stall=True)
        posting = asyncio.create_task(stage.tick())
        await held.struck.wait()
        sessions = gateway.identifies + gateway.resumes
        ways[trouble]()
        held.release()
        await posting
        await stage.server.until(
            lambda: gateway.identifies + gateway.resumes > sessions and gateway.listening,
            within=15,
        )
        await stage.connected()
        await stage.tick()
        heading = next(each for each in stage.channel() if each.menu)
        assert len(stage.thread(heading)) == 6
        await stage.pick(heading, 1, BEN)
        assert "birds 01" in await stage.saved(BEN)


async def test_a_malformed_payload_ends_a_client_and_not_the_bot(stage):
    async with stage.bot():
        heading = await digest(stage)
        sessions = stage.server.gateway.identifies
        stage.server.gateway.send_malformed()
        await stage.server.until(
            lambda: stage.server.gateway.identifies > sessions and stage.server.gateway.listening,
            within=15,
        )
        await stage.pick(heading, 1, BEN)
        assert "birds 01" in await stage.saved(BEN)


@pytest.mark.parametrize(
    "how",
    [
        {"status": 502, "done": True},
        {"status": 503, "done": True},
        {"status": 503},
        {"reset": True, "done": True},
        {"reset": True},
    ],
    ids=str,
)
async def test_a_message_whose_answer_is_lost_stands_once(stage, how):
    if how.get("status") != 502:
        # After a 502 discord.py itself sends again, by the same nonce.
        stage.server.posting.nonce_memory = 0
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(3))
        fault: Fault = stage.server.fail("POST", rf"/channels/{stage.papers.id}/messages$", **how)
        for _ in range(4):
            await stage.tick()
        assert fault.hits == 1
        headings = [each for each in stage.channel() if each.menu]
        cards = [each for each in stage.everything() if "Ask" in each.buttons]
        assert len(headings) == 1
        assert len(cards) == 3


async def test_members_who_may_not_react_can_join_our_reaction(stage):
    stage.server.set_rights(stage.papers, deny=May.ADD_REACTIONS, everybody=True)
    stage.server.set_rights(stage.papers, allow=May.ADD_REACTIONS)
    async with stage.bot():
        heading = await digest(stage, 3)

        def cards():
            return [each for each in stage.channel() if "Ask" in each.buttons]

        await stage.server.until(lambda: [c.reactions for c in cards()] == [("🔖",)] * 3)
        assert heading.reactions == ()
        await stage.react(cards()[0], "🔖", BEN)
        assert "1 saved paper" in await stage.saved(BEN)


async def test_a_post_left_open_in_a_server_that_threw_us_out_is_asked_for_no_more(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(*papers(3))
        # It may or may not have arrived: the next try looks before it sends.
        stage.server.fail("POST", rf"/channels/{stage.papers.id}/messages$", status=503)
        await stage.tick()
        stage.server.kick_bot(stage.guild)
        await stage.server.until(lambda: not stage.served._client.guilds)
        before = len(stage.server.requests)
        for _ in range(3):
            await stage.tick()
        assert len(stage.server.requests) == before
        assert stage.server.messages(stage.server.direct(stage.people[ANA])) == []


async def test_every_paper_of_a_long_list_can_be_picked(stage):
    async with stage.bot():
        await stage.type("settings most 25")
        heading = await digest(stage, 37)
        assert len(heading.menu) == 2 * 37, "one menu to save, one to open"
        await stage.pick(heading, 37, BEN)
        assert "birds 37" in await stage.saved(BEN)


async def test_a_role_that_the_server_gives_the_managers_command_may_follow_but_not_undo(stage):
    async with stage.bot():
        (admin,) = [each for each in stage.server.commands if each["name"] == "papers-admin"]
        del admin["default_member_permissions"]
        done = await stage.type("subscribe diffusion", BEN)
        assert "diffusion" in done.text
        note = next(each for each in stage.channel() if "Undo" in each.buttons)
        assert "Only people who manage" in (await stage.press(note, "Undo", BEN)).text
        assert "set by Ben" in (await stage.type("topics")).text
        await stage.type("unsubscribe 1", BEN)
        assert "follows nothing" in (await stage.type("topics")).text
