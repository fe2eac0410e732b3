"""Answers in JSON from any server that speaks OpenAI's chat completions.

Not every server knows every way to ask for JSON: the strictest that works is found and kept.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from bot.domain.errors import WriterError
from bot.domain.spend import Payer
from bot.summarisers.charged import Charged

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_CODE: Final = re.compile(r"[a-z_]{1,40}")
_ENDED: Final = (None, "", "stop", "eos", "eos_token", "end_turn", "stop_sequence")
"""Why a model stops of its own accord; the first is OpenAI's word, the others were seen elsewhere.
Anything else, first of all `length`, is not a whole answer."""

_FILTERED: Final = ("content_filter", "content_policy_violation")
_TOO_LONG: Final = re.compile(
    r"context_length|context (?:length|window|size)|too (?:many tokens|long)|"
    r"maximum (?:number of tokens|\w+ length)",
    re.IGNORECASE,
)
_ABOUT_IT: Final = (400, 413, 414, 422)
"""What a server says of what it is asked. Anything else it would say of any text: a wrong key or
an empty purse is no reason to leave a paper alone once it is mended."""


class TooLong(WriterError):
    """The model takes no texts of that length."""


class Structured:
    """Asks a model for JSON.

    Args:
        charged: The model.
        model: Its name, for errors.
    """

    def __init__(self, charged: Charged, model: str) -> None:
        self._charged = charged
        self._model = model
        self._format = 0

    async def ask(
        self,
        messages: "Sequence[ChatCompletionMessageParam]",
        schema: dict[str, Any],
        payer: Payer,
    ) -> str:
        """Return what the model says, if it came to an end of its own accord.

        Args:
            messages: What it is asked; they describe the answer too, for the schema may be refused.

        Raises:
            TooLong: It is asked too much at once.
            LimitReached: It might cost more than is left.
            WriterError: It did not work; without the server's prose, which may hold the key.
        """
        try:
            return _content(await self._completion(messages, schema, payer))
        except (OpenAIError, ValueError) as error:
            kind = TooLong if _too_long(error) else WriterError
            raise kind(f"{self._model} failed: {_cause(error)}", passing=_passes(error)) from None

    async def _completion(
        self,
        messages: "Sequence[ChatCompletionMessageParam]",
        schema: dict[str, Any],
        payer: Payer,
    ) -> ChatCompletion:
        # Strictest first; `create` takes no None, so each is a set of keyword arguments.
        wrapped = {"name": "summary", "strict": True, "schema": schema}
        formats: tuple[dict[str, Any], ...] = (
            {"response_format": {"type": "json_schema", "json_schema": wrapped}},
            {"response_format": {"type": "json_object"}},
            {},
        )
        number = self._format
        while True:
            try:
                completion = await self._charged.ask(messages, payer, formats[number])
            except (BadRequestError, UnprocessableEntityError) as error:
                number += 1
                if number == len(formats) or _too_long(error) or error.code in _FILTERED:
                    raise
            else:
                self._format = number
                return completion


def _content(completion: ChatCompletion) -> str:
    # A proxy's HTML page comes as text, and the client believes any shape a server sends.
    choices = completion.choices if isinstance(completion, ChatCompletion) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Choice) or not isinstance(choice.message, ChatCompletionMessage):
        raise WriterError("the answer holds no completion")
    if choice.message.refusal:
        raise WriterError("the model refused")
    reason: object = choice.finish_reason
    if reason not in _ENDED:
        known = isinstance(reason, str) and _CODE.fullmatch(reason)
        raise WriterError(f"the model was stopped: {reason if known else 'it is not said why'}")
    if not choice.message.content or not isinstance(choice.message.content, str):
        raise WriterError("the answer is empty")
    return choice.message.content


def _cause(error: Exception) -> str:
    """Name what went wrong, without the server's prose."""
    if isinstance(error, APITimeoutError):
        return "no answer in time"
    if isinstance(error, APIConnectionError):
        return "cannot be reached"
    if isinstance(error, APIStatusError):
        code = str(error.code or error.type or "")
        return f"HTTP {error.status_code} {code if _CODE.fullmatch(code) else ''}".rstrip()
    # The client lets the ValueError of a body that is no JSON through as it is.
    return "the answer is not JSON" if isinstance(error, ValueError) else type(error).__name__


def _passes(error: Exception) -> bool:
    """Say whether the same may work later, for it failed for no fault of its own."""
    if isinstance(error, APIStatusError):
        return error.status_code not in _ABOUT_IT
    return isinstance(error, APIConnectionError)


def _too_long(error: Exception) -> bool:
    """Say whether a server has no room for what it is asked: each says so in words of its own."""
    if not isinstance(error, BadRequestError | UnprocessableEntityError):
        return False
    return _TOO_LONG.search(f"{error.code} {error.body}") is not None
