import asyncio
import json

import pytest

from bot.app import catalogue
from bot.domain.calls import Reply
from bot.domain.chat import (
    Action,
    Attachment,
    Entry,
    Listing,
    Menu,
    Message,
    MessageRef,
    Place,
    Thread,
    line,
    words,
)
from bot.settings import load
from tests.platforms.slack_lab import Lab, neutral, said
from tests.servers.slack import RESPONSE_URL, STRANGERS, TEAM, Fault, SlackServer

CLICKABLE = Message(
    (
        line(words("done")),
        Listing((Entry("2511.00001", "Birds", "https://arxiv.org/abs/2511.00001", 1),)),
    ),
    actions=(Action("p1:undo:1", words("action-undo")),),
    menu=Menu("save", words("menu-save")),
)


@pytest.fixture(scope="session")
def say(tmp_path_factory):
    return catalogue(load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})).say


@pytest.fixture
async def lab(say, monkeypatch):
    """A workspace with the adapter connected."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with SlackServer() as server:
        lab = Lab(server, say)
        async with lab.serving():
            yield lab


async def answered(lab, sent):
    """Wait until an answer is done with, and return the messages it became."""
    await sent.acknowledged
    done = len(lab.clerk.answered)
    await lab.server.until(lambda: sent.answers or len(lab.clerk.answered) > done)
    await lab.server.until(lambda: len(lab.clerk.answered) >= len(lab.clerk.seen))
    return sent.answers


class TestCommands:
    async def test_it_is_acknowledged_before_anything_else(self, lab):
        lab.clerk.held = asyncio.Event()
        sent = await lab.server.call(lab.ana, lab.papers, "subscribe diffusion")
        assert await sent.acknowledged < 1
        assert sent.answers == []
        lab.clerk.held.set()
        await answered(lab, sent)

    async def test_slow_people_look_ups_do_not_hold_up_the_acknowledgement(self, lab):
        stalled = Fault(stalled=True)
        lab.server.fail("users.info", stalled)
        sent = await lab.server.call(lab.ana, lab.papers, "status")
        assert await sent.acknowledged < 1
        await stalled.reached.wait()
        assert lab.clerk.calls == []
        stalled.release()
        await answered(lab, sent)

    async def test_only_who_asked_sees_the_answer(self, lab):
        sent = await lab.server.call(lab.ana, lab.papers, "subscribe diffusion name=D&B")
        (message,) = await answered(lab, sent)
        assert (message.shown_to, message.text) == (lab.ana.id, "Here you are.")
        assert (message.unfurl_links, message.unfurl_media) == (False, False)
        (call,) = lab.clerk.calls
        assert (call.verb, call.options) == ("subscribe", {"topic": "diffusion", "name": "D&B"})
        assert call.channel == neutral(lab.papers)
        assert call.channel.name == "#papers"
        assert (call.person.space, call.person.native) == (TEAM, lab.ana.id)
        assert call.person.manager
        assert call.event
        assert lab.clerk.answered == [(neutral(lab.papers), None)]

    async def test_alone_it_is_the_panel(self, lab):
        await answered(lab, await lab.server.call(lab.ana, lab.papers))
        assert lab.clerk.calls[0].verb == ""

    async def test_a_category_that_looks_like_a_host_is_a_category(self, lab):
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "subscribe cs.AI birds"))
        assert lab.clerk.calls[0].options == {"topic": "cs.AI birds"}

    async def test_a_mention_is_answered_to_one_person_only(self, lab):
        sent = await lab.server.mention(lab.ana, lab.papers, "status")
        await answered(lab, sent)
        (message,) = lab.server.ephemerals(lab.ana)
        assert message.thread_ts is None
        assert lab.clerk.calls[0].verb == "status"
        assert lab.clerk.calls[0].channel.name == "#papers"
        assert lab.clerk.calls[0].event == sent.event_id

    async def test_a_mention_in_a_thread_is_answered_there(self, lab):
        top = await lab.slack.post(neutral(lab.papers), said("a heading"))
        sent = await lab.server.mention(lab.ana, lab.papers, "save 2", thread=top.native)
        await answered(lab, sent)
        (message,) = lab.server.ephemerals(lab.ana)
        assert message.thread_ts == top.native
        assert lab.clerk.calls[0].channel == neutral(lab.papers)

    async def test_a_direct_message_is_answered_as_a_message(self, lab):
        direct = lab.server.direct(lab.ana)
        sent = await lab.server.say(lab.ana, direct, "/papers saved")
        await answered(lab, sent)
        _, message = lab.server.messages(direct)
        assert message.shown_to is None
        (call,) = lab.clerk.calls
        assert call.verb == "saved"
        assert (call.channel.native, call.channel.kind) == (direct.id, Place.DIRECT)
        assert lab.clerk.answered == [(neutral(direct), MessageRef(neutral(direct), message.ts))]

    async def test_a_command_in_a_direct_message_is_answered_as_a_message(self, lab):
        direct = lab.server.direct(lab.ana)
        await answered(lab, await lab.server.call(lab.ana, direct, "saved"))
        (message,) = lab.server.messages(direct)
        assert message.shown_to is None

    async def test_where_we_are_no_member_the_answer_arrives_all_the_same(self, lab):
        other = lab.server.add_channel("secret", lab.ana, private=True, member=False)
        (message,) = await answered(lab, await lab.server.call(lab.ana, other, "status"))
        assert (message.shown_to, message.via) == (lab.ana.id, "response_url")

    async def test_a_public_answer_is_seen_by_all_and_can_be_found(self, lab):
        lab.clerk.reply = Reply(CLICKABLE, private=False)
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "topics"))
        (message,) = lab.server.messages(lab.papers)
        ref = MessageRef(neutral(lab.papers), message.ts)
        assert lab.clerk.answered == [(neutral(lab.papers), ref)]
        assert (message.unfurl_links, message.unfurl_media) == (False, False)

    async def test_what_was_carried_out_before_is_not_answered_again(self, lab):
        sent = await lab.server.mention(lab.ana, lab.papers, "status")
        await answered(lab, sent)
        lab.server.redeliver(sent)
        await lab.server.until(lambda: len(lab.clerk.calls) == 2)
        last = await lab.server.call(lab.ana, lab.papers, "status")
        await answered(lab, last)
        assert lab.clerk.calls[0].event == lab.clerk.calls[1].event
        assert len(lab.clerk.answered) == 2

    async def test_a_long_answer_comes_in_several_messages(self, lab):
        listed = tuple(
            Entry(f"2511.{n:05d}", "Birds " * 40, f"https://arxiv.org/abs/2511.{n:05d}", n)
            for n in range(1, 61)
        )
        lab.clerk.reply = Reply(Message((Listing(listed),), menu=Menu("save", words("menu-save"))))
        messages = await answered(lab, await lab.server.call(lab.ana, lab.papers, "digest"))
        assert 1 < len(messages) <= 4
        assert "2511.00060" in json.dumps(messages[-1].blocks)

    async def test_a_malformed_payload_is_logged_and_the_next_one_answered(self, lab, caplog):
        lab.server.spoil(
            lambda _: "{ this is no JSON",
            lambda envelope: envelope["payload"].pop("channel_id") and None,
            lambda envelope: envelope.update(payload={"type": "event_callback"}) and None,
        )
        for _ in range(3):
            await lab.server.call(lab.ana, lab.papers, "status")
        sent = await lab.server.call(lab.ana, lab.papers, "status")
        await answered(lab, sent)
        assert len(lab.clerk.calls) == 1
        assert caplog.text.count("was lost") == 2


class TestOtherWays:
    async def test_an_address_that_expired_is_replaced_by_a_whisper(self, lab):
        lab.clerk.held = asyncio.Event()
        sent = await lab.server.call(lab.ana, lab.papers, "status")
        await sent.acknowledged
        lab.server.expire(sent)
        lab.clerk.held.set()
        await lab.server.until(lambda: lab.clerk.answered)
        (message,) = lab.server.ephemerals(lab.ana)
        assert message.via == "chat.postEphemeral"

    async def test_where_nobody_may_whisper_it_goes_to_direct_messages(self, lab):
        other = lab.server.add_channel("secret", lab.ana, private=True, member=False)
        lab.server.fail(RESPONSE_URL, Fault(status=404, body="expired_url"))
        sent = await lab.server.call(lab.ana, other, "status")
        await sent.acknowledged
        await lab.server.until(lambda: lab.clerk.answered)
        (message,) = lab.server.messages(lab.server.direct(lab.ana))
        assert message.text == "Here you are."

    @pytest.mark.parametrize(
        ("private", "refusing", "way"),
        [
            (False, ("chat.postMessage",), "response_url"),
            (False, ("chat.postMessage", RESPONSE_URL), "chat.postEphemeral"),
            (
                *(False, ("chat.postMessage", RESPONSE_URL, "chat.postEphemeral")),
                "chat.postMessage",
            ),
            (True, ("chat.postEphemeral",), "response_url"),
            (True, ("chat.postEphemeral", RESPONSE_URL), "chat.postMessage"),
        ],
    )
    async def test_an_answer_that_may_not_go_one_way_goes_the_next(
        self, lab, private, refusing, way
    ):
        top = await lab.slack.post(neutral(lab.papers), CLICKABLE)
        await lab.slack.post(neutral(lab.papers), CLICKABLE, under=_thread(top))
        heading = lab.server.messages(lab.papers)[0]
        pressed = lab.server.replies(heading)[0] if private else heading
        lab.clerk.reply = Reply(said("Here you are."), private=private)
        for each in refusing:
            refusal = {"status": 404, "body": "expired_url"} if each == RESPONSE_URL else {}
            lab.server.fail(each, Fault(**refusal or {"error": "is_archived"}))
        sent = await lab.server.press(lab.ana, pressed, "p1:undo:1")
        await lab.server.until(lambda: lab.clerk.answered)
        directly = lab.server.all_messages(lab.server.direct(lab.ana))
        shown = {each.ts: each.via for each in [*sent.answers, *lab.server.ephemerals(lab.ana)]}
        assert [*shown.values(), *(each.via for each in directly)] == [way]

    async def test_in_direct_messages_the_address_is_the_second_way(self, lab):
        lab.server.fail("chat.postMessage", Fault(error="is_archived"))
        sent = await lab.server.call(lab.ana, lab.server.direct(lab.ana), "saved")
        (message,) = await answered(lab, sent)
        assert (message.text, message.via) == ("Here you are.", "response_url")

    async def test_an_answer_that_reaches_nobody_is_logged_and_done_with(self, lab, caplog):
        lab.server.fail(RESPONSE_URL, Fault(reset=True))
        lab.server.fail("chat.postEphemeral", Fault(status=500))
        lab.server.fail("chat.postMessage", Fault(error="is_archived"))
        sent = await lab.server.call(lab.ana, lab.papers, "status")
        await sent.acknowledged
        await lab.server.until(lambda: lab.clerk.answered)
        assert lab.clerk.answered == [(neutral(lab.papers), None)]
        assert "reached nobody" in caplog.text
        assert sent.url not in caplog.text

    async def test_a_rate_limit_of_the_address_is_waited_for(self, lab):
        lab.server.fail(RESPONSE_URL, Fault(status=429, headers={"Retry-After": "0"}))
        (message,) = await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert message.via == "response_url"

    async def test_blocks_that_slack_will_not_draw_become_text(self, lab):
        lab.clerk.reply = Reply(CLICKABLE)
        lab.server.fail(RESPONSE_URL, Fault(status=400, error="invalid_blocks"))
        (message,) = await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert message.blocks == []
        assert "1. <https://arxiv.org/abs/2511.00001|Birds>" in message.text


class TestClicks:
    async def test_a_button_of_an_answer_is_answered_beside_it(self, lab):
        lab.clerk.reply = Reply(CLICKABLE)
        (message,) = await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        lab.clerk.reply = Reply(said("Undone."))
        (second,) = await answered(lab, await lab.server.press(lab.ana, message, "p1:undo:1"))
        assert (second.text, second.shown_to) == ("Undone.", lab.ana.id)
        assert message.text != "Undone."
        (press,) = lab.clerk.presses
        assert (press.action, press.channel) == ("p1:undo:1", neutral(lab.papers))
        assert press.person.manager
        assert press.event

    async def test_a_choice_of_a_menu_names_its_paper(self, lab):
        await lab.slack.post(neutral(lab.papers), CLICKABLE)
        (heading,) = lab.server.messages(lab.papers)
        await answered(lab, await lab.server.choose(lab.ana, heading, "1. Birds"))
        assert lab.clerk.presses[0].action == "p1:save:2511.00001"

    async def test_a_button_in_a_thread_is_answered_in_the_thread(self, lab):
        top = await lab.slack.post(neutral(lab.papers), said("a heading"))
        under = await lab.slack.post(neutral(lab.papers), CLICKABLE, under=_thread(top))
        (card,) = lab.server.replies(lab.server.messages(lab.papers)[0])
        assert card.ts == under.native
        await answered(lab, await lab.server.press(lab.ana, card, "p1:undo:1"))
        (message,) = lab.server.ephemerals(lab.ana)
        assert (message.thread_ts, message.text) == (top.native, "Here you are.")
        # What the service does with a `response_url` in a thread is written nowhere.
        assert message.via == "chat.postEphemeral"

    async def test_a_button_of_a_heading_with_replies_is_answered_in_the_channel(self, lab):
        top = await lab.slack.post(neutral(lab.papers), CLICKABLE)
        await lab.slack.post(neutral(lab.papers), said("a card"), under=_thread(top))
        (heading,) = lab.server.messages(lab.papers)
        await answered(lab, await lab.server.press(lab.ana, heading, "p1:undo:1"))
        (message,) = lab.server.ephemerals(lab.ana)
        assert message.thread_ts is None


class TestPeople:
    @pytest.mark.parametrize("guest", [{"guest": True}, {"single_channel_guest": True}])
    async def test_a_guest_manages_nothing(self, lab, guest):
        gus = lab.server.add_person("gus", **guest)
        await answered(lab, await lab.server.call(gus, lab.papers, "subscribe diffusion"))
        assert not lab.clerk.calls[0].person.manager

    @pytest.mark.parametrize(
        "sign", ["is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted"]
    )
    async def test_any_one_sign_of_being_no_full_member_is_enough(self, lab, sign):
        user = {"id": lab.ana.id, "team_id": TEAM, "name": "Ana L.", sign: True}
        lab.server.fail("users.info", Fault(body=json.dumps({"ok": True, "user": user})))
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "subscribe diffusion"))
        person = lab.clerk.calls[0].person
        assert (person.name, person.manager) == ("Ana L.", False)

    @pytest.mark.parametrize(
        "who", [{"guest": True}, {"single_channel_guest": True}, {"stranger": True}]
    )
    async def test_not_even_in_their_own_direct_messages(self, lab, who):
        gus = lab.server.add_person("gus", **who)
        await answered(lab, await lab.server.say(gus, lab.server.direct(gus), "topics"))
        assert not lab.clerk.calls[0].person.manager

    async def test_a_full_member_manages_their_direct_messages(self, lab):
        await answered(lab, await lab.server.say(lab.ana, lab.server.direct(lab.ana), "topics"))
        assert lab.clerk.calls[0].person.manager
        assert lab.clerk.calls[0].channel.kind is Place.DIRECT

    async def test_somebody_of_another_team_is_keyed_by_theirs(self, lab):
        eve = lab.server.add_person("eve", stranger=True)
        await answered(lab, await lab.server.mention(eve, lab.papers, "saved"))
        person = lab.clerk.calls[0].person
        assert (person.space, person.manager) == (STRANGERS, False)
        assert lab.clerk.calls[0].channel.space == TEAM

    async def test_who_cannot_be_asked_about_manages_nothing(self, lab, caplog):
        lab.server.fail("users.info", Fault(status=500))
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert not lab.clerk.calls[0].person.manager
        assert lab.clerk.calls[0].person.space == TEAM
        assert "manage nothing" in caplog.text
        # The failure is not remembered.
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert lab.clerk.calls[1].person.manager

    async def test_a_person_is_asked_about_once(self, lab):
        for _ in range(3):
            await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert lab.server.calls["users.info"] == 1

    async def test_who_cannot_be_asked_about_does_not_manage_direct_messages_either(self, lab):
        lab.server.fail("users.info", Fault(status=500))
        await answered(lab, await lab.server.say(lab.ana, lab.server.direct(lab.ana), "topics"))
        assert not lab.clerk.calls[0].person.manager


class TestChannels:
    async def test_a_private_one_is_named_once_slack_names_it(self, lab):
        other = lab.server.add_channel("secret", lab.ana, private=True, member=False)
        await answered(lab, await lab.server.call(lab.ana, other, "status"))
        lab.server.invite(other)
        await answered(lab, await lab.server.call(lab.ana, other, "status"))
        assert [each.channel.name for each in lab.clerk.calls] == ["", "#secret"]

    async def test_where_slack_does_not_say_the_name_of_the_payload_counts(self, lab):
        lab.server.fail("conversations.info", Fault(error="missing_scope"))
        await answered(lab, await lab.server.mention(lab.ana, lab.papers, "status"))
        await answered(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert [each.channel.name for each in lab.clerk.calls] == ["", "#papers"]


class TestReactions:
    async def test_one_names_message_person_and_emoji(self, lab):
        ref = await lab.slack.post(neutral(lab.papers), CLICKABLE)
        (heading,) = lab.server.messages(lab.papers)
        put = await lab.server.react(lab.ana, heading, "bookmark")
        await lab.server.unreact(lab.ana, heading, "bookmark")
        await lab.server.until(lambda: len(lab.clerk.reactions) == 2)
        on, off = sorted(lab.clerk.reactions, key=lambda each: not each.added)
        assert (on.emoji, on.added, off.added) == ("🔖", True, False)
        assert on.message == ref
        assert (on.person.native, on.person.space) == (lab.ana.id, TEAM)
        assert on.event == put.event_id

    async def test_one_on_a_card_names_the_channel_and_not_the_thread(self, lab):
        top = await lab.slack.post(neutral(lab.papers), said("a heading"))
        ref = await lab.slack.post(neutral(lab.papers), CLICKABLE, under=_thread(top))
        (card,) = lab.server.replies(lab.server.messages(lab.papers)[0])
        await lab.server.react(lab.ana, card, "one")
        await lab.server.until(lambda: lab.clerk.reactions)
        assert lab.clerk.reactions[0].message.channel == neutral(lab.papers)
        assert lab.clerk.reactions[0].message.native == ref.native
        assert lab.clerk.reactions[0].emoji == "1️⃣"

    async def test_those_on_other_peoples_messages_cost_nothing(self, lab):
        await lab.slack.post(neutral(lab.papers), CLICKABLE)
        await lab.server.say(lab.ana, lab.papers, "lunch?")
        heading, lunch = lab.server.messages(lab.papers)
        ben = lab.server.add_person("ben")
        put = await lab.server.react(ben, lunch, "bookmark")
        await put.acknowledged
        await lab.server.react(lab.ana, heading, "bookmark")
        await lab.server.until(lambda: lab.clerk.reactions)
        assert [each.person.native for each in lab.clerk.reactions] == [lab.ana.id]
        assert lab.server.calls["users.info"] == 1

    async def test_those_of_bots_do_not_count(self, lab):
        await lab.slack.post(neutral(lab.papers), CLICKABLE)
        (heading,) = lab.server.messages(lab.papers)
        robot = lab.server.add_person("robot", bot=True)
        await lab.server.react(robot, heading, "bookmark")
        await lab.server.react(lab.ana, heading, "bookmark")
        await lab.server.until(lambda: lab.clerk.reactions)
        assert [each.person.native for each in lab.clerk.reactions] == [lab.ana.id]


class TestFiles:
    FILE = Attachment("2511 birds.md", "# Birds")

    async def test_with_a_private_answer_it_comes_by_direct_message(self, lab):
        lab.clerk.reply = Reply(Message((line(words("done")),), files=(self.FILE,)))
        (message,) = await answered(lab, await lab.server.call(lab.ana, lab.papers, "digest"))
        assert "2511 birds.md is in your direct messages" in json.dumps(message.blocks)
        (sent,) = lab.server.messages(lab.server.direct(lab.ana))
        assert [file.content for file in sent.files] == [b"# Birds"]
        assert lab.server.messages(lab.papers) == []

    async def test_one_that_cannot_be_sent_is_owned_up_to(self, lab):
        lab.server.fail("files.completeUploadExternal", Fault(error="file_uploads_disabled"))
        lab.clerk.reply = Reply(Message((line(words("done")),), files=(self.FILE,)))
        (message,) = await answered(lab, await lab.server.call(lab.ana, lab.papers, "digest"))
        assert "2511 birds.md could not be sent" in json.dumps(message.blocks)

    @pytest.mark.parametrize("alone", [False, True])
    async def test_one_that_is_no_text_has_a_mark_where_nothing_can_be_written(self, lab, alone):
        place = lab.server.direct(lab.ana) if alone else lab.papers
        bad = Attachment("bad.md", "half a sign: \ud800")
        lab.clerk.reply = Reply(Message((line(words("done")),), files=(bad, self.FILE)))
        sent = await lab.server.call(lab.ana, place, "digest")
        await answered(lab, sent)
        shown = lab.server.messages(place) if alone else sent.answers
        assert len(shown) == 1
        assert shown[0].text.startswith("Done.")
        assert len(lab.clerk.answered) == 1
        direct = lab.server.all_messages(lab.server.direct(lab.ana))
        contents = [file.content for each in direct for file in each.files]
        assert contents == [b"half a sign: ?", b"# Birds"]

    async def test_in_direct_messages_it_comes_below_the_answer(self, lab):
        direct = lab.server.direct(lab.ana)
        lab.clerk.reply = Reply(Message((line(words("done")),), files=(self.FILE,)))
        await answered(lab, await lab.server.call(lab.ana, direct, "digest"))
        (message,) = lab.server.messages(direct)
        (reply,) = lab.server.replies(message)
        assert reply.files


def _thread(top):
    return Thread(top, words("plain", text="t"))
