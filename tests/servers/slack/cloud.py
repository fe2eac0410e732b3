"""Several workspaces behind one address, each of which may install the app or throw it out.

    async with Cloud(app_url, manifest=...) as cloud:
        lab = cloud.add_workspace("T0LAB", "Lab")
        page = await cloud.install(lab, lab.add_person("ana"))
        await cloud.uninstall(lab)

A workspace is a server like any other, but for its address. Each takes itself for the one there
is: at the border its team's id is written over by the one that it goes by outside. Ids of channels
and people are therefore the same in all, which the real service's never are.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
from aiohttp import web

from tests.servers.slack.asked import read_arguments
from tests.servers.slack.http_delivery import HttpDelivery
from tests.servers.slack.server import SlackServer
from tests.servers.slack.workspace import APP, BOT_USER, TEAM, Person

SIGNING_SECRET, CLIENT_ID = "signing-loopback-0123456789", "111.222"
CLIENT_SECRET = "client-loopback-0123456789"  # noqa: S105  of nobody
_AUTHORIZE = "/oauth/v2/authorize"
_NO_ORGANISATION = {
    "is_enterprise_install=false": "is_enterprise_install=true&enterprise_id={}",
    '"enterprise_id": null': '"enterprise_id": "{}"',
    '"is_enterprise_install": false': '"is_enterprise_install": true',
}
"""What is said of a workspace that belongs to none, and how it is said otherwise."""


@dataclass(slots=True)
class Code:
    """What somebody who allowed the app brings back to it, good for one token."""

    team: str
    person: str
    redirect_uri: str
    scopes: set[str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser shows in the end."""

    status: int
    text: str


class Cloud:
    """All workspaces; an asynchronous context manager.

    Args:
        app_url: Where the app is.
        manifest: Of the app: what it may ask for, and where people may be sent back to.
        clock: Dates everything.

    Attributes:
        workspaces: By team.
        exchanged: How often a code was changed for a token.
        organisation: Id of the organisation that they all belong to, and for which the app is
            installed as a whole; '' where there is none.
        rotating: Tokens end after twelve hours, and come with what renews them.
    """

    def __init__(
        self,
        app_url: str,
        *,
        manifest: Mapping[str, Any],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.app_url = app_url
        self.manifest = manifest
        self.workspaces: dict[str, SlackServer] = {}
        self.exchanged = 0
        self.organisation = ""
        self.rotating = False
        self._names: dict[str, str] = {}
        self._clock = clock
        self._codes: dict[str, Code] = {}
        self._numbers = count(1)

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(
            web.Server(self._handle, access_log=None), shutdown_timeout=0.2
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        for workspace in self.workspaces.values():
            workspace.faults.release()
            await workspace.socket.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What the client takes as `base_url`."""
        return f"{self.url}/api"

    def add_workspace(self, team: str, name: str) -> SlackServer:
        """Make a workspace that has not installed the app."""

        def outside(text: str) -> str:
            if self.organisation:
                for said in _NO_ORGANISATION:
                    text = text.replace(said, _NO_ORGANISATION[said].format(self.organisation))
            return text.replace(TEAM, team)

        def delivery(bell: Any, ticks: Any) -> HttpDelivery:
            return HttpDelivery(
                bell,
                ticks,
                url=self.manifest["settings"]["event_subscriptions"]["request_url"],
                secret=SIGNING_SECRET,
                clock=self._clock,
                border=outside,
            )

        made = SlackServer(
            bot_token=f"xoxb-{team}-none",
            manifest=self.manifest,
            delivery=delivery,
            clock=self._clock,
        )
        made.tokens.bot.refusal = "not_authed"
        made.url = f"{self.url}/at/{team}"
        self.workspaces[team], self._names[team] = made, name
        return made

    # What people do.

    async def install(
        self,
        workspace: SlackServer,
        person: Person,
        *,
        allowed: bool = True,
        same_browser: bool = True,
        history: bool = True,
    ) -> Page:
        """Go to the app's page, on to Slack, allow it there, and be sent back.

        Args:
            history: Also what the app says it can do without.
        """
        back, headers = await self.begin(workspace, person, allowed=allowed, history=history)
        return await self.visit(back, headers if same_browser else {})

    async def begin(
        self,
        workspace: SlackServer,
        person: Person,
        *,
        allowed: bool = True,
        history: bool = True,
    ) -> tuple[str, dict[str, str]]:
        """Do all of that but the way back; return its address, and the browser's headers."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
            there, cookie = await self._sent_to_us(browser)
        said = parse_qs(urlsplit(there).query)
        back = self._allow(workspace, person, said, allowed=allowed, history=history)
        return back, {"Cookie": cookie}

    async def visit(self, address: str, headers: Mapping[str, str] | None = None) -> Page:
        """Open an address in a browser."""
        async with aiohttp.ClientSession() as browser, browser.get(address, headers=headers) as got:
            return Page(got.status, await got.text())

    async def _sent_to_us(self, browser: aiohttp.ClientSession) -> tuple[str, str]:
        """Open the app's page; return where it leads to, and the cookie it gave."""
        page = f"{self.app_url}/slack/install"
        async with browser.get(page, allow_redirects=False) as sent:
            assert sent.status == 302
            there = sent.headers["Location"]
            cookie, *rest = sent.headers["Set-Cookie"].split("; ")
            assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(rest)
        assert there.startswith(f"{self.url}{_AUTHORIZE}?")
        return there, cookie

    def _allow(
        self,
        workspace: SlackServer,
        person: Person,
        asked: Mapping[str, list[str]],
        *,
        allowed: bool,
        history: bool,
    ) -> str:
        """Answer on Slack's page; return the address that leads back to the app."""
        assert asked["client_id"] == [CLIENT_ID]
        (back,) = asked["redirect_uri"]
        assert back in self.manifest["oauth_config"]["redirect_urls"]
        wanted = set(asked["scope"][0].split(","))
        scopes = self.manifest["oauth_config"]["scopes"]
        optional = set(scopes["bot_optional"])
        assert wanted <= {*scopes["bot"], *optional}
        if not allowed:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': asked['state'][0]})}"
        code = f"code-{next(self._numbers)}"
        granted = wanted if history else wanted - optional
        self._codes[code] = Code(self._team(workspace), person.id, back, granted)
        return f"{back}?{urlencode({'code': code, 'state': asked['state'][0]})}"

    def rename(self, workspace: SlackServer, name: str) -> None:
        """Call a workspace otherwise."""
        self._names[self._team(workspace)] = name

    def forget_codes(self) -> None:
        """Let every code be too old."""
        self._codes.clear()

    async def uninstall(self, workspace: SlackServer) -> None:
        """Throw the app out: its token is of no use any more, and it is told so twice."""
        workspace.tokens.bot.refusal = "account_inactive"
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        for event in (revoked, {"type": "app_uninstalled"}):
            await workspace.events.send(event).acknowledged

    def _team(self, workspace: SlackServer) -> str:
        return next(team for team, each in self.workspaces.items() if each is workspace)

    # The service.

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/api/oauth.v2.access":
            return await self._exchange(request)
        _, first, *rest = request.path.split("/")
        if first == "at":
            team, path = rest[0], "/".join(("", *rest[1:]))
            answer = await self.workspaces[team].web.handle(request.clone(rel_url=path))
            return self._outside(answer, team)
        value = request.headers.get("Authorization", "").removeprefix("Bearer ")
        for team, workspace in self.workspaces.items():
            if workspace.tokens.bot.value == value:
                return self._outside(await workspace.web.handle(request), team)
        return web.json_response({"ok": False, "error": "invalid_auth"})

    def _outside(self, answer: web.StreamResponse, team: str) -> web.Response:
        assert isinstance(answer, web.Response)
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name.lower() not in ("content-length", "content-type")
        }
        return web.Response(
            status=answer.status,
            text=(answer.text or "").replace(TEAM, team),
            content_type=answer.content_type,
            headers=headers,
        )

    async def _exchange(self, request: web.BaseRequest) -> web.Response:
        """Change a code for a new token of the workspace."""
        said = await read_arguments(request)
        secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        code = self._codes.pop(str(said.get("code")), None)
        error = ""
        if request.headers.get("Authorization") != f"Basic {secret}":
            error = "bad_client_secret"
        elif code is None:
            error = "invalid_code"
        elif said.get("redirect_uri") != code.redirect_uri:
            error = "bad_redirect_uri"
        if error or code is None:
            return web.json_response({"ok": False, "error": error})
        self.exchanged += 1
        bot = self.workspaces[code.team].tokens.bot
        bot.value, bot.refusal = f"xoxb-{code.team}-s3cret-{next(self._numbers)}", None
        bot.scopes = set(code.scopes)
        return web.json_response(
            {
                "ok": True,
                "access_token": bot.value,
                "token_type": "bot",
                "scope": ",".join(sorted(code.scopes)),
                "bot_user_id": BOT_USER,
                "app_id": APP,
                "authed_user": {"id": code.person},
                **self._whose(code.team),
                **({"refresh_token": "xoxe-1", "expires_in": 43_200} if self.rotating else {}),
            }
        )

    def _whose(self, team: str) -> dict[str, Any]:
        if self.organisation:
            whole = {"id": self.organisation, "name": "Org"}
            return {"team": None, "enterprise": whole, "is_enterprise_install": True}
        named = {"id": team, "name": self._names[team]}
        return {"team": named, "enterprise": None, "is_enterprise_install": False}
