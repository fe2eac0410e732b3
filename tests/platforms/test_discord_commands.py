"""The commands as Discord offers them: in each language, wherever, and on any message."""

import re
from pathlib import Path

import pytest

from bot import commands as all_commands
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option
from bot.platforms.discord import commands
from bot.platforms.discord.localised import LOCALES, distinct
from tests.platforms.discord_lab import SPECS, Lab, opened, platform
from tests.servers.discord import NotOfferedError
from tests.servers.discord.commands import check_commands
from tests.world import sentences

SAY_IN = sentences("en").say_in
ALL = [command.spec for command in all_commands.ALL]
MENUS = (
    CommandSpec("save-papers", (Option("text"),), on_message=True),
    CommandSpec("summarise-papers", (Option("text"),), on_message=True),
)
NAME = re.compile(r"[-'\w]{1,32}")


def walk(command):
    yield command
    for part in (*command.get("options", ()), *command.get("choices", ())):
        yield from walk(part)


def longest(part, what):
    return max(map(len, [part.get(what, ""), *part.get(f"{what}_localizations", {}).values()]))


def in_chinese(part):
    return part.get("name_localizations", {}).get("zh-CN")


class TestLanguages:
    def test_every_language_there_is_has_its_readers_on_discord(self):
        folder = Path(__file__).parents[2] / "config" / "locales"
        assert set(LOCALES) == {each.name for each in folder.iterdir()}

    @pytest.mark.parametrize("own", ["en", "zh"])
    def test_everything_has_a_name_and_a_description_in_each(self, own):
        tree = commands.tree(ALL, sentences(own).say_in)
        check_commands(tree)
        for part in (each for command in tree for each in walk(command)):
            texts = {**part.get("name_localizations", {}), "": part["name"]}
            texts |= {f"about-{k}": v for k, v in part.get("description_localizations", {}).items()}
            assert not any("⟨" in text for text in texts.values()), "a sentence is missing"
            if own == "en" and part["name"] not in ("papers", "papers-admin", "paper", "paperboy"):
                assert in_chinese(part), f"{part['name']} has no name in Chinese"
            if own == "zh":
                assert "description" not in part or part["description_localizations"]["en-US"]

    def test_a_tree_is_within_discords_limit_in_the_longest_of_them(self):
        for command in commands.tree(ALL, SAY_IN):
            parts = list(walk(command))
            size = sum(longest(part, "name") + longest(part, "description") for part in parts)
            size += sum(len(str(part.get("value", ""))) for part in parts)
            assert size <= 8000, f"{command['name']} has {size}"

    def test_names_that_would_be_the_same_are_left_as_they_are(self):
        parts = [
            {"name": name, "name_localizations": {"zh-CN": "标签"}} for name in ("tag", "tags")
        ]
        assert [in_chinese(part) for part in distinct(parts)] == ["标签", None]
        own = [{"name": "tag", "name_localizations": {"en-GB": "tags"}}, {"name": "tags"}]
        assert distinct(own)[0] == {"name": "tag"}

    def test_what_is_no_name_is_left_out(self):
        spec = CommandSpec("no-such-verb", (Option("no-such-option"),))
        (papers,) = commands.tree([spec], SAY_IN)
        (verb,) = papers["options"]
        assert "name_localizations" not in verb
        assert NAME.fullmatch(verb["name"])

    def test_a_value_is_offered_by_its_name(self):
        option = Option("as", Kind.CHOICE, choices=("list", "new-thing"))
        (papers,) = commands.tree([CommandSpec("digest", (option,))], SAY_IN)
        choices = papers["options"][0]["options"][0]["choices"]
        assert choices[0] == {
            "name": "A list here",
            "value": "list",
            "name_localizations": {"zh-CN": "在这里列出"},
        }
        assert choices[1] == {"name": "new-thing", "value": "new-thing"}

    @pytest.mark.parametrize("what", ["name", "description"])
    def test_a_new_translation_is_a_difference(self, what):
        wanted = commands.tree(SPECS, SAY_IN)
        there = [{**each, f"{what}_localizations": {"ja": "新"}} for each in wanted]
        assert not commands.same(wanted, there)


class TestWhere:
    def test_everybodys_are_everywhere_and_managers_only_where_the_bot_is(self):
        tree = commands.tree(ALL, SAY_IN)
        offered = {each["name"]: (each["integration_types"], each["contexts"]) for each in tree}
        assert offered.pop("papers-admin") == ([0], [0, 1])
        assert set(map(str, offered.values())) == {"([0, 1], [0, 1, 2])"}


@pytest.fixture
async def lab():
    async with opened(specs=(*SPECS, *MENUS)) as lab:
        await lab.start()
        yield lab


class TestTheSynchronisation:
    async def test_nothing_is_sent_when_nothing_has_changed_in_any_language(self, lab):
        await lab.stop()
        lab.platform = platform(lab.server, specs=(*SPECS, *MENUS))
        await lab.start()
        assert (lab.asked("GET", "/commands"), lab.asked("PUT", "/commands")) == (2, 1)

    async def test_all_of_it_is_sent_again_when_only_a_sentence_has(self, lab):
        await lab.stop()
        say_in = sentences("zh").say_in
        lab.platform = platform(lab.server, specs=(*SPECS, *MENUS), say_in=say_in)
        await lab.start()
        assert lab.asked("PUT", "/commands") == 2


class TestOnAnyMessage:
    async def test_its_text_and_every_link_of_it_are_the_option(self, lab: Lab):
        message = await lab.server.say(lab.ben, lab.place, "See arXiv:2403.03206 and <this>")
        message.embeds = [
            {
                "title": "A title",
                "url": "https://arxiv.org/abs/2511.00001",
                "description": "Words",
                "footer": {"text": "cs.CV"},
                "fields": [{"name": "PDF", "value": "[pdf](https://arxiv.org/pdf/2511.00002)"}],
            }
        ]
        link = {"type": 2, "style": 5, "label": "Go", "url": "https://doi.org/10.48550/x"}
        press = {"type": 2, "style": 1, "label": "No", "custom_id": "c"}
        message.components = [{"type": 1, "components": [link, press]}]
        chosen = await lab.server.call_on(lab.ben, message, "Save papers")
        assert (await chosen.answer()).ephemeral
        (call,) = lab.ears.heard
        assert isinstance(call, Call)
        assert call.verb == "save-papers"
        assert call.options["text"].split("\n") == [
            "See arXiv:2403.03206 and <this>",
            "A title",
            "https://arxiv.org/abs/2511.00001",
            "Words",
            "cs.CV",
            "PDF",
            "[pdf](https://arxiv.org/pdf/2511.00002)",
            "https://doi.org/10.48550/x",
        ]

    async def test_a_message_without_words_is_an_empty_option(self, lab: Lab):
        message = await lab.server.say(lab.ben, lab.place, "x")
        message.content = ""
        await (await lab.server.call_on(lab.ben, message, "Summarise papers")).answer()
        assert [(each.verb, each.options) for each in lab.ears.heard] == [("summarise-papers", {})]


class TestWhoMay:
    async def test_managers_commands_are_not_offered_to_members(self, lab):
        with pytest.raises(NotOfferedError):
            await lab.server.call(lab.ben, lab.place, "papers-admin", "subscribe", topic="x")

    def test_what_is_for_a_server_is_in_the_managers_tree(self):
        audiences = (Audience.MANAGERS, Audience.SERVER)
        specs = [CommandSpec(each.value, audience=each) for each in audiences]
        (managers,) = commands.tree(specs, SAY_IN)
        assert managers["name"] == "papers-admin"
        assert [each["name"] for each in managers["options"]] == ["managers", "server"]
