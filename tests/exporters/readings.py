"""Papers that nobody wrote, with everything that a post or a note can hold."""

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from bot.catalogue import Catalogue
from bot.domain.documents import Note, Picture, Post, Reading
from bot.domain.fulltext import Affiliation
from bot.domain.links import LinkKind, PaperLink
from bot.domain.papers import described
from bot.domain.summaries import Aspect, Basis, Detail, Part, Summary
from bot.exporters.blog_parts import Flavour
from bot.settings import config_dir

SITE = "https://arxiv.org"
PNG = b"\x89PNG\r\n\x1a\n made up"
AT = datetime(2025, 11, 4, 9, 5, 7, tzinfo=timezone(timedelta(hours=1)))
SAVED = datetime(2025, 11, 4, 7, 30, tzinfo=UTC)


@cache
def sentences(language):
    return Catalogue.read(config_dir() / "locales", language)


def flavour(name="hexo"):
    return Flavour.read(config_dir() / "templates" / "blog", name)


def said(paper, detail, text, parts=(), **known):
    return Summary(paper.id, paper.version, detail, text, parts=tuple(parts), **known)


PICTURES = (
    Picture('Figure 1: A [wood], "at" dawn', f"{SITE}/abs/2511.00001", content=PNG),
    Picture("Figure 2: Ears", f"{SITE}/abs/2511.00001", f"{SITE}/html/2511.00001/x 2.png"),
    Picture("Figure 3: Not ours to show", f"{SITE}/html/2511.00001#S1.F3"),
)


BIRDS = described(
    id="2511.00001",
    title='Tweet: hearing $\\alpha$ birds -- "all" of them #1',
    abstract="Birds are loud.\n  We introduce \\emph{Tweet}, which hears 12 kinds of birds.",
    authors=("Ada Lovelace", "Zoë O'Hara*", "Wei_Min Li"),
    categories=("cs.SD",),
    version=2,
    comment="17 pages, 13 figures. Accepted at MADE 2026",
)
IN_ENGLISH = {
    Aspect.TITLE: ["Zwitscher: alle Vögel"],
    Aspect.KEYWORDS: ["birds", "hearing", "diffusion"],
    Aspect.BACKGROUND: ["Birds are counted by ear."],
    Aspect.EARLIER: ["Earlier systems hear 5 kinds, and mix up finches."],
    Aspect.MOTIVATION: ["Nobody can listen everywhere."],
    Aspect.METHOD: ["Record a wood at dawn.", "Split voices with a diffusion model."],
    Aspect.RESULTS: ["12 kinds are heard on Wood-1.", "Finches are told apart in 91% of cases."],
    Aspect.SUPPORT: ["The numbers support the aim for woods, not for towns."],
    Aspect.SIGNIFICANCE: ["Woods can be counted by night."],
    Aspect.INNOVATION: ["Voices are disentangled before they are named."],
    Aspect.PERFORMANCE: ["It runs on one telephone."],
    Aspect.WORKLOAD: ["Training-free; 3 hours of recordings are needed."],
    Aspect.CONTRIBUTIONS: ["A model.", "A data set of 3 hours."],
    Aspect.LIMITATIONS: ["Rain is not handled."],
    Aspect.RELATED: ["Finch (2020) hears one kind."],
}
IN_CHINESE = {
    Aspect.TITLE: ["Tweet：听懂所有的鸟"],
    Aspect.KEYWORDS: ["鸟类", "听觉", "扩散模型"],
    Aspect.BACKGROUND: ["鸟类靠耳朵计数。"],
    Aspect.EARLIER: ["以往系统只能听出5种鸟，且会混淆雀类。"],
    Aspect.MOTIVATION: ["没有人能处处聆听。"],
    Aspect.METHOD: ["在黎明录下树林的声音。", "用扩散模型分离各种叫声。"],
    Aspect.RESULTS: ["在Wood-1上听出12种鸟。", "雀类的区分准确率为91%。"],
    Aspect.SUPPORT: ["结果支持针对树林的目标，不支持城镇。"],
    Aspect.SIGNIFICANCE: ["夜间也能统计树林中的鸟。"],
    Aspect.INNOVATION: ["先学习“解耦”表示，再命名叫声。"],
    Aspect.PERFORMANCE: ["一部手机即可运行。"],
    Aspect.WORKLOAD: ["无需训练，需要3小时录音。"],
    Aspect.CONTRIBUTIONS: ["一个模型。", "一个3小时的数据集。"],
    Aspect.LIMITATIONS: ["不能处理雨声。"],
    Aspect.RELATED: ["Finch（2020）只能听出一种鸟。"],
}
STRONG = {
    Aspect.METHOD: ("diffusion model", "扩散模型"),
    Aspect.INNOVATION: ("disentangled", "“解耦”表示"),
    Aspect.CONTRIBUTIONS: ("A data set of 3 hours.", "数据集"),
}


def birds(language="en"):
    """A paper that a model has read whole."""
    told = IN_ENGLISH if language == "en" else IN_CHINESE
    parts = [Part(each, tuple(lines), STRONG.get(each, ())) for each, lines in told.items()]
    points = {
        "en": ("It hears 12 kinds.", "It costs *nothing* to train."),
        "zh": ("能听出12种鸟。", "训练*零*成本。"),
    }[language]
    by = {
        "writer": "small_1",
        "basis": Basis.FULL,
        "pages": 17,
        "pages_read": 17,
        "language": language,
    }
    line = {"en": "Tweet hears 12 kinds of birds.", "zh": "Tweet能听出12种鸟。"}[language]
    return Reading(
        BIRDS,
        said(BIRDS, Detail.TAKEAWAYS, line, [Part(Aspect.POINTS, points)], **by),
        said(BIRDS, Detail.ANALYSIS, line, parts, figures=(12, 12), **by),
        links=(
            PaperLink(LinkKind.CODE, "https://github.com/lab/tweet_2"),
            PaperLink(LinkKind.PROJECT, "https://tweet.github.io/a(b)"),
        ),
        affiliation=Affiliation(
            "University of Woods", "1 University of Woods, Department *of* Ears"
        ),
        tags=("birds", "_3D_hearing"),
        pictures=PICTURES,
    )


OCEANS = described(
    id="hep-th/9901001",
    title="Oceans: <large> & {{deep}} #salt",
    abstract="We weigh oceans for $5 or $6. They are heavy.",
    authors=(),
    version=None,
)


def oceans():
    """A paper of which only the authors speak, and only in the abstract."""
    quoted = said(OCEANS, Detail.TAKEAWAYS, "We weigh oceans for $5 or $6.")
    return Reading(OCEANS, quoted, said(OCEANS, Detail.ANALYSIS, quoted.text))


def untold(number, title):
    """A paper of which nothing is said."""
    return Reading(described(id=f"2511.{number:05}", title=title, abstract=None))


def post(*readings, at=AT, topic="bird song", language="en"):
    return Post(topic, at, language, readings)


def note(*readings, at=AT, language="en"):
    return Note(AT.date(), "console::ana", SAVED, at, language, readings)
