"""The one way to arXiv: one request at a time, never too soon, and silence when it says so.

arXiv allows one connection and one request in three seconds for everything that a deployment runs,
over RSS, API and full text together (info.arxiv.org/help/api/tou.html). So every request is made
inside `Gate.turn()`, and all processes of a deployment share one `Turnstile`.
"""

from bot.gate.asking import Document, fetch
from bot.gate.turns import Gate, manners
from bot.gate.turnstile import FileTurnstile

__all__ = ["Document", "FileTurnstile", "Gate", "fetch", "manners"]
