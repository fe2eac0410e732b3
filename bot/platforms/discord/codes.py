"""What each refusal of Discord means for a message of ours.

The codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

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
_GONE = Refusal(Meaning.PERMANENT, words("discord-gone"))
_UNFIT = Refusal(Meaning.PERMANENT, words("discord-unfit"))
_NO_PLACE = Refusal(Meaning.PERMANENT, words("discord-no-place"))
_CLOSED = Refusal(Meaning.PERMANENT, words("discord-closed"))
_LATE = Refusal(Meaning.LATE)
_THREADS_FULL = Refusal(Meaning.FLAT, words("discord-flat-full"))
_THREAD_SHUT = Refusal(Meaning.FLAT, words("discord-flat-shut"))

CODES = {
    10003: _GONE,  # unknown channel
    10004: _GONE,  # unknown server
    10008: _FLAT,  # unknown message: the heading was deleted
    10015: _LATE,  # unknown webhook: the token of a command has expired
    10062: _LATE,  # unknown interaction: later than three seconds
    20016: _PASSING,  # slow mode
    20022: _PASSING,  # too many announcements
    20028: _PASSING,  # too much written in the channel
    20029: _PASSING,  # too much written in the server
    30010: _PASSING,  # twenty different reactions stand there
    30033: _FLAT,  # a thread has its thousand members
    30046: _PASSING,  # too many edits of an old message
    40002: _PASSING,  # the account has to be verified by its owner
    40005: _UNFIT,  # larger than may be sent
    40060: _LATE,  # acknowledged before
    50001: Refusal(Meaning.PERMANENT, words("discord-no-access")),
    50006: _UNFIT,  # an empty message
    50007: _CLOSED,  # the person takes no messages from us
    50008: _NO_PLACE,  # no text can be sent to such a channel
    50013: Refusal(Meaning.PERMANENT, words("discord-no-right")),
    50024: _NO_PLACE,  # not in such a channel
    50027: _LATE,  # invalid webhook token: it has expired
    50033: _CLOSED,  # invalid recipient
    50035: _UNFIT,  # invalid form body
    50083: _THREAD_SHUT,  # the thread is archived
    50278: _CLOSED,  # no server shared with the person any more
    160004: _FLAT,  # a thread stands there already: see `threads`
    160005: _THREAD_SHUT,  # the thread is locked
    160006: _THREADS_FULL,  # most active threads there may be
    160007: _THREADS_FULL,  # most active threads of an announcement channel
    200000: Refusal(Meaning.PERMANENT, words("discord-blocked")),
    200001: _FLAT,  # the thread's title was blocked by the server's moderation
}
"""Whatever is not here passes."""

_UNFIT_STATUS = 413
"""Larger than may be sent, said by what stands before Discord, without a code."""

_MOST_SAID = 200
"""Signs of an answer that the log gets: what stands before Discord sends whole pages."""

_IN_THREADS = {
    10003: _FLAT,
    50001: Refusal(Meaning.FLAT, words("discord-missing-threads")),
    50013: Refusal(Meaning.FLAT, words("discord-missing-threads")),
    50024: _FLAT,
}
"""What these mean where a thread is made or written to: the channel may be well."""


def refusal(error: BaseException, *, in_thread: bool = False) -> Refusal:
    """Say what an error of discord.py or of the network means.

    Args:
        in_thread: A thread was to be made, or written to.
    """
    if not isinstance(error, discord.HTTPException):
        return _PASSING
    if in_thread and error.code in _IN_THREADS:
        return _IN_THREADS[error.code]
    if not error.code and error.status == _UNFIT_STATUS:
        return _UNFIT
    return CODES.get(error.code, _PASSING)


def is_unsure(error: BaseException) -> bool:
    """Say whether the request may have been carried out all the same."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500
    return not isinstance(error, aiohttp.ClientConnectorError | discord.RateLimited)


def delivery_error(error: Exception, *, sent: bool = True) -> DeliveryError:
    """Translate a refusal of a message.

    Args:
        sent: The message was on its way, not just something that has to be done before.
    """
    found = refusal(error)
    return DeliveryError(
        reason(error),
        permanent=found.meaning is Meaning.PERMANENT,
        unsure=sent and is_unsure(error),
        words=found.words,
    )


def reason(error: BaseException) -> str:
    """Say for the log what went wrong, in one line."""
    if isinstance(error, discord.HTTPException):
        said = " ".join(error.text.split())[:_MOST_SAID]
        return f"Discord answered {error.status} ({error.code}): {said or 'nothing more'}"
    return f"Discord could not be reached: {type(error).__name__}"


FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)
"""What may go wrong with any request; a timeout is an OSError."""
