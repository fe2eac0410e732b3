"""Everything there is for one workspace while we are connected."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calls import CommandSpec
from bot.domain.chat import SayIn
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Identity, Web
from bot.platforms.slack.desk import Desk
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.door import Take
from bot.platforms.slack.lookup import LookUp
from bot.platforms.slack.posts import Posts
from bot.platforms.slack.rereading import Rereading
from bot.ports import Inbox


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace, or one whole organisation, and what we do there.

    Attributes:
        take: Begins to handle what Slack delivered.
        finish: Lets what is under way end, for so many seconds.
    """

    web: Web
    me: Identity
    directory: Directory
    posts: Posts
    lookup: LookUp
    rereading: Rereading
    take: Take
    finish: Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every workspace is made with.

    Attributes:
        clock: Says what time it is (UTC).
        command: The slash command.
        working_s: Seconds after which somebody who waits is told that we are at it.
        opening_s: Seconds in which a form can be opened; later a button does without its form.
    """

    specs: tuple[CommandSpec, ...]
    say_in: SayIn
    clock: Callable[[], datetime]
    command: str
    working_s: float
    opening_s: float

    def furnish(self, web: Web, me: Identity, inbox: Inbox) -> Workspace:
        """Make everything there is for a workspace."""
        directory = Directory(web, me, self.clock)
        posts = Posts(web, me, self.say_in)
        desk = Desk(
            inbox,
            me=me,
            directory=directory,
            answers=Answers(web, directory, posts, self.say_in),
            specs=self.specs,
            command=self.command,
            working_s=self.working_s,
            opening_s=self.opening_s,
        )
        return Workspace(
            web=web,
            me=me,
            directory=directory,
            posts=posts,
            lookup=LookUp(web, me),
            rereading=Rereading(web, me, directory),
            take=desk.take,
            finish=desk.finish,
        )
