"""Every language says everything that English says, with the same gaps and the same commands."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.catalogue import Catalogue, Catalogues
from bot.domain.chat import words

LOCALES = Path(__file__).parents[1] / "config" / "locales"
OTHERS = sorted(folder.name for folder in LOCALES.iterdir() if folder.name != "en")

CJK = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){4,}")
"""Five words in a row: more than any name that Chinese keeps."""
HALF_WIDTH = re.compile(
    r"(?<=[\u4e00-\u9fff”）])[,;:!?]|[,;:!?](?=[\u4e00-\u9fff“（])|[\u4e00-\u9fff]\."
)

NO_WORDS_OF_ITS_OWN = {
    "console-choice",
    "console-choice-about",
    "console-chosen",
    "console-chosen-about",
    # Nothing but what is handed over, and signs.
    "ask-question",
    "ask-quote",
    "ask-rests-on",
    "ask-where-section",
    "ask-where-table",
    "batches-at",
    "batches-day",
    "batches-number",
    "day",
    "days-of-month",
    "document-between",
    "document-label",
    "document-labelled",
    "document-pdf",
    "document-quote",
    "document-title",
    "help-choices",
    "help-line",
    "help-usage",
    "kept-on",
    "delete-line",
    "menu-numbered",
    "names",
    "on-day",
    "plain",
    "preview-title",
    "quote-authors",
    "quote-beside",
    "quote-model",
    "record-field",
    "saved-note-tagged",
    "saved-tag-choice",
    "settings-line",
    "setup-offer-about",
    "suggest-category",
    "suggest-number",
    "suggest-paper",
    "suggest-topic",
    "timing-at",
    "timing-days",
    "timing-on-days",
    "topic-offer",
    "topics-line",
    "trouble",
    "usage-at-least",
    "usage-day",
    "usage-no-price",
    "usage-nobody",
    "usage-number",
    "usage-person",
    "usage-place",
    "why-title",
    # Names that are the same in every language.
    "console-from",
    "link-html",
    "link-pdf",
}


@dataclass
class Sentence:
    """What a sentence is made of."""

    variables: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    commands: Counter[str] = field(default_factory=Counter)
    mentions: set[str] = field(default_factory=set)
    text: str = ""


class _Parts(Visitor):
    def __init__(self, sentence):
        self.sentence = sentence

    def visit_VariableReference(self, node):
        self.sentence.variables.add(node.id.name)

    def visit_MessageReference(self, node):
        self.sentence.mentions.add(node.id.name)

    def visit_TextElement(self, node):
        self.sentence.text += node.value

    def visit_FunctionReference(self, node):
        self.sentence.functions.add(node.id.name)
        if node.id.name == "TYPE":
            (command,) = node.arguments.positional
            if isinstance(command, ftl.StringLiteral):
                self.sentence.commands[command.parse()["value"]] += 1
        self.generic_visit(node)


@cache
def parsed(language: str) -> dict[str, list[ftl.Message]]:
    """Return the sentences of each file."""
    parser = FluentParser()
    return {
        file.name: [
            entry
            for entry in parser.parse(file.read_text(encoding="utf-8")).body
            if isinstance(entry, ftl.Message)
        ]
        for file in sorted((LOCALES / language).glob("*.ftl"))
    }


@cache
def read(language: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for entries in parsed(language).values():
        for entry in entries:
            _Parts(found.setdefault(entry.id.name, Sentence())).visit(entry.value)
    return found


def keys(language: str) -> dict[str, set[str]]:
    return {file: {each.id.name for each in here} for file, here in parsed(language).items()}


@pytest.mark.parametrize("language", OTHERS)
class TestEveryLanguage:
    def test_has_the_keys_of_english_in_the_same_files(self, language):
        assert keys(language) == keys("en")

    @pytest.mark.parametrize("part", ["variables", "functions", "mentions"])
    def test_shows_what_english_shows(self, language, part):
        wrong = {
            key: (getattr(here, part), getattr(there, part))
            for key, here in read(language).items()
            if (there := read("en").get(key)) and getattr(here, part) != getattr(there, part)
        }
        assert wrong == {}

    def test_tells_people_to_type_the_same_commands(self, language):
        """Set aside how often, for a plural has them once in each form; a question is anyone's."""

        def typed(sentence):
            return {re.sub(r"^(ask \d+) .*", r"\1", each) for each in sentence.commands}

        wrong = [
            key
            for key, here in read(language).items()
            if (there := read("en").get(key)) and typed(here) != typed(there)
        ]
        assert wrong == []

    def test_can_say_every_sentence(self, language, caplog):
        catalogue = Catalogue.read(LOCALES, language)
        moment = datetime(2024, 2, 21, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
        dates = re.compile(r"(?:WHEN\(|SPAN\(|SPAN\(\$\w+, )\$(\w+)")
        whole = "\n".join(
            file.read_text(encoding="utf-8") for file in (LOCALES / language).glob("*.ftl")
        )
        dated = dict.fromkeys((*dates.findall(whole), "last"), moment)
        for key, sentence in read(language).items():
            values = {name: dated.get(name, 2) for name in sentence.variables}
            said = catalogue.say(words(key, **values))
            assert "⟨" not in said
            assert said == said.strip()
            assert "  " not in said or key == "blog-description", "that is a form of others"
        assert caplog.records == []

    def test_fits_where_a_platform_shows_what_an_option_means(self, language):
        long = [
            key
            for key, sentence in read(language).items()
            if (key.startswith("option-") or key.endswith("-help")) and len(sentence.text) > 100
        ]
        assert long == []

    def test_fits_what_slack_wants_to_hear_about_an_app(self, language):
        """Its schema of manifests: https://docs.slack.dev/reference/app-manifest."""
        say = Catalogue.read(LOCALES, language).say
        assert len(say(words("slack-app-description"))) <= 140
        assert 174 <= len(say(words("slack-app-long", command="/p"))) <= 4000


class TestChinese:
    def test_no_sentence_is_left_in_english(self):
        chinese = read("zh")
        without = {key for key, each in chinese.items() if not CJK.search(each.text)}
        assert without == NO_WORDS_OF_ITS_OWN
        assert [key for key, each in chinese.items() if LATIN.search(each.text)] == []

    def test_its_signs_are_chinese(self):
        half = [key for key, each in read("zh").items() if HALF_WIDTH.search(each.text)]
        assert half == []
        quoted = [key for key, each in read("zh").items() if '"' in each.text or "'" in each.text]
        assert quoted == []

    def test_no_sentence_asks_for_a_plural(self):
        whole = "\n".join(
            file.read_text(encoding="utf-8") for file in (LOCALES / "zh").glob("*.ftl")
        )
        assert "[one]" not in whole

    def test_dates_and_lists_are_written_as_in_chinese(self):
        say = Catalogue.read(LOCALES, "zh").say
        moment = datetime(2024, 2, 21, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
        assert say(words("day", day=date(2024, 2, 21))) == "2月21日周三"
        assert say(words("day", day=moment)) == "2月21日周三 09:05"
        assert say(words("names", names=("扩散", "agents"))) == "扩散、agents"
        first, last = date(2024, 2, 19), date(2024, 2, 21)
        assert say(words("days-of-month", first=first, last=last)) == "2月19–21日"


class TestCatalogues:
    def test_each_language_is_read_when_it_is_first_spoken(self, tmp_path):
        for language, text in (("en", "hello = Hello"), ("zh", "hello = 你好")):
            (tmp_path / language).mkdir()
            (tmp_path / language / "all.ftl").write_text(text, encoding="utf-8")
        sentences = Catalogues(tmp_path, "en")
        assert sentences.say(words("hello")) == "Hello"
        (tmp_path / "zh" / "all.ftl").write_text("hello = 您好", encoding="utf-8")
        assert sentences.say_in("zh")(words("hello")) == "您好"
        (tmp_path / "zh" / "all.ftl").unlink()
        assert sentences.say_in("zh")(words("hello")) == "您好"
        assert sentences.say_in("")(words("hello")) == "Hello"

    def test_a_language_without_sentences_falls_back_to_the_bots_own(self, tmp_path, caplog):
        (tmp_path / "en").mkdir()
        (tmp_path / "en" / "all.ftl").write_text('next = { TYPE("help") }', encoding="utf-8")
        sentences = Catalogues(tmp_path, "en")
        say_in = sentences.speaking(lambda command: f"/papers {command}")
        assert [say_in("tlh")(words("next")) for _ in range(2)] == ["“/papers help”"] * 2
        assert [record.levelname for record in caplog.records] == ["ERROR"], "said once"
