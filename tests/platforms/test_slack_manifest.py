import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import catalogue
from bot.cli.joining import manifest_text
from bot.domain.calls import CommandSpec, Option
from bot.domain.chat import Words
from bot.domain.errors import SettingsError
from bot.platforms.slack.manifest import (
    BOT_SCOPES,
    EVENTS,
    OPTIONAL_SCOPES,
    Variant,
    asked_scopes,
    manifest,
)
from bot.settings import load
from tests.platforms.slack_lab import SPECS
from tests.servers.slack.manifest_rules import complaints
from tests.servers.slack.tokens import EVENTS as SCOPE_OF
from tests.world import sentences

FILE = Path(__file__).parents[2] / "config" / "slack-manifest.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    return manifest(SPECS, catalogue(settings).say, settings.slack.command)


def test_the_file_in_config_is_current(made):
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    assert FILE.read_text(encoding="utf-8") == text, "make it anew: paperboy slack-manifest"


def key(words: Words) -> str:
    return words.key if words.key != "slack-app-long" else words.key * 20


ON_MESSAGE = CommandSpec("save-papers", (Option("text"),), on_message=True)
HTTP = Variant("https://papers.example.org")
VARIANTS = [
    Variant(public_url=url, installs=bool(url) and installs, unfurls=unfurls, org=org)
    for url in ("", HTTP.public_url)
    for installs in (False, True)
    for unfurls in (False, True)
    for org in (False, True)
]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_slack_takes_it_in_every_variant_and_language(variant, language):
    say = sentences(language).say
    assert complaints(manifest(SPECS, say, "/papers", variant)) == []
    assert complaints(manifest([*SPECS, ON_MESSAGE], key, "/papers", variant)) == []


def test_what_slack_would_refuse_is_noticed(made):
    for place, wrong in (
        ("display_information", {"name": "x" * 36}),
        ("display_information", {"background_color": "#24292g"}),
        ("features", {"shortcuts": []}),
        ("settings", {"socket_mode_enabled": False}),
        ("settings", {"socket_mode": True}),
        ("settings", {"token_rotation_enabled": "no"}),
        ("settings", {"event_subscriptions": {"bot_events": ["app_mention", "app_mention"]}}),
        ("oauth_config", {"scopes": {"bot": "commands"}}),
    ):
        assert complaints(made | {place: made[place] | wrong}), wrong


def test_it_has_a_home_and_token_rotation_is_off(made):
    assert made["features"]["app_home"]["home_tab_enabled"]
    assert made["settings"]["token_rotation_enabled"] is False
    assert made["settings"]["socket_mode_enabled"] is True


def test_commands_of_messages_are_shortcuts_and_nothing_to_type():
    features = manifest(SPECS, key, "/papers")["features"]
    assert [each["callback_id"] for each in features["shortcuts"]] == [
        "summarise-papers",
        "save-papers",
    ]
    assert features["shortcuts"][1:] == [
        {
            "name": "command-save-papers",
            "type": "message",
            "callback_id": "save-papers",
            "description": "save-papers-help",
        }
    ]
    assert "save-papers" not in features["slash_commands"][0]["usage_hint"]


def test_by_http_everything_comes_to_one_address():
    made = manifest(SPECS, key, "/papers", HTTP)
    where = "https://papers.example.org/slack/events"
    settings = made["settings"]
    assert made["features"]["slash_commands"][0]["url"] == where
    assert settings["event_subscriptions"]["request_url"] == where
    assert settings["interactivity"]["request_url"] == where
    assert settings["interactivity"]["message_menu_options_url"] == where
    assert "redirect_urls" not in made["oauth_config"]
    many = manifest(SPECS, key, "/papers", replace(HTTP, installs=True))
    back = ["https://papers.example.org/slack/oauth_redirect"]
    assert many["oauth_config"]["redirect_urls"] == back


def test_previews_of_links_are_asked_for_only_where_they_are_wanted(made):
    asked = manifest(SPECS, key, "/papers", Variant(unfurls=True))
    wanted = {"links:read", "links:write"}
    assert wanted <= set(asked["oauth_config"]["scopes"]["bot"])
    assert asked["features"]["unfurl_domains"] == ["arxiv.org"]
    assert "link_shared" in asked["settings"]["event_subscriptions"]["bot_events"]
    assert not wanted & set(made["oauth_config"]["scopes"]["bot"])
    assert "link_shared" not in json.dumps(made)


def test_the_install_page_asks_for_what_the_manifest_has():
    for variant in VARIANTS:
        scopes = manifest(SPECS, key, "/papers", variant)["oauth_config"]["scopes"]
        asked = asked_scopes(unfurls=variant.unfurls)
        assert sorted(asked) == sorted([*scopes["bot"], *scopes["bot_optional"]])


def test_the_command_line_follows_the_settings_unless_told_otherwise(monkeypatch, tmp_path):
    def printed(**options):
        return json.loads(manifest_text(**options))

    monkeypatch.setenv("PAPERBOY_DATA_DIR", str(tmp_path))
    assert printed()["settings"]["socket_mode_enabled"]
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__PUBLIC_URL"):
        printed(http=True)
    monkeypatch.setenv("PAPERBOY_SLACK__PUBLIC_URL", "https://papers.example.org")
    assert printed()["settings"]["socket_mode_enabled"]
    assert "redirect_urls" not in printed(http=True)["oauth_config"]
    monkeypatch.setenv("PAPERBOY_SLACK__SIGNING_SECRET", "s3cret")
    monkeypatch.setenv("PAPERBOY_SLACK__CLIENT_ID", "1.2")
    assert not printed()["settings"]["socket_mode_enabled"]
    assert "redirect_urls" in printed()["oauth_config"]
    assert printed(http=False)["settings"]["socket_mode_enabled"]
    assert printed(org=True)["settings"]["org_deploy_enabled"]
    assert "unfurl_domains" in printed(unfurl=True)["features"]
    monkeypatch.setenv("PAPERBOY_SLACK__UNFURL", "true")
    assert "unfurl_domains" in printed()["features"]


def test_every_event_has_its_scope_and_every_verb_its_mention(made):
    for event in EVENTS:
        assert SCOPE_OF.get(event, "commands") in BOT_SCOPES
    assert {each for each in EVENTS if each not in SCOPE_OF} == {
        "app_home_opened",
        "app_uninstalled",
        "tokens_revoked",
    }
    (command,) = made["features"]["slash_commands"]
    for spec in SPECS:
        assert (spec.name in command["usage_hint"]) is not spec.on_message


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
