"""Who people are and what channels are called, asked of Slack and remembered for a while."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.chat import Channel, Person, Place
from bot.platforms.slack.client import Identity, Web
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.heard import Spot
from bot.platforms.slack.memory import Remembered

log = logging.getLogger(__name__)

PLATFORM = "slack"
_LIFETIME = timedelta(hours=1)
_MOST_PEOPLE = 10_000
_MOST_CHANNELS = 5_000
_UNNAMED = ("", "directmessage", "privategroup")
"""What payloads say instead of the name of a private conversation."""


@dataclass(frozen=True, slots=True)
class Member:
    """What Slack says about somebody.

    Attributes:
        team: Their own team.
        full: A member of our own workspace, not a guest.
        admin: In charge of our own workspace.
        language: What they have Slack speak, such as `zh-CN`.
        zone: IANA name of their time zone.
    """

    name: str
    team: str
    full: bool
    bot: bool
    admin: bool = False
    language: str = ""
    zone: str = ""


class Directory:
    """People and channels of one workspace.

    Args:
        clock: Says what time it is (UTC).
    """

    def __init__(self, web: Web, me: Identity, clock: Callable[[], datetime]) -> None:
        self._web = web
        self._me = me
        self._members = Remembered(
            self._ask_member, clock=clock, lifetime=_LIFETIME, most=_MOST_PEOPLE
        )
        self._names = Remembered(
            self._ask_name, clock=clock, lifetime=_LIFETIME, most=_MOST_CHANNELS
        )
        self._directs = Remembered(
            self._ask_direct, clock=clock, lifetime=_LIFETIME, most=_MOST_PEOPLE
        )

    async def member(self, user: str, *, certain: bool = False) -> Member | None:
        """Return what Slack says about somebody; None if it does not.

        Args:
            certain: Do not go on without it where asking again would help.

        Raises:
            Refused: It would.
        """
        try:
            return await self._members.get(user)
        except Refused as error:
            if certain and not error.permanent:
                raise
            log.warning("Slack does not say who %s is, so they manage nothing: %s", user, error)
            return None

    def knows(self, user: str) -> bool:
        """Say whether Slack need not be asked about somebody."""
        return self._members.has(user)

    async def reader(self, spot: Spot, *, certain: bool = False) -> Person | None:
        """Return who reacted to something; None for a bot.

        Args:
            certain: As for a member.

        Raises:
            Refused: As for a member.
        """
        member = await self.member(spot.user, certain=certain)
        return None if member and member.bot else self._person(spot, member)

    async def person(self, spot: Spot) -> Person:
        """Return who did something; guests are in charge nowhere, not of their own direct messages.

        They read, save and ask for summaries; questions about papers are for members.
        """
        return self._person(spot, await self.member(spot.user))

    def _person(self, spot: Spot, member: Member | None) -> Person:
        if member is None:
            team = spot.team or self._me.team
            return Person(PLATFORM, team, spot.user, spot.user_name, guest=True)
        return Person(
            PLATFORM,
            member.team,
            spot.user,
            member.name,
            manager=member.full,
            admin=member.admin,
            guest=not member.full,
            language=member.language,
            zone=member.zone,
        )

    def place(self, spot: Spot) -> Channel:
        """Return where something was done, as far as that is known without asking anybody."""
        kind = Place.DIRECT if spot.direct else Place.CHANNEL
        return Channel(PLATFORM, self._me.space, spot.channel, kind=kind)

    async def at_home(self, spot: Spot) -> Spot:
        """Return where something acts that was done on somebody's page: in their direct messages.

        Raises:
            Refused: The person takes no messages from us.
        """
        return replace(spot, channel=await self.direct(spot.user)) if spot.home else spot

    async def channel(self, spot: Spot, person: Person) -> Channel:
        """Return where something was done.

        A command typed in a conversation of two others is about the person's own with us, for
        nothing can be posted to the other one.
        """
        if not spot.direct:
            name = spot.channel_name
            if name in _UNNAMED:
                name = await self._name(spot.channel)
            return Channel(PLATFORM, self._me.space, spot.channel, f"#{name}" if name else "")
        native = spot.channel
        try:
            native = await self.direct(spot.user)
        except Refused as error:
            log.warning("No direct conversation with %s: %s", spot.user, error)
        return Channel(PLATFORM, self._me.space, native, person.name, Place.DIRECT)

    async def direct(self, user: str, *, awaited: bool = True) -> str:
        """Return the conversation of somebody and us.

        Args:
            awaited: Somebody waits for what goes there.

        Raises:
            Refused: The person takes no messages from us.
        """
        if not awaited and not self._directs.has(user):
            await self._web.pacing.tier("conversations_open")
        return await self._directs.get(user)

    async def is_public(self, channel: str) -> bool:
        """Say whether everybody in the workspace certainly may see a channel."""
        try:
            answer = await self._web.ask(self._web.client.conversations_info, channel=channel)
        except Refused as error:
            log.info("Slack does not say whether %s is public: %s", channel, error)
            return False
        return answer["channel"].get("is_private") is False

    async def _name(self, channel: str) -> str:
        try:
            return await self._names.get(channel)
        except Refused as error:
            log.info("Slack does not say what %s is called: %s", channel, error)
            return ""

    async def _ask_member(self, user: str) -> Member:
        answer = await self._web.ask(self._web.client.users_info, user=user, include_locale=True)
        return _member(answer["user"], self._me)

    async def _ask_name(self, channel: str) -> str:
        answer = await self._web.ask(self._web.client.conversations_info, channel=channel)
        return str(answer["channel"].get("name") or "")

    async def _ask_direct(self, user: str) -> str:
        answer = await self._web.ask(self._web.client.conversations_open, users=user)
        return str(answer["channel"]["id"])


def _member(user: Mapping[str, Any], me: Identity) -> Member:
    profile = user.get("profile") or {}
    team = user.get("team_id") or me.team
    enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
    ours = team in (me.team, me.space) or bool(me.enterprise and enterprise == me.enterprise)
    limited = any(
        user.get(each)
        for each in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
    )
    name = profile.get("display_name") or user.get("real_name") or user.get("name") or ""
    bot = bool(user.get("is_bot")) or user.get("id") == "USLACKBOT"
    full = ours and not limited and not bot
    return Member(
        name,
        team,
        full=full,
        bot=bot,
        admin=full and bool(user.get("is_admin") or user.get("is_owner")),
        language=user.get("locale") or "",
        zone=user.get("tz") or "",
    )
