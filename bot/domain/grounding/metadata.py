"""What only the paper's record may say: who wrote it, where, where it appeared and is found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.grounding.claims import Finding, Kind
from bot.domain.grounding.plain import plain
from bot.domain.papers import Paper

_HOST = r"(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}"
ADDRESS: Final = re.compile(
    rf"[\w.+-]+@{_HOST}|(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9_@./-]){_HOST}(?::\d+)?(?:/[!-~]*)?(?![A-Za-z0-9_@])"
)
"""A link or an e-mail address; also a mere host, which chat services make a link of."""
_ARXIV = re.compile(
    r"(?:arXiv\s?:\s?)?(?<![\d.])\d{4}\.\d{4,5}(?:v\d+)?(?![\d.]*\d)", re.IGNORECASE
)
_LABEL = (
    r"(?:^|(?<=[\s\d.、)）*>]))[*_]{{0,2}}(?:{})[*_]{{0,2}}\s?(?:\([^)]*\)|（[^）]*）)?"
    r"\s?(?:[:]|：|为：?)\s*"
)
_AUTHORS = re.compile(_LABEL.format(r"(?:Paper )?Authors?|作者|论文作者") + r"([^。;；\n]+)", re.I)
_BY = re.compile(
    r"\b(?:written|authored|proposed|led|developed) by ((?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w'-]+)"
    r"(?! (?:University|Institute|Lab))"
)
_AFFILIATION = re.compile(
    _LABEL.format(r"(?:First author'?s? )?Affiliations?|Institutions?|(?:第一)?作者单位|"
    r"第一作者隶属\w*|"
                  r"单位|隶属关系|隶属机构|所属机构|机构")
    + r"([^。;；\n]+)",
    re.I,
)  # fmt: skip
_INSTITUTION = re.compile(
    r"\b(?:[A-Z][\w&.'-]+ )+(?:University|Institute(?: of(?: [A-Z]\w+)+)?|College|Academy)\b"
    r"|\bUniversity of(?: [A-Z]\w+)+"
    r"|(?:来自|由|及|与|和|、)([\u4e00-\u9fff]{2,12}(?:大学|学院|研究院|研究所|科学院|技术院|实验室))(?![生课教里中])"
)
_VENUE = re.compile(
    r"(?:accepted|published|presented|appear(?:s|ed|ing)?)(?: \w+){0,3}? (?:at|in|by|to|as|for)"
    r" (?:the )?((?:[A-Z][\w&'-]*(?: (?:of|on|and|for) )? ?)+(?:\d{4})?)"
    r"|(?:发表[于在]|收录[于在]|录用[于为])\s?([A-Za-z][A-Za-z &'-]*(?:\d{4})?)"
    r"|被\s?([A-Za-z][A-Za-z &'-]*(?:\d{4})?)\s?(?=接收|录用|收录|接受)"
)
_PARTED = re.compile(r"\s*(?:[,、，;；&]|\band\b|\bet al\.?|和|等)\s*")
_NOTHING = re.compile(
    r"(?:none|n/?a|null|无|未知|unknown|not (?:given|mentioned|available))\W*", re.I
)
_KNOWN: Final = {
    "清华大学": "tsinghua", "北京大学": "peking university", "浙江大学": "zhejiang university",
    "复旦大学": "fudan", "上海交通大学": "shanghai jiao tong", "南京大学": "nanjing university",
    "中国科学技术大学": "university of science and technology of china",
    "中国科学院": "chinese academy of sciences", "华中科技大学": "huazhong university of science",
    "香港大学": "university of hong kong", "香港中文大学": "chinese university of hong kong",
    "斯坦福大学": "stanford", "哈佛大学": "harvard", "剑桥大学": "cambridge", "牛津大学": "oxford",
    "普林斯顿大学": "princeton", "卡内基梅隆大学": "carnegie mellon", "耶鲁大学": "yale",
    "麻省理工学院": "massachusetts institute of technology", "东京大学": "university of tokyo",
    "韩国科学技术院": "kaist", "新加坡国立大学": "national university of singapore",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a paper from its record, whatever its text says.

    Attributes:
        authors: Their names.
        stated: Where it appeared and where more of it is: comment and journal reference.
    """

    id: str = ""
    authors: tuple[str, ...] = ()
    stated: str = ""

    @classmethod
    def of(cls, paper: Paper) -> Self:
        """Take the facts from a paper's record."""
        stated = (paper.comment, paper.journal_ref, paper.doi)
        return cls(paper.id, paper.authors, "\n".join(filter(None, stated)))


@dataclass(frozen=True, slots=True)
class Record:
    """The facts and the text of a paper, as metadata is looked up in them."""

    facts: Facts
    text: str
    low: str
    authors: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, facts: Facts, text: str) -> Self:
        """Prepare facts and text for looking up."""
        return cls(facts, text, text.lower(), tuple(_parts(name) for name in facts.authors))

    def findings(self, sentence: str, *, links: bool) -> Iterator[Finding]:
        """Yield every claim about the paper's record.

        Args:
            sentence: In plain spelling.
            links: Whether an address may stand that the paper itself gives.
        """
        for address in ADDRESS.finditer(sentence):
            yield self._address(address, links=links)
        for number in _ARXIV.finditer(sentence):
            bare = re.sub(r"^arxiv\s?:\s?|v\d+$", "", number[0].lower())
            known = bare == self.facts.id or bare in self.low
            if number[0].lower().startswith("arxiv") or not known:
                yield Finding(Kind.LINK, number[0], number.start(), known, bare if known else "")
        for listed in (*_AUTHORS.finditer(sentence), *_BY.finditer(sentence)):
            yield from self._people(listed)
        for place in (*_AFFILIATION.finditer(sentence), *_INSTITUTION.finditer(sentence)):
            yield self._institution(place)
        for venue in _VENUE.finditer(sentence):
            yield from self._venue(venue)

    def names(self, name: str) -> bool:
        """Return whether the record has a name: an author's, a venue's."""
        return (
            _stands(f"{' '.join(self.facts.authors)}\n{self.facts.stated}".lower(), name.lower())
            is not None
        )

    def _address(self, found: re.Match[str], *, links: bool) -> Finding:
        written = found[0].rstrip(".,;:!?)\"'>|]*")
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.lower()).rstrip("/")
        own = bool(self.facts.id) and re.fullmatch(
            rf"arxiv\.org/(?:abs|pdf|html)/{re.escape(self.facts.id)}(?:v\d+)?(?:\.pdf)?", bare
        )
        at = _stands(self.low, bare)
        if at is None and "/" not in bare:
            # A name with a dot in it may be parted there.
            spaced = re.search(re.escape(bare).replace(r"\.", r"\.\s"), self.low)
            at = spaced and spaced.start()
        known = own or at is not None or _stands(self.facts.stated.lower(), bare) is not None
        # A dotted name such as Node.js is no link of ours to build; a true address always is.
        named = not re.search(r"[/@:]|^www\.", written) and at is not None
        return Finding(
            Kind.LINK, written, found.start(), bool(known and (links or named)),
            bare if known else "", at,
        )  # fmt: skip

    def _people(self, found: re.Match[str]) -> Iterator[Finding]:
        for name in _PARTED.split(found[1]):
            if not name or _NOTHING.fullmatch(name):
                continue
            parts = _parts(name)
            known = bool(parts) and any(parts <= author for author in self.authors)
            yield Finding(
                Kind.AUTHORS,
                name,
                found.start(1) + found[1].find(name),
                known,
                name if known else "",
            )

    def _institution(self, found: re.Match[str]) -> Finding:
        named = next((group for group in found.groups() if group), found[0]).strip(" *_)）.")
        wanted = _KNOWN.get(named, named).lower()
        at = self.low.find(wanted)
        known = at >= 0 and not _NOTHING.fullmatch(named)
        return Finding(
            Kind.AFFILIATION, named, found.start() + found[0].find(named), known,
            self.text[at : at + len(wanted)] if known else "", at if known else None,
        )  # fmt: skip

    def _venue(self, found: re.Match[str]) -> Iterator[Finding]:
        group = found.lastindex or 0
        named = found[group].strip()
        stated = self.facts.stated.lower()
        words = re.findall(r"[a-z]+|\d{4}", named.lower())
        if words:
            known = all(word in stated for word in words)
            known = known or _stands(self.low, found[0].lower()) is not None
            yield Finding(Kind.VENUE, named, found.start(group), known, named if known else "")


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain(name).lower()))


def _stands(text: str, bare: str) -> int | None:
    """Return where an address stands as a whole, and not as the beginning of a longer host."""
    place = text.find(bare)
    while place >= 0 and bare:
        before, behind = text[place - 1 : place], text[place + len(bare) : place + len(bare) + 1]
        if not (before.isalnum() or before == "-") and not (
            behind.isalnum() or behind in ("-", "_")
        ):
            return place
        place = text.find(bare, place + 1)
    return None
