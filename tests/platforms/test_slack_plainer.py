"""What becomes of a message that Slack refuses: another form, another place, once each."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.chat import Card, Entry, Listing, Message, Thread, words
from bot.domain.errors import DeliveryError
from bot.platforms.slack import render
from tests.platforms.slack_lab import LISTED, neutral, said, serving
from tests.servers.slack import Fault

KEY = {"event_type": "paperboy_post", "event_payload": {"key": "42"}}
ADDRESS = "https://arxiv.org/abs/2511.00001"
CARD = Message((Card(Entry("2511.00001", "Birds & <bees>", ADDRESS, 1)),), key="42")
BLOCKS = Fault(error="invalid_blocks")
SINCE = datetime.now(UTC)


@pytest.fixture
async def lab():
    async with serving() as lab:
        yield lab


def entries(count):
    return tuple(
        Entry(f"2511.{n:05}", "Birds " * 20, f"https://arxiv.org/abs/2511.{n:05}?a=1&b=2", n)
        for n in range(1, count + 1)
    )


class TestForms:
    async def test_a_card_without_blocks_is_text_and_a_link(self, lab, caplog):
        lab.server.fail("chat.postMessage", BLOCKS)
        ref = await lab.slack.post(lab.channel, CARD)
        (message,) = lab.server.messages(lab.papers)
        assert (message.ts, message.blocks) == (ref.native, [])
        assert message.text == f"1. <{ADDRESS}|Birds &amp; &lt;bees&gt;>"
        assert message.metadata == KEY
        assert "invalid_blocks in C" in caplog.text

    async def test_a_card_whose_text_is_refused_too_is_its_address(self, lab, caplog):
        lab.server.fail("chat.postMessage", BLOCKS, Fault(error="msg_too_long"))
        await lab.slack.post(lab.channel, CARD)
        (message,) = lab.server.messages(lab.papers)
        assert (message.text, message.blocks) == (ADDRESS, [])
        assert message.metadata == KEY
        assert (message.unfurl_links, message.unfurl_media) == (False, False)
        assert "msg_too_long in C" in caplog.text

    @pytest.mark.parametrize("refusals", [1, 2])
    async def test_it_is_looked_up_in_whatever_form_it_stands(self, lab, refusals):
        lab.server.fail("chat.postMessage", *[BLOCKS] * refusals)
        ref = await lab.slack.post(lab.channel, CARD)
        assert await lab.slack.look_up(lab.channel, "42", SINCE) == ref

    async def test_a_heading_keeps_the_addresses_that_fit(self, lab):
        lab.server.fail("chat.postMessage", BLOCKS, BLOCKS)
        await lab.slack.post(lab.channel, Message((Listing(entries(200)),), key="42"))
        (message,) = lab.server.messages(lab.papers)
        rows = message.text.split("\n")
        assert rows[:2] == [f"https://arxiv.org/abs/2511.0000{n}?a=1&amp;b=2" for n in (1, 2)]
        assert 60 < len(rows) < 200
        assert len(message.text) <= 3_800

    async def test_the_same_address_is_said_once_and_none_that_cannot_be_one(self):
        odd = Entry("2511.00009", "Birds", "javascript:alert(1)", 3)
        message = Message((Listing((*entries(1), *entries(1), odd)),))
        assert render.bare(message, str) == "https://arxiv.org/abs/2511.00001?a=1&amp;b=2"

    async def test_one_that_may_stand_twice_says_so_in_every_form(self, lab):
        for refusals in range(3):
            lab.server.fail("chat.postMessage", *[BLOCKS] * refusals)
            await lab.slack.post(lab.channel, replace(CARD, again=True))
        for message in lab.server.messages(lab.papers):
            assert "may stand here twice" in message.text + json.dumps(message.blocks)

    async def test_what_names_no_paper_has_no_third_form(self, lab):
        lab.server.fail("chat.postMessage", *[BLOCKS] * 9)
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(lab.channel, said("hello"))
        assert (refused.value.unfit, refused.value.permanent) == (True, False)
        assert lab.server.calls["chat.postMessage"] == 2

    async def test_the_next_message_is_not_the_worse_for_it(self, lab):
        lab.server.fail("chat.postMessage", *[BLOCKS] * 3)
        with pytest.raises(DeliveryError):
            await lab.slack.post(lab.channel, CARD)
        await lab.slack.post(lab.channel, LISTED)
        (message,) = lab.server.messages(lab.papers)
        assert message.blocks
        assert await lab.slack.troubles(lab.channel) == []

    @pytest.mark.parametrize("status", [400, 413])
    async def test_one_that_something_in_between_would_not_read_gets_plainer(self, lab, status):
        lab.server.fail("chat.postMessage", Fault(status=status))
        await lab.slack.post(lab.channel, CARD)
        (message,) = lab.server.messages(lab.papers)
        assert message.blocks == []

    async def test_a_thread_and_blocks_may_be_refused_one_after_the_other(self, lab):
        top = await lab.slack.post(lab.channel, LISTED)
        flat = Fault(error="restricted_action_thread_locked")
        lab.server.fail("chat.postMessage", BLOCKS, flat, BLOCKS)
        under = Thread(top, words("plain", text="t"))
        ref = await lab.slack.post(lab.channel, CARD, under=under)
        assert ref.thread is None
        assert lab.server.messages(lab.papers)[-1].text == ADDRESS

    async def test_what_may_stand_is_sent_in_no_other_form(self, lab):
        unsure = Fault(error="invalid_blocks", status=500, carried_out=True)
        lab.server.fail("chat.postMessage", unsure)
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(lab.channel, CARD)
        assert (refused.value.unsure, refused.value.unfit) == (True, False)
        assert len(lab.server.messages(lab.papers)) == 1


class TestJoining:
    @pytest.mark.parametrize(
        "fault",
        [
            Fault(error="internal_error"),
            Fault(status=503),
            Fault(reset=True),
            Fault(error="ratelimited"),
            Fault(error="never_heard_of"),
        ],
    )
    async def test_a_failure_that_passes_is_not_for_good(self, lab, fault):
        other = lab.server.add_channel("vision", member=False)
        lab.server.fail("conversations.join", fault)
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(neutral(other), LISTED)
        # The message was refused, whatever became of the joining.
        assert (refused.value.permanent, refused.value.unsure) == (False, False)
        await lab.slack.post(neutral(other), LISTED)
        assert len(lab.server.messages(other)) == 1

    @pytest.mark.parametrize(
        ("error", "key"),
        [
            ("method_not_supported_for_channel_type", "slack-invite"),
            ("user_is_restricted", "slack-invite"),
            ("channel_not_found", "slack-invite"),
            ("restricted_action", "slack-invite"),
            ("is_archived", "slack-archived"),
        ],
    )
    async def test_where_nobody_may_just_join_it_is_for_good(self, lab, error, key):
        other = lab.server.add_channel("vision", member=False)
        lab.server.fail("conversations.join", Fault(error=error))
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(neutral(other), LISTED)
        assert (refused.value.permanent, refused.value.words) == (True, words(key))
        assert lab.server.calls["chat.postMessage"] == 1

    async def test_without_the_scope_the_operator_is_named_and_nobody_paused(self, lab):
        other = lab.server.add_channel("vision", member=False)
        lab.server.tokens.bot.scopes.discard("channels:join")
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(neutral(other), LISTED)
        assert (refused.value.permanent, refused.value.words) == (False, words("slack-scope"))


class TestLostAnswers:
    @pytest.mark.parametrize(
        "fault",
        [
            *(Fault(status=status, carried_out=True) for status in (500, 502, 503, 504)),
            Fault(status=200, body="<html>", carried_out=True),
            Fault(status=200, body="{", carried_out=True),
            Fault(status=200, body="{}", carried_out=True),
            Fault(reset=True, carried_out=True),
            Fault(reset=True),
        ],
    )
    async def test_it_is_sent_once_and_found_by_its_key(self, lab, fault):
        lab.server.fail("chat.postMessage", fault)
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(lab.channel, CARD)
        assert (refused.value.unsure, refused.value.permanent) == (True, False)
        assert lab.server.calls["chat.postMessage"] == 1
        found = await lab.slack.look_up(lab.channel, "42", SINCE)
        assert (found is not None) == fault.carried_out

    async def test_a_kept_connection_that_ends_is_no_reason_to_send_it_again(self, lab):
        # The library beneath sends some requests again on a new connection: none that posts.
        await lab.slack.post(lab.channel, LISTED)
        lab.server.fail("chat.postMessage", *[Fault(reset=True)] * 2)
        with pytest.raises(DeliveryError):
            await lab.slack.post(lab.channel, CARD)
        assert lab.server.calls["chat.postMessage"] == 2

    async def test_an_answer_that_comes_late_is_waited_for(self, lab):
        late = Fault(stalled=True, carried_out=True)
        lab.server.fail("chat.postMessage", late)
        posting = asyncio.ensure_future(lab.slack.post(lab.channel, CARD))
        await late.reached.wait()
        assert len(lab.server.messages(lab.papers)) == 1
        late.release()
        (message,) = lab.server.messages(lab.papers)
        assert (await posting).native == message.ts
        assert lab.server.calls["chat.postMessage"] == 1
