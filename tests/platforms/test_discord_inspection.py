"""What is wrong with the application and with its rights in channels, asked by REST alone."""

import pytest

from bot.domain.chat import Channel, Place, words
from bot.domain.errors import DeliveryError, SettingsError
from tests.platforms.discord_lab import SAY, opened
from tests.servers.discord.permissions import May


async def inspected(lab, *channels):
    return [each async for each in lab.platform.inspect(channels)]


async def test_where_all_is_well_nothing_is_said_and_nobody_connects():
    async with opened() as lab:
        assert await inspected(lab, lab.channel) == [(None, []), (lab.channel, ())]
        assert lab.server.gateway.identifies == 0


async def test_an_endpoint_that_takes_all_interactions_is_told():
    async with opened() as lab:
        lab.server.world.endpoint = "https://old.example/interactions"
        ((_, ours),) = await inspected(lab)
        assert ours == [words("discord-endpoint")]
        assert "General Information" in SAY(ours[0])


async def test_commands_of_another_version_are_told_and_none_at_all_are_not():
    async with opened() as lab:
        await lab.start()
        await lab.until(lambda: lab.server.commands)
        assert await inspected(lab) == [(None, [])]
        lab.server.people.commands[0].pop()
        assert await inspected(lab) == [(None, [words("discord-commands-old")])]
        lab.server.people.commands[0].clear()
        assert await inspected(lab) == [(None, [])]


@pytest.mark.parametrize(
    ("right", "key"),
    [
        (May.VIEW_CHANNEL, "view"),
        (May.SEND_MESSAGES, "send"),
        (May.EMBED_LINKS, "embeds"),
        (May.CREATE_PUBLIC_THREADS, "threads"),
        (May.READ_MESSAGE_HISTORY, "history"),
        (May.ATTACH_FILES, "files"),
        (May.ADD_REACTIONS, "reactions"),
    ],
)
async def test_each_right_that_is_missing_in_a_channel_is_named(right, key):
    async with opened() as lab:
        # Members may begin a reaction for us.
        lab.server.set_rights(lab.place, deny=int(right), everybody=key == "reactions")
        (_, (channel, found)) = await inspected(lab, lab.channel)
        assert channel == lab.channel
        assert words(f"discord-missing-{key}") in found


async def test_a_channel_or_a_server_that_is_gone_is_told_and_the_others_are_looked_at():
    async with opened() as lab:
        gone = Channel("discord", lab.channel.space, "1234", "#old")
        left = Channel("discord", "77", "78", "#elsewhere")
        direct = Channel("discord", "", "79", "Ana", Place.DIRECT)
        found = dict(await inspected(lab, gone, lab.channel, left, direct))
        assert found == {
            None: [],
            gone: (words("discord-gone"),),
            left: (words("discord-gone"),),
            lab.channel: (),
            direct: (),
        }


async def test_a_refused_token_and_a_service_that_is_away_are_told_apart():
    async with opened(token="refused-token") as lab:  # noqa: S106
        with pytest.raises(SettingsError, match="PAPERBOY_DISCORD__TOKEN") as refused:
            await inspected(lab)
        assert refused.value.__cause__ is None
    async with opened() as lab:
        lab.server.fail("GET", "/users/@me", times=2, status=503)
        with pytest.raises(DeliveryError):
            await inspected(lab)
