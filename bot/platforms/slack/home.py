"""The page that each person has with us: App Home."""

import logging

from bot.domain.chat import Message, Say
from bot.platforms.slack import kit, render
from bot.platforms.slack.client import Web
from bot.platforms.slack.codes import Refused, Remedy

log = logging.getLogger(__name__)


async def publish(web: Web, user: str, message: Message, say: Say) -> None:
    """Show somebody their page, as it is now.

    Raises:
        Refused: Slack did.
    """
    drawn = render.home(message, say)
    try:
        await _published(web, user, drawn.blocks or [kit.markup(drawn.text)])
    except Refused as error:
        if error.remedy is not Remedy.PLAINER:
            raise
        log.warning("The page of %s has to be plain: %s", user, error)
        await _published(web, user, [kit.markup(render.paragraph(message, say, kit.LONGEST_SMALL))])


async def _published(web: Web, user: str, blocks: object) -> None:
    view = {"type": "home", "blocks": blocks}
    await web.ask(web.client.views_publish, user_id=user, view=view)
