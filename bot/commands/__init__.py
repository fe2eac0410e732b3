"""Every command, in the order `help` lists them. A new one is a file and a line here."""

from bot.commands import (
    ask,
    digest,
    help,
    me,
    panel,
    save,
    saved,
    server,
    settings,
    status,
    subscribe,
    summary,
    topics,
    unsubscribe,
    why,
)

ALL = (
    panel.COMMAND,
    digest.COMMAND,
    summary.COMMAND,
    ask.COMMAND,
    save.COMMAND,
    saved.COMMAND,
    topics.COMMAND,
    why.COMMAND,
    status.COMMAND,
    me.COMMAND,
    help.COMMAND,
    subscribe.COMMAND,
    unsubscribe.COMMAND,
    settings.COMMAND,
    server.COMMAND,
)
