"""Puts the bot together: the one place that names concrete classes and asks what time it is.

- `outside`   opens what lies outside: the database, arXiv, chat services
- `slack`     makes Slack's end, `installations` and `sealing` keep who installed it
- `models`    opens who writes summaries and answers questions
- `assembly`  puts the parts together
- `work`      says what each kind of job does
- `bot`       runs them
"""

from bot.app.assembly import assemble, open_bot
from bot.app.bot import Bot
from bot.app.models import known_models, open_answerers, open_writers
from bot.app.outside import (
    announcements,
    blog_flavour,
    catalogue,
    chat_platforms,
    clock,
    cool_down,
    gate_turnstile,
    new_id,
    open_arxiv,
    open_store,
    prices,
    purse,
    topic_reader,
)

__all__ = [
    "Bot",
    "announcements",
    "assemble",
    "blog_flavour",
    "catalogue",
    "chat_platforms",
    "clock",
    "cool_down",
    "gate_turnstile",
    "known_models",
    "new_id",
    "open_answerers",
    "open_arxiv",
    "open_bot",
    "open_store",
    "open_writers",
    "prices",
    "purse",
    "topic_reader",
]
