"""How a digest looks in its channel: when it is posted, and when it is changed later."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain import digest, wording
from bot.domain.channels import KnownChannel
from bot.domain.chat import Message, Words
from bot.domain.digest import Edition, Pick
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import Summary
from bot.ports import ChatPlatform
from bot.store import Store
from bot.store.digest_rows import KnownDigest


@dataclass(frozen=True, slots=True)
class Drawing:
    """Writes the heading and the cards of digests.

    Attributes:
        platforms: By name.
        look: What every message needs to know; the emoji is the channel's own.
        notes: Says what there is to say about the lists behind the arrivals above one number up
            to another.
    """

    store: Store
    platforms: Mapping[str, ChatPlatform]
    look: wording.Look
    notes: Callable[[int, int], Awaitable[Sequence[Words]]]

    def is_overview(self, channel: KnownChannel) -> bool:
        """Say whether a channel gets the overview of several days rather than a daily list."""
        return digest.is_overview(channel.settings.layout, channel.settings.schedule)

    def is_flat(self, channel: KnownChannel, edition: Edition) -> bool:
        """Say whether the cards of a digest stand in the channel rather than in a thread."""
        most = self.platforms[channel.channel.platform].flat_up_to
        return digest.is_flat(channel.settings.layout, edition.shown, most)

    async def heading(
        self,
        channel: KnownChannel,
        kept: KnownDigest,
        edition: Edition,
        papers: Mapping[PaperId, Paper],
        said: Mapping[PaperId, Summary],
        withdrawn: Collection[PaperId],
    ) -> Message:
        """Write the heading of a digest, without the file that may come with it.

        Args:
            papers: Every paper of the posted list.
            said: What the papers say, in a line each.
            withdrawn: Papers of which only the notice is left.
        """
        overview = self.is_overview(channel)
        totals = await self.store.digests.totals(channel.id, before=kept.id)
        return wording.heading(
            edition,
            papers,
            # Where the cards follow at once, they say it.
            {} if self.is_flat(channel, edition) and not overview else said,
            replace(self.look, emoji=channel.settings.emoji),
            digest=kept.id,
            usual=digest.usual(totals),
            by_day=overview,
            withdrawn=withdrawn,
            # Of all that was announced since the last digest, also where nothing matched.
            notes=await self.notes(kept.after, kept.until),
        )

    async def withdrawn(self, ids: Collection[PaperId]) -> set[PaperId]:
        """Return those of these papers that were withdrawn."""
        return await self.store.follow_ups.withdrawn(ids)

    def card(
        self,
        channel: KnownChannel,
        paper: Paper,
        pick: Pick,
        said: Summary | None,
        position: int,
        withdrawn: Collection[PaperId],
    ) -> Message:
        """Write the card of a paper of a digest.

        Args:
            position: Its number in the list.
            withdrawn: Papers of which only the notice is left.
        """
        return wording.card(
            paper,
            pick,
            said,
            replace(self.look, emoji=channel.settings.emoji),
            position=position,
            withdrawn=paper.id in withdrawn,
        )
