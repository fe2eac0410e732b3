"""Who wrote a paper, out of the one string in which arXiv names them all.

How authors write that string: info.arxiv.org/help/prep.html#author.
"""

import re
from collections.abc import Iterable

_COMMA = r",(?!\s*(?:[JS]r\b|I{2,3}\b|IV\b))"
"""Commas part authors, but not a name from its `Jr.`."""

_LISTED = re.compile(rf"{_COMMA}\s+")
_BETWEEN = re.compile(
    rf"\s*[:;]\s*|\s*{_COMMA}\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+"
    r"|\s+(?=(?:for|on\s+behalf\s+of)\s+(?:the\s+)?[^,;]*\bcollab)",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"\\+")
"""Some copies double the backslash of an accent; a line break, as TeX has it, is in no name."""

_INNER = re.compile(r"\s*\([^()]*\)")
_LEAD = re.compile(r"^(?:and\s+)?(?:(?:for|on\s+behalf\s+of)\s+(?:the\s+)?)?", re.IGNORECASE)
_OTHERS = re.compile(r"\s*\bet\s+al\b\.?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def listed_authors(text: str) -> tuple[str, ...]:
    """Part the names of a feed: `Ada Lovelace, Sammy Davis, Jr., Emmy Noether`."""
    return _names(_LISTED.split(text))


def written_authors(text: str) -> tuple[str, ...]:
    """Part the names as authors write them: `A. One (1), B. Two (1 and 2) and C. Three ((1) Rome)`.

    Affiliations are left out; a collaboration counts as an author.
    """
    plain = _SLASHES.sub(r"\\", " ".join(text.split()))
    while (fewer := _INNER.sub("", plain)) != plain:
        plain = fewer
    # What is opened and never closed is the list of affiliations at the end, cut off.
    plain = plain.partition("(")[0].replace(")", "")
    return _names(_BETWEEN.split(plain))


def _names(parts: Iterable[str]) -> tuple[str, ...]:
    # In feeds a colon between a collaboration and its members is listed like a name.
    names = (_OTHERS.sub("", _LEAD.sub("", part.strip())).strip(" ,") for part in parts)
    return tuple(name for name in names if _LETTER.search(name))
