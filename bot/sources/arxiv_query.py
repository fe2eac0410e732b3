"""A topic in the query language of arXiv's API (https://info.arxiv.org/help/api/user-manual.html).

The API only narrows down: it finds at least what the topic wants as far as its own index does, and
the topic itself decides. So every NOT is left out, and phrases keep the spelling people typed.
"""

from bot.domain.topics import Topic
from bot.domain.topics.tree import AllOf, AnyOf, Field, Not, Term, Tree

_PREFIXES = {
    Field.TEXT: "all",
    Field.TITLE: "ti",
    Field.ABSTRACT: "abs",
    Field.EXACT: "all",
    Field.AUTHOR: "au",
    Field.COMMENT: "co",
    Field.CATEGORY: "cat",
    Field.PRIMARY: "cat",
}


def api_query(topic: Topic) -> str:
    """Write a topic as a search query; '' where only its NOTs would narrow anything down."""
    return _query(topic.tree) or ""


def _query(tree: Tree) -> str | None:
    """Return a query that finds at least what the tree does, None where that is everything."""
    match tree:
        case Term():
            return _term(tree)
        case Not():
            return None
        case AllOf():
            known = [query for member in tree.members if (query := _query(member))]
            return _joined(known, " AND ")
        case AnyOf():
            queries = [_query(member) for member in tree.members]
            known = [query for query in queries if query]
            return _joined(known, " OR ") if len(known) == len(queries) else None


def _term(term: Term) -> str:
    value = term.shown.replace('"', " ").strip()
    quoted = value if term.field in (Field.CATEGORY, Field.PRIMARY) else f'"{value}"'
    return f"{_PREFIXES[term.field]}:{quoted}"


def _joined(queries: list[str], word: str) -> str | None:
    if not queries:
        return None
    return queries[0] if len(queries) == 1 else f"({word.join(queries)})"
