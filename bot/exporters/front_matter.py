"""The lines between `---` at the head of a post or note, which other programs read as YAML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml
from typing_extensions import override

from bot.exporters.marks import hash_of

Fields: TypeAlias = Mapping[str, object]

_HEAD: Final = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?)^(---[ \t]*(?:\r?\n|\Z))", re.S | re.M)
_ENTRY: Final = re.compile(r"^(?P<key>[^\s#:\-][^:\n]*):(?=\s)", re.MULTILINE)
_TEXT: Final = "tag:yaml.org,2002:str"


class _Writer(yaml.SafeDumper):
    """Writes as the programs that read it show it in their own documentation."""

    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Readers of YAML 1.2 take other texts for numbers than those of 1.1 do, such as `1e3`.
    style = None if text[:1].isalpha() else "'"
    return writer.represent_scalar(_TEXT, text, style=style)


def _nothing(writer: yaml.SafeDumper, _: None) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:null", "")


_Writer.add_representer(str, _text)
_Writer.add_representer(type(None), _nothing)


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a file.

    Attributes:
        opening: The line above it.
        inside: Its lines.
        closing: The line below it.
        rest: Everything behind.
    """

    opening: str
    inside: str
    closing: str
    rest: str


def dumped(fields: Fields) -> str:
    """Write fields, in their order, a line each; lists take more."""
    return "".join(map(_entry, fields.items()))


def _entry(field: tuple[str, object]) -> str:
    written: str = yaml.dump(
        dict([field]), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**9, indent=4
    )
    return written


def read(text: str) -> dict[str, Any]:
    """Read fields.

    Raises:
        ValueError: It is no YAML, or something else than fields.
    """
    try:
        return dict(yaml.safe_load(text))
    except (yaml.YAMLError, TypeError) as error:
        raise ValueError(str(error)) from error


def split(text: str) -> Head | None:
    """Take the front matter off a file; None where it has none."""
    found = _HEAD.match(text)
    return Head(found[1], found[2], found[3], text[found.end() :]) if found else None


def hashes(fields: Fields) -> dict[str, str]:
    """Return a hash of every field as we write it."""
    return {key: hash_of(_entry((key, value))) for key, value in fields.items()}


def renewed(inside: str, fields: Fields, ours: Mapping[str, str]) -> str:
    """Write fields anew which stand as we wrote them; whatever a person wrote stays.

    Args:
        inside: The lines of the front matter.
        ours: Hashes of what we wrote there, by key.
    """
    line_end = "\r\n" if "\r\n" in inside else "\n"
    done: list[str] = []
    for key, entry in _entries(inside):
        if key in fields and ours.get(key) == hash_of(entry):
            done.append(_entry((key, fields[key])).replace("\n", line_end))
        else:
            done.append(entry)
    return "".join(done)


def _entries(inside: str) -> Iterator[tuple[str, str]]:
    """Yield each field with all its lines; '' is the key of what is none."""
    starts = [(found["key"], found.start()) for found in _ENTRY.finditer(inside)]
    if not starts or starts[0][1] > 0:
        starts.insert(0, ("", 0))
    ends: Sequence[int] = [start for _, start in starts[1:]] + [len(inside)]
    for (key, start), end in zip(starts, ends, strict=True):
        # A remark in between belongs to nobody.
        entry = inside[start:end]
        remark = re.search(r"^#", entry, re.MULTILINE)
        cut = remark.start() if remark else len(entry)
        if entry[:cut]:
            yield key, entry[:cut]
        if entry[cut:]:
            yield "", entry[cut:]
