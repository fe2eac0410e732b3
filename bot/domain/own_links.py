"""Which of the many links in a full text are the paper's own: its code, its page, its data."""

import re
from collections.abc import Iterable

from bot.domain import links
from bot.domain.links import LinkKind, PaperLink

_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[^a-z])|(?=[⁰¹²³⁴⁵⁶⁷⁸⁹]\s?[A-Z])")
_OURS = re.compile(r"\b(?:our|ours|we)\b", re.IGNORECASE)
_OFFERED = re.compile(
    r"^[\W\d⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:(?:the|all|source|training|project|full|and|its|this|a)\s+)*"
    r"(?:code|codes|codebase|implementation|data|datasets?|benchmark|models?|weights|checkpoints|"
    r"demos?|videos?|web\s?site|web\s?page|page|homepage|repository|materials?)\b"
    r"(?![^.]*\b(?:of|by|from)\s+[A-Z\[])[^.]*(?:\b(?:available|released|found|at|here)\b|:)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{4,}")
_COMMON = frozenset(
    """
    analysis answering attention benchmark dataset data deep dense diffusion domain efficient
    embedding evaluation framework from generation graph image images language large learning model
    models network networks neural open paper prediction question report retrieval scale search self
    survey system systems technical text towards training transformer transformers understanding
    using video vision with
    """.split()  # noqa: SIM905  (a list of as many strings says no more)
)
"""Words of titles that stand in the names of many repositories."""


def own(mentions: Iterable[tuple[str, str]], title: str) -> tuple[PaperLink, ...]:
    """Return the links that a paper calls its own, each once, in order.

    A paper links to many works of others. Its own are those of a sentence that says `we` or `our`,
    or that begins with what is offered (`Code is available at`), and those that bear a telling
    word of the title. All others are left out: a wrong code link is worse than none.

    Args:
        mentions: Every address with the text before it.
        title: Of the paper.
    """
    names = {word.casefold().rstrip("0123456789") for word in _WORD.findall(title)}
    names = {name for name in names - _COMMON if len(name) > 3}
    found: dict[str, PaperLink] = {}
    for before, url in mentions:
        sentence = _SENTENCE.split(before[-300:])[-1]
        for link in links.in_text(f"{sentence} {url}")[-1:]:
            if link.kind is LinkKind.OTHER:
                continue
            path = link.url.casefold()
            # A page of a blog may be about an earlier work of the same name.
            deep = link.kind is LinkKind.PROJECT and path.rstrip("/").count("/") > 3
            named = not deep and any(name in path for name in names)
            if named or _OURS.search(sentence) or _OFFERED.search(sentence):
                found.setdefault(path.rstrip("/").removesuffix(".git"), link)
    return tuple(found.values())
