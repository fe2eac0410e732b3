"""Running text as it may be quoted: whole sentences, without citations and the debris of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.sentences import LINK, balanced, split

# "(see Doe et al., 2020; Roe, 2021a, b)"; something that only looks like it has no comma or "and".
_YEAR: Final = r"(?:19|20)\d\d[a-z]?"
_WORK: Final = (
    r"(?:see |see also |e\.g\.,? |cf\.? |i\.e\.,? |for example |and )*(?:[A-Z]\. "
    r")*[A-ZÀ-Þ][\w’'.@-]*[a-zà-ÿ][^();\d]{0,90}?"
    rf"(?:, ?| ?\(| ){_YEAR}(?:, ?(?:{_YEAR}|[a-z]\b))*\)?"
    r"(?:, (?:pp?|Sec|Eq|Fig|Ch|Thm)\.? ?[^();]{1,20})?"
)
_AUTHORS: Final = re.compile(rf" ?[(\[]{_WORK}(?:[;,] ?{_WORK})*;?[)\]]")
_SEVERAL: Final = re.compile(r"\bal\b|,|&|\band\b")

# Behind one of these a number in brackets is a part of the sentence, or the bounds of a range.
_NUMBERS: Final = re.compile(r"\s?\[[1-9]\d{0,2}(?:\s?[,;–-]\s?\d{1,3})*\]")
_LEANS: Final = re.compile(
    r"(?:^|[(,=<>∈≤≥×{]|\b(?:in|by|of|from|to|with|see|and|or|as|than|refs?|cf|following|follow|"
    r"like|intervals?|range|on|for|at|via|both|using|between|is|are|over|within|under|references?|"
    r"works?)\.?)$",
    re.IGNORECASE,
)
_POINTER: Final = re.compile(
    r" ?\((?:(?:see|cf\.?|also|in|as|and|e\.g\.,?|our|the|supplementary) )*(?:(?:figs?|figures?|"
    r"tabs?|tables?|secs?|sections?|eqs?|equations?|appendix|appendices|chapters?|"
    r"algorithms?|alg|theorems?|thms?|supplementary|§+)\b\.?|§)[^()]{0,40}\)",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?:(?<=[.!?”\")\]])|(?<=[A-Za-z]{2}[a-z]{2}))[⁰¹²³⁴-⁹]+(?: (?=[.,;])|(?=[\s.,;:)]|$))"
)
_MARK: Final = re.compile(r"^[∗*†‡§¶⁰¹²³⁴-⁹]+\s*")
_BULLET: Final = re.compile(
    r"[•●◦▪■–—‣➢✓·-]\s*(?=\S)|\(?(?:\d{1,2}|[a-hA-H]|i{1,3}|iv|vi{0,3})[.)]\s+(?=\S)"
)
_ITEM_END: Final = re.compile(r"[;,](?: and| or)?$")

# "Instruction Evolution To enrich the data, …": a heading that runs into its paragraph.
_RUN_IN: Final = re.compile(
    r"[A-Z][\w/&-]*(?: (?:[A-Z][\w/&-]*|of|and|for|with|in|on|vs\.?|via|to|the|a)){0,6}[.:]? "
    r"(?=(?:To|We|The|This|These|In|For|Our|Given|A|An|As|On|When|While|Since|If|It|Each|After|"
    r"Before|Following|With|By|Although|Despite|Based|Compared|First|Here|Unlike|There|Most|Many|"
    r"Recent|Several|All|Both|From|Due|At|Because|However) [^\s.]+[ ,])"
)
# "LLM Agents LLM agents combine …": the same where it begins with a word of the heading.
_REPEATED: Final = re.compile(
    r"(?P<first>[A-Z][\w-]*)(?: (?:[A-Z][\w/&-]*|of|and|for|with|in|on|between)){0,6}[.:]? "
    r"(?=(?P=first)\b)|[A-Z][\w-]*(?: (?:[A-Z][\w/&-]*|of|and|for|with|in|on|between)){0,6} "
    r"(?P<last>[A-Z][\w-]*)[.:]? (?=(?P=last)\b)"
)
_FRAGMENT: Final = re.compile(r"(?:For|In|On|At|From|With|By|Of|As) [^,]{1,60}$|\[\d+\]")
_CAPTION: Final = re.compile(
    r"(?:figure|fig\.?|table|tab\.?|algorithm|listing)\s*\S{0,4}\d+\s*[.:]"
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SIGN: Final = re.compile(r"[=∑∏∫√∈∀∃⊂⊆∪∩∇∂→←↦⟨⟩⟶⇒∼≈≤≥{}|\\^_<>+×⊗⊕·]")
_STOPPED: Final = re.compile(r"[.!?。！？][\"'”’»)\]』」]*$")
_DEBRIS: Final = re.compile(
    r"�|\?\?|\(cid:\d+\)|\[\s*\]|\(\s*\)|(?<!\.)\.\.(?!\.)|\bet al\.$| [,;](?=\s)| \.$"
)

_LEAST: Final = 30  # characters of a sentence that says something
_MOST: Final = 600
_FEW: Final = 5  # words
_OF_LETTERS: Final = 0.72
_SIGNS_IN_100: Final = 5.0


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that may be quoted and stand behind each other in one paragraph.

    Attributes:
        listed: Whether they are an item of a list.
        lead: What stands right before and may not be quoted, such as "We contribute:"; '' for
            nothing.
    """

    sentences: tuple[str, ...]
    listed: bool = False
    lead: str = ""


def without_citations(text: str) -> str:
    """Leave out what points to other papers, footnotes and figures; all else stays as it is.

    Only marks, and brackets that hold nothing else: a citation that is a part of its
    sentence, as in `shown in [3]`, stays, and so does `[1, 2]` as the bounds of a range.
    """

    def kept(mark: re.Match[str]) -> str:
        before = text[max(0, mark.start() - 14) : mark.start()].rstrip()
        return mark[0] if _LEANS.search(before) else ""

    text = _NUMBERS.sub(kept, text)
    text = _AUTHORS.sub(lambda mark: "" if _SEVERAL.search(mark[0]) else mark[0], text)
    return _NOTE.sub("", _POINTER.sub("", text))


def quotable(sentence: str) -> bool:
    """Whether something reads as a sentence: begun, ended, made of words and not of signs."""
    # Chinese and its neighbours say as much in a third of the letters, and put no spaces.
    wide = any(letter > "⺀" for letter in sentence)
    least = _LEAST // 3 if wide else _LEAST
    if not least <= len(sentence) <= _MOST or not _STOPPED.search(sentence):
        return False
    first = sentence.lstrip("\"'“‘«([")[:1]
    if not (first.isalnum() or first in "$…") or not first:
        return False
    # "k-means groups …" begins a sentence, "where k is the number of groups" does not.
    if first.islower() and not re.search(r"[A-Z\d-]", sentence.split(" ", 1)[0]):
        return False
    if _CAPTION.match(sentence.lower()) or _FRAGMENT.match(sentence):
        return False
    if _DEBRIS.search(sentence) or not balanced(sentence):
        return False
    if wide:
        return True
    words = _WORD.findall(sentence)
    letters = sum(map(len, words)) + sentence.count(" ")
    signs = len(_SIGN.findall(LINK.sub("", sentence)))
    return (
        len(words) >= _FEW
        and letters >= _OF_LETTERS * len(sentence)
        and signs <= max(2.0, _SIGNS_IN_100 * len(sentence) / 100)
    )


@lru_cache(maxsize=512)
def runs(text: str) -> tuple[Run, ...]:
    """List what may be quoted of a text whose paragraphs are parted by empty lines."""
    found: list[Run] = []
    lead = ""
    for paragraph in text.split("\n\n"):
        paragraph = _MARK.sub("", without_citations(" ".join(paragraph.split())), count=1)
        bullet = _BULLET.match(paragraph)
        if bullet:
            found += _runs(paragraph[bullet.end() :], lead, listed=True)
            continue
        found += _runs(paragraph, "", listed=False)
        last = split(paragraph)[-1:]
        lead = last[0] if last and last[0].endswith(":") else ""
    return tuple(found)


def _runs(text: str, lead: str, *, listed: bool) -> Iterator[Run]:
    heading = _RUN_IN.match(text) or _REPEATED.match(text)
    run: list[str] = []
    for sentence in split(text[heading.end() :] if heading else text):
        # The items of a list end as the list does: with a comma, or with nothing.
        ended = sentence if _STOPPED.search(sentence) or not listed else f"{sentence}."
        if quotable(ended):
            run.append(_ITEM_END.sub("", sentence) if listed else sentence)
            continue
        if run:
            yield Run(tuple(run), listed, lead)
            run = []
        lead = sentence if not listed else lead
    if run:
        yield Run(tuple(run), listed, lead)
