"""The operator's settings file: changed where something was answered, and left as it is elsewhere.

Comments, order and what we know nothing of stay. The old file is whole until the new one is, and
there is a copy of it afterwards.
"""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import tomlkit

from bot.domain.errors import SettingsError
from bot.settings import Settings, from_environment, load, settings_file

_CONFIG = "PAPERBOY_CONFIG"
_HEAD = "Made by paperboy init. Secrets stand here: only you may read it. paperboy.toml of the"
_HEAD_2 = "program lists every setting there is, with its default."


class Draft:
    """What the file will be, and the settings that come of it.

    Args:
        environ: The environment, whose settings win over the file.

    Attributes:
        file: Where it is, or will be.
        answers: What was answered so far, by the setting's place in the file.
        outside: The settings that the environment gives, with the names that it has for them.

    Raises:
        SettingsError: What there is cannot be read.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        # A link goes on to show to its file.
        self.file = settings_file(environ).resolve()
        self.answers: dict[str, str] = {}
        self.outside = from_environment(environ)
        # The file is named below; where there is none yet, that is no mistake here.
        self._environ = {name: value for name, value in environ.items() if name != _CONFIG}
        self._before = self._read()
        self.settings = self._loaded()

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self._before is None

    def answer(self, setting: str, value: str) -> None:
        """Take an answer, if it can be one; '' is the default.

        Raises:
            SettingsError: It cannot; all is as before.
        """
        before = self.answers.get(setting)
        self.answers[setting] = value
        try:
            self.settings = self._loaded()
        except SettingsError:
            del self.answers[setting]
            if before is not None:
                self.answers[setting] = before
            raise

    def restore(self, setting: str, value: str | None) -> None:
        """Put an answer back as it was, None where there was none."""
        self.answers.pop(setting, None)
        if value is not None:
            self.answers[setting] = value
        self.settings = self._loaded()

    def save(self, now: datetime) -> Path | None:
        """Write the file; return the copy of the old one, None where there was none.

        Args:
            now: Names the copy.

        Raises:
            SettingsError: Somebody else has changed it meanwhile, or it would not be right;
                nothing was written.
            OSError: It cannot be written.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if self._read() != self._before:
            raise SettingsError(
                f"{self.file} was changed by somebody else meanwhile, so nothing was written. "
                "Run paperboy init again."
            )
        # Only its owner may read it, from the first byte on.
        handle, name = tempfile.mkstemp(prefix=".paperboy-", suffix=".toml", dir=self.file.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(self._text())
                opened.flush()
                os.fsync(opened.fileno())
            load(self._environ, toml=fresh)
            copy = None if self._before is None else self._copied(now, self._before)
            fresh.replace(self.file)
        finally:
            fresh.unlink(missing_ok=True)
        return copy

    def _loaded(self) -> Settings:
        outside = {_variable(setting): value for setting, value in self.answers.items()}
        there = self.file if self._before is not None else Path(os.devnull)
        return load(self._environ | outside, toml=there)

    def _read(self) -> bytes | None:
        with suppress(FileNotFoundError, NotADirectoryError):
            return self.file.read_bytes()
        return None

    def _text(self) -> str:
        document = tomlkit.parse((self._before or b"").decode("utf-8-sig"))
        if self._before is None:
            document.add(tomlkit.comment(_HEAD))
            document.add(tomlkit.comment(_HEAD_2))
            document.add(tomlkit.nl())
        # What stands in no group comes first, as TOML wants it.
        for setting, value in sorted(self.answers.items(), key=lambda each: "." in each[0]):
            group, _, key = setting.rpartition(".")
            if group and group not in document:
                document.add(group, tomlkit.table())
            (document[group] if group else document)[key] = value
        return tomlkit.dumps(document)

    def _copied(self, now: datetime, content: bytes) -> Path:
        copy = self.file.with_name(f"{self.file.name}.{now:%Y%m%d-%H%M%S-%f}.bak")
        with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(content)
        return copy


def _variable(setting: str) -> str:
    return f"PAPERBOY_{setting.replace('.', '__').upper()}"
