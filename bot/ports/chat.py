"""Chat services, and where they hand over what people do."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.calls import (
    Call,
    Form,
    Joined,
    Left,
    Press,
    Reaction,
    Reply,
    Suggestion,
    Typing,
)
from bot.domain.chat import Channel, Message, MessageRef, Person, Thread, Words


class Inbox(Protocol):
    """Where a platform hands over what people do; none of these ever raises."""

    async def on_call(self, call: Call) -> Reply | None:
        """Carry out a command; None if this very event was carried out before."""

    async def on_opening(self, press: Press) -> Form | None:
        """Return the form that a button opens, at once; None for one that does something."""

    def changes_its_message(self, action: str) -> bool:
        """Say whether a button's answer takes the place of the message it stands on.

        It does so only where that message is seen by nobody else.
        """

    async def on_press(self, press: Press) -> Reply | None:
        """Carry out what a button says; None if this very event was carried out before."""

    async def on_reaction(self, reaction: Reaction) -> None:
        """Take note of a reaction."""

    async def on_typing(self, typing: Typing) -> Sequence[Suggestion]:
        """Suggest what an option could be, best first, at most 25."""

    async def on_home(self, person: Person) -> Message:
        """Return what somebody sees who opens the page that a platform keeps for them with us.

        Its buttons act in their direct messages.
        """

    async def on_links(self, links: Sequence[str], channel: Channel) -> Mapping[str, Message]:
        """Return what is known, without asking anybody, behind links that people write.

        Nothing where those in charge of the place have not asked for it.
        """

    async def on_joined(self, joined: Joined) -> None:
        """Take note that we were put somewhere."""

    async def on_left(self, left: Left) -> None:
        """Take note that we are gone from somewhere."""

    async def language(self, channel: Channel, person: Person | None = None) -> str:
        """Return the language to speak in; '' for the bot's own.

        Args:
            person: Whom alone it is said to; None for what all of a channel see.
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

    @property
    def spaces(self) -> Collection[str] | None:
        """Every space we are in; None where the service has not told us of all of them."""
        return None

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

    async def inspect(
        self, channels: Sequence[Channel]
    ) -> AsyncGenerator[tuple[Channel | None, Sequence[Words]], None]:
        """Ask the service, without connecting, what keeps us from our work, with what to do.

        First about ourselves (None), then about each of the channels as it has been looked at.
        Where nothing can be missing, this is all there is to it.

        Raises:
            SettingsError: The service refuses our token.
            DeliveryError: It cannot be reached.
        """
        for each in channels:
            yield each, ()

    async def direct(self, person: Person) -> Channel:
        """Return the private channel of a person and us.

        Raises:
            DeliveryError: The person takes no messages from us.
        """

    async def standing(self, person: Person, channel: Channel) -> Person | None:
        """Return somebody, by their native id, as they are in a channel now; None where unknown.

        Its rights are those of that moment, whatever was true before.

        Raises:
            DeliveryError: The service would not say, for a reason that passes.
        """

    async def visible(self, person: Person, channels: Sequence[Channel]) -> Sequence[Channel]:
        """Return those of some channels of one space that somebody certainly may see there."""

    async def roles(self, channel: Channel) -> Mapping[str, str]:
        """Return what roles are called in the space of a channel, by id; none where there are none.

        Those that everybody has are left out.
        """
