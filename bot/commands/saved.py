"""`saved`: your own list, newest first, from the copies kept when you saved; a day as a note."""

from zoneinfo import ZoneInfo

from bot.commands.command import Button, Command, Services, answer
from bot.domain import notices, wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.chat import Action, Listing, Person, Style, line, words
from bot.domain.days import read_day
from bot.domain.spend import Payer
from bot.store.saved import on_day

_SHOWN = 20


async def _handle(call: Call, services: Services) -> Reply:
    if wanted := call.options.get("notices"):
        return await _want_notices(wanted.casefold(), call.person, services)
    if call.options.get("as") == "note":
        return await _note(call, services)
    person = await services.store.people.of(call.person)
    kept = await services.store.saved.of(person)
    find = call.options.get("find", "").strip()
    found = [each for each in kept if find.casefold() in each.paper.name.casefold()]
    if not kept:
        return answer(line(words("saved-none")))
    if not found:
        return answer(line(words("saved-no-match", find=find, count=len(kept))))
    shown = found[:_SHOWN]
    withdrawn = await services.store.follow_ups.withdrawn([each.paper.id for each in shown])
    entries = tuple(
        wording.entry(
            each.paper,
            services.pipeline.look,
            note=words(
                "saved-note-withdrawn" if each.paper.id in withdrawn else "saved-note",
                id=each.paper.id,
                on=each.at,
            ),
        )
        for each in shown
    )
    more = len(found) - len(entries)
    quiet = not await services.store.people.wants_notices(person)
    return answer(
        line(words("saved-count", count=len(found)), style=Style.STRONG),
        Listing(entries),
        *((line(words("saved-more", more=more), style=Style.SMALL),) if more else ()),
        *((line(words("saved-notices-off"), style=Style.SMALL),) if quiet else ()),
        line(words("saved-next"), style=Style.SMALL),
    )


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
            Option("notices", Kind.CHOICE, choices=(notices.AGAIN, notices.STOP)),
        ),
    ),
    _handle,
    buttons={"notices": Button(_press)},
)
