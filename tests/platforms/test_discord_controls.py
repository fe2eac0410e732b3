"""Buttons and menus under Discord's messages: all of them there, within every limit."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.chat import (
    Action,
    Choice,
    Entry,
    Listing,
    Menu,
    Message,
    More,
    Select,
    Weight,
    line,
    words,
)
from bot.platforms.discord import ids, render
from tests.platforms.test_discord_render import SAY, taken
from tests.servers.discord.limits import ANSWERED

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)
VERBS = st.sampled_from(["save", "detail", "more", "panel"])
VALUES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=75)


def plain(text):
    return words("plain", text=text)


@st.composite
def actions(draw):
    key = draw(st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=90))
    action = f"p1:{draw(VERBS)}:{key}"[:100]
    return Action(action, plain(draw(TEXTS)), draw(st.sampled_from(Weight)))


@st.composite
def selects(draw):
    values = draw(st.lists(VALUES, min_size=1, max_size=30, unique=True))
    choices = tuple(
        Choice(each, plain(draw(TEXTS)), draw(st.none() | TEXTS.map(plain)), draw(st.booleans()))
        for each in values
    )
    return Select(draw(VERBS), plain(draw(TEXTS)), choices, draw(st.integers(1, 30)))


@st.composite
def messages(draw):
    papers = draw(st.integers(0, 130))
    entries = tuple(
        Entry(f"2511.{n:05d}", f"Paper {n}", "https://arxiv.org/abs/1", n) for n in range(papers)
    )
    folded = tuple(draw(st.lists(actions(), min_size=1, max_size=5)))
    return Message(
        (Listing(entries), line(plain(draw(TEXTS)))),
        tuple(draw(st.lists(actions(), max_size=12))),
        draw(st.none() | VERBS.map(lambda verb: Menu(verb, plain("Pick")))),
        draw(st.none() | actions().map(lambda action: More(action, folded))),
        tuple(draw(st.lists(selects(), max_size=6))),
        key=draw(st.sampled_from(["", "7"])),
    )


def parts(draft):
    return [part for row in draft.components for part in row["components"]]


def buttons(drafts):
    return {part["custom_id"] for draft in drafts for part in parts(draft) if part["type"] == 2}


def offered(drafts):
    """Return what each value would press."""
    return {
        ids.pressed(part["custom_id"], [option["value"]])
        for draft in drafts
        for part in parts(draft)
        if part["type"] == 3
        for option in part["options"]
    }


@settings(max_examples=60, deadline=None)
@given(messages())
def test_whatever_a_message_offers_discord_takes_it_and_an_answer_leaves_nothing_out(message):
    post = taken(render.post(message, SAY))
    answers = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
    wanted = [*message.actions, *([message.more.action] if message.more else [])]
    assert buttons(answers) == {ids.button_id(each, message.key) for each in wanted}
    assert offered(answers) >= {
        f"p1:{select.verb}:{each.value}" for select in message.selects for each in select.choices
    }
    if message.menu is None or len(message.papers) <= 25:
        assert buttons([post]) == buttons(answers)
    for draft in (post, *answers):
        assert all(ids.pressed(id).startswith("p1:") for id in buttons([draft]))


def test_a_button_is_as_loud_as_it_weighs():
    weighed = tuple(Action(f"p1:do:{each}", plain("Do"), each) for each in Weight)
    (draft,) = [taken(part, ANSWERED) for part in render.answer(Message((), weighed), SAY)]
    assert [part["style"] for part in parts(draft)] == [2, 1, 4]


def test_what_is_folded_elsewhere_stands_behind_its_button_after_the_others():
    more = More(Action("p1:more:1", plain("⋯")), (Action("p1:why:1", plain("Why")),))
    message = Message((), (Action("p1:save:1", plain("Save")),), more=more)
    (draft,) = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
    assert [part["label"] for part in parts(draft)] == ["Save", "⋯"]


def test_a_choice_shows_what_is_picked_already_and_can_be_taken_back():
    choices = tuple(Choice(f"c{n}", plain(f"C{n}"), plain("about"), n < 2) for n in range(4))
    message = Message((), selects=(Select("fields", plain("Fields"), choices, most=3),))
    (draft,) = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
    (menu,) = parts(draft)
    assert menu["custom_id"] == "p1:pick:fields~"
    assert (menu["min_values"], menu["max_values"], menu["placeholder"]) == (0, 3, "Fields")
    assert [option["default"] for option in menu["options"]] == [True, True, False, False]
    assert menu["options"][0]["description"] == "about"
    assert ids.pressed(menu["custom_id"], ["c1", "c3"]) == "p1:fields:c1 c3"
    assert ids.pressed(menu["custom_id"], []) == "p1:fields:"


def test_a_choice_of_one_always_has_one():
    choices = (Choice("a", plain("A"), chosen=True), Choice("b", plain("B")))
    message = Message((), selects=(Select("detail", plain("How much?"), choices),))
    (draft,) = [taken(part, ANSWERED) for part in render.answer(message, SAY)]
    (menu,) = parts(draft)
    assert (menu["min_values"], menu["max_values"]) == (1, 1)


@pytest.mark.parametrize("most", [90, 100])
def test_an_id_too_long_for_the_messages_key_does_without_it(most):
    action = Action("p1:do:" + "x" * (most - 6), plain("Do"))
    message = Message((line(plain("Hello")),), (action,), key="123456789012")
    draft = taken(render.post(message, SAY))
    assert [ids.pressed(id) for id in buttons([draft])] == ([action.id])
    # The message is found again all the same.
    assert ids.marks(draft.embeds[0]["url"], "123456789012")


def test_a_button_that_a_post_has_no_room_for_is_in_the_log(caplog):
    caplog.set_level(logging.ERROR)
    many = tuple(Action(f"p1:do:{n}", plain("Do")) for n in range(26))
    taken(render.post(Message((), many), SAY))
    assert "No room for the button p1:do:25~" in caplog.text
