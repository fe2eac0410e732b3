"""The channels of a play, and what each of them should be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.domain.channels import ChannelSettings, Include, Layout, Schedule
from tests.replay.almanac import moment
from tests.replay.lives import PLANTED, Change, Fate, Life, archives
from tests.replay.running import Wish

_FRIDAY = 4
_ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Follower:
    """A channel, and what of arXiv it should hear of.

    Attributes:
        prefix: Its papers have a category that begins like this.
        comment: A word it looks for in comments; '' where it does not look there.
    """

    wish: Wish
    prefix: str = ""
    comment: str = ""

    def wants(self, categories: Iterable[str]) -> bool:
        """Say whether a paper of these categories is for it."""
        return any(each.startswith(self.prefix) for each in categories)


def _channel(name: str, topic: str, **chosen: Any) -> Wish:
    return Wish(name, (topic,), ChannelSettings(**{"layout": Layout.LIST} | chosen))


# The clocks of Berlin skip this time once a year, and show it twice.
_NIGHTLY = Schedule(time(2, 30), "Europe/Berlin")
_WEEKLY = Schedule(time(16), "Asia/Tokyo", frozenset({_FRIDAY}))

FOLLOWERS = (
    Follower(_channel("everything, when announced", PLANTED)),
    Follower(_channel("cs.*, 02:30 in Berlin", "cs.*", schedule=_NIGHTLY), "cs."),
    Follower(_channel("math.*, Fridays 16:00 in Tokyo", "math.*", schedule=_WEEKLY), "math"),
    Follower(
        _channel("astro-ph.*, with cards", "astro-ph.*", layout=Layout.AUTO, most=3), "astro-ph."
    ),
    Follower(_channel("cs.CV, when announced", "cs.CV"), "cs.CV"),
    Follower(_channel("math.*, new only", "math.*", include=Include.NEW), "math"),
    Follower(_channel("co:accepted, when announced", f"co:{_ACCEPTED}"), comment=_ACCEPTED),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a channel should be told.

    Attributes:
        announced: What it must be told of.
        allowed: What is right to tell besides: it is announced after the days that count, or it is
            old and was cross-listed within its archive, where no list shows it.
        old: Papers older than the bot whose record has changed: nothing but a cross-list may
            explain that, and then they are told of it.
    """

    announced: frozenset[str]
    allowed: frozenset[str]
    old: frozenset[str]


def truth(follower: Follower, lives: Iterable[Life], first: date, last: date, end: date) -> Truth:
    """Return what was announced after a day, up to another, that is for a channel.

    Args:
        end: Up to which day more may be told.
    """
    announced, allowed, old = set(), set(), set()
    for life in lives:
        is_old = life.new_on <= first
        if is_old and any(each.visible > moment(first, time()) for each in life.changes):
            old.add(life.id)
        told = _told(follower, life, first, end)
        later = follower.comment and Fate.COMMENT in {each.fate for each in life.changes}
        if told or later:
            allowed.add(life.id)
        certain = (
            each
            for each in told
            if each.day
            and each.day <= last
            and follower.wants(life.filed(each.day))
            and (not is_old or _is_listed(life, each))
        )
        if any(certain) and (not follower.comment or _says(life, follower.comment, last)):
            announced.add(life.id)
    return Truth(frozenset(announced), frozenset(allowed), frozenset(old))


def _told(follower: Follower, life: Life, first: date, end: date) -> Sequence[Change]:
    """Return what may make a paper news to a channel: some cross-lists are known only later."""
    fates = [Fate.NEW]
    if follower.wish.settings.include is Include.CROSS:
        fates.append(Fate.CROSS)
    return [
        each
        for each in life.changes
        if each.fate in fates
        and each.day
        and first < each.day <= end
        and follower.wants(life.filed(end))
    ]


def _is_listed(life: Life, cross: Change) -> bool:
    """Say whether the list of any archive shows a cross-list."""
    before = [each for each in life.changes if each.fate is Fate.CROSS and each.at < cross.at]
    known = archives((*life.categories, *(each.detail for each in before)))
    return archives([cross.detail])[0] not in known


def _says(life: Life, word: str, last: date) -> bool:
    """Say whether a paper that is new gets a comment with a word in time, and keeps it."""
    if Fate.WITHDRAWN in {each.fate for each in life.changes}:
        return False
    later = (each for each in life.changes if each.fate is Fate.COMMENT)
    return word in life.comment.lower() or any(
        word in each.detail.lower() and each.visible <= moment(last, time()) for each in later
    )
