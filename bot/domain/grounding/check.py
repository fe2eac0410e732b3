"""Every claim of a text looked for in its source."""

import re
from collections.abc import Iterator

from bot.domain.grounding import broken
from bot.domain.grounding.claims import Finding, Kind, Report, Sentence
from bot.domain.grounding.names import Name, common, initials, names
from bot.domain.grounding.numbers import Figure, figures, spelled
from bot.domain.grounding.pieces import pieces, tidy
from bot.domain.grounding.plain import chinese, plain
from bot.domain.grounding.source import Source
from bot.domain.grounding.structure import own_numbers

_FEW = 3  # what a reader counts without being told


def check(text: str, source: Source, *, links: bool = False) -> Report:
    """Look up every claim of a text, sentence by sentence.

    Args:
        text: What a model wrote, English or Chinese.
        source: All that the model was shown.
        links: Whether addresses may stand that the paper gives. Where we build every link
            ourselves, none may.
    """
    text = tidy(text)
    simple = plain(text)
    places = list(pieces(text))
    own = set[int]()
    for start, end in own_numbers(simple):
        own.update(range(start, end))
    open_ends = list(broken.of_text(text, places))
    sentences = []
    for number, (start, end) in enumerate(places):
        behind = places[number + 1][0] if number + 1 < len(places) else len(text)
        counted = "".join(
            " " if start + n in own else char for n, char in enumerate(simple[start:end])
        )
        found = [*_findings(counted, source, links=links)]
        found += broken.of_sentence(text[start:end])
        found += [finding for holder, finding in open_ends if holder == number]
        found.sort(key=lambda each: each.start)
        sentences.append(Sentence(text[start:end], text[end:behind], tuple(found)))
    return Report(tuple(sentences))


def _findings(sentence: str, source: Source, *, links: bool) -> Iterator[Finding]:
    known = list(source.record.findings(sentence, links=links))
    yield from known
    # What is an address, or a venue and its year, is not also a name and a number.
    for each in known:
        if each.supported or each.kind is Kind.LINK:
            blank = " " * len(each.text)
            sentence = sentence[: each.start] + blank + sentence[each.start + len(each.text) :]
    taken: list[tuple[int, int]] = []
    for finding, end in _figures(sentence, source):
        taken.append((finding.start, end))
        yield finding
    yield from _names(sentence, source, taken)
    wrong, agreed = source.beside.weigh(sentence)
    for finding in (*_polarity(sentence, source), *wrong):
        # A single rule may be wrong where the source says the same of the same things.
        if finding.supported or finding.start not in agreed:
            yield finding


def _polarity(sentence: str, source: Source) -> Iterator[Finding]:
    yield from source.poles.findings(sentence)
    yield from source.degrees.findings(sentence)
    yield from source.sparing.findings(sentence)
    yield from source.denials.findings(sentence)
    if not chinese(sentence):
        yield from source.retold.findings(sentence)


def _figures(sentence: str, source: Source) -> Iterator[tuple[Finding, int]]:
    for readings in figures(sentence):
        found = source.figures.find(readings)
        yield _figure(sentence, source, readings[0], found), max(each.end for each in readings)
    for each in spelled(sentence, claimed=True):
        found = source.figures.find((each,))
        if each.value == 1 or (found is None and _counted(each, source)):
            continue
        yield _figure(sentence, source, each, found), each.end


def _counted(claim: Figure, source: Source) -> bool:
    """Whether a number in words may be the reader's own count of what the source lists."""
    few = claim.value <= _FEW or claim.value in source.lists
    return claim.dimension is None and few and not source.figures.denied(claim)


def _figure(sentence: str, source: Source, claim: Figure, found: Figure | None) -> Finding:
    words = sentence[claim.start : claim.end]
    if found is None:
        return Finding(Kind.FIGURE, words, claim.start, supported=False)
    there = source.text[found.start : found.end]
    return Finding(Kind.FIGURE, words, claim.start, True, there, found.start)


def _names(sentence: str, source: Source, taken: list[tuple[int, int]]) -> Iterator[Finding]:
    claimed = [
        name
        for name in names(sentence)
        if not any(start <= name.start < end for start, end in taken)
    ]
    short = {name.start for name in _abbreviated(sentence, claimed, source)}
    for name in claimed:
        place = source.words.has(name)
        if place is None and (common(name) or name.start in short):
            continue
        known = place is not None or source.record.names(name.text)
        yield Finding(Kind.NAME, name.text, name.start, known, name.text if known else "", place)


def _abbreviated(sentence: str, claimed: list[Name], source: Source) -> Iterator[Name]:
    """Yield the words of phrases that the source only abbreviates."""
    for phrase in re.finditer(r"[A-Z][\w]*(?:[- ](?:of |and |for )?[A-Z]\w*)+", sentence):
        if initials(phrase[0]).rstrip("s") in source.words.acronyms:
            yield from (n for n in claimed if phrase.start() <= n.start < phrase.end())
