import json
from urllib.parse import parse_qs, urlsplit

import pytest

TOKEN = "MTAxNTY4NDU2MjM0NTY3ODkwMQ.GabcDE." + "x" * 38


def test_the_invitation_names_the_bot_of_the_token_and_only_the_rights_it_needs(paperboy):
    paperboy.environ["PAPERBOY_DISCORD__TOKEN"] = TOKEN
    done = paperboy.ask("discord-invite")
    asked = parse_qs(urlsplit(done.stdout.strip()).query)
    assert asked == {
        "client_id": ["1015684562345678901"],
        "scope": ["bot applications.commands"],
        "permissions": ["309237763136"],
    }
    assert TOKEN not in done.output


@pytest.mark.parametrize("token", ["", "no-token", "bm90YW51bWJlcg.a.b", "***"])
def test_without_a_bots_token_the_setting_and_its_place_are_named(paperboy, token):
    paperboy.environ["PAPERBOY_DISCORD__TOKEN"] = token
    done = paperboy.ask("discord-invite")
    assert done.exit_code == 2
    assert "PAPERBOY_DISCORD__TOKEN" in done.stderr
    assert "discord.com/developers/applications" in done.stderr
    assert "Traceback" not in done.output


def test_the_manifest_has_the_command_of_the_settings(paperboy):
    paperboy.environ["PAPERBOY_SLACK__COMMAND"] = "/lab-papers"
    made = json.loads(paperboy.ask("slack-manifest").stdout)
    assert [each["command"] for each in made["features"]["slash_commands"]] == ["/lab-papers"]


@pytest.mark.parametrize("command", ["papers", "/Papers", "/pa pers", "/" + "a" * 32])
def test_a_command_that_slack_would_refuse_is_refused_here(paperboy, command):
    paperboy.environ["PAPERBOY_SLACK__COMMAND"] = command
    done = paperboy.ask("slack-manifest")
    assert done.exit_code == 2
    assert "PAPERBOY_SLACK__COMMAND" in done.stderr


class TestRunWithoutAPlaceToPost:
    def test_without_any_token_it_names_the_settings_and_where_to_get_them(self, paperboy):
        done = paperboy.ask("run")
        assert done.exit_code == 2
        for name in ("DISCORD__TOKEN", "SLACK__BOT_TOKEN", "SLACK__APP_TOKEN"):
            assert f"PAPERBOY_{name}" in done.stderr
        assert "discord.com/developers/applications" in done.stderr
        assert "api.slack.com/apps" in done.stderr
        assert "paperboy run --console" in done.stderr

    @pytest.mark.parametrize(("given", "missing"), [("BOT", "APP"), ("APP", "BOT")])
    def test_with_one_token_of_slacks_two_the_other_is_named(self, paperboy, given, missing):
        paperboy.environ[f"PAPERBOY_SLACK__{given}_TOKEN"] = "xoxb-" + "secret"
        done = paperboy.ask("run")
        assert done.exit_code == 2
        assert f"PAPERBOY_SLACK__{missing}_TOKEN is missing" in done.stderr
        assert "secret" not in done.output
