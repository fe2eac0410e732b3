"""`paperboy init`: the wizard, seen in a terminal of its own against loopback services."""

import asyncio
import stat
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Paperboy
from tests.cli.screen import Screen
from tests.cli.wizard import ABOUT, KEPT, against, answer, kept, wizard
from tests.servers.openai import KEY, OpenAIServer
from tests.servers.slack import APP_TOKEN, BOT_TOKEN
from tests.stage.discord import TOKEN, DiscordStage
from tests.stage.slack import SlackStage


async def test_discord_is_set_up_and_tried_and_the_file_is_for_its_owner_alone(paperboy, tmp_path):
    def play():
        with wizard(paperboy) as screen:
            answer(screen, *ABOUT, ("Set up Discord?", "y"))
            screen.wait_for("https://discord.com/developers/applications")
            # With what is often pasted along; and it is not shown.
            answer(screen, ("Bot token", f'"Bot {TOKEN}"'))
            screen.wait_for("Taken without the quotes")
            screen.wait_for("Discord knows me as")
            screen.wait_for("https://discord.com/oauth2/authorize?client_id=101&")
            answer(screen, ("Set up Slack?", ""), ("Let a model", ""))
            listed = screen.wait_for("Write this to")
            assert "arxiv.contact = ana@lab.example" in listed
            assert f"discord.token = …{TOKEN[-4:]}" in listed
            answer(screen, ("?", "y"))
            screen.wait_for("paperboy doctor")
            assert screen.end() == 0
            assert TOKEN not in screen.drawn

    await against(paperboy, DiscordStage, play, tmp_path)
    file = kept(paperboy)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in paperboy.folder.iterdir()] == ["paperboy.toml"]
    assert tomllib.loads(file.read_text("utf-8")) == {
        "contact": "Ana in room 3",
        "arxiv": {"contact": "ana@lab.example"},
        "digest": {"zone": "Europe/Berlin"},
        "discord": {"token": TOKEN},
    }
    # And that is what the program reads.
    assert paperboy.ask("discord-invite").exit_code == 0


async def test_slack_gets_its_manifest_and_each_token_is_told_from_the_others(paperboy, tmp_path):
    def play():
        with wizard(paperboy) as screen:
            answer(screen, *ABOUT, ("Set up Discord?", "n"), ("Set up Slack?", "y"))
            answer(screen, ("Its slash command", "papers"))
            screen.wait_for("must be a slash")
            answer(screen, ("Its slash command", "/lab-papers"))
            screen.wait_for('"command": "/lab-papers"')
            screen.wait_for("https://api.slack.com/apps?new_app=1&manifest_json=%7B")
            answer(screen, ("on the page OAuth", APP_TOKEN))
            screen.wait_for("is a Slack app-level token")
            answer(screen, ("on the page OAuth", "xoxp-" + "1-2-secret"))
            screen.wait_for("is a Slack user token")
            answer(screen, ("on the page OAuth", BOT_TOKEN), ("on the page Basic", BOT_TOKEN))
            screen.wait_for("is a Slack bot token")
            answer(screen, ("on the page Basic", "xapp-1-" + "of-another-app"))
            screen.wait_for("Slack refuses the token in PAPERBOY_SLACK__APP_TOKEN (invalid_auth)")
            answer(screen, ("Try again?", ""), ("on the page OAuth", ""))
            answer(screen, ("on the page Basic", APP_TOKEN))
            screen.wait_for("I am @paperboy in the workspace Lab.")
            answer(screen, ("Let a model", ""), ("Write this to", ""))
            assert screen.end() == 0

    await against(paperboy, SlackStage, play, tmp_path)
    assert tomllib.loads(kept(paperboy).read_text("utf-8"))["slack"] == {
        "command": "/lab-papers",
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
    }


async def test_what_is_set_for_slack_by_http_is_left_alone(paperboy, tmp_path):
    given = {"SIGNING_SECRET": "ab" * 16, "CLIENT_ID": "1.2", "CLIENT_SECRET": "cd" * 16}

    def play():
        with wizard(
            paperboy, **{f"PAPERBOY_SLACK__{name}": given[name] for name in given}
        ) as screen:
            answer(screen, *ABOUT, ("Set up Discord?", "y"), ("Bot token", TOKEN))
            screen.wait_for("Discord knows me as")
            screen.wait_for("Slack reaches this bot by HTTP")
            answer(screen, ("Let a model", ""), ("Write this to", "y"))
            screen.wait_for("paperboy doctor")
            assert screen.end() == 0

    await against(paperboy, DiscordStage, play, tmp_path)
    assert "slack" not in tomllib.loads(kept(paperboy).read_text("utf-8"))


async def test_a_scope_that_is_missing_is_named_at_once(paperboy, tmp_path):
    class Poor(SlackStage):
        async def open(self, stack):
            await super().open(stack)
            self.server.tokens.bot.scopes.discard("users:read")

    def play():
        with wizard(paperboy) as screen:
            answer(
                screen, *KEPT, ("Set up Discord?", "n"), ("Set up Slack?", "y"), ("Its slash", "")
            )
            answer(screen, ("on the page OAuth", BOT_TOKEN), ("on the page Basic", APP_TOKEN))
            screen.wait_for("The app lacks users:read.")

    await against(paperboy, Poor, play, tmp_path)


async def test_a_token_that_is_refused_is_not_kept_unless_that_is_wanted(paperboy, tmp_path):
    def play():
        with wizard(paperboy) as screen:
            answer(screen, *KEPT, ("Set up Discord?", ""), ("Bot token", "MTAx.other." + "y" * 30))
            screen.wait_for("Discord does not accept PAPERBOY_DISCORD__TOKEN")
            answer(screen, ("Try again?", "n"), ("Keep what was typed", ""))
            screen.wait_for("Discord is left as it was.")
            answer(screen, ("Set up Slack?", "n"), ("Let a model", ""))
            screen.wait_for("Nothing.")
            assert screen.end() == 0

    await against(paperboy, DiscordStage, play, tmp_path)
    assert not paperboy.folder.exists()


async def test_a_model_is_tried_and_gets_a_limit(paperboy):
    async with OpenAIServer() as server:
        server.models = ["tiny-writer", "large-writer"]

        def play():
            with wizard(paperboy) as screen:
                answer(screen, *KEPT, ("Set up Discord?", "n"), ("Set up Slack?", "n"))
                answer(screen, ("Let a model", "y"), ("Address of its server", server.url))
                answer(screen, ("API key", "sk-" + "of-somebody-else"), ("Model", "tiny"))
                screen.wait_for("it refuses the key")
                answer(screen, ("Try again?", ""), ("API key", KEY), ("Model", ""))
                screen.wait_for("has no model tiny. It has large-writer, tiny-writer.")
                answer(screen, ("Try again?", ""), ("API key", ""), ("Model", "tiny-writer"))
                screen.wait_for("The server has tiny-writer.")
                answer(screen, ("used up in a day", "a little"))
                screen.wait_for("must be an amount")
                answer(screen, ("used up in a day", "20000 tokens"), ("used up in a month", ""))
                answer(screen, ("Write this to", ""))
                assert screen.end() == 0

        await asyncio.to_thread(play)
    found = tomllib.loads(kept(paperboy).read_text("utf-8"))
    assert found["openai"]["model"] == "tiny-writer"
    assert found["spend"] == {"all_day": "20000 tokens"}


OLD = """# Mine, for the lab.
contact = "Ben"  # since May

[digest]
most = 7
zone = "Asia/Tokyo"

[discord]
token = "MTAx.kept-as-it-is.0123456789abcdefghijklmnop"
"""


def old_file(paperboy: Paperboy) -> Path:
    paperboy.folder.mkdir()
    kept(paperboy).write_text(OLD, encoding="utf-8")
    return kept(paperboy)


def test_run_again_it_changes_what_is_answered_and_keeps_a_copy(paperboy):
    file = old_file(paperboy)
    with wizard(paperboy) as screen:
        answer(screen, ("Whom people", ""), ("Your address", "ben@lab.example"))
        answer(screen, ("Language", "klingon"))
        screen.wait_for("no sentences in this language")
        answer(screen, ("Language", "zh"), ("Time zone", "Asia/Tokio"))
        screen.wait_for("did you mean Asia/Tokyo?")
        answer(screen, ("Time zone", ""), ("Set up Discord?", ""), ("Set up Slack?", ""))
        answer(screen, ("Let a model", ""), ("Write this to", ""))
        screen.wait_for("The file as it was:")
        assert screen.end() == 0
    assert (
        file.read_text("utf-8")
        == OLD.replace(
            'contact = "Ben"  # since May\n',
            'contact = "Ben"  # since May\nlanguage = "zh"\n',
        ).rstrip("\n")
        + '\n\n[arxiv]\ncontact = "ben@lab.example"\n'
    )
    (copy,) = paperboy.folder.glob("*.bak")
    assert copy.read_text("utf-8") == OLD
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("answers", [0, 3, 7])
def test_ctrl_c_leaves_everything_as_it_was(paperboy, answers):
    file = old_file(paperboy)
    questions = (
        *KEPT[:1],
        ("Your address", "somebody@else.example"),
        *KEPT[2:],
        ("Set up Discord?", ""),
        ("Set up Slack?", ""),
        ("Let a model", ""),
        ("Write this to", ""),
    )
    with wizard(paperboy) as screen:
        answer(screen, *questions[:answers])
        screen.wait_for(questions[answers][0])
        screen.wait_for(": ")
        screen.interrupt("Stopped; nothing was changed.")
        assert screen.end() == 130
        assert "Traceback" not in screen.drawn
    assert file.read_text("utf-8") == OLD
    assert [each.name for each in paperboy.folder.iterdir()] == ["paperboy.toml"]


def test_the_file_may_be_anywhere_and_name_the_folder(paperboy, tmp_path):
    file, folder = tmp_path / "etc" / "lab.toml", tmp_path / "elsewhere"
    del paperboy.environ["PAPERBOY_DATA_DIR"]
    paperboy.environ["PAPERBOY_CONFIG"] = str(file)
    with wizard(paperboy) as screen:
        answer(screen, ("Folder for the database", str(folder)), *KEPT, ("Set up Discord?", "n"))
        answer(screen, ("Set up Slack?", "n"), ("Let a model", ""), ("Write this to", ""))
        assert screen.end() == 0
    assert tomllib.loads(file.read_text("utf-8")) == {"data_dir": str(folder)}
    assert f"{folder} can be written" in paperboy.ask("doctor").stdout


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(paperboy):
    file = old_file(paperboy)
    with wizard(paperboy) as screen:
        answer(screen, ("Whom people", "Cem"), *KEPT[1:], ("Set up Discord?", ""))
        answer(screen, ("Set up Slack?", ""), ("Let a model", ""))
        screen.wait_for("Write this to")
        file.write_text(OLD + "# more\n", encoding="utf-8")
        screen.type("y")
        screen.wait_for("changed by somebody else meanwhile, so nothing was written")
        assert screen.end() == 2
    assert file.read_text("utf-8") == OLD + "# more\n"
    assert [each.name for each in paperboy.folder.iterdir()] == ["paperboy.toml"]


def test_what_the_environment_sets_is_left_alone_and_not_shown(paperboy):
    old_file(paperboy)
    secret = "MTAx.of-the-environment." + "z" * 30
    with wizard(paperboy, DISCORD_TOKEN=secret, PAPERBOY_LANGUAGE="zh") as screen:
        answer(screen, ("Whom people", ""), ("Your address", ""))
        screen.wait_for("language is set by PAPERBOY_LANGUAGE in the environment")
        answer(screen, ("Time zone", ""), ("Set up Discord?", "n"), ("Set up Slack?", ""))
        answer(screen, ("Let a model", ""))
        screen.wait_for("Nothing.")
        assert screen.end() == 0
        assert "zzzz" not in screen.drawn


@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_where_nobody_can_answer_it_says_what_to_set_instead(paperboy, options):
    answered = paperboy.ask("init", *options)
    assert (answered.exit_code, answered.stdout) == (2, "")
    for name in ("DISCORD__TOKEN", "SLACK__BOT_TOKEN", "SLACK__APP_TOKEN", "ARXIV__CONTACT"):
        assert f"PAPERBOY_{name}" in answered.stderr
    assert str(kept(paperboy)) in answered.stderr
    assert not paperboy.folder.exists()


def test_a_file_that_cannot_be_read_is_named_and_left(paperboy):
    file = old_file(paperboy)
    file.write_text("contact = Ben", encoding="utf-8")
    answered = paperboy.ask("init")
    assert answered.exit_code == 2
    assert f"{file}: this is not TOML" in answered.stderr
    assert file.read_text("utf-8") == "contact = Ben"


def test_pages_are_opened_where_there_is_a_browser(paperboy, tmp_path):
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n', encoding="utf-8")
    browser.chmod(0o755)
    for options in (("--no-browser",), ()):
        assert not opened.exists()
        around = paperboy.around(TERM="xterm", BROWSER=f"{browser} %s")
        with Screen(paperboy.line("init", *options), around) as screen:
            answer(screen, *KEPT, ("Set up Discord?", "y"))
            screen.wait_for("Bot token")
    assert opened.read_text("utf-8") == "https://discord.com/developers/applications\n"
