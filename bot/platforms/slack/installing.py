"""The two pages through which a workspace installs the app: to Slack, and back with a code."""

import html
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from secrets import compare_digest
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.oauth import OAuthStateUtils

from bot.domain.chat import SayIn, Words, words
from bot.domain.errors import BotError
from bot.platforms.slack.client import Web, asked
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.http import OAuth
from bot.platforms.slack.installations import Installation, Installations
from bot.platforms.slack.manifest import INSTALL_PATH, REDIRECT_PATH, asked_scopes

log = logging.getLogger(__name__)

_MINUTE_S = 60
_MOST_A_MINUTE = 60
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Paperboy</title>
<body style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto;
 padding: 0 1rem">
<h1 style="font-size: 1.4rem">{title}</h1>
<p>{text}</p>
{link}
"""
_HEADERS = {
    # The address holds a code, which is nobody's business.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}


class Installing:
    """Sends people to Slack to install the app, and takes what they bring back.

    Args:
        web: The way to Slack; needs no token.
        install: Enters a workspace.
        clock: Says what time it is (UTC).
    """

    def __init__(
        self,
        oauth: OAuth,
        kept: Installations,
        web: Web,
        *,
        install: Callable[[Installation], Awaitable[None]],
        say_in: SayIn,
        clock: Callable[[], datetime],
    ) -> None:
        self._oauth = oauth
        self._kept = kept
        self._web = web
        self._install = install
        self._say_in = say_in
        self._clock = clock
        self._redirect_uri = oauth.public_url + REDIRECT_PATH
        self._cookies = OAuthStateUtils()
        self._went: deque[float] = deque()

    def add_to(self, app: web.Application) -> None:
        """Add the two pages."""
        app.router.add_get(INSTALL_PATH, self._go)
        app.router.add_get(REDIRECT_PATH, self._back)

    async def _go(self, request: web.Request) -> web.Response:
        """Send somebody to Slack, with a state that only this browser can bring back."""
        if not self._has_room():
            return web.Response(status=503, headers={"Retry-After": str(_MINUTE_S)})
        state = self._oauth.new_state()
        await self._kept.begin(state)
        wanted = {
            "client_id": self._oauth.client_id,
            "scope": ",".join(asked_scopes(unfurls=self._oauth.unfurls)),
            "state": state,
            "redirect_uri": self._redirect_uri,
        }
        address = f"{self._oauth.authorize_url}?{urlencode(wanted)}"
        cookie = self._cookies.build_set_cookie_for_new_state(state)
        headers = _HEADERS | {"Location": address, "Set-Cookie": f"{cookie}; SameSite=Lax"}
        return web.Response(status=302, headers=headers)

    def _has_room(self) -> bool:
        """Say whether so few went lately that this is no flood: each is kept in the database."""
        now = self._clock().timestamp()
        while self._went and self._went[0] <= now - _MINUTE_S:
            self._went.popleft()
        if len(self._went) == _MOST_A_MINUTE:
            return False
        self._went.append(now)
        return True

    async def _back(self, request: web.Request) -> web.Response:
        if request.query.get("error"):
            return self._page(
                request, 200, words("slack-doors-declined-title"), words("slack-doors-declined")
            )
        if not await self._went_from_here(request):
            return self._page(
                request, 400, words("slack-doors-stale-title"), words("slack-doors-stale")
            )
        try:
            made = await self._made(request.query.get("code", ""))
            await self._install(made)
        except BotError as error:
            # Without the request: it holds the code, and ours the secret.
            log.warning("A workspace could not install the app: %s", error)
            return self._page(
                request, 502, words("slack-doors-failed-title"), words("slack-doors-failed")
            )
        log.info("The app was installed in %s", made.space)
        title = words("slack-doors-installed-title", name=made.name)
        return self._page(request, 200, title, words("slack-doors-installed"), again=False)

    async def _went_from_here(self, request: web.Request) -> bool:
        state = request.query.get("state", "")
        brought = request.cookies.get(self._cookies.cookie_name, "")
        same = compare_digest(state.encode(errors="replace"), brought.encode(errors="replace"))
        return bool(state) and same and await self._kept.end(state)

    async def _made(self, code: str) -> Installation:
        """Change a code for a token, and ask who we are with it.

        Raises:
            Refused: Slack gives none.
        """
        client = self._web.client
        # Not by the SDK's own method, which still makes a `BasicAuth` that aiohttp gives up.
        ours = aiohttp.encode_basic_auth(self._oauth.client_id, self._oauth.client_secret)
        said = await asked(
            client.api_call,
            api_method="oauth.v2.access",
            data={"code": code, "redirect_uri": self._redirect_uri},
            headers={"Authorization": ours},
        )
        token = said.get("access_token") or ""
        if said.get("refresh_token") or not token:
            # It would end in twelve hours: token rotation is off in our manifest.
            raise Refused("token_rotation" if token else "no_token")
        # It does not say which bot we are.
        who = await asked(client.auth_test, token=token)
        # Installed for a whole organisation, no team is named.
        team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
        return Installation(
            enterprise=enterprise.get("id") or "",
            team=team.get("id") or "",
            name=(team or enterprise).get("name") or "",
            user=said.get("bot_user_id") or who.get("user_id") or "",
            bot=who.get("bot_id") or "",
            token=token,
            scopes=frozenset(filter(None, (said.get("scope") or "").split(","))),
            by=(said.get("authed_user") or {}).get("id") or "",
            at=self._clock(),
        )

    def _page(
        self, request: web.Request, status: int, title: Words, text: Words, *, again: bool = True
    ) -> web.Response:
        """Say what has become of it, in the language of the browser."""
        wanted = request.headers.get("Accept-Language", "")
        language = wanted.partition(",")[0].partition(";")[0].strip()
        language = "zh" if language.casefold().startswith("zh") else ""
        say = self._say_in(language)

        def told(what: Words) -> str:
            return html.escape(say(what))

        address = html.escape(self._oauth.public_url + INSTALL_PATH)
        link = f'<p><a href="{address}">{told(words("slack-doors-again"))}</a></p>'
        page = _PAGE.format(
            language=language or "en",
            title=told(title),
            text=told(text),
            link=link if again else "",
        )
        gone = self._cookies.build_set_cookie_for_deletion()
        return web.Response(
            status=status,
            text=page,
            content_type="text/html",
            headers=_HEADERS | {"Set-Cookie": gone},
        )
