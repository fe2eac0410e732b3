"""Who writes, whether it can, and what it may cost."""

from difflib import get_close_matches

from bot.app import known_models, open_store, prices, purse
from bot.cli.doctor.finding import State, Wrong
from bot.domain.errors import WriterError
from bot.domain.spend import Scope, can_be_kept
from bot.settings import Settings

_OFFERED = 3


async def summaries(settings: Settings) -> str:
    """Say who writes, and see that its price is known where there is a limit in USD."""
    chosen = settings.openai
    if not chosen.is_set:
        return "in the authors' own words (OPENAI_API_KEY or OPENAI_BASE_URL turn a model on)"
    if not can_be_kept(settings.spend.budgets, prices(settings).of(chosen.model)):
        raise Wrong(
            f"{chosen.model} is not asked: there is a limit in USD, and no price of it is known.",
            "Set PAPERBOY_SPEND__PRICE_ASKED and PAPERBOY_SPEND__PRICE_ANSWERED to USD for a "
            "million tokens, 0 where the model is your own, or set limits in tokens.",
        )
    return f"by {chosen.model}"


async def model(settings: Settings) -> str:
    """Ask the server which models it has."""
    chosen = settings.openai
    if not chosen.is_set:
        return "none"
    where = chosen.base_url or "OpenAI"
    try:
        there = await known_models(settings)
    except WriterError as error:
        fix = (
            "See PAPERBOY_OPENAI__BASE_URL, and whether this machine may reach it."
            if error.passing
            else "See PAPERBOY_OPENAI__API_KEY: make a new key where you pay for the model."
        )
        raise Wrong(
            f"{where}: {error}. Until then papers are quoted in their authors' own words.", fix
        ) from error
    if there is None:
        return f"{where} answers, and does not list its models"
    for each in chosen.models:
        if each not in there:
            close = get_close_matches(each, there, _OFFERED) or sorted(there)[:_OFFERED]
            raise Wrong(
                f"{where} has no model {each}.",
                f"Set PAPERBOY_OPENAI__MODEL to one that it has, such as {', '.join(close)}.",
            )
    return f"{where} has {' and '.join(chosen.models)}"


async def budget(settings: Settings) -> str:
    """See whether what everybody may use up has been used up."""
    if not settings.openai.is_set or not settings.spend.budgets:
        return "no limit is set" if settings.openai.is_set else "nothing is spent"
    async with open_store(settings) as store:
        spending = purse(settings, store)
        for each in settings.spend.budgets:
            if each.scope is not Scope.ALL:
                continue
            if not each.left(await spending.used(each.scope, each.period)):
                setting = f"PAPERBOY_SPEND__{each.name.replace('-', '_').upper()}"
                raise Wrong(
                    f"the limit {setting} is reached: papers are quoted in their authors' own "
                    "words for now.",
                    "It goes on by itself at midnight UTC or on the first of the month, or raise "
                    "the limit. paperboy usage shows who used it.",
                    State.NOTE,
                )
    return "within the limits"
