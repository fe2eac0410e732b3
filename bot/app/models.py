"""Opens the models that write summaries and answer questions, the cheapest first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.app.outside import prices
from bot.domain.prices import cheapest_first
from bot.ports import Answerer, Purse, Summariser
from bot.settings import Settings, config_dir

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_LISTING_S = 15.0


@asynccontextmanager
async def open_writers(
    settings: Settings, purse: Purse | None = None
) -> AsyncIterator[tuple[Summariser, ...]]:
    """Open the models that write summaries; none where none is set.

    Args:
        purse: Pays for their calls; None where nobody counts.
    """
    async with _opened(settings) as models:
        if not models:
            yield ()
            return
        from bot.summarisers.openai import OpenAISummariser

        prompts, most = config_dir() / "prompts", settings.openai.answer_tokens
        yield tuple(
            OpenAISummariser(client, model, prompts, purse=purse, answer_tokens=most)
            for client, model in models
        )


@asynccontextmanager
async def open_answerers(
    settings: Settings, purse: Purse | None = None
) -> AsyncIterator[tuple[Answerer, ...]]:
    """Open the models that answer questions; none where none is set.

    Args:
        purse: Pays for their calls; None where nobody counts.
    """
    async with _opened(settings) as models:
        if not models:
            yield ()
            return
        from bot.summarisers.answering import OpenAIAnswerer

        prompts, most = config_dir() / "prompts", settings.openai.answer_tokens
        yield tuple(
            OpenAIAnswerer(client, model, prompts, purse=purse, answer_tokens=most)
            for client, model in models
        )


async def known_models(settings: Settings) -> frozenset[str] | None:
    """Ask the server for the models that it has; None where it does not list them, or is none.

    Raises:
        WriterError: It refuses the key, or is not there (`passing`).
    """
    async with _opened(settings) as models:
        if not models:
            return None
        from bot.summarisers.listing import listed

        return await listed(models[0][0].with_options(timeout=_LISTING_S, max_retries=0))


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[tuple["AsyncOpenAI", str], ...]]:
    """Open the server that models are on, and name each with its client; none where none is set."""
    chosen = settings.openai
    if not chosen.is_set:
        yield ()
        return
    # Half a second of import that nobody without a key should wait for.
    from openai import AsyncOpenAI

    async with AsyncOpenAI(
        api_key=chosen.api_key.get_secret_value() if chosen.api_key else "none",
        base_url=chosen.base_url,
        timeout=chosen.timeout_s,
        max_retries=chosen.max_retries,
    ) as client:
        yield tuple((client, model) for model in cheapest_first(chosen.models, prices(settings)))
