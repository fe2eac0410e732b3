"""What somebody is told when a paper they saved changes: that a later version is there, and how."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Final

from bot.domain import cards, wording
from bot.domain.chat import Action, Block, Line, Listing, Message, Style, Words, line, words
from bot.domain.papers import ArrivalKind, Paper, PaperId

CHANGES: Final = (ArrivalKind.REPLACED, ArrivalKind.WITHDRAWN)
"""What those who saved a paper are told of."""
STOP: Final = "off"
AGAIN: Final = "on"
_DETAILED = 10
_LISTED = 25
_LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Changed:
    """A paper as somebody knew it and as it is now.

    Attributes:
        day: When that was announced.
    """

    before: Paper
    now: Paper
    day: date


def is_withdrawn(latest: Mapping[ArrivalKind, date], comment: str | None) -> bool:
    """Say whether a paper is withdrawn.

    A version that was announced after the withdrawal may have its text again. A day may be
    inferred, though, so the comment has the last word.

    Args:
        latest: The last day on which it was announced as each kind.
        comment: Its authors' comment, which has to say so.
    """
    gone = latest.get(ArrivalKind.WITHDRAWN)
    if gone is None:
        return False
    return latest.get(ArrivalKind.REPLACED, gone) <= gone or cards.says_withdrawn(comment)


def is_news(kind: ArrivalKind, known: Paper, now: Paper, *, since: bool, warned: bool) -> bool:
    """Say whether somebody who saved a paper has not heard of an arrival.

    Args:
        known: The paper as they were last told of it, or as they saved it.
        since: It has certainly arrived after they saved the paper.
        warned: They were told before that it is withdrawn.
    """
    if known.version is not None and now.version is not None:
        if now.version > known.version:
            return True
        return since and kind is ArrivalKind.WITHDRAWN and not warned
    return since or known.folded != now.folded


def notice(
    changes: Sequence[Changed], withdrawn: Collection[PaperId], look: wording.Look
) -> Message:
    """Write what has changed, silently: one message, whatever the number of papers."""
    blocks: list[Block] = [line(words("notice", count=len(changes)), style=Style.STRONG)]
    for number, each in enumerate(changes[:_LISTED]):
        entry = wording.entry(each.now, look, note=_version(each))
        blocks.append(Listing((entry,)))
        if number < _DETAILED:
            blocks += _differences(each, withdrawn=each.now.id in withdrawn)
    if more := len(changes) - _LISTED:
        blocks += [line(words("notice-more", more=more))] if more > 0 else []
    blocks.append(line(words("notice-why", count=len(changes)), style=Style.SMALL))
    stop = Action(wording.action_id("notices", STOP), words("action-stop-notices"))
    return Message(tuple(blocks), actions=(stop,))


def _version(change: Changed) -> Words:
    now = change.now
    if now.version is None:
        return words("notice-dated", id=now.id, day=change.day)
    sent = (each.submitted for each in now.versions if each.number == now.version)
    day = next((at.date() for at in sent if at), change.day)
    return words("notice-version", id=now.id, version=now.version, day=day)


def _differences(change: Changed, *, withdrawn: bool) -> Iterator[Line]:
    before, now = change.before, change.now
    if withdrawn:
        yield cards.withdrawal(now)
        return
    renamed = _differ(before.folded.title, now.folded.title)
    if renamed:
        was = shorten(before.name, _LONGEST_TITLE, placeholder=" …")
        yield line(words("notice-renamed", was=was))
    rewritten = _differ(before.folded.abstract, now.folded.abstract)
    if rewritten:
        yield line(words("notice-rewritten"))
    elif rewritten is not None and not renamed:
        yield line(words("notice-same"))
    if now.comment != before.comment:
        yield from cards.comment(now)


def _differ(before: str | None, now: str | None) -> bool | None:
    """Say whether two texts differ; None where one of them is not known."""
    return None if before is None or now is None else before != now
