"""Channels, what they follow, what they were told, and the messages that stand there."""

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from bot.store.columns import Day, Key, Moment, Prose
from bot.store.tables.base import known, metadata, of, own_id

channel = Table(
    "channel",
    metadata,
    own_id(),
    known("platform", Prose),
    known("space", Prose),
    known("native", Prose),
    known("kind", Prose),
    known("name", Prose),
    known("since", Moment),
    # Local time of day; None waits for arXiv to announce.
    Column("at", Prose),
    known("zone", Prose),
    known("days", Prose),
    Column("paused_until", Day),
    known("layout", Prose),
    known("most", Key),
    known("include", Prose),
    known("emoji", Prose),
    # Codes with a plus between them; None where nothing was chosen.
    Column("language", Prose),
    known("detail", Prose, server_default="headline"),
    # 1 where a paper's key figure comes with what is asked for.
    known("figures", Key, server_default="1"),
    known("served_to", Key),
    Column("next_due", Moment, index=True),
    # The last announcement day up to which whoever set it was told that nothing matched.
    Column("silent_to", Day),
    UniqueConstraint("platform", "space", "native"),
    sqlite_autoincrement=True,
)

subscription = Table(
    "subscription",
    metadata,
    own_id(),
    of("channel", "channel.id"),
    known("name", Prose),
    known("text", Prose),
    known("key", Prose),
    known("began", Key),
    known("by", Prose),
    # Who set it, for what they alone should be told; None where that was not noted.
    Column("person", ForeignKey("person.id", ondelete="SET NULL")),
    known("since", Moment),
    # Kept after its end, so that an undo can name it by its number alone, with how far its channel
    # was served then.
    Column("ended", Moment),
    Column("served", Key),
    sqlite_autoincrement=True,
)
_live = subscription.c.ended.is_(None)
Index(
    "uq_subscription_live",
    subscription.c.channel,
    subscription.c.key,
    unique=True,
    sqlite_where=_live,
    postgresql_where=_live,
)


digest = Table(
    "digest",
    metadata,
    own_id(),
    of("channel", "channel.id"),
    known("slot", Prose),
    known("body", Prose),
    known("shown", Key),
    known("total", Key),
    known("after", Key),
    known("until", Key),
    known("at", Moment),
    Column("finished_at", Moment),
    # How often it has been refused for a reason that passes.
    known("tries", Key, server_default="0"),
    UniqueConstraint("channel", "slot"),
    sqlite_autoincrement=True,
)

told = Table(
    "told",
    metadata,
    of("channel", "channel.id", primary_key=True),
    of("paper", "paper.id", primary_key=True),
    of("digest", "digest.id", index=True),
    known("how", Prose),
)

post = Table(
    "post",
    metadata,
    own_id(),
    of("channel", "channel.id"),
    of("digest", "digest.id", nullable=True),
    known("part", Prose),
    # Who holds the claim: a run, '' for one whose message may stand already, None for nobody.
    Column("run", Prose),
    # From when on the message may stand, and when the claim was last taken.
    known("at", Moment),
    known("taken", Moment),
    known("attempts", Key),
    # 1 where nobody could say whether it stood already when it was sent: it says so.
    known("again", Key, server_default="0"),
    Column("native", Prose),
    Column("thread", Prose),
    UniqueConstraint("digest", "part"),
    sqlite_autoincrement=True,
)
_note = post.c.digest.is_(None)
Index(
    "uq_post_note",
    post.c.channel,
    post.c.part,
    unique=True,
    sqlite_where=_note,
    postgresql_where=_note,
)

# No foreign key to paper: what has been sent must be remembered, whatever it names.
message = Table(
    "message",
    metadata,
    of("channel", "channel.id", primary_key=True),
    Column("native", Prose, primary_key=True),
    Column("position", Key, primary_key=True, autoincrement=False),
    known("paper", Prose),
)
