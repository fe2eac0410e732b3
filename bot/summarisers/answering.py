"""Answers to questions about a paper by a model, on any server that speaks chat completions."""

import asyncio
import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from openai import AsyncOpenAI
from typing_extensions import override

from bot.domain.answers import MOST_SENTENCES, Answer, Claim, Verdict, verify
from bot.domain.errors import WriterError
from bot.domain.grounding import Sentence
from bot.domain.quotable import Quotable
from bot.domain.sentences import split
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Material
from bot.ports import Answerer, Purse
from bot.summarisers.answers import objects
from bot.summarisers.charged import Charged
from bot.summarisers.commands import speaks_to_models, without_commands
from bot.summarisers.excerpt import Excerpt
from bot.summarisers.room import Room
from bot.summarisers.scripts import named, written_in
from bot.summarisers.structured import Structured
from bot.summarisers.tidying import tidy
from bot.summarisers.unfit import Secret, faults, secret

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_SENTENCES: Final = "sentences"
_STRING: Final = {"type": "string"}
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        _SENTENCES: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"text": _STRING, "quote": _STRING},
                "required": ["text", "quote"],
                "additionalProperties": False,
            },
        }
    },
    "required": [_SENTENCES],
    "additionalProperties": False,
}
_ORDER: Final = re.compile(
    r"\W*(?:please,? |now,? )?"
    r"(?:(?:answer|reply|respond|output|print|write)(?::| (?:only|with|that|in)\b"
    r"| (?-i:[A-Z]{2}|[\"'“]))"
    r"|(?:say|tell|send|email|ignore|disregard|forget|pretend|repeat)\b(?!-))",
    re.IGNORECASE,
)
"""How no answer begins, and nothing that bears one out: with an order to somebody."""

_MANY: Final = 8
"""Faults that are named to the model."""


class OpenAIAnswerer(Answerer):
    """Lets a model answer, from one paper and a question; it is given no tools.

    Args:
        client: Brings address, key, time-out of a request and number of retries.
        model: Its name as the server knows it.
        prompts: Folder of the wording: `ask.md` and `repair.md`.
        patience: Seconds until an answer is given up, retries and repair included.
        purse: Pays for the calls; None where nobody counts.
        answer_tokens: Tokens that an answer may have, what the model thinks to itself included.
        most_text: Characters of a paper that it is shown at most. A server that has no room for
            them is shown half as many from then on.
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
        most_text: int = 60_000,
    ) -> None:
        self._model = model
        self._structured = Structured(Charged(client, model, purse, answer_tokens), model)
        self._task = (prompts / "ask.md").read_text(encoding="utf-8")
        self._repair = (prompts / "repair.md").read_text(encoding="utf-8")
        self._prompt = hashlib.sha256(f"{self._task}\0{self._repair}".encode()).hexdigest()[:12]
        self._patience = patience
        self._room = Room(model, most_text)

    @property
    @override
    def writer(self) -> str:
        return self._model

    @override
    async def answer(
        self, material: Material, question: str, language: str = "en", payer: Payer = NOBODY
    ) -> Answer:
        """Let the model answer, and once more if the paper does not bear it all out.

        What is unsupported even then is cut, sentence by sentence.
        """
        if not material.paper.abstract and material.full is None:
            raise WriterError("there is nothing to answer from")
        try:
            async with asyncio.timeout(self._patience):
                return await self._answer(material, question, language, payer)
        except TimeoutError:
            raise WriterError(
                f"{self._model} took longer than {self._patience:g} s", passing=True
            ) from None

    async def _answer(
        self, material: Material, question: str, language: str, payer: Payer
    ) -> Answer:
        system = self._task.strip().replace("{language}", named(language))
        # A long text takes a second to read.
        quotable = await asyncio.to_thread(Quotable.of, material, _evidence)
        judge = partial(_judged, material, quotable, language, secret(system))

        async def ask(shown: Excerpt) -> tuple[Excerpt, Verdict]:
            messages: list[ChatCompletionMessageParam] = [
                {"role": "system", "content": system},
                {"role": "user", "content": _document(question, shown)},
            ]
            return shown, await self._verdict(messages, judge, payer)

        shown, verdict = await self._room.show(material, ask)
        return Answer.of(
            material,
            question,
            verdict.said,
            writer=self._model,
            prompt=self._prompt,
            pages_read=shown.pages_read,
        )

    async def _verdict(
        self,
        messages: "list[ChatCompletionMessageParam]",
        judge: "partial[Verdict | None]",
        payer: Payer,
    ) -> Verdict:
        """Ask, and where the answer may not stand whole, name what is wrong with it, once."""
        answer = await self._structured.ask(messages, _SCHEMA, payer)
        first = await asyncio.to_thread(judge, answer)
        if first and not first.faults:
            return first
        problem = "; ".join(first.faults[:_MANY]) if first else f"it has no list {_SENTENCES!r}"
        repair = self._repair.strip().replace("{problem}", problem)
        messages = [
            *messages,
            {"role": "assistant", "content": answer},
            {"role": "user", "content": repair},
        ]
        try:
            again = await self._structured.ask(messages, _SCHEMA, payer)
        except WriterError:
            if first is None or not first.said:
                raise
            return first
        second = await asyncio.to_thread(judge, again)
        usable = [each for each in (second, first) if each]
        if not usable:
            raise WriterError(f"the answer of {self._model} is unusable: {problem}")
        return max(usable, key=lambda verdict: len(verdict.said))


def _document(question: str, shown: Excerpt) -> str:
    """Write question and paper as one JSON value: no text can end a JSON string from within."""
    return f'{{"question": {json.dumps(question, ensure_ascii=False)}, "paper": {shown.document}}}'


def _judged(
    material: Material, quotable: Quotable, language: str, told: Secret, answer: str
) -> Verdict | None:
    """Look up what a model answered; None where it is no answer."""
    claims = _claims(answer, language)
    if claims is None:
        return None
    strange = [each for each in claims if not written_in(each.text, language)]
    verdict = verify(
        [each for each in claims if each not in strange],
        material.paper,
        quotable,
        lambda sentence: _unfit(sentence, told),
    )
    wrong = [f"{each.text[:80]!r} is not in {named(language)}" for each in strange]
    return Verdict(verdict.said, (*wrong, *verdict.faults))


def _unfit(sentence: Sentence, told: Secret) -> Iterator[str]:
    yield from faults(sentence, told)
    if speaks_to_models(sentence.text) or _ORDER.match(sentence.text):
        yield sentence.text


def _evidence(text: str) -> str:
    """Leave out what speaks to a model: what somebody wants to have said is no evidence of it."""
    return "\n\n".join(
        " ".join(each for each in split(paragraph) if not _ORDER.match(each))
        for paragraph in without_commands(text).split("\n\n")
    )


def _claims(answer: str, language: str) -> list[Claim] | None:
    for found in objects(answer):
        if isinstance(listed := found.get(_SENTENCES), list):
            return list(_read(listed[:MOST_SENTENCES], language))
    return None


def _read(listed: list[Any], language: str) -> Iterator[Claim]:
    for each in listed:
        text, quote = (each.get("text"), each.get("quote")) if isinstance(each, dict) else ("", "")
        if isinstance(text, str) and isinstance(quote, str) and text.strip():
            yield Claim(tidy(text, language)[0], quote)
