"""A topic: what somebody follows, read once, kept as text."""

import re
from dataclasses import dataclass, field

from bot.domain.chat import Words, words
from bot.domain.errors import TopicError
from bot.domain.papers import named
from bot.domain.topics import questions, tree
from bot.domain.topics.lexer import Kind, Token, plain, tokens
from bot.domain.topics.reader import Reader
from bot.domain.topics.sense import never_true, wants_something
from bot.domain.topics.tree import Term, Tree
from bot.domain.topics.vocabulary import Vocabulary

LONGEST = 400
MOST_TERMS = 30
LONGEST_NAME = 60
_PASTED = 300
_PROSE_WORDS = 5
_BARE = re.compile(r"\s*(\w[\w\s,&-]*?)\s*")
_NAME = re.compile(r"[\w\s.+#/‐‑–—-]+")
_PROSE = re.compile(r"\b(?:in|of|the|this|we)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody follows.

    Attributes:
        text: Canonical spelling, for people; reading it again gives the same key.
        key: Equal for equal topics; begins with the version of the grammar.
        notes: What the reader did that the person may not expect.
        name: What to call it where nobody has said.
    """

    text: str
    key: str
    tree: Tree = field(repr=False)
    notes: tuple[Words, ...] = field(default=(), compare=False)
    name: str = field(default="", compare=False)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything it looks for, what it refuses too."""
        return tuple(tree.terms(self.tree))

    @property
    def asks_comments(self) -> bool:
        """Whether it looks into the authors' comments, which may come later than the paper."""
        return any(term.field is tree.Field.COMMENT for term in self.terms)


def default_name(topic: Topic) -> str:
    """Return what to call a topic where nobody has said, at most 60 characters."""
    return topic.name


def read(
    typed: str, vocabulary: Vocabulary, known_author: questions.KnownAuthor | None = None
) -> Topic:
    """Read what a person typed, or the text of a topic.

    Args:
        typed: At most 400 characters.
        vocabulary: What words mean.
        known_author: Tells whether somebody of that name has written papers; None asks nobody.

    Raises:
        TopicError: It cannot be read, cannot match or would match everything, or can mean several
            things; then its offers are expressions to choose from.
    """
    if named(typed):
        raise TopicError(words("topic-paper"))
    text = plain(typed)
    _check_length(typed, text)
    if bare := _BARE.fullmatch(text):
        questions.about_category(text, bare.start(1), bare.end(1), vocabulary)
    found = tokens(text)
    reader = Reader(text, vocabulary, known_author)
    read_as = reader.read(found)
    _check_sense(read_as)
    written = _written(read_as, vocabulary)
    if len(written) > LONGEST:
        raise TopicError(words("topic-too-long", most=LONGEST))
    name = written if reader.notes else _named(found, written)
    return Topic(written, tree.key_of(read_as), read_as, reader.notes, _cut(name))


def _check_length(typed: str, text: str) -> None:
    prose = _PROSE.findall(re.sub(r'"[^"]*"', "", text))
    if len(typed) > _PASTED and len(prose) >= _PROSE_WORDS:
        raise TopicError(words("topic-abstract"))
    if len(typed) > LONGEST:
        raise TopicError(words("topic-too-long", most=LONGEST), at=LONGEST)


def _check_sense(read_as: Tree) -> None:
    count = len(tuple(tree.terms(read_as)))
    if count > MOST_TERMS:
        raise TopicError(words("topic-too-many", count=count, most=MOST_TERMS))
    if not wants_something(read_as):
        raise TopicError(words("topic-only-not"))
    if never_true(read_as):
        raise TopicError(words("topic-never"))


def _written(read_as: Tree, vocabulary: Vocabulary) -> str:
    """Write the tree so that it reads the same again, in quotation marks where that needs them."""
    written = tree.text_of(read_as)
    try:
        again = Reader(written, vocabulary, None).read(tokens(plain(written)))
    except TopicError:
        again = None
    same = again is not None and tree.key_of(again) == tree.key_of(read_as)
    return written if same else tree.text_of(read_as, quoted=True)


def _named(found: list[Token], written: str) -> str:
    """Name a topic of mere words as it was typed, others by their text."""
    typed = " ".join(token.text for token in found).lstrip("#").rstrip(".?!")
    mere = all(token.kind in (Kind.WORD, Kind.QUOTED) for token in found)
    return " ".join((typed if mere and _NAME.fullmatch(typed) else written).split())


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
