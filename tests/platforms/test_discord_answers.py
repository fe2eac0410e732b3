"""Commands, clicks, reactions, direct messages: the real client library on loopback."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.domain.calls import Call, Press, Reaction, Suggestion, Typing
from bot.domain.chat import Action, Attachment, Channel, MessageRef, Person, Place, line, words
from bot.domain.chat import Message as Said
from tests.platforms.discord_lab import HEADING, SAY, card, opened, reply, said, under
from tests.servers.discord import ADMIN
from tests.world import sentences


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


async def in_time(acknowledged):
    """Wait for an acknowledgement no longer than Discord does."""
    return await asyncio.wait_for(acknowledged, 3)


def text(message):
    return "\n".join(embed.get("description", "") for embed in message.embeds)


class TestACommand:
    async def test_it_is_acknowledged_before_it_is_carried_out(self, lab):
        lab.ears.held = asyncio.Event()
        call = await lab.server.call(
            lab.ana, lab.place, "papers-admin", "subscribe", topic="cs.CV", name="vision"
        )
        await in_time(call.acknowledged)
        assert (call.way, call.ephemeral, call.answers) == (5, True, [])
        lab.ears.held.set()
        answer = await call.answer()
        assert answer.ephemeral
        assert text(answer) == "Done"
        assert lab.ears.heard == [
            Call(
                "subscribe",
                Person("discord", "", str(lab.ana.id)),
                lab.channel,
                {"topic": "cs.CV", "name": "vision"},
            )
        ]
        person, channel = lab.ears.heard[0].person, lab.ears.heard[0].channel
        assert (person.name, person.manager) == ("Ana", True)
        assert (channel.name, channel.kind) == ("#papers", Place.CHANNEL)

    async def test_where_the_answer_stands_is_told(self, lab):
        lab.ears.replies.append(said := reply("Here"))
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        answer = await call.answer()
        await lab.until(lambda: lab.ears.answered)
        ref = MessageRef(lab.channel, str(answer.id))
        assert lab.ears.answered == [(said, lab.channel, ref)]
        assert not lab.ears.heard[0].person.manager

    @pytest.mark.parametrize(
        ("path", "verb"),
        [(("paperboy",), ""), (("paper",), "summary"), (("papers", "summary"), "summary")],
    )
    async def test_every_tree_is_answered(self, lab, path, verb):
        options = {"paper": "3"} if verb else {}
        call = await lab.server.call(lab.ben, lab.place, *path, **options)
        await call.answer()
        assert (lab.ears.heard[0].verb, lab.ears.heard[0].options) == (verb, options)

    async def test_what_everybody_may_see_is_seen_by_everybody(self, lab):
        lab.ears.replies.append(reply("Fine", private=False))
        call = await lab.server.call(lab.ben, lab.place, "papers", "status")
        assert not (await call.answer()).ephemeral

    async def test_a_refusal_of_a_public_command_is_for_the_person_alone(self, lab):
        lab.ears.replies.append(reply("You may not"))
        call = await lab.server.call(lab.ben, lab.place, "papers", "status")
        assert (await call.answer()).ephemeral
        await lab.until(lambda: lab.ears.answered)
        assert lab.messages() == []

    async def test_a_public_answer_to_a_private_command_is_public(self, lab):
        lab.ears.replies.append(reply("Look", private=False))
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await lab.until(lambda: lab.ears.answered)
        assert [text(message) for message in lab.messages()] == ["Look"]
        assert call.ephemeral

    async def test_what_was_carried_out_before_is_not_answered_again(self, lab):
        lab.ears.replies.append(None)
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await in_time(call.acknowledged)
        await lab.until(lambda: lab.asked("DELETE", "/@original"))
        assert lab.ears.answered == []

    async def test_a_long_answer_comes_in_parts(self, lab):
        rows = tuple(line(words("plain", text=f"{n} " + "word " * 100)) for n in range(16))
        undo = Action("p1:undo:1", words("action-undo"))
        files = (Attachment("all.md", "# All"),)
        lab.ears.replies.append(type(reply())(Said(rows, actions=(undo,), files=files)))
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        first, last = await call.answer(1), await call.answer(2)
        assert (first.ephemeral, last.ephemeral) == (True, True)
        assert text(last).startswith(f"{len(text(first).splitlines())} word")
        assert (len(first.components), len(last.components)) == (0, 1)
        assert [file.name for file in last.attachments] == ["all.md"]
        await lab.until(lambda: lab.ears.answered)
        assert lab.ears.answered[0][2].native == str(first.id)

    async def test_everything_we_send_says_that_it_may_ping_nobody(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        rows = tuple(line(words("plain", text=f"{n} " + "word " * 100)) for n in range(16))
        lab.ears.replies += [type(reply())(Said(rows)), RuntimeError("mistake")]
        for _ in range(2):
            call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
            await call.answer()
        await lab.server.say(lab.ben, lab.server.direct(lab.ben), "saved")
        await lab.until(lambda: len(lab.ears.answered) == 2)
        sent = [
            each
            for each in lab.server.requests
            if each.path.startswith("/webhooks/") or each.path.endswith("/messages")
        ]
        # A heading, an answer and what follows it, the apology, and a direct message.
        assert [each.method for each in sent] == ["POST", "PATCH", "POST", "PATCH", "POST"]
        assert [each.body["allowed_mentions"]["parse"] for each in sent] == [[]] * 5

    async def test_a_command_in_a_thread_is_about_the_channel(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(), under=under(heading))
        (thread,) = lab.server.threads(lab.place)
        call = await lab.server.call(lab.ben, thread, "papers", "saved")
        await call.answer()
        await lab.until(lambda: lab.ears.answered)
        assert lab.ears.heard[0].channel == lab.channel
        assert lab.ears.heard[0].channel.name == "#papers"
        assert lab.ears.answered[0][2].thread == str(thread.id)

    async def test_a_command_in_direct_messages_is_the_persons_own(self, lab):
        place = lab.server.direct(lab.ben)
        call = await lab.server.call(lab.ben, place, "papers", "saved")
        await call.answer()
        (heard,) = lab.ears.heard
        assert heard.channel == Channel("discord", "", str(place.id))
        assert (heard.channel.kind, heard.person.manager) == (Place.DIRECT, True)

    async def test_whom_the_server_gives_the_managers_command_is_one_for_that_call(self, lab):
        (admin,) = [each for each in lab.server.commands if each["name"] == "papers-admin"]
        # As an override in Settings › Integrations does: Discord lets Ben call it.
        del admin["default_member_permissions"]
        call = await lab.server.call(lab.ben, lab.place, "papers-admin", "subscribe", topic="cs.CV")
        undo = Action("p1:undo-subscribe:1", words("action-undo"))
        lab.ears.replies.append(type(reply())(said("Done", actions=(undo,))))
        press = await lab.server.press(lab.ben, await call.answer(), "p1:undo-subscribe:1~")
        await press.answer()
        await (await lab.server.call(lab.ben, lab.place, "papers", "saved")).answer()
        assert [each.person.manager for each in lab.ears.heard] == [True, False, False]

    async def test_whoever_may_do_everything_is_a_manager(self, lab):
        admin = lab.server.add_person("Eve", permissions=ADMIN)
        await (await lab.server.call(admin, lab.place, "papers", "saved")).answer()
        assert lab.ears.heard[0].person.manager


class TestWhatGoesWrong:
    async def test_nothing_is_done_when_it_is_too_late_to_acknowledge(self, lab, caplog):
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        call.late = True
        await lab.until(lambda: "10062" in caplog.text)
        await lab.stop()
        assert lab.ears.heard == []

    async def test_what_is_delivered_twice_is_done_once(self, lab):
        lab.server.interactions.deliveries = 2
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await call.answer()
        await lab.stop()
        assert len(lab.ears.heard) == 1

    async def test_an_acknowledgement_that_was_taken_twice_is_one(self, lab):
        lab.server.fail("POST", "/callback$", status=400, code=40060, done=True)
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        assert text(await call.answer()) == "Done"

    async def test_an_acknowledgement_that_may_have_arrived_counts(self, lab):
        lab.server.fail("POST", "/callback$", reset=True, done=True)
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        assert text(await call.answer()) == "Done"

    async def test_a_mistake_of_ours_is_logged_and_the_next_command_is_answered(self, lab, caplog):
        lab.ears.replies.append(RuntimeError("mistake"))
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        assert (await call.answer()).content == SAY(words("discord-no-answer"))
        assert "mistake" in caplog.text
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        assert await call.answer()

    async def test_an_answer_after_a_quarter_of_an_hour_comes_directly(self, lab):
        lab.ears.held = asyncio.Event()
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await in_time(call.acknowledged)
        call.expired = True
        lab.ears.held.set()
        await lab.until(lambda: lab.ears.answered)
        assert [text(each) for each in lab.messages(lab.server.direct(lab.ben))] == ["Done"]
        assert lab.ears.answered[0][2] is None

    async def test_an_answer_that_nothing_can_deliver_is_logged(self, lab, caplog):
        lab.ben.accepts_direct = False
        lab.ears.held = asyncio.Event()
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await in_time(call.acknowledged)
        call.expired = True
        lab.ears.held.set()
        await lab.until(lambda: lab.ears.answered)
        assert "No direct message" in caplog.text
        assert call.token not in caplog.text

    async def test_an_answer_that_discord_refuses_is_admitted(self, lab):
        lab.ben.accepts_direct = False
        lab.server.fail("PATCH", "/@original$", status=400, code=50035)
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        assert (await call.answer()).content == SAY(words("discord-no-answer"))
        await lab.until(lambda: lab.ears.answered)

    async def test_only_what_was_not_shown_yet_comes_directly(self, lab):
        rows = tuple(line(words("plain", text=f"{n} " + "word " * 100)) for n in range(16))
        lab.ears.replies.append(type(reply())(Said(rows)))
        lab.server.fail("POST", r"/webhooks/\d+/[^/]+$", status=404, code=10015)
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        first = await call.answer()
        await lab.until(lambda: lab.ears.answered)
        (rest,) = lab.messages(lab.server.direct(lab.ben))
        assert text(rest).startswith(f"{len(text(first).splitlines())} word")
        assert lab.ears.answered[0][2].native == str(first.id)

    @pytest.mark.parametrize("inside", [False, True], ids=["from a channel", "from the same place"])
    async def test_what_comes_directly_has_only_buttons_that_work_there(self, lab, inside):
        actions = [
            ("save", "2511.00001"),
            ("unsave", "hep-th/9901001"),
            ("undo-subscribe", 7),
            ("post", "2025-11-04:2025-11-05"),
            ("all", "7:2"),
            ("settings", "most 12"),
        ]
        buttons = tuple(Action(f"p1:{verb}:{key}", words("action-undo")) for verb, key in actions)
        lab.ears.replies.append(type(reply())(replace(HEADING, actions=buttons, key="")))
        lab.ears.held = asyncio.Event()
        place = lab.server.direct(lab.ben)
        call = await lab.server.call(lab.ben, place if inside else lab.place, "papers", "saved")
        await in_time(call.acknowledged)
        call.expired = True
        lab.ears.held.set()
        await lab.until(lambda: lab.ears.answered)
        (sent,) = lab.messages(place)
        shown = [part["custom_id"] for row in sent.components for part in row["components"]]
        everywhere = ["p1:save:2511.00001~", "p1:unsave:hep-th/9901001~"]
        bound = [f"p1:{verb}:{key}~" for verb, key in actions[2:]]
        assert shown == ["p1:pick:save~", *everywhere, *(bound if inside else [])]


class TestStopping:
    async def test_an_answer_under_way_is_finished_first(self, lab):
        lab.ears.held = asyncio.Event()
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        await in_time(call.acknowledged)
        stopping = asyncio.create_task(lab.stop())
        await lab.until(lambda: not lab.platform.connected)
        late = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        lab.ears.held.set()
        await stopping
        assert text(call.answers[0]) == "Done"
        assert lab.ears.answered
        assert not late.acknowledged.done()
        assert lab.server.gateway.listening == 0

    async def test_what_is_not_done_in_time_is_given_up_and_the_person_told(self):
        async with opened(drain_s=0.05) as lab:
            await lab.start()
            lab.ears.held = asyncio.Event()
            call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
            await in_time(call.acknowledged)
            await lab.heard()
            lab.ears.spoken = "zh"
            await lab.stop()
            told = sentences("zh").say(words("stopping"))
            assert [each.content for each in call.answers] == [told]
            assert lab.ears.answered == []

    async def test_nobody_is_told_for_longer_than_a_moment(self):
        async with opened(drain_s=0.05) as lab:
            await lab.start()
            lab.ears.held = asyncio.Event()
            call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
            await in_time(call.acknowledged)
            await lab.heard()
            stalled = lab.server.fail("PATCH", "/@original$", stall=True)
            await asyncio.wait_for(lab.stop(), 4)
            assert stalled.hits == 1
            stalled.release()

    async def test_stopping_while_connecting_is_quiet(self):
        async with opened() as lab:
            stalled = lab.server.fail("GET", "/users/@me", stall=True)
            running = asyncio.create_task(lab.platform.run(lab.ears, lambda: None))
            await stalled.struck.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running


class TestAClick:
    async def test_a_button_is_answered_to_the_person_alone(self, lab):
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        before = message.components
        press = await lab.server.press(lab.ben, message, "p1:save:2511.00001~2")
        answer = await press.answer()
        assert answer.ephemeral
        assert press.way == 5
        assert message.components == before
        assert lab.ears.heard == [
            Press(
                "p1:save:2511.00001",
                Person("discord", "", str(lab.ben.id)),
                lab.channel,
            )
        ]

    async def test_it_is_acknowledged_before_it_is_carried_out(self, lab):
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        lab.ears.held = asyncio.Event()
        press = await lab.server.press(lab.ben, message, "p1:save:2511.00001~2")
        await in_time(press.acknowledged)
        assert press.answers == []
        lab.ears.held.set()
        assert text(await press.answer()) == "Done"

    async def test_a_pick_from_the_menu_is_the_button_of_that_paper(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        (message,) = lab.messages()
        pick = await lab.server.choose(lab.ben, message, "p1:pick:save~1", "2511.00002")
        await pick.answer()
        assert lab.ears.heard[0].action == "p1:save:2511.00002"

    async def test_buttons_work_after_a_restart(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card())
        await lab.restart()
        heading, one = lab.messages()
        await (await lab.server.press(lab.ben, one, "p1:save:2511.00001~2")).answer()
        pick = await lab.server.choose(lab.ben, heading, "p1:pick:save~1", "2511.00001")
        await pick.answer()
        assert [press.action for press in lab.ears.heard] == ["p1:save:2511.00001"] * 2

    async def test_a_button_of_an_answer_works(self, lab):
        undo = Action("p1:undo:1", words("action-undo"))
        lab.ears.replies.append(type(reply())(said("Done", actions=(undo,))))
        call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
        press = await lab.server.press(lab.ben, await call.answer(), "p1:undo:1~")
        await press.answer()
        assert lab.ears.heard[-1].action == "p1:undo:1"

    async def test_a_click_on_a_card_in_a_thread_is_about_the_channel(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(), under=under(heading))
        (thread,) = lab.server.threads(lab.place)
        lab.server.archive(thread)
        await lab.restart()
        (message,) = lab.messages(thread)
        await (await lab.server.press(lab.ben, message, "p1:save:2511.00001~2")).answer()
        assert lab.ears.heard[0].channel == lab.channel


class TestFillingIn:
    async def test_what_fits_is_offered(self, lab):
        lab.ears.suggestions = [
            Suggestion("2511.00001", words("suggest-number", number=1, title="@everyone " * 30)),
            Suggestion("x" * 101, words("plain", text="too long to come back")),
            Suggestion("", words("plain", text="nothing")),
            *(Suggestion(f"{n}", words("plain", text="")) for n in range(30)),
        ]
        asked = await lab.server.suggest(
            lab.ben, lab.place, "papers", "summary", focused="paper", paper="di", detail="tldr"
        )
        offered = await asked.suggestions()
        assert [each["value"] for each in offered] == ["2511.00001", *map(str, range(24))]
        assert len(offered[0]["name"]) <= 100
        assert offered[1]["name"] == "0"
        assert lab.ears.heard == [
            Typing(
                "summary",
                "paper",
                "di",
                Person("discord", "", str(lab.ben.id)),
                lab.channel,
                {"detail": "tldr"},
            )
        ]


class TestAReaction:
    async def test_one_in_the_channel_is_heard(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        (message,) = lab.messages()
        await lab.server.react(lab.ben, message, "1️⃣")
        await lab.heard()
        await lab.server.unreact(lab.ben, message, "1️⃣")
        await lab.heard(2)
        who = Person("discord", "", str(lab.ben.id))
        assert lab.ears.heard == [
            Reaction(who, ref, "1️⃣", added=True),
            Reaction(who, ref, "1️⃣", added=False),
        ]
        assert lab.ears.heard[0].message.channel.name == "#papers"

    @pytest.mark.parametrize("archived", [False, True])
    async def test_those_in_a_thread_are_about_the_channel(self, lab, archived):
        heading = await lab.platform.post(lab.channel, HEADING)
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        (thread,) = lab.server.threads(lab.place)
        if archived:
            lab.server.archive(thread)
        await lab.restart()
        (message,) = lab.messages(thread)
        for person in (lab.ana, lab.ben):
            # People cannot react in an archived thread, but what they did before may come late.
            lab.server.gateway.dispatch("MESSAGE_REACTION_ADD", late_reaction(message, person), 0)
        await lab.heard(2)
        assert [each.message for each in lab.ears.heard] == [ref, ref]
        assert lab.asked("GET", f"/channels/{thread.id}") == archived

    async def test_one_in_direct_messages_is_heard(self, lab):
        place = lab.server.direct(lab.ben)
        channel = Channel("discord", "", str(place.id), "", Place.DIRECT)
        ref = await lab.platform.post(channel, card())
        await lab.server.react(lab.ben, lab.messages(place)[0], "🔖")
        assert (await lab.heard()).message == ref
        assert lab.ears.heard[0].message.channel.kind is Place.DIRECT

    async def test_those_of_programs_are_not(self, lab):
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        other = lab.server.add_person("Starboard", bot=True)
        await lab.server.react(other, message, "🔖")
        await lab.server.unreact(other, message, "🔖")
        await lab.server.react(lab.server.bot, message, "🔖")
        await lab.server.unreact(lab.server.bot, message, "🔖")
        await lab.server.react(lab.ben, message, "🔖")
        assert (await lab.heard()).person.native == str(lab.ben.id)
        assert len(lab.ears.heard) == 1

    async def test_our_own_are_not_heard_where_discord_does_not_say_who_is_a_program(self, lab):
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        for person in (lab.server.bot, lab.ben):
            event = late_reaction(message, person)
            # As in direct messages, and wherever an emoji is taken off.
            del event["member"]
            lab.server.gateway.dispatch("MESSAGE_REACTION_REMOVE", event, 0)
        await lab.heard()
        assert [each.person.native for each in lab.ears.heard] == [str(lab.ben.id)]

    async def test_those_on_a_post_of_a_forum_are_about_the_post(self, lab):
        await lab.platform.post(lab.channel, card())
        event = late_reaction(lab.messages()[0], lab.ben)
        guild = {"guild_id": str(lab.guild.id)}
        forum = guild | {"id": "901", "type": 15, "name": "ideas", "position": 9}
        dates = {"archived": False, "auto_archive_duration": 60, "locked": False}
        dates["archive_timestamp"] = "2025-11-04T09:00:00+00:00"
        post = guild | {"id": "902", "parent_id": "901", "type": 11, "name": "Birds"}
        post |= {"owner_id": str(lab.ben.id), "thread_metadata": dates}
        post |= {"message_count": 0, "member_count": 1}
        lab.server.gateway.dispatch("CHANNEL_CREATE", forum | {"permission_overwrites": []}, 0)
        lab.server.gateway.dispatch("THREAD_CREATE", post, 0)
        lab.server.gateway.dispatch("MESSAGE_REACTION_ADD", event | {"channel_id": "902"}, 0)
        where = (await lab.heard()).message
        # In a forum nothing but a post takes messages.
        assert (where.channel.native, where.thread) == ("902", None)

    async def test_an_emoji_of_the_server_goes_by_its_name(self, lab):
        await lab.platform.post(lab.channel, card())
        event = late_reaction(lab.messages()[0], lab.ben)
        event["emoji"] = {"id": "123", "name": "party"}
        lab.server.gateway.dispatch("MESSAGE_REACTION_ADD", event, 0)
        assert (await lab.heard()).emoji == ":party:"


def late_reaction(message, person):
    """Write the event of a reaction as the gateway does."""
    place = message.channel
    user = {"id": str(person.id), "username": person.name, "discriminator": "0", "avatar": None}
    return {
        "user_id": str(person.id),
        "channel_id": str(place.id),
        "message_id": str(message.id),
        "guild_id": str(place.guild.id),
        "emoji": {"id": None, "name": "🔖"},
        "type": 0,
        "burst": False,
        "member": {"user": user, "roles": [], "flags": 0},
    }


class TestADirectMessage:
    async def test_what_a_person_writes_is_a_command(self, lab):
        place = lab.server.direct(lab.ben)
        message = await lab.server.say(lab.ben, place, "summary 3")
        await lab.until(lambda: lab.ears.answered)
        assert lab.ears.heard == [
            Call(
                "summary",
                Person("discord", "", str(lab.ben.id)),
                Channel("discord", "", str(place.id)),
                {"paper": "3"},
                event=str(message.id),
            )
        ]
        answer = lab.messages(place)[-1]
        assert text(answer) == "Done"
        assert lab.ears.answered[0][2].native == str(answer.id)

    async def test_no_message_is_kept_in_memory(self, lab):
        await lab.server.say(lab.ben, lab.server.direct(lab.ben), "saved")
        await lab.until(lambda: lab.ears.answered)
        assert list(lab.platform._client.cached_messages) == []

    async def test_an_answer_that_is_refused_is_logged(self, lab, caplog):
        caplog.set_level(logging.WARNING)
        place = lab.server.direct(lab.ben)
        lab.server.fail("POST", "/messages$", status=403, code=50007)
        await lab.server.say(lab.ben, place, "saved")
        await lab.until(lambda: lab.ears.answered)
        assert lab.ears.answered[0][2] is None
        assert "50007" in caplog.text

    async def test_what_was_carried_out_before_is_not_answered_again(self, lab):
        lab.ears.replies.append(None)
        place = lab.server.direct(lab.ben)
        await lab.server.say(lab.ben, place, "saved")
        await lab.heard()
        await lab.stop()
        assert len(lab.messages(place)) == 1
