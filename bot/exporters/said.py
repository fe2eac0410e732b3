"""What is said about a paper, in Markdown: quoted or written, under headings, and by whom."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from bot.domain import addresses, telling
from bot.domain.chat import Say, Words, words
from bot.domain.documents import Reading
from bot.domain.grounding import broken
from bot.domain.links import LinkKind
from bot.domain.summaries import Aspect, Part, Summary
from bot.exporters import escaping

Escape: TypeAlias = Callable[[str], str]
"""Keeps a line of text from being read as anything else."""

_INWARDS: Final = "    "
_FOOTNOTE: Final = re.compile(r"\s?(?:[¹²³⁰⁴-⁹]+\s?\[\d{1,3}\]|\[\^\d{1,3}\^?\])")
"""Marks of a chat's own references, which lead nowhere in a file."""

_KINDS: Final = {
    LinkKind.CODE: words("document-code"),
    LinkKind.PROJECT: words("document-project"),
    LinkKind.DATA: words("document-data"),
    LinkKind.OTHER: words("document-other"),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes Markdown for one kind of file in one language.

    Attributes:
        say: Turns words into sentences.
        escape: Keeps a line of text from being read as anything else.
        site: Address that links to papers begin with.
    """

    say: Say
    escape: Escape
    site: str

    def text(self, said: Summary) -> str:
        """Write the one text of a summary: quotation marks mean the authors."""
        if not said.text:
            return ""
        if said.authors_own:
            return self.say(words("document-quote", text=self.escape(said.text)))
        return "".join(self.escape(line) for line in _worth([said.text]))

    def item(self, heading: Words, lines: Iterable[str], *, steps: bool = False) -> list[str]:
        """Write an item of a list: a heading with a line, or with several below it.

        Args:
            lines: Markdown already.
            steps: Number the lines, also if there is but one.
        """
        told = list(lines)
        said = self.escape(self.say(heading))
        if not told:
            return []
        if len(told) == 1 and not steps:
            return [f"- {self.say(words('document-labelled', heading=said, text=told[0]))}"]
        rows = [f"- {self.say(words('document-label', heading=said))}"]
        marks = (f"{number}." if steps else "-" for number in range(1, len(told) + 1))
        return rows + [f"{_INWARDS}{mark} {line}" for mark, line in zip(marks, told, strict=True)]

    def lines(self, said: Summary, *aspects: Aspect) -> list[str]:
        """Write what a longer text says of some aspects, each line once, key phrases in bold."""
        parts = {part.aspect: part for part in said.parts}
        found = (parts[aspect] for aspect in aspects if aspect in parts)
        return list(dict.fromkeys(line for part in found for line in self._lines(part, said)))

    def _lines(self, part: Part, said: Summary) -> Iterator[str]:
        for line in part.lines if said.authors_own else _worth(part.lines):
            told = self._bold(line, part.strong)
            yield self.say(words("document-quote", text=told)) if said.authors_own else told

    def _bold(self, line: str, phrases: Iterable[str]) -> str:
        some = groupby(escaping.strong(line, phrases), key=lambda piece: piece[1])
        texts = ((bold, "".join(text for text, _ in run)) for bold, run in some)
        return "".join(
            f"**{self.escape(text)}**" if bold else self.escape(text) for bold, text in texts
        )

    def title(self, reading: Reading, translated: Iterable[str]) -> list[str]:
        """Write a translated title beside the original."""
        original = self.escape(reading.paper.name)
        return [
            self.say(words("document-title", title=title, original=original))
            for title in translated
            if title != original
        ]

    def page(self, reading: Reading) -> str:
        """Return the address of a paper, as it stands in Markdown."""
        paper = reading.paper
        return escaping.address(addresses.abs_url(self.site, paper.id, paper.version))

    def facts(self, reading: Reading) -> str:
        """Write the links of a paper, each under its true name, and what its authors remark."""
        paper = reading.paper
        shown = self.escape(f"arXiv:{paper.id}")
        pdf_url = addresses.pdf_url(self.site, paper.id, paper.version)
        told = [(self.say(words("document-pdf")), pdf_url)]
        told += [(self.say(_KINDS[each.kind]), each.url) for each in reading.links]
        rows = [f"[{shown}]({self.page(reading)})"]
        rows += [f"[{label}]({escaping.address(url)})" for label, url in told]
        if paper.comment:
            heading, remark = self.say(words("document-comment")), self.escape(paper.comment)
            rows.append(self.say(words("document-labelled", heading=heading, text=remark)))
        return " · ".join(rows)

    def authors(self, reading: Reading) -> str:
        """Write who wrote a paper, as arXiv has it; '' where that is not known."""
        if not reading.paper.authors:
            return ""
        named = self.say(words("document-between")).join(map(self.escape, reading.paper.authors))
        heading = self.say(words("document-authors"))
        return self.say(words("document-labelled", heading=heading, text=named))

    def affiliation(self, reading: Reading) -> list[str]:
        """Write where the first author works, with the line of the paper that says so."""
        known = reading.affiliation
        if known is None:
            return []
        name, line = self.escape(known.name), self.escape(known.line)
        return [self.say(words("document-affiliation-line", name=name, line=line))]

    def credit(self, said: Summary) -> str:
        """Write who wrote a text and from what."""
        told = map(self.say, (telling.writer(said), *telling.found(said)))
        return f"*{self.escape(' · '.join(told))}*"


def _worth(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines that are for people: no words of an error, no marks that lead nowhere."""
    for line in lines:
        plain = _FOOTNOTE.sub("", line).strip()
        if plain and next(broken.of_sentence(plain), None) is None:
            yield plain
