import ast
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.catalogue import Catalogue
from bot.domain.chat import Words, words
from bot.domain.errors import SettingsError

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "config" / "locales"
SENTENCES = """
papers = { $count ->
    [one] one paper
   *[other] { $count } papers
 }
found = found { $what }
on = on { $day }
in-full = on { WHEN($day, pattern: "d MMMM y") }
"""


@pytest.fixture
def catalogue(tmp_path):
    return read(tmp_path, SENTENCES)


def read(folder, *texts, language="en"):
    (folder / language).mkdir()
    for number, text in enumerate(texts):
        (folder / language / f"{number}.ftl").write_text(text, encoding="utf-8")
    return Catalogue.read(folder, language)


class TestSaying:
    @pytest.mark.parametrize(
        ("count", "sentence"), [(0, "0 papers"), (1, "one paper"), (1500, "1,500 papers")]
    )
    def test_a_number_chooses_the_plural_and_is_grouped(self, catalogue, count, sentence):
        assert catalogue.say(words("papers", count=count)) == sentence

    def test_words_within_words_are_said_first(self, catalogue):
        assert catalogue.say(words("found", what=words("papers", count=1))) == "found one paper"

    def test_a_tuple_is_joined_whatever_its_members_are(self, catalogue):
        members = ("a", words("papers", count=2), 3, date(2024, 2, 21))
        assert catalogue.say(words("found", what=members)) == "found a, 2 papers, 3, Wed 21 Feb"

    def test_a_day_and_a_moment_read_short_in_their_own_zone(self, catalogue):
        moment = datetime(2024, 2, 21, 9, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
        assert catalogue.say(words("on", day=date(2024, 2, 21))) == "on Wed 21 Feb"
        assert catalogue.say(words("on", day=moment)) == "on Wed 21 Feb 09:05"

    def test_a_sentence_may_choose_another_form_of_a_date(self, catalogue):
        assert catalogue.say(words("in-full", day=date(2024, 2, 1))) == "on 1 February 2024"

    def test_dates_read_as_the_language_has_them(self, tmp_path):
        german = read(tmp_path, "on = am { $day }", language="de")
        assert german.say(words("on", day=date(2024, 12, 4))) == "am Mi. 4 Dez."

    def test_text_handed_over_is_never_read_as_fluent(self, catalogue):
        assert (
            catalogue.say(words("found", what="{ $day } \\u0041 *")) == "found { $day } \\u0041 *"
        )

    def test_a_command_is_spelled_as_it_is_typed_where_it_is_read(self, tmp_path):
        catalogue = read(tmp_path, 'next = { TYPE("save 3") } keeps it\nfound = found: { $what }')
        whole = words("found", what=words("next"))
        assert catalogue.say(whole) == "found: “save 3” keeps it"
        spelled = catalogue.speaking(lambda command: f"/papers {command}")
        assert spelled(whole) == "found: “/papers save 3” keeps it"

    def test_a_long_value_is_said_whole(self, catalogue):
        long = "word { $day } " * 500
        assert catalogue.say(words("found", what=long)) == f"found {long}"

    @pytest.mark.parametrize("asked", [words("nobody-wrote-this"), words("found"), Words("")])
    def test_what_cannot_be_said_shows_its_key_and_is_logged(self, catalogue, asked, caplog):
        assert catalogue.say(asked) == f"⟨{asked.key}⟩"
        assert [record.levelno for record in caplog.records] == [logging.ERROR]


class TestReading:
    def test_no_sentences_at_all_is_refused(self, tmp_path):
        with pytest.raises(SettingsError, match="no sentences for 'tlh'"):
            Catalogue.read(tmp_path, "tlh")

    def test_a_file_that_is_not_fluent_is_refused_by_name(self, tmp_path):
        with pytest.raises(SettingsError, match=r"0\.ftl: not Fluent: broken = { \$"):
            read(tmp_path, "broken = { $\n")

    def test_a_key_in_two_files_is_refused(self, tmp_path):
        with pytest.raises(SettingsError, match=r"1\.ftl: twice stands in an earlier file"):
            read(tmp_path, "twice = a", "twice = b")


@dataclass
class Sentence:
    """What a sentence of the catalogue needs."""

    variables: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)


class _Needs(Visitor):
    def __init__(self, sentence):
        self.sentence = sentence

    def visit_VariableReference(self, node):
        self.sentence.variables.add(node.id.name)

    def visit_MessageReference(self, node):
        self.sentence.mentions.add(node.id.name)

    def visit_FunctionReference(self, node):
        if node.id.name in ("WHEN", "SPAN"):
            self.sentence.dates |= {each.id.name for each in node.arguments.positional}
        self.generic_visit(node)


@cache
def english() -> dict[str, Sentence]:
    sentences: dict[str, Sentence] = {}
    for file in sorted((LOCALES / "en").glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                sentence = sentences[entry.id.name] = Sentence()
                _Needs(sentence).visit(entry.value)
    for sentence in sentences.values():
        for mentioned in sentence.mentions:
            sentence.variables |= sentences[mentioned].variables
    return sentences


@dataclass(frozen=True)
class Use:
    """A place in the code that names a sentence; `values` is None where they cannot be read."""

    place: str
    key: re.Pattern[str]
    exact: bool
    values: frozenset[str] | None


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    return tuple(
        (file.relative_to(ROOT), node)
        for file in sorted((ROOT / "bot").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )


@cache
def uses() -> tuple[Use, ...]:
    return tuple(
        use
        for file, node in nodes()
        if isinstance(node, ast.Call) and node.args and called(node) in ("words", "Words")
        for use in used_by(node, f"{file}:{node.lineno}")
    )


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def used_by(call: ast.Call, place: str) -> Iterator[Use]:
    names = [keyword.arg for keyword in call.keywords]
    readable = called(call) == "words" and None not in names
    values = frozenset(filter(None, names)) if readable else None
    for key in alternatives(call.args[0]):
        if pattern := key_pattern(key):
            yield Use(place, pattern, isinstance(key, ast.Constant), values)


def alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from alternatives(node.body)
        yield from alternatives(node.orelse)
    else:
        yield node


def key_pattern(node: ast.AST) -> re.Pattern[str] | None:
    """Read the keys an expression can name: a text, or an f-string with words between its gaps."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.compile(re.escape(node.value))
    if isinstance(node, ast.JoinedStr):
        texts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if re.fullmatch(r"-?[a-z][a-z0-9-]+", "".join(filter(None, texts))):
            return re.compile("".join("[a-z0-9-]+" if t is None else re.escape(t) for t in texts))
    return None


class TestTheEnglishSentences:
    def test_every_key_the_code_uses_is_there(self):
        keys = english()
        missing = [
            f"{use.place}: {use.key.pattern}"
            for use in uses()
            if not any(use.key.fullmatch(key) for key in keys)
        ]
        assert missing == []

    def test_the_code_hands_over_exactly_what_each_sentence_shows(self):
        """An f-string names several sentences: each shows some of what is handed over."""
        wrong = [
            f"{use.place}: {key} shows {sorted(sentence.variables)}, gets {sorted(use.values)}"
            for key, sentence in english().items()
            for use in uses()
            if use.values is not None and use.key.fullmatch(key)
            if not (sentence.variables <= use.values)
            or (use.exact and sentence.variables != use.values)
        ]
        assert wrong == []

    def test_no_sentence_is_left_unused(self):
        sentences = english()
        used = {mentioned for sentence in sentences.values() for mentioned in sentence.mentions}
        for pattern in {key_pattern(node) for _, node in nodes()} - {None}:
            used |= {key for key in sentences if pattern.fullmatch(key)}
        assert sorted(set(sentences) - used) == []

    def test_every_sentence_can_be_said(self, caplog):
        catalogue = Catalogue.read(LOCALES)
        for key, sentence in english().items():
            moment = datetime(2024, 2, 21, 9, 5, tzinfo=UTC)
            values = dict.fromkeys(sentence.variables, 2) | dict.fromkeys(sentence.dates, moment)
            assert "⟨" not in catalogue.say(words(key, **values))
        assert caplog.records == []
