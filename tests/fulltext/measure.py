"""Prints what is found in real and hostile files, and what it takes to read them.

    python -m tests.fulltext.measure [../shared/data]

`by looks` is what is found of a PDF's headings when its outline is not consulted. What the files
hold stands in `pdfs/ground_truth.jsonl` there, and below for those that have no outline.
"""

import asyncio
import json
import re
import resource
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from bot.catalogue import Catalogue
from bot.domain.fulltext import FullText, SourceKind
from bot.fulltext import pdf_headings, pdf_order
from bot.fulltext.child import Child
from bot.fulltext.limits import NoText
from bot.fulltext.pdf_glyphs import read_lines
from bot.fulltext.pdf_headings import key
from bot.settings import config_dir
from tests.fulltext import pdfs
from tests.fulltext.limits import USUAL


@dataclass(frozen=True)
class Truth:
    """What a file holds, as a person sees it."""

    title: str = ""
    headings: tuple[str, ...] = ()
    captions: frozenset[str] = frozenset()
    pages: int | None = None


def listed(names: str) -> tuple[str, ...]:
    return tuple(names.split("|"))


TITLES = {
    "arxiv_0908.0054v1.pdf": "Ultra light bosonic dark matter and CMB",
    "arxiv_2004.04906v3.pdf": "Dense Passage Retrieval for Open-Domain Question Answering",
    "arxiv_2203.00274v2.pdf": "TableFormer: Robust Transformer Modeling for Table-Text Encoding",
    "arxiv_2304.02623v1.pdf": "Beyond Summarization: Designing AI Support for Real-World "
    "Expository Writing Tasks",
    "owner-protected_LNCS.pdf": "Paper Title",
}
SEEN = {
    "arxiv_2004.04906v3.pdf": "Abstract|Introduction|Background|Dense Passage Retriever (DPR)|"
    "Overview|Training|Experimental Setup|Wikipedia Data Pre-processing|"
    "Question Answering Datasets|Experiments: Passage Retrieval|Main Results|"
    "Ablation Study on Model Training|Qualitative Analysis|Run-time Efficiency|"
    "Experiments: Question Answering|"
    "End-to-end QA System|Results|Related Work|Conclusion|Acknowledgments|References|"
    "Distant Supervision|Alternative Similarity Functions & Triplet Loss|"
    "Joint Training of Retriever and Reader",
    "arxiv_2203.00274v2.pdf": "Abstract|Introduction|Preliminaries: TAPAS for Table Encoding|"
    "TableFormer: Robust Structural Table Encoding|Experimental Setup|Datasets and Evaluation|"
    "Baselines|Perturbing Tables as Augmented Data|Experiments and Results|Main Results|"
    "Perturbation Results|Model Size Comparison|Analysis of TableFormer Submodules|"
    "Comparison of TableFormer and Perturbed Data Augmentation|Attention Bias Ablation Study|"
    "Limitations of TableFormer|Other Related Work|Conclusion|Acknowledgments|References",
    "arxiv_2305.03393v1_pg9.pdf": "Hyper Parameter Optimization|Quantitative Results",
    "owner-protected_LNCS.pdf": "Abstract|Introduction|Conclusion and Outlook|Acknowledgments|"
    "References",
}
PAGES = {
    "engrafo_1803.07574.html": Truth(
        "Water Residence Time Estimation by 1D Deconvolution in the Form of a l2-Regularized "
        "Inverse Problem With Smoothness, Positivity and Causality Constraints",
        listed(
            "Abstract|Introduction|Model|Direct Problem|Inverse Problem|"
            "Alternating Minimization for 1D Deconvolution|Implementation Details|"
            "Discussion on Related Work|Comparison to Previous Works|"
            "Comparison to the Cross-Correlation Method|Comparison to Cirpka et al. (2007)|"
            "Synthetic Data|General Discussion and λ Choice Strategies|"
            "Comparison to Similar Methods|Real Data|Conclusion|Acknowledgments|"
            "Mean Residence Time|References"
        ),
        frozenset(f"Figure {number}" for number in range(1, 14)),
    ),
    "llamapun_1307.8133.html": Truth(
        "Slow axial drift in three-dimensional granular tumbler flow",
        listed(
            "Abstract|Introduction|Band Deformation|Drift Kinematics|Mean trajectories|"
            "Surface Drift|Tumbler geometry|Conclusion|Acknowledgements|Residence Times|"
            "Simulation Method|References"
        ),
        frozenset(f"Figure {number}" for number in range(1, 13)) | {"Table 1", "Table 2"},
    ),
}


@dataclass
class Found:
    """What came of one file."""

    name: str
    truth: Truth
    text: FullText | None
    ended: str = ""
    looks: set[str] = field(default_factory=set)
    seconds: float = 0.0
    peak_mb: float = 0.0

    @property
    def title(self) -> bool:
        return self.text is not None and key(self.text.title) == key(self.truth.title)

    @property
    def headings(self) -> set[str]:
        if self.text is None:
            return set()
        parts = (*self.text.sections, *self.text.appendix)
        found = {key(each.title) for each in parts}
        found |= {"abstract"} if self.text.abstract else set()
        return found | ({"references"} if self.text.references else set())

    def of_headings(self, found: set[str]) -> float | None:
        wanted = [key(re.sub(r"^[\d.]+ ", "", each)) for each in self.truth.headings]
        return sum(each in found for each in wanted) / len(wanted) if wanted else None

    @property
    def of_captions(self) -> float | None:
        figures = self.text.figures if self.text else ()
        found = {each.label for each in figures if each.caption}
        wanted = self.truth.captions
        return len(wanted & found) / len(wanted) if wanted else None


def truths(data: Path) -> dict[str, Truth]:
    """Read what the files hold; a title in an outline's place is no heading."""
    known = dict(PAGES)
    for line in (data / "pdfs" / "ground_truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = row["file"]
        title = TITLES.get(name, row.get("title", ""))
        headings = listed(SEEN[name]) if name in SEEN else [t for _, t, _ in row.get("toc", [])]
        captions = {f"Figure {number}" for number in row.get("fig_captions", [])}
        captions |= {f"Table {number}" for number in row.get("table_captions", [])}
        known[name] = Truth(title, tuple(headings), frozenset(captions), row.get("pages"))
    return known


def by_looks(file: bytes) -> set[str]:
    """Find headings without the outline; of a list of references, only that it is there."""
    pages = []
    with closing(pypdfium2.PdfDocument(file)) as document:
        for number, page in enumerate(document, 1):
            with closing(page.get_textpage()) as textpage:
                pages.append(read_lines(textpage.raw, number, *page.get_size(), 60_000))
            page.close()
    placed = pdf_order.in_order(pages)
    found = pdf_headings.find(placed, pdf_headings.body_size(placed), [])
    return {key(each.title) for each in found.values()}


async def read(child: Child, name: str, file: bytes, truth: Truth, say) -> Found:
    """Read one file as the bot does."""
    kind = SourceKind.HTML if name.endswith("html") else SourceKind.PDF
    start = time.monotonic()
    try:
        reading = await child.read(kind, file, "https://arxiv.org/html/0000.00000v1")
    except NoText as none:
        spent = time.monotonic() - start
        return Found(name, truth, None, say(none.lack.words), seconds=spent, peak_mb=none.peak_mb)
    spent = time.monotonic() - start
    looks = by_looks(file) if kind is SourceKind.PDF and truth.headings else set()
    if looks:
        looks |= {"abstract"} if reading.text.abstract else set()
        looks |= {"references"} if reading.text.references else set()
    return Found(name, truth, reading.text, "read", looks, spent, reading.peak_mb)


def files(data: Path) -> dict[str, bytes]:
    """Return the files of a folder, and those that nobody should be sent."""
    found = {path.name: path.read_bytes() for path in sorted((data / "pdfs").glob("*.pdf"))}
    found |= {path.name: path.read_bytes() for path in sorted((data / "html").glob("*.html"))}
    found["made: 300 pages"] = pdfs.long(300, lines=45).bytes()
    found["made: 146 kB that grow to 150 MB"] = pdfs.bomb(150)
    found["made: 2 MB that grow to 2 GB"] = pdfs.bomb(2_000)
    found["made: forms that draw each other"] = pdfs.recursive(doubling=True).bytes()
    return found


def row(found: Found) -> str:
    shares = (
        found.of_headings(found.headings),
        found.of_headings(found.looks) if found.looks else None,
        found.of_captions,
    )
    cells = [f"{share:.0%}" if share is not None and found.text else "–" for share in shares]
    title = "–" if not found.truth.title or not found.text else "yes" if found.title else "no"
    pages = found.text.pages if found.text else None
    read = f"{found.text.pages_read} of {pages}" if found.text and pages else "–"
    peak = f"{found.peak_mb:.0f}" if found.peak_mb else "ended"
    took = f"{found.seconds:6.2f} {peak:>7}"
    return (
        f"{found.name:36} {title:5} {cells[0]:>8} {cells[1]:>8} {cells[2]:>8} {read:>10} {took}"
        f"  {found.ended}"
    )


async def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    say = Catalogue.read(config_dir() / "locales").say
    known = truths(data)
    child = Child(USUAL)
    print(f"limits: {USUAL}")  # noqa: T201
    head = ("file", "title", "headings", "by looks", "captions", "pages", "s", "peak MB")
    print("{:36} {:5} {:>8} {:>8} {:>8} {:>10} {:>6} {:>7}  how it ended".format(*head))  # noqa: T201
    for name, file in files(data).items():
        print(row(await read(child, name, file, known.get(name, Truth()), say)))  # noqa: T201
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most that any of them held, those that were ended too: {most:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
