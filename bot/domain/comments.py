"""What the authors' comment on arXiv tells: where a paper appears, and how long it is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import sentences

_PAGES = re.compile(
    r"(?<![\w.~-])(?P<number>\d{1,4})\s*[+-]?\s*(?:(?:journal|single-column|double-column|latex|LaTeX|"
    r"two-column|main|text|total)\s+)?(?:pages?\b|pp?g?s?\b\.?|页)(?!\s*(?:appendi|supplement|of\s+app))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:(?:has|have)\s+been\s+|is\s+|was\s+|are\s+|been\s+)?"
    r"(?:accepted|published|to\s+appear|appear(?:s|ed|ing)?|to\s+be\s+(?:published|presented)|"
    r"will\s+(?:appear|be\s+(?:published|presented))|presented|camera[- ]ready(?:\s+version)?)\b"
    r"(?:\s+(?:for\s+(?:publication|presentation|oral\s+presentation)|as\s+(?:an?\s+)?[\w -]{3,40}?"
    r"(?=\s+(?:at|to|in|by|for)\b)|to\s+be\s+(?:published|presented)|and\s+(?:published|presented|to\s+appear|to\s+be\s+\w+)))*"
    r"\s*:?\s*(?:at|to|in|by|on|for|with)\s*:?\s+",
    re.IGNORECASE,
)
_KNOWN = (
    r"AAAI|AISTATS|ACL|BMVC|CIKM|COLING|COLM|COLT|CHI|CVPR|CoRL|EACL|ECAI|ECCV|ECML|EMNLP|ICASSP|"
    r"ICCV|ICDE|ICDM|ICLR|ICML|ICRA|ICSE|IJCAI|IJCNLP|INTERSPEECH|IROS|KDD|MICCAI|MLSys|NAACL|"
    r"NDSS|NeurIPS|NIPS|OSDI|RSS|SIGGRAPH(?:\s+Asia)?|SIGIR|SIGMOD|SODA|STOC|TMLR|UAI|USENIX|VLDB|"
    r"WACV|WSDM|WWW"
)
_NAMED = re.compile(
    rf"(?:\b(?:IEEE/CVF|IEEE|ACM)\s+)?\b(?:{_KNOWN})(?:[\s-]*'?(?:19|20)?\d\d\b)(?!\w)"
    rf"|\b(?:19|20)\d\d\s+(?:{_KNOWN})\b"
)
"""Conferences whose name and year alone tell where a paper appears."""
_NOT_YET = re.compile(
    r"\b(?:submitted|submission|under\s+review|in\s+review|reject|extended|extension|preliminary|"
    r"earlier|previous|withdrawn?|prepared\s+for|to\s+be\s+submitted|format|style|template|sty\b)",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;\n]|https?:|\s+as\s+an?\b|\s[-–—]\s|,?\s*(?<![\w.])\d{1,4}\s*(?:\+\s*\d+\s*)?(?:pages?|pp\b|figures?|figs?\b|"
    r"tables?|cm\b)|\s+\((?:\d+\s+pages|uses|see|this|the)\b|,\s*(?:code|project|github|see|with|and\s+to|"
    r"revised|including|comments|latex|revtex|doi|in\s+press|please|v\d)\b"
    r"|\.?\s+\b(?:Code|Project|Website|Data|Github|DOI|This\s+(?:is|work|paper|version))\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"[^\W\d_][\W]*[^\W\d_]")
_MOST = 120
_LONGEST = 2_000
_WORDS = frozenset(("press", "proceedings", "journal", "conference", "workshop", "print"))


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment tells.

    Attributes:
        venue: As the authors write it; '' where they name none.
        pages: None where they do not count them.
    """

    venue: str = ""
    pages: int | None = None


NOTHING = Comment()
"""What an empty comment tells."""


@lru_cache(maxsize=2_048)
def read(comment: str | None) -> Comment:
    """Read a comment; what is not plainly said is left out.

    A paper that is submitted or under review has no venue yet.
    """
    said = (comment or "")[:_LONGEST]
    pages = _PAGES.search(said)
    return Comment(_venue(said), int(pages["number"]) or None if pages else None)


def _venue(said: str) -> str:
    for sentence in sentences.split(said):
        for lead in _LEAD.finditer(sentence):
            if _NOT_YET.search(sentence[max(lead.start() - 40, 0) : lead.start()]):
                continue
            if venue := _named(sentence[lead.end() :]):
                return venue
        if _NOT_YET.search(sentence):
            continue
        known = _NAMED.search(sentence)
        # A workshop there is not the conference itself.
        if known and "workshop" not in sentence.casefold():
            return " ".join(known[0].split())
    return ""


def _named(behind: str) -> str:
    """Return the name with which a text begins; '' where it is none, or too long for one."""
    end = _END.search(behind)
    name = behind[: end.start()] if end else behind
    name = name.strip(" ,.:;-–—!")
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].strip(" ,")
    if name.casefold().startswith("the "):
        name = name[4:]
    if len(name) > _MOST:
        name = name.split(",")[0]
    if len(name) > _MOST or not _SAYS.search(name) or name.casefold() in _WORDS:
        return ""
    # A name has a capital or stands in a script that knows none.
    return name if any(not each.islower() for each in name if each.isalpha()) else ""
