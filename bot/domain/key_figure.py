"""Which figure of a paper says most at a glance, and whether it may be shown."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.chat import Attachment
from bot.domain.fulltext import Figure, FigureKind, FullText

_OVERVIEW = re.compile(
    r"\b(?:overview|overall|framework|pipeline|architecture|teaser|workflow|our\s+(?:method|approach|"
    r"model|system)|proposed\s+(?:method|approach|model|system|framework)|illustration\s+of|"
    r"schematic|at\s+a\s+glance|key\s+idea|main\s+idea)\b|总体|框架|流程",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"\b(?:logo|icon|orcid|badge|emoji|avatar|portrait|photo\s+of\s+the\s+author|licen[cs]e)\b",
    re.IGNORECASE,
)
_LATER = 3
"""An overview so far behind the first figure is one of a part, not of the paper."""

_FREE = re.compile(
    r"/licenses/by(?:-sa)?/\d\.\d(?:/|$)|/publicdomain/(?:zero|mark)/\d\.\d(?:/|$)"
    r"|/licenses/publicdomain(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """The figure that is shown with a text, or only linked.

    Attributes:
        picture: None where the licence does not let us show it, or it cannot be had.
    """

    figure: Figure
    picture: Attachment | None = None


def chosen(full: FullText) -> Figure | None:
    """Choose the figure that shows the whole: the overview among the first, else the first.

    Never a table, a logo, or one without a picture, name or caption; None where there is no other.
    """
    known = [each for each in full.figures if _is_shown(each)]
    early = known[: _LATER + 1]
    return next((each for each in early if _OVERVIEW.search(each.caption)), next(iter(known), None))


def may_show(licence: str | None) -> bool:
    """Say whether a licence lets us show a figure again, with its source named.

    Only CC BY, CC BY-SA, CC0 and the public domain do; arXiv's own licence lets arXiv alone, and
    where none is known, none is given (https://info.arxiv.org/help/license/index.html).

    Args:
        licence: Its address, as arXiv's records have it.
    """
    if not licence:
        return False
    parts = urlsplit(licence.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or host != "creativecommons.org":
        return False
    return _FREE.match(parts.path.casefold()) is not None


def _is_shown(figure: Figure) -> bool:
    if figure.kind is not FigureKind.FIGURE or not (figure.label and figure.caption.strip()):
        return False
    if not (figure.images or figure.region):
        return False
    said = f"{figure.caption} {' '.join(figure.images)}"
    return _DECORATION.search(said) is None
