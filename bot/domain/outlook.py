"""What following a topic will cost where a model writes, said before anybody agrees to it."""

import math

from bot.domain.chat import Words, words
from bot.domain.preview import Preview
from bot.domain.prices import Price, Tokens, dollars

_DAYS = 21
"""Lists of arXiv's in a month."""
_SHORT = Tokens(asked=900, answered=80)
"""Of a one-line summary: what it is told to do, an abstract, and a line."""


def cost(
    shown: Preview, most: int, languages: int, model: str, price: Price | None
) -> Words | None:
    """Say what the short summaries of a month cost; None where none is to be expected.

    Args:
        shown: How much the topic brings.
        most: Papers in a digest at most; further ones are not summarised.
        languages: In how many of them each is written.
        price: None where nobody knows it.
    """
    if not shown.count:
        return None
    count = languages * math.ceil(_DAYS * min(most, shown.count / shown.days))
    if price is None:
        return words("setup-cost-unknown", count=count, model=model)
    amount = dollars(count * price.of(_SHORT))
    return words("setup-cost", count=count, amount=amount, model=model)
