"""Slack's Web API: how it is reached, and its refusals in our words."""

import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient
from typing_extensions import override

from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.pacing import Pacing

_TIMEOUT = aiohttp.ClientTimeout(total=30, sock_connect=10)
_RATE_LIMIT_TRIES = 10
_DETAIL = 300
_UNREAD = (400, 413, 429)
_ADDRESS = re.compile(r"\b(?:https?|wss?)://\S+")


class _WithoutAddresses(logging.Filter):
    """Takes addresses out of a record: whoever has one can connect or answer in our name."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _ADDRESS.sub("(address)", record.getMessage())
        # A traceback of the library's says nothing that its message does not.
        record.args, record.exc_info = (), None
        return True


QUIET = logging.getLogger("slack_sdk.paperboy")
"""The log of Slack's libraries. Below ERROR it holds whole requests and where to answer them; and
an explicit level spares them the work of preparing all that."""
QUIET.setLevel(logging.ERROR)
QUIET.addFilter(_WithoutAddresses())

Method: TypeAlias = Callable[..., Awaitable[AsyncSlackResponse]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are to Slack.

    Attributes:
        space: The enterprise of an app installed for a whole organisation, else the team.
        team_name: As people know the workspace; and `name` us.
        scopes: What the app may do.
    """

    team: str
    enterprise: str
    space: str
    user: str
    bot: str
    scopes: frozenset[str]
    team_name: str = ""
    name: str = ""


class Web:
    """Slack's Web API with one token.

    Only rate limits are waited for and tried again. A lost connection is not: Slack has no way to
    recognise a message sent twice, and the SDK's own retry would post it again.

    Args:
        on_refused_token: Called when Slack no longer takes the token.
        pacing: How fast we may be.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        on_refused_token: Callable[[Refused], None],
        pacing: Pacing,
    ) -> None:
        self.client = client
        self.pacing = pacing
        self._session = session
        self._on_refused_token = on_refused_token

    async def ask(self, method: Method, **said: object) -> AsyncSlackResponse:
        """Call a method of `client` at once: a person waits for it.

        Raises:
            Refused: Slack, or the way to it.
        """
        return await self._asked(method, said)

    async def post(self, turn: Awaitable[None], channel: str, **said: object) -> AsyncSlackResponse:
        """Post a message in a channel, once it has its turn there.

        Raises:
            Refused: Slack, or the way to it.
        """
        await turn
        try:
            return await self.ask(self.client.chat_postMessage, channel=channel, **said)
        finally:
            self.pacing.turns.landed(channel)

    async def ask_in_time(self, method: Method, **said: object) -> AsyncSlackResponse:
        """Call a method of `client` when it may be called again: nobody waits for it.

        Raises:
            Refused: Slack, or the way to it.
        """
        await self.pacing.tier(_name(method))
        return await self._asked(method, said)

    async def _asked(self, method: Method, said: dict[str, object]) -> AsyncSlackResponse:
        try:
            return await asked(method, **said)
        except Refused as error:
            if error.remedy in (Remedy.TOKEN, Remedy.REVOKED):
                self._on_refused_token(error)
            raise

    async def respond(self, url: str, said: dict[str, Any]) -> None:
        """Answer at a `response_url`, which is used up after five times or half an hour.

        Raises:
            Refused: It is, or Slack cannot be reached.
        """
        hook = AsyncWebhookClient(
            url, session=self._session, logger=QUIET, retry_handlers=_retry_handlers()
        )
        try:
            answer = await hook.send_dict(said)
        except (aiohttp.ClientError, TimeoutError) as error:
            # Without the address: whoever has it can answer in our name.
            raise Refused(type(error).__name__, unsure=True) from None
        if answer.status_code != 200:
            raise Refused(_error_in(answer.body), status=answer.status_code)


@asynccontextmanager
async def open_session() -> AsyncIterator[aiohttp.ClientSession]:
    """Open what all requests to Slack go through, whatever their token."""
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        yield session


def web_of(
    session: aiohttp.ClientSession,
    token: str,
    api_url: str,
    on_refused_token: Callable[[Refused], None],
    pacing: Pacing,
) -> Web:
    """Return the way to Slack's Web API with a token; '' for what needs none."""
    client = AsyncWebClient(
        token=token or None,
        base_url=api_url.rstrip("/") + "/",
        session=session,
        logger=QUIET,
        retry_handlers=_retry_handlers(),
    )
    return Web(client, session, on_refused_token, pacing)


async def asked(method: Method, **said: object) -> AsyncSlackResponse:
    """Call a method of the SDK.

    Raises:
        Refused: Slack, or the way to it.
    """
    try:
        return await method(**said)
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        raise refusal(error) from error


def refusal(error: Exception) -> Refused:
    """Return what an error of the SDK means."""
    match error:
        case SlackApiError():
            return _refused(error.response)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return Refused(f"not reached: {type(error).__name__}")
        case _:
            # It may have been carried out before the connection was lost.
            return Refused(f"no answer: {type(error).__name__}", unsure=True)


async def identity(web: Web) -> Identity:
    """Ask Slack who we are.

    Raises:
        Refused: The token is refused, or Slack cannot be reached.
    """
    answer = await asked(web.client.auth_test)
    if not answer.get("user_id"):
        # The token of an app: Slack knows it, but it is nobody who could post.
        raise Refused("not_allowed_token_type")
    enterprise = answer.get("enterprise_id") or ""
    team = answer.get("team_id") or ""
    return Identity(
        team=team,
        enterprise=enterprise,
        space=enterprise if enterprise and answer.get("is_enterprise_install") else team,
        user=answer["user_id"],
        bot=answer.get("bot_id") or "",
        scopes=frozenset(
            scope.strip() for scope in answer.headers.get("x-oauth-scopes", "").split(",")
        )
        - {""},
        team_name=answer.get("team") or "",
        name=answer.get("user") or "",
    )


def _name(method: Method) -> str:
    return str(getattr(method, "__name__", ""))


def _refused(response: Any) -> Refused:  # noqa: ANN401  the SDK gives whatever it has
    if not isinstance(response, AsyncSlackResponse):
        # Not JSON: something before Slack answered, or Slack is not well.
        return Refused("no JSON", status=getattr(response, "status", 500), unsure=True)
    data = response.data if isinstance(response.data, dict) else {}
    if error := data.get("error"):
        complaints = (data.get("response_metadata") or {}).get("messages") or ()
        detail = data.get("needed") or "; ".join(map(str, complaints))
        return Refused(str(error), status=response.status_code, detail=str(detail)[:_DETAIL])
    # A status without an answer: some say that it was not even read, of others nobody knows.
    unsure = response.status_code not in _UNREAD
    return Refused(f"HTTP {response.status_code}", status=response.status_code, unsure=unsure)


def _error_in(body: str) -> str:
    """Return Slack's word for why a `response_url` was refused; it comes bare or as JSON."""
    try:
        said = json.loads(body)
    except ValueError:
        said = body.strip()
    word = said.get("error") if isinstance(said, dict) else said
    return word if isinstance(word, str) and word.replace("_", "").isalnum() else "refused"


def _retry_handlers() -> list[Any]:
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=_RATE_LIMIT_TRIES)]
