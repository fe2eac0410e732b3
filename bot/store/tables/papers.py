"""Papers, what was announced of them and when, and how far arXiv has been read."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from bot.store.columns import Day, Key, Moment, Prose
from bot.store.tables.base import known, metadata, of

paper = Table(
    "paper",
    metadata,
    Column("id", Prose, primary_key=True),
    Column("title", Prose),
    Column("abstract", Prose),
    Column("raw_title", Prose),
    Column("raw_abstract", Prose),
    Column("folded_title", Prose),
    Column("folded_abstract", Prose),
    # The start of the folded title: PostgreSQL indexes no more than 2,700 bytes of anything.
    Column("title_key", Prose, index=True),
    Column("authors", Prose),
    Column("categories", Prose),
    Column("primary_category", Prose),
    Column("version", Key),
    Column("submitted", Moment, index=True),
    Column("updated", Moment),
    Column("announced", Day),
    Column("first_seen", Day),
    # The day the paper counts as of, and which of its dates that is (`papers.dated`).
    Column("day", Day, index=True),
    Column("dated_by", Prose),
    Column("comment", Prose),
    Column("doi", Prose),
    Column("journal_ref", Prose),
    Column("license", Prose),
    # Counts up with every change of any paper, in commit order: who keeps something made of papers
    # goes on from there. 0 for what was known before that was counted.
    known("changed", Key, server_default="0", index=True),
)

version = Table(
    "version",
    metadata,
    of("paper", "paper.id", primary_key=True),
    Column("number", Key, primary_key=True, autoincrement=False),
    Column("submitted", Moment),
)

arrival = Table(
    "arrival",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    of("paper", "paper.id"),
    known("day", Day, index=True),
    known("kind", Prose),
    # 1 where day and kind are computed, because nobody was there to see the announcement.
    known("inferred", Key),
    # In whose list it stood, where that is known.
    Column("archive", Prose),
    UniqueConstraint("paper", "kind", "day"),
)
_new = arrival.c.kind == "new"
Index("uq_arrival_new", arrival.c.paper, unique=True, sqlite_where=_new, postgresql_where=_new)

# What became of each archive's list of each day.
batch = Table(
    "batch",
    metadata,
    Column("archive", Prose, primary_key=True),
    Column("day", Day, primary_key=True),
    known("state", Prose),
    known("new", Key),
    known("crossed", Key),
    known("replaced", Key),
    # When it was first asked for in vain although it was due, when it was first read, and when it
    # was known that nothing of it is missing.
    Column("awaited", Moment),
    Column("seen", Moment),
    Column("settled", Moment),
)

# How each feed answered last.
feed = Table(
    "feed",
    metadata,
    Column("archive", Prose, primary_key=True),
    known("tag", Prose),
    # What its last list held, to know it again under another date.
    known("held", Prose),
    Column("asked", Moment),
    Column("answered", Moment),
    known("failed", Prose),
)

# How far the records have been read: nothing that changed before `stamp` is missing.
harvest = Table(
    "harvest",
    metadata,
    Column("name", Prose, primary_key=True),
    # The first day (US/Eastern) of which everything is known.
    known("began", Day),
    # Records of days before this one were read so that there is something to count by.
    known("news_from", Day),
    known("stamp", Day),
    Column("answered", Moment),
    known("failed", Prose),
)


intake = Table(
    "intake",
    metadata,
    Column("file", Prose, primary_key=True),
    known("fingerprint", Prose),
    known("records", Key),
)


turnstile = Table(
    "turnstile",
    metadata,
    Column("name", Prose, primary_key=True),
    Column("held_until", Moment),
    Column("closed_until", Moment),
)


# Up to which arrival somebody who goes through them one after the other has got.
progress = Table(
    "progress",
    metadata,
    Column("name", Prose, primary_key=True),
    known("seq", Key),
)
