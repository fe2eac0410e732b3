"""One life of our connection to Slack: which workspaces we are in, and the door we stand at."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import NoReturn

import aiohttp

from bot.domain.chat import Channel, Words
from bot.domain.errors import DeliveryError, Disconnected
from bot.platforms.slack.client import Identity, Web, open_session, web_of
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.door import Door
from bot.platforms.slack.http import Http, OAuth, examined_everywhere
from bot.platforms.slack.http_door import HttpDoor
from bot.platforms.slack.installations import Installation
from bot.platforms.slack.installing import Installing
from bot.platforms.slack.pacing import Pacing
from bot.platforms.slack.posts import Posts
from bot.platforms.slack.tokens import (
    APP_TOKEN,
    BOT_TOKEN,
    address,
    end,
    examined,
    known,
    missing_scopes,
)
from bot.platforms.slack.workspace import Furniture, Workspace
from bot.platforms.slack.workspaces import (
    LOCKED,
    UNINSTALLED,
    ManyWorkspaces,
    OneWorkspace,
    Workspaces,
)
from bot.ports import Inbox


class Service:
    """Connects, in one of three ways: the socket, HTTP, or HTTP with many workspaces.

    Args:
        pacing: Makes what keeps us slow enough in a workspace.
        finishing_s: Longest wait for answers that are under way at the end.

    Attributes:
        workspaces: Those we are in; None while we are not connected.
    """

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        http: Http | None,
        api_url: str,
        furniture: Furniture,
        ping_s: float,
        pacing: Callable[[], Pacing],
        finishing_s: float,
    ) -> None:
        self._finishing_s = finishing_s
        self._bot_token = bot_token
        self._app_token = app_token
        self._http = http
        self._api_url = api_url
        self._furniture = furniture
        self._ping_s = ping_s
        # They outlive a connection, as Slack's own counting does.
        self._pacings: defaultdict[str, Pacing] = defaultdict(pacing)
        self.workspaces: Workspaces | None = None

    async def run(self, inbox: Inbox, on_open: Callable[[], None]) -> None:
        """Stay connected until cancelled; tokens are tried first.

        Args:
            on_open: Called whenever a connection is there.

        Raises:
            SettingsError: Slack refuses a token, or nothing can be listened to.
            Disconnected: The connection cannot be had.
        """
        async with open_session() as session:
            if self._http and self._http.oauth:
                await self._serve_many(session, inbox, on_open, self._http, self._http.oauth)
            else:
                await self._serve_one(session, inbox, on_open)

    async def examine(self, in_flight: int) -> Sequence[Words]:
        """Try the tokens; say who we are and what happens after a crash, as the port says.

        Args:
            in_flight: Most messages on their way at once, where they cannot be looked up.
        """
        async with open_session() as session:
            if self._http is None or self._http.oauth is None:
                web = self._web(session, lambda error: None)
                return await examined(web, self._app_token, in_flight)
            oauth = self._http.oauth
            async with oauth.keep() as kept:
                made = await kept.all()
            return await examined_everywhere(
                oauth, made, lambda each: self._web(session, lambda error: None, each), in_flight
            )

    async def inspect(
        self, channels: Sequence[Channel]
    ) -> AsyncGenerator[tuple[Channel | None, Sequence[Words]], None]:
        """Look at the scopes of each workspace and at its channels, as the port says."""
        async with open_session() as session:
            known = await self._known(session)
            for web, me, space in known:
                if web is None:
                    continue
                posts, ours = Posts(web, me, self._furniture.say_in), missing_scopes(me)
                yield None, ours
                for channel in channels:
                    if space in ("", channel.space):
                        found = await posts.troubles(channel)
                        yield channel, tuple(each for each in found if each not in ours)
            served = {space for web, _, space in known if web}
            locked = {space for web, _, space in known if web is None}
            for channel in channels:
                if served.isdisjoint(("", channel.space)):
                    yield channel, (LOCKED if channel.space in locked else UNINSTALLED,)

    async def _known(
        self, session: aiohttp.ClientSession
    ) -> list[tuple[Web | None, Identity, str]]:
        """Return the way to each workspace, who we are there, and its space; '' for any.

        There is no way to one whose token cannot be read any more.

        Raises:
            SettingsError: Slack refuses the token that is set.
            DeliveryError: It cannot be reached.
        """
        if self._http and self._http.oauth:
            async with self._http.oauth.keep() as kept:
                made = await kept.all()
            ways = [
                self._web(session, lambda error: None, each) if each.token else None
                for each in made
            ]
            return [(web, each.identity, each.space) for web, each in zip(ways, made, strict=True)]
        web = self._web(session, lambda error: None)
        try:
            return [(web, await known(web), "")]
        except Disconnected as error:
            raise DeliveryError(str(error), permanent=False) from error

    async def _serve_one(
        self, session: aiohttp.ClientSession, inbox: Inbox, on_open: Callable[[], None]
    ) -> None:
        """Serve the workspace of the bot token, over the socket or by HTTP."""
        refused: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()

        def on_refused_token(error: Refused) -> None:
            if not refused.done():
                refused.set_result(error)

        web = self._web(session, on_refused_token)
        me = await known(web)
        socket = "" if self._http else await address(web, self._app_token)
        workspaces = OneWorkspace(inbox, self._furniture.furnish(web, me, inbox))
        if self._http:
            listening = self._http_door(self._http, workspaces, None)
            await self._attend(listening, workspaces, listening.open(), on_open, refused)
            return
        door = Door(
            app_token=self._app_token,
            client=web.client,
            me=me,
            take=workspaces.take,
            on_open=on_open,
            ping_s=self._ping_s,
        )
        await self._attend(door, workspaces, door.open(socket), lambda: None, refused)

    async def _serve_many(
        self,
        session: aiohttp.ClientSession,
        inbox: Inbox,
        on_open: Callable[[], None],
        http: Http,
        oauth: OAuth,
    ) -> None:
        """Serve every workspace that installed the app."""

        def enter(made: Installation, on_refused: Callable[[Refused], None]) -> Workspace:
            web = self._web(session, on_refused, made)
            return self._furniture.furnish(web, made.identity, inbox)

        async with oauth.keep() as kept:
            workspaces = ManyWorkspaces(inbox, kept, enter)
            await workspaces.open()
            pages = Installing(
                oauth,
                kept,
                self._web(session, lambda error: None),
                install=workspaces.install,
                say_in=self._furniture.say_in,
                clock=self._furniture.clock,
            )
            door = self._http_door(http, workspaces, pages)
            never: asyncio.Future[Refused] = asyncio.get_running_loop().create_future()
            await self._attend(door, workspaces, door.open(), on_open, never)

    async def _attend(
        self,
        door: Door | HttpDoor,
        workspaces: Workspaces,
        opening: Awaitable[None],
        on_open: Callable[[], None],
        refused: asyncio.Future[Refused],
    ) -> NoReturn:
        """Stay at a door until nothing comes through it any more, or we are cancelled."""
        self.workspaces = workspaces
        try:
            await opening
            on_open()
            setting, error = await _first(
                (BOT_TOKEN, refused), (APP_TOKEN, asyncio.ensure_future(door.broken()))
            )
        finally:
            await door.close()
            await workspaces.finish(self._finishing_s)
            self.workspaces = None
        raise end(setting, error)

    def _web(
        self,
        session: aiohttp.ClientSession,
        on_refused_token: Callable[[Refused], None],
        made: Installation | None = None,
    ) -> Web:
        """Return the way to Slack's Web API, for an installation or with the token that is set."""
        token = made.token if made else self._bot_token
        pacing = self._pacings[made.space if made else ""]
        return web_of(session, token, self._api_url, on_refused_token, pacing)

    def _http_door(
        self, http: Http, workspaces: Workspaces, installing: Installing | None
    ) -> HttpDoor:
        return HttpDoor(
            signing_secret=http.signing_secret,
            host=http.host,
            port=http.port,
            take=workspaces.take,
            clock=self._furniture.clock,
            installing=installing,
        )


async def _first(
    *waiting: tuple[tuple[str, str], asyncio.Future[Refused]],
) -> tuple[tuple[str, str], Refused]:
    """Wait for the first of several refusals, and leave the others."""
    futures = [future for _, future in waiting]
    try:
        done, _ = await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
        return next((name, future.result()) for name, future in waiting if future in done)
    finally:
        for future in futures:
            future.cancel()
