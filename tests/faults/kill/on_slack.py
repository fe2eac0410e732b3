"""Slack in the kill test, with the optional history scopes or without."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.domain.chat import Channel
from tests.faults.kill.plan import signs
from tests.faults.kill.service import AGAIN, Service, Stands
from tests.faults.kill.weather import Held, Weather
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, TEAM, Fault, Message, SlackServer
from tests.servers.slack.faults import Faults
from tests.servers.slack.reactions import react
from tests.stage.slack import MANIFEST

_SIGN = "bookmark"
_POST = "chat.postMessage"
_BUSY = "message_limit_exceeded"
_LOOKS = ("conversations.history", "conversations.replies")


class _Struck(Faults):
    """Lets the weather strike.

    Args:
        last: Returns what the request says that is about to be served.
    """

    def __init__(self, weather: Weather, last: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._weather = weather
        self._last = last

    @override
    def take(self, method: str) -> Fault | None:
        if method == _POST:
            blow = self._weather.message(_key(self._last().get("metadata")))
        else:
            blow = self._weather.look() if method in _LOOKS else None
        if blow is None:
            return None
        limited = blow.status == 429
        return Fault(
            status=blow.status,
            error=_BUSY if blow.refused else "ratelimited" if limited else "",
            headers={"Retry-After": "0"} if limited else {},
            carried_out=blow.done,
            reset=blow.reset,
            stalled=blow.deadly or bool(blow.late_s),
            released=Held(self._weather, blow),
        )


class Slack(Service):
    """A workspace where the bot may read what it posted."""

    name = "slack"
    platform = "slack"

    @override
    async def open(
        self, stack: AsyncExitStack, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        self.server = SlackServer(manifest=manifest, history=not self.blind, clock=clock)
        asked = self.server.web.requests
        struck = _Struck(self.weather, lambda: asked[-1].said)
        self.server.faults = self.server.web._faults = struck
        await stack.enter_async_context(self.server)
        self._ana = ana = self.server.add_person("Ana")
        self.rooms = [self.server.add_channel(f"papers-{n}", ana) for n in range(self.channels)]
        self.weather.stir = self._react

    @override
    def environ(self) -> Mapping[str, str]:
        return {
            "PAPERBOY_SLACK__BOT_TOKEN": BOT_TOKEN,
            "PAPERBOY_SLACK__APP_TOKEN": APP_TOKEN,
            "PAPERBOY_SLACK__API_URL": self.server.api_url,
            # As fast as it can: here time is spent on dying.
            "PAPERBOY_SLACK__PER_MINUTE": "60000",
            "PAPERBOY_SLACK__GAP_S": "0",
        }

    @override
    def places(self) -> Sequence[Channel]:
        return [Channel("slack", TEAM, each.id, f"#{each.name}") for each in self.rooms]

    @override
    def standing(self, place: Channel) -> Sequence[Stands]:
        posted = self.server.all_messages(self.server.workspace.channels[place.native])
        return [_stands(each) for each in posted if each.bot_id]

    def _react(self) -> None:
        message = next(reversed(self.weather.chance.choice(self.rooms).messages.values()), None)
        if message and _SIGN not in message.reactions:
            sent = react(self.server.service, message, self._ana.id, _SIGN)
            if sent and self.server.connections:
                self.server.redeliver(sent)


class BlindSlack(Slack):
    """A workspace that did not grant the history scopes."""

    name = "slack-blind"
    blind = True


def _stands(message: Message) -> Stands:
    shown = json.dumps(message.blocks, ensure_ascii=False)
    return Stands(
        id=message.ts,
        papers=frozenset(signs(shown)),
        heading='"static_select"' in shown,
        under=message.thread_ts if message.in_thread else None,
        again=AGAIN in shown,
        key=_key(message.metadata),
    )


def _key(metadata: Any) -> str:
    if isinstance(metadata, str):
        metadata = json.loads(metadata)
    return str(((metadata or {}).get("event_payload") or {}).get("key", ""))
