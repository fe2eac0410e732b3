"""What no text of a model may hold, even if the paper says it: mentions, addresses, metadata.

A sentence that holds it goes as a whole, for what is left of it would say something else.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.grounding import Kind, Sentence

_MENTION: Final = re.compile(
    # Whom chat services call, in their own spelling and in what people type.
    r"@\s?(?:everyone|here|channel)\b|(?<![\w@/])@[A-Za-z][\w.-]+|<[!@#/:][^<>\s]*>?|<t:-?\d+[^<>]*>?"
    r"|<a?:\w+:\d+>|<[a-z]+:[^<>]*>?|<[^<>\s]+\|[^<>]*>|\b(?:javascript|mailto):|\bdata:\w+/\w+[;,]",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}|\w+://\S*|\bh(?:tt|xx)ps?\s?:\s?/|\bwww\."
    r"|\b[\w-]+ dot (?:com|org|net|io|example)\b"
    r"|(?<![\w.])(?:[A-Za-z0-9-]+(?:\.|\[\.\]|\(\.\)))+(?P<last>[A-Za-z]{2,})(?![\w(])(?:/\S*)?"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\S*)?",
    re.IGNORECASE,
)
_HOSTS: Final = frozenset(
    """
    academy agency app biz blog bot center chat click cloud club com community company dev digital
    education edu example fun gov group host icu info ink int invalid land lang life link live local
    localhost media mil mobi name net network news ninja one online onion org page pages party
    pictures pro publishing review rocks run science services shop site social solutions space store
    stream studio support systems team tech technology test tips today tools top university vip
    website wiki win work works world wtf xyz zip zone
    """.split()  # noqa: SIM905  (a list of as many strings says no more)
)
_NO_HOSTS: Final = frozenset(
    "al cc cs cu cv et hh jl js kt md ml mm pl ps py rb rs sh so ts vs".split()  # noqa: SIM905
)
"""Endings of two letters that are files, words or libraries rather than countries."""

_BLOB: Final = re.compile(r"[A-Za-z0-9+/=_-]{50,}|(?:[0-9A-Fa-f]{2}[ :]){16,}")
_DEBRIS: Final = re.compile(
    r"<!--|-->|</?[A-Za-z][^<>]*/>|</[A-Za-z]+>|\]\(|!\[|\*\*|```|\\\(|\\\[|&(?:#?\w{2,8});|"
    r"<\|[^<>|]*\|>|\[/?INST\]|[\"']\s?[}\]]|[{\[]\s?[\"']|:[a-z]+(?:_[a-z]+)+:"
)
_METADATA: Final = (Kind.AUTHORS, Kind.AFFILIATION, Kind.VENUE)
_BYLINE: Final = re.compile(
    r"\b(?:first|last|lead|senior|sole|corresponding|only)[ -]authors?\b"
    r"|\b[Aa]uthors? (?:is|are|was|were) [A-Z][a-z]+ [A-Z]"
    r"|(?:第一|通讯|共同)作者|作者(?:\s?[:：]|来自|隶属)|作者是[A-Z]"
)
_WORD: Final = re.compile(r"[^\W㐀-鿿]+")
_HAN: Final = re.compile(r"[㐀-鿿]")
_WORDS: Final = 6
_SIGNS: Final = 10
"""Words in a row, and Chinese characters, that nobody writes twice by chance."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What a model is told beforehand, which is not for readers."""

    runs: frozenset[tuple[str, ...]]

    def in_(self, sentence: str) -> bool:
        """Whether a sentence repeats some of it."""
        return not self.runs.isdisjoint(_runs(sentence))


@lru_cache(maxsize=32)
def secret(system: str) -> Secret:
    """Read what a model is told beforehand."""
    return Secret(frozenset(_runs(system)))


def faults(sentence: Sentence, told: Secret) -> Iterator[str]:
    """Yield what may not be said of a sentence, in its own words; nothing where it is fit.

    Args:
        sentence: As it was looked up in the paper.
        told: What the model was told beforehand.
    """
    for finding in sentence.findings:
        if not finding.supported or finding.kind in _METADATA:
            yield finding.text
    text = unicodedata.normalize("NFKC", sentence.text)
    for sign in (_MENTION, _BLOB, _DEBRIS, _BYLINE):
        yield from (found[0] for found in sign.finditer(text))
    yield from (found[0] for found in _ADDRESS.finditer(text) if _leads(found))
    if told.in_(text):
        yield sentence.text


def _leads(found: re.Match[str]) -> bool:
    """Whether what looks like an address may be one: Node.js and torch.compile are names."""
    last = found["last"]
    if last is None:
        return True
    if found[0].endswith(".NET"):
        return False
    low = last.lower()
    # `end.In` is a blank that is missing.
    country = len(low) == 2 and low not in _NO_HOSTS and not last.istitle()
    return low in _HOSTS or country or "/" in found[0]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    for sign, length in ((_WORD, _WORDS), (_HAN, _SIGNS)):
        said = sign.findall(text.lower())
        yield from zip(*(said[start:] for start in range(length)), strict=False)
