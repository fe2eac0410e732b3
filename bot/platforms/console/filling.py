"""A form at the console: its fields are asked for one after the other."""

from dataclasses import dataclass, field

from bot.domain.calls import Field, Form
from bot.domain.chat import Choice, Words, words

_EMPTY = "-"


@dataclass(slots=True)
class Filling:
    """A form that somebody is filling in.

    Attributes:
        given: What stands in the fields that are done.
    """

    form: Form
    given: dict[str, str] = field(default_factory=dict)
    _at: int = 0

    @property
    def done(self) -> bool:
        """Whether every field was asked for."""
        return self._at >= len(self.form.fields)

    def question(self) -> list[Words]:
        """Return what to ask now, a line each."""
        now = self.form.fields[self._at]
        if now.choices:
            asked = [words("console-form-choose", label=now.label)]
            asked += [listed(number, each) for number, each in enumerate(now.choices, 1)]
        else:
            asked = [words("console-form", label=now.label)]
        if now.hint:
            asked.append(now.hint)
        if kept := _kept(now):
            asked.append(words("console-form-keep", value=kept))
        elif not now.required:
            asked.append(words("console-form-skip"))
        return asked

    def take(self, typed: str) -> bool:
        """Put a line into the field that was asked for; False if it does not take that."""
        now = self.form.fields[self._at]
        taken = _read(now, typed.strip())
        if taken is None:
            return False
        if taken:
            self.given[now.name] = taken
        self._at += 1
        return True


def listed(number: int, choice: Choice) -> Words:
    """Write something that can be picked, with the number that picks it."""
    label, about = choice.label, choice.about
    if about is None:
        key = "console-chosen" if choice.chosen else "console-choice"
        return words(key, number=number, label=label)
    key = "console-chosen-about" if choice.chosen else "console-choice-about"
    return words(key, number=number, label=label, about=about)


def _read(asked: Field, typed: str) -> str | None:
    """Return what a field holds after a line was typed; None if it cannot hold that."""
    if typed in ("", _EMPTY):
        kept = "" if typed else _kept(asked)
        return kept if kept or not asked.required else None
    if not asked.choices:
        return typed if len(typed) <= asked.most else None
    values = [each.value for each in asked.choices]
    picked = [_picked(word, values) for word in typed.replace(",", " ").split()]
    if None in picked or len(picked) > asked.most:
        return None
    return " ".join(each for each in picked if each)


def _picked(word: str, values: list[str]) -> str | None:
    if word.isdecimal() and len(word) <= len(str(len(values))) and 0 < int(word) <= len(values):
        return values[int(word) - 1]
    return word if word in values else None


def _kept(asked: Field) -> str:
    chosen = " ".join(each.value for each in asked.choices if each.chosen)
    return chosen or asked.value
