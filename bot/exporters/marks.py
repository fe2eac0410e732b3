"""Which parts of a file are ours: each stands between two comments, the first with its hash.

    <!-- paperboy 2402.13729 5f0c… -->
    what we wrote
    <!-- /paperboy 2402.13729 -->

Everything else, and a part whose hash is no longer right, is what a person wrote: it stays as it
is, letter by letter. One more comment remembers what has been in the file, so that a paper that
somebody took out does not come back.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from typing_extensions import override

_HASHED: Final = 16
_PART: Final = re.compile(
    r"^<!-- paperboy (?P<name>\S+) (?P<hash>[0-9a-f]{16}) -->\r?\n"
    r"(?P<content>(?:(?!<!-- /?paperboy ).*\n)*)"
    r"^<!-- /paperboy (?P=name) -->(?:\r?\n|\Z)",
    re.MULTILINE,
)
_MEMORY: Final = re.compile(r"^<!-- paperboy-memory (\{.*\}) -->(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file that we wrote once.

    Attributes:
        whole: As it stands, with its marks.
        edited: Somebody has changed it since.
    """

    name: str
    whole: str
    edited: bool


Piece: TypeAlias = str | Part


@dataclass(frozen=True, slots=True)
class Memory:
    """What a file remembers of us.

    Attributes:
        papers: Ids of all that ever were in it, in order.
        front: Hashes of what we wrote into its front matter, by key.
    """

    papers: tuple[str, ...] = ()
    front: Mapping[str, str] | None = None

    @override
    def __str__(self) -> str:
        """Write the comment that holds it."""
        body = json.dumps({"papers": self.papers, "front": self.front or {}})
        return f"<!-- paperboy-memory {body} -->\n"


def hash_of(text: str) -> str:
    """Tell a text from any other, whatever ends its lines."""
    plain = text.replace("\r\n", "\n").encode(errors="surrogatepass")
    return hashlib.sha256(plain).hexdigest()[:_HASHED]


def written(name: str, content: str) -> str:
    """Put our marks around what we write; it must hold none itself.

    Args:
        name: Of the part, without a space.
    """
    content = content.rstrip("\n") + "\n"
    return f"<!-- paperboy {name} {hash_of(content)} -->\n{content}<!-- /paperboy {name} -->\n"


def pieces(text: str) -> Iterator[Piece]:
    """Take a file apart; the pieces together are the file."""
    done = 0
    for found in _PART.finditer(text):
        if found.start() > done:
            yield text[done : found.start()]
        yield Part(found["name"], found[0], hash_of(found["content"]) != found["hash"])
        done = found.end()
    if done < len(text):
        yield text[done:]


def joined(some: Iterable[Piece]) -> str:
    """Put the pieces of a file together again."""
    return "".join(each if isinstance(each, str) else each.whole for each in some)


def ended(part: Part, line_end: str) -> Part:
    """Return a part whose lines end as those of the file do."""
    return replace(part, whole=part.whole.replace("\n", line_end))


def papers(text: str) -> frozenset[str]:
    """Return the ids of all papers that are or were in a file, as far as it remembers."""
    return frozenset((memory(text) or Memory()).papers)


def names(text: str) -> frozenset[str]:
    """Return the ids of all papers that are or were in a file, among names of other parts."""
    parts = (piece.name for piece in pieces(text) if isinstance(piece, Part))
    return papers(text).union(parts)


def memory(text: str) -> Memory | None:
    """Return what a file remembers; None where that is gone or was never there."""
    found = _MEMORY.search(text)
    try:
        body = json.loads(found[1]) if found else None
        if body is None:
            return None
        return Memory(tuple(map(str, body["papers"])), dict(body["front"]))
    except (ValueError, KeyError, TypeError):
        return None


def remembering(text: str, known: Memory) -> str:
    """Return a file whose memory is another, where it has one."""

    def again(found: re.Match[str]) -> str:
        return str(known).replace("\n", "\r\n") if found[0].endswith("\r\n") else str(known)

    return _MEMORY.sub(again, text, count=1)
