"""What is done when a platform keeps us out of a channel for good."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import wording
from bot.domain.channels import WITHOUT_END, ChannelSettings, KnownChannel
from bot.domain.chat import Message, line, words
from bot.domain.errors import DeliveryError
from bot.pipeline.due import Due
from bot.pipeline.posting import Posting
from bot.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pausing:
    """Pauses channels, so that nothing is asked again in a loop, and says so once."""

    store: Store
    due: Due
    posting: Posting
    clock: Callable[[], datetime]

    async def pause(self, channel: KnownChannel, digest: int, error: DeliveryError) -> None:
        """Pause a channel until somebody resumes it, and tell whoever set what it follows.

        Args:
            digest: The digest that was refused.
        """
        log.error("%s is paused: %s", channel.channel, error)

        def paused(now: ChannelSettings) -> ChannelSettings:
            return replace(now, schedule=replace(now.schedule, paused_until=WITHOUT_END))

        await self.due.change(channel, paused)
        why = error.words or words("plain", text=str(error))
        told = words("paused-told", channel=wording.place(channel.channel), why=why)
        language = channel.settings.languages.first
        message = Message((line(told),), push=told, language=language)
        # Each pause is told once: after a resume that helped nothing there is a new one.
        part = f"paused:{digest}:{self.clock().isoformat()}"
        platform = channel.channel.platform
        for person in await self.store.subscriptions.setters(channel.id, platform):
            try:
                await self.posting.tell(person, part, message)
            except DeliveryError as refused:
                log.warning("%s could not be told that a channel is paused: %s", person, refused)
