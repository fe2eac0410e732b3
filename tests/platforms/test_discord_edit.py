"""Changing messages of ours where they stand."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.chat import MessageRef, Person, words
from bot.domain.errors import DeliveryError
from tests.platforms.discord_lab import HEADING, card, opened, said, under
from tests.servers.discord import May

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


async def in_thread(lab):
    """Post a heading with a card in its thread; return the card's reference and the thread."""
    heading = await lab.platform.post(lab.channel, HEADING)
    ref = await lab.platform.post(lab.channel, card(), under=under(heading))
    return ref, lab.server.threads(lab.place)[0]


async def test_a_card_is_changed_in_place_and_found_by_its_key(lab):
    ref = await lab.platform.post(lab.channel, card())
    notified = lab.server.notified(lab.place)
    assert await lab.platform.edit(ref, card(2, key="2"))
    (message,) = lab.messages()
    assert message.embeds[0]["title"].endswith("Paper 2")
    assert message.silent
    assert lab.server.notified(lab.place) == notified
    assert await lab.platform.look_up(lab.channel, "2", LONG_AGO) == ref


async def test_a_heading_keeps_what_it_said(lab):
    ref = await lab.platform.post(lab.channel, HEADING)
    push = words("plain", text="1 new paper, @everyone")
    assert await lab.platform.edit(ref, replace(HEADING, push=push))
    (message,) = lab.messages()
    assert message.content.startswith("1 new paper")
    assert message.pings == ()
    assert message.components[0]["components"][0]["custom_id"] == "p1:pick:save~1"


async def test_a_card_in_a_thread_is_changed_there(lab):
    ref, thread = await in_thread(lab)
    assert await lab.platform.edit(ref, card(2))
    assert lab.messages(thread)[0].embeds[0]["title"].endswith("Paper 2")


async def test_a_card_in_direct_messages_is_changed_there(lab):
    channel = await lab.platform.direct(Person("discord", "", str(lab.ana.id)))
    ref = await lab.platform.post(channel, card())
    assert await lab.platform.edit(ref, card(2))


async def test_what_stands_as_text_is_drawn_again(lab):
    lab.server.fail("POST", "/messages$", status=400, code=50035)
    ref = await lab.platform.post(lab.channel, card())
    assert lab.messages()[0].content
    assert await lab.platform.edit(ref, card())
    (message,) = lab.messages()
    assert message.content == ""
    assert message.embeds


async def test_what_is_not_there_any_more_goes(lab):
    ref = await lab.platform.post(lab.channel, HEADING)
    assert await lab.platform.edit(ref, said("taken back", key="1"))
    (message,) = lab.messages()
    assert (message.content, message.components) == ("", [])
    assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) == ref


class TestNoLongerPossible:
    async def test_a_message_that_was_deleted(self, lab):
        ref = await lab.platform.post(lab.channel, card())
        lab.server.remove_message(lab.messages()[0])
        assert not await lab.platform.edit(ref, card(2))
        assert lab.messages() == []

    async def test_an_archived_thread(self, lab):
        ref, thread = await in_thread(lab)
        lab.server.archive(thread)
        assert not await lab.platform.edit(ref, card(2))

    async def test_a_channel_that_is_gone(self, lab):
        ref = await lab.platform.post(lab.channel, card())
        lab.server.remove_channel(lab.place)
        assert not await lab.platform.edit(ref, card(2))

    @pytest.mark.parametrize("deny", [May.VIEW_CHANNEL, May.EMBED_LINKS])
    async def test_a_right_that_was_taken_away(self, lab, deny):
        ref = await lab.platform.post(lab.channel, card())
        lab.right(deny=deny)
        assert not await lab.platform.edit(ref, card(2))

    async def test_a_message_of_somebody_else(self, lab):
        message = await lab.server.say(lab.ana, lab.place, "mine")
        assert not await lab.platform.edit(MessageRef(lab.channel, str(message.id)), card(2))

    @pytest.mark.parametrize(
        ("code", "status"), [(30046, 429), (50035, 400), (160005, 403), (200000, 400)]
    )
    async def test_a_refusal_for_good(self, lab, code, status):
        ref = await lab.platform.post(lab.channel, card())
        lab.server.fail("PATCH", "", status=status, code=code)
        assert not await lab.platform.edit(ref, card(2))


@pytest.mark.parametrize("fault", [{"status": 503}, {"reset": True}, {"status": 429, "html": True}])
async def test_what_passes_is_said_and_repeats_nothing(lab, fault):
    ref = await lab.platform.post(lab.channel, card())
    lab.server.fail("PATCH", "", **fault)
    with pytest.raises(DeliveryError) as refused:
        await lab.platform.edit(ref, card(2))
    assert (refused.value.permanent, refused.value.unsure, refused.value.unfit) == (False,) * 3
    assert await lab.platform.edit(ref, card(2))
    assert len(lab.messages()) == 1


async def test_who_is_not_connected_changes_nothing(lab):
    ref = await lab.platform.post(lab.channel, card())
    await lab.stop()
    with pytest.raises(DeliveryError):
        await lab.platform.edit(ref, card(2))
