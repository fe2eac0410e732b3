"""The sockets of the bot: what it needs from the world, in its own words.

papers    where papers and what they say come from, and whose turn it is to ask
writers   who says what papers are about and answers questions, and what pays for it
chat      chat services, and where they hand over what people do

Each protocol has several real implementations or must be seen from below its layer; the store,
which has one and is below everybody, has no protocol.
"""

from bot.ports.chat import ChatPlatform, Inbox
from bot.ports.papers import FullTexts, PaperLookup, PaperSource, RecordSource, Turnstile
from bot.ports.writers import Answerer, Purse, Summariser

__all__ = [
    "Answerer",
    "ChatPlatform",
    "FullTexts",
    "Inbox",
    "PaperLookup",
    "PaperSource",
    "Purse",
    "RecordSource",
    "Summariser",
    "Turnstile",
]
