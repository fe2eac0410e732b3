"""How much of a paper a model is shown: as much as its server has room for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.domain.summaries import Material
from bot.summarisers.excerpt import Excerpt, excerpt
from bot.summarisers.structured import TooLong

log = logging.getLogger(__name__)

_LEAST: Final = 4_000
"""Characters below which less of a paper is not tried."""

_Result = TypeVar("_Result")


class Room:
    """Finds out what a server has room for; what it refused once is not sent again.

    Args:
        model: Its name, for the log.
        most: Characters of a paper that are shown at most.
    """

    def __init__(self, model: str, most: int) -> None:
        self._model = model
        self._most = most

    async def show(
        self, material: Material, ask: Callable[[Excerpt], Awaitable[_Result]]
    ) -> _Result:
        """Ask about a paper, and again with half of it where the server has no room for more.

        Args:
            ask: Asks about what is shown; raises TooLong where that is too much.

        Raises:
            WriterError: It did not work; also TooLong, where there is no room for anything.
        """
        while True:
            most = self._most
            # A long text takes a second to choose from.
            shown = await asyncio.to_thread(excerpt, material, most)
            if not shown.whole:
                part, every = shown.characters
                name = material.paper.id
                log.info("%s is shown %s of %s characters of %s", self._model, part, every, name)
            try:
                return await ask(shown)
            except TooLong:
                less = min(most, len(shown.document)) // 2
                if less < _LEAST:
                    raise
                self._most = less
