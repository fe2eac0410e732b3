"""Draws the buttons and menus of a message, in rows of which Discord takes five. Pure."""

import itertools
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.chat import Message, Say, Select
from bot.platforms.discord import drawn as limits
from bot.platforms.discord import ids
from bot.platforms.discord.drawn import Button, Choice, Picker
from bot.platforms.discord.escape import plain, size

log = logging.getLogger(__name__)

_NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Controls:
    """What stands under one message; it fits there."""

    pickers: tuple[Picker, ...] = ()
    buttons: tuple[Button, ...] = ()


def one(message: Message, say: Say, papers: Sequence[Choice]) -> Controls:
    """Draw what fits under one message that everybody sees; what is needed least comes last.

    Args:
        papers: What its menu of papers offers; where they are more than one menu takes, there are
            several. One row is left for buttons.
    """
    offered, chosen, buttons = _all(message, say, papers)
    most = limits.BUTTONS_IN_ROW * (limits.ROWS - len(offered))
    for lost in buttons[most:]:
        log.error("No room for the button %s of message %s", lost.id, message.key)
    buttons = buttons[:most]
    room = limits.ROWS - len(offered) - -(-len(buttons) // limits.BUTTONS_IN_ROW)
    return Controls((*offered, *chosen[:room]), buttons)


def paged(message: Message, say: Say, papers: Sequence[Choice]) -> tuple[Controls, ...]:
    """Draw all there is, for as many messages as it takes: at least one."""
    offered, chosen, buttons = _all(message, say, papers)
    rows: list[Picker | tuple[Button, ...]] = [*offered, *chosen]
    starts = range(0, len(buttons), limits.BUTTONS_IN_ROW)
    rows += [buttons[start : start + limits.BUTTONS_IN_ROW] for start in starts]
    pages = [rows[start : start + limits.ROWS] for start in range(0, len(rows), limits.ROWS)]
    return tuple(_page(page) for page in pages or [[]])


def _page(rows: list[Picker | tuple[Button, ...]]) -> Controls:
    pickers = tuple(row for row in rows if isinstance(row, Picker))
    buttons = tuple(each for row in rows if not isinstance(row, Picker) for each in row)
    return Controls(pickers, buttons)


def _all(
    message: Message, say: Say, papers: Sequence[Choice]
) -> tuple[tuple[Picker, ...], tuple[Picker, ...], tuple[Button, ...]]:
    """Draw the menus of papers, the choices of anything else, and the buttons."""
    numbers: dict[str, Iterator[int]] = {}

    def number(verb: str) -> int:
        return next(numbers.setdefault(verb, itertools.count(1)))

    offered: list[Picker] = []
    if message.menu:
        label = plain(say(message.menu.label), limits.PLACEHOLDER) or _NOTHING
        for part in itertools.islice(_parts(papers), limits.ROWS - 1):
            id = ids.menu_id(message.menu.verb, message.key, number(message.menu.verb))
            offered.append(Picker(id, label, part))
    chosen = [
        Picker(ids.menu_id(select.verb, message.key, number(select.verb)), label, part, select.most)
        for select in message.selects
        for label in [plain(say(select.label), limits.PLACEHOLDER) or _NOTHING]
        for part in _parts(_choices(select, say))
    ]
    return tuple(offered), tuple(chosen), _buttons(message, say)


def _buttons(message: Message, say: Say) -> tuple[Button, ...]:
    """Draw the buttons, each id once: what Discord cannot fold stands behind one of them."""
    actions = [*message.actions, *([message.more.action] if message.more else [])]
    drawn: dict[str, Button] = {}
    for action in actions:
        id = ids.button_id(action, message.key)
        if size(id) > limits.ID:
            log.error("The id of the button %s is too long", id)
            continue
        label = plain(say(action.label), limits.LABEL) or _NOTHING
        drawn[id] = Button(id, label, action.weight)
    return tuple(drawn.values())


def _choices(select: Select, say: Say) -> list[Choice]:
    drawn: dict[str, Choice] = {}
    left = select.most
    for each in select.choices:
        if not 0 < size(each.value) <= limits.OPTION:
            log.error("The value %r of a choice is too long", each.value)
            continue
        chosen = each.chosen and left > 0
        left -= chosen
        drawn[each.value] = Choice(
            each.value,
            plain(say(each.label), limits.OPTION) or each.value,
            plain(say(each.about), limits.OPTION) if each.about else "",
            chosen,
        )
    return list(drawn.values())


def _parts(choices: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    for start in range(0, len(choices), limits.OPTIONS):
        yield tuple(choices[start : start + limits.OPTIONS])
