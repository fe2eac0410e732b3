"""The index on disk. Only one process writes it; whoever reads sees what was last committed."""

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import tantivy

from bot.domain.papers import Paper, PaperId, dated
from bot.search import query, wording

log = logging.getLogger(__name__)

Place: TypeAlias = tuple[int, PaperId]
"""How far the index has got: the number of a change, and its paper."""

_FORM: Final = 1
"""Of what is kept, and how it is cut: another one makes the index anew."""
_STATE: Final = "paperboy.json"
_HEAP: Final = 30_000_000
"""Bytes that a writer may hold: the least with which it does not write tiny pieces."""
_TEXT: Final = ("title", "abstract")


@dataclass(slots=True)
class SearchIndex:
    """An index of papers in a folder; not for two threads at once.

    Attributes:
        path: The folder, which is the index's alone: on doubt, it is emptied.
    """

    path: Path
    _opened: tantivy.Index | None = field(default=None)

    def reached(self, last: int) -> Place | None:
        """Say how far it has got; None where it is new, or has to be made anew.

        Args:
            last: The number of the last change there is: an index that is ahead of it belongs to
                another database.
        """
        state = self._state()
        try:
            place = (int(str(state["change"])), PaperId(str(state["paper"])))
            fits = state["form"] == _FORM and place[0] <= last
            if fits and self._index().searcher().num_docs >= int(str(state["papers"])):
                return place
        except (KeyError, TypeError, ValueError, OSError) as error:
            log.info("The search index is made anew: %s", error)
        self.empty()
        return None

    def put(self, papers: Sequence[Paper], place: Place) -> None:
        """Take in papers, in place of what was known of them, and note how far that is.

        To do it twice is harmless.

        Raises:
            ValueError: Another process writes, or the disk would not.
        """
        index = self._index()
        writer = index.writer(_HEAP, 1)
        try:
            for paper in papers:
                writer.delete_documents_by_term("id", paper.id)
                writer.add_document(_document(paper))
            writer.commit()
        finally:
            writer.wait_merging_threads()
        index.reload()
        number, id = place
        papers_now = index.searcher().num_docs
        state = {"form": _FORM, "change": number, "paper": id, "papers": papers_now}
        # Behind the commit, and in one piece: half a state would be a doubt.
        new = self.path / f"{_STATE}.new"
        new.write_text(json.dumps(state), encoding="utf-8")
        new.replace(self.path / _STATE)

    def find(self, wish: query.Wish, first: int, most: int) -> tuple[list[PaperId], int]:
        """Return some of the papers that fit best, and how many there are in all.

        Args:
            first: So many of the best are left out.
        """
        index = self._index()
        searcher = index.searcher()
        asked = query.made(wish, index.schema, searcher)
        if asked is None:
            return [], 0
        found = searcher.search(asked, most, count=True, offset=first)
        ids = [PaperId(str(searcher.doc(at)["id"][0])) for _, at in found.hits]
        # Its description of itself leaves the count out.
        return ids, int(getattr(found, "count", None) or len(ids))

    def _index(self) -> tantivy.Index:
        if self._opened is None:
            self.path.mkdir(parents=True, exist_ok=True)
            self._opened = tantivy.Index(_schema(), path=str(self.path))
            wording.register(self._opened)
        return self._opened

    def _state(self) -> dict[str, object]:
        try:
            state = json.loads((self.path / _STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def empty(self) -> None:
        """Throw away what is there: all of it can be made again."""
        self._opened = None
        shutil.rmtree(self.path, ignore_errors=True)


def _schema() -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("category", tokenizer_name="raw", index_option="basic")
    schema.add_text_field("all", tokenizer_name="stems", index_option="freq")
    for name in _TEXT:
        schema.add_text_field(name, tokenizer_name="words")
    schema.add_unsigned_field("day", indexed=True, fast=True)
    return schema.build()


def _document(paper: Paper) -> tantivy.Document:
    title, abstract = (
        wording.words_of(text) for text in (paper.folded.title, paper.folded.abstract)
    )
    known = dated(paper)
    document = tantivy.Document()
    document.add_text("id", paper.id)
    for name in query.filed_under(paper):
        document.add_text("category", name)
    document.add_text("all", " ".join([*title, *abstract]))
    document.add_text("title", " ".join(title))
    document.add_text("abstract", " ".join(abstract))
    document.add_unsigned("day", known[0].toordinal() if known else 0)
    return document
