"""Workspaces in which an app was installed, and installations that are under way."""

from sqlalchemy import Column, Table

from bot.store.columns import Moment, Prose
from bot.store.tables.base import known, metadata

installation = Table(
    "installation",
    metadata,
    # '' outside an organisation.
    Column("enterprise", Prose, primary_key=True),
    # '' where it holds for a whole organisation.
    Column("team", Prose, primary_key=True),
    known("name", Prose),
    known("bot_user", Prose),
    known("bot", Prose),
    # Sealed: nobody can use it who has no more than this database. '' once it was revoked.
    known("token", Prose),
    # With spaces between.
    known("scopes", Prose),
    known("installed_by", Prose),
    known("at", Moment),
    # When it ended, where it did.
    Column("revoked", Moment),
)

# What was sent along with somebody who began to install, and comes back with them once.
installing = Table(
    "installing",
    metadata,
    Column("state", Prose, primary_key=True),
    known("until", Moment, index=True),
)
