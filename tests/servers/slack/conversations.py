"""`conversations.*`: what channels there are, who is in them and what was said."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.servers.slack.asked import Asked, Methods
from tests.servers.slack.refusal import Refused
from tests.servers.slack.service import Service
from tests.servers.slack.workspace import (
    BOT_USER,
    TEAM,
    Channel,
    Kind,
    Message,
)


class Conversations:
    """The methods about channels."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._workspace = service.workspace

    def methods(self) -> Methods:
        return {
            "conversations.info": self._info,
            "conversations.join": self._join,
            "conversations.open": self._open,
            "conversations.list": self._list,
            "conversations.members": self._members,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }

    def _find(self, asked: Asked) -> Channel:
        channel = self._workspace.channel(asked.word("channel"))
        asked.token.need_for(asked.method, [channel.kind])
        return channel

    def _inside(self, asked: Asked) -> Channel:
        channel = self._find(asked)
        if not channel.has_bot:
            raise Refused("not_in_channel")
        return channel

    def _info(self, asked: Asked) -> dict[str, Any]:
        channel = self._find(asked)
        found = channel_json(channel)
        if asked.flag("include_num_members"):
            found["num_members"] = len(channel.members)
        return {"channel": found}

    def _join(self, asked: Asked) -> dict[str, Any]:
        channel = self._workspace.channel(asked.word("channel"))
        if channel.kind is not Kind.PUBLIC:
            raise Refused("method_not_supported_for_channel_type")
        if channel.archived:
            raise Refused("is_archived")
        answer: dict[str, Any] = {}
        if channel.has_bot:
            warning = "already_in_channel"
            answer = {"warning": warning, "response_metadata": {"warnings": [warning]}}
        else:
            channel.members.add(BOT_USER)
            self._service.events.joined(channel)
        return {"channel": channel_json(channel)} | answer

    def _open(self, asked: Asked) -> dict[str, Any]:
        wanted = [each for each in asked.word("users").split(",") if each]
        if asked.word("channel"):
            return {"channel": {"id": self._workspace.channel(asked.word("channel")).id}}
        if not wanted:
            raise Refused("users_list_not_supplied")
        if len(wanted) > 1:
            asked.token.need("mpim:write")
        person = self._workspace.people.get(wanted[0])
        if person is None:
            raise Refused("user_not_found")
        if person.bot:
            raise Refused("cannot_dm_bot")
        if person.deleted:
            raise Refused("user_disabled")
        channel = self._workspace.direct(person)
        full = channel_json(channel) if asked.flag("return_im") else {"id": channel.id}
        return {"channel": full}

    def _list(self, asked: Asked) -> dict[str, Any]:
        wanted = (asked.word("types") or Kind.PUBLIC).split(",")
        try:
            kinds = [Kind(each.strip()) for each in wanted]
        except ValueError as reason:
            raise Refused("invalid_types") from reason
        asked.token.need_for(asked.method, kinds)
        known = [
            each
            for each in self._workspace.channels.values()
            if each.kind in kinds
            and (each.kind is Kind.PUBLIC or each.has_bot)
            and not (each.archived and asked.flag("exclude_archived"))
        ]
        shown, cursor = page(known, asked.word("cursor"), asked.number("limit", 100, 1000))
        return {
            "channels": [channel_json(each) for each in shown],
            "response_metadata": {"next_cursor": cursor},
        }

    def _members(self, asked: Asked) -> dict[str, Any]:
        channel = self._find(asked)
        limit = asked.number("limit", 100, 1000)
        shown, cursor = page(sorted(channel.members), asked.word("cursor"), limit)
        return {"members": shown, "response_metadata": {"next_cursor": cursor}}

    def _history(self, asked: Asked) -> dict[str, Any]:
        channel = self._inside(asked)
        found = self._between(asked, channel.top())
        found.reverse()
        return self._page(asked, found, 100, 999)

    def _replies(self, asked: Asked) -> dict[str, Any]:
        channel = self._inside(asked)
        named = channel.messages.get(asked.word("ts"))
        if named is None:
            raise Refused("thread_not_found")
        top = channel.messages[named.thread_ts or named.ts]
        return self._page(asked, [top, *self._between(asked, channel.replies(top.ts))], 1000, 1000)

    def _between(self, asked: Asked, messages: Sequence[Message]) -> list[Message]:
        oldest = microseconds(asked.word("oldest") or "0", "invalid_ts_oldest")
        latest = microseconds(asked.word("latest") or "9" * 12, "invalid_ts_latest")
        if asked.flag("inclusive"):
            oldest, latest = oldest - 1, latest + 1
        return [each for each in messages if oldest < microseconds(each.ts) < latest]

    def _page(self, asked: Asked, found: list[Message], default: int, high: int) -> dict[str, Any]:
        limit = asked.number("limit", default, high)
        shown, cursor = page(found, asked.word("cursor"), limit)
        metadata = asked.flag("include_all_metadata")
        answer: dict[str, Any] = {
            "messages": [each.json(metadata=metadata) for each in shown],
            "has_more": bool(cursor),
        }
        return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def channel_json(channel: Channel) -> dict[str, Any]:
    """Say a channel as the API does."""
    found: dict[str, Any] = {
        "id": channel.id,
        "created": 1_449_252_889,
        "context_team_id": TEAM,
        "is_archived": channel.archived,
        "is_im": channel.kind is Kind.DIRECT,
        "is_mpim": False,
        "is_org_shared": False,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
    }
    if channel.kind is Kind.DIRECT:
        return found | {"user": channel.partner, "is_open": True}
    private = channel.kind is Kind.PRIVATE
    return found | {
        "name": channel.name,
        "name_normalized": channel.name,
        # A private channel counts as a channel too; `is_private` tells them apart.
        "is_channel": True,
        "is_group": private,
        "is_private": private,
        "is_general": False,
        "is_member": channel.has_bot,
        "is_pending_ext_shared": False,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def microseconds(ts: str, error: str = "bad_timestamp") -> int:
    """Read a `ts` so that two can be compared."""
    seconds, dot, rest = ts.partition(".")
    if not seconds.isdecimal() or (dot and not rest.isdecimal()):
        raise Refused(error)
    return int(seconds) * 1_000_000 + int(rest[:6].ljust(6, "0") or "0")


def page(found: Iterable[Any], cursor: str, limit: int) -> tuple[list[Any], str]:
    """Return one page and the cursor of the next, '' at the end."""
    if cursor and not cursor.isdecimal():
        raise Refused("invalid_cursor")
    start = int(cursor or 0)
    items = list(found)
    end = start + limit
    return items[start:end], str(end) if end < len(items) else ""
