"""The bad days of the loopback arXiv, each of which somebody has met at the real one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad answer.

    Attributes:
        on: Beginning of the paths it may strike.
        after: Answers of such paths that stay good before it strikes.
        body: In place of the real one.
        share: How much of the body is there, 1 for all; the rest is cut off.
        empty_page: The API knows results, and gives none.
        more: The API says that there are so many more results than it says otherwise.
        twice: The first entry of the page comes again at its end.
        same_token: The page of records names the token it was asked for as the next one.
        expired: The token of the request is good no more.
        drop: The connection ends without an answer.
        hold: Nothing is answered until the server closes.
    """

    on: str = "/"
    after: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    share: float = 1
    empty_page: bool = False
    more: int = 0
    twice: bool = False
    same_token: bool = False
    expired: bool = False
    drop: bool = False
    hold: bool = False


HTML = Fault(body=b"<!DOCTYPE html><html><body><p>arXiv is busy.<br></body></html>")
EMPTY = Fault(body=b"")
EMPTY_PAGE = Fault(empty_page=True)
TRUNCATED = Fault(share=0.6)
DROPPED = Fault(drop=True)
SLOW = Fault(hold=True)
TWICE = Fault(twice=True)
MORE_RESULTS = Fault("/api", more=3)
TOKEN_REPEATED = Fault("/oai", same_token=True)
TOKEN_EXPIRED = Fault("/oai", expired=True)


def refusal(status: int, retry_after: str | None = None, *, on: str = "/", after: int = 0) -> Fault:
    """Return the answer to those who ask too much."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Fault(on, after, status=status, headers=headers, body=b"Rate exceeded.")
