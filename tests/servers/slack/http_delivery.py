"""Delivery by HTTP: each thing in a signed request of its own, and again if it is not taken."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import Clock, SignatureVerifier
from typing_extensions import override

from tests.servers.slack.bell import Bell
from tests.servers.slack.socket_mode import CLICK, COMMAND, EVENT, Sent, Socket

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class HttpDelivery(Socket):
    """Posts to the app's address what the socket would carry.

    Args:
        url: The app's address.
        secret: Signs the requests.
        clock: Dates them.
        border: Changes each body on its way out.

    Attributes:
        statuses: What the app answered, in order; 0 where it could not be reached.
    """

    def __init__(
        self,
        bell: Bell,
        ticks: Callable[[], float],
        *,
        url: str,
        secret: str,
        clock: Callable[[], datetime],
        border: Callable[[str], str] = str,
    ) -> None:
        super().__init__(bell, ticks)
        self.url = url
        self.statuses: list[int] = []
        self._secret = secret
        self._clock = clock
        self._border = border
        self._ids = count(1)
        self._posts: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    @override
    def send(self, sent: Sent) -> Sent:
        sent.sent_at = self._ticks()
        self._deliver(sent, "")
        return sent

    @override
    async def close(self) -> None:
        await super().close()
        for task in self._posts:
            task.cancel()
        await asyncio.gather(*self._posts, return_exceptions=True)
        if self._session:
            await self._session.close()

    @override
    def _deliver(self, sent: Sent, reason: str) -> None:
        sent.deliveries += 1
        key = f"http-{next(self._ids)}"
        self._waiting[key] = sent
        task = asyncio.create_task(self._post(key, sent, reason))
        self._posts.add(task)
        task.add_done_callback(self._posts.discard)
        self._expect(sent)

    async def _post(self, key: str, sent: Sent, reason: str) -> None:
        kind, body = written(sent.kind, sent.payload)
        body = self._border(body)
        headers = signed(body, self._secret, self._clock()) | {"Content-Type": kind}
        if sent.deliveries > 1:
            headers |= {"X-Slack-Retry-Num": str(sent.deliveries - 1)}
            headers |= {"X-Slack-Retry-Reason": reason}
        status, said = await self._answer(body, headers)
        self.statuses.append(status)
        if status // 100 == 2:
            self._acknowledge(key, json.loads(said) if said.strip() else None)
        else:
            self._waiting.pop(key)
            if sent.timer:
                sent.timer.cancel()
            self._missed(sent)

    async def _answer(self, body: str, headers: dict[str, str]) -> tuple[int, str]:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(self.url, data=body.encode(), headers=headers) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientError:
            return 0, ""


def written(kind: str, payload: dict[str, Any]) -> tuple[str, str]:
    """Write a payload as the service does; return the type of the body, and the body."""
    if kind == EVENT:
        return JSON, json.dumps(payload)
    if kind == COMMAND:
        return FORM, urlencode(payload)
    assert kind == CLICK
    return FORM, urlencode({"payload": json.dumps(payload)})


def signed(body: str, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers that prove who sent a body, and when."""
    stamp = str(int(now.timestamp()))
    signature = SignatureVerifier(secret, Clock()).generate_signature(timestamp=stamp, body=body)
    assert signature
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
