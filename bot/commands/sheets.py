"""Private cards: turned to another length or page, kept, let go, shared, folded open."""

from dataclasses import replace

from bot.commands import share
from bot.commands.command import Button, Services, answer
from bot.commands.naming import named_paper
from bot.domain import pages, paper_card, paper_facts, sheet, wording
from bot.domain.calls import Press, Reply
from bot.domain.chat import Channel, Message, Person, Style, line, words
from bot.domain.errors import UserError
from bot.domain.languages import CHOICES, Languages
from bot.domain.papers import Paper
from bot.domain.sheet import Sheet
from bot.domain.spend import Payer
from bot.domain.summaries import Detail
from bot.pipeline import picturing

_BY_BUTTON = "button"


async def answered(sheet: Sheet, person: Person, channel: Channel, services: Services) -> Reply:
    """Answer with a private card.

    Where it comes late it may stand open, unless it says what is on somebody's list, or whoever is
    in charge wants private answers to stay private.
    """
    card = await _card(sheet, person, channel, services)
    number = await services.store.people.known(person)
    saved = bool(number and await services.store.saved.reasons(number, sheet.paper))
    shared = await services.may_share(channel)
    message = sheet.turned(card, saved=saved, shared=shared)
    return Reply(message, may_be_open=shared and not saved)


async def _card(sheet: Sheet, person: Person, channel: Channel, services: Services) -> Message:
    paper = await named_paper(sheet.paper, channel, services)
    known = await services.store.channels.find(channel)
    settings = known.settings if known else services.defaults
    languages = Languages.parse(sheet.language) if sheet.language else settings.languages
    payer = Payer(channel, person)
    card = await card_of(paper, sheet.detail, languages, payer, services, figures=settings.figures)
    # Around the text stand sentences of its own language, where we have them.
    spoken = languages.first if sheet.language and languages.first in CHOICES else ""
    return replace(card, language=spoken)


async def card_of(
    paper: Paper,
    detail: Detail,
    languages: Languages,
    payer: Payer,
    services: Services,
    *,
    figures: bool,
) -> Message:
    """Write the card that somebody asks for, with all that is known of a paper.

    Args:
        languages: With none, whatever the bot speaks.
        payer: For whom.
        figures: Whether the key figure comes along where there is one.
    """
    writing = services.pipeline.writing
    summary = await writing.in_languages(paper, detail, languages, payer)
    full = (await writing.material(paper, detail)).full
    figure = await picturing.of_paper(writing.full_texts, paper, full) if figures else None
    facts = paper_facts.of(paper, full, figure)
    look = services.pipeline.look
    return wording.card(paper, None, summary, look, position=None, asked=facts)


async def _turn(key: str, press: Press, services: Services) -> Reply:
    return await answered(_read(key), press.person, press.channel, services)


async def _keep(key: str, press: Press, services: Services) -> Reply:
    """Save the paper of a private card, or let go of it for whatever reason it was saved."""
    its = _read(key)
    paper = await named_paper(its.paper, press.channel, services)
    saved, person = services.store.saved, await services.store.people.of(press.person)
    if await saved.reasons(person, paper.id):
        await saved.drop(person, paper.id)
    else:
        reason = button_in(press.channel)
        await saved.add(person, paper, reason, services.pipeline.clock())
    return await _turn(key, press, services)


async def _shared(key: str, press: Press, services: Services) -> Message:
    """Draw the page of a private card that is shared, as a card for all."""
    its = _read(key)
    card = await _card(its, press.person, press.channel, services)
    message, _, many = pages.one(card, its.page)
    kept = tuple(each for each in card.actions if _verb(each.id) in ("save", "ask"))
    return replace(message, actions=kept, rest=None if many > 1 else message.rest)


async def _more(key: str, press: Press, services: Services) -> Reply:
    """Answer with the buttons that a card has folded away."""
    name, _, reported = key.partition(" ")
    paper = await named_paper(name, press.channel, services)
    folded = paper_card.more(paper.id, Detail(reported) if reported else None)
    return answer(line(words("plain", text=paper.name), style=Style.STRONG), actions=folded.actions)


def buttons() -> dict[str, Button]:
    """Name the buttons and menus of private cards, and what opens one."""
    return {
        sheet.OPEN: Button(_turn, costly=True),
        sheet.LENGTH: Button(_turn, changes=True, costly=True),
        sheet.TURN: Button(_turn, changes=True),
        sheet.KEEP: Button(_keep, changes=True),
        sheet.SHARE: share.button(_shared),
        "more": Button(_more),
    }


def button_in(channel: Channel) -> str:
    """Name the reason of a save by a button: it counts for the place where it was pressed."""
    return f"{_BY_BUTTON}:{channel.native}"


def _read(key: str) -> Sheet:
    try:
        return Sheet.read(key)
    except ValueError:
        raise UserError(words("unknown-button")) from None


def _verb(action: str) -> str:
    return action.split(":")[1]
