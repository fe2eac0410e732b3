"""The grammar: tokens become a tree.

list  = either { "," either }       any of them; one that only says NOT holds for the whole list
either = both { OR both }
both  = one { [AND] one }
one   = { NOT } ( field one | "(" list ")" | quotation | category | word { word } )
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.chat import Words, words
from bot.domain.errors import TopicError
from bot.domain.latex import fold
from bot.domain.topics import questions
from bot.domain.topics.categories import Categories
from bot.domain.topics.lexer import STARTS, Kind, Token
from bot.domain.topics.spelling import compared, parts
from bot.domain.topics.tree import (
    CATEGORIES,
    AllOf,
    AnyOf,
    Field,
    Not,
    Term,
    Tree,
    all_of,
    any_of,
    negated,
    text_of,
)
from bot.domain.topics.vocabulary import Vocabulary

FIELDS = {
    "all": Field.TEXT,
    "any": Field.TEXT,
    "ti": Field.TITLE,
    "title": Field.TITLE,
    "abs": Field.ABSTRACT,
    "abstract": Field.ABSTRACT,
    "au": Field.AUTHOR,
    "author": Field.AUTHOR,
    "authors": Field.AUTHOR,
    "co": Field.COMMENT,
    "comment": Field.COMMENT,
    "comments": Field.COMMENT,
    "cat": Field.CATEGORY,
    "category": Field.CATEGORY,
    "primary": Field.PRIMARY,
}
_DEEPEST = 40
_CONNECTING = frozenset({"to", "of"})
_ARTICLES = frozenset({"the", "a", "an"})
_EMPTY = _ARTICLES | _CONNECTING | frozenset({"for", "in", "on", "with", "at"})
_EVERYTHING = frozenset({"all", "everything", "anything", "arxiv"})


class Reader:
    """Reads one topic.

    Args:
        text: What was typed, made plain.
        vocabulary: What words mean.
        known_author: Tells whether somebody of that name has written papers; None asks nobody.
    """

    def __init__(
        self, text: str, vocabulary: Vocabulary, known_author: questions.KnownAuthor | None
    ) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._categories = Categories(text, vocabulary.taxonomy)
        self._known_author = known_author
        self._tokens: list[Token] = []
        self._place = 0
        self._depth = 0
        self._notes: list[Words] = []

    @property
    def notes(self) -> tuple[Words, ...]:
        """What the reader did that the person may not expect."""
        return tuple(dict.fromkeys((*self._categories.notes, *self._notes)))

    def read(self, found: Iterable[Token]) -> Tree:
        """Build the tree.

        Raises:
            TopicError: It cannot be read, or can be read in several ways.
        """
        self._tokens = [token for each in found if (token := self._cleaned(each))]
        if not self._tokens:
            raise TopicError(words("topic-empty"))
        questions.about_script(self._text, self._tokens, self._vocabulary)
        tree = self._list(Field.TEXT)
        if stray := self._peek():
            raise TopicError(words("topic-close-alone"), at=stray.at)
        return tree

    def _cleaned(self, token: Token) -> Token | None:
        """Return a token without punctuation around it; None if nothing remains."""
        if token.kind is Kind.FIELD:
            known = token.text.lower() in FIELDS or token.text.lower() in questions.DATES
            apart = self._text[token.end : token.end + 1].strip() == ""
            return replace(token, kind=Kind.WORD) if apart and not known else token
        if token.kind not in (Kind.WORD, Kind.QUOTED, Kind.EXACT):
            return token
        value = token.text
        if token.kind is Kind.WORD:
            value = value.rstrip(".?!").lstrip("+")
            if "*" in value and not self._categories.archive(value):
                key = "topic-everything" if value.strip("*") == "" else "topic-wildcard"
                raise TopicError(words(key), at=token.at)
        return replace(token, text=value) if "*" in value or parts(value) else None

    # The grammar, from the outside in.

    def _list(self, field: Field) -> Tree:
        wanted: list[Tree] = []
        refused: list[Tree] = []
        while self._kind() not in (None, Kind.CLOSE):
            if self._take(Kind.COMMA):
                continue
            either = self._either(field)
            (refused if _only_refuses(either) else wanted).append(either)
        if not wanted and not refused:
            after = self._peek()
            raise TopicError(words("topic-nothing"), at=after.at if after else 0)
        if len(wanted) > 1:
            shown = tuple(dict.fromkeys(text_of(each) for each in wanted))
            self._notes.append(words("topic-note-any-of", topics=shown))
        return all_of([any_of(wanted), *refused] if wanted else refused)

    def _either(self, field: Field) -> Tree:
        members = [self._both(field)]
        while self._take(Kind.OR):
            members.append(self._both(field))
        return any_of(members)

    def _both(self, field: Field) -> Tree:
        members = self._one(field)
        while self._take(Kind.AND) or self._kind() in STARTS:
            members += self._one(field)
        return all_of(members)

    def _one(self, field: Field, *, bound: bool = False) -> list[Tree]:
        """Read what comes next; `bound` to a NOT or a field, it is one thing and not a run."""
        token = self._peek()
        if token is None or token.kind not in STARTS:
            operator = token if token and self._place == 0 else self._tokens[self._place - 1]
            raise TopicError(words("topic-operator-alone", operator=operator.text), at=operator.at)
        self._place += 1
        match token.kind:
            case Kind.NOT:
                return [negated(all_of(self._one(field, bound=True)))]
            case Kind.FIELD:
                return self._in_field(token)
            case Kind.OPEN:
                return [self._in_brackets(token, field)]
            case Kind.ADDRESS:
                return [self._categories.at_address(token)]
            case Kind.EXACT:
                exact = " ".join(token.text.split())
                return [Term(Field.EXACT, (exact,), exact)]
            case Kind.WORD if field not in CATEGORIES and not self._is_category(token, field):
                return self._words(token, field, bound=bound)
        if field in CATEGORIES or token.kind is Kind.WORD:
            return [self._categories.read(token, field, alone=len(self._tokens) == 1)]
        return [_term(token.text, field)]

    def _in_brackets(self, opening: Token, field: Field) -> Tree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TopicError(words("topic-too-deep", most=_DEEPEST), at=opening.at)
        tree = self._list(field)
        self._depth -= 1
        if not self._take(Kind.CLOSE):
            kinds = [token.kind for token in self._tokens]
            missing = kinds.count(Kind.OPEN) - kinds.count(Kind.CLOSE)
            offer = f"{self._text.strip()}{')' * missing}"
            raise TopicError(words("topic-open-alone"), at=opening.at, offers=(offer,))
        return tree

    def _in_field(self, token: Token) -> list[Tree]:
        field = FIELDS.get(token.text.lower())
        if field is None:
            questions.about_field(self._text, token, tuple(FIELDS))
        following = self._tokens[self._place : self._place + 2]
        names = [
            each
            for each in following
            if each.kind is Kind.WORD and not self._categories.are_named(each)
        ]
        if field is Field.AUTHOR and len(names) == 2 and names[0].at == token.end:
            questions.about_author_field(self._text, *names)
        return self._one(field, bound=True)

    # Words.

    def _words(self, first: Token, field: Field, *, bound: bool) -> list[Tree]:
        start = self._place - 1
        while (token := self._peek()) and token.kind is Kind.WORD:
            if self._categories.are_named(token):
                break
            self._place += 1
        run = self._tokens[start : self._place]
        if field is Field.AUTHOR:
            return [_term(" ".join(token.text for token in run), field)]
        if bound:
            unit = _units(run)[0]
            self._place = start + run.index(unit[-1]) + 1
            return [_joined(unit, field)]
        if field is Field.TEXT:
            self._ask_about(run)
        return [_joined(unit, field) for unit in _units(run)]

    def _ask_about(self, run: Sequence[Token]) -> None:
        if len(run) == 1 and fold(run[0].text) in _EVERYTHING:
            raise TopicError(words("topic-everything"), at=run[0].at)
        questions.about_category(self._text, run[0].at, run[-1].end, self._vocabulary)
        if self._known_author:
            questions.about_author(self._text, run, self._known_author)
        questions.about_venues(self._text, run, self._vocabulary)

    # Tokens.

    def _is_category(self, token: Token, field: Field) -> bool:
        return field is Field.TEXT and self._categories.are_named(token)

    def _peek(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _kind(self) -> Kind | None:
        token = self._peek()
        return token.kind if token else None

    def _take(self, kind: Kind) -> bool:
        taken = self._kind() is kind
        self._place += taken
        return taken


def _only_refuses(tree: Tree) -> bool:
    if isinstance(tree, AllOf | AnyOf):
        return all(map(_only_refuses, tree.members))
    return isinstance(tree, Not)


def _units(run: Sequence[Token]) -> list[list[Token]]:
    """Cut a run of words into what is looked for: an inner *to* or *of* makes a phrase.

    Words such as *for* and *the* stand in every abstract and are left out between others.
    """
    units: list[list[Token]] = []
    connected = False
    for place, token in enumerate(run):
        word = token.text.casefold()
        last = place == len(run) - 1
        if word in _CONNECTING and units and not connected and not last:
            units[-1].append(token)
            connected = True
        elif word in _ARTICLES and connected and not last:
            units[-1].append(token)
        elif connected:
            units[-1].append(token)
            connected = False
        elif word not in _EMPTY:
            units.append([token])
    return units or [list(run)]


def _joined(unit: Sequence[Token], field: Field) -> Term:
    return _term(" ".join(token.text for token in unit), field)


def _term(value: str, field: Field) -> Term:
    if field is Field.AUTHOR:
        shown = " ".join(value.replace("_", " ").split())
        return Term(field, parts(value), shown.title() if shown.islower() else shown)
    return Term(field, compared(value), " ".join(parts(value)))
