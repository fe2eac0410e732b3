"""`saved`: your own list, newest first, from the copies kept when you saved; a day as a note.

It comes in pages, searched or by tag, with a menu that takes a paper off.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import named_paper
from bot.domain import notices, wording
from bot.domain.calls import Call, CommandSpec, Field, Form, Kind, Option, Press, Reply
from bot.domain.chat import (
    Action,
    Block,
    Choice,
    Listing,
    Message,
    Person,
    Select,
    Style,
    Words,
    line,
    words,
)
from bot.domain.days import read_day
from bot.domain.papers import PaperId
from bot.domain.shelf import Wanted, page_of, tags_of
from bot.domain.spend import Payer
from bot.store.saved import SavedPaper, on_day

_TAGS = 25
_LONGEST = 100
_LONGEST_KEY = 70
_BY_COMMAND = "command"


async def _handle(call: Call, services: Services) -> Reply:
    if wanted := call.options.get("notices"):
        return await _want_notices(wanted.casefold(), call.person, services)
    if call.options.get("as") == "note":
        return await _note(call, services)
    asked = Wanted(call.options.get("find", "").strip(), call.options.get("tag", "").lstrip("#"))
    return await _listed(asked, call.person, services)


async def _listed(wanted: Wanted, somebody: Person, services: Services) -> Reply:
    """Show a page of somebody's list."""
    person = await services.store.people.of(somebody)
    kept = await services.store.saved.of(person)
    found = wanted.among(kept)
    if not kept:
        return answer(line(words("saved-none")))
    if not found:
        none = words("saved-no-match", find=wanted.find or f"#{wanted.tag}", count=len(kept))
        return answer(line(none), actions=(_search(),))
    shown, page, pages = page_of(found, wanted.page)
    withdrawn = await services.store.follow_ups.withdrawn([each.paper.id for each in shown])
    entries = tuple(
        wording.entry(
            each.paper,
            services.pipeline.look,
            note=_note_of(each, withdrawn=each.paper.id in withdrawn),
        )
        for each in shown
    )
    turns = _turns(wanted, page, pages)
    more = 0 if turns else len(found) - len(shown)
    quiet = not await services.store.people.wants_notices(person)
    count = line(
        words("saved-count", count=len(found)),
        *((words("saved-page", page=page, pages=pages),) if pages > 1 else ()),
        style=Style.STRONG,
    )
    blocks: list[Block] = [count, Listing(entries)]
    blocks += [line(words("saved-more", more=more), style=Style.SMALL)] if more else []
    blocks += [line(words("saved-notices-off"), style=Style.SMALL)] if quiet else []
    blocks.append(line(words("saved-next"), style=Style.SMALL))
    message = Message(
        tuple(blocks),
        actions=(*turns, _search()),
        selects=(*_tag_select(kept, wanted.tag), _drop_select(shown)),
    )
    return Reply(message)


def _note_of(kept: SavedPaper, *, withdrawn: bool) -> Words:
    said = words(
        "saved-note-withdrawn" if withdrawn else "saved-note", id=kept.paper.id, on=kept.at
    )
    if not kept.tags:
        return said
    return words("saved-note-tagged", note=said, tags=tuple(f"#{tag}" for tag in kept.tags))


def _turns(wanted: Wanted, page: int, pages: int) -> tuple[Action, ...]:
    """Make the buttons to other pages; none where they cannot hold what is looked for."""
    ways = ((page - 1, "saved-do-back"), (page + 1, "saved-do-next"))
    return tuple(
        Action(wording.action_id("saved-page", key), words(label))
        for number, label in ways
        if 1 <= number <= pages and (key := wanted.turned(number).key)
    )


def _search() -> Action:
    return Action(wording.action_id("saved-find", ""), words("saved-do-find"))


def _tag_select(kept: list[SavedPaper], chosen: str) -> tuple[Select, ...]:
    choices = tuple(
        Choice(
            tag,
            words("saved-tag-choice", tag=tag, count=count),
            chosen=tag.casefold() == chosen.casefold(),
        )
        for tag, count in tags_of(kept, _TAGS)
    )
    return (Select("saved-tag", words("saved-choose-tag"), choices),) if choices else ()


def _drop_select(shown: Sequence[SavedPaper]) -> Select:
    choices = tuple(Choice(each.paper.id, words("plain", text=each.paper.name)) for each in shown)
    return Select("saved-drop", words("saved-menu-drop"), choices)


async def _turned(key: str, press: Press, services: Services) -> Reply:
    return await _listed(Wanted.read(key), press.person, services)


async def _tagged(key: str, press: Press, services: Services) -> Reply:
    return await _listed(Wanted(tag=key), press.person, services)


async def _find_form(key: str, press: Press, services: Services) -> Form | None:
    find = Field("find", words("saved-form-find"), most=_LONGEST, hint=words("saved-form-hint"))
    form = wording.action_id("saved-find", "")
    return Form(form, words("saved-form-title"), (find,), words("saved-do-go"))


async def _found(key: str, press: Press, services: Services) -> Reply:
    return await _listed(Wanted(press.fields.get("find", "").strip()), press.person, services)


async def _dropped(key: str, press: Press, services: Services) -> Reply:
    """Take a paper off the list, whatever it was saved by."""
    person = await services.store.people.of(press.person)
    kept = await services.store.saved.known(person, [PaperId(key)])
    listed = await services.store.saved.of(person)
    tags = next((each.tags for each in listed if each.paper.id == key), ())
    if not kept or not await services.store.saved.drop(person, PaperId(key)):
        return answer(line(words("saved-dropped-before")))
    paper, _ = kept[PaperId(key)]
    undo = " ".join((key, *tags))
    again = undo if len(undo) <= _LONGEST_KEY else key
    return answer(
        line(words("unsaved", title=paper.name)),
        actions=(Action(wording.action_id("saved-back", again), words("action-undo")),),
    )


async def _put_back(key: str, press: Press, services: Services) -> Reply:
    """Put a paper back on the list, under the tags it had."""
    id, *tags = key.split()
    paper = await named_paper(id, press.channel, services)
    person = await services.store.people.of(press.person)
    now = services.pipeline.clock()
    await services.store.saved.add(person, paper, _BY_COMMAND, now, tags=tags)
    return answer(line(words("saved-now", title=paper.name)))


async def _note(call: Call, services: Services) -> Reply:
    """Hand over what somebody saved on a day of this channel's zone."""
    channel = await services.channel(call.channel)
    now = services.pipeline.clock().astimezone(ZoneInfo(channel.settings.schedule.zone))
    day = read_day(call.options.get("day") or "today", now.date())
    person = await services.store.people.of(call.person)
    kept = on_day(await services.store.saved.of(person), day, now.tzinfo)
    if not kept:
        none, other = words("note-none", day=day), words("note-day-unsaved")
        return answer(line(none), line(other, style=Style.SMALL))
    payer = Payer(call.channel, call.person)
    language = channel.settings.languages.first
    note = await services.documents.note(call.person, kept, now, language=language, payer=payer)
    file = services.documents.write_note(note)
    return answer(line(words("note-file", day=day, file=file.name)), files=(file,))


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _want_notices(key, press.person, services)


async def _want_notices(wanted: str, somebody: Person, services: Services) -> Reply:
    """Begin or end telling somebody when a paper they saved changes."""
    on = wanted == notices.AGAIN
    person = await services.store.people.of(somebody)
    await services.store.people.want_notices(person, wanted=on)
    undo = wording.action_id("notices", notices.STOP if on else notices.AGAIN)
    return answer(
        line(words("notices-on" if on else "notices-off")),
        actions=(Action(undo, words("action-undo")),),
    )


COMMAND = Command(
    CommandSpec(
        name="saved",
        options=(
            Option("find"),
            Option("as", Kind.CHOICE, choices=("list", "note")),
            Option("day"),
            Option("tag"),
            Option("notices", Kind.CHOICE, choices=(notices.AGAIN, notices.STOP)),
        ),
    ),
    _handle,
    buttons={
        "notices": Button(_press),
        "saved-page": Button(_turned, changes=True),
        "saved-tag": Button(_tagged, changes=True),
        "saved-find": Button(_found, form=_find_form),
        "saved-drop": Button(_dropped),
        "saved-back": Button(_put_back),
    },
)
