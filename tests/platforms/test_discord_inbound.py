"""Discord's events made neutral: real payloads, read by the real client library."""

from dataclasses import replace

import discord
import pytest

from bot import commands as all_commands
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Typing
from bot.domain.chat import Action, Channel, Menu, Person, Place, words
from bot.platforms.discord import commands, ids, inbound
from bot.platforms.discord.inbound import Spot
from tests.world import sentences

SAY_IN = sentences("en").say_in
MANAGE = discord.Permissions(manage_channels=True).value
SPOT = Spot(Channel("discord", "1", "2", "#papers"))
DIRECT = Spot(Channel("discord", "", "2", "Ana", Place.DIRECT))
SPECS = (
    CommandSpec(""),
    CommandSpec("summary", (Option("detail"), Option("paper", Kind.PAPER, required=True))),
    CommandSpec("subscribe", (Option("topic", Kind.TOPIC),), audience=Audience.MANAGERS),
)


@pytest.fixture
def state():
    """A client's memory, as after logging in."""
    state = discord.Client(intents=discord.Intents(guilds=True))._connection
    user = {"id": "5", "username": "Paperboy", "discriminator": "0", "avatar": None}
    state.user = discord.ClientUser(state=state, data=user)
    return state


def interaction(state, data, *, rights=0, kind=2, nick=None, guild=True):
    user = {"id": "7", "username": "ana", "discriminator": "0", "avatar": None}
    user["global_name"] = "Ana"
    place = {"id": "2", "type": 0, "name": "papers", "position": 0} if guild else {
        "id": "2", "type": 1, "recipients": [user]
    }  # fmt: skip
    payload = {
        "id": "99",
        "application_id": "5",
        "type": kind,
        "token": "t",
        "version": 1,
        "attachment_size_limit": 1,
        "channel": place,
        "data": data,
    }
    member = {"user": user, "roles": [], "flags": 0, "nick": nick, "permissions": str(rights)}
    payload |= {"guild_id": "1", "member": member} if guild else {"user": user}
    return discord.Interaction(data=payload, state=state)


def verb(name, /, **options):
    given = [{"type": 3, "name": key, "value": value} for key, value in options.items()]
    return {"type": 1, "name": name, "options": given}


class TestACommand:
    def test_a_verb_of_either_tree_is_a_call(self, state):
        data = {"name": "papers-admin", "options": [verb("subscribe", topic="cs.CV", name="x")]}
        found = inbound.call(interaction(state, data), SPOT)
        assert found == Call(
            "subscribe",
            Person("discord", "", "7"),
            SPOT.channel,
            {"topic": "cs.CV", "name": "x"},
        )

    def test_the_short_form_is_a_summary(self, state):
        data = {"name": "paper", "options": [{"type": 3, "name": "paper", "value": "3"}]}
        found = inbound.call(interaction(state, data), SPOT)
        assert (found.verb, found.options) == ("summary", {"paper": "3"})

    def test_the_panel_has_no_verb(self, state):
        assert inbound.verb(interaction(state, {"name": "paperboy"})) == ""

    @pytest.mark.parametrize(
        ("name", "manager"), [("papers-admin", True), ("papers", False), ("paperboy", False)]
    )
    def test_who_is_let_through_to_the_managers_command_is_a_manager(self, state, name, manager):
        typed = verb("subscribe", topic="x")
        typed["options"][0]["focused"] = True
        data = {"name": name, "options": [] if name == "paperboy" else [typed]}
        asked = interaction(state, data)
        assert inbound.call(asked, SPOT).person.manager is manager
        assert manager is bool((found := inbound.typing(asked, SPOT)) and found.person.manager)

    def test_a_number_is_handed_over_as_text_and_an_emoji_by_its_name(self, state):
        data = {"name": "papers", "options": [verb("x", most=15, emoji="<a:party:12> <:ok:3>")]}
        found = inbound.call(interaction(state, data), SPOT)
        assert found.options == {"most": "15", "emoji": ":party: :ok:"}

    def test_an_option_left_empty_was_not_given(self, state):
        data = {"name": "papers", "options": [verb("x", find="  ")]}
        assert inbound.call(interaction(state, data), SPOT).options == {}

    @pytest.mark.parametrize(
        ("rights", "manager"), [(0, False), (MANAGE, True), (8, True), (1 << 5, False)]
    )
    def test_who_manages_the_channel_is_a_manager(self, state, rights, manager):
        who = inbound.person(interaction(state, {}, rights=rights), SPOT)
        assert who.manager is manager

    def test_everybody_manages_their_direct_messages(self, state):
        who = inbound.person(interaction(state, {}, guild=False), DIRECT)
        assert who.manager
        assert (who.space, who.name) == ("", "Ana")

    def test_a_person_has_the_name_that_is_shown_there(self, state):
        assert inbound.person(interaction(state, {}, nick="Annie"), SPOT).name == "Annie"


class TestAClick:
    def test_a_button_says_what_it_does(self, state):
        data = {"custom_id": "p1:save:hep-th/9901001~12", "component_type": 2}
        found = inbound.press(interaction(state, data, kind=3), SPOT)
        assert found == Press("p1:save:hep-th/9901001", Person("discord", "", "7"), SPOT.channel)

    def test_a_pick_from_a_menu_is_the_button_of_that_paper(self, state):
        data = {"custom_id": "p1:pick:save~12", "component_type": 3, "values": ["2511.00001"]}
        found = inbound.press(interaction(state, data, kind=3), SPOT)
        assert found.action == "p1:save:2511.00001"

    @pytest.mark.parametrize("custom_id", ["p1:undo:7", "p1:undo:7~"])
    def test_a_button_of_an_answer_has_no_message_to_be_found_by(self, custom_id):
        assert ids.pressed(custom_id) == "p1:undo:7"

    def test_what_is_written_is_what_is_read(self):
        action = Action("p1:all:7", words("done"))
        assert ids.pressed(ids.button_id(action, "12")) == "p1:all:7"
        menu = Menu("save", words("done"))
        for number in (1, 2, 3):
            assert ids.pressed(ids.menu_id(menu.verb, "12", number), ["x"]) == "p1:save:x"
        assert ids.menu_id(menu.verb, "12", 1) == "p1:pick:save~12"
        assert ids.menu_id(menu.verb, "12", 2) == "p1:pick:save#2~12"
        assert ids.marks("p1:pick:save#2~12", "12")

    @pytest.mark.parametrize(
        ("id", "anywhere"),
        [
            ("p1:save:2511.00001~12", True),
            ("p1:unsave-button:hep-th/9901001~", True),
            ("p1:why:2511.00001", True),
            ("p1:takeaways:2511.00001 zh+en~12", True),
            ("p1:all:7~12", False),
            ("p1:all:7:2~12", False),
            ("p1:post:2025-11-04:2025-11-05~", False),
            ("p1:settings:emoji 2511.00001~", False),
            ("p1:undo-subscribe:2511~", False),
            ("p1:", False),
            ("", False),
        ],
    )
    def test_a_button_about_a_paper_works_anywhere(self, id, anywhere):
        assert ids.is_about_paper(id) is anywhere

    def test_a_message_is_known_by_its_whole_key(self):
        assert ids.marks("p1:save:1~12", "12")
        assert ids.marks(ids.mark("12"), "12")
        assert not ids.marks("p1:save:1~12", "2")
        assert not ids.marks("p1:save:1~", "")
        assert not ids.marks("12", "12")

    def test_a_nonce_is_short_and_of_one_place(self):
        one = ids.nonce("1", None, "12")
        assert len(one) <= 25
        others = (ids.nonce("2", None, "12"), ids.nonce("1", "3", "12"), ids.nonce("1", None, "13"))
        assert len({one, *others}) == 4


class TestFillingIn:
    def test_the_option_that_is_typed_in_stands_apart_from_the_others(self, state):
        typed = verb("summary", detail="tldr", paper="diff")
        typed["options"][1]["focused"] = True
        data = {"name": "papers", "options": [typed]}
        found = inbound.typing(interaction(state, data, kind=4), SPOT)
        assert found == Typing(
            "summary",
            "paper",
            "diff",
            Person("discord", "", "7"),
            SPOT.channel,
            {"detail": "tldr"},
        )

    def test_nothing_focused_is_nothing_typed(self, state):
        data = {"name": "papers", "options": [verb("summary", paper="x")]}
        assert inbound.typing(interaction(state, data, kind=4), SPOT) is None


class TestADirectMessage:
    @pytest.mark.parametrize(
        ("written", "verb", "options"),
        [
            ("summary 3", "summary", {"detail": "3"}),
            ("<@5> summary 3", "summary", {"detail": "3"}),
            ("/papers summary paper=3", "summary", {"paper": "3"}),
            ("SUBSCRIBE <https://arxiv.org/list/cs.CV>", "subscribe",
             {"topic": "https://arxiv.org/list/cs.CV"}),
            ("", "", {}),
            ("hello", "hello", {}),
            ("papers", "papers", {}),
        ],
    )  # fmt: skip
    def test_it_is_read_as_a_typed_command(self, state, written, verb, options):
        author = {"id": "7", "username": "ana", "discriminator": "0", "avatar": None}
        payload = {"id": "9", "channel_id": "2", "author": author, "content": written, "type": 0}
        payload |= {"embeds": [], "attachments": [], "mentions": [], "mention_roles": []}
        payload |= {"mention_everyone": False, "pinned": False, "edited_timestamp": None}
        payload |= {"tts": False, "timestamp": "2025-11-04T09:00:00+00:00"}
        channel = discord.PartialMessageable(state=state, id=2)
        message = discord.Message(state=state, channel=channel, data=payload)
        found = inbound.typed(message, SPECS)
        assert (found.verb, found.options) == (verb, options)
        assert found.person.manager
        assert found.channel.kind is Place.DIRECT
        assert found.event == "9"


class TestAReaction:
    @pytest.mark.parametrize(
        ("emoji", "read"),
        [
            ({"id": None, "name": "🔖"}, "🔖"),
            ({"id": None, "name": "1️⃣"}, "1️⃣"),
            ({"id": "12", "name": "party"}, ":party:"),
        ],
    )
    def test_an_emoji_is_itself_or_its_name(self, state, emoji, read):
        data = {"user_id": "7", "channel_id": "3", "message_id": "9", "emoji": emoji, "type": 0}
        event = discord.RawReactionActionEvent(
            data, discord.PartialEmoji.from_dict(emoji), "REACTION_REMOVE"
        )
        found = inbound.reaction(event, replace(SPOT, thread="3"))
        assert (found.emoji, found.added) == (read, False)
        assert (found.message.channel, found.message.thread) == (SPOT.channel, "3")
        assert (found.message.native, found.person.native) == ("9", "7")


class TestTheCommandsOffered:
    def test_each_tree_of_the_real_ones_is_within_discords_limits(self):
        tree = commands.tree([each.spec for each in all_commands.ALL], SAY_IN)
        typed, menus = tree[:4], tree[4:]
        assert [each["name"] for each in typed] == ["papers", "papers-admin", "paperboy", "paper"]
        assert [(each["type"], each["name"]) for each in menus] == [
            (3, "Summarise papers"),
            (3, "Save papers"),
        ]
        for command in typed:
            assert spoken(command) <= 8000
            assert len(command["options"]) <= 25
            for part in walk(command):
                assert 1 <= len(part["description"]) <= 100
                assert "⟨" not in part["description"]
                assert part["name"] == part["name"].lower()
                assert 1 <= len(part["name"]) <= 32

    def test_managers_have_a_tree_of_their_own_that_others_do_not_see(self):
        everyone, managers, *_ = commands.tree(
            [CommandSpec("saved"), CommandSpec("subscribe", audience=Audience.MANAGERS)], SAY_IN
        )
        assert [each["name"] for each in everyone["options"]] == ["saved"]
        assert [each["name"] for each in managers["options"]] == ["subscribe"]
        assert "default_member_permissions" not in everyone
        assert managers["default_member_permissions"] == str(MANAGE)

    def test_required_options_come_first_and_each_kind_has_its_own_form(self):
        spec = CommandSpec(
            "summary",
            (
                Option("value", Kind.NUMBER, low=1, high=50),
                Option("detail", Kind.CHOICE, choices=("a", "b")),
                Option("name", Kind.CHOICE, choices=tuple(f"c{n}" for n in range(26))),
                Option("find"),
                Option("paper", Kind.PAPER, required=True),
            ),
        )
        papers, *_ = commands.tree([spec], SAY_IN)
        paper, value, detail, name, find = papers["options"][0]["options"]
        assert (paper["name"], paper["required"], paper["autocomplete"]) == ("paper", True, True)
        assert (value["type"], value["min_value"], value["max_value"]) == (4, 1, 50)
        assert detail["choices"] == [{"name": "a", "value": "a"}, {"name": "b", "value": "b"}]
        assert name["autocomplete"]
        assert "choices" not in name
        assert "autocomplete" not in find

    def test_what_discord_adds_of_its_own_is_no_difference(self):
        wanted = commands.tree(SPECS, SAY_IN)
        there = [
            {**each, "id": "1", "version": "2", "nsfw": False, "dm_permission": True,
             "name_localizations": None, "default_member_permissions":
             each.get("default_member_permissions")}
            for each in reversed(wanted)
        ]  # fmt: skip
        assert commands.same(wanted, there)

    @pytest.mark.parametrize(
        "change",
        [
            {"description": "Another"},
            {"options": []},
            {"default_member_permissions": "0"},
            {"contexts": [0]},
            {"name": "other"},
        ],
    )
    def test_any_other_difference_is_one(self, change):
        wanted = commands.tree(SPECS, SAY_IN)
        assert not commands.same(wanted, [{**wanted[0], **change}, *wanted[1:]])
        assert not commands.same(wanted, wanted[1:])
        assert not commands.same(wanted[1:], wanted)


def walk(command):
    yield command
    for option in command.get("options", []):
        yield from walk(option)


def spoken(command):
    """Count what Discord counts: names, descriptions and values of a whole tree."""
    total = 0
    for part in walk(command):
        total += len(part["name"]) + len(part["description"])
        total += sum(len(each["name"]) + len(each["value"]) for each in part.get("choices", []))
    return total
