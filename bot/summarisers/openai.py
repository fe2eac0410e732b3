"""Summaries by a model, on OpenAI or any server that speaks its chat completions.

Not every server knows every way to ask for JSON: the strictest that works is found and kept.
"""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncOpenAI,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from typing_extensions import override

from bot.domain.errors import WriterError
from bot.domain.grounding import Facts, Source
from bot.domain.papers import Paper
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Detail, Material, Order, Summary
from bot.ports import Purse, Summariser
from bot.summarisers.charged import Charged
from bot.summarisers.prompt import SCHEMA, Draft, Prompts, read_answer, shown

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

# Strictest first; `create` takes no None, so each is a set of keyword arguments.
_FORMATS: Final[tuple[dict[str, Any], ...]] = (
    {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "summary", "strict": True, "schema": SCHEMA},
        }
    },
    {"response_format": {"type": "json_object"}},
    {},
)
_CODE: Final = re.compile(r"[a-z_]{1,40}")


class OpenAISummariser(Summariser):
    """Lets a model write, from title and abstract alone; it is given no tools.

    Args:
        client: Brings address, key, time-out of a request and number of retries.
        model: Its name as the server knows it.
        prompts: Folder of the wording.
        patience: Seconds until a summary is given up, retries and repair included. A time-out of
            the client ends only a silence, and some servers send blank lines for half an hour.
        purse: Pays for the calls; None where nobody counts.
        answer_tokens: Tokens that an answer may have, what the model thinks to itself included.
    """

    def __init__(
        self,
        client: AsyncOpenAI,
        model: str,
        prompts: Path,
        *,
        patience: float = 180.0,
        purse: Purse | None = None,
        answer_tokens: int = 4000,
    ) -> None:
        self._charged = Charged(client, model, purse, answer_tokens)
        self._model = model
        self._prompts = Prompts.read(prompts)
        self._patience = patience
        self._format = 0

    @property
    @override
    def writer(self) -> str:
        return self._model

    @property
    @override
    def prompt(self) -> str:
        return self._prompts.version

    @override
    async def summarise(self, material: Material, order: Order, payer: Payer = NOBODY) -> Summary:
        """Let the model write about a paper, and once more if the paper does not bear it all out.

        What is unsupported even then is cut, sentence by sentence.
        """
        paper, detail = material.paper, order.detail
        if not paper.abstract:
            raise WriterError("there is no abstract to summarise")
        try:
            async with asyncio.timeout(self._patience):
                draft = await self._write(paper, detail, payer)
        except TimeoutError:
            raise WriterError(
                f"{self._model} took longer than {self._patience:g} s", passing=True
            ) from None
        except (OpenAIError, ValueError) as error:
            # Not chained: a server may repeat the key in its message, and tracebacks are logged.
            passing = isinstance(error, OpenAIError)
            raise WriterError(f"{self._model} failed: {_cause(error)}", passing=passing) from None
        return Summary(
            paper.id,
            paper.version,
            detail,
            draft.text,
            self._model,
            self._prompts.version,
            figures=draft.report.figures,
        )

    async def _write(self, paper: Paper, detail: Detail, payer: Payer) -> Draft:
        source = Source.read(f"{paper.title or ''}\n{paper.abstract}", Facts.of(paper))
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": self._prompts.tasks[detail]},
            {"role": "user", "content": shown(paper)},
        ]
        answer = await self._ask(messages, payer)
        draft = None
        try:
            draft = read_answer(answer, source, detail)
            complaint = draft.complaint
        except ValueError as problem:
            complaint = str(problem)
        if draft and not complaint:
            return draft
        repair = self._prompts.repair.replace("{problem}", complaint)
        messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": repair}]
        answer = await self._ask(messages, payer)
        try:
            return read_answer(answer, source, detail)
        except ValueError as problem:
            if draft:
                return draft
            raise WriterError(f"the answer of {self._model} is unusable: {problem}") from problem

    async def _ask(self, messages: "list[ChatCompletionMessageParam]", payer: Payer) -> str:
        number = self._format
        while True:
            try:
                completion = await self._charged.ask(messages, payer, _FORMATS[number])
            except (BadRequestError, UnprocessableEntityError):
                number += 1
                if number == len(_FORMATS):
                    raise
            else:
                self._format = number
                return _content(completion)


def _content(completion: ChatCompletion) -> str:
    """Return what the model said, if it came to an end of its own accord."""
    # A proxy's HTML page comes as text, and the client believes any shape a server sends.
    choices = completion.choices if isinstance(completion, ChatCompletion) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, Choice) or not isinstance(choice.message, ChatCompletionMessage):
        raise WriterError("the answer holds no completion")
    if choice.finish_reason in ("length", "content_filter"):
        raise WriterError(f"the model was stopped: {choice.finish_reason}")
    if choice.message.refusal:
        raise WriterError("the model refused")
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
