"""Finds papers by words: an index beside the database, derived from it and made again on doubt.

- `wording`  what of a paper is looked for, and how what was typed is read
- `query`    what was typed, as the index is asked
- `folder`   the index on disk: who writes, how far it has got, when it is not to be trusted
"""

from bot.search.folder import Place, SearchIndex
from bot.search.query import Wish

__all__ = ["Place", "SearchIndex", "Wish"]
