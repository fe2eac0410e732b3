"""Papers, moments and channels for the store's tests."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.channels import ChannelSettings, Schedule
from bot.domain.chat import Channel, Person
from bot.domain.papers import Announcement, ArrivalKind, Paper, PaperId, Text, Version

NOW = datetime(2025, 11, 5, 6, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONDAY = date(2025, 11, 3)
DAILY = ChannelSettings(Schedule())
LAB = Channel("console", "", "#papers", "#papers")
OTHER = Channel("console", "", "#other", "#other")
ANA = Person("console", "", "ana", "Ana")


def paper(number: int = 1, /, **facts: object) -> Paper:
    """Make a paper of November 2025 that has a title and an abstract."""
    title, abstract = f"Paper {number}", f"We show {number}."
    whole = {
        "id": PaperId(f"2511.{number:05}"),
        "title": title,
        "abstract": abstract,
        "raw": Text(f"{{\\em {title}}}", abstract),
        "folded": Text(title.casefold(), abstract.casefold()),
        "version": 1,
    }
    return Paper(**{**whole, **facts})  # type: ignore[arg-type]


FULL = paper(
    7,
    authors=("Ana Núñez", "何恺明"),
    categories=("cs.CV", "cs.LG"),
    primary="cs.CV",
    version=2,
    versions=(Version(1, NOW - 48 * HOUR), Version(2, NOW)),
    submitted=NOW - 48 * HOUR,
    updated=NOW,
    announced=MONDAY,
    first_seen=MONDAY + timedelta(days=1),
    comment="12 pages",
    doi="10.1/x",
    journal_ref="J. 1",
    license="CC0",
)
"""A paper of which everything is known."""


def new(*papers: Paper, day: date = MONDAY) -> list[Announcement]:
    """Announce papers as new."""
    return [Announcement(each, ArrivalKind.NEW, day) for each in papers]
