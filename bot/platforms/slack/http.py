"""How Slack reaches us by HTTP, and what can be said of it without serving."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from bot.domain.chat import Words, words
from bot.platforms.slack.client import Identity, Web, identity
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.installations import Installation, Installations
from bot.platforms.slack.manifest import INSTALL_PATH
from bot.platforms.slack.tokens import missing_scopes, promised


@dataclass(frozen=True, slots=True)
class OAuth:
    """How several workspaces install the app.

    Attributes:
        public_url: Where people and Slack reach our server, without a slash at its end.
        keep: Opens what keeps the installations.
        new_state: Makes something that nobody can guess.
        authorize_url: Slack's page.
        unfurls: Ask for what previews of links need.
    """

    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    keep: Callable[[], AbstractAsyncContextManager[Installations]]
    new_state: Callable[[], str]
    authorize_url: str
    unfurls: bool = False


@dataclass(frozen=True, slots=True)
class Http:
    """Where we listen, and how we know that it is Slack.

    Attributes:
        oauth: None where there is one workspace, whose token is set.
    """

    signing_secret: str = field(repr=False)
    host: str
    port: int
    oauth: OAuth | None = None


async def examined_everywhere(
    oauth: OAuth,
    kept: Sequence[Installation],
    web_of: Callable[[Installation], Web],
    in_flight: int,
) -> list[Words]:
    """Say where the app is installed, where that holds no longer, and what we may promise.

    Raises:
        DeliveryError: Slack cannot be reached.
    """
    address = oauth.public_url + INSTALL_PATH
    found = [words("slack-doors-count", count=len(kept), address=address)]
    locked = [each.name for each in kept if not each.token]
    if locked:
        found.append(words("slack-doors-locked-names", names=tuple(locked)))
    us: list[Identity] = []
    for each in kept:
        if not each.token:
            continue
        try:
            me = await identity(web_of(each))
        except Refused as error:
            if error.remedy not in (Remedy.TOKEN, Remedy.REVOKED):
                raise
            found.append(words("slack-doors-refused", name=each.name, error=error.error))
            continue
        us.append(me)
        found += missing_scopes(me)
    return [*found, promised(us, in_flight)] if us else found
