"""What is known of a workspace that installed the app, and who keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.platforms.slack.client import Identity


@dataclass(frozen=True, slots=True)
class Installation:
    """One workspace, or one whole organisation, that let us in.

    Attributes:
        enterprise: Id of the organisation; '' outside of one.
        team: Id of the workspace; '' where it holds for the whole organisation.
        name: Of the workspace or the organisation.
        user: Our user there, and `bot` our bot.
        token: '' where it cannot be read any more, because its key is lost.
        by: Who installed it.
        at: When (UTC).
    """

    enterprise: str
    team: str
    name: str
    user: str
    bot: str
    token: str = field(repr=False)
    scopes: frozenset[str]
    by: str
    at: datetime

    @property
    def space(self) -> str:
        """The `space` of its channels."""
        return self.team or self.enterprise

    @property
    def identity(self) -> Identity:
        """Who we are there, without asking Slack."""
        return Identity(
            team=self.team,
            enterprise=self.enterprise,
            space=self.space,
            user=self.user,
            bot=self.bot,
            scopes=self.scopes,
            team_name=self.name,
            name="Paperboy",
        )


class Installations(Protocol):
    """Keeps installations, and what is sent along with those who are about to make one."""

    async def all(self) -> Sequence[Installation]:
        """Return those that hold."""

    async def keep(self, made: Installation) -> None:
        """Keep one, in the place of an earlier one of the same workspace."""

    async def revoke(self, enterprise: str, team: str) -> bool:
        """Note that one has ended, and forget its token; False if it had before."""

    async def begin(self, state: str) -> None:
        """Note that somebody goes to install the app; they have ten minutes."""

    async def end(self, state: str) -> bool:
        """Say whether somebody who comes back went from here, in time, and is the first to."""
