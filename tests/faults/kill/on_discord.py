"""Discord in the kill test, with a memory for nonces or without."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.domain.chat import Channel
from tests.faults.kill.plan import signs
from tests.faults.kill.service import AGAIN, Service, Stands
from tests.faults.kill.weather import Blow, Held, Weather
from tests.servers.discord import MEMBER, DiscordServer, Fault, Message
from tests.servers.discord.faults import Faults
from tests.stage.discord import TOKEN

_MENU = 3
_SIGN = "🔖"
_REFUSED, _BUSY = 400, 20028
_RETRY_AFTER_S = 0.05
_POSTED = re.compile(r"/channels/\d+/messages$")
_THREAD = re.compile(r"/messages/\d+/threads$")


class _Struck(Faults):
    """Lets the weather strike."""

    def __init__(self, weather: Weather) -> None:
        super().__init__()
        self._weather = weather

    @override
    def pick(self, method: str, path: str) -> Fault | None:
        blow = self._blow(method, path)
        if blow is None:
            return None
        return Fault(
            method,
            path,
            status=_REFUSED if blow.refused else blow.status or None,
            code=_BUSY if blow.refused else 0,
            retry_after=_RETRY_AFTER_S if blow.status == 429 else None,
            done=blow.done,
            reset=blow.reset,
            stall=blow.deadly or bool(blow.late_s),
            released=Held(self._weather, blow),
        )

    def _blow(self, method: str, path: str) -> Blow | None:
        if _POSTED.search(path):
            return self._weather.message() if method == "POST" else self._weather.look()
        return self._weather.other() if _THREAD.search(path) else None


class Discord(Service):
    """A guild whose service remembers nonces for minutes, as the real one does."""

    name = "discord"
    platform = "discord"
    nonce_memory = 300.0

    @override
    async def open(
        self, stack: AsyncExitStack, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        self.server = DiscordServer(TOKEN, clock=lambda: clock().timestamp())
        self.server.posting.nonce_memory = self.nonce_memory
        self.server.faults = self.server.rest._faults = _Struck(self.weather)
        await stack.enter_async_context(self.server)
        stack.callback(self._forgive)
        guild = self.server.add_guild("Lab", everyone=MEMBER)
        self.rooms = [self.server.add_channel(guild, f"papers-{n}") for n in range(self.channels)]
        self._ana = self.server.add_person("Ana")
        self.weather.stir = self._react
        self._dispatch, self.server.gateway.dispatch = self.server.gateway.dispatch, self._twice

    @override
    def environ(self) -> Mapping[str, str]:
        return {
            "PAPERBOY_DISCORD__TOKEN": TOKEN,
            "PAPERBOY_DISCORD__API_URL": self.server.api_url,
            "PAPERBOY_DISCORD__GATEWAY_URL": self.server.gateway_url,
            "PAPERBOY_DISCORD__READY_S": "0.02",
        }

    @override
    def places(self) -> Sequence[Channel]:
        return [
            Channel("discord", str(each.guild.id), str(each.id), f"#{each.name}")
            for each in self.rooms
        ]

    @override
    def standing(self, place: Channel) -> Sequence[Stands]:
        return list(self._stand(self.server.world.channels[int(place.native)], None))

    def _stand(self, room: Any, under: str | None) -> Iterator[Stands]:
        for message in self.server.messages(room):
            shown = json.dumps([message.content, *message.embeds], ensure_ascii=False)
            yield Stands(
                id=str(message.id),
                papers=frozenset(signs(shown)),
                heading=_has_menu(message),
                under=under,
                again=AGAIN in shown,
            )
            if message.thread:
                yield from self._stand(message.thread, str(message.id))

    def _react(self) -> None:
        message = next(reversed(self.weather.chance.choice(self.rooms).messages.values()), None)
        if message and _SIGN not in message.reactions:
            self.server.people.react(self._ana, message, _SIGN)

    def _twice(self, event: str, *told: Any) -> None:
        for _ in range(2 if event.startswith("MESSAGE_REACTION") else 1):
            self._dispatch(event, *told)

    def _forgive(self) -> None:
        """A request that was cut off when the bot died is no fault of the server's."""
        crashes = self.server.rest.crashes
        crashes[:] = [each for each in crashes if not isinstance(each, ConnectionError)]


class ForgetfulDiscord(Discord):
    """One that forgets every nonce at once: only looking can tell what stands."""

    name = "discord-forgetful"
    nonce_memory = 0.0


def _has_menu(message: Message) -> bool:
    return any(part["type"] == _MENU for row in message.components for part in row["components"])
