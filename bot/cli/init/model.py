"""The wizard's part about a model: its server, its name, and what it may use up."""

from decimal import Decimal

from bot.app import known_models
from bot.cli.init.asking import Asking
from bot.domain.errors import SettingsError, WriterError
from bot.domain.prices import NANO
from bot.domain.spend import Amount, Unit
from bot.settings import Settings

_KEYS = "https://platform.openai.com/api-keys"


def model(ask: Asking) -> None:
    """Ask who writes summaries, and how much that may cost."""
    ask.head("Summaries")
    ask.say("Without a model, papers are quoted in their authors' own words, for nothing.")
    chosen = ask.draft.settings.openai
    if not ask.agreed("Let a model write summaries?", default=chosen.is_set):
        return
    ask.text(
        "openai.base_url",
        "Address of its server, such as http://localhost:11434/v1",
        chosen.base_url or "",
        empty="OpenAI",
    )
    if not ask.draft.settings.openai.base_url:
        ask.page(_KEYS)
    while True:
        ask.secret("openai.api_key", "API key (nothing for a server without one)")
        ask.text("openai.model", "Model", ask.draft.settings.openai.model)
        there = ask.live("Asking the model's server …", _there(ask.draft.settings))
        if there is not None:
            ask.say(f"  {there}", "green")
            break
        if not ask.agreed("Try again?", default=True):
            break
    spend = ask.draft.settings.spend
    limits = {each.name: each.amount for each in spend.budgets}
    for name, what in (("all-day", "a day"), ("all-month", "a month")):
        now = _written(limits[name]) if name in limits else ""
        question = f"Most that may be used up in {what}, such as 0.50 USD or 200000 tokens"
        ask.text(f"spend.{name.replace('-', '_')}", question, now, empty="no limit")


def _written(amount: Amount) -> str:
    """Write an amount as the setting has it."""
    if amount.unit is Unit.TOKENS:
        return f"{amount.most} tokens"
    return f"{(Decimal(amount.most) / NANO).normalize():f} USD"


async def _there(settings: Settings) -> str:
    """Ask the server whether it has the model.

    Raises:
        SettingsError: It has not.
        WriterError: It refuses the key, or is not there.
    """
    chosen = settings.openai
    if not chosen.is_set:
        raise SettingsError("There is neither a key nor an address of a server.")
    try:
        there = await known_models(settings)
    except WriterError as error:
        raise WriterError(f"The model's server: {error}.") from error
    if there is not None and chosen.model not in there:
        some = ", ".join(sorted(there)[:5])
        raise SettingsError(f"The server has no model {chosen.model}. It has {some}.")
    return f"The server has {chosen.model}." if there else "The server answers."
