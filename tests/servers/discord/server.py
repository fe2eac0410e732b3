"""The server that a test starts."""

import time
from collections.abc import Callable, Iterable
from typing import Any, Self

from aiohttp import web

from tests.servers.discord import payloads
from tests.servers.discord.application import Application
from tests.servers.discord.changes import Changes
from tests.servers.discord.channels import Channels
from tests.servers.discord.faults import Fault, Faults
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.interaction import Interaction
from tests.servers.discord.interactions import Interactions
from tests.servers.discord.pace import Pace
from tests.servers.discord.people import People
from tests.servers.discord.posting import Posting
from tests.servers.discord.rest import Request, Rest
from tests.servers.discord.scene import Scene
from tests.servers.discord.sessions import Session
from tests.servers.discord.world import (
    STARTER,
    Channel,
    Message,
    Person,
    Thread,
    World,
)


class DiscordServer(Scene):
    """A loopback Discord; an async context manager.

    Args:
        token: The only one it takes.
        clock: Seconds since 1970, for ids, dates, nonces and the life of tokens. Deadlines and
            rate limits go by the event loop's clock.
        bot: Name of the bot's account.

    Attributes:
        world: Everything there is.
        gateway: Sessions, their counts, and what goes wrong with them on demand.
        pace: Rate limits.
        faults: Bad answers to come; see `fail`.
        interactions: Deadlines, and every interaction so far.
        posting: Its `nonce_memory` may be set.
        people: Its `clicks_in_archived_threads` may be set.
    """

    def __init__(
        self,
        token: str,
        *,
        clock: Callable[[], float] = time.time,
        bot: str = "Paperboy",
        port: int = 0,
    ) -> None:
        self.token = token
        self.faults = Faults()
        self._changes = Changes()
        world = World(clock, bot)
        gateway = Gateway(
            token, self._changes, ready=self._ready, begin=self._begin, members=self._members
        )
        super().__init__(world, gateway, Posting(world, gateway))
        self.interactions = Interactions(self.world, self.posting, self.gateway, self._changes)
        self.people = People(self.world, self.posting, self.interactions)
        self.pace = Pace(time.monotonic, self.world.clock)
        self.rest = Rest(self.token, self.pace, self.faults, self._changes)
        Channels(self.world, self.posting).add_to(self.rest)
        self.interactions.add_to(self.rest)
        Application(self.world, self.gateway, self.people, lambda: self.gateway_url).add_to(
            self.rest
        )
        for path in ("/gateway", "/gateway/"):
            self.rest.application.router.add_get(path, self.gateway.serve)
        self.rest.finish()
        self._port = port

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(
            self.rest.application, access_log=None, handle_signals=False, shutdown_timeout=1.0
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.release_all()
        await self.gateway.stop()
        await self._runner.cleanup()
        if self.rest.crashes:
            raise self.rest.crashes[0]

    @property
    def api_url(self) -> str:
        """For `discord.http.Route.BASE`."""
        return f"http://127.0.0.1:{self._port}/api/v10"

    @property
    def gateway_url(self) -> str:
        """For `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://127.0.0.1:{self._port}/gateway/"

    @property
    def requests(self) -> Iterable[Request]:
        """What was asked over REST, oldest first."""
        return self.rest.requests

    async def until(self, true: Callable[[], object], within: float = 5.0) -> None:
        """Wait until something holds, looking again at each event and each request.

        Raises:
            AssertionError: It does not after so many seconds.
        """
        await self._changes.until(true, within)

    # What people do.

    async def call(
        self, person: Person, place: Channel, /, *path: str, **typed: Any
    ) -> Interaction:
        """Call a slash command: its name, then those of group and subcommand; then its options.

        Raises:
            NotOfferedError: No such command, or Discord would not let this person send it.
        """
        return self.people.call(person, place, path, typed)

    async def call_on(self, person: Person, message: Message, name: str) -> Interaction:
        """Choose a command in the menu of a message."""
        return self.people.call_on(person, message, name)

    async def suggest(
        self, person: Person, place: Channel, /, *path: str, focused: str, **typed: Any
    ) -> Interaction:
        """Type into the option `focused`; `suggestions()` of the result are what is offered."""
        return self.people.type_in(person, place, path, focused, typed)

    async def press(self, person: Person, message: Message, custom_id: str) -> Interaction:
        """Press a button."""
        return self.people.press(person, message, custom_id)

    async def choose(
        self, person: Person, message: Message, custom_id: str, *values: str
    ) -> Interaction:
        """Choose from a menu."""
        return self.people.choose(person, message, custom_id, values)

    async def submit(self, opened: Interaction, **values: Any) -> Interaction:
        """Fill in the form that an interaction opened."""
        return self.people.submit(opened, values)

    async def react(
        self, person: Person, message: Message, emoji: str, *, burst: bool = False
    ) -> None:
        """Put a reaction on a message; a custom emoji is `name:id`."""
        self.people.react(person, message, emoji, burst=burst)

    async def unreact(self, person: Person, message: Message, emoji: str) -> None:
        """Take one's reaction away."""
        self.people.unreact(person, message, emoji)

    async def say(self, person: Person, place: Channel, text: str) -> Message:
        """Write a message."""
        return self.people.say(person, place, text)

    # Looking.

    def messages(self, place: Channel | int | str) -> list[Message]:
        """Return what stands in a channel or thread, oldest first."""
        found = place if isinstance(place, Channel) else self.world.channels[int(place)]
        return [message for message in found.messages.values() if message.kind != STARTER]

    def notified(self, place: Channel | int | str) -> list[Message]:
        """Return those of them that notify."""
        return [message for message in self.messages(place) if message.notifies]

    def message(self, number: int | str, place: Channel | int | str) -> Message:
        """Return one message."""
        return {each.id: each for each in self.messages(place)}[int(number)]

    def threads(self, place: Channel) -> list[Thread]:
        """Return the threads under a channel, oldest first."""
        return [each for each in place.guild.threads.values() if each.parent is place]

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The commands registered for everywhere."""
        return self.people.commands.get(0, [])

    def fail(self, method: str, path: str, **how: Any) -> Fault:
        """Let the next requests that fit go wrong; see `Fault` for how."""
        return self.faults.add(Fault(method, path, **how))

    # What the gateway says first.

    def _ready(self, session: Session) -> dict[str, Any]:
        here = [
            guild for guild in self.world.guilds.values() if guild.joined and session.has(guild.id)
        ]
        return {
            "v": 10,
            "user": payloads.user(self.bot) | {"verified": True, "mfa_enabled": False},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in here],
            "session_id": session.id,
            "resume_gateway_url": self.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(self.world.application), "flags": 0},
            "private_channels": [],
            "relationships": [],
        }

    def _begin(self, session: Session) -> None:
        for guild in self.world.guilds.values():
            if guild.joined and session.has(guild.id):
                session.push_json("GUILD_CREATE", payloads.guild(guild))

    def _members(self, asked: dict[str, Any]) -> dict[str, Any]:
        guild = self.world.guilds[int(asked["guild_id"])]
        wanted = asked.get("user_ids") or [self.bot.id]
        wanted = wanted if isinstance(wanted, list) else [wanted]
        found = [self.world.people.get(int(each)) for each in wanted]
        return {
            "guild_id": str(guild.id),
            "members": [payloads.member(person, guild) for person in found if person],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(each) for each in wanted if int(each) not in self.world.people],
            "nonce": asked.get("nonce"),
        }
