"""Opens what answers questions about papers."""

import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app.outside import model_client, prices
from bot.domain.prices import cheapest_first
from bot.ports import Answerer, Purse
from bot.settings import Settings, config_dir


def question_words() -> dict[str, tuple[str, ...]]:
    """Read what words in other scripts mean in a question about a paper."""
    known = tomllib.loads((config_dir() / "glossary.toml").read_text(encoding="utf-8"))
    # Topics know categories besides, which no paper speaks of.
    topical = {
        word: tuple(each.strip('"') for each in meant if "." not in each)
        for word, meant in known["words"].items()
    }
    asking = {word: tuple(meant) for word, meant in known["asking"].items()}
    return {word: meant for word, meant in (topical | asking).items() if meant}


@asynccontextmanager
async def open_answerers(
    settings: Settings, purse: Purse | None = None
) -> AsyncIterator[tuple[Answerer, ...]]:
    """Open the models that answer questions, the cheapest first; none where none is set.

    Args:
        purse: Pays for their calls; None where nobody counts.
    """
    chosen = settings.openai
    if not chosen.is_set:
        yield ()
        return
    from bot.summarisers.answering import OpenAIAnswerer

    async with model_client(settings) as client:
        yield tuple(
            OpenAIAnswerer(
                client,
                model,
                config_dir() / "prompts",
                purse=purse,
                answer_tokens=chosen.answer_tokens,
            )
            for model in cheapest_first(chosen.models, prices(settings))
        )
