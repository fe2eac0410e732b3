"""Reads reactions again, for those that were made while nobody listened."""

import logging
from collections.abc import AsyncIterator, Sequence

from bot.domain.calls import Reaction
from bot.domain.chat import MessageRef
from bot.platforms.slack import emojis
from bot.platforms.slack.client import Identity, Web
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.heard import Spot

log = logging.getLogger(__name__)

_MESSAGES_A_MINUTE = 20
_PEOPLE_A_MINUTE = 40
"""Slack allows 50 messages and 100 people; the rest is for people who do something now."""


class Rereading:
    """Asks Slack who reacted to what, slowly."""

    def __init__(self, web: Web, me: Identity, directory: Directory) -> None:
        self._web = web
        self._me = me
        self._directory = directory
        self._messages = web.pacing.own(_MESSAGES_A_MINUTE, 60)
        self._people = web.pacing.own(_PEOPLE_A_MINUTE, 60)

    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Yield the reactions of people; see the port.

        Raises:
            Refused: Slack would not say, for a reason that passes.
        """
        for ref in refs:
            for name, users in await self._on(ref):
                for user in users:
                    if reaction := await self._by(user, name, ref):
                        yield reaction

    async def _on(self, ref: MessageRef) -> list[tuple[str, list[str]]]:
        """Return the emoji on a message and who put each there; none where it is out of reach."""
        await self._messages.wait()
        try:
            answer = await self._web.ask_in_time(
                self._web.client.reactions_get,
                channel=ref.channel.native,
                timestamp=ref.native,
                # Otherwise Slack names only some of many.
                full=True,
            )
        except Refused as error:
            if error.permanent or error.is_about_message:
                log.info("%s in %s is out of reach: %s", ref.native, ref.channel.native, error)
                return []
            raise
        found = (answer.get("message") or {}).get("reactions") or ()
        for each in found:
            if each.get("count", 0) > len(each.get("users") or ()):
                log.info("Slack does not name all who put %s on %s", each["name"], ref.native)
        return [(each["name"], each.get("users") or []) for each in found]

    async def _by(self, user: str, name: str, ref: MessageRef) -> Reaction | None:
        """Return what the event of a reaction would have said; None unless a person made it."""
        if user == self._me.user:
            return None
        if not self._directory.knows(user):
            await self._people.wait()
        # Nobody waits, so somebody of another team need not be taken for one of ours.
        spot = Spot(user=user, channel=ref.channel.native)
        person = await self._directory.reader(spot, certain=True)
        if person is None:
            return None
        return Reaction(person, ref, emojis.normal(name), added=True)
