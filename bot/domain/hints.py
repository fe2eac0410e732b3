"""What somebody is told in private whose channel hears nothing, or always more than it can show."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain import nearly, preview, variants, wording
from bot.domain.channels import Subscription
from bot.domain.chat import Block, Channel, Listing, Message, Style, Words, line, words
from bot.domain.errors import TopicError
from bot.domain.nearly import Miss
from bot.domain.preview import Recent
from bot.domain.topics import Topic

_NEAREST = 3
_VARIANTS = 3

Read = Callable[[str], Topic]
Wanted = Sequence[tuple[Subscription, Topic]]


@dataclass(frozen=True, slots=True)
class Near:
    """A paper that a channel only just did not get, and for which of its topics."""

    subscription: Subscription
    miss: Miss


def nearest(wanted: Wanted, recent: Recent, after: int, most: int = _NEAREST) -> list[Near]:
    """Return the papers that came nearest to what a channel follows, each once.

    Args:
        after: Only papers that arrived under a higher number count.
    """
    among = recent.after(after)
    every = [
        Near(subscription, miss)
        for subscription, topic in wanted
        for miss in nearly.nearest(topic, recent.index, most, among)
    ]
    every.sort(key=lambda near: near.miss.weight)
    found: dict[str, Near] = {}
    for near in every:
        found.setdefault(near.miss.paper.id, near)
    return list(found.values())[:most]


def silent(
    place: Channel,
    days: int,
    wanted: Wanted,
    recent: Recent,
    after: int,
    read: Read,
    look: wording.Look,
) -> Message:
    """Say that nothing matched for long, what came nearest, and how to get more.

    Args:
        days: Announcement days without a match.
        after: Nothing that arrived under a higher number has matched.
        read: Reads a topic.
    """
    channel = wording.place(place)
    blocks: list[Block] = [line(words("hint-silent", channel=channel, days=days))]
    if near := nearest(wanted, recent, after):
        blocks.append(line(words("hint-nearest"), style=Style.STRONG))
        for each in near:
            blocks.append(Listing((wording.entry(each.miss.paper, look),)))
            blocks.append(line(kept_out(each), style=Style.SMALL))
    blocks.append(line(words("hint-more", channel=channel), style=Style.STRONG))
    blocks += [line(each) for each in _wider(wanted, recent, read)]
    return Message(
        (*blocks, line(words("hint-weekly")), line(words("hint-once"), style=Style.SMALL))
    )


def flooded(place: Channel, wanted: Wanted, recent: Recent, read: Read) -> Message:
    """Say that a channel always gets more than its list shows, and how to get less of it."""
    (subscription, topic), many = max(
        ((each, len(recent.index.match(each[1]))) for each in wanted), key=lambda each: each[1]
    )
    told = words(
        "hint-flood",
        channel=wording.place(place),
        name=subscription.name,
        rate=_rate(many, recent),
    )
    narrower = [line(each) for each in _narrower(topic, many, recent, read)]
    instead = line(words("hint-instead"), style=Style.SMALL)
    return Message((line(told), *narrower, line(words("hint-weekly")), instead))


def kept_out(near: Near) -> Words:
    """Say what kept a paper out of the topic that came nearest to it."""
    return words("hint-kept-out", name=near.subscription.name, reasons=near.miss.reasons)


def _wider(wanted: Wanted, recent: Recent, read: Read) -> Iterator[Words]:
    """Say how many papers topics would have brought that ask for one thing less; few first."""
    counted: dict[str, int] = {}
    for _, topic in wanted:
        for text, other in _read(variants.wider(topic), read):
            counted[text] = len(recent.index.match(other))
    some = sorted((count, text) for text, count in counted.items() if count)
    for count, text in some[:_VARIANTS]:
        yield words("hint-wider", command=f"subscribe {text}", count=count)


def _narrower(topic: Topic, many: int, recent: Recent, read: Read) -> Iterator[Words]:
    """Say how many papers a day narrower topics would bring, where that is fewer."""
    index = recent.index
    filed = Counter(index.papers[place].primary for place in index.match(topic))
    category = next((name for name, _ in filed.most_common() if name), "")
    offers = {
        "hint-in-title": variants.in_title(topic),
        "hint-within": variants.within(topic, category) if category else None,
    }
    for key, offer in offers.items():
        for text, other in _read([offer] if offer else [], read):
            count = len(index.match(other))
            if 0 < count < many:
                command = f"subscribe {text}"
                yield Words(key, (("command", command), ("rate", _rate(count, recent))))


def _read(texts: Iterable[str], read: Read) -> Iterator[tuple[str, Topic]]:
    """Read topics; those that cannot be followed are left out."""
    for text in texts:
        try:
            topic = read(text)
        except TopicError:
            continue
        yield topic.text, topic


def _rate(count: int, recent: Recent) -> Words:
    return preview.rate(preview.Preview(recent.days, count, (), ()))
