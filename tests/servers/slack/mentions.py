"""Whom a message would notify, and how text that people type is sent to an app."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SEQUENCE = re.compile(
    r"<(?:!(channel|here|everyone)|@([UW][A-Z0-9]+)|!subteam\^(S[A-Z0-9]+))(?:\|[^<>]*)?>"
)
_BARE = re.compile(r"(?<![\w.])@([\w.-]+)")
_ALL = {"channel", "here", "everyone", "group"}
_TYPED = re.compile(
    r"(?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?)\'\"])"
    r"|(?<![\w./@-])(?P<host>(?:[\w-]+\.)+(?:org|com|net|edu|io|co|ai|dev)(?:/[^\s<>|]*)?)(?![\w@])"
    r"|(?<!\w)@(?P<person>[\w.-]+)"
    r"|(?<!\w)#(?P<channel>[\w-]+)"
)


def pings(
    texts: Iterable[str], *, bare: bool = False, names: Mapping[str, str] | None = None
) -> frozenset[str]:
    """Return whom these texts notify.

    Args:
        bare: `@name` counts too, as with `link_names`, `parse=full` or a markdown block.
        names: Ids of people by name.
    """
    found: set[str] = set()
    for text in texts:
        found |= {next(filter(None, match.groups())) for match in _SEQUENCE.finditer(text)}
        if bare:
            for name in _BARE.findall(text):
                if name in _ALL:
                    found.add(name)
                elif name in (names or {}):
                    found.add((names or {})[name])
    return frozenset(found)


def markup(value: object) -> Iterator[str]:
    """Yield every text in blocks or attachments in which mentions are looked for."""
    if isinstance(value, list):
        for each in value:
            yield from markup(each)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(value: dict[str, Any]) -> Iterator[str]:
    kind = value.get("type")
    match kind:
        case "plain_text":
            return
        case "user":
            yield f"<@{value.get('user_id')}>"
        case "broadcast":
            yield f"<!{value.get('range')}>"
        case "usergroup":
            yield f"<!subteam^{value.get('usergroup_id')}>"
    # The fields of an attachment have a title; an option of a menu has a value nobody reads.
    legacy = ["text", "pretext", *(["value"] if "title" in value else [])]
    if kind in (None, "mrkdwn", "markdown"):
        yield from (value[name] for name in legacy if isinstance(value.get(name), str))
    for inner in value.values():
        if isinstance(inner, list | dict):
            yield from markup(inner)


def markdown(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """Return the texts of markdown blocks, whose parser is another one."""
    return [str(each.get("text")) for each in blocks if each.get("type") == "markdown"]


def escape(text: str) -> str:
    """Write the three characters that mean something as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Return what an app is sent when somebody types `text`.

    Addresses become links, names of people and channels their ids; all else is escaped.

    Args:
        people: Id by name.
        channels: Id by name.
    """

    def linked(match: re.Match[str]) -> str:
        if url := match["url"]:
            return f"<{url}>"
        if host := match["host"]:
            return f"<http://{host}|{host}>"
        if name := match["person"]:
            return f"<@{people[name]}|{name}>" if name in people else match[0]
        name = match["channel"]
        return f"<#{channels[name]}|{name}>" if name in channels else match[0]

    return _TYPED.sub(linked, escape(text))
