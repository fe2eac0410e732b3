"""What is known of a paper from itself and its authors' comment, and from no model."""

from dataclasses import dataclass

from bot.domain import comments, links
from bot.domain.comments import Comment
from bot.domain.fulltext import Affiliation, FullText
from bot.domain.key_figure import KeyFigure
from bot.domain.links import PaperLink
from bot.domain.papers import Paper


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of a paper.

    Attributes:
        links: To its own code, project page and data.
        comment: What its comment tells.
        affiliation: Of the first author, with the line in which it stands.
        figure: The one that shows the whole.
    """

    links: tuple[PaperLink, ...] = ()
    comment: Comment = comments.NOTHING
    affiliation: Affiliation | None = None
    figure: KeyFigure | None = None


def of(paper: Paper, full: FullText | None = None, figure: KeyFigure | None = None) -> Facts:
    """Gather what a paper's abstract, comment and full text tell.

    Args:
        full: All that it says, where that has been read.
        figure: The one that shows the whole, where it is wanted.
    """
    found: dict[str, PaperLink] = {}
    for link in (*links.of(paper), *(full.links if full else ())):
        found.setdefault(link.url.casefold().rstrip("/").removesuffix(".git"), link)
    return Facts(
        tuple(found.values()),
        comments.read(paper.comment),
        full.affiliation if full else None,
        figure,
    )
