"""What has been said about papers, and who is writing what just now or could not."""

from typing import Any

from sqlalchemy import Column, Table

from bot.store.columns import Key, Moment, Prose
from bot.store.tables.base import known, metadata, of


def _which() -> list[Column[Any]]:
    """Return the columns that say which text is meant."""
    return [
        of("paper", "paper.id", primary_key=True),
        # 0 stands for a version nobody told us.
        Column("version", Key, primary_key=True, autoincrement=False),
        *(
            Column(name, Prose, primary_key=True)
            for name in ("detail", "language", "writer", "prompt", "source")
        ),
    ]


summary = Table(
    "summary",
    metadata,
    *_which(),
    known("text", Prose),
    known("at", Moment),
    # Parts under headings, as JSON.
    known("parts", Prose),
    Column("pages", Key),
    Column("pages_read", Key),
    known("lack", Prose),
    # Of how many figures given how many stand in the paper.
    Column("found", Key),
    Column("given", Key),
)

# Whoever is writing a text, or could not: until a moment nobody else need try.
writing = Table(
    "writing",
    metadata,
    *_which(),
    known("run", Prose),
    known("until", Moment),
    # Why it could not be written; '' while it is being written.
    known("failed", Prose),
    # 1 where the reason may pass by itself.
    known("passing", Key),
)
