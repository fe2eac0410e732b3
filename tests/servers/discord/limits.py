"""What a message may hold: the checks the real service makes before it takes one."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord.components import DISPLAY, check_components, check_url, every
from tests.servers.discord.payloads import FILE_LIMIT, JSON
from tests.servers.discord.refusals import Form, refused
from tests.servers.discord.world import (
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    V2,
    Attachment,
    Message,
)

POSTED = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | V2
"""The flags that a message may be sent with; others are left out without a word."""
ANSWERED = POSTED | EPHEMERAL
EDITED = SUPPRESS_EMBEDS | V2
_MENTION = re.compile(r"@(everyone|here)|<@!?(\d+)>|<@&(\d+)>")


@dataclass(slots=True)
class File:
    """A file that came with a request; `number` is the one in `files[0]`."""

    number: int
    name: str
    data: bytes
    kind: str


@dataclass(slots=True)
class Draft:
    """A message that passed, before it is sent."""

    content: str
    embeds: list[JSON]
    components: list[JSON]
    flags: int
    nonce: str | None = None
    enforce_nonce: bool = False
    kept: list[Attachment] = field(default_factory=list)
    new: list[tuple[File, str | None]] = field(default_factory=list)
    pings: tuple[str, ...] = ()


def read_message(
    body: JSON, files: list[File], *, flags: int, before: Message | None = None
) -> Draft:
    """Check a message that is to be sent, or what becomes of one that is edited.

    Args:
        flags: Those that may be set here.
        before: The message that is edited.

    Raises:
        Refused: The real service would not take it.
    """
    form = Form()
    asked = body.get("flags") or 0
    if before is None:
        before_content, before_embeds, before_components, set_flags = "", [], [], asked & flags
    else:
        before_content, before_embeds = before.content, before.embeds
        before_components = before.components
        set_flags = (
            before.flags & ~(flags & ~V2) | asked & flags if "flags" in body else (before.flags)
        )
    draft = Draft(
        content=_text(form, body, before_content),
        embeds=_objects(form, body, "embeds", before_embeds),
        components=_objects(form, body, "components", before_components),
        flags=set_flags,
    )
    _check_nonce(form, body, draft)
    v2 = bool(draft.flags & V2)
    _check_embeds(form, draft.embeds)
    check_components(form, draft.components, v2=v2)
    if v2:
        for name in ("content", "embeds", "sticker_ids", "poll"):
            if body.get(name):
                form.wrong(
                    name,
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    _check_mentions(form, body.get("allowed_mentions"))
    _attach(form, body, files, before, draft)
    form.check()
    attached = draft.kept or draft.new
    if not (draft.content or draft.embeds or draft.components or attached):
        raise refused("empty")
    draft.pings = _pings(draft, body.get("allowed_mentions"))
    return draft


def _text(form: Form, body: JSON, before: str) -> str:
    if "content" not in body:
        return before
    content = body["content"]
    if isinstance(content, int | float):
        content = str(content)
    form.text("content", content, 2000)
    return content.strip() if isinstance(content, str) else ""


def _objects(form: Form, body: JSON, name: str, before: list[JSON]) -> list[JSON]:
    if name not in body:
        return before
    given = body[name] or []
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        form.wrong(name, "LIST_TYPE_CONVERT", "Only iterables of objects may be used here.")
        return []
    return given


def _check_nonce(form: Form, body: JSON, draft: Draft) -> None:
    nonce = body.get("nonce")
    if nonce is None:
        return
    if form.text("nonce", str(nonce), 25):
        draft.nonce = str(nonce)
        draft.enforce_nonce = bool(body.get("enforce_nonce"))


def _check_embeds(form: Form, embeds: list[Any]) -> None:
    if len(embeds) > 10:
        form.wrong("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    total = 0
    for number, embed in enumerate(embeds):
        total += _check_embed(form, f"embeds.{number}", embed)
    if total > 6000:
        form.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _check_embed(form: Form, path: str, embed: JSON) -> int:
    texts = [
        ("title", embed.get("title"), 256, False),
        ("description", embed.get("description"), 4096, False),
        ("footer.text", (embed.get("footer") or {}).get("text"), 2048, "footer" in embed),
        ("author.name", (embed.get("author") or {}).get("name"), 256, "author" in embed),
    ]
    fields = embed.get("fields") or []
    if len(fields) > 25:
        form.wrong(f"{path}.fields", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for number, each in enumerate(fields):
        texts.append((f"fields.{number}.name", each.get("name"), 256, True))
        texts.append((f"fields.{number}.value", each.get("value"), 1024, True))
    for name, value, most, required in texts:
        form.text(f"{path}.{name}", value, most, int(required), required=required)
    for name, address in _addresses(embed):
        check_url(form, f"{path}.{name}", address, 2048)
    color = embed.get("color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        form.wrong(f"{path}.color", "NUMBER_TYPE_MAX", "int value should be <= 16777215.")
    if not any(embed.get(name) for name in _SHOWN):
        form.missing(f"{path}.description")
    return sum(len(value) for _, value, _, _ in texts if isinstance(value, str))


_SHOWN = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "timestamp")


def _addresses(embed: JSON) -> list[tuple[str, object]]:
    found = [("url", embed.get("url"))]
    for part, name in (
        ("author", "url"),
        ("author", "icon_url"),
        ("footer", "icon_url"),
        ("image", "url"),
        ("thumbnail", "url"),
    ):
        found.append((f"{part}.{name}", (embed.get(part) or {}).get(name)))
    return [
        (name, address)
        for name, address in found
        if address is not None and not str(address).startswith("attachment://")
    ]


def _check_mentions(form: Form, mentions: JSON | None) -> None:
    for number, kind in enumerate((mentions or {}).get("parse") or []):
        form.choice(f"allowed_mentions.parse.{number}", kind, ("roles", "users", "everyone"))
    for kind in ("users", "roles"):
        named = (mentions or {}).get(kind) or []
        if len(named) > 100:
            form.wrong(
                f"allowed_mentions.{kind}",
                "BASE_TYPE_MAX_LENGTH",
                "Must be 100 or fewer in length.",
            )
        if named and kind in (mentions.get("parse") or []):
            form.wrong(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


def _attach(
    form: Form, body: JSON, files: list[File], before: Message | None, draft: Draft
) -> None:
    if any(len(file.data) > FILE_LIMIT for file in files):
        raise refused("too_large")
    if len(files) > 10:
        form.wrong("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    named = {str(each.get("id")): each for each in body.get("attachments") or []}
    old = before.attachments if before else []
    listed = "attachments" in body
    draft.kept = [file for file in old if not listed or str(file.id) in named]
    for file in files:
        about = named.get(str(file.number), {})
        file.name = about.get("filename") or file.name
        form.text(f"attachments.{file.number}.description", about.get("description"), 1024)
        draft.new.append((file, about.get("description")))


def _pings(draft: Draft, mentions: JSON | None) -> tuple[str, ...]:
    """Return who would be pinged; embeds never do, text displays do."""
    texts = [draft.content]
    texts += [
        part.get("content", "") for part in every(draft.components) if part["type"] == DISPLAY
    ]
    if mentions is None:
        mentions = {"parse": ["everyone", "users", "roles"]}
    parse = mentions.get("parse") or []
    found = []
    for hit in _MENTION.finditer("\n".join(texts)):
        if hit[1]:
            through = "everyone" in parse
        elif hit[2]:
            through = "users" in parse or hit[2] in map(str, mentions.get("users") or [])
        else:
            through = "roles" in parse or hit[3] in map(str, mentions.get("roles") or [])
        if through:
            found.append(hit[0].replace("<@!", "<@"))
    return tuple(found)
