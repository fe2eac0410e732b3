"""Every error Paperboy raises on purpose.

BotError
├── UserError        the person can mend it; its words are shown to them
│   └── TopicError   a topic that cannot be read; knows the place and a suggestion
├── SettingsError    the operator can mend it; names the setting
├── StoreError       the database refused
├── SourceError      a place papers come from failed
│   ├── Throttled    it asked us to wait; says until when
│   └── Oversized    its answer is larger than we take
├── NoFullText       a paper's files hold no text that we can read; says why
├── WriterError      a summariser could not write
│   └── LimitReached it would have cost more than it may; says which limit
├── DeliveryError    a platform refused a message; `permanent` says whether to try again
├── CannotLook       a platform may not be asked whether a message stands
└── Disconnected     a platform's client has ended; it is started again
"""

from datetime import datetime

from bot.domain.chat import Words
from bot.domain.fulltext import Lack


class BotError(Exception):
    """Base of them all."""


class UserError(BotError):
    """The person asked for something that cannot be done.

    Args:
        words: What happened and what to do, as a catalogue sentence.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.key)
        self.words = words


class TopicError(UserError):
    """A topic cannot be read or would be of no use.

    Args:
        words: What is wrong with it.
        at: Place of the offending character in what was typed, counted from 0.
        offers: Expressions that would work, best first.
    """

    def __init__(self, words: Words, *, at: int = 0, offers: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.at = at
        self.offers = offers


class SettingsError(BotError):
    """A setting is missing or wrong; the text names it and the fix."""


class StoreError(BotError):
    """The database refused."""


class SourceError(BotError):
    """A place papers come from failed or answered with nonsense."""


class Throttled(SourceError):
    """A source asked us to wait.

    Args:
        until: When it may be asked again (UTC).
    """

    def __init__(self, reason: str, *, until: datetime) -> None:
        super().__init__(reason)
        self.until = until


class Oversized(SourceError):
    """A source's answer is larger than we take."""


class NoFullText(BotError):
    """A paper's files hold no text that we can read; asking again soon will not help.

    Args:
        detail: Why, for the log.
    """

    def __init__(self, lack: Lack, detail: str) -> None:
        super().__init__(f"{lack}: {detail}")
        self.lack = lack


class WriterError(BotError):
    """A summariser could not write; the caller falls back to the authors' words.

    Args:
        passing: It may work later: the server is down, busy, or lets nobody in.
    """

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


class LimitReached(WriterError):
    """A call to a model was not made, for it might have cost more than it may.

    Args:
        limit: Which limit it was, such as `space-day`; see `spend.Budget.name`.
    """

    def __init__(self, limit: str) -> None:
        super().__init__(f"the limit {limit} is reached")
        self.limit = limit


class DeliveryError(BotError):
    """A platform refused a message.

    Args:
        reason: The platform's own words, for the log.
        permanent: True when trying again can never help.
        unsure: The message may stand all the same: look before sending it again.
        unfit: It is this very message, in its plainest form too: another may be posted.
        words: The reason for people, with what to do about it.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        unsure: bool = False,
        unfit: bool = False,
        words: Words | None = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.unsure = unsure
        self.unfit = unfit
        self.words = words


class CannotLook(BotError):
    """Nobody can say whether a message stands: we may not read there, or it is too far back."""


class Disconnected(BotError):
    """A platform's client has ended, for a reason that may pass."""
