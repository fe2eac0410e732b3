"""`saved`: your own list, newest first, from the copies kept when you saved."""

from bot.commands.command import Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Option, Reply
from bot.domain.chat import Listing, Style, line, words

_SHOWN = 20


async def _handle(call: Call, services: Services) -> Reply:
    person = await services.store.people.of(call.person)
    kept = await services.store.saved.of(person)
    find = call.options.get("find", "").strip()
    wanted = [each for each in kept if find.casefold() in each.paper.name.casefold()]
    if not kept:
        return answer(line(words("saved-none")))
    if not wanted:
        return answer(line(words("saved-no-match", find=find, count=len(kept))))
    entries = tuple(
        wording.entry(
            each.paper,
            services.pipeline.look,
            note=words("saved-note", id=each.paper.id, on=each.at),
        )
        for each in wanted[:_SHOWN]
    )
    more = len(wanted) - len(entries)
    return answer(
        line(words("saved-count", count=len(wanted)), style=Style.STRONG),
        Listing(entries),
        *((line(words("saved-more", more=more), style=Style.SMALL),) if more else ()),
        line(words("saved-next"), style=Style.SMALL),
    )


COMMAND = Command(CommandSpec(name="saved", options=(Option("find"),)), _handle)
