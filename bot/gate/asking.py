"""How arXiv is asked for a document: in turn, with bounds to patience and to size."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from bot.domain.errors import Oversized, SourceError
from bot.gate.turns import Gate

_MOST_BYTES = 32 * 1024 * 1024
"""A full feed has 5 MB, a page of records as much."""

_PATIENCE_S = 90
"""For a whole document; less than the lease of a turn, however slowly the bytes come."""


@dataclass(frozen=True, slots=True)
class Document:
    """What arXiv answered.

    Attributes:
        status: Of the HTTP answer.
        tag: Its ETag, as it was written; '' where there is none.
        location: Where it sends us instead; '' where it does not.
    """

    status: int
    body: bytes
    tag: str = ""
    location: str = ""


async def fetch(
    client: httpx2.AsyncClient,
    gate: Gate,
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    tag: str = "",
    accept: str = "",
    most_bytes: int = _MOST_BYTES,
) -> Document:
    """Ask arXiv for a document, once.

    Args:
        client: With the headers arXiv wants (`gate.manners`) and time limits of its own.
        params: The query; each value is percent-encoded, whatever it looks like.
        tag: Of the document that is known already: the answer may be a 304.
        accept: The kinds of document that are wanted, where they are not those of the client.
        most_bytes: Of the answer.

    Raises:
        SourceError: There is no answer.
        Oversized: There is too much of it.
        Throttled: It asked us to wait, now or before.
    """
    body = bytearray()
    headers = {"If-None-Match": tag} if tag else {}
    headers |= {"Accept": accept} if accept else {}
    try:
        async with (
            gate.turn(),
            asyncio.timeout(_PATIENCE_S),
            client.stream("GET", url, params=params, headers=headers) as answer,
        ):
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > most_bytes:
                    raise Oversized(f"more than {most_bytes} bytes")
            gate.judge(answer.status_code, answer.headers.get("Retry-After"), len(body))
    except (httpx2.HTTPError, TimeoutError) as error:
        raise SourceError(f"no answer ({type(error).__name__})") from error
    return Document(
        answer.status_code,
        bytes(body),
        answer.headers.get("ETag", ""),
        answer.headers.get("Location", ""),
    )
