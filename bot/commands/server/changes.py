"""What the menus and forms of the panel change; every change can be undone until the next one."""

from collections.abc import Callable
from dataclasses import replace

from bot.commands.command import Services
from bot.commands.server import pages
from bot.domain import wishes, wording
from bot.domain.calls import Field, Form, Kind, Press, Reply
from bot.domain.chat import Choice, line, words
from bot.domain.errors import UserError
from bot.domain.languages import CHOICES, UNCHOSEN, Languages
from bot.domain.rules import Modelled, Named, Rules
from bot.domain.spend import Amount

_MOST = 25
_LONGEST_GRACE = 3650
_SHORT = 40


async def change(
    page: str, press: Press, services: Services, alter: Callable[[Rules], Rules]
) -> Reply:
    """Change what a space chose and show the page again, with Undo."""
    place, now = (press.channel.platform, press.channel.space), services.pipeline.clock()
    _, number = await services.store.spaces.change(place, alter, now)
    said = (line(words("server-changed")),)
    return await pages.show(page, press.channel, press.person, services, said=said, undo=number)


async def undo(key: str, press: Press, services: Services) -> Reply:
    """Take the last change back, if it still is the last."""
    place = press.channel.platform, press.channel.space
    number = int(key) if key.isascii() and key.isdecimal() else -1
    undone = await services.store.spaces.undo(place, number)
    if undone is None:
        said = (line(words("server-changed-since")),)
        return await pages.show("", press.channel, press.person, services, said=said)
    said = (line(words("server-undone")),)
    who, where = press.person, press.channel
    return await pages.show("", where, who, services, said=said, undo=undone[1])


async def model(key: str, press: Press, services: Services) -> Reply:
    """Choose what goes to a model."""
    if key not in tuple(Modelled):
        raise UserError(words("unknown-button"))
    return await change("data", press, services, lambda rules: replace(rules, model=Modelled(key)))


async def sharing(key: str, press: Press, services: Services) -> Reply:
    """Choose whether private answers may be shown to everybody."""
    return await change("data", press, services, lambda rules: replace(rules, sharing=key == "on"))


async def unfurling(key: str, press: Press, services: Services) -> Reply:
    """Choose whether links to papers are drawn out."""
    on = key == "on"
    return await change("data", press, services, lambda rules: replace(rules, unfurling=on))


async def only_in(key: str, press: Press, services: Services) -> Reply:
    """Let topics be followed in some channels only.

    Those that this person cannot see stay as they are: nobody takes away what they do not know of.
    """
    seen = await pages.seen_here(press.channel, press.person, services)
    shown = {each.native for each in seen}
    chosen = set(key.split())
    picked = [Named(each.native, pages.label(each)) for each in seen if each.native in chosen]
    if not picked:
        raise UserError(words("unknown-button"))

    def alter(rules: Rules) -> Rules:
        hidden = [each for each in rules.channels if each.native not in shown]
        return replace(rules, channels=(*hidden, *picked))

    return await change("channels", press, services, alter)


async def everywhere(key: str, press: Press, services: Services) -> Reply:
    """Let topics be followed everywhere again."""
    return await change("channels", press, services, lambda rules: replace(rules, channels=()))


async def limits_form(key: str, press: Press, services: Services) -> Form:
    """Ask what a model may use up, and how long things are kept after us."""
    rules = await services.ruling.of(press.channel)
    hint = words("server-amount-hint")

    def amount(name: str, known: Amount | None) -> Field:
        label = words(f"server-field-{name}")
        value = known.written() if known else ""
        return Field(name, label, required=False, most=_SHORT, value=value, hint=hint)

    grace = "" if rules.grace_days is None else str(rules.grace_days)
    fields = (
        amount("day", rules.day),
        amount("month", rules.month),
        Field("grace", words("server-field-grace"), required=False, most=5, value=grace),
    )
    return Form(
        wording.action_id("server-limits", key),
        words("server-limits"),
        fields,
        words("server-save"),
    )


async def limits(key: str, press: Press, services: Services) -> Reply:
    """Set what a model may use up, and how long things are kept after us; empty is the bot's."""
    day, month = _amount(press, "day"), _amount(press, "month")
    typed = press.fields.get("grace", "").strip()
    grace = _number(typed, 0, _LONGEST_GRACE) if typed else None
    return await change(
        "data",
        press,
        services,
        lambda rules: replace(rules, day=day, month=month, grace_days=grace),
    )


async def beginnings_form(key: str, press: Press, services: Services) -> Form:
    """Ask what new channels begin with."""
    rules = await services.ruling.of(press.channel)
    languages = tuple(
        Choice(each, words("plain", text=each), chosen=each == str(rules.languages))
        for each in CHOICES
    )
    usual = words("server-empty-is-usual")
    fields = (
        Field(
            "zone",
            words("server-field-zone"),
            Kind.ZONE,
            required=False,
            most=_SHORT,
            value=rules.zone,
            hint=usual,
        ),
        Field(
            "most",
            words("server-field-most"),
            required=False,
            most=3,
            value=str(rules.most or ""),
            hint=usual,
        ),
        Field(
            "language",
            words("server-field-language"),
            Kind.CHOICE,
            required=False,
            choices=languages,
        ),
    )
    action = wording.action_id("server-start", key)
    return Form(action, words("server-to-start"), fields, words("server-save"))


async def beginnings(key: str, press: Press, services: Services) -> Reply:
    """Set what new channels begin with; those there are stay as they are."""
    typed = {name: text.strip() for name, text in press.fields.items()}
    zone = wishes.read_when(f"announced {typed['zone']}").zone if typed.get("zone") else ""
    most = _number(typed["most"], 1, _MOST) if typed.get("most") else None
    chosen = typed.get("language", "")
    languages = Languages.read(chosen) if chosen in CHOICES else UNCHOSEN
    return await change(
        "",
        press,
        services,
        lambda rules: replace(rules, zone=zone, most=most, languages=languages),
    )


def _amount(press: Press, name: str) -> Amount | None:
    typed = press.fields.get(name, "").strip()
    try:
        return Amount.read(typed) if typed else None
    except ValueError as error:
        raise UserError(words("server-amount-wrong", typed=typed)) from error


def _number(typed: str, low: int, high: int) -> int:
    plain = typed.isascii() and typed.isdecimal() and len(typed) < 6
    if not plain or not low <= int(typed) <= high:
        raise UserError(words("server-number-wrong", typed=typed, low=low, high=high))
    return int(typed)
