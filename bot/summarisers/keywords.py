"""The words a paper is filed under: its own list, else phrases of its title and abstract."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.domain.fulltext import FullText
from bot.domain.summaries import MOST_LINES, Aspect
from bot.summarisers.ranking import COMMON, roots

_MOST: Final = MOST_LINES[Aspect.KEYWORDS]
_WORDS: Final = 5  # words of a phrase at most
_LONGEST: Final = 60  # characters of a keyword
_LINE: Final = re.compile(
    r"^\W{0,3}(?:author\W{0,2}s?\W? )?(?:key[ -]?words?(?: and phrases)?|index terms)\W{0,3}"
    r"(?:[:.—–]|-(?=\s)|\s(?=[A-Z]))\s*(?P<words>.*)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"(?:author )?(?:key ?words?(?: and phrases)?|index terms)\W*", re.I)
_OTHER: Final = re.compile(
    r"\b(?:PACS|MSC|AMS|JEL|ACM|CCS|\d{4} Mathematics|journal:|doi)\b.*", re.S
)
_PARTED: Final = re.compile(r"\s*(?:[;,·•|⋅∙]|\s[–—-]\s|(?<=\w)\.(?=\s|$))\s*")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Between these stand the noun phrases of a title or abstract.
_STOPS: Final = _words(
    "propose present introduce develop describe show shows find finds prove proves demonstrate "
    "study studies investigate explore analyze consider address report improve improves achieve "
    "achieves outperform outperforms enable enables provide provides give gives allow allows make "
    "makes take lead leads yield yields reduce reduces increase increases require requires rely "
    "remain remains become perform performs obtain understand towards toward rethinking revisiting "
    "beyond exploring improving making understanding investigating evaluating enhancing leveraging "
    "unlocking bridging new novel recent existing significant significantly large small high low "
    "several various different first second two three one paper work works result results approach "
    "approaches performance experiments extensive comprehensive efficient effective proposed based "
    "key important challenging current previous prior well good better best without within across "
    "through against among per up out about upon during after before near case including include "
    "includes particular respect order number use process form terms example called known given my "
    "your little help situ obtained found shown made come comes general certain possible able due"
)
_WEAK: Final = _words(
    "model models method methods problem problems task tasks learning state art analysis"
)
_WORD: Final = re.compile(r"[^\W_](?:[\w’'+-]*[\w+])?")
_BREAK: Final = re.compile(r"[^\w\s’'+-]|\s[-–—]\s|\d{3,}")
_ENDING: Final = re.compile(r".*(?:ly|ing|ed)$")
_NUMBER: Final = re.compile(r"I{1,3}|IV|VI{2,3}|IX")
"""Which part of a series a paper is."""
_SIGNED: Final = re.compile(r"(?<!\w)\w[/*^]+-?\w[\w-]*")
"""`1/f`, `C*-algebras`: a word that means nothing without its sign."""


def keywords(title: str, abstract: str, full: FullText | None) -> tuple[str, ...]:
    """List the paper's own keywords, else the phrases that tell most of what it is about."""
    own = _own(full) if full else ()
    return own[:_MOST] or _phrases(title, abstract)


def _own(full: FullText) -> tuple[str, ...]:
    """Read the line that begins with "Keywords" or "Index Terms"."""
    for section in full.sections[:3]:
        if _TITLE.fullmatch(section.title):
            return _parted(section.text.split("\n\n")[0])
    lines = [*full.front, *full.abstract.split("\n")[-2:]]
    lines += [line for section in full.sections[:1] for line in section.text.split("\n\n")[:2]]
    for at, line in enumerate(lines):
        if found := _LINE.match(line):
            words = found["words"]
            # A list that breaks off goes on in the next line.
            if (not words or words[-1] in ",;-·•") and at + 1 < len(lines):
                space = "" if words.endswith("-") else " "
                words = f"{words.removesuffix('-')}{space}{lines[at + 1]}"
            if parted := _parted(words):
                return parted
    return ()


def _parted(line: str) -> tuple[str, ...]:
    words = (word.strip(" .*") for word in _PARTED.split(_OTHER.sub("", " ".join(line.split()))))
    fit = [word for word in words if 2 < len(word) <= _LONGEST and re.search(r"[^\W\d_]{2}", word)]
    return tuple(dict.fromkeys(fit)) if len(fit) > 1 else ()


def _phrases(title: str, abstract: str) -> tuple[str, ...]:
    """Choose phrases of two or three words, those of the title first, then what is repeated."""
    titled = [phrase for phrase in _candidates(title) if _fits(phrase)]
    told = [phrase for phrase in _candidates(abstract) if _fits(phrase)]
    count = Counter(roots(phrase) for phrase in told)
    count.update({roots(phrase): 2 for phrase in titled})
    shown: dict[tuple[str, ...], str] = {}
    for phrase in (*titled, *told):
        shown.setdefault(roots(phrase), phrase)
    best = sorted((root for root in shown if count[root] > 1), key=lambda root: -count[root])
    chosen: list[tuple[str, ...]] = []
    for root in best:
        if not any(set(root) <= set(other) or set(other) <= set(root) for other in chosen):
            chosen.append(root)
    return tuple(shown[root] for root in chosen[:_MOST])


def _candidates(text: str) -> Iterator[str]:
    """Yield what stands between words that are in no name; a long one without its beginning."""
    for piece in _BREAK.split(_SIGNED.sub(";", text)):
        run: list[re.Match[str]] = []
        for word in (*_WORD.finditer(piece), None):
            root = roots(word[0]) if word else ()
            if word and root and root[0] not in COMMON and word[0].lower() not in _STOPS:
                run.append(word)
                continue
            while len(run) > _WORDS or (len(run) > 3 and _ENDING.match(run[0][0])):
                run = run[1:]
            if run:
                yield piece[run[0].start() : run[-1].end()]
            run = []


def _fits(phrase: str) -> bool:
    words = phrase.split()
    single = len(words) == 1 and phrase[1:].lower() == phrase[1:] and "-" not in phrase
    single = single or _NUMBER.fullmatch(phrase) is not None
    single = single or all(word.lower() in _WEAK for word in words)
    begun = re.search(r"[^\W\d_]", words[0]) is not None
    return (
        begun and not single and len(phrase) <= _LONGEST and not re.search(r"(?:ly|ed)$", words[-1])
    )
