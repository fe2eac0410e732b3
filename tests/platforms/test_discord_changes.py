"""Answers that take the place of what was pressed; forms of several fields; who pressed."""

from dataclasses import replace

import pytest

from bot.domain.calls import Field, Form, Kind, Press, Reply
from bot.domain.chat import Action, Choice, Message, MessageRef, Select, line, words
from tests.platforms.discord_lab import Ears, card, opened, reply, said
from tests.servers.discord import ADMIN

STEP = Action("p1:step:2", words("done"))
PANEL = Message(
    (line(words("plain", text="Step 1")),),
    (STEP, Action("p1:other:1", words("action-undo"))),
    selects=(
        Select(
            "fields",
            words("plain", text="Fields"),
            (Choice("cs", words("plain", text="CS")), Choice("math", words("plain", text="Maths"))),
            most=2,
        ),
    ),
)
DAYS = (Choice("mon", words("plain", text="Monday"), chosen=True), *(
    Choice(each, words("plain", text=each)) for each in ("tue", "wed")
))  # fmt: skip
FORM = Form(
    "p1:sent:7",
    words("ask-form-title"),
    (
        Field("days", words("plain", text="Days"), Kind.DAYS, most=3, choices=DAYS),
        Field("zone", words("plain", text="Zone"), Kind.ZONE, most=60, value="Europe/Berlin",
              hint=words("plain", text="As in Europe/Berlin")),
        Field("how", words("plain", text="How"), Kind.CHOICE, required=False, choices=(
            Choice("list", words("plain", text="A list"), words("plain", text="One message")),)),
    ),
    words("ask-form-submit"),
)  # fmt: skip


class Changing(Ears):
    """An inbox with buttons that change their message, and one that opens a form."""

    def changes_its_message(self, action):
        return action.split(":")[1] in ("step", "fields", "sent")

    async def on_opening(self, press):
        return FORM if press.action == "p1:form:1" else None


@pytest.fixture
async def lab():
    async with opened() as lab:
        lab.ears = Changing()
        await lab.start()
        yield lab


async def panel(lab, message=PANEL):
    """Call for a private message and return it."""
    lab.ears.replies.append(Reply(message))
    call = await lab.server.call(lab.ana, lab.place, "papers", "saved")
    return await call.answer()


def text(message):
    return message.embeds[0]["description"]


class TestAChange:
    async def test_a_step_takes_the_place_of_the_one_before(self, lab):
        shown = await panel(lab)
        lab.ears.replies.append(reply("Step 2"))
        pressed = await lab.server.press(lab.ana, shown, "p1:step:2~")
        assert await pressed.answer() is shown
        assert pressed.way == 6
        assert (text(shown), shown.components) == ("Step 2", [])
        await lab.until(lambda: len(lab.ears.answered) == 2)
        assert lab.ears.answered[1][2] == MessageRef(lab.channel, str(shown.id))

    async def test_several_picks_are_one_press_that_changes_it_too(self, lab):
        shown = await panel(lab)
        picked = await lab.server.choose(lab.ana, shown, "p1:pick:fields~", "cs", "math")
        assert await picked.answer() is shown
        assert lab.ears.heard[-1].action == "p1:fields:cs math"

    async def test_another_button_of_the_same_message_leaves_it_as_it_is(self, lab):
        shown = await panel(lab)
        pressed = await lab.server.press(lab.ana, shown, "p1:other:1~")
        answer = await pressed.answer()
        assert (pressed.way, answer.ephemeral, text(shown)) == (5, True, "Step 1")
        assert answer is not shown

    async def test_what_everybody_sees_is_not_changed_by_one_of_them(self, lab):
        await lab.platform.post(lab.channel, replace(card(), actions=(STEP,)))
        (posted,) = lab.messages()
        pressed = await lab.server.press(lab.ben, posted, "p1:step:2~2")
        answer = await pressed.answer()
        assert (pressed.way, answer.ephemeral) == (5, True)
        assert posted.edited_at is None

    async def test_a_long_change_goes_on_in_messages_of_its_own(self, lab):
        shown = await panel(lab)
        rows = tuple(line(words("plain", text=f"{n} " + "word " * 100)) for n in range(16))
        lab.ears.replies.append(Reply(Message(rows)))
        pressed = await lab.server.press(lab.ana, shown, "p1:step:2~")
        assert await pressed.answer(1) is shown
        assert (await pressed.answer(2)).ephemeral

    async def test_a_public_answer_leaves_the_private_message_where_it_is(self, lab):
        shown = await panel(lab)
        lab.ears.replies.append(reply("For all", private=False))
        pressed = await lab.server.press(lab.ana, shown, "p1:step:2~")
        answer = await pressed.answer()
        assert (answer.ephemeral, text(shown), shown.deleted) == (False, "Step 1", False)

    async def test_what_was_done_before_changes_nothing(self, lab):
        shown = await panel(lab)
        lab.ears.replies.append(None)
        pressed = await lab.server.press(lab.ana, shown, "p1:step:2~")
        await pressed.acknowledged
        await lab.until(lambda: len(lab.ears.heard) == 2)
        await lab.stop()
        assert (text(shown), shown.deleted) == ("Step 1", False)

    async def test_a_mistake_of_ours_is_said_beside_it(self, lab):
        shown = await panel(lab)
        lab.ears.replies.append(RuntimeError("mistake"))
        pressed = await lab.server.press(lab.ana, shown, "p1:step:2~")
        sorry = await pressed.answer()
        assert sorry.ephemeral
        assert sorry.content
        assert (text(shown), shown.content) == ("Step 1", "")


class TestAForm:
    async def test_its_fields_are_what_they_ask_for(self, lab):
        shown = await panel(lab, Message((), (Action("p1:form:1", words("done")),)))
        opened = await lab.server.press(lab.ana, shown, "p1:form:1~")
        days, zone, how = (await opened.form())["components"]
        menu = days["component"]
        assert [option["default"] for option in menu["options"]] == [True, False, False]
        assert (menu["min_values"], menu["max_values"], menu["required"]) == (1, 3, True)
        assert zone["description"] == "As in Europe/Berlin"
        assert (zone["component"]["value"], zone["component"]["max_length"]) == (
            "Europe/Berlin",
            60,
        )
        menu = how["component"]
        assert (menu["min_values"], menu["max_values"], menu["required"]) == (0, 1, False)
        assert menu["options"][0]["description"] == "One message"

    async def test_what_is_picked_comes_with_blanks_and_what_is_empty_not_at_all(self, lab):
        shown = await panel(lab, Message((), (Action("p1:form:1", words("done")),)))
        opened = await lab.server.press(lab.ana, shown, "p1:form:1~")
        await opened.form()
        sent = await lab.server.submit(opened, days=["tue", "wed"], zone="Asia/Tokyo")
        assert await sent.answer() is shown, "the form was opened from it"
        press = lab.ears.heard[-1]
        assert isinstance(press, Press)
        assert (press.action, press.fields) == (
            "p1:sent:7",
            {"days": "tue wed", "zone": "Asia/Tokyo"},
        )

    async def test_opened_from_what_everybody_sees_it_is_answered_anew(self, lab):
        button = Action("p1:form:1", words("done"))
        await lab.platform.post(lab.channel, said("Hello", actions=(button,)))
        (posted,) = lab.messages()
        opened = await lab.server.press(lab.ana, posted, "p1:form:1~")
        await opened.form()
        answer = await (await lab.server.submit(opened)).answer()
        assert answer.ephemeral
        assert posted.edited_at is None


class TestThePerson:
    async def test_their_language_comes_with_everything_they_do(self, lab):
        mei = lab.server.add_person("Mei", locale="zh-CN")
        await (await lab.server.call(mei, lab.place, "papers", "saved")).answer()
        await lab.platform.post(lab.channel, card())
        (posted,) = lab.messages()
        await (await lab.server.press(mei, posted, "p1:save:2511.00001~2")).answer()
        direct = lab.server.direct(mei)
        await (await lab.server.call(mei, direct, "papers", "saved")).answer()
        assert [each.person.language for each in lab.ears.heard] == ["zh-CN"] * 3

    async def test_who_is_in_charge_of_the_server_is_told_apart_from_who_manages_it(self, lab):
        eve = lab.server.add_person("Eve", permissions=ADMIN)
        for person in (lab.ben, lab.ana, eve):
            await (await lab.server.call(person, lab.place, "papers", "saved")).answer()
        people = [each.person for each in lab.ears.heard]
        assert [(each.manager, each.admin) for each in people] == [
            (False, False),
            (True, False),
            (True, True),
        ]

    async def test_their_roles_are_told(self, lab):
        role = lab.server.add_role(lab.guild, lab.ben)
        for person in (lab.ben, lab.ana):
            await (await lab.server.call(person, lab.place, "papers", "saved")).answer()
        ben, ana = (each.person.roles for each in lab.ears.heard)
        assert str(role) in ben
        assert str(role) not in ana

    async def test_in_direct_messages_everybody_manages_and_nobody_is_in_charge(self, lab):
        direct = lab.server.direct(lab.ben)
        await (await lab.server.call(lab.ben, direct, "papers", "saved")).answer()
        (call,) = lab.ears.heard
        assert (call.person.manager, call.person.admin) == (True, False)
