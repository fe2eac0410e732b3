"""Ids of buttons and menus: all state is in them, so they work after any restart. Pure.

A button is `p1:verb:key~message`, a menu `p1:pick:verb~message`, a second menu of the same message
`p1:pick:verb#2~message`; what is picked is the key, several of it with a blank between. `message`
is the key by which the message is found again after a crash, '' where nothing looks. A message
without buttons holds its key at the end of an address. An id once posted is answered for ever, so
these forms may be added to but never changed.
"""

import hashlib
import re
from collections.abc import Sequence

from bot.domain import papers
from bot.domain.chat import Action
from bot.platforms.discord.drawn import ID
from bot.platforms.discord.escape import size

_PICK = "p1:pick:"
_MARK = "https://arxiv.org/#~"
_IN_TEXT = re.compile(r"https?://[^\s()<>\\~]*~([^\s()<>]+)")
"""The key at the end of an address that we wrote: in any other text the colon or the `~` would be
escaped, see `escape`."""


def button_id(action: Action, key: str) -> str:
    """Write the id of a button."""
    return _marked(action.id, key)


def menu_id(verb: str, key: str, number: int = 1) -> str:
    """Write the id of a menu.

    Args:
        number: Which one it is, where several of a message press the same verb.
    """
    which = f"#{number}" if number > 1 else ""
    return _marked(f"{_PICK}{verb}{which}", key)


def _marked(id: str, key: str) -> str:
    """Write the message's key behind an id; where there is no room for it, it is left out."""
    marked = f"{id}~{key}"
    if size(marked) > ID:
        marked = f"{id}~"
    return marked if size(marked) <= ID or "~" in id else id


def pressed(custom_id: str, values: Sequence[str] | None = None) -> str:
    """Read the action of a click.

    Args:
        values: What was picked, where it is a menu: perhaps nothing any more.
    """
    action, mark, key = custom_id.rpartition("~")
    action = action if mark else key
    if action.startswith(_PICK) and values is not None:
        verb = action.removeprefix(_PICK).partition("#")[0]
        return f"p1:{verb}:{' '.join(values)}"
    return action


def is_about_paper(custom_id: str) -> bool:
    """Say whether a button is about a paper: it does the same wherever it is pressed.

    Any other is about what its channel follows, posted or changed, and belongs there.
    """
    _, _, key = pressed(custom_id).removeprefix("p1:").partition(":")
    # Behind the paper may stand a language.
    return papers.named(key.partition(" ")[0]) is not None


def mark(key: str) -> str:
    """Write the address that marks a message without any button; nobody sees it.

    An embed without a title does not show its address.
    """
    return f"{_MARK}{key}"


def hidden(key: str) -> str:
    """Write the same address for a message that is nothing but text: a dot that can be clicked."""
    return f"[·](<{mark(key)}>)"


def keyed(url: str, key: str) -> str:
    """Write a key to the end of an address, where no server sees it."""
    return f"{url}{'' if '#' in url else '#'}~{key}"


def marks_in(text: str, key: str) -> bool:
    """Say whether the text of a message of ours holds this key."""
    return bool(key) and key in _IN_TEXT.findall(text)


def marks(id: str, key: str) -> bool:
    """Say whether an id of a component, or an embed's address, is of the message with this key."""
    return bool(key) and id.rpartition("~")[2] == key and "~" in id


def nonce(channel: str, thread: str | None, key: str) -> str:
    """Name one sending of a message: sent twice in a row, it stands once.

    Discord remembers nonces for minutes and for all channels together, so the place is in it.
    """
    named = f"{channel}/{thread or ''}/{key}"
    return hashlib.blake2b(named.encode(), digest_size=12).hexdigest()
