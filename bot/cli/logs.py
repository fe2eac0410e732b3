"""Where the log goes: a file in the data folder, and warnings to standard error."""

import logging
from logging.handlers import RotatingFileHandler

from bot.settings import Settings

_SIZE = 2_000_000
_KEPT = 3


def open_log(settings: Settings, *, quiet: bool = False) -> None:
    """Begin to log.

    Args:
        quiet: Nothing on standard error, because a chat is drawn there.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [
        RotatingFileHandler(
            settings.data_dir / "paperboy.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
    ]
    if not quiet:
        loud = logging.StreamHandler()
        loud.setLevel(logging.WARNING)
        handlers.append(loud)
    logging.basicConfig(
        level=settings.log_level,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
        force=True,
    )
    # Their debug logs hold whole requests; keys among them.
    for chatty in ("httpx2", "httpcore2", "openai", "apscheduler", "alembic", "arxiv"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
