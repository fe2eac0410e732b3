"""Finds the papers that a running text names: links, DOIs, ids with or without `arXiv:`.

A bare number is taken for an id only where it cannot well be anything else: numbers with a point
are dates, versions, prices and telephone numbers too.
"""

import re

from bot.domain.papers import ID, LEAD, PaperId, reference

MOST = 10
"""Papers of one message at most: who means more means a list."""

_LED = rf"(?<![\w.-])(?P<lead>{LEAD}|arxiv\s+(?:e-?prints?\s+)?)"
_BARE = r"(?<![\w./:@#=&%+$€£¥~,-])(?<![\w)]\s-)"
_SPOT = re.compile(rf"(?:{_LED}|{_BARE}){ID}", re.IGNORECASE | re.ASCII)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:ver(?:sion)?|build|release|rev(?:ision)?|firmware|kernel|driver|windows(?:\s+\d+)?"
    r"|tel(?:ephone)?|phone|fax|mobile|cell|call|ext(?:ension)?|pin|code|room|price|cost|paid|total"
    r"|invoice|order|ticket|serial|isbn|issn|no|nr)|\+\d[\d ()]*|电话|手机|版本|编号|价格|№)"
    r"[\s.:#：]*$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\s?(?:[%‰°€$£¥]|(?:usd|eur|gbp|cny|rmb|[kmg]b|[kmg]?hz|[kmc]?m|[km]?g|ms|s|px|kwh?|元)(?!\w))"
    r"|[-/:@,]\d|/\w",
    re.IGNORECASE | re.ASCII,
)
_LONG = len("2403.03206")
_BEFORE = 24


def spot(text: str, most: int | None = MOST) -> tuple[PaperId, ...]:
    """Return the papers that a text names, each once, in the order in which it names them.

    Args:
        most: So many at most; None for all.
    """
    found: dict[PaperId, None] = {}
    for match in _SPOT.finditer(text):
        named = reference(match)
        if named and (match["lead"] or match["archive"] or _is_alone(match, text)):
            found[named.id] = None
            if len(found) == most:
                break
    return tuple(found)


def _is_alone(match: re.Match[str], text: str) -> bool:
    """Tell a bare id from other numbers by its shape and by what stands around it."""
    id = match["new"]
    if len(id) < _LONG and id[0] == "0":
        # Until 2009 an id looks just like a telephone number.
        return False
    before = text[max(match.start() - _BEFORE, 0) : match.start()]
    return not _NAMED_BEFORE.search(before) and not _MEASURED.match(text, match.end())
