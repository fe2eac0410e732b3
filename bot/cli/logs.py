"""Where the log goes: a file in the data folder, and warnings to standard error, a line each.

No secret is ever written: neither a token of the settings nor what a chat service hands out for a
while, such as the token of an interaction, which lets anybody answer in our name.
"""

import logging
import re
from collections.abc import Iterable
from copy import copy
from logging.handlers import RotatingFileHandler

from pydantic import BaseModel, SecretStr
from typing_extensions import override

from bot.settings import Settings

_SIZE = 2_000_000
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LIBRARIES = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "arxiv",
    "discord",
    "httpcore2",
    "httpx2",
    "openai",
    "slack_bolt",
    "slack_sdk",
)
_SHORT_LIVED = re.compile(
    # Slack's tokens of every kind; Discord's: an id in base64, a time, a signature.
    r"x(?:ox[a-z]|app)-[\w.-]{6,}"
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"
    # What stands in addresses: interactions, webhooks, Slack's answers and its sockets.
    r"|(?<=/interactions/)\d+/[^/\s]+|(?<=/webhooks/)\d+/[^/\s?]+"
    r"|(?<=hooks\.slack\.com/)[^\s'\"]+|(?<=ticket=)[^&\s'\"]+"
)


class Discreet(logging.Formatter):
    """Writes a record without the secrets in it, those in its traceback included.

    Args:
        secrets: Never written, wherever they stand.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        known = "|".join(re.escape(each) for each in secrets)
        self._secret = re.compile(f"{known}|{_SHORT_LIVED.pattern}" if known else _SHORT_LIVED)

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._secret.sub("[secret]", super().format(record))


class Brief(Discreet):
    """Writes a record in one line: what went wrong, and not where; for standard error."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        short = copy(record)
        short.exc_info = short.exc_text = short.stack_info = None
        error = record.exc_info[1] if record.exc_info else None
        kind = f" ({type(error).__name__})" if error else ""
        return " ".join(f"{super().format(short)}{kind}".split())


class Patient(RotatingFileHandler):
    """A log file that is left out while it cannot be written, such as on a full disk."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        # By default each line would become a traceback on standard error, over what is drawn there.
        pass


def open_log(settings: Settings, *, quiet: bool = False) -> None:
    """Begin to log.

    Args:
        quiet: Nothing on standard error, because a chat is drawn there.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    secrets = tuple(_secrets(settings))
    file = Patient(
        settings.data_dir / "paperboy.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
    )
    file.setFormatter(Discreet(secrets))
    handlers: list[logging.Handler] = [file]
    if not quiet:
        loud = logging.StreamHandler()
        loud.setLevel(logging.WARNING)
        loud.setFormatter(Brief(secrets))
        handlers.append(loud)
    logging.basicConfig(level=settings.log_level, handlers=handlers, force=True)
    # Their debug logs hold whole requests, and nobody ever misses their chatter.
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLogger().level))


def _secrets(part: BaseModel) -> Iterable[str]:
    """Yield every secret of the settings; of the database's address only the password is one."""
    for name, value in part:
        if isinstance(value, BaseModel):
            yield from _secrets(value)
        elif isinstance(value, SecretStr):
            text = value.get_secret_value()
            password = re.search(r"://[^/@]*:([^/@]+)@", text)
            if password:
                yield password[1]
            elif name != "url":
                yield text
