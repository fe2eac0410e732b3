import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.saving import position, saves
from bot.platforms.slack import emojis
from bot.platforms.slack.inbound import (
    Clicked,
    Invited,
    Linked,
    Reacted,
    Said,
    Spot,
    Visited,
    hear,
    opened_at,
    typed,
)

ME = "U0PAPERBOY"
SLASH = {
    "command": "/papers",
    "text": "subscribe &lt;b&gt; &amp; c",
    "user_id": "U1",
    "user_name": "ana",
    "team_id": "T1",
    "channel_id": "C1",
    "channel_name": "papers",
    "response_url": "https://hooks.slack.com/x",
    "trigger_id": "1.2",
}
PRESS = {
    "type": "block_actions",
    "user": {"id": "U1", "username": "ana", "name": "ana", "team_id": "T1"},
    "trigger_id": "3.4",
    "container": {"type": "message", "message_ts": "10.0", "channel_id": "C1"},
    "channel": {"id": "C1", "name": "papers"},
    "message": {"ts": "10.0"},
    "response_url": "https://hooks.slack.com/y",
    "actions": [{"action_id": "p1:save:2511.00001", "type": "button", "action_ts": "5.6"}],
}


def event(inner, event_id="Ev1"):
    return {"type": "event_callback", "event_id": event_id, "event": inner}


def mention(text, **more):
    return event(
        {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "9.0", "text": text, **more}
    )


class TestCommands:
    def test_a_slash_command_is_heard_with_all_an_answer_needs(self):
        spot = Spot("U1", "C1", "T1", "ana", "papers", None, "https://hooks.slack.com/x")
        assert hear(SLASH, ME) == Said(spot, "subscribe <b> & c", "1.2")

    def test_a_mention_is_heard_without_our_name(self):
        said = hear(mention(f"<@{ME}> subscribe diffusion"), ME)
        assert said == Said(Spot("U1", "C1"), "subscribe diffusion", "Ev1")

    def test_a_mention_in_a_thread_knows_its_thread(self):
        said = hear(mention(f"<@{ME}> save 2", thread_ts="8.0", user_team="T2"), ME)
        assert (said.spot.thread, said.spot.team, said.text) == ("8.0", "T2", "save 2")

    def test_a_mention_in_the_message_that_began_a_thread_stands_in_the_channel(self):
        assert hear(mention(f"<@{ME}> save 2", thread_ts="9.0"), ME).spot.thread is None

    def test_a_direct_message_is_heard(self):
        payload = event(
            {
                "type": "message",
                "channel_type": "im",
                "user": "U1",
                "channel": "D1",
                "ts": "9.0",
                "text": "saved",
            }
        )
        said = hear(payload, ME)
        assert said == Said(Spot("U1", "D1"), "saved", "Ev1")
        assert said.spot.direct

    @pytest.mark.parametrize(
        "inner",
        [
            {"type": "message", "channel_type": "im", "user": ME, "channel": "D1", "ts": "9.0"},
            {
                "type": "message",
                "channel_type": "im",
                "bot_id": "B9",
                "user": "U9",
                "channel": "D1",
                "ts": "9.0",
                "text": "x",
            },
            {
                "type": "message",
                "channel_type": "im",
                "subtype": "message_changed",
                "channel": "D1",
                "ts": "9.0",
            },
            {
                "type": "message",
                "channel_type": "im",
                "subtype": "message_deleted",
                "user": "U1",
                "channel": "D1",
                "ts": "9.0",
            },
            {
                "type": "message",
                "channel_type": "channel",
                "user": "U1",
                "channel": "C1",
                "ts": "9.0",
                "text": "x",
            },
            {"type": "app_mention", "user": "U1", "channel": "D1", "ts": "9.0", "text": "twice"},
            {"type": "app_mention", "bot_id": "B9", "user": "U9", "channel": "C1", "ts": "9.0"},
            {"type": "member_joined_channel", "user": "U1", "channel": "C1"},
        ],
    )
    def test_bots_we_ourselves_and_what_is_not_for_us_are_not_heard(self, inner):
        assert hear(event(inner), ME) is None

    @pytest.mark.parametrize("payload", [{}, {"type": "hello"}, {"type": "view_closed"}])
    def test_kinds_we_do_not_know_are_nothing(self, payload):
        assert hear(payload, ME) is None


class TestTypedText:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("  status ", "status"),
            ("a &amp;lt; b", "a &lt; b"),
            (
                "summary <https://arxiv.org/abs/2511.00001>",
                "summary https://arxiv.org/abs/2511.00001",
            ),
            (
                "save <http://arxiv.org/abs/2511.00001|arxiv.org/abs/2511.00001>",
                "save http://arxiv.org/abs/2511.00001",
            ),
            # Slack takes .ai and .cv for hosts.
            ("subscribe <http://cs.AI|cs.AI> OR <http://cs.CV|cs.CV>", "subscribe cs.AI OR cs.CV"),
            ("subscribe <http://cs.ai|cs.AI>", "subscribe cs.AI"),
            ("<https://evil.example|arxiv.org>", "https://evil.example"),
            ("mail <mailto:a@b.org|a@b.org>", "mail a@b.org"),
            (f"<@{ME}> <@{ME}|paperboy> help", "help"),
            ("name=<@U7>", "name=@U7"),
            ("name=<@U7|ben>", "name=@ben"),
            ("name=<#C2|vision>", "name=#vision"),
            ("<!channel> <!here|here> <!subteam^S1|@lab>", "@channel @here @lab"),
            ("settings emoji :star:", "settings emoji ⭐"),
            ("settings emoji :+1::skin-tone-3:", "settings emoji 👍🏼"),
            ("settings emoji :our-own:", "settings emoji :our-own:"),
            ("settings when 10:30:00", "settings when 10:30:00"),
            ("au:he ti:bird", "au:he ti:bird"),
            ("“curly” – stays", "“curly” – stays"),
            ("", ""),
        ],
    )
    def test_what_slack_wrote_is_read_as_it_was_meant(self, text, meant):
        assert typed(text, ME) == meant

    @given(st.text(max_size=60))
    def test_any_text_survives_how_slack_escapes_it(self, text):
        plain = text.replace(":", " ")
        sent = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert typed(sent, ME) == plain.strip()


class TestClicks:
    def test_a_button_is_pressed_in_its_channel(self):
        url = "https://hooks.slack.com/y"
        spot = Spot("U1", "C1", "T1", "ana", "papers", None, url, "10.0")
        assert hear(PRESS, ME) == Clicked(spot, "p1:save:2511.00001", "3.4")

    def test_a_card_in_a_thread_is_answered_in_the_thread(self):
        payload = PRESS | {"message": {"ts": "10.0", "thread_ts": "8.0"}}
        assert hear(payload, ME).spot.thread == "8.0"

    def test_a_heading_with_a_thread_under_it_is_answered_in_the_channel(self):
        payload = PRESS | {"message": {"ts": "10.0", "thread_ts": "10.0"}}
        assert hear(payload, ME).spot.thread is None

    def test_an_ephemeral_message_names_its_place_in_the_container(self):
        payload = {name: PRESS[name] for name in PRESS if name not in ("message", "channel")}
        payload["container"] = {
            "type": "message",
            "message_ts": "11.0",
            "channel_id": "C3",
            "is_ephemeral": True,
            "thread_ts": "8.0",
        }
        spot = hear(payload, ME).spot
        assert (spot.channel, spot.thread) == ("C3", "8.0")
        assert (spot.message, spot.alone) == ("11.0", True)

    def test_without_a_trigger_the_time_of_the_click_tells_two_apart(self):
        assert hear(PRESS | {"trigger_id": None}, ME).event == "5.6"

    def test_a_choice_presses_the_button_of_that_paper(self):
        action = {
            "action_id": "p1:pick:save",
            "type": "static_select",
            "selected_option": {"text": {}, "value": "hep-th/9901001"},
        }
        assert hear(PRESS | {"actions": [action]}, ME).action == "p1:save:hep-th/9901001"

    def test_a_choice_taken_back_is_nothing(self):
        action = {"action_id": "p1:pick:save", "type": "static_select", "selected_option": None}
        assert hear(PRESS | {"actions": [action]}, ME) is None

    @pytest.mark.parametrize(("picked", "pressed"), [(["a"], "a"), (["a", "b"], "a b"), ([], "")])
    def test_several_that_are_picked_stand_behind_each_other_and_none_is_said_too(
        self, picked, pressed
    ):
        action = {
            "action_id": "p1:pick:fields",
            "type": "multi_static_select",
            "selected_options": [{"text": {}, "value": value} for value in picked],
        }
        assert hear(PRESS | {"actions": [action]}, ME).action == f"p1:fields:{pressed}"

    def test_a_folded_entry_is_the_button_it_stands_for(self):
        action = {
            "action_id": "p1:more:2511.00001",
            "type": "overflow",
            "selected_option": {"text": {}, "value": "p1:why:2511.00001"},
        }
        assert hear(PRESS | {"actions": [action]}, ME).action == "p1:why:2511.00001"

    def test_only_an_answer_of_ours_in_direct_messages_is_seen_by_nobody_else(self):
        """Digests stand there too, and nothing may take their place."""
        action = PRESS["actions"][0]
        places = {"D1": PRESS | {"channel": {"id": "D1"}}, "C1": PRESS}
        alone = {
            (place, block): hear(payload | {"actions": [action | {"block_id": block}]}, ME)
            for place, payload in places.items()
            for block in ("answer2", "b17")
        }
        assert [where for where, heard in alone.items() if heard.spot.alone] == [("D1", "answer2")]

    def test_on_a_page_of_ones_own_there_is_no_channel_and_no_address(self):
        kept = ("type", "user", "trigger_id", "actions")
        payload = {name: PRESS[name] for name in kept}
        payload |= {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1"}}
        spot = hear(payload, ME).spot
        assert (spot.user, spot.home, spot.url, spot.alone) == ("U1", True, "", False)


def view(blocks, values):
    spot = Spot("U1", "C1", thread="8.0", url="https://hooks.slack.com/y")
    return {
        "id": "V1",
        "callback_id": "p1:made:1",
        "private_metadata": opened_at(spot),
        "blocks": blocks,
        "state": {"values": values},
    }


class TestForms:
    def test_what_was_filled_in_comes_by_name_and_what_was_left_empty_does_not(self):
        option = {"text": {}, "value": "weekly"}
        values = {
            "name": {"name": {"type": "plain_text_input", "value": " birds "}},
            "note": {"note": {"type": "plain_text_input", "value": None}},
            "when": {"when": {"type": "static_select", "selected_option": option}},
            "what": {"what": {"type": "static_select", "selected_option": None}},
            "days": {"days": {"type": "checkboxes", "selected_options": [option, option]}},
            "none": {"none": {"type": "checkboxes", "selected_options": []}},
            "time": {"time": {"type": "timepicker", "selected_time": "09:30"}},
            "soon": {"soon": {"type": "timepicker", "selected_time": None}},
            "topic subscribe topic": {
                "topic": {"type": "external_select", "selected_option": {"value": "cs.CV"}}
            },
        }
        payload = {"type": "view_submission", "user": PRESS["user"], "view": view([], values)}
        heard = hear(payload, ME)
        assert (heard.action, heard.event) == ("p1:made:1", "V1")
        assert (heard.spot.channel, heard.spot.thread) == ("C1", "8.0")
        assert heard.fields == {
            "name": "birds",
            "when": "weekly",
            "days": "weekly weekly",
            "time": "09:30",
            "topic": "cs.CV",
        }

    def test_one_that_was_opened_before_an_upgrade_is_taken_after_it(self):
        old = view([], {}) | {
            "private_metadata": '{"channel": "C1", "name": "", "thread": null, "url": ""}'
        }
        heard = hear({"type": "view_submission", "user": PRESS["user"], "view": old}, ME)
        assert (heard.spot.channel, heard.spot.alone) == ("C1", False)

    def test_what_is_typed_into_a_menu_tells_whose_suggestions_help(self):
        element = {"type": "multi_external_select", "action_id": "topic"}
        blocks = [{"type": "input", "block_id": "topic subscribe topic", "element": element}]
        others = {"name": {"name": {"type": "plain_text_input", "value": "birds"}}}
        payload = {
            "type": "block_suggestion",
            "user": PRESS["user"],
            "action_id": "topic",
            "block_id": "topic subscribe topic",
            "value": "cs.",
            "view": view(blocks, others),
        }
        heard = hear(payload, ME)
        assert (heard.helped, heard.typed, heard.several) == ("subscribe topic", "cs.", True)
        assert heard.fields == {"name": "birds"}
        assert heard.spot.channel == "C1"
        assert hear(payload | {"block_id": "name"}, ME) is None


CHOSEN = {
    "type": "message_action",
    "callback_id": "summarise",
    "user": PRESS["user"],
    "channel": {"id": "C1", "name": "papers"},
    "message_ts": "10.0",
    "trigger_id": "3.4",
    "response_url": "https://hooks.slack.com/y",
}


class TestMessageMenu:
    def test_all_that_a_message_says_and_links_is_handed_over_once(self):
        behind = {"type": "link", "url": "https://arxiv.org/abs/2511.00002", "text": "here"}
        section = {"type": "rich_text_section", "elements": [behind]}
        message = {
            "ts": "10.0",
            "thread_ts": "8.0",
            "text": "look &amp; see <https://arxiv.org/abs/2511.00001|this one>",
            "blocks": [{"type": "rich_text", "elements": [section]}],
            "attachments": [
                {
                    "from_url": "https://arxiv.org/abs/2511.00001",
                    "title": "A third",
                    "title_link": "https://doi.org/10.48550/arXiv.2511.00003",
                }
            ],
        }
        heard = hear(CHOSEN | {"message": message}, ME)
        assert (heard.verb, heard.event) == ("summarise", "3.4")
        assert (heard.spot.channel, heard.spot.thread) == ("C1", "8.0")
        assert "look & see" in heard.text
        for number in (1, 2, 3):
            assert heard.text.count(f"2511.0000{number}") == 1

    def test_one_without_words_is_handed_over_empty(self):
        assert hear(CHOSEN | {"message": {"ts": "10.0"}}, ME).text == ""


class TestWhatHappensToUs:
    def test_somebody_invites_us(self):
        joined = {"type": "member_joined_channel", "user": ME, "channel": "C1"}
        assert hear(event(joined | {"inviter": "U1"}), ME) == Invited(Spot("U1", "C1"), "Ev1")
        assert hear(event(joined), ME) == Invited(Spot("", "C1"), "Ev1")

    @pytest.mark.parametrize(("tab", "heard"), [("home", Visited(Spot("U1", ""))), ("about", None)])
    def test_somebody_opens_their_page(self, tab, heard):
        opened = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": tab}
        assert hear(event(opened), ME) == heard

    def test_links_are_heard_once_each_and_have_no_place_while_they_are_written(self):
        url = "https://arxiv.org/abs/2511.00001"
        links = [{"domain": "arxiv.org", "url": url}] * 2
        shared = {"type": "link_shared", "user": "U1", "channel": "C1", "links": links}
        shared |= {"message_ts": "10.0", "unfurl_id": "X1", "source": "conversations_history"}
        preview = ("X1", "conversations_history")
        assert hear(event(shared), ME) == Linked(Spot("U1", "C1"), (url,), "10.0", preview)
        composed = event(shared | {"source": "composer", "channel": "COMPOSER"})
        assert hear(composed, ME).message == ""


REACTION = {
    "type": "reaction_added",
    "user": "U1",
    "reaction": "bookmark",
    "item": {"type": "message", "channel": "C1", "ts": "10.0"},
    "event_ts": "11.0",
}


class TestReactions:
    @pytest.mark.parametrize(
        ("kind", "added"), [("reaction_added", True), ("reaction_removed", False)]
    )
    def test_it_names_the_message_and_the_emoji(self, kind, added):
        heard = hear(event(REACTION | {"type": kind}), ME)
        assert heard == Reacted(Spot("U1", "C1"), "10.0", "🔖", added, "Ev1")

    def test_our_own_is_not_heard(self):
        assert hear(event(REACTION | {"user": ME}), ME) is None

    def test_one_on_somebody_elses_message_is_nothing(self):
        assert hear(event(REACTION | {"item_user": "U2"}), ME) is None
        assert hear(event(REACTION | {"item_user": ME}), ME).message == "10.0"

    def test_one_on_a_message_of_nobody_may_be_ours(self):
        assert hear(event(REACTION | {"item_user": None}), ME).message == "10.0"

    def test_one_on_a_file_is_nothing(self):
        assert hear(event(REACTION | {"item": {"type": "file", "file": "F1"}}), ME) is None


class TestEmoji:
    def test_keycaps_are_numbers(self):
        names = (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "keycap_ten",
        )
        assert [position(emojis.normal(name)) for name in names] == list(range(1, 11))

    @pytest.mark.parametrize(
        ("name", "character"),
        [
            ("bookmark", "🔖"),
            ("star", "⭐"),
            ("+1", "👍"),
            ("thumbsup", "👍"),
            ("white_check_mark", "✅"),
            ("heavy_check_mark", "✔️"),
            ("flag-de", "🇩🇪"),
            ("de", "🇩🇪"),
            ("us", "🇺🇸"),
            ("keycap_star", "*️⃣"),
            ("simple_smile", "🙂"),
            ("+1::skin-tone-2", "👍🏻"),
            ("point_up::skin-tone-6", "☝🏿"),
            ("male-technologist", "👨‍💻"),
            ("female-scientist", "👩‍🔬"),
            ("partyparrot", ":partyparrot:"),
            ("partyparrot::skin-tone-2", ":partyparrot::skin-tone-2:"),
        ],
    )
    def test_slacks_names_become_characters(self, name, character):
        assert emojis.normal(name) == character

    def test_a_toned_one_saves_as_the_plain_one_does(self):
        assert saves(emojis.normal("+1::skin-tone-5"), "👍")
        assert saves(emojis.normal("bookmark"), "🔖")
        assert saves(emojis.normal("our-own"), ":our-own:")
