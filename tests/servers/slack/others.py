"""The rest of the Web API: who we are, people, files, views, connections."""

import json
from typing import Any

from tests.servers.slack import blocks as block_kit
from tests.servers.slack.asked import Asked, Methods
from tests.servers.slack.block_parts import Complaints
from tests.servers.slack.content import parsed, refuse_if
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service, View
from tests.servers.slack.tokens import TokenKind
from tests.servers.slack.workspace import (
    APP,
    BOT,
    BOT_USER,
    DOMAIN,
    TEAM,
    File,
    Kind,
    Person,
    file_json,
)

_LARGEST = 1_000_000_000
_LONGEST_ALT = 1_000
LARGEST_VIEW = 250_000
"""Bytes of a view as JSON."""


class Others:
    """All methods that are not about messages, channels or reactions."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._workspace = service.workspace

    def methods(self) -> Methods:
        return {
            "apps.connections.open": self._connect,
            "auth.test": self._who,
            "users.info": self._person,
            "files.getUploadURLExternal": self._announce,
            "files.completeUploadExternal": self._complete,
            "views.open": self._open,
            "views.update": self._update,
            "views.publish": self._publish,
            "blocks.validate": self._validate,
        }

    def _connect(self, asked: Asked) -> dict[str, Any]:
        base = self._service.base().replace("http", "ws", 1)
        return {"url": f"{base}/link/{self._service.socket.ticket()}?app_id={APP}"}

    def _who(self, asked: Asked) -> dict[str, Any]:
        if asked.token.kind is TokenKind.APP:
            return {"app_name": "Paperboy", "app_id": APP}
        return {
            "url": f"https://{DOMAIN}.slack.com/",
            "team": "Lab",
            "user": "paperboy",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "is_enterprise_install": False,
        }

    def _person(self, asked: Asked) -> dict[str, Any]:
        person = self._workspace.people.get(asked.word("user"))
        if person is None:
            raise Refused("user_not_found")
        met = any(
            each.has_bot and person.id in each.members for each in self._workspace.channels.values()
        )
        return {"user": person_json(person, locale=asked.flag("include_locale"), met=met)}

    def _announce(self, asked: Asked) -> dict[str, Any]:
        name, length = asked.word("filename"), asked.word("length")
        if not name or not length.isdecimal():
            raise Refused("invalid_arguments")
        if not 0 < int(length) <= _LARGEST:
            raise Refused("file_upload_size_restricted")
        alt = asked.word("alt_txt")
        if len(alt) > _LONGEST_ALT:
            raise Refused("alt_txt_too_large")
        file = File(self._workspace.id("F"), name, int(length), name, alt)
        self._workspace.files[file.id] = file
        url = f"{self._service.base()}/upload/{file.id}"
        return {"upload_url": url, "file_id": file.id}

    def _complete(self, asked: Asked) -> dict[str, Any]:
        named = parsed(asked.said.get("files"), "invalid_arguments")
        if not isinstance(named, list) or not named:
            raise Refused("invalid_arguments")
        files = []
        for each in named:
            file = self._workspace.files.get(str(each.get("id")))
            if file is None or file.content is None:
                raise Refused("file_not_found")
            if file.shared:
                raise Refused("file_already_completed")
            file.title = each.get("title") or file.name
            files.append(file)
        targets = [asked.word("channel_id"), *asked.word("channels").split(",")]
        for target in filter(None, targets):
            self._share(asked, target, files)
        for file in files:
            file.shared = True
        return {"files": [file_json(each) for each in files]}

    def _share(self, asked: Asked, target: str, files: list[File]) -> None:
        channel = self._workspace.target(target)
        if channel.kind is not Kind.DIRECT and not channel.has_bot:
            raise Refused("not_in_channel")
        if channel.archived:
            raise Refused("is_archived")
        if channel.refusal:
            raise Refused(channel.refusal)
        thread = asked.word("thread_ts")
        content = self._service.content({"text": asked.word("initial_comment")})
        self._service.speak(
            channel,
            content,
            via=asked.method,
            thread=self._workspace.thread(channel, thread) if thread else None,
            files=files,
        )

    def _open(self, asked: Asked) -> dict[str, Any]:
        person = self._service.pull(asked.word("trigger_id"))
        view = self._view(asked, "modal", person)
        self._service.views.append(view)
        self._service.bell.ring()
        return {"view": view.body}

    def _update(self, asked: Asked) -> dict[str, Any]:
        for view in self._service.views:
            if view.id == asked.word("view_id"):
                view.body = self._view(asked, "modal", view.person).body | {"id": view.id}
                self._service.bell.ring()
                return {"view": view.body}
        raise Refused("not_found")

    def _publish(self, asked: Asked) -> dict[str, Any]:
        person = asked.word("user_id")
        if person not in self._workspace.people:
            raise Refused("user_not_found")
        shown = self._workspace.homes.get(person)
        if asked.word("hash") and shown and shown["hash"] != asked.word("hash"):
            raise Refused("hash_conflict")
        view = self._view(asked, "home", person)
        self._workspace.homes[person] = view.body
        self._service.bell.ring()
        return {"view": view.body}

    def _view(self, asked: Asked, kind: str, person: str) -> View:
        body = parsed(asked.said.get("view"), "invalid_arguments")
        if len(json.dumps(body)) > LARGEST_VIEW:
            raise Refused("view_too_large")
        refuse_if(view_complaints(body, kind), "invalid_arguments")
        found = self._workspace.id("V")
        blocks = [
            {**block, "block_id": block.get("block_id") or f"{found}-{at}"}
            for at, block in enumerate(body["blocks"])
        ]
        state = {"state": {"values": {}}, "app_id": APP, "team_id": TEAM, "bot_id": BOT}
        state["hash"] = f"{self._workspace.ts()}.{found}"
        defaults = {"private_metadata": "", "callback_id": ""}
        return View(found, person, defaults | body | state | {"id": found, "blocks": blocks})

    def _validate(self, asked: Asked) -> dict[str, Any]:
        blocks = parsed(asked.said.get("blocks"), "invalid_blocks_format")
        refuse_if(block_kit.complaints(blocks), "invalid_blocks")
        return {}


def view_complaints(body: object, kind: str) -> list[str]:
    """Return what is wrong with a view."""
    what = Complaints()
    if not isinstance(body, dict):
        return ["must provide an object [json-pointer:/view]"]
    others = {"private_metadata", "callback_id", "external_id", "clear_on_close"}
    others |= {"notify_on_close", "close", "submit", "title"} if kind == "modal" else set()
    required = ("type", "blocks", "title") if kind == "modal" else ("type", "blocks")
    what.keys(body, "/view", required, others)
    if body.get("type") != kind:
        what.add(f"must be {kind}", "/view/type")
    for name in ("title", "submit", "close"):
        if name in body:
            what.text(body[name], f"/view/{name}", 24)
    for name, high in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if name in body:
            what.string(body[name], f"/view/{name}", 0, high)
    blocks = body.get("blocks", [])
    found = [each.replace(":/", ":/view/", 1) for each in block_kit.complaints(blocks, 100)]
    inputs = isinstance(blocks, list) and any(each.get("type") == "input" for each in blocks)
    if kind == "modal" and inputs and "submit" not in body:
        what.add("missing required field: submit", "/view")
    return what.found + found


def person_json(person: Person, *, locale: bool, met: bool) -> dict[str, Any]:
    """Say a person as the API does.

    Args:
        locale: Say their language too.
        met: The bot shares a channel with them.
    """
    found: dict[str, Any] = {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.name.title(),
        "tz": person.zone,
        "is_admin": person.admin or person.owner,
        "is_owner": person.owner,
        "is_primary_owner": False,
        "is_restricted": person.guest or person.single_channel_guest,
        "is_ultra_restricted": person.single_channel_guest,
        "is_bot": person.bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
        "profile": {
            "real_name": person.name.title(),
            "display_name": person.name,
            "team": person.team,
        },
    }
    if person.stranger:
        found["is_stranger"] = not met
        # What a workspace is told of people of another one: no role of theirs.
        for name in ("is_admin", "is_owner", "is_primary_owner"):
            del found[name]
    return found | ({"locale": person.locale} if locale else {})
