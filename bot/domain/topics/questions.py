"""What people type that can mean several things, or that no paper can hold: ask, never guess.

Each function raises a `TopicError` whose offers are expressions that mean one thing only.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from itertools import product
from typing import NoReturn

from bot.domain.chat import words
from bot.domain.errors import TopicError
from bot.domain.latex import fold
from bot.domain.taxonomy import Taxonomy
from bot.domain.topics.lexer import Kind, Token, replaced
from bot.domain.topics.vocabulary import Vocabulary

KnownAuthor = Callable[[str], bool]

_MOST_OFFERS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE_VENUES = frozenset({"accepted", "published"})
DATES = frozenset(("since", "until", "from", "to", "date", "submitted", "updated", "submitteddate"))
_LATIN = ("LATIN", "GREEK")


def about_category(text: str, at: int, end: int, vocabulary: Vocabulary) -> None:
    """Ask whether the name of a category means the category or the words."""
    named = " ".join(text[at:end].split())
    ids = vocabulary.taxonomy.find(named)
    if not ids:
        return
    whole = [f"{id}.*" if vocabulary.taxonomy.archive(id) else id for id in ids]
    offers = tuple(text[:at] + choice + text[end:] for choice in [*whole, f'"{named}"'])
    raise TopicError(words("topic-category-or-words", named=named), at=at, offers=offers)


def about_author(text: str, run: Sequence[Token], known_author: KnownAuthor) -> None:
    """Ask whether two or three capitalised words that are somebody's name mean that author."""
    for length in (3, 2):
        for place in range(len(run) - length + 1):
            some = run[place : place + length]
            name = " ".join(token.text for token in some)
            if all(token.text[0].isupper() for token in some) and known_author(name):
                offers = (f'au:"{name}"', name.lower())
                raise TopicError(
                    words("topic-author-or-words", name=name),
                    at=some[0].at,
                    offers=tuple(replaced(text, some[0], o, end=some[-1].end) for o in offers),
                )


def about_author_field(text: str, name: Token, follows: Token) -> NoReturn:
    """Ask whether `au:yang li` is one name or a name and a word."""
    both = f"{name.text} {follows.text}"
    offers = (f'"{both}"', f'"{name.text}" {follows.text}')
    raise TopicError(
        words("topic-author-quotes", name=both),
        at=name.at,
        offers=tuple(replaced(text, name, offer, end=follows.end) for offer in offers),
    )


def about_venues(text: str, run: Sequence[Token], vocabulary: Vocabulary) -> None:
    """Ask whether the name of a conference is looked for in the authors' comment."""
    venues = [token for token in run if token.text.casefold() in vocabulary.venues]
    if not venues:
        return
    in_comment = literal = text
    for token in reversed(run):
        beside = token.text.casefold() in _BESIDE_VENUES or _YEAR.fullmatch(token.text)
        if token in venues or beside:
            in_comment = replaced(in_comment, token, f"co:{token.text}")
            literal = replaced(literal, token, f'"{token.text}"')
    raise TopicError(
        words("topic-venue", venue=venues[0].text), at=venues[0].at, offers=(in_comment, literal)
    )


def about_archive(text: str, token: Token, archive: str, readings: Sequence[str]) -> NoReturn:
    """Ask whether `cs` means the whole archive or the word."""
    raise TopicError(
        words("topic-archive", archive=archive),
        at=token.at,
        offers=tuple(replaced(text, token, reading) for reading in readings),
    )


def about_unknown_category(text: str, token: Token, taxonomy: Taxonomy) -> NoReturn:
    """Say that there is no such category, where it goes wrong, and which are near."""
    near = taxonomy.nearest(token.text)
    offers = tuple(replaced(text, token, id) for id in near)
    if not near:
        raise TopicError(words("topic-category-unknown", id=token.text), at=token.at)
    same = [one == other for one, other in zip(token.text.lower(), near[0].lower(), strict=False)]
    wrong = same.index(False) if False in same else len(same)
    raise TopicError(
        words(
            "topic-category-near",
            id=token.text,
            near=near[0],
            name=taxonomy.name(near[0]),
        ),
        at=token.at + min(wrong, len(token.text) - 1),
        offers=offers,
    )


def about_field(text: str, token: Token, fields: Sequence[str]) -> NoReturn:
    """Say that a field is not one of ours: a date, or a slip of the finger."""
    if token.text.lower() in DATES:
        raise TopicError(words("topic-dates"), at=token.at)
    near = get_close_matches(token.text.lower(), fields, n=1)
    raise TopicError(
        words("topic-field-unknown", field=token.text),
        at=token.at,
        offers=tuple(replaced(text, token, f"{each}:") for each in near),
    )


def about_script(text: str, found: Sequence[Token], vocabulary: Vocabulary) -> None:
    """Ask for words in Latin letters where something else stands; offer what we can translate."""
    foreign = [token for token in found if _is_foreign(token)]
    if not foreign:
        return
    meanings: list[list[str]] = []
    for token in foreign:
        readings = vocabulary.translations("".join(token.text.split()).lstrip("#"))
        if readings is None:
            raise TopicError(words("topic-latin-only", word=token.text), at=token.at)
        meanings.append([" ".join(choice) for choice in product(*readings)])
    offers = []
    for choice in list(product(*meanings))[:_MOST_OFFERS]:
        offer = text
        for token, meaning in zip(reversed(foreign), reversed(choice), strict=True):
            offer = replaced(offer, token, meaning)
        offers.append(offer.replace(",", ", "))
    shown = tuple(token.text for token in foreign)
    raise TopicError(words("topic-translated", typed=shown), at=foreign[0].at, offers=tuple(offers))


def _is_foreign(token: Token) -> bool:
    if token.kind not in (Kind.WORD, Kind.QUOTED, Kind.EXACT) or token.text.isascii():
        return False
    return any(
        char.isalpha() and not unicodedata.name(char, "LATIN").startswith(_LATIN)
        for char in fold(token.text)
    )
