"""Somebody's own page, where a platform keeps one: their digest, what they saved last, buttons."""

from bot.commands.command import Services
from bot.commands.me.panel import answers, named
from bot.commands.topics import next_digest
from bot.domain import wording
from bot.domain.channels import KnownChannel, Subscription
from bot.domain.chat import Action, Block, Entry, Listing, Message, Person, Style, line, words
from bot.domain.wording import Look
from bot.store.linking import Linked
from bot.store.saved import SavedPaper

_SHOWN = 10


async def page(person: Person, services: Services) -> Message:
    """Gather what stands on somebody's page; whoever is new becomes known by nothing but a look."""
    store = services.store
    number = await store.people.known(person)
    own_number = await store.people.own_channel(person)
    own = await store.channels.by_id(own_number) if own_number else None
    return written(
        own,
        await store.subscriptions.of(own.id) if own else [],
        await store.saved.of(number, most=_SHOWN) if number else [],
        await store.saved.count(number) if number else 0,
        await store.linking.waiting(person, services.pipeline.clock()),
        services.pipeline.look,
    )


def written(
    own: KnownChannel | None,
    followed: list[Subscription],
    recent: list[SavedPaper],
    saves: int,
    waiting: list[Linked],
    look: Look,
) -> Message:
    """Write the page. Pure.

    Args:
        own: Where their own digest comes, with what it follows.
        recent: What they saved last.
        saves: How much they saved in all.
        waiting: Accounts that want to be linked.
    """
    blocks: list[Block] = [line(words("home-digest"), style=Style.STRONG)]
    if own and followed:
        names = tuple(each.name for each in followed)
        blocks += [line(words("home-follows", names=names)), line(*next_digest(own))]
    else:
        blocks.append(line(words("me-digest-none")))
    blocks.append(line(words("home-saved"), style=Style.STRONG))
    if recent:
        blocks.append(Listing(tuple(_entry(each, look) for each in recent)))
        rest = saves - len(recent)
        blocks += [line(words("saved-more", more=rest), style=Style.SMALL)] if rest > 0 else []
    else:
        blocks.append(line(words("home-saved-none")))
    asked = [
        line(
            words("me-link-question", first=named(each.first), second=named(each.second)),
            style=Style.STRONG,
        )
        for each in waiting
    ]
    actions = [
        Action(wording.action_id("me-digest", ""), words("me-do-digest")),
        Action(wording.action_id("me", ""), words("home-do-me")),
        Action(wording.action_id("me-help", ""), words("home-do-help")),
    ]
    if recent:
        actions.insert(0, Action(wording.action_id("saved-find", ""), words("saved-do-find")))
    yes_or_no = (each for one in waiting for each in answers(one))
    return Message((*asked, *blocks), actions=(*yes_or_no, *actions))


def _entry(kept: SavedPaper, look: Look) -> Entry:
    note = words("saved-note", id=kept.paper.id, on=kept.at)
    return wording.entry(kept.paper, look, note=note)
