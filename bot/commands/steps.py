"""The steps of a set-up: kept for a day under a number, which their buttons carry."""

from bot.commands.command import Services, answer
from bot.domain import wording
from bot.domain.calls import Reply
from bot.domain.channels import KnownChannel
from bot.domain.chat import Action, Weight, line, words
from bot.domain.drafts import Draft

_DIGITS = 15


async def keep(
    draft: Draft, channel: KnownChannel, services: Services, after: int | None = None
) -> int:
    """Keep a step and return its number.

    Args:
        after: Number of the step before.
    """
    now = services.pipeline.clock()
    return await services.store.drafts.keep(channel.id, draft.kept(), now, after=after)


async def find(number: int | None, channel: KnownChannel, services: Services) -> Draft | None:
    """Return a step of a channel, or None where it is forgotten."""
    kept = await services.store.drafts.get(channel.id, number) if number else None
    return Draft.read(kept) if kept is not None else None


def number_in(key: str) -> int | None:
    """Return the number that a key begins with, if it does: `12`, `12.1`, `12/cs.CV`."""
    digits = key.replace("/", ".").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


def value_in(key: str) -> str:
    """Return what was picked: `cs.CV` of `12/cs.CV`."""
    return key.partition("/")[2]


def gone() -> Reply:
    """Say that a step is forgotten, and offer to begin anew."""
    return answer(line(words("setup-gone")), actions=(add(),))


def add(*, first: bool = False) -> Action:
    """Make the button that begins."""
    label = words("panel-set-up" if first else "panel-add")
    return Action(wording.action_id("setup", ""), label, Weight.MAIN)


def change(number: int) -> Action:
    """Make the button that lets a person mend what they said."""
    return Action(wording.action_id("setup", number), words("setup-change"))


def cancel(number: int) -> Action:
    """Make the button that leaves all as it was."""
    return Action(wording.action_id("setup-cancel", number), words("setup-cancel"))
