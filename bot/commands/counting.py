"""How much a topic would bring, before anybody follows it, and what would bring more or less."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from bot.commands.command import Services
from bot.domain import preview, variants
from bot.domain.chat import Block, Style, Words, line, words
from bot.domain.errors import SourceError, Throttled, TopicError
from bot.domain.preview import Preview, Recent
from bot.domain.topics import Topic

_SENTENCE = 4
"""Words from which on a run of them may be a sentence rather than a topic."""
_LONGEST_SENTENCE = 8
_OFFERS = 3
_MOST = 10
_LOOKED_UP = 5
"""Announcement days whose submissions are looked up while none has been collected."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a topic would have brought lately.

    Attributes:
        noted: Says from what that was counted where it is not as usual.
        recent: What has been collected lately; without a day, nothing has.
    """

    shown: Preview
    noted: tuple[Block, ...]
    recent: Recent


@dataclass(frozen=True, slots=True)
class Offer:
    """A topic that could be followed instead.

    Attributes:
        about: What is different about it, such as how much it brings.
    """

    text: str
    about: Words


async def counted(topic: Topic, services: Services) -> Counted:
    """Count what a topic would have brought lately.

    While nothing is collected yet, arXiv is asked once about papers sent in lately.
    """
    recent = await services.lately.recent()
    shown = await services.lately.preview(topic)
    noted = await services.as_of()
    if shown.days or noted or services.lookup is None:
        return Counted(shown, tuple(noted), recent)
    calendar = await services.pipeline.collecting.calendar()
    last = calendar.today(services.pipeline.clock())
    first = calendar.before(last, _LOOKED_UP)
    try:
        found = await services.lookup.matching(topic, first, last)
    except Throttled:
        return Counted(shown, tuple(await services.as_of()), recent)
    except SourceError:
        return Counted(shown, (line(words("preview-unasked"), style=Style.SMALL),), recent)
    shown = preview.preview(topic, Recent.sent_in(found, _LOOKED_UP))
    said = words("preview-sent-in", first=first, last=last)
    return Counted(shown, (line(said, style=Style.SMALL),), recent)


def refuse_a_sentence(typed: str, topic: Topic, of: Counted, services: Services) -> None:
    """Refuse a run of words that no paper has all of, and offer those that papers do have.

    Raises:
        TopicError: The topic is such a run of words, and nobody wrote AND or quotes.
    """
    recent, plain = of.recent, preview.words_of(topic)
    meant = " AND " in typed or '"' in typed
    if not recent.days or of.shown.count or meant or len(plain) < _SENTENCE:
        return
    counts = {
        (pair := services.read(" ".join(two))).text: len(recent.index.match(pair))
        for two in combinations(plain[:_LONGEST_SENTENCE], 2)
    }
    best = sorted(counts, key=lambda text: (-counts[text], text))[:_OFFERS]
    raise TopicError(
        words("subscribe-sentence", days=recent.days, text=topic.text),
        offers=tuple(text for text in best if counts[text]),
    )


def offers(topic: Topic, of: Counted, most: int, services: Services) -> list[Offer]:
    """Return what would bring less where a topic brings too much, and more where it brings nothing.

    Args:
        most: Papers in a digest at most.
    """
    shown, recent = of.shown, of.recent
    if not recent.days:
        return []
    found = [
        *((each, words("setup-gentler")) for each in _gentler(topic, shown)),
        *((each, words("setup-wider")) for each in variants.wider(topic) if not shown.count),
    ]
    if shown.count > most * shown.days:
        found += _narrower(topic, recent)
    return list(islice(_counted(found, topic, recent, services), _MOST))


def _gentler(topic: Topic, shown: Preview) -> Iterator[str]:
    return (variants.gentler(topic, each.term) for each in shown.removed if each.gentler)


def _narrower(topic: Topic, recent: Recent) -> Iterator[tuple[str, Words]]:
    if in_title := variants.in_title(topic):
        yield in_title, words("setup-in-title")
    filed: dict[str, int] = {}
    for place in recent.index.match(topic):
        if primary := recent.index.papers[place].primary:
            filed[primary] = filed.get(primary, 0) + 1
    for category in sorted(filed, key=lambda each: (-filed[each], each))[:2]:
        if within := variants.within(topic, category):
            yield within, words("setup-within", category=category)


def _counted(
    found: Iterable[tuple[str, Words]], topic: Topic, recent: Recent, services: Services
) -> Iterator[Offer]:
    """Say of each how much it brings; those that bring nothing, or the same, are left out."""
    same = len(recent.index.match(topic))
    known = {topic.key}
    for text, about in found:
        try:
            other = services.read(text)
        except TopicError:
            continue
        count = len(recent.index.match(other))
        if other.key not in known and count not in (0, same):
            known.add(other.key)
            rate = preview.rate(Preview(recent.days, count, (), ()))
            yield Offer(other.text, words("setup-offer-about", about=about, rate=rate))
