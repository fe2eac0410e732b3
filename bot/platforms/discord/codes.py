"""What each refusal of Discord means for a message of ours.

The codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import aiohttp
import discord

from bot.domain.chat import Words, words
from bot.domain.errors import DeliveryError


class Meaning(StrEnum):
    """What to do about a refusal."""

    PASSING = "passing"
    """Try the same again later."""

    FLAT = "flat"
    """Only the thread is refused: post in the channel instead."""

    PLAINER = "plainer"
    """It is this very message: post it in a plainer form, in the end as bare links."""

    PERMANENT = "permanent"
    """Trying again helps only once somebody has changed something there."""

    LATE = "late"
    """The time in which a command may be answered is over; the message itself may be sent."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One code of Discord.

    Attributes:
        words: The reason for people, with what to do about it.
    """

    meaning: Meaning
    words: Words | None = None


_PASSING = Refusal(Meaning.PASSING)
_FLAT = Refusal(Meaning.FLAT)
_PLAINER = Refusal(Meaning.PLAINER, words("discord-unfit"))
_BLOCKED = Refusal(Meaning.PLAINER, words("discord-blocked"))
_GONE = Refusal(Meaning.PERMANENT, words("discord-gone"))
_NO_ACCESS = Refusal(Meaning.PERMANENT, words("discord-no-access"))
_NO_RIGHT = Refusal(Meaning.PERMANENT, words("discord-no-right"))
_NO_PLACE = Refusal(Meaning.PERMANENT, words("discord-no-place"))
_CLOSED = Refusal(Meaning.PERMANENT, words("discord-closed"))
_LATE = Refusal(Meaning.LATE)
_NO_THREADS = Refusal(Meaning.FLAT, words("discord-missing-threads"))
_THREADS_FULL = Refusal(Meaning.FLAT, words("discord-flat-full"))
_THREAD_SHUT = Refusal(Meaning.FLAT, words("discord-flat-shut"))

CODES = {
    10003: _GONE,  # unknown channel
    10004: _GONE,  # unknown server
    10008: _FLAT,  # unknown message: the heading was deleted
    10015: _LATE,  # unknown webhook: the token of a command has expired
    10062: _LATE,  # unknown interaction: later than three seconds
    20009: _BLOCKED,  # taken for explicit content
    20016: _PASSING,  # slow mode
    20022: _PASSING,  # too many announcements
    20028: _PASSING,  # too much written in the channel
    20029: _PASSING,  # too much written in the server
    30010: _PASSING,  # twenty different reactions stand there
    30015: _PLAINER,  # too many files
    30033: _FLAT,  # a thread has its thousand members
    30046: _PASSING,  # too many edits of messages older than an hour: see `NOT_EDITED`
    40001: _PASSING,  # unauthorized: the gateway says so too, and that ends the client
    40002: _PASSING,  # the account has to be verified by its owner
    40003: _PASSING,  # direct messages are opened too fast
    40004: _PASSING,  # sending is switched off for now
    40005: _PLAINER,  # larger than may be sent
    40006: _PASSING,  # a feature is switched off for now
    40007: _NO_ACCESS,  # we are banned from the server
    40058: _NO_PLACE,  # a forum takes threads only
    40060: _LATE,  # acknowledged before
    40062: _PASSING,  # something behind Discord is busy
    40094: _LATE,  # as many further messages as an answer may have where we are no member
    40067: _NO_PLACE,  # a forum takes threads with a tag only
    40333: _PASSING,  # stopped by what stands before Discord
    50001: _NO_ACCESS,
    50005: _PASSING,  # the message is another's: see `NOT_EDITED`
    50006: _PLAINER,  # an empty message
    50007: _CLOSED,  # the person takes no messages from us
    50008: _NO_PLACE,  # no text can be sent to such a channel
    50009: _NO_ACCESS,  # the server wants its members verified
    50013: _NO_RIGHT,
    50024: _NO_PLACE,  # not in such a channel
    50027: _LATE,  # invalid webhook token: it has expired
    50033: _CLOSED,  # invalid recipient
    50035: _PLAINER,  # invalid form body
    50045: _PLAINER,  # a file is too large
    50046: _PLAINER,  # a file is invalid
    50083: _THREAD_SHUT,  # the thread is archived
    50109: _PLAINER,  # invalid JSON
    50110: _PLAINER,  # a file is invalid
    50123: _PLAINER,  # the kind of a file is invalid
    50146: _PLAINER,  # a file was not found
    50278: _CLOSED,  # no server shared with the person any more
    130000: _PASSING,  # too much to do
    160004: _FLAT,  # a thread stands there already: see `threads`
    160005: _THREAD_SHUT,  # the thread is locked
    160006: _THREADS_FULL,  # most active threads there may be
    160007: _THREADS_FULL,  # most active threads of an announcement channel
    200000: _BLOCKED,  # by the server's moderation: the paper's address alone may pass
    200001: _FLAT,  # the thread's title was blocked by the server's moderation
    240000: _BLOCKED,  # a link in it is taken for harmful
    400001: _PLAINER,  # the server takes no files for now
}
"""Each code that a message of ours may meet, and what it means in the channel itself."""

IN_THREADS = {
    10003: _FLAT,
    50001: _NO_THREADS,
    50013: _NO_THREADS,
    50024: _FLAT,
}
"""What these mean where a thread is made or written to: the channel may be well."""

STATUSES = {
    400: _PLAINER,  # a malformed request, among other things
    413: _PLAINER,  # larger than may be sent, said by what stands before Discord
}
"""What a refusal without any code means."""

NOT_EDITED = frozenset({30046, 50005})
"""What besides FLAT, PLAINER and PERMANENT means that a message stays as it is."""

_OF_RIGHTS = (_NO_ACCESS.words, _NO_RIGHT.words)
_FOR_GOOD = (Meaning.FLAT, Meaning.PLAINER, Meaning.PERMANENT)
_BAD_REQUEST = 400
_MOST_SAID = 200
"""Signs of an answer that the log gets: what stands before Discord sends whole pages."""


def refusal(error: BaseException, *, in_thread: bool = False) -> Refusal:
    """Say what an error of discord.py or of the network means.

    A code that is in no table passes; but where it refuses the request itself, a plainer form is
    tried first.

    Args:
        in_thread: A thread was to be made, or written to.
    """
    if not isinstance(error, discord.HTTPException):
        return _PASSING
    if in_thread and error.code in IN_THREADS:
        return IN_THREADS[error.code]
    if found := _listed(error):
        return found
    return Refusal(Meaning.PLAINER) if error.status == _BAD_REQUEST else _PASSING


def _listed(error: discord.HTTPException) -> Refusal | None:
    return CODES.get(error.code) if error.code else STATUSES.get(error.status)


def is_unfit(error: BaseException) -> bool:
    """Say whether it is surely the message that is refused; by a code unknown to us it is not."""
    found = _listed(error) if isinstance(error, discord.HTTPException) else None
    return found is not None and found.meaning is Meaning.PLAINER


def cannot_edit(error: BaseException) -> bool:
    """Say whether a message of ours stays as it is for good."""
    if isinstance(error, discord.HTTPException) and error.code in NOT_EDITED:
        return True
    return refusal(error, in_thread=True).meaning in _FOR_GOOD


def is_unsure(error: BaseException) -> bool:
    """Say whether the request may have been carried out all the same."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500
    return not isinstance(error, aiohttp.ClientConnectorError | discord.RateLimited)


def delivery_error(error: Exception, *, sent: bool = True) -> DeliveryError:
    """Translate a refusal of a message, in its plainest form if that is what it was about.

    Args:
        sent: The message was on its way, not just something that has to be done before.
    """
    found = refusal(error)
    return DeliveryError(
        reason(error),
        permanent=found.meaning is Meaning.PERMANENT,
        unsure=sent and is_unsure(error),
        unfit=sent and is_unfit(error),
        words=found.words,
    )


def exactly(why: Words | None, missing: Iterator[Words]) -> Words | None:
    """Say of a refusal for want of a right which one it is, as far as that is known."""
    return next(missing, why) if why in _OF_RIGHTS else why


def reason(error: BaseException) -> str:
    """Say for the log what went wrong, in one line."""
    if isinstance(error, discord.HTTPException):
        said = " ".join(error.text.split())[:_MOST_SAID]
        return f"Discord answered {error.status} ({error.code}): {said or 'nothing more'}"
    return f"Discord could not be reached: {type(error).__name__}"


FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)
"""What may go wrong with any request; a timeout is an OSError."""
