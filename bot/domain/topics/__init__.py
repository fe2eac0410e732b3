"""The topic language: what people follow, and which papers that is.

From what was typed to why a paper came, one file a step:

- `lexer`       characters become tokens
- `reader`      tokens become a tree (the grammar); asks `questions` where typing is ambiguous and
                `categories` what is one
- `vocabulary`  what both look words up in: categories, the glossary, venues
- `tree`        the normal form, its text and its key; `sense` refuses all and nothing
- `topic`       `read`: all of that in order
- `spelling`    how words compare, for topics and papers alike
- `index`       which papers match; `zone` is one part of them, `authors` compares names,
                `pointers` knows sentences that a NOT does not count
- `match`       why, and how well
"""

from bot.domain.topics.index import Hidden, Index, hidden_by_not
from bot.domain.topics.match import Match, Where, explain
from bot.domain.topics.questions import KnownAuthor
from bot.domain.topics.topic import Topic, default_name, read
from bot.domain.topics.tree import Term
from bot.domain.topics.vocabulary import Vocabulary

__all__ = [
    "Hidden",
    "Index",
    "KnownAuthor",
    "Match",
    "Term",
    "Topic",
    "Vocabulary",
    "Where",
    "default_name",
    "explain",
    "hidden_by_not",
    "read",
]
