"""One interaction, as a test holds it: what somebody did and how the bot answered."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord.changes import Changes
from tests.servers.discord.world import Channel, Message, Person


@dataclass(slots=True, eq=False, repr=False)
class Interaction:
    """Something a person did, to be answered by the bot.

    Attributes:
        acknowledged: Becomes the seconds until the first answer; never if it comes too late.
        way: How it was answered first: 4 message, 5 and 6 deferred, 7 update, 8 choices, 9 modal.
        answers: The messages that hold the answer, each once it can be read, in order.
        original: The message that `@original` means.
        choices: What was offered while typing.
        modal: The form that was opened.
        late: The time for the first answer is over, whatever the clock says.
        expired: The token is no longer good, whatever the clock says.
        ephemeral: Whether the first answer is for the person alone; None while there is none.
        followed: How many further messages have been sent.
        away: It comes from where the bot is no member.
    """

    id: int
    token: str
    kind: int
    person: Person
    channel: Channel
    data: dict[str, Any]
    message: Message | None
    sent_at: float
    born_at: float
    acknowledged: "asyncio.Future[float]"
    changes: Changes
    way: int = 0
    answers: list[Message] = field(default_factory=list)
    original: Message | None = None
    choices: list[dict[str, Any]] | None = None
    modal: dict[str, Any] | None = None
    late: bool = False
    expired: bool = False
    ephemeral: bool | None = None
    followed: int = 0

    @property
    def away(self) -> bool:
        guild = self.channel.guild
        return not guild.joined if guild else bool(self.channel.between)

    async def answer(self, number: int = 1, within: float = 5.0) -> Message:
        """Wait for the answer with this number, the first if not said, and return it."""
        await self.changes.until(lambda: len(self.answers) >= number, within)
        return self.answers[number - 1]

    async def suggestions(self, within: float = 5.0) -> list[dict[str, Any]]:
        """Wait for what is offered while typing."""
        await self.changes.until(lambda: self.choices is not None, within)
        return self.choices

    async def form(self, within: float = 5.0) -> dict[str, Any]:
        """Wait for the modal that opens."""
        await self.changes.until(lambda: self.modal is not None, within)
        return self.modal
