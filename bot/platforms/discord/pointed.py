"""What a message says that somebody points at: its text and all its links. Pure.

Discord hands it over whole with the command, whoever wrote it: nothing else of ours reads what
people write.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Payload = Mapping[str, Any]

_LINKED = 5
"""The style of a button that leads to an address."""
_MOST = 20_000
"""Characters; a message with all of its embeds, and one that it forwards, hold less."""


def text(data: Payload) -> str:
    """Return all that the message of a command says, a piece on each line."""
    resolved: Payload = data.get("resolved") or {}
    messages: Payload = resolved.get("messages") or {}
    message: Payload = messages.get(str(data.get("target_id"))) or {}
    return "\n".join(dict.fromkeys(_message(message)))[:_MOST]


def _message(message: Payload) -> Iterator[str]:
    yield from _texts(message, "content")
    for embed in message.get("embeds") or ():
        yield from _embed(embed)
    for component in message.get("components") or ():
        yield from _component(component)
    for forwarded in message.get("message_snapshots") or ():
        yield from _message(forwarded.get("message") or {})


def _embed(embed: Payload) -> Iterator[str]:
    yield from _texts(embed, "title", "url", "description")
    for part in ("author", "footer"):
        yield from _texts(embed.get(part) or {}, "name", "text", "url")
    for field in embed.get("fields") or ():
        yield from _texts(field, "name", "value")


def _component(component: Payload) -> Iterator[str]:
    """Read what is shown as text, and where buttons lead, however deep it stands."""
    yield from _texts(component, "content")
    if component.get("style") == _LINKED:
        yield from _texts(component, "url")
    inner = component.get("accessory")
    for part in (*(component.get("components") or ()), *([inner] if inner else ())):
        yield from _component(part)


def _texts(part: Payload, *names: str) -> Iterator[str]:
    for name in names:
        if (found := part.get(name)) and isinstance(found, str):
            yield found
