"""Choices and forms at the console: numbers are typed, fields are asked for one by one."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.cli.serve import console_platform
from bot.domain import sheet
from bot.domain.calls import Field, Form, Kind, Reply
from bot.domain.chat import (
    Action,
    Choice,
    Entry,
    Listing,
    Menu,
    Message,
    More,
    Select,
    line,
    words,
)
from bot.platforms.console.render import draw, numbers_of
from tests.world import sentences

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)


def plain(text):
    return words("topic-offer", text=text)


DETAIL = Select("detail", plain("How much?"), (Choice("tldr", plain("short")),
    Choice("analysis", plain("long"), plain("all sections"), chosen=True)))  # fmt: skip
DAYS = Select("days", plain("Which days?"), (Choice("mon", plain("Monday")),
    Choice("tue", plain("Tuesday")), Choice("wed", plain("Wednesday"))), most=3)  # fmt: skip
ZONES = tuple(Choice(each, plain(each)) for each in ("UTC", "Asia/Tokyo"))
FORM = Form(
    "p1:sent:7",
    plain("Set up"),
    (
        Field("topic", plain("What?"), most=20),
        Field("zone", plain("Where?"), Kind.CHOICE, choices=ZONES),
        Field("name", plain("Name?"), required=False, most=20, value="birds"),
        Field("note", plain("Note?"), required=False, most=20),
    ),
    plain("Send"),
)


class Ears:
    """An inbox that keeps what is pressed; one button opens a form."""

    def __init__(self, message):
        self.message = message
        self.heard = []

    async def on_call(self, call):
        return Reply(self.message)

    async def on_opening(self, press):
        return FORM if press.action == "p1:open:7" else None

    async def on_press(self, press):
        self.heard.append((press.action, dict(press.fields)))
        return

    async def on_answered(self, reply, channel, ref):
        pass


@pytest.fixture
def played(tmp_path):
    async def play(message, *typed):
        """Show a message, type these lines; return what was pressed and what was on the screen."""

        async def lines():
            for each in ("show", *typed):
                yield each

        screen, ears = Console(file=io.StringIO(), width=100), Ears(message)
        say_in = sentences("en").say_in
        await console_platform(tmp_path, say_in, lines, screen, lambda: NOW).run(ears, lambda: None)
        return ears.heard, screen.file.getvalue()

    return play


def message(**rest):
    return Message((line(plain("Choose")),), **rest)


async def test_choices_are_numbered_through_and_a_number_picks(played):
    heard, seen = await played(message(selects=(DETAIL, DAYS)), "2", "4")
    assert heard == [("p1:detail:analysis", {}), ("p1:days:tue", {})]
    assert "2. → long ✓ – → all sections" in seen
    assert "5. → Wednesday" in seen


@pytest.mark.parametrize("typed", ["3 5", "3, 5", "3,5"])
async def test_several_are_picked_with_their_numbers(played, typed):
    heard, _ = await played(message(selects=(DETAIL, DAYS)), typed)
    assert heard == [("p1:days:mon wed", {})]


@pytest.mark.parametrize("typed", ["1 3", "3 9"])
async def test_numbers_of_two_choices_or_of_none_press_nothing(played, typed):
    heard, _ = await played(message(selects=(DETAIL, DAYS)), typed)
    assert heard == []


async def test_folded_buttons_are_shown_unfolded(played):
    more = More(Action("p1:more:1", plain("…")), (Action("p1:why:1", plain("Why")),))
    heard, seen = await played(message(more=more), "→ why")
    assert heard == [("p1:why:1", {})]
    assert "[→ Why]" in seen
    assert "[→ …]" not in seen


OPEN = message(actions=(Action("p1:open:7", plain("Open")),))


async def test_a_form_asks_for_one_field_after_the_other(played):
    heard, seen = await played(OPEN, "→ open", "cs.CV cats", "2", "", "a note")
    given = {"topic": "cs.CV cats", "zone": "Asia/Tokyo", "name": "birds", "note": "a note"}
    assert heard == [("p1:sent:7", given)]
    assert seen.index("→ What?") < seen.index("→ Where?") < seen.index("Enter alone keeps: birds")


async def test_what_a_field_does_not_take_is_asked_for_again(played):
    heard, seen = await played(OPEN, "→ open", "x" * 21, "cats", "3", "UTC", "fish", "")
    assert heard == [("p1:sent:7", {"topic": "cats", "zone": "UTC", "name": "fish"})]
    assert seen.count("Once more") == 2


async def test_enter_alone_where_something_is_needed_leaves_the_form(played):
    heard, seen = await played(OPEN, "→ open", "", "2")
    assert heard == []
    assert "Nothing was sent." in seen


async def test_a_dash_empties_a_field(played):
    heard, _ = await played(OPEN, "→ open", "cats", "1", "-", "")
    assert heard == [("p1:sent:7", {"topic": "cats", "zone": "UTC"})]


async def test_a_command_leaves_the_form(played):
    heard, _ = await played(OPEN, "→ open", "/papers help", "cats")
    assert heard == []


def test_a_menu_of_papers_is_numbered_unless_they_have_the_numbers_of_a_digest():
    say = sentences("en").say
    entries = tuple(Entry(id, f"About {id}", "https://x.org") for id in ("2511.1", "2511.2"))
    listed = Message(
        (Listing(entries),),
        menu=Menu("save", plain("Save a paper…")),
        selects=sheet.opening([(each + 1, entries[each].paper, "Birds") for each in (0, 1)]),
    )
    assert numbers_of(listed)[:2] == (("p1:save:2511.1", "1"), ("p1:save:2511.2", "2"))
    assert "  3. 1. Birds" in draw(listed, say, 80).plain
    heading = replace(listed, push=plain("2 new papers"))
    assert [label for press, label in numbers_of(heading)] == ["1", "2"]
    seen = draw(heading, say, 80).plain
    assert "Save a paper… save and its number]" in seen
    assert "Open a paper… its number]" in seen
    assert "Birds" not in seen, "they stand above, with these numbers"
