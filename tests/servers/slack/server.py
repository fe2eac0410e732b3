"""The server itself: everything put together and opened on a port."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.servers.slack.bell import Bell
from tests.servers.slack.events import Events
from tests.servers.slack.faults import Fault, Faults
from tests.servers.slack.hands import Hands
from tests.servers.slack.limits import Limits
from tests.servers.slack.response_urls import ResponseUrls
from tests.servers.slack.service import Service, View
from tests.servers.slack.socket_mode import Sent, Socket, Spoiler
from tests.servers.slack.tokens import APP_SCOPES, BOT_SCOPES, HISTORY, Token, TokenKind, Tokens
from tests.servers.slack.web_api import Request, WebApi
from tests.servers.slack.workspace import (
    BOT_USER,
    STRANGERS,
    TEAM,
    Channel,
    Kind,
    Message,
    Person,
    Workspace,
)

T = TypeVar("T")

BOT_TOKEN, APP_TOKEN = "xoxb-loopback-0123456789", "xapp-1-loopback-0123456789"


class SlackServer(Hands):
    """A loopback Slack; an asynchronous context manager.

    Args:
        bot_token: The token that the Web API takes.
        app_token: The token that opens connections.
        scopes: What the bot token was granted.
        history: Whether the optional history scopes were granted too.
        manifest: Takes scopes, events and commands from an app manifest instead.
        delivery: Makes what delivers events to the app, in the place of Socket Mode.
        clock: Dates messages and lets addresses expire; may be simulated.
        ticks: Seconds by which acknowledgements and limits are timed.

    Attributes:
        workspace: People, channels, messages.
        socket: Connections and envelopes.
        limits: How often methods may be called; off by default.
        tokens: `bot` and `app`, whose scopes and `refusal` may be changed at any time.
        events: Sends events; see `subscribed`.
        commands: The slash commands there are, and whether their text is escaped and linked.
        shortcuts: Entries of the menu of a message, by their `callback_id`; None for any.
        unfurl_domains: Links to these the app hears of.
    """

    def __init__(
        self,
        *,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        scopes: Iterable[str] = BOT_SCOPES,
        history: bool = False,
        manifest: Mapping[str, Any] | None = None,
        delivery: Callable[[Bell, Callable[[], float]], Socket] = Socket,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.tokens = Tokens(
            Token(bot_token, TokenKind.BOT, {*scopes, *(HISTORY if history else ())}),
            Token(app_token, TokenKind.APP, set(APP_SCOPES)),
        )
        self.workspace = Workspace(clock)
        self.commands = {"/papers": True}
        self.shortcuts = None
        self.unfurl_domains = set()
        self.faults = Faults()
        self.limits = Limits(ticks)
        self.bell = Bell()
        self.socket = delivery(self.bell, ticks)
        self.events = Events(self.workspace, self.socket, self.tokens.bot)
        self.service = Service(
            self.workspace, self.tokens, self.socket, self.events, self.bell, lambda: self.url
        )
        self.urls = ResponseUrls(self.service)
        self.web = WebApi(self.service, self.urls, self.limits, self.faults)
        self.url = ""
        if manifest is not None:
            self._install(manifest, history=history)

    async def __aenter__(self) -> Self:
        # A line of a log for each of a hundred thousand requests is time the client would miss.
        self._runner = web.ServerRunner(
            web.Server(self.web.handle, access_log=None), shutdown_timeout=0.2
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.release()
        await self.socket.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What the client takes as `base_url`."""
        return f"{self.url}/api/"

    # The world.

    def add_person(
        self,
        name: str,
        *,
        guest: bool = False,
        single_channel_guest: bool = False,
        admin: bool = False,
        owner: bool = False,
        stranger: bool = False,
        bot: bool = False,
        locale: str = "en-US",
        zone: str = "Europe/Amsterdam",
    ) -> Person:
        """Let somebody into the workspace; a full member unless something else is said."""
        person = Person(
            self.workspace.id("U"),
            name,
            STRANGERS if stranger else TEAM,
            guest=guest or single_channel_guest,
            single_channel_guest=single_channel_guest,
            admin=admin,
            owner=owner,
            bot=bot,
            locale=locale,
            zone=zone,
        )
        self.workspace.people[person.id] = person
        return person

    def add_channel(
        self,
        name: str,
        *members: Person,
        private: bool = False,
        member: bool = True,
        archived: bool = False,
        read_only: bool = False,
    ) -> Channel:
        """Make a channel.

        Args:
            members: Who is in it besides.
            member: Whether the bot is.
            read_only: Posting is refused with `restricted_action`.
        """
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        channel = Channel(self.workspace.id("C"), name, kind, archived=archived)
        channel.members = {person.id for person in members} | ({BOT_USER} if member else set())
        channel.refusal = "restricted_action" if read_only else None
        channel.shared = any(person.stranger for person in members)
        self.workspace.channels[channel.id] = channel
        return channel

    def direct(self, person: Person) -> Channel:
        """Return the conversation between a person and the bot."""
        return self.workspace.direct(person)

    # What can be seen.

    def messages(self, channel: Channel) -> list[Message]:
        """Return what a channel itself shows, in order."""
        return channel.top()

    def replies(self, message: Message) -> list[Message]:
        """Return the thread under a message, in order."""
        return message.channel.replies(message.ts)

    def all_messages(self, channel: Channel) -> list[Message]:
        """Return everything said in a channel and its threads, in order."""
        return list(channel.messages.values())

    def ephemerals(self, person: Person) -> list[Message]:
        """Return what only this person sees, in order."""
        return [each for each in self.workspace.private if each.shown_to == person.id]

    def pinged(self, channel: Channel) -> set[str]:
        """Return whom the bot's messages in a channel notified, ephemeral ones too."""
        private = [each for each in self.workspace.private if each.channel is channel]
        said = [*channel.messages.values(), *private]
        return {who for each in said if each.bot_id for who in each.pings}

    @property
    def views(self) -> list[View]:
        """The modals that were opened, in order."""
        return self.service.views

    @property
    def requests(self) -> list[Request]:
        """The requests to the Web API, in order."""
        return list(self.web.requests)

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called."""
        return self.web.calls

    @property
    def refused(self) -> Counter[str]:
        """How often each error was given."""
        return self.web.refused

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self.socket.connections)

    async def until(self, look: Callable[[], T], within: float = 5.0) -> T:
        """Wait until `look` returns something true, and return it."""
        return await self.bell.until(look, within)

    async def connected(self, count: int = 1) -> None:
        """Wait until the app has opened its `count`th connection and it is still open."""
        await self.until(lambda: self.socket.opened >= count and self.socket.connections)

    # Bad days.

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next requests to a method go wrong, `*` for any."""
        self.faults.add(method, *faults)

    def spoil(self, *spoilers: Spoiler) -> None:
        """Let the next envelopes be changed on their way; one may return a text instead."""
        self.socket.spoilers.extend(spoilers)

    def redeliver(self, sent: Sent) -> None:
        """Deliver something once more."""
        self.socket.redeliver(sent)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew: `warning`, `refresh_requested`, `link_disabled`."""
        self.socket.disconnect(reason)

    def drop(self) -> None:
        """Cut all connections, as a failing network does."""
        self.socket.drop()

    def expire(self, sent: Sent) -> None:
        """Let the `response_url` and the trigger of something have seen their time."""
        self.urls.expire(sent)
        given = self.service.triggers.get(sent.trigger)
        if given is not None:
            self.service.triggers[sent.trigger] = (datetime.min.replace(tzinfo=UTC), given[1])

    def revoke(self, refusal: str = "token_revoked") -> None:
        """Let both tokens no longer work: `token_revoked`, `account_inactive`, `invalid_auth`."""
        self.tokens.bot.refusal = self.tokens.app.refusal = refusal
        self.socket.disconnect("link_disabled")

    def _install(self, manifest: Mapping[str, Any], *, history: bool) -> None:
        asked = manifest["oauth_config"]["scopes"]
        self.tokens.bot.scopes = set(asked["bot"])
        if history:
            self.tokens.bot.scopes |= set(asked.get("bot_optional", ()))
        self.events.subscribed = set(manifest["settings"]["event_subscriptions"]["bot_events"])
        features = manifest["features"]
        self.shortcuts = {each["callback_id"] for each in features.get("shortcuts", ())}
        self.unfurl_domains = set(features.get("unfurl_domains", ()))
        self.commands = {
            each["command"]: bool(each.get("should_escape", False))
            for each in manifest["features"]["slash_commands"]
        }
