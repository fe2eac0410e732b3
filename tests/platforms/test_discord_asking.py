"""Forms on Discord: opened by a click at once, sent off, answered; the real client library."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.domain.calls import Field, Form, Press
from bot.domain.chat import Action, Person, words
from tests.platforms.discord_lab import Ears, card, opened

FORM = Form(
    "p1:asked:2511.00001",
    words("ask-form-title"),
    (Field("question", words("ask-form-label"), most=500, lines=True),),
    words("ask-form-submit"),
)
BUTTON = "p1:ask:2511.00001"


class Asking(Ears):
    """An inbox with one button that asks for a text."""

    async def on_opening(self, press):
        return FORM if press.action == BUTTON else None


@pytest.fixture
async def lab():
    async with opened() as lab:
        lab.ears = Asking()
        await lab.start()
        yield lab


async def posted(lab):
    """Post a card with the button; return the message and the button's id there."""
    message, ask = card(), Action(BUTTON, words("action-ask"))
    await lab.platform.post(lab.channel, replace(message, actions=(*message.actions, ask)))
    return lab.messages()[-1], f"{BUTTON}~2"


async def test_a_click_opens_the_form_and_nothing_else(lab):
    message, button = await posted(lab)
    opened = await lab.server.press(lab.ben, message, button)
    form = await opened.form()
    (field,) = form["components"]
    assert (form["title"], form["custom_id"]) == ("Ask this paper", FORM.action)
    assert field["label"] == "What do you want to know?"
    assert field["component"]["max_length"] == 500
    assert (opened.way, opened.answers, lab.ears.heard) == (9, [], [])


async def test_what_is_sent_off_is_the_press_with_its_text_and_answered_to_the_person_alone(lab):
    message, button = await posted(lab)
    opened = await lab.server.press(lab.ben, message, button)
    await opened.form()
    sent = await lab.server.submit(opened, question="  which\ndata set? ")
    answer = await sent.answer()
    assert answer.ephemeral
    assert sent.way == 5, "it is acknowledged before it is answered"
    person = Person("discord", "", str(lab.ben.id))
    assert lab.ears.heard == [
        Press(FORM.action, person, lab.channel, fields={"question": "which\ndata set?"})
    ]


async def test_a_form_that_was_open_over_a_restart_is_answered(lab):
    message, button = await posted(lab)
    opened = await lab.server.press(lab.ben, message, button)
    await opened.form()
    await lab.restart()
    await (await lab.server.submit(opened, question="which data set?")).answer()
    assert [press.fields for press in lab.ears.heard] == [{"question": "which data set?"}]


async def test_what_is_delivered_twice_is_done_once(lab):
    message, button = await posted(lab)
    lab.server.interactions.deliveries = 2
    opened = await lab.server.press(lab.ben, message, button)
    await opened.form()
    await (await lab.server.submit(opened, question="which?")).answer()
    await (await lab.server.press(lab.ben, message, "p1:save:2511.00001~2")).answer()
    assert [press.action for press in lab.ears.heard] == [FORM.action, "p1:save:2511.00001"]


async def test_a_form_that_comes_too_late_is_logged_and_the_next_click_is_answered(lab, caplog):
    caplog.set_level(logging.WARNING)
    message, button = await posted(lab)
    lab.server.interactions.deadline = -1.0
    await lab.server.press(lab.ben, message, button)
    await lab.until(lambda: "A form could not be opened" in caplog.text)
    lab.server.interactions.deadline = 3.0
    await (await lab.server.press(lab.ben, message, "p1:save:2511.00001~2")).answer()
    assert len(lab.ears.heard) == 1


async def test_a_form_that_takes_too_long_to_make_is_done_without_while_there_is_time():
    class Slow(Asking):
        """Nobody knows what the form holds, for the database is busy."""

        async def on_opening(self, press):
            await asyncio.Event().wait()

    async with opened(opening_s=0.05) as lab:
        lab.ears = Slow()
        await lab.start()
        message, button = await posted(lab)
        clicked = await lab.server.press(lab.ben, message, button)
        await clicked.answer()
        assert clicked.way == 5
        assert lab.ears.heard == [
            Press(BUTTON, Person("discord", "", str(lab.ben.id)), lab.channel)
        ]


async def test_a_form_that_discord_will_not_have_is_done_without(lab, caplog):
    class TooMuch(Asking):
        """Two fields of one name: the library sends them, and Discord refuses."""

        async def on_opening(self, press):
            return replace(FORM, fields=FORM.fields * 2)

    lab.ears.__class__ = TooMuch
    message, button = await posted(lab)
    clicked = await lab.server.press(lab.ben, message, button)
    await clicked.answer()
    assert "A form could not be opened" in caplog.text
    assert [press.action for press in lab.ears.heard] == [BUTTON]
