"""What of a message can be clicked: menus, buttons, and those folded behind three dots. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.chat import Action, Choice, Entry, Message, Say, Select, Weight
from bot.platforms.slack import kit
from bot.platforms.slack.clicks import PICK
from bot.platforms.slack.escape import shown
from bot.platforms.slack.fit import Fit
from bot.platforms.slack.gist import entries_of, title_of
from bot.platforms.slack.kit import Native

_STYLES = {Weight.PLAIN: "", Weight.MAIN: "primary", Weight.DANGER: "danger"}
_MOST_FOLDED = 5


def clickable(message: Message, say: Say, fit: Fit) -> list[Native]:
    """Return menus, then buttons, then the folded ones; of two with one id, the first."""
    drawn = [_papers(message, say, fit)]
    drawn += [_select(each, say, fit) for each in _selects(message, fit)]
    drawn += [_button(each, say, fit) for each in message.actions]
    drawn += _folded(message, say, fit)
    known: dict[str, Native] = {}
    for each in drawn:
        if each:
            known.setdefault(each["action_id"], each)
    return list(known.values())


def choices(offered: tuple[Choice, ...], say: Say, fit: Fit) -> Iterator[Native]:
    """Write what can be picked in a menu of anything but papers."""
    for each in offered:
        about = shown(say(each.about), fit.choice) if each.about and fit.about else ""
        yield kit.option(shown(say(each.label), fit.choice), each.value, about)


def _papers(message: Message, say: Say, fit: Fit) -> Native | None:
    if not message.menu:
        return None
    entries = (entry for block in message.blocks for entry in entries_of(block))
    options = (
        kit.option(_numbered_title(number, entry, fit.option), entry.paper)
        for (number, _), entry in zip(message.papers, entries, strict=True)
    )
    return kit.select(f"{PICK}{message.menu.verb}", say(message.menu.label), options)


def _selects(message: Message, fit: Fit) -> list[Select]:
    """Return the menus of anything else, one for each verb: here a menu takes all the choices."""
    if message.menu and not fit.menus:
        return []
    known: dict[str, Select] = {}
    for each in message.selects:
        first = known.setdefault(each.verb, each)
        if first is not each:
            known[each.verb] = replace(first, choices=(*first.choices, *each.choices))
    return list(known.values())


def _select(select: Select, say: Say, fit: Fit) -> Native | None:
    chosen = (each.value for each in select.choices if each.chosen)
    options = choices(select.choices, say, fit)
    label = shown(say(select.label), 2 * fit.choice)
    return kit.select(f"{PICK}{select.verb}", label, options, chosen, select.most)


def _button(action: Action, say: Say, fit: Fit) -> Native | None:
    return kit.button(action.id, shown(say(action.label), fit.choice), _STYLES[action.weight])


def _folded(message: Message, say: Say, fit: Fit) -> list[Native | None]:
    """Fold what can be: an entry of a menu gives back less than a button does."""
    if not message.more:
        return []
    most = _MOST_FOLDED if kit.is_whole(message.more.action.id) else 0
    folded: list[Action] = []
    others: list[Action] = []
    for each in {each.id: each for each in message.more.actions}.values():
        fits = 0 < len(each.id) <= kit.LONGEST_VALUE and len(folded) < most
        (folded if fits else others).append(each)
    options = [kit.option(shown(say(each.label), fit.choice), each.id) for each in folded]
    dots = [kit.overflow(message.more.action.id, options)] if options else []
    return [*dots, *(_button(each, say, fit) for each in others)]


def _numbered_title(number: int, entry: Entry, most: int) -> str:
    before = f"{number}. "
    return before + title_of(entry, most - len(before))
