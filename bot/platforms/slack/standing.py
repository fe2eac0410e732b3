"""What people may do and see in a workspace."""

from collections.abc import Sequence

from bot.domain.chat import Channel, Person
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.inbound import Spot


async def of(directory: Directory, person: Person, channel: Channel) -> Person | None:
    """Return a member as Slack sees them; None where there is no such one.

    Raises:
        DeliveryError: Slack would not say, for a reason that passes.
    """
    if await directory.member(person.native, certain=True) is None:
        return None
    return await directory.person(Spot(person.native, channel.native, person.space))


async def visible(directory: Directory, channels: Sequence[Channel]) -> Sequence[Channel]:
    """Return the public ones: who is a member of a private one is not asked."""
    return [each for each in channels if await directory.is_public(each.native)]
