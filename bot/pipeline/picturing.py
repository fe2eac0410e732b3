"""Gets the figure that shows a paper at a glance, where its licence lets us show it."""

import logging

from bot.domain import key_figure, pictures
from bot.domain.chat import Attachment
from bot.domain.errors import NoFullText, SourceError
from bot.domain.fulltext import FullText
from bot.domain.key_figure import KeyFigure
from bot.domain.papers import Paper
from bot.ports import FullTexts

log = logging.getLogger(__name__)


async def of_paper(
    full_texts: FullTexts | None, paper: Paper, full: FullText | None
) -> KeyFigure | None:
    """Return the key figure, with its picture where that may be shown and can be had.

    Args:
        full_texts: Where pictures come from; None when offline.
        full: All that the paper says; None where that is not known.
    """
    figure = key_figure.chosen(full) if full else None
    if figure is None:
        return None
    if full_texts is None or not key_figure.may_show(paper.license):
        return KeyFigure(figure)
    try:
        picture = await full_texts.picture(paper, figure)
    except (NoFullText, SourceError) as error:
        log.info("The key figure of %s is only linked: %s", paper.id, error)
        return KeyFigure(figure)
    kind = pictures.kind(picture)
    if kind is None:
        return KeyFigure(figure)
    name = f"{paper.id.replace('/', '_')}-figure.{kind}"
    return KeyFigure(figure, Attachment(name, picture=picture))
