"""Gets the figures that go into a post or note, where the licence lets us show them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.domain import addresses
from bot.domain.documents import Picture
from bot.domain.errors import NoFullText, SourceError
from bot.domain.fulltext import Figure, FigureKind, FullText
from bot.domain.papers import Paper
from bot.ports import FullTexts

log = logging.getLogger(__name__)

_MOST: Final = 8
"""Figures of a paper in a post: where they are in HTML, they cost no request."""

_MOST_FILES: Final = 2
"""Figures of a paper that are fetched for files: each takes its turn at arXiv's gate."""


@dataclass(frozen=True, slots=True)
class Illustrating:
    """Gets the figures of papers.

    Attributes:
        full_texts: Where pictures come from; None when offline.
        may_show: Says whether a licence (its address, None where it is unknown) lets us show one.
        site: Address that links to papers begin with.
    """

    full_texts: FullTexts | None
    may_show: Callable[[str | None], bool]
    site: str

    async def pictures(self, paper: Paper, full: FullText, *, files: bool) -> tuple[Picture, ...]:
        """Return the first figures of a paper, tables left out.

        Args:
            files: They are kept beside the text; else those in HTML are shown from arXiv.
        """
        some = [each for each in full.figures if _is_picture(each)]
        shown = self.may_show(paper.license)
        in_pdf = any(each.region for each in some)
        most = _MOST_FILES if files or (shown and in_pdf) else _MOST
        return tuple([await self._picture(paper, each, files, shown) for each in some[:most]])

    async def _picture(self, paper: Paper, figure: Figure, files: bool, shown: bool) -> Picture:
        linked = Picture(f"{figure.label}: {figure.caption}", self._page(paper, figure))
        if not shown or self.full_texts is None:
            return linked
        if figure.images and not files:
            return Picture(linked.caption, linked.page, figure.images[0])
        try:
            content = await self.full_texts.picture(paper, figure)
        except (NoFullText, SourceError) as error:
            log.info("%s of %s is only linked: %s", figure.label, paper.id, error)
            return linked
        return Picture(linked.caption, linked.page, content=content)

    def _page(self, paper: Paper, figure: Figure) -> str:
        if figure.region is None:
            return addresses.html_url(self.site, paper.id, paper.version)
        pdf = addresses.pdf_url(self.site, paper.id, paper.version)
        return f"{pdf}#page={figure.region.page}"


def _is_picture(figure: Figure) -> bool:
    drawn = bool(figure.images or figure.region)
    return figure.kind is FigureKind.FIGURE and drawn and bool(figure.label and figure.caption)
