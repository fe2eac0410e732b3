"""The query language of arXiv's API, read and matched as the user manual describes it.

Words next to each other without an operator are joined by OR; AND and ANDNOT bind tighter.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from bot.domain.papers import Paper

Test = Callable[[Paper], bool]

_TOKEN = re.compile(r'\s*([()]|(?:\w+:)?(?:"[^"]*"|\[[^\]]*\]|[^\s()"]+))')
_DATE = "%Y%m%d%H%M"


class QueryError(ValueError):
    """The query cannot be read; the API answers 400."""


def matches(query: str) -> Test:
    """Return the test for the papers that `query` finds.

    Raises:
        QueryError: It is unbalanced or names an unknown field.
    """
    tokens = _tokens(query)
    test = _any(tokens, "all")
    if tokens:
        raise QueryError(f"unexpected {tokens[0]}")
    return test


def _tokens(query: str) -> list[str]:
    tokens, at = [], 0
    while query[at:].strip():
        found = _TOKEN.match(query, at)
        if found is None:
            raise QueryError(f"cannot read {query[at:]!r}")
        tokens.append(found[1])
        at = found.end()
    return tokens


def _any(tokens: list[str], field: str) -> Test:
    tests = [_every(tokens, field)]
    while tokens and tokens[0] != ")":
        if tokens[0] == "OR":
            tokens.pop(0)
        tests.append(_every(tokens, field))
    return lambda paper: any(test(paper) for test in tests)


def _every(tokens: list[str], field: str) -> Test:
    wanted, unwanted = [_one(tokens, field)], []
    while tokens and tokens[0] in ("AND", "ANDNOT"):
        (wanted if tokens.pop(0) == "AND" else unwanted).append(_one(tokens, field))
    return lambda paper: (
        all(test(paper) for test in wanted) and not any(test(paper) for test in unwanted)
    )


def _one(tokens: list[str], field: str) -> Test:
    if not tokens or tokens[0] in (")", "AND", "OR", "ANDNOT"):
        raise QueryError("a term is missing")
    term = tokens.pop(0)
    if term == "(" or term.endswith(":"):
        if term != "(":
            field = term[:-1]
            tokens.pop(0)
        test = _any(tokens, field)
        if not tokens or tokens.pop(0) != ")":
            raise QueryError("a parenthesis is missing")
        return test
    named = re.match(r"(\w+):(.+)", term)
    return _term(*(named.groups() if named else (field, term)))


def _term(field: str, value: str) -> Test:
    if field == "submittedDate":
        return _between(value)
    if field == "cat":
        pattern = re.compile(re.escape(value.strip('"')).replace(r"\*", ".*"), re.IGNORECASE)
        return lambda paper: any(pattern.fullmatch(listed) for listed in paper.categories)
    if field not in _FIELDS:
        raise QueryError(f"unknown field {field}")
    # An underscore stands for a space in author names: au:del_maestro.
    phrase = " ".join(_words(value.replace("_", " ")))
    return lambda paper: any(
        f" {phrase} " in f" {' '.join(_words(text))} " for text in _FIELDS[field](paper)
    )


def _between(value: str) -> Test:
    try:
        first, last = (
            datetime.strptime(day, _DATE).replace(tzinfo=UTC)
            for day in value.strip("[]").split(" TO ")
        )
    except ValueError as error:
        raise QueryError(f"not a range: {value}") from error
    return lambda paper: paper.submitted is not None and first <= paper.submitted <= last


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _texts(paper: Paper) -> tuple[str, ...]:
    found = (_title(paper), _abstract(paper), paper.comment or "", paper.journal_ref or "")
    return (*found, *paper.authors, *paper.categories, paper.id)


def _title(paper: Paper) -> str:
    return paper.raw.title or paper.title or ""


def _abstract(paper: Paper) -> str:
    return paper.raw.abstract or paper.abstract or ""


_FIELDS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "ti": lambda paper: (_title(paper),),
    "abs": lambda paper: (_abstract(paper),),
    "au": lambda paper: paper.authors,
    "co": lambda paper: (paper.comment or "",),
    "jr": lambda paper: (paper.journal_ref or "",),
    "id": lambda paper: (paper.id,),
    "all": _texts,
}
