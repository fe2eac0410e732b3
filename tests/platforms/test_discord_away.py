"""Where the bot is no member: people who have installed it for themselves, private answers only."""

from dataclasses import replace

import pytest

from bot.domain.calls import Reply
from bot.domain.chat import Action, Message, Place, line, words
from tests.platforms.discord_lab import Lab, opened, platform, reply, said
from tests.servers.discord import MEMBER, NotOfferedError


@pytest.fixture
async def lab():
    async with opened() as lab:
        lab.away = lab.server.add_guild("Elsewhere", everyone=MEMBER, joined=False)
        lab.there = lab.server.add_channel(lab.away, "chat")
        lab.ben.has_installed = True
        await lab.start()
        yield lab


async def answered(lab, count=1):
    await lab.until(lambda: len(lab.ears.answered) == count)
    return lab.ears.answered[-1]


async def test_a_command_is_answered_to_the_person_alone_and_is_about_their_own_place(lab: Lab):
    lab.ears.replies.append(reply("Fine", private=False))
    call = await lab.server.call(lab.ben, lab.there, "papers", "status")
    answer = await call.answer()
    assert (call.ephemeral, answer.ephemeral) == (True, True)
    (heard,) = lab.ears.heard
    assert (heard.channel.kind, heard.channel.space) == (Place.DIRECT, "")
    assert heard.channel.native == str(lab.server.direct(lab.ben).id)
    assert lab.messages(lab.there) == []


async def test_nothing_is_told_to_others_there(lab: Lab):
    lab.ears.replies.append(replace(reply("Done"), public=said("Everybody, look")))
    await (await lab.server.call(lab.ben, lab.there, "papers", "saved")).answer()
    told, channel, ref = await answered(lab)
    assert told.public is None
    assert told.private
    assert (channel.kind, ref.channel) == (Place.DIRECT, channel)


async def test_their_own_place_is_asked_for_once(lab: Lab):
    for _ in range(2):
        await (await lab.server.call(lab.ben, lab.there, "papers", "saved")).answer()
    assert lab.asked("POST", "/users/@me/channels") == 1


async def test_a_button_of_the_answer_works_there(lab: Lab):
    lab.ears.replies.append(reply("Done", actions=(Action("p1:undo:7", words("action-undo")),)))
    answer = await (await lab.server.call(lab.ben, lab.there, "papers", "saved")).answer()
    pressed = await lab.server.press(lab.ben, answer, "p1:undo:7~")
    assert (await pressed.answer()).ephemeral
    assert lab.ears.heard[-1].channel.native == str(lab.server.direct(lab.ben).id)


async def test_a_private_chat_of_two_people_is_such_a_place(lab: Lab):
    chat = lab.server.add_private(lab.ben, lab.ana)
    call = await lab.server.call(lab.ben, chat, "papers", "saved")
    assert (await call.answer()).ephemeral
    assert lab.ears.heard[0].channel.native == str(lab.server.direct(lab.ben).id)
    with pytest.raises(NotOfferedError):
        await lab.server.call(lab.ana, chat, "papers", "saved")


async def test_a_click_is_acknowledged_also_while_discord_is_slow_to_name_that_place(lab: Lab):
    lab.ears.replies.append(reply("Done", actions=(Action("p1:undo:7", words("action-undo")),)))
    answer = await (await lab.server.call(lab.ben, lab.there, "papers", "saved")).answer()
    await lab.stop()
    lab.platform = platform(lab.server, opening_s=0.05)
    await lab.start()
    stalled = lab.server.fail("POST", "/users/@me/channels", stall=True)
    pressed = await lab.server.press(lab.ben, answer, "p1:undo:7~")
    await lab.until(pressed.acknowledged.done)
    stalled.release()
    assert (await pressed.answer()).ephemeral
    assert lab.ears.heard[-1].action == "p1:undo:7"


async def test_a_long_answer_keeps_to_what_may_follow_there(lab: Lab):
    rows = tuple(line(words("plain", text=f"{n} " + "word " * 150)) for n in range(60))
    many = tuple(Action(f"p1:do:{n}", words("done")) for n in range(60))
    lab.ears.replies.append(Reply(Message(rows, many)))
    call = await lab.server.call(lab.ben, lab.there, "papers", "saved")
    await answered(lab)
    assert len(call.answers) == 6
    assert sum(len(row["components"]) for each in call.answers for row in each.components) == 60


async def test_what_may_not_follow_any_more_comes_as_a_direct_message(lab: Lab):
    many = tuple(Action(f"p1:do:{n}", words("done")) for n in range(25 * 7))
    lab.ears.replies.append(Reply(Message((), many)))
    call = await lab.server.call(lab.ben, lab.there, "papers", "saved")
    await answered(lab)
    assert len(call.answers) == 6
    (rest,) = lab.messages(lab.server.direct(lab.ben))
    assert len(rest.components) == 5


async def test_a_managers_command_is_refused_with_where_it_can_be_done(lab: Lab):
    # Discord offers it in servers alone; what is pressed or sent may still come from elsewhere.
    managers = next(each for each in lab.server.commands if each["name"] == "papers-admin")
    managers["integration_types"] = [0, 1]
    lab.ana.has_installed = True
    asked = await lab.server.call(lab.ana, lab.there, "papers-admin", "subscribe", topic="x")
    answer = await asked.answer()
    assert answer.ephemeral
    assert "I am not a member of this server" in answer.embeds[0]["description"]
    assert lab.ears.heard == []


async def test_it_is_said_when_there_is_no_place_of_their_own(lab: Lab):
    lab.server.fail("POST", "/users/@me/channels", status=400, code=50033)
    call = await lab.server.call(lab.ben, lab.there, "papers", "saved")
    assert (await call.answer()).content
    assert lab.ears.heard == []


async def test_a_servers_outage_does_not_make_it_a_strangers(lab: Lab):
    lab.server.lose_sight_of(lab.guild)
    await (await lab.server.call(lab.ana, lab.place, "papers", "saved")).answer()
    assert lab.ears.heard[0].channel == lab.channel
