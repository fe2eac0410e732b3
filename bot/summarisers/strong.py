"""The key phrases of quoted lines: what is offered, by its name, and what was measured."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.domain.summaries import Aspect
from bot.summarisers.clauses import OFFERS, lowered
from bot.summarisers.ranking import COMMON, roots

_MOST: Final = 8
_SHORT, _LONG = 4, 90  # characters of a phrase
_END: Final = re.compile(
    r"[,;:.()—–…]|\s(?:that|which|who|where|when|for|to|with|by|using|via|based|from|in|on|and we|"
    r"and \w+ed|and then|before|as|is|are|can|whose|through|without|under|at|into|called|named|"
    r"termed|capable|while|aimed|designed|trained|able|consisting|composed|inspired|against|"
    r"between|over|within|after|featuring|comprising|containing|leveraging|combining|enabling|"
    r"allowing|integrating|powered|driven|equipped|tailored|dedicated)\b"
)
_ARTICLE: Final = re.compile(r"(?:an?|the|our|two|three|several|some|new) ")
_AND: Final = re.compile(r"and \w+ (?=(?:an?|the|our|two|three|several|some|new) )")
_BEHIND: Final = re.compile(
    r"\s*\(([\w-]+)[),;]|,? (?:called|named|termed|dubbed|coined|denoted) (?:as |an? |the "
    r")?([\w-]+)"
)
_APPOSED: Final = re.compile(r"[^,]{2,70}, (?=an?\b|the\b)")
_NAME: Final = re.compile(
    r"(?<![\w-])(?=[\w-]*[a-zA-Z])(?:[A-Z][a-z]*)?(?:[a-z]?[A-Z][A-Za-z]*[A-Z\d]|[A-Z]{2,}|"
    r"[A-Z][a-z]+[A-Z])[\w-]*(?![\w-])"
)
_TITLED: Final = re.compile(r"([A-Z][\w-]{1,20}(?: [A-Z\d][\w-]{0,12})?): ")
_MEASURED: Final = re.compile(
    r"(?<![\w.%-])[+±~≈<>−]?\d+(?:[.,]\d+)*(?:%?\s?[–-]\s?\d+(?:[.,]\d+)*)?\s?(?:%|(?:×|"
    r"x\b)(?!\s?10)|σ|(?:percent|percentage points?|points?|times|orders? of magnitude|GeV|MeV|TeV|"
    r"keV|dB|fps|FPS)\b)"
)
_ANY: Final = frozenset(
    roots(
        "approach method model framework algorithm technique study work paper result system way "
        "set new novel simple general efficient obtained refining different several further this "
        "number comprehensive detailed brief short short-term extensive first evidence conditions "
        "analysis"
    )
)
_ABOUT: Final = frozenset(
    roots(
        "specifics details overview critical key examples some its their for to in on by with that "
        "how why of"
    )
)
_RESULTS: Final = (Aspect.RESULTS, Aspect.PERFORMANCE, Aspect.SUPPORT)


def names(title: str, abstract: Sequence[str]) -> tuple[str, ...]:
    """List what a paper calls what it offers, by its title ("Drip: …") and its abstract.

    Args:
        abstract: Its sentences.
    """
    titled = _TITLED.match(title)
    found = [titled[1]] if titled else []
    return tuple(dict.fromkeys((*found, *(name for text in abstract for name in _named(text)))))


def strong(aspect: Aspect, lines: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """List key phrases, each standing in one of the lines just as it is."""
    if aspect is Aspect.KEYWORDS:
        return ()
    found = [name for name in names if any(_stands(name, line) for line in lines)]
    found += [phrase for line in lines for phrase in _of(aspect, line)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _of(aspect: Aspect, line: str) -> Iterator[str]:
    yield from _offered(line)
    if aspect in _RESULTS:
        yield from (found[0].strip() for found in islice(_MEASURED.finditer(line), 2))


def _offered(text: str) -> Iterator[str]:
    """Yield the phrases behind "we propose", without articles: "Drip, a training-free valve"."""
    low = lowered(text)
    if not (found := OFFERS.search(low)):
        return
    named = _APPOSED.match(low, found.end())
    for start in (found.end(), named.end()) if named else (found.end(),):
        # "We develop and apply the concept …": of two verbs the second is in no name.
        verb = _AND.match(low, start)
        start = verb.end() if verb else start
        article = _ARTICLE.match(low, start)
        begin = article.end() if article else start
        end = _END.search(low, begin)
        phrase = text[begin : end.start() if end else len(text)].strip()
        if _SHORT <= len(phrase) <= _LONG and _tells(phrase):
            yield phrase


def _tells(phrase: str) -> bool:
    """Whether a phrase is more than "a new approach"."""
    telling = [word for word in roots(phrase) if word not in COMMON and word not in _ANY]
    if roots(phrase)[:1] == () or roots(phrase)[0] in _ABOUT:
        return False
    return ("=" not in phrase and len(telling) > 1) or _NAME.fullmatch(phrase) is not None


def _named(text: str) -> Iterator[str]:
    """Yield names of what a sentence offers: `DripNet, a valve`, `a valve DripNet`, `(DN)`."""
    low = lowered(text)
    if not (found := OFFERS.search(low)):
        return
    article = _ARTICLE.match(low, found.end())
    start = article.end() if article else found.end()
    end = _END.search(low, start)
    phrase = text[start : end.start() if end else len(text)].split()
    behind = _BEHIND.match(text, start + len(" ".join(phrase)))
    for name in (*phrase[:1], *phrase[-1:], *(behind.groups() if behind else ())):
        if name and _NAME.fullmatch(name):
            yield name


def _stands(name: str, line: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None
