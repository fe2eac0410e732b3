"""Links that a paper itself gives: its code, its project page, its data. Facts, from no model."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.papers import Paper


class LinkKind(StrEnum):
    """What a link leads to."""

    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PaperLink:
    """An address from a paper's abstract or comment; always http or https."""

    kind: LinkKind
    url: str


_INSIDE = r"[^\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f]"
_ADDRESS = re.compile(
    rf"https?://{_INSIDE}+"
    r"|(?<![\w@./-])(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:github|gitlab)\.io\b"
    rf"|(?:github|gitlab)\.com/|huggingface\.co/|bitbucket\.org/){_INSIDE}*",
    re.IGNORECASE,
)
_CODE = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "anonymous.4open.science")
_DATA = ("zenodo.org", "kaggle.com", "figshare.com", "osf.io", "dataverse.harvard.edu")
_PAGES = (".github.io", ".gitlab.io", ".vercel.app", ".netlify.app")
_NO_LINKS = ("arxiv.org", "doi.org", "creativecommons.org")
_OPENING = {")": "(", "]": "["}
_BEFORE = 60
_ABOUT = (
    (LinkKind.DATA, re.compile(r"\bdata(?:set|sets)?\b[^.]*$", re.IGNORECASE)),
    (LinkKind.CODE, re.compile(r"\b(?:code|implementation|repository)\b[^.]*$", re.IGNORECASE)),
    (
        LinkKind.PROJECT,
        re.compile(r"\b(?:project|website|page|demo|videos?|web ?site)\b[^.]*$", re.IGNORECASE),
    ),
)


def of(paper: Paper) -> tuple[PaperLink, ...]:
    """Return the links that stand in a paper's abstract and comment, each once, in order."""
    texts = (paper.abstract, paper.comment)
    return each_once(link for text in texts for link in _links(text or ""))


def each_once(some: Iterable[PaperLink]) -> tuple[PaperLink, ...]:
    """Return links without those that lead where an earlier one does."""
    found: dict[str, PaperLink] = {}
    for link in some:
        found.setdefault(link.url.casefold().rstrip("/").removesuffix(".git"), link)
    return tuple(found.values())


def in_text(text: str) -> tuple[PaperLink, ...]:
    """Return the links that stand in a text, in order."""
    return _links(text)


# A paper is drawn for many channels at once.
@lru_cache(maxsize=2_048)
def _links(text: str) -> tuple[PaperLink, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[PaperLink]:
    for match in _ADDRESS.finditer(text):
        url = _trimmed(match[0])
        if not url.lower().startswith("http"):
            url = f"https://{url}"
        host = url.split("/")[2].lower().removeprefix("www.")
        if "." in host and not any(_under(host, each) for each in _NO_LINKS):
            yield PaperLink(
                _kind(url, host, text[max(match.start() - _BEFORE, 0) : match.start()]), url
            )


def _kind(url: str, host: str, before: str) -> LinkKind:
    if "huggingface.co/datasets" in url or any(_under(host, each) for each in _DATA):
        return LinkKind.DATA
    if any(_under(host, each) for each in _CODE) or _under(host, "huggingface.co"):
        return LinkKind.CODE
    if host.endswith(_PAGES):
        return LinkKind.PROJECT
    # Nearest first: the words right before an address say what it is.
    for kind, said in _ABOUT:
        if said.search(before):
            return kind
    return LinkKind.OTHER


def _under(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _trimmed(url: str) -> str:
    """Cut the punctuation of the sentence off; a bracket stays where it was opened inside."""
    while url:
        last = url[-1]
        unopened = last in ")]" and url.count(last) > url.count(_OPENING[last])
        if last in ".,;:!?'’”*_~" or unopened:
            url = url[:-1]
        else:
            break
    return url
