"""Texts about papers for the grounding benchmark, and errors planted in them.

Real papers and what live bots said of them where they are at hand, else a small made-up set.
"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.grounding import Facts
from bot.domain.latex import readable
from tests.benchmarks.grounded_made_up import MADE_UP

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data"
KINDS = ("number", "unit", "dataset", "link", "polarity")
LANGUAGES = ("en", "zh")
FIELDS = ("intro", "task", "tldr", "motivation", "method", "result", "conclusion")
# Read the abstract and nothing else; the others had the full text, or more imagination than text.
OF_ABSTRACTS = ("arXiv_daily", "ai-enhanced", "ai_summary")


@dataclass(frozen=True, slots=True)
class Base:
    """A text about a paper, as a model could have written it.

    Attributes:
        made: How it came about: by a model, by people, by rewriting the abstract.
    """

    paper: str
    language: str
    text: str
    source: str
    facts: Facts
    made: str

    @property
    def half(self) -> int:
        """0 for the papers looked at while the rules were made, 1 for those left alone."""
        return hashlib.sha256(self.paper.encode()).digest()[0] % 2


def bases(data: Path = REAL, *, rewritten: bool = True) -> list[Base]:
    """Gather what there is.

    Args:
        data: Where real papers are.
        rewritten: Also rewrite the abstracts of thousands of papers, which takes some seconds.
    """
    if not (data / "papers_dev.jsonl.gz").exists():
        return list(_made_up())
    papers = {paper["id"]: paper for paper in _lines(data / "papers_dev.jsonl.gz")}
    said = [*_said(data, papers), *_by_people(data)]
    if not rewritten:
        return said
    return [*said, *_rewritten(papers, {base.paper for base in said})]


def _lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _shown(paper: dict) -> tuple[str, Facts]:
    text = f"{readable(paper['title'])}\n{readable(paper['abstract'])}"
    stated = "\n".join(filter(None, (paper.get("comment"), paper.get("journal_ref"))))
    return text, Facts(paper["id"], tuple(paper.get("authors") or ()), stated)


def _said(data: Path, papers: dict[str, dict]) -> Iterator[Base]:
    for row in _lines(data / "ai_summaries_dev.jsonl.gz"):
        paper = papers.get(row["id"])
        if paper is None or not any(each in row["src"] for each in OF_ABSTRACTS):
            continue
        parts = [row["AI"][field] for field in FIELDS if row["AI"].get(field)]
        text = ("" if row["lang"] == "zh" else " ").join(map(_stopped, parts))
        if text:
            yield Base(row["id"], row["lang"], text, *_shown(paper), "a model")


def _stopped(part: str) -> str:
    stop = "。" if re.search(r"[\u4e00-\u9fff]", part) else "."
    return part if part.endswith((".", "。", "！", "?", "!")) else part + stop


def _by_people(data: Path) -> Iterator[Base]:
    for row in _lines(data / "scitldr" / "train.jsonl.gz"):
        source = f"{row['title']}\n{' '.join(row['source'])}"
        text = max(row["target"], key=len)
        yield Base(row["paper_id"], "en", _stopped(text), source, Facts(), "people")


def _rewritten(papers: dict[str, dict], taken: set[str]) -> Iterator[Base]:
    for name, paper in sorted(papers.items()):
        source, facts = _shown(paper)
        chance = random.Random(name)  # noqa: S311
        sentences = re.split(r"(?<=[a-z)%]\.) (?=[A-Z])", source.partition("\n")[2])
        told = [
            each for each in sentences[1:] if re.search(r"(?<![\w.-])\d", each) and len(each) < 400
        ]
        if name in taken or not told:
            continue
        picked = [each for each in sentences if each in told[:3]]
        yield Base(name, "en", " ".join(_reworded(each, chance) for each in picked), source, facts,
                   "rewriting")  # fmt: skip


def _reworded(sentence: str, chance: random.Random) -> str:
    """Write numbers as another hand would, with the same meaning."""
    ways = [
        (r"(?<=\d) ?%", " percent"),
        (r"\bWe\b", "The authors"),
        (r"\bour\b", "the proposed"),
        (r"(?<![\d.,])(\d),(\d{3})(?![\d,])", r"\1\2"),
        (r"(?<![\w.,-])(\d+)000 (?=[a-z])", r"\1k "),
        (r"(?<=\d) million\b", "M"),
        (r"(?<=\d) billion\b", "B"),
        (r"(?<=\d)x\b", " times"),
        (r"\btwo\b", "2"),
        (r"\bthree\b", "3"),
        (r"\bpercent\b", "%"),
    ]
    for pattern, other in chance.sample(ways, 5):
        sentence = re.sub(pattern, other, sentence)
    return sentence


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one error.

    Attributes:
        wrong: The words that are wrong now.
    """

    base: Base
    kind: str
    text: str
    wrong: str


SETS = {
    "en": ("WikiBench-Pro", "CIFAR-100-LT", "MedQuAD", "OpenStreets3D", "ShapeWorld", "KITTI-360",
           "LibriSpeech", "Cityscapes", "SQuAD 2.0", "MS-COCO", "Kinetics-700", "HotpotQA"),
    "zh": ("WikiBench-Pro", "CIFAR-100-LT", "MedQuAD", "OpenStreets3D", "Cityscapes", "KITTI-360",
           "MS-COCO", "LibriSpeech", "NuScenes", "Places365"),
}  # fmt: skip
ON_SET = {
    "en": ("{0}, evaluated on the {1} dataset.", "{0} on {1}.", "{0}, trained with {1}."),
    "zh": (
        "{0}，并在{1}数据集上进行了验证。",
        "{0}，基于{1}训练。",
        "{0}，在{1}上取得了一致结果。",
    ),
}
LINKS = ("https://github.com/{0}lab/{1}", "https://{1}.github.io", "http://www.{1}-project.org/{0}",
         "huggingface.co/{0}/{1}", "https://arxiv.org/abs/2302.{2}", "{1}@{0}lab.edu")  # fmt: skip
AT_LINK = {
    "en": ("{0} Code is available at {1}.", "{0} See {1} for details."),
    "zh": ("{0}代码已开源于{1}。", "{0}项目主页：{1}。"),
}
UNITS = {
    r"%|percent": ("x", "ms", " GB"), r"ms|milliseconds?|毫秒": ("s", "μs", "小时"),
    r"s|seconds?|秒": ("ms", "分钟", " hours"), r"hours?|小时": ("days", "分钟"),
    r"GB": ("MB", "TB"), r"MB": ("GB", "KB"), r"M|million": ("B", " billion", "亿"),
    r"B|billion": ("M", " million", "万"), r"x|×|times|倍": ("%", "ms"), r"k|K|thousand": ("M",
    " million"),
    r"万": ("亿", "百万"), r"亿": ("万", "千"), r"GHz": ("MHz",), r"MHz": ("GHz", "kHz"),
    r"Hz": ("kHz",),
    r"km|公里": ("m", "cm"), r"cm|厘米": ("mm", "km"), r"mm|毫米": ("cm",), r"nm|纳米": ("μm",),
    r"years?|年": ("days",), r"days?|天": ("hours", "年"), r"GeV": ("MeV", "TeV"), r"TeV": ("GeV",),
    r"keV": ("MeV",), r"MeV": ("keV",), r"dB": ("%",), r"kpc": ("pc",), r"Mpc": ("kpc",),
    r"K": ("mK",),
    r"minutes?|分钟": ("hours", "秒"), r"fps|FPS": ("Hz", "ms"),
}  # fmt: skip
TURNED = {
    "en": (("outperforms", "underperforms"), ("outperform", "underperform"), ("outperforming",
    "underperforming"),
           ("improves", "degrades"), ("improve", "degrade"), ("improving", "degrading"),
           ("improved", "degraded"), ("increases", "decreases"), ("increase", "decrease"),
           ("increasing", "decreasing"), ("reduces", "increases"), ("reduce", "increase"),
           ("reducing", "increasing"), ("higher", "lower"), ("lower", "higher"), ("better",
           "worse"),
           ("enhances", "weakens"), ("enhancing", "weakening"), ("without", "with"),
           ("surpasses", "falls behind"), ("surpassing", "falling short of"), ("faster", "slower"),
           ("larger", "smaller"), ("smaller", "larger"), ("unsupervised", "supervised"),
           ("training-free", "training-friendly"), ("nonlinear", "linear"), ("can", "cannot"),
           ("is", "is not"), ("superior", "inferior"), ("effective", "ineffective"),
           ("efficient", "inefficient"), ("sparse", "dense"), ("stable", "unstable")),
    "zh": (("解耦", "纠缠"), ("无需", "需要"), ("优于", "劣于"), ("提高", "降低"), ("提升", "降低"),
           ("降低", "提高"), ("减少", "增加"), ("增加", "减少"), ("增强", "削弱"), ("超越", "不如"),
           ("显著提升", "显著下降"), ("有效", "无效"), ("高效", "低效"), ("能够", "无法"),
           ("改善", "恶化"),
           ("无监督", "有监督"), ("非线性", "线性"), ("更快", "更慢"), ("下降", "上升"),
           ("稀疏", "稠密"),
           ("免训练", "训练友好"), ("加速", "减慢"), ("在线", "离线"), ("缩短", "延长")),
}  # fmt: skip


def plant(base: Base, kind: str, chance: random.Random) -> Planted | None:
    """Put one error of a kind into a text; None where it offers no place for it."""
    text, wrong = _PLANTERS[kind](base, chance)
    if not wrong or text == base.text:
        return None
    return Planted(base, kind, text, wrong)


_FIGURE = re.compile(
    r"(?<![A-Za-z0-9_.,-])(?<![(（\[^_])\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?![A-Za-z0-9_.,-]*[A-Za-z])(?!\d*[)）、])(?!\.\s)"
)


def _number(base: Base, chance: random.Random) -> tuple[str, str]:
    places = [
        each for each in _FIGURE.finditer(base.text) if not re.fullmatch(r"(?:19|20)\d\d", each[0])
    ]
    if not places:
        return base.text, ""
    place = chance.choice(places)
    for _ in range(20):
        wrong = _misread(place[0], chance)
        if not re.search(rf"(?<![\d.,]){re.escape(wrong)}(?![\d,]|\.\d)", base.source):
            return base.text[: place.start()] + wrong + base.text[place.end() :], wrong
    return base.text, ""


def _misread(number: str, chance: random.Random) -> str:
    plain = number.replace(",", "")
    places = len(plain.partition(".")[2])
    way = chance.randrange(3)
    if way == 0:
        return f"{float(plain) * chance.choice((0.1, 10)):.{places + 1 if places else 0}f}".rstrip(
            "."
        )
    if way == 1:
        spot = chance.choice([n for n, char in enumerate(plain) if char.isdigit()])
        digit = chance.choice([each for each in "123456789" if each != plain[spot]])
        return plain[:spot] + digit + plain[spot + 1 :]
    return f"{float(plain) * chance.uniform(1.3, 2.4) + 1:.{places}f}"


def _unit(base: Base, chance: random.Random) -> tuple[str, str]:
    places = [
        (found, others)
        for names, others in UNITS.items()
        for found in re.finditer(
            rf"(?<![A-Za-z0-9_.-])(\d[\d.,]*)( ?(?:{names}))(?![A-Za-z])", base.text
        )
        if not re.fullmatch(r"(?:19|20)\d\d", found[1])
    ]
    if not places:
        return base.text, ""
    place, others = chance.choice(places)
    wrong = place[1] + chance.choice(others)
    return base.text[: place.start()] + wrong + base.text[place.end() :], wrong


def _dataset(base: Base, chance: random.Random) -> tuple[str, str]:
    sets = [
        each
        for each in SETS[base.language]
        if each.split("-")[0].lower() not in base.source.lower()
    ]
    if not sets:
        return base.text, ""
    wrong = chance.choice(sets)
    stop = "。" if base.language == "zh" else "."
    way = chance.choice(ON_SET[base.language])
    return way.format(base.text.rstrip(stop), wrong), wrong


def _link(base: Base, chance: random.Random) -> tuple[str, str]:
    wrong = chance.choice(LINKS).format(
        chance.choice(("vision", "open", "nlp", "deep")),
        chance.choice(("fastnet", "promptkit", "scenegen", "medrag")),
        f"{chance.randrange(1000, 19999):05d}",
    )
    return chance.choice(AT_LINK[base.language]).format(base.text, wrong), wrong


def _polarity(base: Base, chance: random.Random) -> tuple[str, str]:
    latin = base.language == "en"
    places = []
    for word, opposite in TURNED[base.language]:
        pattern = rf"(?<![\w-]){word}(?![\w-])" if latin else word
        places += [(found, opposite) for found in re.finditer(pattern, base.text)]
    if not places:
        return base.text, ""
    weights = [0.1 if place[0] in ("can", "is", "能够") else 1.0 for place, _ in places]
    ((place, wrong),) = chance.choices(places, weights)
    return base.text[: place.start()] + wrong + base.text[place.end() :], wrong


_PLANTERS = {
    "number": _number, "unit": _unit, "dataset": _dataset, "link": _link, "polarity": _polarity,
}  # fmt: skip


def _made_up() -> Iterator[Base]:
    for number, (source, english, chinese) in enumerate(MADE_UP):
        for language, text in (("en", english), ("zh", chinese)):
            yield Base(f"made-up/{number}", language, text, source, Facts(), "us")
