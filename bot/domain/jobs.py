"""What there is to do, as data: every field survives JSON.

Two jobs with the same `key` are the same work: of those, one waits at most. Of all jobs in one
`lane` one runs at a time, and of all in one `pool` only so many. Whoever does a job finds out in
the store what is left of it, so doing one twice is harmless.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Collect:
    """Ask arXiv what it has announced."""

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return "collect"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return "collect"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return "collect"


@dataclass(frozen=True, slots=True)
class Deliver:
    """Bring a channel the digest it is due.

    Attributes:
        channel: Our own id of the channel.
        platform: Where it is; one that is slow holds up no other.
    """

    channel: int
    platform: str = ""

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return f"deliver:{self.channel}"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return f"channel:{self.channel}"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return f"deliver:{self.platform}"


@dataclass(frozen=True, slots=True)
class Housekeep:
    """Throw away what is no longer needed."""

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return "housekeep"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return "housekeep"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return "housekeep"


@dataclass(frozen=True, slots=True)
class Follow:
    """Change what is posted where more is known now, and tell people what became of their papers.

    In a lane of its own: many changes must not hold up the next round of asking arXiv.
    """

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return "follow"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return "follow"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return "follow"


@dataclass(frozen=True, slots=True)
class Prepare:
    """Let the texts be written that digests will need soon."""

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return "prepare"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return "prepare"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return "prepare"


@dataclass(frozen=True, slots=True)
class Reread:
    """Read reactions again that were made on a platform while we were away."""

    platform: str

    @property
    def key(self) -> str:
        """What makes it the same work."""
        return f"reread:{self.platform}"

    @property
    def lane(self) -> str:
        """What it must not run beside."""
        return f"reread:{self.platform}"

    @property
    def pool(self) -> str:
        """With what it shares the places there are."""
        return "reread"


Job: TypeAlias = Collect | Deliver | Housekeep | Follow | Prepare | Reread
