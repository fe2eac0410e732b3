"""One request to the Web API, in any of the forms in which it may come."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.servers.slack.content import truth
from tests.servers.slack.refusal import Refused
from tests.servers.slack.tokens import Token

_JSON, _FORM, _PARTS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a method is asked.

    Attributes:
        said: The arguments, from the address, a form or JSON.
    """

    method: str
    said: dict[str, Any]
    token: Token

    def word(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.said.get(name)
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        return truth(self.said.get(name)) is True

    def number(self, name: str, default: int, high: int) -> int:
        """Return a number from 1 to `high`."""
        word = self.word(name) or str(default)
        if not word.isdecimal() or not 1 <= int(word) <= high:
            raise Refused("invalid_limit")
        return int(word)


Methods = dict[str, Callable[[Asked], dict[str, Any]]]


async def read_arguments(request: web.BaseRequest) -> dict[str, Any]:
    """Return everything a request says.

    Raises:
        Refused: It is no JSON object, or of a kind the service does not read.
    """
    said: dict[str, Any] = dict(request.query)
    if not request.can_read_body:
        return said
    if request.content_type == _JSON:
        try:
            body = json.loads(await request.read())
        except ValueError as reason:
            raise Refused("invalid_json") from reason
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return said | body
    if request.content_type in (_FORM, _PARTS):
        return said | dict(await request.post())
    raise Refused("invalid_post_type")


def bearer(request: web.BaseRequest, said: dict[str, Any]) -> str | None:
    """Return the token, from the header or from the arguments, and take it out of these."""
    given = said.pop("token", None)
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value if scheme.lower() == "bearer" and value else given
