"""What people asked and were answered, and of what a channel wants less."""

from sqlalchemy import Column, Table

from bot.store.columns import Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

answer = Table(
    "answer",
    metadata,
    own_id(),
    of("person", "person.id", index=True),
    # What sort of answer it is: to a question, to a search, a list of some days.
    known("kind", Prose),
    # What was asked, as it was typed.
    known("question", Prose),
    # What it takes to show the answer again, as JSON.
    known("body", Prose),
    known("at", Moment, index=True),
    sqlite_autoincrement=True,
)

# One voice for each person and paper. No foreign key to paper: what a channel wants less of stays
# known by the channel's own list.
less = Table(
    "less",
    metadata,
    of("channel", "channel.id", primary_key=True),
    of("person", "person.id", primary_key=True),
    Column("paper", Prose, primary_key=True),
    known("at", Moment),
)
