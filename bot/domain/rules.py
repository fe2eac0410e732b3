"""What a server or workspace has chosen for all its channels, and who may do what there. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.calls import Audience
from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Person, Place
from bot.domain.languages import UNCHOSEN, Languages
from bot.domain.spend import Amount, Budget, Period, Scope


class Modelled(StrEnum):
    """What may go to a model; everything else is said in the authors' own words."""

    OFF = "off"
    SUMMARIES = "summaries"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something of a platform, and what people call it."""

    native: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a space has chosen; as they stand here where nobody has.

    Attributes:
        managers: Who manages its channels besides those whom the platform lets, by account.
        roles: The same, by role.
        named_only: Whom the platform lets does not count; only those named here, and its admins.
        channels: Where topics may be followed; with none, everywhere.
        sharing: Whether private answers may be shown to everybody.
        day: What a model may use up in a day, and `month` in a month; None is no limit of its own.
        zone: IANA name that new channels begin with, and `most` and `languages` likewise; '', None
            and none chosen are the bot's own.
        unfurling: Whether links to papers are drawn out, where a platform asks us.
        grace_days: How long what it chose is kept after we are gone; None is the bot's own.
    """

    managers: tuple[Named, ...] = ()
    roles: tuple[Named, ...] = ()
    named_only: bool = False
    channels: tuple[Named, ...] = ()
    sharing: bool = True
    model: Modelled = Modelled.ALL
    day: Amount | None = None
    month: Amount | None = None
    zone: str = ""
    most: int | None = None
    languages: Languages = UNCHOSEN
    unfurling: bool = False
    grace_days: int | None = None

    @property
    def budgets(self) -> tuple[Budget, ...]:
        """What the space as a whole may use up, besides what the operator says."""
        own = ((Period.DAY, self.day), (Period.MONTH, self.month))
        return tuple(Budget(Scope.SPACE, period, most) for period, most in own if most is not None)

    def starting(self, own: ChannelSettings) -> ChannelSettings:
        """Return what a new channel begins with.

        Args:
            own: What it begins with where the space has chosen nothing.
        """
        schedule = replace(own.schedule, zone=self.zone or own.schedule.zone)
        languages = self.languages or own.languages
        return replace(own, schedule=schedule, most=self.most or own.most, languages=languages)

    def allow(self, channel: Channel) -> bool:
        """Say whether topics may be followed there; direct messages are everybody's own."""
        if channel.kind is Place.DIRECT or not self.channels:
            return True
        return channel.native in {each.native for each in self.channels}

    def without(self, native: str) -> "Rules":
        """Return what is left when an account is named as a manager no more."""
        left = tuple(each for each in self.managers if each.native != native)
        return replace(self, managers=left)

    def name(self, person: Person) -> bool:
        """Say whether they make somebody a manager."""
        roles = {each.native for each in self.roles}
        return any(each.native == person.native for each in self.managers) or bool(
            roles.intersection(person.roles)
        )


def may(person: Person, audience: Audience, rules: Rules, channel: Channel) -> bool:
    """Say whether somebody may use what is meant for an audience.

    Guests are in charge nowhere, whoever names them; their own direct messages are no server.

    Args:
        person: As the platform sees them in that channel now.
        rules: Of the space of the channel.
    """
    if audience is Audience.EVERYONE:
        return True
    if person.guest:
        return False
    if channel.kind is Place.DIRECT:
        return audience is Audience.MANAGERS and person.manager
    if person.admin or audience is Audience.SERVER:
        return person.admin
    return rules.name(person) or (person.manager and not rules.named_only)


def to_json(rules: Rules) -> str:
    """Write rules down, without what nobody chose."""
    plain = {
        "managers": [[each.native, each.name] for each in rules.managers],
        "roles": [[each.native, each.name] for each in rules.roles],
        "named_only": rules.named_only,
        "channels": [[each.native, each.name] for each in rules.channels],
        "sharing": rules.sharing,
        "model": str(rules.model),
        "day": rules.day and rules.day.written(),
        "month": rules.month and rules.month.written(),
        "zone": rules.zone,
        "most": rules.most,
        "languages": str(rules.languages),
        "unfurling": rules.unfurling,
        "grace_days": rules.grace_days,
    }
    return json.dumps(plain, ensure_ascii=False)


def from_json(text: str) -> Rules:
    """Read what `to_json` wrote, also where it knew less."""
    plain: Mapping[str, Any] = json.loads(text or "{}")
    unchosen = Rules()

    def named(name: str) -> tuple[Named, ...]:
        return tuple(Named(*each) for each in plain.get(name, ()))

    return Rules(
        managers=named("managers"),
        roles=named("roles"),
        named_only=plain.get("named_only", unchosen.named_only),
        channels=named("channels"),
        sharing=plain.get("sharing", unchosen.sharing),
        model=Modelled(plain.get("model", unchosen.model)),
        day=Amount.read(plain["day"]) if plain.get("day") else None,
        month=Amount.read(plain["month"]) if plain.get("month") else None,
        zone=plain.get("zone", ""),
        most=plain.get("most"),
        languages=Languages.parse(plain.get("languages", "")),
        unfurling=plain.get("unfurling", unchosen.unfurling),
        grace_days=plain.get("grace_days"),
    )
