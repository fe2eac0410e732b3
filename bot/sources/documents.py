"""Documents of XML that arXiv sent, or bare records out of them, as files of papers.

These are the feeds (RSS 2.0 and Atom), answers of the query API (Atom, both as before 2026 and as
since) and answers of OAI-PMH in each of its forms. A file may hold many of them in a row.
"""

import codecs
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from bot.domain import papers
from bot.domain.chat import Words, words
from bot.domain.errors import SourceError
from bot.domain.papers import Paper
from bot.sources import arxiv_atom, arxiv_feed
from bot.sources.arxiv_forms import read_form
from bot.sources.arxiv_xml import Fields, first, name_of, read_xml
from bot.sources.cutting import Cutter, Piece
from bot.sources.entries import Entry
from bot.sources.files import DamagedFile, Unpacked

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_KNOWN = re.compile(r"utf-?8(-sig)?|utf-?16|(us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
"""Python knows encodings that are none of text; nothing from arXiv was ever in any but these."""

_MARKING = "bot.sources.documents.marking"

_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ATOM = '"http://www.w3.org/2005/Atom"'
_USUAL = {
    ":arxiv": '"http://arxiv.org/schemas/atom"',
    ":dc": '"http://purl.org/dc/elements/1.1/"',
    ":oai_dc": '"http://www.openarchives.org/OAI/2.0/oai_dc/"',
    ":xsi": '"http://www.w3.org/2001/XMLSchema-instance"',
}
"""What bare records mean where nothing around them says so."""


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put a sign that nothing can encode where the text is not in its encoding."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error(_MARKING, _mark)


def read_documents(file: Unpacked, after: int = 0) -> Iterator[Entry]:
    """Yield every record, then what cut the file short; a file without records says why.

    Args:
        file: At its beginning.
        after: So many records are passed over unread.
    """
    number = 0
    cutter = Cutter()
    try:
        for piece in cutter.cut(_texts(file)):
            number += 1
            if number > after and (entry := _entry(number, piece, cutter.namespaces)):
                yield entry
    except DamagedFile as error:
        if number >= after:
            yield Entry(number + 1, problem=error.words)
        return
    if not number and not after and (problem := _missing(cutter.head)):
        yield Entry(1, problem=problem)


def _texts(file: Unpacked) -> Iterator[str]:
    head = file.head()
    encoding = next((name for mark, name in _MARKED.items() if head.startswith(mark)), "")
    if not encoding:
        declared = _DECLARED.match(head)
        encoding = declared[1].decode() if declared else "utf-8"
    try:
        known = _KNOWN.fullmatch(encoding) and codecs.getincrementaldecoder(encoding)
    except LookupError:
        known = None
    if known is None:
        raise DamagedFile(words("record-encoding", name=encoding))
    decoder = known(_MARKING)
    while chunk := file.read():
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _entry(number: int, piece: Piece, namespaces: Mapping[str, str]) -> Entry | None:
    if piece.problem:
        return Entry(number, problem=piece.problem)
    try:
        found = _read(_parsed(piece.text, namespaces))
    except UnicodeEncodeError:
        found = words("record-no-text")
    except SourceError as error:
        cause = error.__cause__
        reason = cause.msg if isinstance(cause, etree.XMLSyntaxError) else str(error)
        found = words("record-no-xml", reason=str(reason))
    except ValueError as error:
        found = words("record-field", reason=str(error))
    if found is None:
        return None
    return Entry(number, found) if isinstance(found, Paper) else Entry(number, problem=found)


def _parsed(text: str, namespaces: Mapping[str, str]) -> etree._Element:
    bare = {"": _ATOM} if text.startswith("<entry") else {}
    named = {**_USUAL, **bare, **namespaces}
    declared = "".join(f" xmlns{prefix}={name}" for prefix, name in named.items())
    return read_xml(f"<_{declared}>{text}</_>".encode())[0]


def _read(element: etree._Element) -> Paper | Words | None:
    """Read a record; one that was deleted, and an error that says "none", are nothing."""
    match name_of(element):
        case "record":
            return _oai(element)
        case "error":
            said = " ".join((element.text or "").split())
            nothing = element.get("code") == "noRecordsMatch"
            return None if nothing else words("record-refused", reason=said)
    entry = Fields(element)
    if entry.text("announce_type"):
        return _listed(element, entry)
    return arxiv_atom.read_entry(entry)


def _oai(record: etree._Element) -> Paper | Words | None:
    header, metadata = first(record, "header"), first(record, "metadata")
    if header is None:
        return words("record-unread")
    form = None if metadata is None else next(metadata.iterchildren(etree.Element), None)
    if form is None:
        return None
    found = read_form(header, form)
    if found:
        return found.paper
    name = (Fields(header).text("identifier") or "").removeprefix("oai:arXiv.org:")
    return words("record-unread") if papers.named(name) else words("record-id", id=name)


def _listed(element: etree._Element, entry: Fields) -> Paper | Words:
    found = arxiv_feed.read_entry(element)
    if found:
        return found.paper
    name = (entry.text("guid") or entry.text("id") or "").removeprefix("oai:arXiv.org:")
    return words("record-unlisted") if papers.named(name) else words("record-id", id=name)


def _missing(head: str) -> Words | None:
    """Say why there is no record, unless that is just what the document says."""
    root = re.search(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", head)
    name = root[1] if root else ""
    if name in ("rss", "feed"):
        try:
            arxiv_feed.read_feed(head.encode(errors="replace"))
        except SourceError as error:
            return words("record-refused", reason=str(error))
        return None
    if name in ("OAI-PMH", "ListRecords") and "<ListRecords" in head:
        return None
    return words("record-foreign", name=name)
