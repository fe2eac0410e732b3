"""Which way to Slack the settings say, and what they lack for it."""

import re
from functools import partial

import pytest

from bot.app.installations import KeptInstallations
from bot.app.outside import clock, open_store
from bot.app.sealing import Seal
from bot.app.slack import slack_platform
from bot.domain.errors import SettingsError
from bot.platforms.slack.installations import Installation
from bot.settings import load
from tests.world import Hands, sentences, spare_migrations

BOT, APP, SIGNED = "xoxb-s3cret-1", "xapp-s3cret-2", "s3cret-3"
MANY = {
    "SIGNING_SECRET": SIGNED,
    "CLIENT_ID": "1.2",
    "CLIENT_SECRET": "s3cret-4",
    "PUBLIC_URL": "https://papers.example.org/",
}


def made(tmp_path, **given):
    environ = {f"PAPERBOY_SLACK__{name}": value for name, value in given.items()}
    settings = load({"PAPERBOY_DATA_DIR": str(tmp_path)} | environ)
    return slack_platform(settings, [], sentences("en"), clock, partial(open_store, settings))


def without(name):
    return {each: value for each, value in MANY.items() if each != name}


def test_without_anything_there_is_no_slack(tmp_path):
    assert made(tmp_path) is None


@pytest.mark.parametrize(
    ("given", "http", "many"),
    [
        ({"BOT_TOKEN": BOT, "APP_TOKEN": APP}, False, False),
        ({"BOT_TOKEN": BOT, "APP_TOKEN": APP, "SIGNING_SECRET": SIGNED}, False, False),
        ({"BOT_TOKEN": BOT, "SIGNING_SECRET": SIGNED}, True, False),
        (
            {"BOT_TOKEN": BOT, "APP_TOKEN": APP, "SIGNING_SECRET": SIGNED, "MODE": "http"},
            True,
            False,
        ),
        (MANY, True, True),
        (MANY | {"APP_TOKEN": APP, "MODE": "http"}, True, True),
    ],
)
def test_the_settings_say_which_way(tmp_path, given, http, many):
    service = made(tmp_path, **given)._service
    assert (service._http is not None) is http
    assert bool(service._http and service._http.oauth) is many
    assert bool(service._app_token) is not http
    # Nothing is written before it is needed.
    assert not list(tmp_path.iterdir())


def test_where_people_install_it_goes_with_where_slack_is(tmp_path):
    oauth = made(tmp_path, **MANY)._service._http.oauth
    assert oauth.authorize_url == "https://slack.com/oauth/v2/authorize"
    assert oauth.public_url == "https://papers.example.org"
    assert oauth.new_state() != oauth.new_state()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"BOT_TOKEN": BOT}, ["APP_TOKEN"]),
        ({"APP_TOKEN": APP}, ["BOT_TOKEN"]),
        ({"MODE": "socket"}, ["BOT_TOKEN", "APP_TOKEN"]),
        ({"MODE": "http"}, ["BOT_TOKEN", "SIGNING_SECRET"]),
        ({"MODE": "http", "BOT_TOKEN": BOT, "APP_TOKEN": APP}, ["SIGNING_SECRET"]),
        ({"SIGNING_SECRET": SIGNED}, ["BOT_TOKEN"]),
        (without("PUBLIC_URL"), ["PUBLIC_URL"]),
        (without("CLIENT_SECRET"), ["CLIENT_SECRET"]),
        (without("CLIENT_ID"), ["CLIENT_ID"]),
        (without("SIGNING_SECRET") | {"MODE": "http"}, ["SIGNING_SECRET"]),
    ],
)
def test_what_is_missing_is_named_with_where_it_is_found(tmp_path, given, missing):
    with pytest.raises(SettingsError) as refused:
        made(tmp_path, **given)
    said = str(refused.value)
    named = re.findall(r"PAPERBOY_SLACK__(\w+)", said)
    assert named == missing
    assert said.count("It is ") == len(missing)
    assert "s3cret" not in said


def test_several_workspaces_need_http(tmp_path):
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__MODE to http"):
        made(tmp_path, **without("SIGNING_SECRET"))
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__MODE to http"):
        made(tmp_path, **MANY, APP_TOKEN=APP)


def test_one_token_and_many_do_not_go_together(tmp_path):
    with pytest.raises(SettingsError, match="leave one of them out"):
        made(tmp_path, **MANY, BOT_TOKEN=BOT)


async def test_a_key_that_is_too_short_is_named_when_it_is_needed(tmp_path):
    oauth = made(tmp_path, **MANY, ENCRYPTION_KEY="short")._service._http.oauth
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__ENCRYPTION_KEY"):
        async with oauth.keep():
            pass


async def test_with_a_new_key_in_front_the_old_one_can_go(tmp_path):
    old, new = "o" * 32, "n" * 32
    hands = Hands()
    lab = Installation("", "T0LAB", "Lab", "U0", "B0", BOT, frozenset({"commands"}), "U1", hands())
    await spare_migrations(tmp_path)
    async with open_store(load({"PAPERBOY_DATA_DIR": str(tmp_path)})) as store:

        async def tokens(*keys):
            kept = KeptInstallations(store, Seal(keys, "here"), hands)
            return [each.token for each in await kept.all()]

        await KeptInstallations(store, Seal([old], "here"), hands).keep(lab)
        assert await tokens(old) == [BOT]
        assert await tokens(new) == [""]
        assert await tokens(new, old) == [BOT]
        assert await tokens(new) == [BOT]
        assert await tokens(old) == [""]
        assert BOT not in repr(await store.installations.all())
        assert BOT not in repr(lab)
