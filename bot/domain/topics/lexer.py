"""What was typed, cut into tokens: words, quotations, brackets, operators, fields."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_plus

from bot.domain.chat import words
from bot.domain.errors import TopicError


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    EXACT = "exact"
    FIELD = "field"
    ADDRESS = "address"
    NOT = "not"
    AND = "and"
    OR = "or"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of what was typed.

    Attributes:
        text: Its value, without quotation marks, colon or equals sign.
        at: Where it begins, counted from 0.
        end: Where it ends.
        meant: False for an operator in small letters, which may be a mere word.
    """

    kind: Kind
    text: str
    at: int
    end: int
    meant: bool = True


STARTS = frozenset(
    (Kind.WORD, Kind.QUOTED, Kind.EXACT, Kind.FIELD, Kind.ADDRESS, Kind.NOT, Kind.OPEN)
)
"""Tokens that something to look for can begin with."""

# Full-width forms stand 65248 above ASCII; one character for one keeps every place right.
_PLAIN = (
    {0xFEE0 + code: code for code in range(0x21, 0x7F)}
    | dict.fromkeys(map(ord, "“”„‟«»「」『』〝〞″"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛`´"), "'")
    | dict.fromkeys(map(ord, "、，;；\n\r"), ",")
    | {0x3000: " "}
)
_OPERATORS = {
    "and": (Kind.AND,),
    "but": (Kind.AND,),
    "or": (Kind.OR,),
    "not": (Kind.NOT,),
    "without": (Kind.NOT,),
    "except": (Kind.NOT,),
    "andnot": (Kind.AND, Kind.NOT),
}
_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | "(?P<quoted>[^"]*)"
    | (?P<unclosed>")
    | (?<!\w)'+(?P<single>[^'"]+)'+(?!\w)
    | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
    | (?P<or>\|+) | (?P<and>&+(?=\s|$))
    | (?:(?<=[\s(,|:])|^)(?P<not>[-‐‑–—−!]+)(?=[^\s,)|‐‑–—−!-])
    | (?P<address>(?:https?://|(?:[a-z]+\.)?arxiv\.org/)[^\s,()"|]*)
    | (?P<field>[A-Za-z_]+):(?!//)
    | =(?:"(?P<exact_quoted>[\w .+\#/-]+)"|(?P<exact>[\w.+\#/-]+))
    | (?P<word>[^\s,()"|:]+) | (?P<colon>:)
    """,
    re.VERBOSE,
)
_LEAD_IN = re.compile(
    r"(?:please\s+)?(?:(?:show|send|give|find|get)\s+me\s+|i\s+want\s+)?"
    r"(?:(?:all|any|new|recent|the\s+latest|latest)\s+)?"
    r"(?:papers?|articles?|preprints?|research|anything|everything)\s+(?:about|on)\s+(?=\S)",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"%2[0289]|\+(?:AND|OR|ANDNOT)\+|\w:[^\s\"+]+\+\w+:")
_API_QUERY = re.compile(r"\S*[?&]?(?:search_query|query)=([^&\s]+)\S*")


def plain(typed: str) -> str:
    """Return what was typed with plain quotes, commas and letters; an API query is decoded."""
    text = typed.translate(_PLAIN)
    if query := _API_QUERY.fullmatch(text.strip()):
        return unquote_plus(query[1])
    return unquote_plus(text) if _ENCODED.search(text) else text


def tokens(text: str) -> list[Token]:
    """Cut a topic into tokens.

    Args:
        text: As `plain` returns it.

    Raises:
        TopicError: A quotation is never closed.
    """
    found: list[Token] = []
    place = lead.end() if (lead := _LEAD_IN.match(text)) else 0
    for match in _TOKEN.finditer(text, place):
        kind = match.lastgroup
        if kind == "unclosed":
            raise TopicError(
                words("topic-quote-open"), at=match.start(), offers=(f'{text.strip()}"',)
            )
        if kind == "word":
            found += _word(match)
        elif kind not in ("space", "colon", None):
            value = match[kind]
            kind = {"single": "quoted", "exact_quoted": "exact"}.get(kind, kind)
            found.append(Token(Kind(kind), value, match.start(), match.end()))
    return _settled(found)


def _word(match: re.Match[str]) -> Iterable[Token]:
    word, at, end = match["word"], match.start(), match.end()
    if operators := _OPERATORS.get(word.lower()):
        return [Token(kind, word, at, end, meant=word.isupper()) for kind in operators]
    return [Token(Kind.WORD, word, at, end)]


def _settled(found: list[Token]) -> list[Token]:
    """Drop operators in small letters that join nothing, as in `a, b, or c`."""
    kept: list[Token] = []
    for place, token in enumerate(found):
        if not token.meant:
            follows = found[place + 1].kind if place + 1 < len(found) else None
            joins = kept and kept[-1].kind not in (Kind.COMMA, Kind.OPEN, Kind.AND, Kind.OR)
            if follows not in STARTS or (token.kind is not Kind.NOT and not joins):
                continue
        kept.append(token)
    return kept


def replaced(text: str, token: Token, expression: str, *, end: int | None = None) -> str:
    """Return the text with an expression in place of a token, or of all up to `end`."""
    after = text[token.end if end is None else end :]
    return f"{text[: token.at]}{expression}{after}".strip()
