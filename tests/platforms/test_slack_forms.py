"""Forms as Slack's modals: every kind of field, within every limit, and what can be filled in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.domain.calls import Field, Form, Kind, Suggestion
from bot.domain.chat import Choice, words
from bot.platforms.slack import forms, render
from tests.hostile.words import Chance, chances
from tests.servers.slack.mentions import markup, pings
from tests.servers.slack.others import view_complaints


def say(asked):
    return str(asked.values[0][1]) if asked.values else asked.key


def text(said):
    return words("plain", text=said)


def element(field):
    (block,) = drawn(field)["blocks"]
    return block["element"]


def drawn(*fields):
    form = Form("p1:made:1", text("Title"), fields, text("Send"))
    return json.loads(json.dumps(forms.modal(form, say, "{}")))


def check(view):
    """Check a view against every limit and for everybody it would notify."""
    assert view_complaints(view, view["type"]) == []
    assert pings(markup(view["blocks"])) == frozenset()
    for block in SdkBlock.parse_all(view["blocks"]):
        block.validate_json()
    SdkView(**view | {"blocks": SdkBlock.parse_all(view["blocks"])}).validate_json()


class Questions(Chance):
    """Makes forms out of hostile pieces."""

    def choices(self, *given, **more):
        return super().choices(*given, **more)

    def field(self, at):
        offered = tuple(
            Choice(f"{n}{'v' * self.choice((0, 73))}", self.words(), chosen=self.random() < 0.3)
            for n in range(self.randint(0, 25))
        )
        return Field(
            f"field{at}",
            self.words(),
            self.choice(list(Kind)),
            self.choice((True, False)),
            self.choice((1, 3, 25, 400, 4_000)),
            self.choice((offered, ())),
            self.choice(("", "09:30", "25:00", self.long())),
            self.choice((None, self.words())),
            self.choice(("", "subscribe topic")),
            self.choice((True, False)),
        )

    def form(self):
        fields = tuple(self.field(at) for at in range(self.randint(1, 5)))
        return Form("p1:made:1", self.words(), fields, self.words())


questions = st.builds(Questions, st.integers(0, 2**64), st.text(max_size=30))


@given(questions)
@settings(max_examples=400, deadline=None)
def test_any_form_is_a_view_within_every_limit_and_pings_nobody(chance):
    check(json.loads(json.dumps(forms.modal(chance.form(), say, "{}"))))


@given(chances)
@settings(max_examples=150, deadline=None)
def test_any_page_of_ones_own_is_a_view_within_every_limit(chance):
    blocks = render.home(chance.message(papers=60), say).blocks
    if blocks:
        check(json.loads(json.dumps({"type": "home", "blocks": blocks})))


@given(questions, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_suggestions_fit_into_a_menu_and_end_with_what_was_typed(chance, several):
    found = [Suggestion(chance.long(), chance.words()) for _ in range(chance.randint(0, 120))]
    typed = chance.long()
    options = forms.suggested(found, typed, lambda language: say, several=several)
    assert len(options) <= 100
    assert len({each["value"] for each in options}) == len(options)
    menu = {"type": "static_select", "action_id": "x", "options": options}
    if options:
        check({"type": "home", "blocks": [{"type": "actions", "elements": [menu]}]})
    own = " ".join(typed.split())
    pickable = 0 < len(own) <= 150 and not (several and " " in own)
    assert not pickable or own in {each["value"] for each in options}


TWO = (Choice("a", text("A"), chosen=True), Choice("b", text("B")))
TWELVE = tuple(Choice(str(n), text(str(n))) for n in range(12))


class TestKinds:
    def test_a_text_keeps_its_length_and_what_stands_there(self):
        field = Field("note", text("Note"), most=200, value="birds", lines=True)
        assert element(field) == {
            "type": "plain_text_input",
            "action_id": "note",
            "multiline": True,
            "max_length": 200,
            "initial_value": "birds",
        }

    def test_a_choice_of_one_is_a_menu_with_what_is_chosen(self):
        found = element(Field("when", text("When"), Kind.CHOICE, choices=TWO))
        assert found["type"] == "static_select"
        assert found["initial_option"]["value"] == "a"

    @pytest.mark.parametrize(
        ("kind", "choices", "most", "drawn_as"),
        [
            (Kind.DAYS, TWO, 1, "checkboxes"),
            (Kind.CHOICE, TWO, 2, "checkboxes"),
            (Kind.CHOICE, TWELVE, 12, "multi_static_select"),
            (Kind.CHOICE, TWELVE, 2, "multi_static_select"),
            (Kind.CHOICE, TWO, 1, "static_select"),
        ],
    )
    def test_few_that_may_all_be_chosen_are_ticked(self, kind, choices, most, drawn_as):
        found = element(Field("days", text("Days"), kind, most=most, choices=choices))
        assert found["type"] == drawn_as
        assert found.get("max_selected_items", most) == most

    @pytest.mark.parametrize(("value", "initial"), [("09:30", "09:30"), ("9:30", None), ("", None)])
    def test_a_time_is_picked_and_begins_with_what_is_one(self, value, initial):
        found = element(Field("at", text("At"), Kind.TIME, value=value))
        assert (found["type"], found.get("initial_time")) == ("timepicker", initial)

    def test_what_can_be_helped_with_is_searched_and_says_by_whom(self):
        field = Field("topic", text("Topic"), Kind.TOPIC, value="cs.CV", helped="subscribe topic")
        (block,) = drawn(field)["blocks"]
        assert (block["block_id"], block["element"]["action_id"]) == (
            "topic subscribe topic",
            "topic",
        )
        assert block["element"]["type"] == "external_select"
        assert block["element"]["min_query_length"] == 0
        assert block["element"]["initial_option"]["value"] == "cs.CV"

    def test_several_are_searched_where_several_may_be_chosen(self):
        field = Field("of", text("Of"), Kind.CHOICE, most=3, value="a b", helped="subscribe topic")
        found = element(field)
        assert (found["type"], found["max_selected_items"]) == ("multi_external_select", 3)
        assert [each["value"] for each in found["initial_options"]] == ["a", "b"]

    def test_a_hint_and_what_may_be_left_empty_are_said(self):
        (block,) = drawn(Field("x", text("X"), required=False, hint=text("Like this")))["blocks"]
        assert (block["optional"], block["hint"]["text"]) == (True, "Like this")
