"""`paperboy run` on Discord and Slack: the program itself, from its start to its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGINT, SIGTERM
from urllib.parse import urlsplit

import pytest

from tests.cli.served import (
    DIGEST,
    ask_for_help,
    channel_of,
    follow,
    running,
    stall_answer,
    stall_message,
    written,
)
from tests.servers.discord import DiscordServer
from tests.servers.discord.gateway import ALWAYS
from tests.servers.slack import APP_TOKEN, RESPONSE_URL, Fault
from tests.stage import ANA
from tests.stage.discord import TOKEN, DiscordStage
from tests.stage.slack import SlackStage
from tests.world import open_world

START_S = 6.0
"""Longest start on a machine that does other things too; by itself it is to be under 3 s."""
MOST_MB = 200


@asynccontextmanager
async def opened(kind: type[DiscordStage | SlackStage], folder: Path) -> AsyncIterator:
    """Open a service, at the present time: the program has no other."""
    async with AsyncExitStack() as stack:
        stage = kind(folder)
        stage.clock.now = datetime.now(UTC)
        await stage.open(stack)
        yield stage


@pytest.fixture
async def discord(tmp_path):
    async with opened(DiscordStage, tmp_path) as stage:
        yield stage


@pytest.fixture
async def slack(tmp_path):
    async with opened(SlackStage, tmp_path) as stage:
        yield stage


@pytest.fixture(autouse=True)
def quiet_arxiv(arxiv):
    """An arXiv that announces nothing: what a test needs is in the store."""
    arxiv.batch = None


async def whole_digest(stage):
    await stage.server.until(lambda: len(stage.everything()) >= DIGEST, within=10)


def now():
    return asyncio.get_running_loop().time()


class TestStart:
    @pytest.mark.parametrize("on", ["discord", "slack", "discord+slack"])
    async def test_it_is_soon_ready_stays_small_and_is_gone_at_once_when_idle(
        self, paperboy, discord, slack, on
    ):
        stages = [each for each in (discord, slack) if each.name in on]
        await follow(paperboy, *stages)
        async with running(paperboy, *stages, from_cold=True) as program:
            ready = max([await program.says(f"{each.name}: connected") for each in stages])
            for stage in stages:
                await whole_digest(stage)
            memory, began = program.memory, now()
            assert await program.stop() == 0
            gone = now() - began
        figures = f"ready in {ready:.2f} s, {memory:.0f} MB, gone in {gone:.2f} s"
        print(f"\n{on}: {figures}")  # noqa: T201  seen with -s, for whoever measures
        assert program.err == []
        assert ready < START_S
        assert memory < MOST_MB
        assert gone < 2

    async def test_a_second_one_on_the_same_folder_is_told_who_has_it(self, paperboy, discord):
        async with running(paperboy, discord, from_cold=True) as first:
            await first.says("discord: connected")
            other = replace(paperboy, environ=paperboy.environ | discord.environ())
            second = await asyncio.to_thread(other.ask, "run")
            assert (second.exit_code, second.stdout) == (2, "")
            (said,) = second.stderr.splitlines()
            assert f"{paperboy.folder} is in use by process {first.process.pid} on " in said
            assert discord.server.gateway.identifies == 1
            assert await first.stop() == 0

    async def test_each_start_begins_one_gateway_session_and_each_end_closes_it(
        self, paperboy, discord
    ):
        gateway = discord.server.gateway
        for start in (1, 2):
            async with running(paperboy, discord) as program:
                await program.says("discord: connected")
                assert await program.stop() == 0
            assert gateway.identifies == gateway.connections == start
            await discord.server.until(lambda: not gateway.listening)
        assert gateway.resumes == 0
        assert 1006 not in gateway.closes, "it says good-bye"
        registered = [each for each in discord.server.requests if each.method == "PUT"]
        assert len(registered) == 1, "commands are registered once"


class TestStopping:
    @pytest.mark.parametrize("sent", [SIGTERM, SIGINT], ids=lambda sent: sent.name)
    async def test_a_digest_that_has_begun_is_posted_whole(self, paperboy, discord, slack, sent):
        stages = discord, slack
        await follow(paperboy, *stages)
        async with running(paperboy, *stages) as program:
            halts = [stall_message(each, 3) for each in stages]
            for halt in halts:
                await halt.reached.wait()
            program.tell(sent)
            await program.says("Stopping")
            for halt in halts:
                halt.release()
            assert await program.end() == 0
        assert program.err == []
        assert "Traceback" not in program.log
        for stage in stages:
            assert len(stage.everything()) == DIGEST
            (heading,) = [each for each in stage.channel() if each.menu]
            assert len(stage.thread(heading)) == DIGEST - 1
        async with open_world(paperboy.folder) as world:
            for stage in stages:
                known = await world.store.channels.find(channel_of(stage))
                assert await world.store.digests.unfinished(known.id) is None

    async def test_what_is_being_answered_is_answered(self, paperboy, discord, slack):
        stages = discord, slack
        async with running(paperboy, *stages) as program:
            for stage in stages:
                await program.says(f"{stage.name}: connected")
            halts = [stall_answer(each) for each in stages]
            answers = [await ask_for_help(each) for each in stages]
            for halt in halts:
                await halt.reached.wait()
            program.tell(SIGTERM)
            await program.says("Stopping")
            for halt in halts:
                halt.release()
            assert await program.end() == 0
            for answer in answers:
                assert "subscribe" in await answer()
        assert program.err == []

    async def test_while_it_still_connects_it_leaves_quietly(self, paperboy, discord, slack):
        registering = discord.server.fail("PUT", "/commands$", stall=True)
        connecting = Fault(stalled=True)
        slack.server.fail("apps.connections.open", connecting)
        async with running(paperboy, discord, slack) as program:
            await registering.struck.wait()
            await connecting.reached.wait()
            assert await program.stop() == 0
        assert program.err == []

    async def test_a_second_ctrl_c_does_not_wait(self, paperboy, discord, slack):
        stages = discord, slack
        await follow(paperboy, *stages)
        async with running(paperboy, *stages) as program:
            halts = [stall_message(each, 2) for each in stages]
            for halt in halts:
                await halt.reached.wait()
            program.tell(SIGINT)
            await program.says("Stopping")
            began = now()
            assert await program.stop(SIGINT) == 130
            assert now() - began < 1
        assert program.err == []
        assert "Traceback" not in program.log


class TestRefusedTokens:
    async def test_discords_ends_it_with_one_sentence_also_beside_slack(
        self, paperboy, discord, slack
    ):
        wrong = TOKEN[:-1] + "x"
        async with running(paperboy, discord, slack, PAPERBOY_DISCORD__TOKEN=wrong) as program:
            assert await program.end() == 2
        assert len(program.err) == 1, program.warned
        (said,) = program.err
        assert "PAPERBOY_DISCORD__TOKEN" in said
        assert "https://discord.com/developers/applications" in said
        assert [each.status for each in discord.server.requests] == [401]

    @pytest.mark.parametrize(
        ("setting", "wrong", "where", "asked"),
        [
            ("BOT_TOKEN", "xoxb-wrong-0123456789", "OAuth & Permissions", {"auth.test": 1}),
            (
                *("APP_TOKEN", "xapp-1-wrong-0123456789", "App-Level Tokens"),
                {"auth.test": 1, "apps.connections.open": 1},
            ),
            ("BOT_TOKEN", APP_TOKEN, "OAuth & Permissions", {"auth.test": 1}),
        ],
        ids=["bot token", "app token", "the app's as the bot's"],
    )
    async def test_slacks_end_it_with_one_sentence_also_beside_discord(
        self, paperboy, discord, slack, setting, wrong, where, asked
    ):
        chosen = {f"PAPERBOY_SLACK__{setting}": wrong}
        async with running(paperboy, discord, slack, **chosen) as program:
            assert await program.end() == 2
        assert len(program.err) == 1, program.warned
        (said,) = program.err
        assert f"PAPERBOY_SLACK__{setting}" in said
        assert "api.slack.com/apps" in said
        assert where in said
        assert slack.server.calls == asked


class TestTrouble:
    async def test_where_nobody_listens_it_stays_and_connects_when_somebody_does(
        self, paperboy, discord, slack
    ):
        # A port of our own that nobody else gets meanwhile, because we know its number only.
        async with DiscordServer(TOKEN) as gone:
            port = urlsplit(gone.api_url).port
        elsewhere = {
            "PAPERBOY_DISCORD__API_URL": gone.api_url,
            "PAPERBOY_DISCORD__GATEWAY_URL": gone.gateway_url,
            "PAPERBOY_SLACK__API_URL": "http://127.0.0.1:1/api/",
        }
        async with running(paperboy, discord, slack, **elsewhere) as program:
            for name in ("discord", "slack"):
                await program.warns(f"{name}: ")
            await program.warns("; tried again in 2 s")
            async with DiscordServer(TOKEN, port=port) as back:
                await program.says("discord: connected")
                assert back.gateway.identifies == 1
                assert await program.stop() == 0
        assert program.out[-1].startswith("Stopped")
        assert all("tried again in" in line for line in program.err)
        assert "Traceback" not in program.log

    async def test_what_is_ill_is_asked_again_and_what_dies_is_told_in_a_line(
        self, paperboy, tmp_path
    ):
        async with AsyncExitStack() as alive:
            stages = [
                await alive.enter_async_context(opened(kind, tmp_path))
                for kind in (DiscordStage, SlackStage)
            ]
            discord, slack = (each.server for each in stages)
            discord.fail("GET", "", status=503, html=True)
            slack.fail("auth.test", Fault(status=503))
            async with running(paperboy, *stages, PAPERBOY_SLACK__PING_S="0.1") as program:
                for stage in stages:
                    await program.warns(f"{stage.name}: ")
                for stage in stages:
                    await program.says(f"{stage.name}: connected")
                assert len(program.err) == 2, program.warned
                await alive.aclose()
                await program.warns("Attempting a reconnect")
                await program.warns("; tried again in 2 s")
                assert await program.stop() == 0
        assert "Traceback" not in program.warned

    async def test_nothing_of_a_token_is_ever_written(self, paperboy, discord, slack):
        await follow(paperboy, discord, slack)
        ana, ben = discord.people[ANA], slack.people[ANA]
        async with running(paperboy, discord, slack, PAPERBOY_LOG_LEVEL="DEBUG") as program:
            for stage in (discord, slack):
                await whole_digest(stage)
            for answered in [await ask_for_help(each) for each in (discord, slack)]:
                await answered()

            # Answers that fail on their way: their addresses are as good as a token.
            discord.server.fail("POST", r"/callback$", reset=True)
            discord.server.fail("PATCH", r"^/webhooks/", reset=True)
            await discord.server.call(ana, discord.papers, "papers", "help")
            await program.warns("An answer was refused")
            slack.server.fail(RESPONSE_URL, Fault(reset=True))
            asked = [await slack.server.call(ben, slack.papers, "help")]
            await slack.server.until(lambda: slack.server.calls["chat.postEphemeral"])

            # What makes no sense, with a token in it.
            broken = {"id": "1", "token": "token-of-a-broken-interaction", "type": 2}
            slack.server.spoil(lambda envelope: envelope["payload"].pop("user_id") and None)
            asked.append(await slack.server.call(ben, slack.papers, "help"))
            await program.warns("Something Slack delivered")
            discord.server.gateway.dispatch("INTERACTION_CREATE", broken, ALWAYS)
            await program.warns("discord: ")

            # Lost connections, and tokens that are no longer good.
            slack.server.drop()
            await slack.server.connected(2)
            slack.server.revoke()
            await program.warns("slack is served no more")
            assert await program.stop() == 0
            assert "PAPERBOY_SLACK__" in program.err[-1]
        handed_out = [each.token for each in discord.server.interactions.all.values()]
        handed_out += [urlsplit(each.url).path for each in asked]
        assert len(handed_out) >= 4
        assert "DEBUG" in program.log
        assert written(program, *handed_out, broken["token"], "/link/") == []
