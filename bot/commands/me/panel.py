"""The panel of `me`: what is chosen, at a glance, and a button or a select for each of it."""

from dataclasses import replace

from bot.commands import help as helping
from bot.commands.command import Services
from bot.domain import wording
from bot.domain.calls import Call, Press, Reply
from bot.domain.chat import (
    Action,
    Block,
    Channel,
    Choice,
    Message,
    Person,
    Select,
    Style,
    Words,
    line,
    words,
)
from bot.domain.errors import UserError
from bot.domain.languages import ALONE, AUTO, Languages
from bot.store.linking import Linked

_ON, _OFF = "on", "off"


async def shown(
    person: Person, channel: Channel, services: Services, *said: Block, undo: Action | None = None
) -> Reply:
    """Show the panel.

    Args:
        said: What has just been changed, above it.
        undo: Takes that back.
    """
    store = services.store
    number = await store.people.known(person)
    chosen = await store.people.language(person)
    accounts = await store.people.accounts(number) if number else []
    saves = await store.saved.count(number) if number else 0
    notices = number is None or await store.people.wants_notices(number)
    waiting = await store.linking.waiting(person, services.pipeline.clock())
    blocks = [
        *said,
        line(words("me-title"), style=Style.STRONG),
        line(_speaks(chosen)),
        await _digest(person, services),
        line(
            words("me-saves", count=saves), words("me-notices-on" if notices else "me-notices-off")
        ),
        line(_accounts(accounts, person)),
        *(line(_question(each), style=Style.STRONG) for each in waiting),
    ]
    actions = [
        *([undo] if undo else []),
        *(each for one in waiting for each in answers(one)),
        Action(wording.action_id("me-digest", ""), words("me-do-digest")),
        Action(
            wording.action_id("me-notices", _OFF if notices else _ON),
            words("me-do-notices-off" if notices else "me-do-notices-on"),
        ),
        Action(wording.action_id("me-link", ""), words("me-do-link")),
        Action(wording.action_id("me-code", ""), words("me-do-code")),
        Action(wording.action_id("me-kept", ""), words("me-do-kept")),
    ]
    selects = [_language_select(chosen)]
    if len(accounts) > 1:
        selects.append(_unlink_select(accounts))
    return Reply(Message(tuple(blocks), actions=tuple(actions), selects=tuple(selects)))


def answers(request: Linked) -> tuple[Action, Action]:
    """Return the buttons that answer a request to link."""
    return (
        Action(wording.action_id("me-confirm", request.id), words("link-do-yes")),
        Action(wording.action_id("me-refuse", request.id), words("link-do-no")),
    )


def named(somebody: Person) -> Words:
    """Say which account it is: its name, and where."""
    name = somebody.name or somebody.native
    return words("me-account", name=name, platform=somebody.platform)


def key_of(somebody: Person) -> str:
    """Write an account into the value of a select."""
    return ":".join((somebody.platform, somebody.space, somebody.native))


async def pressed(key: str, press: Press, services: Services) -> Reply:
    """Show the panel."""
    return await shown(press.person, press.channel, services)


async def choose(language: str, person: Person, channel: Channel, services: Services) -> Reply:
    """Speak to somebody, wherever they are alone with us, in the language they choose.

    Args:
        language: One of `ALONE`.
    """
    if language not in ALONE:
        wrong = words("choice-unknown", name="language", value=language, choices=ALONE)
        raise UserError(wrong)
    chosen = "" if language == AUTO else language
    people = services.store.people
    await people.speak(await people.of(person), chosen)
    own = await people.own_channel(person)
    if own and chosen and (known := await services.store.channels.by_id(own)):
        spoken = Languages((chosen,))
        await services.pipeline.due.change(known, lambda now: replace(now, languages=spoken))
    return await shown(person, channel, services, line(words("done")))


async def picked(key: str, press: Press, services: Services) -> Reply:
    """Choose the language from the select."""
    return await choose(key, press.person, press.channel, services)


async def notices_turned(key: str, press: Press, services: Services) -> Reply:
    """Begin or end telling somebody when a paper they saved changes."""
    number = await services.store.people.of(press.person)
    await services.store.people.want_notices(number, wanted=key == _ON)
    return await shown(press.person, press.channel, services, line(words("done")))


async def help_pressed(key: str, press: Press, services: Services) -> Reply:
    """Show what `help` shows."""
    return await helping.COMMAND.handle(Call("help", press.person, press.channel), services)


async def _digest(person: Person, services: Services) -> Block:
    own = await services.store.people.own_channel(person)
    followed = await services.store.subscriptions.of(own) if own else []
    if not followed:
        return line(words("me-digest-none"))
    return line(words("me-digest-some", count=len(followed)))


def _speaks(chosen: str) -> Words:
    if not chosen:
        return words("me-language-auto")
    return words("me-language", name=words("language-own-name", code=chosen))


def _accounts(accounts: list[Person], here: Person) -> Words:
    others = tuple(named(each) for each in accounts if each != here)
    return words("me-linked", accounts=others) if others else words("me-linked-none")


def _question(request: Linked) -> Words:
    return words("me-link-question", first=named(request.first), second=named(request.second))


def _language_select(chosen: str) -> Select:
    labels = {
        code: words("me-auto") if code == AUTO else words("language-own-name", code=code)
        for code in ALONE
    }
    choices = tuple(
        Choice(code, label, chosen=code == (chosen or AUTO)) for code, label in labels.items()
    )
    return Select("me-language", words("me-choose-language"), choices)


def _unlink_select(accounts: list[Person]) -> Select:
    choices = tuple(Choice(key_of(each), named(each)) for each in accounts[:25])
    return Select("me-unlink", words("me-choose-unlink"), choices)
