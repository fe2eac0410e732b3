"""What an option could be, while somebody is filling it in."""

from bot.commands.command import Services
from bot.domain import zones as known_zones
from bot.domain.calls import Suggestion, Typing
from bot.domain.chat import words
from bot.domain.papers import named


async def papers_here(typing: Typing, services: Services) -> list[Suggestion]:
    """Suggest the papers of this channel's last digest, and whatever id or link is typed."""
    typed = typing.typed.casefold().strip()
    found = []
    if reference := named(typing.typed):
        known = await services.store.papers.one(reference.id)
        name = known.name if known else reference.id
        found.append(Suggestion(reference.id, words("suggest-paper", id=reference.id, title=name)))
    last = await services.store.digests.last_names(typing.channel)
    for number, (id, name) in enumerate(last, start=1):
        if name and (str(number).startswith(typed) or typed in name.casefold()):
            label = words("suggest-number", number=number, title=name)
            found.append(Suggestion(id, label))
    return found


async def topics_here(typing: Typing, services: Services) -> list[Suggestion]:
    """Suggest what this channel follows."""
    known = await services.store.channels.find(typing.channel)
    followed = await services.store.subscriptions.of(known.id) if known else []
    typed = typing.typed.casefold().strip()
    return [
        Suggestion(each.name, words("suggest-topic", name=each.name, text=each.text))
        for each in followed
        if typed in each.name.casefold() or typed in each.text.casefold()
    ]


async def categories(typing: Typing, services: Services) -> list[Suggestion]:
    """Suggest categories for the last word of a topic."""
    before, gap, last = typing.typed.rpartition(" ")
    if gap and not last:
        return []
    return [
        Suggestion(f"{before}{gap}{each.id}", words("suggest-category", id=each.id, name=each.name))
        for each in services.taxonomy.search(last)
    ]


async def fields(typing: Typing, services: Services) -> list[Suggestion]:
    """Suggest categories by what a name of theirs is like."""
    return [
        Suggestion(each.id, words("suggest-category", id=each.id, name=each.name))
        for each in services.taxonomy.like(typing.typed)
    ]


async def zones(typing: Typing, services: Services) -> list[Suggestion]:
    """Suggest time zones: those that hold what is typed, the likeliest ones first."""
    wanted = "_".join(typing.typed.casefold().split())
    likely = known_zones.likely(typing.person.language)
    every = dict.fromkeys((*likely, *known_zones.every()))
    found = [each for each in every if wanted in each.casefold()]
    return [Suggestion(each, words("plain", text=each)) for each in found]
