"""The workspaces we are in: the one of the settings, or all that installed the app."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeAlias

from typing_extensions import override

from bot.domain.calls import Joined, Left
from bot.domain.chat import Channel, Person, Place, words
from bot.domain.errors import DeliveryError
from bot.platforms.slack import payloads
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.directory import PLATFORM
from bot.platforms.slack.heard import Payload, Spot
from bot.platforms.slack.installations import Installation, Installations
from bot.platforms.slack.tokens import can_look_everywhere
from bot.platforms.slack.workspace import Workspace
from bot.ports import Inbox

log = logging.getLogger(__name__)

Enter: TypeAlias = Callable[[Installation, Callable[[Refused], None]], Workspace]
"""Makes what there is for a workspace; it is told when Slack refuses the token there."""

LOCKED = words("slack-doors-locked")
UNINSTALLED = words("slack-doors-uninstalled")

_ELSEWHERE = ("user_not_found", "user_not_visible")


class Workspaces(ABC):
    """Where what people do is taken, and through which what we do goes."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._tasks: set[asyncio.Task[None]] = set()

    @abstractmethod
    def all(self) -> Iterable[Workspace]:
        """Return every workspace."""

    @abstractmethod
    def of(self, channel: Channel) -> Workspace:
        """Return the workspace of a channel.

        Raises:
            DeliveryError: We are not there any more.
        """

    @abstractmethod
    def take(self, payload: Payload) -> Awaitable[Payload] | None:
        """Begin to handle what Slack delivered; return what it waits for, if it does."""

    @abstractmethod
    async def direct(self, person: Person) -> Channel:
        """Open the conversation of a person and us; see the port.

        Raises:
            DeliveryError: The person takes no messages from us.
        """

    @property
    def can_look_everywhere(self) -> bool:
        """Whether any message of ours can be looked up, wherever it was to stand."""
        return all(can_look_everywhere(each.me) for each in self.all())

    async def finish(self, seconds: float) -> None:
        """Let what is under way end, for so long."""
        await asyncio.gather(*(each.finish(seconds) for each in self.all()))
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class OneWorkspace(Workspaces):
    """The workspace whose token is set; whatever comes is of it."""

    def __init__(self, inbox: Inbox, workspace: Workspace) -> None:
        super().__init__(inbox)
        self._workspace = workspace

    @override
    def all(self) -> Iterable[Workspace]:
        return (self._workspace,)

    @override
    def of(self, channel: Channel) -> Workspace:
        return self._workspace

    @override
    def take(self, payload: Payload) -> Awaitable[Payload] | None:
        me = self._workspace.me
        if not payloads.is_farewell(payload):
            return self._workspace.take(payload)
        if payloads.ends(payload, me.user):
            self._begin(self._inbox.on_left(Left(PLATFORM, me.space, payload["event_id"])))
        return None

    @override
    async def direct(self, person: Person) -> Channel:
        return await _direct(self._workspace, person)


class ManyWorkspaces(Workspaces):
    """All that installed the app: each has its own token, pace and memory.

    Whoever we are in a workspace is kept with its token, so nothing is asked or read when an event
    comes.
    """

    def __init__(self, inbox: Inbox, kept: Installations, enter: Enter) -> None:
        super().__init__(inbox)
        self._kept = kept
        self._enter = enter
        self._entered: dict[str, tuple[Installation, Workspace]] = {}
        self._locked: set[str] = set()

    async def open(self) -> None:
        """Enter every workspace that installed the app."""
        for installation in await self._kept.all():
            self._open(installation)
        if self._locked:
            said = "Tokens that no key opens: %d. Those workspaces have to install the app again"
            log.error(said, len(self._locked))

    async def install(self, made: Installation) -> None:
        """Enter a workspace that has just installed the app, and remember it."""
        await self._kept.keep(made)
        workspace = self._open(made)
        if workspace:
            self._begin(self._join(workspace, made))

    @override
    def all(self) -> Iterable[Workspace]:
        return [workspace for _, workspace in self._entered.values()]

    @override
    def of(self, channel: Channel) -> Workspace:
        entered = self._entered.get(channel.space)
        if entered:
            return entered[1]
        if channel.space in self._locked:
            raise DeliveryError("its token cannot be read", permanent=False, words=LOCKED)
        raise DeliveryError("the app is not installed there", permanent=True, words=UNINSTALLED)

    @override
    def take(self, payload: Payload) -> Awaitable[Payload] | None:
        spaces = payloads.spaces(payload)
        space = next((each for each in spaces if each in self._entered), "")
        if not space:
            log.info("Slack delivered something for %s, where we are not", spaces)
            return None
        installation, workspace = self._entered[space]
        if not payloads.is_farewell(payload):
            return workspace.take(payload)
        # It may come late, when the app was installed again.
        late = payload.get("event_time", 0) < int(installation.at.timestamp())
        if not late and payloads.ends(payload, workspace.me.user):
            self._begin(self._leave(installation, payload["event_id"]))
        return None

    @override
    async def direct(self, person: Person) -> Channel:
        """Open a conversation; in an organisation, people have a team and we have none."""
        if entered := self._entered.get(person.space):
            return await _direct(entered[1], person)
        for installation, workspace in list(self._entered.values()):
            if not installation.team:
                try:
                    return await _direct(workspace, person)
                except Refused as error:
                    if error.error not in _ELSEWHERE:
                        raise
        why = f"nobody of {person.space} is known"
        raise DeliveryError(why, permanent=True, words=UNINSTALLED)

    def _open(self, installation: Installation) -> Workspace | None:
        space = installation.space
        if not installation.token:
            self._locked.add(space)
            return None
        self._locked.discard(space)
        workspace = self._enter(installation, lambda error: self._refused(installation, error))
        self._entered[space] = installation, workspace
        return workspace

    def _refused(self, installation: Installation, error: Refused) -> None:
        if error.remedy is Remedy.REVOKED:
            self._begin(self._leave(installation, ""))
        else:
            log.error("Slack refuses the token of %s: %s", installation.space, error)

    async def _join(self, workspace: Workspace, made: Installation) -> None:
        by = await workspace.directory.person(Spot(made.by, "")) if made.by else None
        await self._inbox.on_joined(Joined(PLATFORM, made.space, by=by))

    async def _leave(self, installation: Installation, event: str) -> None:
        """Forget a workspace that threw us out, at once and for good."""
        space = installation.space
        entered = self._entered.get(space)
        if entered is None or entered[0] is not installation:
            return  # known, or installed anew
        del self._entered[space]
        log.info("The app was uninstalled from %s", space)
        await self._kept.revoke(installation.enterprise, installation.team)
        await self._inbox.on_left(Left(PLATFORM, space, event))
        await entered[1].finish(0)


async def _direct(workspace: Workspace, person: Person) -> Channel:
    native = await workspace.directory.direct(person.native, awaited=False)
    return Channel(PLATFORM, workspace.me.space, native, person.name, Place.DIRECT)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("What became of a workspace was not noted")
