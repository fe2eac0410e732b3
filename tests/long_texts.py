"""A paper of our own with a text of every detail, in English and Chinese."""

from dataclasses import replace

from bot.domain.fulltext import Affiliation, Figure, FigureKind, FullText, Section, SourceKind
from bot.domain.links import LinkKind, PaperLink
from bot.domain.papers import described
from bot.domain.summaries import Aspect, Basis, Detail, Part, Summary

PAPER = described(
    id="2511.00007",
    title="Feather by Feather: Drawing Birds with Few Steps",
    abstract="Drawing birds takes long. We show that four steps are enough.",
    authors=("Ada Lovelace", "Grace Hopper", "Mary Somerville"),
    categories=("cs.CV",),
    primary="cs.CV",
    comment="12 pages, 4 figures. Accepted to CVPR 2026",
    version=1,
    license="http://creativecommons.org/licenses/by/4.0/",
)
FULL = FullText(
    SourceKind.HTML,
    PAPER.title,
    PAPER.abstract,
    (Section("1", "Introduction", 1, "Birds have feathers."),),
    figures=(
        Figure(FigureKind.TABLE, "Table 1", "Overview of birds", content="a b"),
        Figure(FigureKind.FIGURE, "Figure 1", "Some birds.", ("https://arxiv.org/html/x1.png",)),
        Figure(
            FigureKind.FIGURE,
            "Figure 2",
            "Overview of our method: feathers come first.",
            ("https://arxiv.org/html/x2.png",),
        ),
    ),
    links=(PaperLink(LinkKind.CODE, "https://github.com/ada/feather"),),
    affiliation=Affiliation("University of Birds", "1 University of Birds, Nest Street 4"),
)
_ENGLISH = (
    Part(Aspect.KEYWORDS, ("birds", "diffusion", "few steps")),
    Part(Aspect.BACKGROUND, ("Drawing birds by diffusion takes 50 steps.",), ("50 steps",)),
    Part(Aspect.METHOD, ("Draw the beak.", "Add feathers.", "Stop after four steps.")),
    Part(
        Aspect.RESULTS,
        ("FID falls from 12.1 to 7.3 on CUB-200.", "It is 12 times as fast."),
        ("FID falls from 12.1 to 7.3", "12 times"),
    ),
    Part(Aspect.SUPPORT, ("Yes: it is both better and faster.",)),
)
_CHINESE = (
    Part(Aspect.TITLE, ("一羽一羽：用很少的步数画鸟",)),
    Part(Aspect.KEYWORDS, ("鸟类", "扩散模型")),
    Part(Aspect.METHOD, ("先画喙。", "再加羽毛。")),
    Part(Aspect.RESULTS, ("在 CUB-200 上，FID 从 12.1 降到 7.3。",), ("从 12.1 降到 7.3",)),
)


def analysis(language: str = "en") -> Summary:
    """Write the longest text as a model would."""
    chinese = language == "zh"
    return Summary(
        PAPER.id,
        1,
        Detail.ANALYSIS,
        "四步就能画好一只鸟。" if chinese else "Four steps are enough to draw a bird.",
        "tiny",
        "1",
        figures=(12, 12),
        language=language,
        parts=_CHINESE if chinese else _ENGLISH,
        basis=Basis.FULL,
        pages=14,
        pages_read=14,
    )


def both() -> Summary:
    """Write it in Chinese and English."""
    return replace(analysis("zh"), others=(analysis("en"),))


def quoted() -> Summary:
    """Let the authors give their points."""
    parts = (Part(Aspect.POINTS, ("Four steps are enough.", "Feathers come last.")),)
    return Summary(PAPER.id, 1, Detail.TAKEAWAYS, "Drawing birds takes long.", parts=parts)


def endless() -> Summary:
    """Write more than any platform shows in one answer."""
    line = "A bird is drawn, feather by feather, and it takes <@everyone> *long*. " * 8
    parts = tuple(
        Part(aspect, tuple(f"{n} {line.strip()}" for n in range(1, 9)), ("feather by feather",))
        for aspect in Aspect
        if aspect not in (Aspect.TITLE, Aspect.KEYWORDS)
    )
    return replace(analysis(), parts=parts)
