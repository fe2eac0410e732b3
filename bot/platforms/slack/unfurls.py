"""Previews of papers under the messages of people who link them."""

import logging
from collections.abc import Mapping

from bot.domain.chat import Message, SayIn
from bot.platforms.slack import kit, render
from bot.platforms.slack.client import Web
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.heard import Linked

log = logging.getLogger(__name__)

_LONGEST = 1_000
"""Characters of a preview, which is to be smaller than what it explains."""


async def show(web: Web, linked: Linked, found: Mapping[str, Message], say_in: SayIn) -> None:
    """Show what is known behind some links; Slack itself asks for nothing more than text."""
    previews = {
        url: {"blocks": [kit.markup(render.paragraph(message, say_in(message.language), _LONGEST))]}
        for url, message in found.items()
        if url in linked.urls
    }
    if not previews:
        return
    id, source = linked.preview
    where = {"channel": linked.spot.channel, "ts": linked.message}
    if id and source:
        where = {"unfurl_id": id, "source": source}
    elif not linked.message:
        return
    try:
        await web.ask(web.client.chat_unfurl, unfurls=previews, **where)
    except Refused as error:
        log.info("No previews in %s: %s", linked.spot.channel, error)
