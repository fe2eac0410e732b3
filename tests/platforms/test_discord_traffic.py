"""Every request has its turn, and no message is sent twice because an answer was lost."""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import aiohttp
import discord
import pytest

from bot.domain.channels import ChannelSettings
from bot.domain.errors import DeliveryError
from bot.pipeline.posting import Posting
from bot.platforms.discord.client import aim
from bot.platforms.discord.traffic import Traffic, posting
from bot.store import Store
from bot.store.database import Database
from tests.platforms.discord_lab import HEADING, TOKEN, card, opened, under
from tests.servers.discord import Allowance, DiscordServer
from tests.world import spare_migrations

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
LOST = [
    {"status": 500, "done": True},
    {"status": 502, "done": True},
    {"status": 503, "done": True},
    {"status": 504, "done": True},
    {"status": 524, "done": True},
    {"status": 502, "html": True, "done": True},
    {"reset": True, "done": True},
    {"status": 502},
    {"reset": True},
]


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


class Breaking(aiohttp.TCPConnector):
    """Connections that are reset, on demand, with the number that a Mac has for it."""

    broken = False
    tries = 0

    async def connect(self, *args, **rest):
        if not self.broken:
            return await super().connect(*args, **rest)
        self.tries += 1
        raise ConnectionResetError(54, "Connection reset by peer")


@asynccontextmanager
async def few_turns(**turns):
    """Open a server with a client that has no gateway, and few turns."""
    async with DiscordServer(TOKEN) as server:
        aim(server.api_url, server.gateway_url)
        trace = Traffic(**turns).trace()
        async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
            await client.login(TOKEN)
            yield server, client, server.add_channel(server.add_guild())


@asynccontextmanager
async def posts(lab, folder):
    """Open the ledger of a bot."""
    await spare_migrations(folder)
    async with Database.open(str(folder / "paperboy.db")) as database:
        store = Store(database)
        await store.channels.open(lab.channel, ChannelSettings(), NOW)
        yield Posting(store, {"discord": lab.platform}, lambda: NOW, "run")


async def stopped(*tasks):
    """Cancel tasks and wait for their end."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def rounds(count=50):
    """Let everything that can go on go on."""
    for _ in range(count):
        await asyncio.sleep(0)


class TestTurns:
    async def test_sixty_channels_at_once_meet_no_limit(self, lab):
        places = [lab.server.add_channel(lab.guild, f"papers-{n}") for n in range(60)]
        lab.server.pace.be_real()
        began = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for number, place in enumerate(places):
                message = replace(HEADING, key=str(number))
                tasks.create_task(lab.platform.post(lab.known(place), message))
        assert [len(lab.server.messages(place)) for place in places] == [1] * 60
        assert lab.server.pace.refused == 0
        assert time.monotonic() - began < 3

    async def test_without_turns_they_would_meet_it(self, lab, monkeypatch):
        # What the test above is worth: the server counts as strictly as it says.
        monkeypatch.setattr(lab.platform._traffic, "_free", 1000)
        places = [lab.server.add_channel(lab.guild, f"papers-{n}") for n in range(60)]
        lab.server.pace.overall = Allowance(50, 0.3)
        async with asyncio.TaskGroup() as tasks:
            for number, place in enumerate(places):
                message = replace(HEADING, key=str(number))
                tasks.create_task(lab.platform.post(lab.known(place), message))
        assert lab.server.pace.refused_by["global"] >= 1

    async def test_who_waits_for_a_channel_takes_no_turn(self):
        async with few_turns(most=2, per_s=0.02) as (server, client, place):
            server.pace.routes["POST messages"] = Allowance(2, 30)
            other = server.add_channel(place.guild, "other")
            with posting():
                await client.get_partial_messageable(other.id).send("first")  # learns the limit
                waiting = [
                    asyncio.create_task(client.get_partial_messageable(place.id).send(str(n)))
                    for n in range(3)
                ]
                await server.until(lambda: len(server.messages(place)) == 2)
                for _ in range(4):
                    await client.fetch_channel(place.id)
            assert len(server.messages(place)) == 2
            assert server.pace.refused == 0
            await stopped(*waiting)

    async def test_a_turn_is_free_again_a_while_after_its_answer(self):
        async with few_turns(most=1, per_s=0.05) as (server, client, place):
            stalled = server.fail("GET", f"/channels/{place.id}$", stall=True)
            slow_one = asyncio.create_task(client.fetch_channel(place.id))
            await stalled.struck.wait()
            next_one = asyncio.create_task(client.fetch_channel(place.id))
            await rounds()
            assert not any(each.path.endswith(str(place.id)) for each in server.requests)
            stalled.release()
            await slow_one
            answered = time.monotonic()
            await next_one
            assert time.monotonic() - answered >= 0.04

    async def test_turns_are_given_back_whatever_happens(self):
        async with few_turns(most=1, per_s=0.0) as (server, client, place):
            server.fail("GET", f"/channels/{place.id}$", reset=True, times=2)
            server.fail("GET", f"/channels/{place.id}$", status=403)
            for _ in range(2):
                with pytest.raises((aiohttp.ClientError, discord.HTTPException)):
                    await client.fetch_channel(place.id)
            stalled = server.fail("GET", f"/channels/{place.id}$", stall=True)
            given_up = asyncio.create_task(client.fetch_channel(place.id))
            await stalled.struck.wait()
            waiting = asyncio.create_task(client.fetch_channel(place.id))
            await rounds()
            await stopped(waiting, given_up)
            assert await asyncio.wait_for(client.fetch_channel(place.id), 5)

    async def test_what_people_wait_for_goes_before_posts(self):
        async with few_turns(most=1, per_s=0.15) as (server, client, place):
            here = client.get_partial_messageable(place.id)

            async def post(text):
                with posting():
                    await here.send(text)

            await here.send("first")
            async with asyncio.TaskGroup() as tasks:
                for number in range(2):
                    tasks.create_task(post(f"post {number}"))
                tasks.create_task(here.send("answer"))
            said = [message.content for message in server.messages(place)]
            assert said == ["first", "answer", "post 0", "post 1"]

    async def test_a_turn_is_not_lost_with_who_gives_up_as_it_comes(self):
        traffic = Traffic(most=1)
        await traffic._take()
        waiting = asyncio.create_task(traffic._take())
        await rounds(1)
        traffic._hand_on()
        await stopped(waiting)
        await asyncio.wait_for(traffic._take(), 1)

    async def test_interactions_need_no_turn(self):
        async with opened() as lab:
            turns = lab.platform._traffic = Traffic(per_s=600)
            await lab.start()
            turns._free = 0
            waiting = asyncio.create_task(lab.platform.post(lab.channel, HEADING))
            call = await lab.server.call(lab.ana, lab.place, "papers", "saved")
            assert await call.answer()
            assert not lab.messages()
            await stopped(waiting)

    @pytest.mark.parametrize("flat", [True, False])
    async def test_a_card_costs_one_request_and_its_thread_one_more(self, lab, flat):
        heading = await lab.platform.post(lab.channel, HEADING)
        counts = []
        for number in (1, 2):
            before = len(lab.server.requests)
            thread = None if flat else under(heading)
            await lab.platform.post(lab.channel, card(number), under=thread)
            counts.append(len(lab.server.requests) - before)
        assert counts == ([1, 1] if flat else [2, 1])


class TestLostAnswers:
    @pytest.mark.parametrize("fault", LOST, ids=str)
    async def test_nothing_is_sent_again_before_somebody_has_looked(self, lab, tmp_path, fault):
        lab.server.posting.nonce_memory = 0
        lost = lab.server.fail("POST", "/messages$", **fault)
        async with posts(lab, tmp_path) as ours:
            with pytest.raises(DeliveryError) as refused:
                await ours.post(lab.channel, None, "note", HEADING)
            assert refused.value.unsure
            assert not refused.value.permanent
            assert lost.hits == lab.asked("POST", "/messages") == 1
            ref = await ours.post(lab.channel, None, "note", HEADING)
        (message,) = lab.messages()
        assert ref.native == str(message.id)
        assert lab.asked("POST", "/messages") == (1 if fault.get("done") else 2)

    async def test_a_plainer_form_whose_answer_is_lost_is_not_sent_again_either(
        self, lab, tmp_path
    ):
        lab.server.posting.nonce_memory = 0
        lab.server.fail("POST", "/messages$", status=400, code=50035)
        lab.server.fail("POST", "/messages$", status=502, done=True)
        async with posts(lab, tmp_path) as ours:
            with pytest.raises(DeliveryError):
                await ours.post(lab.channel, None, "note", card())
            await ours.post(lab.channel, None, "note", card())
        (message,) = lab.messages()
        assert message.embeds == []

    async def test_on_no_system_is_a_reset_a_reason_to_send_again(self, lab):
        connector = Breaking()
        loop = asyncio.get_running_loop()
        http = discord.http.HTTPClient(loop, connector, http_trace=Traffic().trace())
        try:
            await http.static_login(TOKEN)
            connector.broken = True
            params = discord.http.handle_message_parameters("x")
            with pytest.raises(aiohttp.ServerDisconnectedError), posting():
                await http.send_message(lab.place.id, params=params)
        finally:
            await http.close()
        assert connector.tries == 1

    async def test_an_answer_to_a_person_is_sent_again_by_its_nonce(self, lab):
        # Nobody looks for it later, and the person waits for it.
        lost = lab.server.fail("POST", "/messages$", status=502, done=True)
        direct = lab.server.direct(lab.ana)
        await lab.server.say(lab.ana, direct, "saved")
        await lab.until(lambda: lab.ears.answered)
        assert lost.hits == 1
        assert lab.asked("POST", "/messages") == 2
        ours = [each for each in lab.messages(direct) if each.author is lab.server.bot]
        assert len(ours) == 1

    async def test_a_thread_whose_answer_is_lost_is_made_once(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.fail("POST", "/threads$", status=503, done=True)
        with pytest.raises(DeliveryError):
            await lab.platform.post(lab.channel, card(), under=under(heading))
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert ref.thread == heading.native
        assert len(lab.server.threads(lab.place)) == 1
