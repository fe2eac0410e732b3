"""The mistakes that `paperboy doctor` knows about tokens, services and models, and each fix."""

import asyncio
import json

import pytest

from bot.app import clock
from bot.cli.doctor import CHECKS, KEPT
from bot.cli.doctor.finding import State, Wrong
from bot.domain.chat import Channel
from bot.domain.prices import Tokens
from bot.domain.spend import Bill
from bot.settings import load
from tests.cli.diagnosing import NOW, SLACK, diagnosed, follow, looked, opened, served
from tests.servers.openai import KEY, OpenAIServer
from tests.servers.slack import BOT_TOKEN, TEAM
from tests.stage.discord import TOKEN, DiscordStage
from tests.stage.slack import SlackStage


class TestForPrograms:
    def test_every_line_says_what_how_it_stands_and_the_fix(self, paperboy):
        answer = paperboy.ask("doctor", "--json")
        assert answer.exit_code == 0
        data = json.loads(answer.stdout)
        assert data["good"] is True
        assert {tuple(each) for each in data["findings"]} == {("what", "state", "text", "fix")}
        assert {each["state"] for each in data["findings"]} == {"ok"}
        names = [each["what"] for each in data["findings"]]
        assert names[1:-2] == [what for what, _ in (*CHECKS, *KEPT)]

    def test_settings_that_are_wrong_are_told_the_same_way(self, paperboy):
        paperboy.environ["PAPERBOY_SLACK__BOT_TOKNE"] = "x"
        answer = paperboy.ask("doctor", "--json")
        assert answer.exit_code == 2
        said = looked(answer)["settings"]
        assert said["state"] == "bad"
        assert "did you mean PAPERBOY_SLACK__BOT_TOKEN?" in said["text"]


class TestTokens:
    @pytest.mark.parametrize(
        ("setting", "value", "said"),
        [
            ("PAPERBOY_DISCORD__TOKEN", "xoxb-" + "1-2-secret", "is a Slack bot token"),
            ("PAPERBOY_DISCORD__TOKEN", "1015684562345678901", "is an id"),
            ("PAPERBOY_DISCORD__TOKEN", "a" * 64, "is a public key"),
            ("PAPERBOY_DISCORD__TOKEN", "Az_-" * 8, "is a client secret"),
            ("PAPERBOY_DISCORD__TOKEN", '"' + TOKEN + '"', "quotes, blanks or a word around it"),
            ("PAPERBOY_DISCORD__TOKEN", "secret-of-another-kind", "is no bot token"),
            (SLACK["BOT"], "xoxp-" + "1-2-secret", "is a Slack user token"),
            (SLACK["BOT"], "xapp-" + "1-2-secret", "is a Slack app-level token"),
            (SLACK["BOT"], "xoxe.xoxb-" + "1-2-secret", "Turn token rotation off."),
            (SLACK["BOT"], "xoxa-" + "1-2-secret", "is an old kind of Slack token"),
            (SLACK["BOT"], "a1" * 16, "is a client secret or a signing secret"),
            (SLACK["APP"], BOT_TOKEN, "is a Slack bot token"),
            (SLACK["APP"], "MTAxNTY4NDU2MjM0NTY3ODkwMQ.GabcDE." + "x" * 38, "is a Discord bot"),
            ("SLACK_SIGNING_SECRET", BOT_TOKEN, "is a Slack bot token"),
            ("SLACK_SIGNING_SECRET", "secret-of-another-kind", "is no signing secret"),
            ("OPENAI_API_KEY", BOT_TOKEN, "is a Slack bot token"),
        ],
    )
    def test_the_wrong_kind_is_recognised_and_never_repeated(self, setting, value, said):
        settings = load({setting: value, "PAPERBOY_DATA_DIR": "/nowhere"})
        with pytest.raises(Wrong) as wrong:
            asyncio.run(dict(CHECKS)["tokens"](settings))
        assert said in wrong.value.text
        assert "It should be " in wrong.value.text
        assert value not in wrong.value.text

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("PAPERBOY_DISCORD__TOKEN", "MTAxNTY4NDU2MjM0NTY3ODkwMQ.GabcDE." + "x" * 38),
            (SLACK["BOT"], "xoxb-" + "1-2-secret"),
            (SLACK["APP"], "xapp-" + "1-A1-2-secret"),
            ("SLACK_SIGNING_SECRET", "a1" * 16),
            ("OPENAI_API_KEY", "sk-" + "proj-secret"),
            ("OPENAI_API_KEY", "a1" * 16),
        ],
    )
    def test_the_right_kind_is_let_through(self, setting, value):
        settings = load({setting: value, "PAPERBOY_DATA_DIR": "/nowhere"})
        assert asyncio.run(dict(CHECKS)["tokens"](settings)) == "1 set, each looks right"

    def test_a_signing_secret_that_nobody_uses_is_noted(self):
        given = {"SLACK_SIGNING_SECRET": "a1" * 16, SLACK["APP"]: "xapp-" + "1-A1-2-secret"}
        settings = load(given | {"PAPERBOY_DATA_DIR": "/nowhere"})
        with pytest.raises(Wrong, match="SIGNING_SECRET is not used") as noted:
            asyncio.run(dict(CHECKS)["tokens"](settings))
        assert noted.value.state is State.NOTE


class TestServices:
    @pytest.mark.parametrize("which", ["BOT", "APP"])
    async def test_a_revoked_token_is_named(self, paperboy, tmp_path, which):
        async with served(paperboy, SlackStage, tmp_path) as stage:
            getattr(stage.server.tokens, which.lower()).refusal = "token_revoked"
            said = (await diagnosed(paperboy))["slack"]
        assert said["state"] == "bad"
        assert f"refuses the token in {SLACK[which]} (token_revoked)" in said["text"]

    async def test_a_missing_scope_is_named(self, paperboy, tmp_path):
        async with served(paperboy, SlackStage, tmp_path) as stage:
            stage.server.tokens.bot.scopes.discard("users:read")
            said = (await diagnosed(paperboy))["slack app"]
        assert said["state"] == "bad"
        assert "lacks users:read. " in said["text"]
        assert "install it again, with its current manifest" in said["text"]

    async def test_an_archived_slack_channel_is_named_with_what_helps(self, paperboy, tmp_path):
        async with served(paperboy, SlackStage, tmp_path) as stage:
            old = stage.server.add_channel("old", archived=True)
            await follow(paperboy, Channel("slack", TEAM, old.id, "#old"))
            found = await diagnosed(paperboy)
        assert found["slack"]["state"] == found["slack app"]["state"] == "ok"
        said = found["slack channels"]
        assert said["state"] == "bad"
        assert f"#old ({old.id}): The channel is archived. Somebody who may" in said["text"]
        assert said["fix"] == "", "nothing else than what the text says would help"

    async def test_a_missing_right_on_discord_is_named_with_where_to_click(
        self, paperboy, tmp_path
    ):
        async with served(paperboy, DiscordStage, tmp_path) as stage:
            stage.server.set_rights(stage.papers, deny=1 << 14)
            stage.server.world.endpoint = "https://old.example/"
            space, native = str(stage.guild.id), str(stage.papers.id)
            await follow(paperboy, Channel("discord", space, native, "#papers"))
            found = await diagnosed(paperboy)
        said = found["discord channels"]
        assert said["state"] == "bad"
        assert f"#papers ({native}): I may not embed links in the channel" in said["text"]
        assert "in its settings: Edit Channel › Permissions" in said["text"]
        assert found["discord app"]["state"] == "bad"
        assert "Interactions Endpoint URL" in found["discord app"]["text"]

    async def test_where_we_were_thrown_out_nothing_is_wrong(self, paperboy, tmp_path):
        async with served(paperboy, DiscordStage, tmp_path) as stage:
            space, native = str(stage.guild.id), str(stage.papers.id)
            await follow(paperboy, Channel("discord", space, native, "#papers"))
            stage.server.kick_bot(stage.guild)
            assert (await diagnosed(paperboy))["discord channels"]["state"] == "bad"
            async with opened(paperboy) as store:
                await store.spaces.left(("discord", space), NOW)
            assert (await diagnosed(paperboy))["discord channels"]["state"] == "ok"


class TestModels:
    async def test_a_key_turns_the_model_on_and_is_never_shown(self, paperboy):
        async with OpenAIServer() as server:
            server.models = ["gpt-5.4-nano"]
            paperboy.environ.update(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.url)
            found = await diagnosed(paperboy, "summaries", "model")
            assert found["summaries"]["text"] == "by gpt-5.4-nano"
            assert found["model"]["text"].endswith("has gpt-5.4-nano")
            assert KEY not in json.dumps(found)
            server.models = None
            found = await diagnosed(paperboy, "model")
            assert found["model"]["text"].endswith("answers, and does not list its models")
            assert server.requests == []

    async def test_a_model_that_the_server_does_not_have_is_told(self, paperboy):
        async with OpenAIServer() as server:
            server.models = ["gpt-5.4-mini", "other"]
            paperboy.environ.update(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.url)
            said = (await diagnosed(paperboy, "model"))["model"]
        assert said["state"] == "bad"
        assert said["text"].endswith("has no model gpt-5.4-nano.")
        assert said["fix"].startswith("Set PAPERBOY_OPENAI__MODEL")
        assert "gpt-5.4-mini" in said["fix"]

    async def test_a_key_that_is_refused_and_a_server_that_is_away_are_told_apart(self, paperboy):
        async with OpenAIServer() as server:
            server.models = ["gpt-5.4-nano"]
            secret = "sk-" + "of-somebody-else"
            paperboy.environ.update(OPENAI_API_KEY=secret, OPENAI_BASE_URL=server.url)
            said = (await diagnosed(paperboy, "model"))["model"]
        assert "it refuses the key (HTTP 401)" in said["text"]
        assert "PAPERBOY_OPENAI__API_KEY" in said["fix"]
        assert secret not in json.dumps(said)
        said = (await diagnosed(paperboy, "model"))["model"]
        assert "it cannot be reached" in said["text"]
        assert "PAPERBOY_OPENAI__BASE_URL" in said["fix"]

    async def test_a_limit_in_dollars_without_a_price_is_told(self, paperboy):
        async with OpenAIServer() as server:
            paperboy.environ.update(
                OPENAI_BASE_URL=server.url,
                PAPERBOY_OPENAI__MODEL="tiny-writer",
                PAPERBOY_SPEND__ALL_DAY="1 USD",
            )
            said = (await diagnosed(paperboy, "summaries"))["summaries"]
        assert said["state"] == "bad"
        assert "PAPERBOY_SPEND__PRICE_ASKED" in said["fix"]

    async def test_a_limit_that_is_reached_is_noted(self, paperboy):
        async with OpenAIServer() as server:
            paperboy.environ.update(
                OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.url, PAPERBOY_SPEND__ALL_DAY="90 tokens"
            )
            assert (await diagnosed(paperboy, "budget"))["budget"]["text"] == "within the limits"
            bill = Bill(Tokens(60, 30), None)
            async with opened(paperboy) as store:
                await store.spend.reserve(
                    "m", bill, (), place=None, person=None, run="r", day=clock().date()
                )
            said = (await diagnosed(paperboy, "budget"))["budget"]
        assert said["state"] == "note"
        assert "PAPERBOY_SPEND__ALL_DAY is reached" in said["text"]
        assert "raise the limit" in said["fix"]
