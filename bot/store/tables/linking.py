"""What belongs to one person: their own channels, accounts being linked, who asked to be forgotten.

In any table a column named `person`, or one that points to a person, says whose the row is: by
that what is kept about somebody is found, given to them, and deleted (`store/belongings.py`).
"""

from sqlalchemy import Column, Table

from bot.store.columns import Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

# The direct messages of an account, which has a digest of its own there.
own = Table(
    "own",
    metadata,
    of("channel", "channel.id", primary_key=True, autoincrement=False),
    of("person", "person.id", index=True),
    known("platform", Prose),
    known("space", Prose),
    known("native", Prose),
)

# An account asks to be linked; the other one is noted once it has given the code.
link = Table(
    "link",
    metadata,
    own_id(),
    of("person", "person.id"),
    known("platform", Prose),
    known("space", Prose),
    known("native", Prose),
    known("name", Prose),
    # Hashed: whoever reads the database can use none.
    known("code", Prose, index=True),
    known("until", Moment),
    of("other", "person.id", nullable=True),
    Column("other_platform", Prose),
    Column("other_space", Prose),
    Column("other_native", Prose),
    Column("other_name", Prose),
    sqlite_autoincrement=True,
)

# Wrong codes, so that nobody can try them all.
link_try = Table(
    "link_try",
    metadata,
    own_id(),
    of("person", "person.id", index=True),
    known("at", Moment),
    sqlite_autoincrement=True,
)

# Accounts whose person had everything deleted: reactions that are still on old messages must not
# bring it back when they are read again. No more than a hash, and only for some weeks.
forgotten = Table(
    "forgotten",
    metadata,
    Column("fingerprint", Prose, primary_key=True),
    known("at", Moment),
)
