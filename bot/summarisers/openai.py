"""Texts about papers by a model, on OpenAI or any server that speaks its chat completions.

excerpt     what it is shown: the paper as one JSON value, within bounds; `commands` what in
            it speaks to a model and bears nothing out; `room` shows less where it is too much
prompt      what it is told, in `shapes` what its answer must look like
structured  how it is asked, on whatever server; `charged` pays
answers     JSON in what it says; `tidying` makes plain text of that
drafts      every line looked up in the paper; `unfit` is what no line may hold
"""

import asyncio
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from openai import AsyncOpenAI
from typing_extensions import override

from bot.domain.errors import WriterError
from bot.domain.grounding import Facts, Source
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import LIMITS, Material, Order, Summary
from bot.ports import Purse, Summariser
from bot.summarisers.charged import Charged
from bot.summarisers.drafts import Draft, Examiner
from bot.summarisers.excerpt import Excerpt
from bot.summarisers.prompt import Prompts
from bot.summarisers.room import Room
from bot.summarisers.shapes import schema
from bot.summarisers.structured import Structured
from bot.summarisers.unfit import secret

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

log = logging.getLogger(__name__)


class OpenAISummariser(Summariser):
    """Lets a model write, from what it is shown alone; it is given no tools.

    Args:
        client: Brings address, key, time-out of a request and number of retries.
        model: Its name as the server knows it.
        prompts: Folder of the wording.
        patience: Seconds until a summary is given up, retries and repair included. A time-out of
            the client ends only a silence, and some servers send blank lines for half an hour.
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
        self._prompts = Prompts.read(prompts)
        self._patience = patience
        self._room = Room(model, most_text)

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
        full = material.full
        if not material.paper.abstract and full is None:
            raise WriterError("there is no abstract to summarise")
        try:
            async with asyncio.timeout(self._patience):
                shown, draft = await self._room.show(
                    material, partial(self._write, material, order, payer)
                )
        except TimeoutError:
            raise WriterError(
                f"{self._model} took longer than {self._patience:g} s", passing=True
            ) from None
        return Summary(
            material.paper.id,
            material.paper.version,
            order.detail,
            draft.line(LIMITS[order.detail]),
            self._model,
            self._prompts.version,
            figures=draft.figures,
            language=order.language,
            parts=draft.written(),
            basis=material.basis,
            pages=full.pages if full else None,
            pages_read=shown.pages_read,
            lack=material.lack,
        )

    async def _write(
        self, material: Material, order: Order, payer: Payer, shown: Excerpt
    ) -> tuple[Excerpt, Draft]:
        system = self._prompts.system(order)
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": system},
            {"role": "user", "content": shown.document},
        ]
        answer = await self._structured.ask(messages, schema(order), payer)
        facts = Facts.of(material.paper)
        source = await asyncio.to_thread(Source.read, shown.witness, facts)
        examiner = Examiner(order, material.basis, source, secret(system))
        draft = await asyncio.to_thread(examiner.examine, answer)
        if draft.complaint:
            draft = await self._repaired(draft, examiner, [*messages], answer, payer)
        if not draft.usable or not draft.line(LIMITS[order.detail]):
            raise WriterError(f"the answer of {self._model} is unusable: {draft.complaint}")
        return shown, draft

    async def _repaired(
        self,
        draft: Draft,
        examiner: Examiner,
        messages: "list[ChatCompletionMessageParam]",
        answer: str,
        payer: Payer,
    ) -> Draft:
        """Name to the model what is wrong, once.

        A repair that fails or is of no use leaves what was true before.
        """
        messages += [
            {"role": "assistant", "content": answer},
            {"role": "user", "content": self._prompts.repair(draft.complaint)},
        ]
        try:
            again = await self._structured.ask(messages, schema(examiner.order), payer)
        except WriterError as error:
            if not draft.usable:
                raise
            log.info("%s: the repair of a usable answer failed: %s", self._model, error)
            return draft
        later = await asyncio.to_thread(examiner.examine, again)
        return later.over(draft)
