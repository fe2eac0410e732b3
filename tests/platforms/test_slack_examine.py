"""Who we are and what we may promise, asked without connecting."""

from dataclasses import replace

import pytest

from bot.domain.chat import words
from bot.domain.errors import DeliveryError, SettingsError
from tests.platforms.slack_lab import installed
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Fault

KNOWN = words("slack-known", name="paperboy", team="Lab")


@pytest.fixture
async def lab():
    async with installed() as lab:
        yield lab


async def test_with_the_optional_scopes_nothing_stands_twice(lab):
    assert await lab.slack.examine() == [KNOWN, words("slack-never-twice")]
    assert lab.say(KNOWN) == "I am @paperboy in the workspace Lab."


async def test_it_does_not_connect(lab):
    await lab.slack.examine()
    assert lab.server.socket.opened == 0
    assert not lab.slack.connected


@pytest.mark.parametrize("lacking", [("channels:history",), ("channels:history", "groups:history")])
async def test_without_them_it_says_how_many_may(lab, lacking):
    lab.server.tokens.bot.scopes -= set(lacking)
    known, promise = await lab.slack.examine()
    assert known == KNOWN
    assert promise == words("slack-perhaps-twice", count=1, scopes=lacking)
    told = lab.say(promise)
    assert "one message" in told
    assert lacking[0] in told


async def test_missing_scopes_are_named(lab):
    lab.server.tokens.bot.scopes.discard("users:read")
    _, missing, _ = await lab.slack.examine()
    assert missing == words("slack-scopes", scopes=("users:read",))


async def test_it_can_be_asked_while_connected(lab):
    async with lab.serving():
        assert len(await lab.slack.examine()) == 2
        assert lab.server.connections == 1


@pytest.mark.parametrize(
    ("setting", "method"),
    [
        ("PAPERBOY_SLACK__BOT_TOKEN", "auth.test"),
        ("PAPERBOY_SLACK__APP_TOKEN", "apps.connections.open"),
    ],
)
async def test_a_refused_token_is_named_and_not_shown(lab, setting, method):
    lab.server.fail(method, Fault(error="token_revoked"))
    with pytest.raises(SettingsError) as refused:
        await lab.slack.examine()
    assert setting in str(refused.value)
    assert not any(token in str(refused.value) for token in (BOT_TOKEN, APP_TOKEN))
    assert refused.value.__context__ is None


@pytest.mark.parametrize("fault", [Fault(reset=True), Fault(status=503), Fault(body="{")])
@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_slack_being_unwell_is_no_fault_of_the_settings(lab, method, fault):
    lab.server.fail(method, fault)
    with pytest.raises(DeliveryError) as refused:
        await lab.slack.examine()
    assert not refused.value.permanent


async def test_nobody_there_is_told(lab):
    lab.slack = lab.platform(api_url="http://127.0.0.1:9/api")
    with pytest.raises(DeliveryError):
        await lab.slack.examine()


@pytest.mark.parametrize("scopes", [(), ("channels:history",), ("groups:history",)])
async def test_a_bound_on_what_is_on_its_way_holds_where_not_all_can_be_looked_up(lab, scopes):
    lab.server.tokens.bot.scopes -= {"channels:history", "groups:history"}
    lab.server.tokens.bot.scopes |= set(scopes)
    assert lab.slack.in_flight == 1
    async with lab.serving():
        assert lab.slack.in_flight == 1


async def test_where_all_can_be_looked_up_nothing_has_to_wait(lab):
    assert lab.slack.in_flight == 1
    async with lab.serving():
        assert lab.slack.in_flight is None
    assert lab.slack.in_flight == 1


@pytest.mark.parametrize("word", ["forbidden_team", "socket_mode_is_off"])
async def test_where_slack_opens_no_socket_for_a_good_token_socket_mode_is_named(lab, word):
    lab.server.fail("apps.connections.open", Fault(error=word))
    with pytest.raises(SettingsError, match="turn on Enable Socket Mode") as refused:
        await lab.slack.examine()
    assert word in str(refused.value)
    assert refused.value.__context__ is None


class TestInspecting:
    """What keeps us from our work, asked without connecting."""

    async def test_where_all_is_well_nothing_is_said(self, lab):
        assert [each async for each in lab.slack.inspect([lab.channel])] == [
            (None, []),
            (lab.channel, ()),
        ]
        assert lab.server.socket.opened == 0

    async def test_scopes_are_named_once_and_not_for_every_channel(self, lab):
        lab.server.tokens.bot.scopes.discard("users:read")
        (_, ours), (_, here) = [each async for each in lab.slack.inspect([lab.channel])]
        assert (ours, here) == ([words("slack-scopes", scopes=("users:read",))], ())

    async def test_an_archived_a_private_and_a_lost_channel_are_told(self, lab):
        archived = lab.server.add_channel("old", archived=True)
        private = lab.server.add_channel("secret", private=True, member=False)
        names = (archived.id, private.id, "C0GONE")
        channels = [replace(lab.channel, native=each) for each in names]
        _, *found = [each async for each in lab.slack.inspect(channels)]
        assert [said for _, (said,) in found] == [
            words("slack-archived"),
            words("slack-not-found"),
            words("slack-not-found"),
        ]

    async def test_a_refused_token_is_named(self, lab):
        lab.server.fail("auth.test", Fault(error="token_revoked"))
        with pytest.raises(SettingsError, match="PAPERBOY_SLACK__BOT_TOKEN"):
            _ = [each async for each in lab.slack.inspect([])]
