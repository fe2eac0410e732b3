"""Categories in what was typed: by id, by archive, by the address of a page that lists them."""

import re
from dataclasses import replace

from bot.domain.chat import Words, words
from bot.domain.errors import TopicError
from bot.domain.taxonomy import Taxonomy
from bot.domain.topics import questions
from bot.domain.topics.lexer import Kind, Token
from bot.domain.topics.tree import CATEGORIES, Field, Term, Tree, any_of

_ID = re.compile(r"[^+/]+")
_LISTING = re.compile(
    r"(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:list|rss|atom|archive)/([\w.+-]+)(?:[/?#].*)?",
    re.IGNORECASE,
)


class Categories:
    """Reads the categories of one topic.

    Args:
        text: What was typed, made plain.

    Attributes:
        notes: What was read differently from how it was typed.
    """

    def __init__(self, text: str, taxonomy: Taxonomy) -> None:
        self._text = text
        self._taxonomy = taxonomy
        self.notes: list[Words] = []

    def are_named(self, token: Token) -> bool:
        """Tell whether a word is a category, several of them (`cs.CV+cs.LG`), or a slip of one."""
        return all(map(self._looks_like_one, _ID.findall(token.text)))

    def archive(self, id: str) -> str | None:
        """Return the archive that `cs`, `cs*` or `cs.*` says."""
        return self._taxonomy.archive(id.removesuffix("*").removesuffix("."))

    def read(self, token: Token, field: Field, *, alone: bool) -> Tree:
        """Read a token that is a category, or must be one because its field says so.

        Args:
            alone: Nothing else was typed.

        Raises:
            TopicError: There is no such category, or it is an archive and might be a word.
        """
        wanted = Field.PRIMARY if field is Field.PRIMARY else Field.CATEGORY
        ids = [token]
        if token.kind is not Kind.QUOTED:
            ids = [
                replace(token, text=id[0], at=token.at + id.start(), end=token.at + id.end())
                for id in _ID.finditer(token.text)
            ]
        for id in ids:
            archive = self.archive(id.text)
            if archive and not id.text.endswith("*"):
                whole, word = f"{archive}.*", f'"{id.text}"'
                # Between other words it is likelier a word: `math reasoning`.
                readings = [whole, word] if alone else [word, whole]
                if field in CATEGORIES:
                    readings = [whole]
                questions.about_archive(self._text, id, archive, readings)
        return any_of(self._term(id, wanted) for id in ids)

    def at_address(self, token: Token) -> Tree:
        """Read the address of a page such as `https://arxiv.org/list/cs.CV/recent`.

        Raises:
            TopicError: It is some other page.
        """
        listing = _LISTING.fullmatch(token.text)
        if listing is None:
            raise TopicError(words("topic-address"), at=token.at)
        terms = [
            self._term(replace(token, text=id), Field.CATEGORY) for id in listing[1].split("+")
        ]
        shown = tuple(term.shown for term in terms)
        self.notes.append(words("topic-note-address", categories=shown, count=len(shown)))
        return any_of(terms)

    def _term(self, token: Token, field: Field) -> Term:
        if archive := self.archive(token.text):
            return Term(field, (f"{archive}.*",), f"{archive}.*")
        today = self._taxonomy.canonical(token.text)
        if today is None:
            questions.about_unknown_category(self._text, token, self._taxonomy)
        if today.lower() != token.text.lower():
            self.notes.append(words("topic-note-retired", old=token.text, new=today))
        return Term(field, (today,), today)

    def _looks_like_one(self, id: str) -> bool:
        archive, dot, _ = id.partition(".")
        known = self._taxonomy.canonical(id) or self.archive(id)
        return bool(known or (dot and self._taxonomy.archive(archive)))
