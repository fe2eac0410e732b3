"""Who we are on Discord, asked without connecting."""

import pytest

from bot.domain.chat import words
from bot.domain.errors import DeliveryError, SettingsError
from tests.platforms.discord_lab import SAY, opened, platform


async def test_one_request_says_who_we_are_and_what_we_promise():
    async with opened() as lab:
        who, promise = await lab.platform.examine()
        bot = lab.server.bot
        assert who == words("discord-identity", name=bot.name.lower(), id=str(bot.id))
        assert promise == words("discord-promise")
        assert "Read Message History" in SAY(promise)
        assert bot.name.lower() in SAY(who)
        assert [each.path for each in lab.server.requests] == ["/users/@me"]
        assert lab.server.gateway.identifies == 0
        assert not lab.platform.connected


async def test_it_can_be_asked_while_the_bot_runs():
    async with opened() as lab:
        await lab.start()
        assert await lab.platform.examine()
        assert lab.platform.connected


@pytest.mark.parametrize("token", ["refused-token", "with a space", ""])
async def test_a_refused_token_is_one_sentence_that_names_the_setting(token):
    async with opened(token=token) as lab:
        with pytest.raises(SettingsError, match="PAPERBOY_DISCORD__TOKEN") as refused:
            await lab.platform.examine()
    assert not token or token not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 429, "html": True}, {"reset": True}])
async def test_a_service_that_does_not_answer_is_no_fault_of_the_token(fault):
    async with opened() as lab:
        lab.server.fail("GET", "/users/@me", times=2, **fault)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.examine()
    assert not refused.value.permanent


async def test_a_service_that_cannot_be_reached_is_no_fault_of_the_token():
    async with opened() as lab:
        away = platform(lab.server)
    with pytest.raises(DeliveryError):
        await away.examine()
