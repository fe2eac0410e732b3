"""What a message holds, read from a request and checked before it is shown to anybody."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.servers.slack import blocks as block_kit
from tests.servers.slack import mentions
from tests.servers.slack.refusal import Refused

LONGEST, LONGEST_EDIT, LARGEST_METADATA = 40_000, 4_000, 16_384
LARGEST_BLOCKS = 13_200
"""Bytes of all blocks of a message as JSON. Written nowhere: users of `chat.postMessage` met it,
those of a `response_url` did not (slackapi/bolt-js 2509 and 2867)."""
_MOST_ATTACHMENTS = 100


@dataclass(frozen=True, slots=True)
class Content:
    """A message before it has a place; None where the request says nothing of it."""

    text: str | None
    blocks: list[dict[str, Any]] | None
    attachments: list[dict[str, Any]] | None
    metadata: dict[str, Any] | None
    unfurl_links: bool | None
    unfurl_media: bool | None
    pings: frozenset[str]

    @property
    def empty(self) -> bool:
        return not (self.text or self.blocks or self.attachments)


def read(
    said: Mapping[str, Any],
    ids: Iterator[int],
    names: Mapping[str, str],
    longest: int = LONGEST,
) -> Content:
    """Read what a request says.

    Args:
        said: Its arguments.
        ids: Numbers for blocks that come without an id.
        names: Ids of people by name.
        longest: Characters of text.

    Raises:
        Refused: The service would.
    """
    text = said.get("text")
    if text is not None and not isinstance(text, str):
        raise Refused("invalid_arguments")
    if len(text or "") > longest:
        raise Refused("msg_too_long")
    blocks = _blocks(said, ids)
    attachments = _list(said.get("attachments"), "invalid_attachments")
    if len(attachments or ()) > _MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    bare = truth(said.get("link_names")) is True or said.get("parse") == "full"
    texts = [text or "", *mentions.markup(blocks or []), *mentions.markup(attachments or [])]
    found = mentions.pings(texts, bare=bare, names=names)
    found |= mentions.pings(mentions.markdown(blocks or []), bare=True, names=names)
    return Content(
        text,
        blocks,
        attachments,
        _metadata(said.get("metadata")),
        truth(said.get("unfurl_links")),
        truth(said.get("unfurl_media")),
        found,
    )


def refuse_large(blocks: list[dict[str, Any]] | None) -> None:
    """Refuse blocks that take too much room in all."""
    text = json.dumps(blocks or [], ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > LARGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")


def truth(value: object) -> bool | None:
    """Read a yes or no as forms, addresses and JSON say it."""
    if value is None or value == "":
        return None
    return str(value).lower() in ("1", "true")


def _blocks(said: Mapping[str, Any], ids: Iterator[int]) -> list[dict[str, Any]] | None:
    if said.get("markdown_text"):
        if said.get("text") or said.get("blocks"):
            raise Refused("markdown_text_conflict")
        if len(said["markdown_text"]) > block_kit.MARKDOWN:
            raise Refused("msg_too_long")
        blocks: Any = [{"type": "markdown", "text": said["markdown_text"]}]
    else:
        blocks = _list(said.get("blocks"), "invalid_blocks_format")
    if blocks is None:
        return None
    refuse_if(block_kit.complaints(blocks), "invalid_blocks")
    return [{**block, "block_id": block.get("block_id") or f"b{next(ids)}"} for block in blocks]


def refuse_if(complaints: list[str], error: str) -> None:
    """Refuse with these complaints, told twice as the service does."""
    if complaints:
        told = {"messages": [f"[ERROR] {each}" for each in complaints]}
        raise Refused(error, errors=complaints, response_metadata=told)


def _list(value: object, error: str) -> list[Any] | None:
    value = parsed(value, error)
    if value is None or isinstance(value, list):
        return value
    raise Refused(error)


def parsed(value: object, error: str) -> Any:
    """Return what was sent as JSON, in a form as text or in JSON as it is."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError as reason:
        raise Refused(error) from reason


def _metadata(value: object) -> dict[str, Any] | None:
    metadata = parsed(value, "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    if not metadata:
        return {}
    named, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(named, str) or not named or not isinstance(payload, dict):
        raise Refused("invalid_metadata_schema")
    if metadata.keys() - {"event_type", "event_payload", "entities"}:
        raise Refused("invalid_metadata_schema")
    if any(each is None for each in payload.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
    return metadata
