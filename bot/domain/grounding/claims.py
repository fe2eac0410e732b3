"""What a text claims about a paper, and whether the paper bears it out."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is claimed."""

    FIGURE = "figure"
    NAME = "name"
    LINK = "link"
    AUTHORS = "authors"
    AFFILIATION = "affiliation"
    VENUE = "venue"
    POLARITY = "polarity"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim, and where the source says it.

    Attributes:
        text: The claim, as it was written.
        start: Where it begins in the text that was checked.
        found: The words of the source that bear it out; '' for none.
        at: Where they begin in the source; None where nothing was found, or where the paper's
            own facts bear the claim out and not its text.
        supported: Whether the claim may stand.
    """

    kind: Kind
    text: str
    start: int
    supported: bool
    found: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a checked text.

    Attributes:
        text: As it was written, without citation marks.
        gap: The blanks and line ends that follow it.
    """

    text: str
    gap: str
    findings: tuple[Finding, ...]

    @property
    def kept(self) -> bool:
        """Whether all it claims may stand."""
        return all(finding.supported for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """A checked text, sentence by sentence."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """What is left when every sentence goes that claims something unsupported."""
        return "".join(each.text + each.gap for each in self.sentences if each.kept).strip()

    @property
    def figures(self) -> tuple[int, int]:
        """Figures found in the paper, and figures in all."""
        figures = [each for each in self._findings if each.kind is Kind.FIGURE]
        return sum(each.supported for each in figures), len(figures)

    @property
    def unsupported(self) -> tuple[Finding, ...]:
        """Everything claimed that may not stand, in the order of the text."""
        return tuple(each for each in self._findings if not each.supported)

    @property
    def _findings(self) -> tuple[Finding, ...]:
        return tuple(finding for sentence in self.sentences for finding in sentence.findings)
