"""A platform that keeps what it is given, and a store with a digest that was posted there."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain import ledger, wording
from bot.domain.calls import Reaction
from bot.domain.channels import ChannelSettings, Layout, Schedule
from bot.domain.chat import Channel, Message, MessageRef, Person, Place, Words
from bot.domain.digest import Edition, Pick
from bot.domain.errors import DeliveryError
from bot.domain.papers import Announcement, ArrivalKind, Paper
from bot.pipeline.drawing import Drawing
from bot.pipeline.posting import Posting
from bot.store import Store
from tests.world import TUESDAY, Hands, paper

LAB = Channel("board", "lab", "1", "#lab")
HALL = Channel("board", "lab", "2", "#hall")
ANA = Person("board", "", "ana", "Ana")
BEN = Person("board", "", "ben", "Ben")
LOOK = wording.Look("https://arxiv.org")
BIRDS, FISH = paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish")
NEXT = TUESDAY + timedelta(days=1)


@dataclass
class Board:
    """A platform on which messages stand, can be changed and carry emoji.

    Attributes:
        says: What stands, by place and native id, as it reads now; newest last.
        edits: How often each message was changed.
        emoji: Who put what on which message.
        failing: Raised, once each, by what is asked next.
        answering: Called with every message whose reactions are read.
    """

    name: str = "board"
    connected: bool = True
    in_flight: int | None = None
    flat_up_to: int = 4
    reread_days: int | None = 3
    says: dict[MessageRef, Message] = field(default_factory=dict)
    edits: list[MessageRef] = field(default_factory=list)
    emoji: list[tuple[str, Person, str]] = field(default_factory=list)
    failing: list[DeliveryError] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    answering: Callable[[str], None] = lambda native: None

    async def post(self, channel, message, *, under=None):
        self._fail()
        ref = MessageRef(channel, f"m{len(self.says) + 1}", under.top.native if under else None)
        self.says[ref] = message
        return ref

    async def look_up(self, channel, key, since, *, under=None):
        found = (ref for ref, message in self.says.items() if message.key == key)
        return next(found, None)

    async def edit(self, ref: MessageRef, message: Message) -> bool:
        self._fail()
        if ref not in self.says:
            return False
        self.says[ref] = message
        self.edits.append(ref)
        return True

    async def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        for ref in refs:
            self._fail()
            self.read.append(ref.native)
            found = [(who, emoji) for native, who, emoji in self.emoji if native == ref.native]
            self.answering(ref.native)
            for who, emoji in found:
                yield Reaction(who, ref, emoji, added=True)

    async def ready(self, channel):
        """Whatever comes is fast enough."""

    async def direct(self, person: Person) -> Channel:
        self._fail()
        return Channel("board", "", f"dm-{person.native}", person.name, Place.DIRECT)

    def _fail(self) -> None:
        if self.failing:
            raise self.failing.pop(0)

    def in_place(self, channel: Channel) -> list[Message]:
        """Return what stands in a channel."""
        return [message for ref, message in self.says.items() if ref.channel == channel]


@dataclass
class Desk:
    """A store and a platform, and what has to be done with both."""

    store: Store
    board: Board = field(default_factory=Board)
    clock: Hands = field(default_factory=Hands)

    def posting(self, run: str = "run") -> Posting:
        return Posting(self.store, {self.board.name: self.board}, self.clock, run)

    @property
    def drawing(self) -> Drawing:
        return Drawing(self.store, {self.board.name: self.board}, LOOK, nothing_to_say)

    async def announce(
        self, *papers: Paper, kind: ArrivalKind = ArrivalKind.NEW, day=TUESDAY
    ) -> int:
        """Let papers arrive; return the number of the last arrival."""
        await self.store.arrivals.add(Announcement(each, kind, day) for each in papers)
        return await self.store.arrivals.last()

    async def digest(
        self, *papers: Paper, place: Channel = LAB, layout: Layout = Layout.AUTO
    ) -> list[MessageRef]:
        """Post a digest of these papers; return where heading and cards stand."""
        settings = ChannelSettings(Schedule(), layout=layout)
        known = await self.store.channels.open(place, settings, self.clock())
        picks = tuple(Pick(each.id, ("images",), (), TUESDAY) for each in papers)
        edition = Edition(picks, len(picks))
        now = self.clock()
        kept = await self.store.digests.begin(
            known.id,
            f"slot-{len(self.board.says)}",
            body=ledger.to_json(edition),
            shown=len(picks),
            carded=[each.id for each in papers],
            listed=[],
            after=0,
            until=await self.store.arrivals.last(),
            now=now,
        )
        listed = {each.id: each for each in papers}
        gone = await self.drawing.withdrawn(listed)
        heading = await self.drawing.heading(known, kept, edition, listed, {}, gone)
        refs = [await self.posting().post(place, kept.id, "heading", heading)]
        if layout is not Layout.LIST:
            for number, (each, pick) in enumerate(zip(papers, picks, strict=True), start=1):
                card = self.drawing.card(known, each, pick, None, number, gone)
                part = f"card{number}"
                refs.append(await self.posting().post(place, kept.id, part, card))
        return refs

    async def saved(self, person: Person) -> set[str]:
        """Return the titles on somebody's list."""
        kept = await self.store.saved.of(await self.store.people.of(person))
        return {each.paper.name for each in kept}


async def nothing_to_say(after, until) -> Sequence[Words]:
    """Have no note about the lists of any day."""
    return ()


def at(hour: int, day: int = 4) -> datetime:
    """Name a moment of November 2025."""
    return datetime(2025, 11, day, hour, tzinfo=UTC)


__all__ = ["ANA", "BEN", "BIRDS", "FISH", "HALL", "LAB", "LOOK", "NEXT", "Board", "Desk", "at"]
