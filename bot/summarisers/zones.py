"""What a paper says, sentence by sentence, and in which part of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.domain.fulltext import Section
from bot.domain.prose import runs, without_citations
from bot.domain.sentences import LINK, split
from bot.summarisers.clauses import lowered
from bot.summarisers.cues import points_back


class Zone(Enum):
    """A part of a paper, whatever its field calls it."""

    ABSTRACT = auto()
    INTRODUCTION = auto()
    RELATED = auto()
    SETTING = auto()
    METHOD = auto()
    SETUP = auto()
    RESULTS = auto()
    DISCUSSION = auto()
    CONCLUSION = auto()
    LIMITATIONS = auto()
    SIGNIFICANCE = auto()
    RESOURCES = auto()
    BODY = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a paper.

    Attributes:
        zone: Where it stands.
        low: In lower case, each character at its place.
        section: Of which section, from 0; -1 for the abstract.
        run: Of which run of sentences within that.
        nth: Of its run.
        listed: Whether it is an item of a list.
        lead: What stands before its run and announces it, in lower case.
        label: Of a labelled abstract ("Methods: …"), the part it says that it is.
    """

    text: str
    low: str
    zone: Zone
    section: int = -1
    run: int = 0
    nth: int = 0
    listed: bool = False
    lead: str = ""
    label: Zone | None = None


# By heading, in lower case, in the ways of all fields; the first that fits.
_HEADINGS: Final = tuple(
    (re.compile(pattern), zone)
    for pattern, zone in (
        (
            r"acknowledg|^references|bibliograph|authors? contributions?|contributions? of authors|"
            r"^fund|conflicts? of|compet|supplement|^appendi|^contents|disclosure|^note added|"
            r"^(?:keywords?|index terms)|credit|biograph|^orcid",
            Zone.APART,
        ),
        (r"limitation|threats to validity|caveats|shortcoming|failure (?:cases|modes)|weakness",
         Zone.LIMITATIONS),
        (r"(?:data|code|software|materials?|resources?)\b.*\bavailab|availab.*\b(?:data|code)|"
         r"reproducib", Zone.RESOURCES),
        (r"broader impact|societal|social impact|ethic|implications|significance|impact statement",
         Zone.SIGNIFICANCE),
        (r"related|literature|(?:prior|previous|earlier|existing|past) (?:works?|research|studies|"
         r"approach|results|methods)|state of the art|state-of-the-art", Zone.RELATED),
        (r"conclu|^summary|outlook|closing|final remarks|future (?:work|direction)|perspectives|"
         r"summary$|takeaway", Zone.CONCLUSION),
        (r"^(?:an? )?(?:\w+ )?introduction|^motivation|background and motivation|"
         r"^the problem$", Zone.INTRODUCTION),
        (r"background|preliminar|prerequisit|notation|problem (?:statement|formulation|setup|"
         r"setting|definition|description)|definitions|^setting|conventions|research questions|"
         r"hypothes", Zone.SETTING),
        (r"(?:experiment\w*|evaluation|simulation|training|numerical) (?:set-?up|details?|"
         r"settings?|"
         r"design|procedure|protocol)|set-?up$|implementation|baselines?$|metrics$|datasets?\b|"
         r"^data$|"
         r"hyper-?parameters|experimental (?:apparatus|settings?)|data (?:reduction|collection|"
         r"sets?|"
         r"acquisition|samples?|processing|preparation)|^observations|participants|"
         r"^sample", Zone.SETUP),
        (r"methods?\b|methodolog|approach|architecture|framework|algorithms?\b|materials|"
         r"\bmodels?$|"
         r"^(?:the |our )?(?:\w+ )?models?\b|theor(?:y|etical)|formalism|procedure|proposed|"
         r"^training|instrument|design|^system|pipeline|derivation|construction|proofs?\b",
         Zone.METHOD),
        (r"result|experiment|evaluat|findings|ablation|performance|benchmark|numerical|comparison|"
         r"case stud|analys[ie]s|application|measurement|theorem|examples", Zone.RESULTS),
        (r"discuss|remarks|interpretation", Zone.DISCUSSION),
    )
)  # fmt: skip
_LABELS: Final = tuple(
    (re.compile(rf"(?:{names})(?: and [a-z]+)?(?:\s*[:.]|\s+[—–-]|—)\s*"), zone)
    for names, zone in (
        ("background|context|introduction|motivation|importance", Zone.INTRODUCTION),
        ("aims?|objectives?|purpose|goals?", Zone.INTRODUCTION),
        ("methods?|materials|methodology|design|approach|data", Zone.METHOD),
        ("results?|findings?|main results?", Zone.RESULTS),
        ("conclusions?|significance|interpretation|discussion|implications", Zone.CONCLUSION),
    )
)
_OWN: Final = (Zone.LIMITATIONS, Zone.RELATED, Zone.RESOURCES, Zone.SIGNIFICANCE, Zone.APART)
_ELSEWHERE: Final = re.compile(
    r"(?:pacs|msc|key ?words?|index terms|comments?|ccs concepts|contents)\b"
)
_LINKED: Final = re.compile(rf"{LINK.pattern}|this https url", re.IGNORECASE)
_SCANT: Final = 25  # characters of a sentence of an abstract at least
_MOST: Final = 600


def zone_of(heading: str) -> Zone | None:
    """Say which part of a paper a section is by its heading; None where that tells nothing."""
    low = heading.lower().strip()
    return next((zone for sign, zone in _HEADINGS if sign.search(low)), None)


def in_zones(sections: Sequence[Section]) -> tuple[Zone, ...]:
    """Say of each section which part of the paper it is.

    One whose heading tells nothing is what the section above it is. A paper's first section is its
    introduction, whatever its name, unless the name says something else.
    """
    found: list[Zone] = []
    above: list[Zone] = []
    for at, section in enumerate(sections):
        level = max(0, section.level - 1)
        parent = above[level - 1] if 0 < level <= len(above) else None
        zone = zone_of(section.title)
        if parent and parent is not Zone.BODY and zone not in _OWN:
            zone = Zone.SETUP if zone is Zone.SETUP and parent is Zone.RESULTS else parent
        zone = zone or parent or (Zone.INTRODUCTION if at == 0 and section.text else Zone.BODY)
        above[level:] = [zone]
        found.append(zone)
    return tuple(found)


def of_abstract(abstract: str) -> tuple[Said, ...]:
    """List the sentences of an abstract that may be quoted, without the labels of its parts."""
    return tuple(_labelled(split(without_citations(abstract))))


def _labelled(sentences: Sequence[str]) -> Iterator[Said]:
    label: Zone | None = None
    linked = False
    for nth, sentence in enumerate(sentences):
        found = _label(sentence)
        text = sentence
        if found:
            label, text = found
        low = lowered(text)
        # What speaks of an address that is left out goes with it.
        linked = _LINKED.search(low) is not None or (linked and points_back(low))
        if _SCANT <= len(text) <= _MOST and not linked and not _ELSEWHERE.match(low):
            yield Said(text, low, Zone.ABSTRACT, nth=nth, label=label)


def _label(sentence: str) -> tuple[Zone, str] | None:
    """Part "Methods: …" or "Methods." from what follows; "Methods are …" is no label."""
    low = lowered(sentence)
    if not sentence[:1].isupper():
        return None
    named = ((zone, sign.match(low)) for sign, zone in _LABELS)
    return next(((zone, sentence[m.end() :]) for zone, m in named if m), None)


def of_sections(sections: Sequence[Section]) -> tuple[Said, ...]:
    """List the sentences of a paper's body that may be quoted."""
    return tuple(
        Said(text, lowered(text), zone, at, number, nth, run.listed, run.lead.lower())
        for at, (section, zone) in enumerate(zip(sections, in_zones(sections), strict=True))
        if zone is not Zone.APART
        for number, run in enumerate(runs(section.text))
        for nth, text in enumerate(run.sentences)
        if not LINK.search(text)
    )
