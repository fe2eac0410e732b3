"""A writer that does as it is told."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Aspect, Part, Summary


@dataclass
class Pen:
    """A writer that counts what it is asked, and fails as it is told.

    Attributes:
        failures: How it fails the next times; then it writes.
        free: While it is not set, it does not come to an end.
    """

    writer: str = "pen"
    prompt: str = "1"
    failures: list[Exception] = field(default_factory=list)
    asked: Counter = field(default_factory=Counter)
    payers: list[Payer] = field(default_factory=list)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0
    most_at_once: int = 0

    def __post_init__(self):
        self.free.set()

    async def summarise(self, material, order, payer=NOBODY):
        self.asked[material.paper.id, order] += 1
        self.payers.append(payer)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.began.set()
        try:
            await self.free.wait()
        finally:
            self.at_once -= 1
        if self.failures:
            raise self.failures.pop(0)
        full = material.full
        return Summary(
            material.paper.id,
            material.paper.version,
            order.detail,
            f"{self.writer} on {material.basis} in {order.language}",
            self.writer,
            self.prompt,
            language=order.language,
            basis=material.basis,
            pages=full.pages if full else None,
            parts=(Part(Aspect.POINTS, ("One.", "Two."), ("One",)),),
            figures=(2, 3),
        )
