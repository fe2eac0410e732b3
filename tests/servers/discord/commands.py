"""The commands an application registers: the rules for them, and a call read against them."""

import re
from collections.abc import Iterator
from typing import Any

from tests.servers.discord.payloads import JSON
from tests.servers.discord.refusals import Form, refused

SLASH, ON_PERSON, ON_MESSAGE = 1, 2, 3
SUB, GROUP, TEXT, WHOLE, YES, PERSON, PLACE, NUMBER = 1, 2, 3, 4, 5, 6, 7, 10
_MOST = {SLASH: 100, ON_PERSON: 15, ON_MESSAGE: 15}
_NAME = re.compile(r"[-'\w]{1,32}")
_SIZE = 8000
FOR_SERVERS, FOR_PEOPLE, PRIVATE = 0, 1, 2
_LOCALES = (
    *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl"),
    *("no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi"),
    *("th", "zh-CN", "ja", "zh-TW", "ko"),
)
"""https://docs.discord.com/developers/reference#locales"""


class NotOfferedError(AssertionError):
    """A person tried what Discord does not offer them: a mistake in a test, or in the bot."""


def check_commands(commands: list[JSON]) -> None:
    """Check a whole set of commands as it is registered.

    Raises:
        Refused: The real service would not take it.
    """
    form = Form()
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        kind = command.get("type") or SLASH
        path, name = str(number), command.get("name")
        if (kind, name) in seen:
            form.wrong(
                path,
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        seen.add((kind, str(name)))
        _check_where(form, path, command)
        if kind == SLASH:
            _check_slash(form, path, command)
        else:
            for where, title in _in_each_language(form, path, command, "name"):
                form.text(where, title, 32, 1, required=True)
            if command.get("options"):
                form.wrong(f"{path}.options", "BASE_TYPE_MAX_LENGTH", "Must be empty.")
            if command.get("description"):
                form.wrong(f"{path}.description", "BASE_TYPE_MAX_LENGTH", "Must be empty.")
    form.check()
    for kind, most in _MOST.items():
        if sum((command.get("type") or SLASH) == kind for command in commands) > most:
            raise refused("too_many_commands")


def _check_slash(form: Form, path: str, command: JSON) -> None:
    _check_named(form, path, command)
    _check_options(form, path, command.get("options") or [])
    if _size(command) > _SIZE:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({_SIZE})")


def _check_named(form: Form, path: str, part: JSON) -> None:
    for where, name in _in_each_language(form, path, part, "name"):
        if not form.text(where, name, 32, 1, required=True):
            continue
        if not _NAME.fullmatch(name) or name != name.lower():
            form.wrong(where, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for where, text in _in_each_language(form, path, part, "description"):
        form.text(where, text, 100, 1, required=True)


def _in_each_language(form: Form, path: str, part: JSON, what: str) -> Iterator[tuple[str, Any]]:
    """Yield a text and its translations, each with its path; a language there is not is wrong."""
    yield f"{path}.{what}", part.get(what)
    for locale, text in (part.get(f"{what}_localizations") or {}).items():
        here = f"{path}.{what}_localizations.{locale}"
        if form.choice(here, locale, _LOCALES):
            yield here, text


def _check_where(form: Form, path: str, command: JSON) -> None:
    """Check where a command is offered: in private chats only to who has installed the bot."""
    kinds = command.get("integration_types") or [0]
    for name, given, known in (
        ("integration_types", kinds, (0, 1)),
        ("contexts", command.get("contexts") or [], (0, 1, 2)),
    ):
        for number, each in enumerate(given):
            form.choice(f"{path}.{name}.{number}", each, known)
    if PRIVATE in (command.get("contexts") or []) and FOR_PEOPLE not in kinds:
        form.wrong(
            f"{path}.contexts",
            "APPLICATION_COMMAND_CONTEXTS_INVALID",
            "Private channels need the user install integration type",
        )


def without_languages(part: JSON) -> JSON:
    """Draw a command as whoever does not ask for every language reads it."""
    drawn = {name: value for name, value in part.items() if not name.endswith("_localizations")}
    for name in ("options", "choices"):
        if name in drawn:
            drawn[name] = [without_languages(each) for each in drawn[name]]
    return drawn


def _check_options(form: Form, path: str, options: list[JSON], inside: int = 0) -> None:
    """Check options; `inside` is the type of the option they stand in, 0 for the command."""
    if len(options) > 25:
        form.wrong(f"{path}.options", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    _check_apart(form, path, options)
    optional = False
    for number, option in enumerate(options):
        here, kind = f"{path}.options.{number}", option.get("type")
        _check_named(form, here, option)
        if kind in (SUB, GROUP):
            if inside in (SUB, kind):
                form.wrong(f"{here}.type", "BASE_TYPE_CHOICES", "Nested too deep.")
            _check_options(form, here, option.get("options") or [], kind)
            continue
        if inside == GROUP:
            form.choice(f"{here}.type", kind, (SUB,))
        if option.get("required") and optional:
            form.wrong(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
        _check_value(form, here, option)
    kinds = {option.get("type") in (SUB, GROUP) for option in options}
    if len(kinds) > 1:
        form.wrong(
            f"{path}.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all "
            "other types",
        )


def _check_apart(form: Form, path: str, options: list[JSON]) -> None:
    """Check that options are called differently, in each language."""
    called: set[tuple[str, str]] = set()
    for option in options:
        names = {"": option.get("name")} | (option.get("name_localizations") or {})
        for locale, name in names.items():
            if (locale, name) in called:
                form.wrong(
                    f"{path}.options",
                    "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                    "Option name already exists",
                )
            called.add((locale, str(name)))


def _check_value(form: Form, path: str, option: JSON) -> None:
    form.choice(f"{path}.type", option.get("type"), (3, 4, 5, 6, 7, 8, 9, 10, 11))
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        form.wrong(
            path,
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_CONFLICT",
            "Options with autocomplete enabled cannot have choices",
        )
    check_choices(form, f"{path}.choices", choices, number=option.get("type") in (WHOLE, NUMBER))


def check_choices(form: Form, path: str, choices: list[JSON], *, number: bool = False) -> None:
    """Note what is wrong with the values offered for an option."""
    if len(choices) > 25:
        form.wrong(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for place, choice in enumerate(choices):
        for where, name in _in_each_language(form, f"{path}.{place}", choice, "name"):
            form.text(where, name, 100, 1, required=True)
        value = choice.get("value")
        if not number:
            form.text(f"{path}.{place}.value", value, 100, 1, required=True)
        elif not isinstance(value, int | float):
            form.wrong(f"{path}.{place}.value", "NUMBER_TYPE_COERCE", f"{value!r} is no number.")


def _size(part: JSON) -> int:
    def longest(name: str) -> int:
        texts = [part.get(name) or "", *(part.get(f"{name}_localizations") or {}).values()]
        return max(map(len, texts))

    choices = part.get("choices") or []
    return (
        longest("name")
        + longest("description")
        + sum(_size(option) for option in part.get("options") or [])
        + sum(_size(choice) + len(str(choice.get("value", ""))) for choice in choices)
    )
