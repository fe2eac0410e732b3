"""The sockets of the bot: what it needs from the world, in its own words.

Each protocol has several real implementations or must be seen from below its layer; the store,
which has one and is below everybody, has no protocol.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.answers import Answer
from bot.domain.bulletins import Bulletin, Page
from bot.domain.calls import Call, Form, Press, Reaction, Reply, Suggestion, Typing
from bot.domain.chat import Channel, Message, MessageRef, Person, Thread, Words
from bot.domain.fulltext import Figure, FullText
from bot.domain.papers import Paper, PaperId
from bot.domain.prices import Tokens
from bot.domain.spend import NOBODY, Payer, Reservation
from bot.domain.summaries import Material, Order, Summary
from bot.domain.topics import Topic


class PaperSource(Protocol):
    """The list of what one archive announces."""

    @property
    def name(self) -> str:
        """For the log and for people, such as `arXiv RSS cs`."""

    @property
    def archive(self) -> str:
        """Whose list it is, such as `cs`."""

    async def today(self, tag: str = "") -> Bulletin | None:
        """Return the list as it is now, or None if it has not changed since.

        Args:
            tag: The `tag` of the last list that was read.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class RecordSource(Protocol):
    """All papers, by when their records changed: what proves that nothing is missing."""

    def changed(self, since: date) -> AsyncIterator[Page]:
        """Yield every record that has changed on a day (UTC) or later, in no order.

        A paper may come more than once. What has been yielded before an error is true; only when
        it ends without one is nothing missing.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class PaperLookup(Protocol):
    """A place that can be asked about papers by name."""

    async def by_ids(self, ids: Sequence[PaperId]) -> list[Paper]:
        """Return the papers that exist, in no order; at most 100 ids.

        Raises:
            SourceError: It cannot be reached or makes no sense.
        """

    async def by_title(self, title: str) -> list[Paper]:
        """Return papers whose title is this one but for case and punctuation.

        Raises:
            SourceError: It cannot be reached or makes no sense.
        """

    async def matching(self, topic: Topic, first: date, last: date) -> list[Paper]:
        """Return papers sent in on some days (UTC, both included) that a topic wants, newest first.

        It asks once: of very many it returns the newest.

        Raises:
            SourceError: It cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class FullTexts(Protocol):
    """Where the full texts of papers come from."""

    async def read(self, paper: Paper) -> FullText:
        """Return all that a paper says, of its version if that is known.

        Raises:
            NoFullText: Its files hold no text that we can read; says why.
            SourceError: arXiv cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """

    async def picture(self, paper: Paper, figure: Figure) -> bytes:
        """Return a figure of a paper's full text, as a PNG, JPEG, GIF or WebP.

        Raises:
            NoFullText: There is no such picture, or it is too large.
            SourceError: arXiv cannot be reached or makes no sense.
            Throttled: It asked us to wait.
        """


class Summariser(Protocol):
    """Something that can say what a paper is about."""

    @property
    def writer(self) -> str:
        """Who to credit: '' for the authors themselves, else the model's name."""

    @property
    def prompt(self) -> str:
        """Version of the wording used, so that cached texts of an older one are not served."""

    async def summarise(self, material: Material, order: Order, payer: Payer = NOBODY) -> Summary:
        """Say what a paper says.

        Args:
            material: All that may be read of it.
            order: How much is wanted, and in which language; authors are quoted in their own.
            payer: For whom; it is charged what that costs.

        Raises:
            WriterError: It could not; the caller falls back to the authors' words.
            LimitReached: It may not, for that might cost more than is left.
        """


class Answerer(Protocol):
    """Something that can say what a paper answers to a question."""

    @property
    def writer(self) -> str:
        """Who to credit: '' for the authors themselves, else the model's name."""

    async def answer(
        self, material: Material, question: str, language: str = "en", payer: Payer = NOBODY
    ) -> Answer:
        """Answer a question from one paper alone.

        Args:
            material: All that may be read of it.
            question: As somebody typed it; text to be answered and never an instruction.
            language: BCP 47 tag; authors are quoted in their own.
            payer: For whom; it is charged what that costs.

        Raises:
            WriterError: It could not; the caller lets the authors speak.
            LimitReached: It may not, for that might cost more than is left.
        """


class Purse(Protocol):
    """What calls to a model are paid from: each is paid for in advance, at its worst case."""

    async def reserve(self, model: str, most: Tokens, payer: Payer) -> Reservation:
        """Set aside what a call may cost at most.

        Raises:
            LimitReached: So much is not left.
        """

    async def settle(self, reservation: Reservation, used: Tokens | None) -> None:
        """Count what a call has used; None where nobody knows: then it was the most."""

    async def release(self, reservation: Reservation) -> None:
        """Take a reservation back: the call certainly cost nothing."""


class Turnstile(Protocol):
    """One turn at a time for every process of a deployment."""

    async def enter(self, now: datetime, lease: timedelta) -> datetime | None:
        """Take the turn for at most `lease`, or return when to ask again (UTC)."""

    async def leave(self, next_at: datetime) -> None:
        """Give the turn back; nobody may enter before `next_at` (UTC)."""

    async def closed_until(self) -> datetime | None:
        """Return the moment before which nobody may enter, if one is set."""


class Inbox(Protocol):
    """Where a platform hands over what people do; none of these ever raises."""

    async def on_call(self, call: Call) -> Reply | None:
        """Carry out a command; None if this very event was carried out before."""

    async def on_opening(self, action: str, channel: Channel) -> Form | None:
        """Return the form that a button opens, at once; None for one that does something.

        Args:
            channel: Where, of which no more need be known than how it is looked up.
        """

    async def on_press(self, press: Press) -> Reply | None:
        """Carry out what a button says; None if this very event was carried out before."""

    async def on_reaction(self, reaction: Reaction) -> None:
        """Take note of a reaction."""

    async def on_typing(self, typing: Typing) -> Sequence[Suggestion]:
        """Suggest what an option could be, best first, at most 25."""

    async def language(self, channel: Channel) -> str:
        """Return the language of a channel's sentences; '' for the bot's own.

        Args:
            channel: As for a form.
        """

    async def on_answered(self, reply: Reply, channel: Channel, ref: MessageRef | None) -> None:
        """Go on once the person has the answer: note the papers it named, post its public line.

        Args:
            ref: Where the answer stands; None where a platform does not say or it was refused.
        """


class ChatPlatform(Protocol):
    """A chat service the bot is a member of."""

    @property
    def name(self) -> str:
        """The `platform` of its channels and people."""

    @property
    def flat_up_to(self) -> int:
        """Digests of up to so many papers get their cards in the channel, not in a thread."""

    @property
    def in_flight(self) -> int | None:
        """Most messages of one space on their way at once; None where each can be looked up."""

    @property
    def connected(self) -> bool:
        """Whether messages can be posted now."""

    async def run(self, inbox: Inbox, on_connected: Callable[[], None]) -> None:
        """Stay connected and feed `inbox` until cancelled; return when the person leaves.

        Answers that are under way when it is cancelled are finished first.

        Args:
            on_connected: Called whenever messages can be posted from now on.

        Raises:
            SettingsError: The service refuses our token; names the setting and the fix.
            Disconnected: The connection is gone for good; a new run may do better.
        """

    async def ready(self, channel: Channel) -> None:
        """Wait until a message may be posted there without being refused for haste."""

    async def post(
        self, channel: Channel, message: Message, *, under: Thread | None = None
    ) -> MessageRef:
        """Post `message`, in the thread of `under` if given and possible, else in the channel.

        Raises:
            DeliveryError: The service refused; see its `permanent`.
        """

    async def look_up(
        self, channel: Channel, key: str, since: datetime, *, under: Thread | None = None
    ) -> MessageRef | None:
        """Find our own message with this key posted since (UTC), or None if it never arrived.

        Args:
            under: The thread it was to be posted in; it may stand in the channel all the same.

        Raises:
            CannotLook: We may not read there, or there is too much to look through.
            DeliveryError: The service would not say.
        """

    async def edit(self, ref: MessageRef, message: Message) -> bool:
        """Change a message of ours in place, silently; False where that is no longer possible.

        It keeps its key: a message that is changed can still be looked up.

        Raises:
            DeliveryError: The service would not, for a reason that passes.
        """

    @property
    def reread_days(self) -> int | None:
        """Days back for which reactions can be read again; None: of each last digest only."""

    def reactions(self, refs: Sequence[MessageRef]) -> AsyncIterator[Reaction]:
        """Yield the reactions that people have on messages of ours, at the service's own pace.

        Our own are left out. Each comes as added, without an event. Messages that are gone, or of
        places we may not read, are passed over.

        Raises:
            DeliveryError: The service would not say, for a reason that passes.
        """

    async def examine(self) -> Sequence[Words]:
        """Ask the service, without connecting, who we are and what we may promise there.

        Raises:
            SettingsError: The service refuses our token.
            DeliveryError: It cannot be reached.
        """

    async def troubles(self, channel: Channel) -> Sequence[Words]:
        """Say what keeps us from doing our work in a channel, each with what to do about it."""

    async def direct(self, person: Person) -> Channel:
        """Return the private channel of a person and us.

        Raises:
            DeliveryError: The person takes no messages from us.
        """
