"""Calls to a model that are paid for: every single request, in advance, at its worst case."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import httpx2
from openai import (
    APIConnectionError,
    APIStatusError,
    AsyncOpenAI,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletion

from bot.domain.errors import LimitReached
from bot.domain.prices import Tokens, worst_case
from bot.domain.spend import Payer, Reservation
from bot.ports import Purse

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_LIMITS: Final = ("max_completion_tokens", "max_tokens")
"""What the most tokens of an answer are called: by OpenAI, and by who speaks as it once did."""

_FIRST_PAUSE_S: Final = 0.5
_LONGEST_PAUSE_S: Final = 8.0
_LONGEST_WISH_S: Final = 120.0
"""Whoever asks us to wait longer is not asked again."""

_UNREACHED: Final = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""Why a request never left."""


class Charged:
    """A model whose calls are paid for.

    The client's own way to try again is not used: each try may cost as much as the first, and
    whether it did can only be seen from one try alone.

    Args:
        client: Brings address, key, time-out of a request and number of retries.
        model: Its name as the server knows it.
        purse: Pays; None where nobody counts.
        answer: Tokens that an answer may have.
    """

    def __init__(self, client: AsyncOpenAI, model: str, purse: Purse | None, answer: int) -> None:
        self._client = client.with_options(max_retries=0)
        self._retries = client.max_retries
        self._model = model
        self._purse = purse
        self._answer = answer
        self._limit = 0 if client.base_url.host.endswith("openai.com") else 1

    async def ask(
        self,
        messages: "Sequence[ChatCompletionMessageParam]",
        payer: Payer,
        options: dict[str, Any],
    ) -> ChatCompletion:
        """Ask the model, and again where a failure may pass.

        Args:
            messages: What it is asked.
            options: How it should answer.

        Raises:
            LimitReached: It might cost more than is left.
            OpenAIError: It did not work, the last time too.
            ValueError: The answer makes no sense.
        """
        sent = (json.dumps(each, ensure_ascii=False) for each in (*messages, options))
        worst = worst_case(sent, self._answer)
        tries, other_limit = 0, False
        while True:
            asked = {"messages": messages, _LIMITS[self._limit]: self._answer, **options}
            try:
                return await self._once(asked, worst, payer)
            except OpenAIError as error:
                if not other_limit and self._knows_another_limit(error):
                    self._limit, other_limit = 1 - self._limit, True
                    continue
                pause = _pause(error, tries)
                if pause is None or tries == self._retries:
                    raise
            tries += 1
            await asyncio.sleep(pause)

    async def _once(self, asked: dict[str, Any], worst: Tokens, payer: Payer) -> ChatCompletion:
        """Make one request, and count it whatever becomes of it."""
        purse = self._purse
        held = await self._reserved(purse, worst, payer) if purse else None
        used, free = None, False
        try:
            create = self._client.chat.completions.create
            answer: ChatCompletion = await create(model=self._model, **asked)
            used = _used(answer)
        except OpenAIError as error:
            free = _cost_nothing(error)
            raise
        finally:
            # Also where we are cancelled: the server may go on, and be paid for it.
            if purse and held:
                await (purse.release(held) if free else purse.settle(held, used))
        return answer

    async def _reserved(self, purse: Purse, worst: Tokens, payer: Payer) -> Reservation:
        """Set aside what a request may cost; give it back where we are cancelled meanwhile."""
        reserving = asyncio.ensure_future(purse.reserve(self._model, worst, payer))
        try:
            return await asyncio.shield(reserving)
        except asyncio.CancelledError:
            # It may be set aside by now, and nobody else would give it back.
            with suppress(LimitReached):
                await purse.release(await reserving)
            raise

    def _knows_another_limit(self, error: OpenAIError) -> bool:
        """Say whether a server refuses what we call the most tokens of an answer."""
        if not isinstance(error, BadRequestError | UnprocessableEntityError):
            return False
        return _LIMITS[self._limit] in str(error.body)


def _used(answer: object) -> Tokens | None:
    """Read what a server says it used; None where it does not, or makes no sense."""
    usage = answer.usage if isinstance(answer, ChatCompletion) else None
    counts = [
        getattr(usage, name, None)
        for name in ("prompt_tokens", "completion_tokens", "total_tokens")
    ]
    asked, answered, every = (each if isinstance(each, int) else -1 for each in counts)
    if asked < 0 or answered < 0:
        return None
    # Some leave what a model thinks to itself out of the answer, but not out of the total.
    return Tokens(asked, max(answered, every - asked))


def _cost_nothing(error: OpenAIError) -> bool:
    """Say whether a server certainly did no work.

    One that failed, or whose answer never came, may have worked all the same.
    """
    if isinstance(error, APIStatusError):
        return error.status_code < 500
    return isinstance(error, APIConnectionError) and isinstance(error.__cause__, _UNREACHED)


def _pause(error: OpenAIError, tries: int) -> float | None:
    """Return how many seconds to wait before the same is asked again; None where that is no use."""
    pause: float = min(_FIRST_PAUSE_S * 2.0**tries, _LONGEST_PAUSE_S)
    if isinstance(error, APIConnectionError):
        return pause
    if not isinstance(error, APIStatusError) or error.code == "insufficient_quota":
        return None
    headers: Mapping[str, str] = error.response.headers
    passing = error.status_code in (408, 409, 429) or error.status_code >= 500
    if headers.get("x-should-retry", str(passing)).casefold() != "true":
        return None
    wish = _seconds(headers.get("retry-after-ms"), 1000) or _seconds(headers.get("retry-after"), 1)
    if wish is None:
        return pause
    return wish if wish <= _LONGEST_WISH_S else None


def _seconds(text: str | None, parts: int) -> float | None:
    """Read a number of seconds, or of parts of one; nothing else, such as a date."""
    try:
        seconds = float(text or "") / parts
    except ValueError:
        return None
    return seconds if seconds >= 0 else None
