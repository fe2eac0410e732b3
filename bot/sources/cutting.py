"""Cuts a long text of XML into its records, so that each is read by itself.

A parser that is given the whole file gives all of it up at the first byte that is wrong, and at
the second document where several were put into one file. So nothing is parsed here: it is only
found out where each record begins and ends, and one record at a time is held in memory.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.chat import Words, words

_KIND = "record|entry|item|error|OAI-PMH|feed|rss"
_PREFIX = r"(?:[\w.-]{1,40}:)?"
_TOKEN = re.compile(
    r"<(?:!--|!\[CDATA\["
    rf"|/(?P<closed>{_PREFIX}(?P<kind_closed>{_KIND}))\s*>"
    rf"|(?P<opened>{_PREFIX}(?P<kind>{_KIND}))(?=[\s/>]))"
)
_WRAPPERS = frozenset({"OAI-PMH", "feed", "rss"})
_TAG = re.compile(rf"<{_PREFIX}(?P<kind>[\w-]+)(?P<attributes>(?:\s[^<>]*)?)>")
_NAMESPACE = re.compile(r"""xmlns(?P<prefix>:[A-Za-z_][\w.-]*)?\s*=\s*("[^"<]*"|'[^'<]*')""")

_LONGEST = 8 * 2**20
"""Characters of a record: with five thousand authors it has half a million."""

_TAIL = 4096
"""So much of what lies between records is kept, for a tag may come in two parts."""

_MOST_NAMESPACES = 50


@dataclass(frozen=True, slots=True)
class Piece:
    """A record as it stands in the text, from its first tag to its last.

    Attributes:
        problem: Why it is not whole; the text is '' then.
    """

    text: str = ""
    problem: Words | None = None


class Cutter:
    """Cuts one text.

    Attributes:
        head: How the text begins.
        namespaces: What the tags around the records declare, by prefix (':dc', '' for none), in
            quotes as it stands there.
    """

    def __init__(self) -> None:
        self.head = ""
        self.namespaces: dict[str, str] = {}
        self._text = ""
        self._at = 0
        self._until = ""
        """The end of the comment or of the CDATA section that is being passed over."""
        self._opened = ""
        """The tag of the record that is being read; '' between records, where `_from` is 0."""
        self._from = 0
        self._wrapped = False

    def cut(self, texts: Iterable[str]) -> Iterator[Piece]:
        """Yield every record of a text that comes bit by bit, those that are not whole too."""
        for text in texts:
            if len(self.head) < _TAIL:
                self.head += text[:_TAIL]
            self._text += text
            yield from self._found()
            yield from self._forget()
        if self._opened or self._wrapped or self._until:
            yield Piece(problem=words("record-cut"))

    def _found(self) -> Iterator[Piece]:
        while True:
            if self._until:
                end = self._text.find(self._until, self._at)
                if end < 0:
                    self._at = max(self._at, len(self._text) - len(self._until) + 1)
                    return
                self._at, self._until = end + len(self._until), ""
            token = _TOKEN.search(self._text, self._at)
            if token is None:
                return
            self._at = token.end()
            if token["closed"]:
                yield from self._close(token)
            elif token["opened"]:
                yield from self._open(token)
            else:
                self._until = "-->" if token[0] == "<!--" else "]]>"

    def _open(self, token: re.Match[str]) -> Iterator[Piece]:
        # Records do not stand in one another: what is open here was never closed.
        if self._opened:
            yield Piece(problem=words("record-unclosed"))
        else:
            self._learn(self._text[self._from : token.start()])
        wrapper = token["kind"] in _WRAPPERS
        self._wrapped = self._wrapped or wrapper
        self._opened, self._from = ("" if wrapper else token["opened"]), token.start()

    def _close(self, token: re.Match[str]) -> Iterator[Piece]:
        if token["kind_closed"] in _WRAPPERS:
            self._wrapped = False
            if self._opened:
                yield Piece(problem=words("record-unclosed"))
        elif token["closed"] == self._opened:
            yield Piece(self._text[self._from : token.end()])
        else:
            return
        self._opened, self._from = "", token.end()

    def _forget(self) -> Iterator[Piece]:
        """Let go of the text that is done with, and of a record that never ends."""
        if self._opened and len(self._text) - self._from > _LONGEST:
            yield Piece(problem=words("record-long"))
            self._opened, self._from = "", len(self._text)
        if not self._opened:
            self._learn(self._text[self._from :])
            self._from = max(self._from, len(self._text) - _TAIL)
        self._text = self._text[self._from :]
        self._at, self._from = max(self._at - self._from, 0), 0
        if not self._until:
            # What was searched once holds no token, but its end may be the beginning of one.
            self._at = max(self._at, len(self._text) - _TAIL)

    def _learn(self, between: str) -> None:
        """Note the namespaces that are declared between records."""
        if "<" not in between.strip():
            return
        for tag in _TAG.finditer(between):
            if tag["kind"] in _WRAPPERS:
                self.namespaces.pop("", None)
            for declared in _NAMESPACE.finditer(tag["attributes"]):
                prefix = declared["prefix"] or ""
                own = tag["kind"] in _WRAPPERS or tag["kind"] in ("ListRecords", "GetRecord")
                if (prefix or own) and len(self.namespaces) < _MOST_NAMESPACES:
                    self.namespaces[prefix] = declared[2]
