"""Who says what papers are about and answers questions, and what pays for it."""

from typing import Protocol

from bot.domain.answers import Answer
from bot.domain.prices import Tokens
from bot.domain.spend import NOBODY, Payer, Reservation
from bot.domain.summaries import Material, Order, Summary


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
