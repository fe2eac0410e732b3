"""Puts the settings together from three places and says what is wrong with them.

In between, a setting goes by its place in the file: `arxiv.delay_s`.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from platformdirs import user_data_path
from pydantic import ValidationError

from bot.domain.errors import SettingsError
from bot.settings.kinds import Offered, nearest
from bot.settings.shape import Settings

_FILE = "paperboy.toml"
_PREFIX = "PAPERBOY_"
_CONFIG = "PAPERBOY_CONFIG"
_USUAL = {
    "DISCORD_TOKEN": "discord.token",
    "OPENAI_API_KEY": "openai.api_key",
    "OPENAI_BASE_URL": "openai.base_url",
    "SLACK_APP_TOKEN": "slack.app_token",
    "SLACK_BOT_TOKEN": "slack.bot_token",
    "SLACK_CLIENT_ID": "slack.client_id",
    "SLACK_CLIENT_SECRET": "slack.client_secret",
    "SLACK_SIGNING_SECRET": "slack.signing_secret",
}
"""Names that other programs gave these settings; ours win over them."""

_Given: TypeAlias = dict[str, tuple[object, str]]
"""Values by setting, each with what whoever gave it calls it."""


def config_dir() -> Path:
    """Find the folder of defaults and sentences.

    A wheel carries it inside the package. A checkout has it beside the package; an editable
    install leaves a copy elsewhere, which grows old and is never looked at.
    """
    package = Path(__file__).parents[1]
    shipped = package / "config"
    return shipped if shipped.is_dir() else package.parent / "config"


def load(environ: Mapping[str, str], toml: Path | None = None) -> Settings:
    """Put all settings together and check them.

    Args:
        environ: The environment; an empty variable counts as not set.
        toml: The operator's file; else the one `PAPERBOY_CONFIG` names, else `paperboy.toml` in
            the data folder if there is one.

    Raises:
        SettingsError: Something is wrong; the text names all of it, a line each.
    """
    problems: list[str] = []
    defaults = dict(_flat(tomllib.loads((config_dir() / _FILE).read_text("utf-8"))))
    given = _from_environment(environ, defaults, problems)
    file = toml or settings_file(environ)
    needed = toml is not None or bool(environ.get(_CONFIG, "").strip())
    given = _from_file(file, defaults, problems, needed=needed) | given
    settings = _checked(defaults, given, problems)
    # Raised here, outside every `except`: a chained validation error would carry the values.
    if settings is None or problems:
        count = "1 setting is" if len(problems) == 1 else f"{len(problems)} settings are"
        raise SettingsError("\n  ".join([f"{count} wrong:", *problems]))
    return settings


def settings_file(environ: Mapping[str, str]) -> Path:
    """Return where the operator's file is, or would be; see `load`."""
    folder = _path(environ.get(_variable("data_dir"), "").strip())
    return _path(environ.get(_CONFIG, "").strip()) or (folder or _usual_folder()) / _FILE


def from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return which settings the environment gives, by their place in the file, with their names."""
    defaults = dict(_flat(tomllib.loads((config_dir() / _FILE).read_text("utf-8"))))
    given = _from_environment(environ, defaults, [])
    return {setting: name for setting, (_, name) in given.items()}


def _path(value: object) -> Path | None:
    # Unlike pathlib's, this expansion leaves a `~` that nobody answers to as it is.
    return Path(os.path.expanduser(str(value))).absolute() if value else None  # noqa: PTH111


def _usual_folder() -> Path:
    return user_data_path("paperboy", appauthor=False)


def _variable(setting: str) -> str:
    return _PREFIX + setting.replace(".", "__").upper()


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def _from_environment(
    environ: Mapping[str, str], defaults: Mapping[str, object], problems: list[str]
) -> _Given:
    filled = {name: value.strip() for name, value in environ.items() if value.strip()}
    given: _Given = {s: (filled[name], name) for name, s in _USUAL.items() if name in filled}
    known = {_variable(setting): setting for setting in defaults}
    for name, value in filled.items():
        if name in known:
            given[known[name]] = value, name
        elif name.startswith(_PREFIX) and name != _CONFIG:
            problems.append(f"{name}: there is no such setting{nearest(name, known)}")
    return given


def _from_file(
    file: Path, defaults: Mapping[str, object], problems: list[str], *, needed: bool
) -> _Given:
    given: _Given = {}
    try:
        for name, value in _flat(tomllib.loads(file.read_text("utf-8-sig"))):
            if name in defaults:
                given[name] = value, f"{name} in {file}"
            else:
                problems.append(
                    f"{name} in {file}: there is no such setting{nearest(name, defaults)}"
                )
    except (FileNotFoundError, NotADirectoryError):
        if needed:
            problems.append(f"{file}: there is no such file; {_CONFIG} should name one")
    except OSError as error:
        problems.append(f"{file}: {error.strerror}; it should be a file of settings")
    except ValueError as error:
        problems.append(f"{file}: this is not TOML in UTF-8: {error}")
    return given


def _checked(defaults: Mapping[str, object], given: _Given, problems: list[str]) -> Settings | None:
    values = {**defaults, **{setting: value for setting, (value, _) in given.items()}}
    folder = values["data_dir"] = _path(values["data_dir"]) or _usual_folder()
    values["database.url"] = values["database.url"] or str(folder / "paperboy.db")
    tree: dict[str, Any] = {}
    for setting, value in values.items():
        part, dot, key = setting.rpartition(".")
        (tree.setdefault(part, {}) if dot else tree)[key] = value
    try:
        return Settings.model_validate(tree, context=_offered(defaults))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            setting = ".".join(step for step in one["loc"] if isinstance(step, str))
            place = given[setting][1] if setting in given else _variable(setting)
            problems.append(_wrong(setting, place, one["msg"], defaults[setting]))
    return None


def _offered(defaults: Mapping[str, Any]) -> Offered:
    languages = sorted(folder.name for folder in (config_dir() / "locales").iterdir())
    return Offered(tuple(defaults["arxiv.archives"]), tuple(languages))


def _wrong(setting: str, place: str, message: str, default: object) -> str:
    name = _variable(setting)
    name += f" ({place})" if place != name else ""
    what = message.removeprefix("Value error, ").replace("Input should be", "must be")
    shown = f", {default}" if default and not isinstance(default, list) else ""
    return f"{name}: {what.partition(', unable to')[0]}; leave it out for the default{shown}"
