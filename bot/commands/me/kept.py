"""What is kept about somebody: listed, handed over as a file, deleted, with the proof of it."""

import json
from typing import Any

from bot.commands.command import Services, answer
from bot.commands.me import own
from bot.domain import wording
from bot.domain.calls import Press, Reply
from bot.domain.chat import (
    Action,
    Attachment,
    Block,
    Channel,
    Person,
    Style,
    Weight,
    Words,
    line,
    words,
)
from bot.store.belongings import Kept

_FILE = "paperboy.json"
_ASKED_S = 600
"""So long "Delete everything" is taken at its word; after that it asks again."""

_JSON = ("facts", "body", "parts")
"""Columns that hold JSON."""


async def shown(person: Person, channel: Channel, services: Services) -> Reply:
    """List what is kept, by kind, with counts and dates."""
    await own.noted(person, services)
    number = await services.store.people.known(person)
    found = await services.store.belongings.of(number) if number else []
    there = [each for each in found if each.count]
    if not there:
        return answer(line(words("kept-nothing")), actions=(_back("me"),))
    return answer(
        line(words("kept-title"), style=Style.STRONG),
        *(line(_said(each)) for each in there),
        line(words("kept-next"), style=Style.SMALL),
        actions=(
            Action(wording.action_id("me-file", ""), words("kept-do-file")),
            Action(wording.action_id("me-delete", ""), words("kept-do-delete"), Weight.DANGER),
            _back("me"),
        ),
    )


async def pressed(key: str, press: Press, services: Services) -> Reply:
    """List what is kept."""
    return await shown(press.person, press.channel, services)


async def as_file(person: Person, channel: Channel, services: Services) -> Reply:
    """Hand over all that is kept, every row of it."""
    await own.noted(person, services)
    number = await services.store.people.known(person)
    whole = await services.store.belongings.whole(number) if number else {}
    readable = {kind: [_readable(row) for row in rows] for kind, rows in whole.items() if rows}
    text = json.dumps(readable, ensure_ascii=False, indent=2)
    return answer(line(words("kept-file", file=_FILE)), files=(Attachment(_FILE, text),))


async def file_pressed(key: str, press: Press, services: Services) -> Reply:
    """Hand over all that is kept."""
    return await as_file(press.person, press.channel, services)


async def doubted(person: Person, channel: Channel, services: Services) -> Reply:
    """Ask once more before everything is deleted."""
    asked = int(services.pipeline.clock().timestamp())
    yes = wording.action_id("me-delete-yes", asked)
    return answer(
        line(words("delete-question"), style=Style.STRONG),
        line(words("delete-what")),
        line(words("delete-stays"), style=Style.SMALL),
        actions=(Action(yes, words("delete-do-yes"), Weight.DANGER), _back("me-kept")),
    )


async def delete_pressed(key: str, press: Press, services: Services) -> Reply:
    """Ask once more."""
    return await doubted(press.person, press.channel, services)


async def deleted(key: str, press: Press, services: Services) -> Reply:
    """Delete everything, and show by the same count that nothing is left."""
    now = services.pipeline.clock()
    if not key.isdecimal() or now.timestamp() - int(key) > _ASKED_S:
        return await doubted(press.person, press.channel, services)
    await own.noted(press.person, services)
    number = await services.store.people.known(press.person)
    if number is None:
        return answer(line(words("kept-nothing")))
    before, after = await services.store.belongings.delete(number, now)
    left = {each.kind: each.count for each in after}
    blocks: list[Block] = [line(words("delete-done"), style=Style.STRONG)]
    blocks += [
        line(words("delete-line", what=_counted(each), left=left[each.kind]))
        for each in before
        if each.count
    ]
    return answer(
        *blocks,
        line(words("delete-hash"), style=Style.SMALL),
        actions=(Action(wording.action_id("me-kept", ""), words("delete-do-look")),),
    )


def _said(kept: Kept) -> Words:
    what = _counted(kept)
    if kept.first is None or kept.last is None:
        return what
    if kept.first == kept.last:
        return words("kept-on", what=what, day=kept.first)
    return words("kept-between", what=what, first=kept.first, last=kept.last)


def _counted(kept: Kept) -> Words:
    # A table of tomorrow has its sentence too: a test wants one for each.
    return words(f"kept-rows-{kept.kind.replace('_', '-')}", count=kept.count)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _parsed(value) if name in _JSON else value for name, value in row.items()}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _back(verb: str) -> Action:
    return Action(wording.action_id(verb, ""), words("me-do-back"))
