import json
from pathlib import Path

import pytest

from bot.app import catalogue
from bot.platforms.slack.manifest import BOT_SCOPES, EVENTS, OPTIONAL_SCOPES, manifest
from bot.settings import load
from tests.platforms.slack_lab import SPECS
from tests.servers.slack.tokens import EVENTS as SCOPE_OF

FILE = Path(__file__).parents[2] / "config" / "slack-manifest.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    return manifest(SPECS, catalogue(settings).say, settings.slack.command)


def test_the_file_in_config_is_current(made):
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    assert FILE.read_text(encoding="utf-8") == text, "make it anew: paperboy slack-manifest"


def test_every_text_is_within_slacks_limits(made):
    about = made["display_information"]
    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4_000
    assert len(about["background_color"]) == 7
    assert 1 <= len(made["features"]["bot_user"]["display_name"]) <= 80
    (command,) = made["features"]["slash_commands"]
    assert command["command"].startswith("/")
    assert 2 <= len(command["command"]) <= 32
    assert 1 <= len(command["description"]) <= 2_000
    assert 1 <= len(command["usage_hint"]) <= 1_000
    # Socket Mode has no address; Slack refuses one.
    assert "url" not in command


def test_it_has_the_shape_of_slacks_schema(made):
    assert set(made) == {
        "_metadata",
        "display_information",
        "features",
        "oauth_config",
        "settings",
    }
    assert set(made["features"]) == {"app_home", "bot_user", "slash_commands"}
    assert made["features"]["app_home"] == {
        "home_tab_enabled": False,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert made["settings"] == {
        "event_subscriptions": {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    }


def test_every_event_has_its_scope_and_every_verb_its_mention(made):
    for event in EVENTS:
        assert SCOPE_OF[event] in BOT_SCOPES
    (command,) = made["features"]["slash_commands"]
    for spec in SPECS:
        assert spec.name in command["usage_hint"]


def test_reading_channels_is_optional_and_explained(made):
    scopes = made["oauth_config"]["scopes"]
    assert scopes == {"bot": list(BOT_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
    assert not set(BOT_SCOPES) & set(OPTIONAL_SCOPES)
    assert set(OPTIONAL_SCOPES) == {"channels:history", "groups:history"}
    assert "posted twice" in made["display_information"]["long_description"]


def test_another_name_of_the_command_goes_into_it(made, tmp_path):
    say = catalogue(load({"PAPERBOY_DATA_DIR": str(tmp_path)})).say
    other = manifest(SPECS, say, "/lab-papers")
    assert other["features"]["slash_commands"][0]["command"] == "/lab-papers"
    assert "/lab-papers alone" in other["display_information"]["long_description"]
