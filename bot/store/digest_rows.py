"""What a row of a digest means, and how a channel was told of a paper."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row


class How(StrEnum):
    """How a channel was told of a paper: by a card of its own, or in the list only."""

    CARDED = "carded"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Told:
    """A channel was told of a paper, by one digest and never again."""

    how: How
    digest: int
    slot: str


@dataclass(frozen=True, slots=True)
class KnownDigest:
    """A digest as it was picked.

    Attributes:
        channel: Number of the channel it is for.
        slot: The local date and time it was due; a channel has one digest for each.
        body: The picks, in order, as the caller wrote them.
        shown: How many of the picks stand in the posted list.
        total: How many papers were told of.
        after: Arrivals above this number were considered…
        until: …up to this one.
        at: When it was picked (UTC).
        finished_at: When all of it stood in the channel (UTC); None until then.
        tries: How often it has been refused for a reason that passes.
    """

    id: int
    channel: int
    slot: str
    body: list[dict[str, object]]
    shown: int
    total: int
    after: int
    until: int
    at: datetime
    finished_at: datetime | None
    tries: int = 0


def from_row(row: Row[Any]) -> KnownDigest:
    """Return the digest of a row."""
    return KnownDigest(**{**row._mapping, "body": json.loads(row.body)})
