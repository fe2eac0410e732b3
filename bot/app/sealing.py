"""Seals what must not be readable to whoever has a copy of the database.

A key is any text that nobody can guess; its hash is what seals. The first key seals, all of them
open: a new one is put in front, and the old one goes when nothing is sealed with it any more.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.errors import SettingsError

_SHORTEST = 32
_SETTING = "PAPERBOY_SLACK__ENCRYPTION_KEY"


class Seal:
    """Closes and opens.

    Args:
        keys: The newest first.
        where: What whoever runs the bot calls the place they come from.

    Raises:
        SettingsError: One is too short to be safe, or there is none.
    """

    def __init__(self, keys: Sequence[str], where: str) -> None:
        if not keys or any(len(key) < _SHORTEST for key in keys):
            raise SettingsError(
                f"{where}: a key has at least {_SHORTEST} letters, digits and signs that nobody "
                "can guess; `openssl rand -base64 32` makes one."
            )
        self._newest = _fernet(keys[0])
        self._all = MultiFernet([_fernet(key) for key in keys])

    def close(self, text: str) -> str:
        """Seal a text with the newest key."""
        return self._newest.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return what was sealed; '' where none of the keys opens it."""
        try:
            return self._all.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return ""

    def is_newest(self, sealed: str) -> bool:
        """Say whether the newest key opens it."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def seal(chosen: str, file: Path) -> Seal:
    """Return the seal of the keys that are set, or of those in a file.

    Args:
        chosen: Keys with commas between; '' for those in the file.
        file: Holds a key a line; made, with one, where there is none.

    Raises:
        SettingsError: A key cannot be used, or the file cannot be read or made.
    """
    if chosen:
        return Seal([key for key in chosen.split(",") if key], _SETTING)
    try:
        return Seal((_made(file) or file.read_text("ascii")).split(), str(file))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{file}, which holds the key to Slack's tokens, cannot be used ({error}). Mend that, "
            f"or set {_SETTING}."
        ) from error


def _made(file: Path) -> str:
    """Make a file with a key that only its owner may read; return '' where there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return ""
    key = secrets.token_urlsafe(_SHORTEST)
    with os.fdopen(number, "w", encoding="ascii") as writing:
        writing.write(f"{key}\n")
        writing.flush()
        # What is sealed with it may reach the disk before it does.
        os.fsync(writing.fileno())
    return key


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
