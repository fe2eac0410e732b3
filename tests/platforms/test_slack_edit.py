"""Messages of ours that are changed in place."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.chat import Card, Entry, Message, MessageRef, Thread, line, words
from bot.domain.errors import DeliveryError
from tests.platforms.slack_lab import LISTED, serving
from tests.servers.slack import Fault

CARD = Message((Card(Entry("2511.00001", "Birds", "https://arxiv.org/abs/2511.00001", 1)),))
LATER = replace(CARD, blocks=(*CARD.blocks, line(words("plain", text="Withdrawn <!here>"))))
SINCE = datetime.now(UTC)


@pytest.fixture
async def lab():
    async with serving() as lab:
        yield lab


async def test_it_says_the_new_thing_in_the_same_place(lab):
    ref = await lab.slack.post(lab.channel, replace(CARD, key="7"))
    assert await lab.slack.edit(ref, replace(LATER, key="7"))
    (message,) = lab.server.messages(lab.papers)
    assert (message.ts, message.edits) == (ref.native, 1)
    assert "Withdrawn <!here>" in json.dumps(message.blocks)
    assert "Withdrawn" in message.text
    assert lab.server.pinged(lab.papers) == set()


@pytest.mark.parametrize("key", ["7", ""])
async def test_it_is_found_by_its_key_afterwards(lab, key):
    ref = await lab.slack.post(lab.channel, replace(CARD, key="7"))
    await lab.slack.edit(ref, replace(LATER, key=key))
    assert await lab.slack.look_up(lab.channel, "7", SINCE) == ref


async def test_one_in_a_thread_stays_there(lab):
    top = await lab.slack.post(lab.channel, LISTED)
    ref = await lab.slack.post(lab.channel, CARD, under=Thread(top, words("plain", text="t")))
    assert await lab.slack.edit(ref, LATER)
    (reply,) = lab.server.replies(lab.server.messages(lab.papers)[0])
    assert (reply.ts, reply.edits) == (ref.native, 1)


async def test_the_longest_message_is_within_what_an_edit_may_hold(lab):
    entry = Entry("2511.00001", "<&>" * 400, "https://arxiv.org/abs/2511.00001", 1)
    long = Message((Card(entry), *[line(words("plain", text="<&>" * 900))] * 20))
    ref = await lab.slack.post(lab.channel, CARD)
    assert await lab.slack.edit(ref, long)
    assert lab.server.refused == {}


async def test_one_that_a_manager_deleted_is_left_alone(lab):
    ref = await lab.slack.post(lab.channel, CARD)
    lab.server.delete(lab.server.messages(lab.papers)[0])
    assert not await lab.slack.edit(ref, LATER)
    assert lab.server.messages(lab.papers) == []
    assert lab.server.calls["chat.postMessage"] == 1


async def test_where_the_channel_is_archived_or_we_are_out_it_stays(lab):
    ref = await lab.slack.post(lab.channel, CARD)
    lab.server.archive(lab.papers)
    assert not await lab.slack.edit(ref, LATER)
    lab.server.unarchive(lab.papers)
    lab.server.kick(lab.papers)
    assert not await lab.slack.edit(ref, LATER)
    # A late fact is no reason to come back.
    assert lab.server.calls["conversations.join"] == 0


@pytest.mark.parametrize(
    "error",
    [
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "block_mismatch",
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "restricted_action",
        "no_permission",
        "ekm_access_denied",
        "msg_too_long",
        "invalid_blocks",
    ],
)
async def test_what_can_no_longer_be_changed_is_no_failure(lab, error, caplog):
    caplog.set_level("INFO")
    ref = await lab.slack.post(lab.channel, CARD)
    lab.server.fail("chat.update", *[Fault(error=error)] * 2)
    assert not await lab.slack.edit(ref, LATER)
    assert lab.server.calls["chat.update"] == 1
    assert error in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(error="internal_error"),
        Fault(error="update_failed"),
        Fault(error="message_limit_exceeded"),
        Fault(status=502, carried_out=True),
        Fault(reset=True),
        Fault(error="message_not_found", status=500),
    ],
)
async def test_what_passes_is_told_and_may_be_tried_again(lab, fault):
    ref = await lab.slack.post(lab.channel, CARD)
    lab.server.fail("chat.update", fault)
    with pytest.raises(DeliveryError) as refused:
        await lab.slack.edit(ref, LATER)
    assert not refused.value.permanent
    assert await lab.slack.edit(ref, LATER)


async def test_a_message_that_never_was_ours_is_left_alone(lab):
    sent = await lab.server.say(lab.ana, lab.server.direct(lab.ana), "mine")
    place = replace(lab.channel, native=sent.message.channel.id)
    assert not await lab.slack.edit(MessageRef(place, sent.message.ts), LATER)
    assert sent.message.text == "mine"
