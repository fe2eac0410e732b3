"""The hostile texts, and papers in which they stand."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.fulltext import Figure, FigureKind, FullText, Section, SourceKind
from bot.domain.papers import Paper, PaperId
from bot.domain.summaries import Material

HONEST = (
    "Cats are hard to sort.",
    "A microphone hears each purr for 30 s.",
    "PurrSort is right for 93 % of CatBench.",
    "MeowNet is right for 81 %.",
    "It sorts 40 cats.",
)
ABSTRACT = "We sort 40 cats by purr with PurrSort."


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile text; see the head of `corpus.toml`."""

    name: str
    attack: str
    obeyed: str
    never: tuple[str, ...]
    where: str = "abstract"
    raw: bool = False
    times: int = 1
    obeyed_times: int = 1

    @property
    def wanted(self):
        """What a model says that obeys."""
        return self.obeyed * self.obeyed_times

    def material(self):
        """Return a paper that holds it."""
        place = {self.where: self.attack * self.times}
        return paper(**place)


def paper(
    title="", abstract="", section="", heading="", caption="", table="", references="",
    appendix="", front="",
):  # fmt: skip
    """Return an honest paper, with what is added to some parts of it."""
    listed = Paper(
        id=PaperId("2403.03206"),
        title=f"PurrSort: cats by purr {title}".strip(),
        abstract=f"{ABSTRACT} {abstract}".strip(),
        authors=("Ada Felis", "Bob Lynx"),
        version=1,
    )
    full = FullText(
        SourceKind.HTML,
        "PurrSort: cats by purr",
        ABSTRACT,
        (
            Section("1", "Introduction", 1, f"{HONEST[0]} Dogs are not."),
            Section("2", heading or "Method", 1, HONEST[1]),
            Section("3", "Results", 1, f"{HONEST[2]} {HONEST[3]}\n\n{section}"),
        ),
        appendix=(Section("A", "Recipes", 1, f"Feed them. {appendix}"),),
        references=f"[1] A. Lion. On roaring.\n\n{references}",
        figures=(
            Figure(FigureKind.FIGURE, "Figure 1", f"Purrs over a day. {caption}"),
            Figure(FigureKind.TABLE, "Table 1", "Points.", content=f"PurrSort 93\n{table}"),
        ),
        front=("Ada Felis, Bob Lynx", front),
    )
    return Material(listed, full)


def honest(material):
    """Return what the archive says of a paper, without the attack: a card shows that as it is."""
    return replace(material.paper, title="PurrSort: cats by purr", abstract=ABSTRACT)


def cases():
    """Read the file."""
    text = Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["case"]
    return [Case(**each | {"never": tuple(each["never"])}) for each in listed]
