import asyncio
import json
import logging
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calls import Reply
from bot.domain.chat import (
    Attachment,
    MessageRef,
    Person,
    Place,
    Thread,
    words,
)
from bot.domain.errors import CannotLook, DeliveryError, Disconnected, SettingsError
from tests.platforms.slack_lab import LISTED, installed, neutral, said
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, UPLOAD, Fault
from tests.servers.slack import Message as SlackMessage
from tests.world import sentences


@pytest.fixture
async def lab():
    """A workspace installed from our manifest, without the optional scopes."""
    async with installed(history=False) as lab:
        yield lab


@pytest.fixture
async def open_lab(lab):
    """The same with the adapter connected and every scope granted."""
    lab.server.tokens.bot.scopes |= {"channels:history", "groups:history"}
    async with lab.serving():
        yield lab


class TestConnecting:
    async def test_it_says_so_once_the_socket_is_open(self, lab):
        assert not lab.slack.connected
        async with lab.serving():
            assert lab.slack.connected
            assert lab.opened == [None]
            assert lab.server.connections == 1
        assert not lab.slack.connected

    @pytest.mark.parametrize(
        ("setting", "method"),
        [
            ("PAPERBOY_SLACK__BOT_TOKEN", "auth.test"),
            ("PAPERBOY_SLACK__APP_TOKEN", "apps.connections.open"),
        ],
    )
    @pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
    async def test_a_refused_token_is_named_once_and_not_shown(self, lab, setting, method, error):
        lab.server.fail(method, *[Fault(error=error)] * 3)
        with pytest.raises(SettingsError) as refused:
            await lab.run_to_its_end()
        text = str(refused.value)
        assert setting in text
        assert error in text
        assert "api.slack.com/apps" in text
        assert not any(token in text for token in (BOT_TOKEN, APP_TOKEN))
        # Nothing is chained that could hold the token and end in a log.
        assert refused.value.__cause__ is None
        assert refused.value.__context__ is None
        assert lab.server.calls[method] == 1

    async def test_the_bot_token_in_place_of_the_other_is_refused(self, lab):
        lab.slack = lab.platform(app_token=BOT_TOKEN)
        with pytest.raises(SettingsError, match="PAPERBOY_SLACK__APP_TOKEN"):
            await lab.run_to_its_end()

    async def test_an_app_token_without_its_scope_is_refused(self, lab):
        lab.server.tokens.app.scopes.clear()
        with pytest.raises(SettingsError, match="connections:write"):
            await lab.run_to_its_end()

    async def test_a_check_that_has_to_wait_waits(self, lab):
        lab.server.limits.refuse("auth.test", retry_after=0)
        async with lab.serving():
            assert lab.slack.connected
        assert lab.server.calls["auth.test"] == 2

    async def test_nobody_there_is_no_fault_of_the_settings(self, lab):
        lab.slack = lab.platform(api_url="http://127.0.0.1:9/api")
        with pytest.raises(Disconnected):
            await lab.run_to_its_end()

    @pytest.mark.parametrize("fault", [Fault(status=503, body="<html>"), Fault(reset=True)])
    async def test_it_can_be_run_again_after_a_bad_start(self, lab, fault):
        lab.server.fail("apps.connections.open", fault)
        with pytest.raises(Disconnected):
            await lab.run_to_its_end()
        async with lab.serving():
            assert lab.slack.connected
        async with lab.serving():
            assert lab.slack.connected

    async def test_a_lost_connection_is_made_anew(self, lab):
        async with lab.serving():
            lab.server.drop()
            await lab.server.until(lambda: lab.server.socket.opened == 2)
            sent = await lab.server.call(lab.ana, lab.papers, "status")
            await sent.acknowledged
            await lab.server.until(lambda: sent.answers)
            # Messages could be posted all the time.
            assert len(lab.opened) == 1

    async def test_slack_may_ask_for_a_new_connection_and_nobody_is_told(self, lab, caplog):
        caplog.set_level(logging.INFO)
        async with lab.serving():
            lab.server.disconnect()
            await lab.server.until(lambda: lab.server.socket.opened == 2)
            sent = await lab.server.call(lab.ana, lab.papers, "status")
            await lab.server.until(lambda: sent.answers)
            assert lab.slack.connected
            assert len(lab.opened) == 1
        assert caplog.text.count("Connected to Slack") == 1

    async def test_a_token_revoked_meanwhile_ends_it_with_the_setting(self, lab):
        async with lab.serving() as running:
            lab.server.revoke()
            with pytest.raises(SettingsError, match="PAPERBOY_SLACK__"):
                await asyncio.wait_for(asyncio.shield(running), 5)
            assert not lab.slack.connected

    async def test_a_bot_token_revoked_meanwhile_is_noticed_at_the_next_message(self, lab):
        async with lab.serving() as running:
            lab.server.tokens.bot.refusal = "token_revoked"
            with pytest.raises(DeliveryError) as refused:
                await lab.slack.post(lab.channel, LISTED)
            assert refused.value.permanent, "the workspace wanted it so: the channel is paused"
            with pytest.raises(SettingsError, match="PAPERBOY_SLACK__BOT_TOKEN"):
                await asyncio.wait_for(asyncio.shield(running), 5)

    async def test_no_new_address_ends_this_life_only(self, lab):
        async with lab.serving() as running:
            lab.server.fail("apps.connections.open", Fault(status=500))
            lab.server.disconnect()
            with pytest.raises(Disconnected):
                await asyncio.wait_for(asyncio.shield(running), 5)
        async with lab.serving():
            assert lab.slack.connected

    async def test_an_address_that_leads_nowhere_is_not_tried_for_ever(self, lab, caplog):
        async with lab.serving() as running:
            # The library would knock there until the end of time, and tell the log each time.
            lab.server.socket.ticket = lambda: "nobody-listens"
            lab.server.drop()
            with pytest.raises(Disconnected):
                await asyncio.wait_for(asyncio.shield(running), 5)
        assert "Failed to connect" in caplog.text
        assert "nobody-listens" not in caplog.text

    async def test_what_is_under_way_when_it_ends_is_finished(self, lab):
        lab.clerk.held = asyncio.Event()
        async with AsyncExitStack() as stack:
            running = await stack.enter_async_context(lab.serving())
            sent = await lab.server.call(lab.ana, lab.papers, "status")
            await sent.acknowledged
            await lab.server.until(lambda: lab.clerk.calls)
            running.cancel()
            await lab.server.until(lambda: lab.server.connections == 0)
            assert not running.done()
            lab.clerk.held.set()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert [answer.text for answer in sent.answers] == ["Here you are."]
        assert len(lab.clerk.answered) == 1

    async def test_what_is_not_finished_in_time_is_given_up_and_the_person_told(self, lab):
        lab.clerk.held = asyncio.Event()
        lab.clerk.spoken = "zh"
        lab.slack = lab.platform(finishing_s=0.02)
        async with lab.serving():
            sent = await lab.server.call(lab.ana, lab.papers, "status")
            await sent.acknowledged
            await lab.server.until(lambda: lab.clerk.calls)
        (told,) = sent.answers
        assert told.text == sentences("zh").say(words("stopping"))
        assert told.shown_to == lab.ana.id

    async def test_nothing_can_be_posted_before(self, lab):
        with pytest.raises(DeliveryError) as refused:
            await lab.slack.post(lab.channel, LISTED)
        assert (refused.value.permanent, refused.value.unsure) == (False, False)
        assert await lab.slack.troubles(lab.channel) == []

    async def test_no_secret_stands_in_the_log_at_any_level(self, lab, caplog):
        caplog.set_level(logging.DEBUG)
        async with lab.serving():
            sent = await lab.server.call(lab.ana, lab.papers, "status")
            await sent.acknowledged
            await lab.server.until(lambda: sent.answers)
            lab.server.expire(late := await lab.server.call(lab.ana, lab.papers, "status"))
            await lab.server.until(lambda: late.answers or lab.server.ephemerals(lab.ana))
            lab.server.spoil(lambda envelope: envelope["payload"].pop("user_id") and None)
            await lab.server.call(lab.ana, lab.papers, "status")
            last = await lab.server.call(lab.ana, lab.papers, "status")
            await lab.server.until(lambda: last.answers)
        lab.server.tokens.bot.refusal = "invalid_auth"
        with pytest.raises(SettingsError):
            await lab.run_to_its_end()
        assert "was lost" in caplog.text
        for secret in (BOT_TOKEN, APP_TOKEN, sent.url, late.url, sent.trigger, "/link/"):
            assert secret not in caplog.text


class TestPosting:
    async def test_a_message_arrives_as_it_was_drawn(self, open_lab):
        ref = await open_lab.slack.post(open_lab.channel, LISTED)
        (message,) = open_lab.server.messages(open_lab.papers)
        assert ref == MessageRef(open_lab.channel, message.ts)
        assert message.text == "1 new paper &lt;!here&gt;"
        assert message.metadata == {
            "event_type": "paperboy_post",
            "event_payload": {"key": "42"},
        }
        assert (message.unfurl_links, message.unfurl_media) == (False, False)
        assert "Birds <!channel>" in json.dumps(message.blocks)
        assert open_lab.server.pinged(open_lab.papers) == set()

    async def test_a_card_stands_in_the_thread_of_its_heading(self, open_lab):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        under = Thread(top, words("plain", text="t"))
        ref = await open_lab.slack.post(open_lab.channel, said("a card"), under=under)
        heading = open_lab.server.messages(open_lab.papers)[0]
        assert [each.ts for each in open_lab.server.replies(heading)] == [ref.native]
        assert ref == MessageRef(open_lab.channel, ref.native, top.native)

    @pytest.mark.parametrize("orphans", ["unthreaded", "thread_not_found"])
    async def test_under_a_deleted_heading_it_stands_in_the_channel(self, open_lab, orphans):
        open_lab.server.workspace.orphans = orphans
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        open_lab.server.delete(open_lab.server.messages(open_lab.papers)[0])
        under = Thread(top, words("plain", text="t"))
        ref = await open_lab.slack.post(open_lab.channel, said("a card"), under=under)
        assert ref.thread is None
        assert [each.ts for each in open_lab.server.messages(open_lab.papers)] == [ref.native]

    @pytest.mark.parametrize(
        "error",
        [
            "restricted_action_thread_locked",
            "cannot_reply_to_message",
            "restricted_action_non_threadable_channel",
        ],
    )
    async def test_where_nobody_may_reply_it_stands_in_the_channel(self, open_lab, error):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        open_lab.papers.replies_refused = error
        under = Thread(top, words("plain", text="t"))
        ref = await open_lab.slack.post(open_lab.channel, said("a card"), under=under)
        assert ref.thread is None
        assert len(open_lab.server.messages(open_lab.papers)) == 2

    async def test_a_public_channel_is_joined_once(self, open_lab):
        other = open_lab.server.add_channel("vision", member=False)
        await open_lab.slack.post(neutral(other), LISTED)
        assert len(open_lab.server.messages(other)) == 1
        assert open_lab.server.calls["conversations.join"] == 1

    async def test_where_joining_does_not_help_it_is_not_tried_for_ever(self, open_lab):
        refused = Fault(error="not_in_channel")
        open_lab.server.fail("chat.postMessage", *[refused] * 3)
        with pytest.raises(DeliveryError):
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert open_lab.server.calls["chat.postMessage"] == 2

    async def test_a_private_channel_needs_an_invitation(self, open_lab):
        other = open_lab.server.add_channel("secret", private=True)
        await open_lab.slack.post(neutral(other), LISTED)
        open_lab.server.kick(other)
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(neutral(other), LISTED)
        assert refused.value.permanent
        assert not refused.value.unsure
        assert "/invite" in open_lab.say(refused.value.words)
        trouble = [open_lab.say(each) for each in await open_lab.slack.troubles(neutral(other))]
        assert len(trouble) == 1
        assert "/invite" in trouble[0]

    async def test_an_archived_channel_is_refused_for_good(self, open_lab):
        open_lab.server.archive(open_lab.papers)
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert refused.value.permanent
        assert refused.value.words == words("slack-archived")
        assert await open_lab.slack.troubles(open_lab.channel) == [words("slack-archived")]

    async def test_a_read_only_channel_is_remembered_until_it_takes_a_message(self, open_lab):
        open_lab.papers.refusal = "restricted_action"
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert refused.value.permanent
        assert await open_lab.slack.troubles(open_lab.channel) == [words("slack-read-only")]
        open_lab.papers.refusal = None
        await open_lab.slack.post(open_lab.channel, LISTED)
        assert await open_lab.slack.troubles(open_lab.channel) == []

    @pytest.mark.parametrize(
        "fault",
        [
            Fault(reset=True, carried_out=True),
            Fault(status=500, carried_out=True),
            Fault(status=502, body="<html>bad gateway</html>"),
            Fault(status=200, body="{"),
            Fault(error="internal_error", carried_out=True),
        ],
    )
    async def test_what_may_have_arrived_is_never_sent_again_by_itself(self, open_lab, fault):
        open_lab.server.fail("chat.postMessage", fault)
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert (refused.value.permanent, refused.value.unsure) == (False, True)
        assert open_lab.server.calls["chat.postMessage"] == 1
        assert len(open_lab.server.messages(open_lab.papers)) == int(fault.carried_out)

    async def test_a_clear_refusal_that_passes_is_sure(self, open_lab):
        open_lab.server.fail("chat.postMessage", Fault(error="message_limit_exceeded"))
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert (refused.value.permanent, refused.value.unsure) == (False, False)

    async def test_a_rate_limit_is_waited_for(self, open_lab):
        open_lab.server.limits.refuse("chat.postMessage", retry_after=0)
        await open_lab.slack.post(open_lab.channel, LISTED)
        assert len(open_lab.server.messages(open_lab.papers)) == 1

    @pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
    async def test_blocks_that_slack_will_not_draw_become_text(self, open_lab, error, caplog):
        open_lab.server.fail("chat.postMessage", Fault(error=error))
        await open_lab.slack.post(open_lab.channel, LISTED)
        (message,) = open_lab.server.messages(open_lab.papers)
        assert message.blocks == []
        assert message.text == "1. <https://arxiv.org/abs/2511.00001|Birds &lt;!channel&gt;>"
        assert error in caplog.text
        assert open_lab.server.pinged(open_lab.papers) == set()

    async def test_a_channel_that_refuses_us_even_as_a_member_is_refused_for_good(self, open_lab):
        open_lab.server.fail("chat.postMessage", *[Fault(error="not_in_channel")] * 2)
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.post(open_lab.channel, LISTED)
        assert refused.value.permanent
        assert refused.value.words == words("slack-invite")

    async def test_a_file_comes_in_the_thread_of_its_message(self, open_lab):
        files = (Attachment("list.md", "# Birds ü"), Attachment("a.zip", "", b"PK\xff"))
        message = replace(LISTED, files=files)
        ref = await open_lab.slack.post(open_lab.channel, message)
        heading = open_lab.server.messages(open_lab.papers)[0]
        assert heading.ts == ref.native
        replies = open_lab.server.replies(heading)
        assert [(file.name, file.content) for reply in replies for file in reply.files] == [
            ("list.md", "# Birds ü".encode()),
            ("a.zip", b"PK\xff"),
        ]

    @pytest.mark.parametrize("step", ["files.getUploadURLExternal", UPLOAD])
    async def test_a_file_that_is_not_taken_does_not_fail_the_message(self, open_lab, step, caplog):
        open_lab.server.fail(step, Fault(status=500))
        message = replace(LISTED, files=(Attachment("list.md", "# Birds"),))
        await open_lab.slack.post(open_lab.channel, message)
        assert len(open_lab.server.messages(open_lab.papers)) == 1
        assert "list.md was not sent" in caplog.text

    async def test_a_file_that_is_no_text_has_a_mark_where_nothing_can_be_written(self, open_lab):
        files = (Attachment("bad.md", "half a sign: \ud800"), Attachment("list.md", "# Birds"))
        ref = await open_lab.slack.post(open_lab.channel, replace(LISTED, files=files))
        (heading,) = open_lab.server.messages(open_lab.papers)
        assert heading.ts == ref.native
        replies = open_lab.server.replies(heading)
        contents = [file.content for reply in replies for file in reply.files]
        assert contents == [b"half a sign: ?", b"# Birds"]

    async def test_one_that_may_stand_twice_says_so(self, open_lab):
        await open_lab.slack.post(open_lab.channel, replace(LISTED, again=True))
        (message,) = open_lab.server.messages(open_lab.papers)
        assert "may stand here twice" in json.dumps(message.blocks)


class TestLookingUp:
    SINCE = datetime.now(UTC)

    async def test_it_is_found_by_its_key_in_the_channel(self, open_lab):
        await open_lab.slack.post(open_lab.channel, replace(LISTED, key="41"))
        ref = await open_lab.slack.post(open_lab.channel, LISTED)
        await open_lab.server.say(open_lab.ana, open_lab.papers, "42")
        assert await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE) == ref
        assert await open_lab.slack.look_up(open_lab.channel, "4", self.SINCE) is None

    async def test_the_same_key_on_somebody_elses_message_is_not_it(self, open_lab):
        ref = await open_lab.slack.post(open_lab.channel, LISTED)
        (ours,) = open_lab.server.messages(open_lab.papers)
        theirs = SlackMessage(
            open_lab.server.workspace.ts(),
            open_lab.papers,
            open_lab.ana.id,
            "not ours",
            metadata=ours.metadata,
        )
        open_lab.server.workspace.add(theirs)
        assert await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE) == ref

    async def test_it_is_found_in_its_thread(self, open_lab):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        under = Thread(top, words("plain", text="t"))
        card = replace(said("a card"), key="43")
        ref = await open_lab.slack.post(open_lab.channel, card, under=under)
        found = await open_lab.slack.look_up(open_lab.channel, "43", self.SINCE, under=under)
        assert found == ref
        assert await open_lab.slack.look_up(open_lab.channel, "43", self.SINCE) is None

    async def test_it_is_found_where_it_went_instead_of_its_thread(self, open_lab):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        open_lab.server.delete(open_lab.server.messages(open_lab.papers)[0])
        under = Thread(top, words("plain", text="t"))
        card = replace(said("a card"), key="43")
        ref = await open_lab.slack.post(open_lab.channel, card, under=under)
        found = await open_lab.slack.look_up(open_lab.channel, "43", self.SINCE, under=under)
        assert found == ref
        assert found.thread is None

    async def test_it_is_found_behind_a_hundred_others(self, open_lab):
        ref = await open_lab.slack.post(open_lab.channel, LISTED)
        for _ in range(120):
            await open_lab.server.say(open_lab.ana, open_lab.papers, "chatter")
        assert await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE) == ref
        assert open_lab.server.calls["conversations.history"] == 2

    async def test_it_is_found_behind_a_hundred_others_in_its_thread(self, open_lab):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        crowd(open_lab, 120, thread=top.native)
        card = replace(said("a card"), key="43")
        under = Thread(top, words("plain", text="t"))
        ref = await open_lab.slack.post(open_lab.channel, card, under=under)
        found = await open_lab.slack.look_up(open_lab.channel, "43", self.SINCE, under=under)
        assert found == ref
        assert open_lab.server.calls["conversations.replies"] == 2

    @pytest.mark.parametrize("threaded", [True, False])
    async def test_where_there_is_too_much_to_look_through_nobody_knows(self, open_lab, threaded):
        top = await open_lab.slack.post(open_lab.channel, LISTED)
        crowd(open_lab, 2_000, thread=top.native if threaded else None)
        under = Thread(top, words("plain", text="t")) if threaded else None
        # In a thread the newest comes last, in a channel first.
        key = "43" if threaded else "42"
        with pytest.raises(CannotLook):
            await open_lab.slack.look_up(open_lab.channel, key, self.SINCE, under=under)

    async def test_the_last_of_what_is_looked_through_counts(self, open_lab):
        ref = await open_lab.slack.post(open_lab.channel, LISTED)
        crowd(open_lab, 1_999)
        assert await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE) == ref
        assert await open_lab.slack.look_up(open_lab.channel, "43", self.SINCE) is None

    async def test_what_stood_long_before_is_not_it(self, open_lab):
        await open_lab.slack.post(open_lab.channel, LISTED)
        later = datetime.now(UTC) + timedelta(minutes=6)
        assert await open_lab.slack.look_up(open_lab.channel, "42", later) is None

    async def test_without_the_optional_scopes_nobody_can_look(self, lab):
        async with lab.serving():
            await lab.slack.post(lab.channel, LISTED)
            with pytest.raises(CannotLook):
                await lab.slack.look_up(lab.channel, "42", self.SINCE)

    async def test_in_direct_messages_it_can_look_without_them(self, lab):
        direct = neutral(lab.server.direct(lab.ana))
        async with lab.serving():
            ref = await lab.slack.post(direct, LISTED)
            assert await lab.slack.look_up(direct, "42", self.SINCE) == ref

    async def test_out_of_the_channel_nobody_can_look(self, open_lab):
        open_lab.server.kick(open_lab.papers)
        with pytest.raises(CannotLook):
            await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE)

    async def test_slack_being_unwell_is_no_answer(self, open_lab):
        open_lab.server.fail("conversations.history", Fault(status=500))
        with pytest.raises(DeliveryError):
            await open_lab.slack.look_up(open_lab.channel, "42", self.SINCE)


class TestStanding:
    async def test_all_is_well(self, open_lab):
        assert await open_lab.slack.troubles(open_lab.channel) == []

    async def test_a_public_channel_is_neither_complained_of_nor_joined_by_asking(self, open_lab):
        other = open_lab.server.add_channel("vision", member=False)
        assert await open_lab.slack.troubles(neutral(other)) == []
        assert not other.has_bot
        assert open_lab.server.calls["conversations.join"] == 0
        await open_lab.slack.post(neutral(other), LISTED)
        assert other.has_bot

    async def test_a_private_channel_asks_for_an_invitation(self, open_lab):
        other = open_lab.server.add_channel("secret", private=True)
        assert await open_lab.slack.troubles(neutral(other)) == []
        open_lab.server.kick(other)
        assert await open_lab.slack.troubles(neutral(other)) == [words("slack-not-found")]

    async def test_missing_scopes_are_named(self, lab):
        lab.server.tokens.bot.scopes -= {"files:write", "users:read"}
        async with lab.serving():
            (trouble,) = await lab.slack.troubles(neutral(lab.server.direct(lab.ana)))
            assert "files:write, users:read" in lab.say(trouble)

    async def test_what_nobody_says_is_left_out(self, open_lab):
        open_lab.server.fail("conversations.info", Fault(status=500))
        assert await open_lab.slack.troubles(open_lab.channel) == []

    async def test_a_person_has_a_channel_of_their_own(self, open_lab):
        ana = Person("slack", "T0LAB", open_lab.ana.id, "ana")
        channel = await open_lab.slack.direct(ana)
        assert channel == neutral(open_lab.server.direct(open_lab.ana))
        assert (channel.kind, channel.name) == (Place.DIRECT, "ana")

    async def test_one_who_takes_no_messages_is_told_apart(self, open_lab):
        robot = open_lab.server.add_person("robot", bot=True)
        with pytest.raises(DeliveryError) as refused:
            await open_lab.slack.direct(Person("slack", "T0LAB", robot.id))
        assert refused.value.permanent
        assert refused.value.words == words("slack-no-direct")


def crowd(lab, count, *, thread=None):
    """Let people write so many messages, all at once."""
    for n in range(count):
        ts = lab.server.workspace.ts()
        chatter = SlackMessage(ts, lab.papers, lab.ana.id, f"chatter {n}", thread_ts=thread)
        lab.server.workspace.add(chatter)


async def test_two_hundred_commands_at_once_are_all_acknowledged_before_any_is_answered(open_lab):
    open_lab.clerk.held = asyncio.Event()
    open_lab.clerk.reply = Reply(said("done"))
    sent = [await open_lab.server.call(open_lab.ana, open_lab.papers, "status") for _ in range(200)]
    await asyncio.gather(*(each.acknowledged for each in sent))
    assert not any(each.answers for each in sent)
    open_lab.clerk.held.set()
    await open_lab.server.until(lambda: all(each.answers for each in sent))
    # One person, so Slack was asked once who it is.
    assert open_lab.server.calls["users.info"] == 1
