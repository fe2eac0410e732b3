"""What models have used up, and what is set aside for calls that are on their way.

No foreign keys: what was spent stays spent, whoever has gone.
"""

from sqlalchemy import Column, Table

from bot.store.columns import Day, Key, Prose
from bot.store.tables.base import known, metadata, own_id

# Whom a call was for: '' and 0 stand for nobody in particular.
spent = Table(
    "spent",
    metadata,
    Column("day", Day, primary_key=True),
    Column("model", Prose, primary_key=True),
    Column("platform", Prose, primary_key=True),
    Column("space", Prose, primary_key=True),
    Column("channel", Key, primary_key=True, autoincrement=False),
    Column("person", Key, primary_key=True, autoincrement=False),
    known("calls", Key),
    # Calls among them that were counted at their worst case, and whose price was not known.
    known("lost", Key),
    known("unpriced", Key),
    known("asked", Key),
    known("answered", Key),
    # Nano-dollars.
    known("cost", Key),
)

reserved = Table(
    "reserved",
    metadata,
    own_id(),
    # The run of the program that makes the call.
    known("run", Prose),
    known("day", Day),
    known("model", Prose),
    known("platform", Prose),
    known("space", Prose),
    known("channel", Key),
    known("person", Key),
    # The most that it may use up; no cost where the price is not known.
    known("asked", Key),
    known("answered", Key),
    Column("cost", Key),
    sqlite_autoincrement=True,
)
