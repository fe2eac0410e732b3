"""`Send them this`: whoever may not do something asks those who may, and they do it by a button.

What is wanted travels in the button where it is short, and else stands in the store. Done it is in
the channel it was asked for, by whoever presses, whose rights there are looked at anew.
"""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.commands.command import Button, Services, answer
from bot.domain import wording
from bot.domain.calls import Audience, Call, Field, Form, Kind, Press, Reply
from bot.domain.channels import KnownChannel
from bot.domain.chat import Action, Channel, Line, Message, Person, Place, Style, line, words
from bot.domain.errors import DeliveryError, UserError
from bot.domain.rules import may
from bot.domain.topics.topic import LONGEST, LONGEST_NAME
from bot.ports import ChatPlatform
from bot.store.requests import Kind as Becoming
from bot.store.requests import Request

log = logging.getLogger(__name__)

SEND: Final = "send-them"
PROPOSE: Final = "propose"
DO: Final = "do-it"
_LONGEST_KEY = 55
_LONGEST_ACT = 2000
_LONGEST_SHOWN = 300
_ASKED_AT_MOST = 5
_TOPIC, _NAME = "topic", "name"


async def offer(call: Call, services: Services) -> tuple[Action, ...]:
    """Offer to ask those who may; nothing for what only a server's admins may do."""
    act = _written(call)
    if not _may_be_asked(call.verb, services) or call.channel.kind is Place.DIRECT:
        return ()
    if len(act) > _LONGEST_ACT:
        return ()
    if len(act) > _LONGEST_KEY:
        channel = await services.channel(call.channel)
        person = await services.store.people.of(call.person)
        name, now = call.person.name, services.pipeline.clock()
        store = services.store.requests
        number = await store.draft(channel.id, person, name, Becoming.DRAFT, act, now)
        act = str(number)
    return (Action(wording.action_id(SEND, act), words("action-send-them")),)


def proposal(channel: Channel) -> tuple[Action, ...]:
    """Offer to propose a topic to those who may follow it there."""
    if channel.kind is Place.DIRECT:
        return ()
    return (Action(wording.action_id(PROPOSE, "0"), words("action-propose")),)


async def _send(key: str, press: Press, services: Services) -> Reply:
    """Send what somebody wants to those who may do it."""
    act = key
    if key.isdecimal():
        draft = await services.store.requests.find(int(key))
        person = await services.store.people.known(press.person)
        if draft is None or draft.kind is not Becoming.DRAFT or draft.person != person:
            return answer(line(words("request-gone")))
        act = draft.act
    return await _request(_read(act, press.person, press.channel, services), services)


async def _propose(key: str, press: Press, services: Services) -> Reply:
    """Ask those who may to follow a topic; where a command is hidden, this is the way."""
    options = {name: text for name, text in press.fields.items() if name in (_TOPIC, _NAME)}
    if not options.get(_TOPIC, "").strip():
        raise UserError(words("propose-empty"))
    await services.new_topic(options[_TOPIC])  # Nobody should be asked for what nobody can do.
    call = Call("subscribe", press.person, press.channel, options)
    rules = await services.ruling.of(press.channel)
    if may(press.person, Audience.MANAGERS, rules, press.channel):
        return await services.carry_out(call)
    return await _request(call, services)


async def _form(key: str, press: Press, services: Services) -> Form:
    fields = (
        Field(
            _TOPIC,
            words("option-topic"),
            Kind.TOPIC,
            most=LONGEST,
            helped="subscribe topic",
        ),
        Field(_NAME, words("option-name"), required=False, most=LONGEST_NAME),
    )
    title = words("action-propose")
    return Form(wording.action_id(PROPOSE, key), title, fields, words("action-send-them"))


async def _request(call: Call, services: Services) -> Reply:
    """Write down what somebody wants, and ask for it those who may do it."""
    channel = await services.channel(call.channel)
    person = await services.store.people.of(call.person)
    now, act = services.pipeline.clock(), _written(call)
    number = await services.store.requests.add(channel.id, person, call.person.name, act, now)
    if number is None:
        return answer(line(words("request-stands")))
    names = await _ask(number, call, channel, services)
    if names:
        return answer(line(words("request-sent", names=tuple(names))))
    asked = _message(number, call, "request-in-channel")
    return Reply(Message((line(words("request-shown")),)), public=asked)


async def _ask(number: int, call: Call, channel: KnownChannel, services: Services) -> Sequence[str]:
    """Write to the first few who may; return what those are called whom it reached."""
    platform = services.pipeline.posting.platforms.get(call.channel.platform)
    if platform is None:
        return ()
    message = replace(
        _message(number, call, "request-told"), language=channel.settings.languages.first
    )
    async for group in _in_charge(channel, services):
        names = []
        for each in group:
            known = await _standing(platform, each, call.channel)
            rules = await services.ruling.of(call.channel)
            if known is None or known == call.person:
                continue
            if may(known, Audience.MANAGERS, rules, call.channel) and await _told(
                platform, known, message, number, services
            ):
                names.append(known.name or known.native)
            if len(names) == _ASKED_AT_MOST:
                break
        if names:
            return names
    return ()


async def _in_charge(channel: KnownChannel, services: Services) -> AsyncIterator[Sequence[Person]]:
    """Name who may do something there: managers, who set its topics, who let us in."""
    place = channel.channel
    rules = await services.ruling.of(place)
    yield [Person(place.platform, "", each.native, each.name) for each in rules.managers]
    yield await services.store.subscriptions.setters(channel.id, place.platform)
    space = await services.store.spaces.find((place.platform, place.space))
    if space and space.person is not None:
        theirs = await services.store.people.accounts(space.person)
        yield [each for each in theirs if each.platform == place.platform]


async def _standing(platform: ChatPlatform, person: Person, channel: Channel) -> Person | None:
    try:
        return await platform.standing(person, channel)
    except DeliveryError as error:
        log.info("Nobody says what %s may do in %s: %s", person, channel, error)
        return None


async def _told(
    platform: ChatPlatform, person: Person, message: Message, number: int, services: Services
) -> bool:
    pipeline = services.pipeline
    try:
        direct = await platform.direct(person)
        await services.channel(direct)
        await pipeline.tell(direct, message, f"request:{number}:{person.native}")
    except DeliveryError as error:
        log.info("%s could not be asked: %s", person, error)
        return False
    return True


async def _do(key: str, press: Press, services: Services) -> Reply:
    """Do what was asked for, where it was asked for, if whoever presses may."""
    request = await services.store.requests.find(int(key)) if key.isdecimal() else None
    if request is None or request.kind is not Becoming.ASKED:
        return answer(line(words("request-gone")))
    where, person = request.channel.channel, press.person
    if where.platform != person.platform:
        return answer(line(words("request-gone")))
    if press.channel != where:
        platform = services.pipeline.posting.platforms[where.platform]
        known = await platform.standing(person, where)
        if known is None:
            raise UserError(words("request-not-there", channel=wording.place(where)))
        person = known
    now = services.pipeline.clock()
    named = replace(person, name=person.name or press.person.name)
    call = _read(request.act, named, where, services)
    if not may(call.person, Audience.MANAGERS, await services.ruling.of(where), where):
        # It says who may. Nobody who may is told meanwhile that it is done.
        return await services.carry_out(call)
    if not await services.store.requests.claim(request.id, call.person.name, now):
        return answer(line(words("request-done", by=request.done_by or call.person.name)))
    try:
        reply = await services.carry_out(call)
    except BaseException:
        await services.store.requests.release(request.id)
        raise
    if reply.public:
        await _announce(_credited(reply.public, request), request, services)
    return Reply(reply.message)


async def _announce(message: Message, request: Request, services: Services) -> None:
    """Tell the channel what changed; that it cannot be told takes nothing back."""
    try:
        await services.pipeline.tell(request.channel.channel, message, f"note:do:{request.id}")
    except DeliveryError as error:
        log.warning("What was asked for was done and not told: %s", error)


def _credited(message: Message, request: Request) -> Message:
    """Say also who asked for it."""
    first, *rest = message.blocks
    by = words("request-asked-by", by=request.by)
    if isinstance(first, Line):
        return replace(message, blocks=(replace(first, parts=(*first.parts, by)), *rest))
    return replace(message, blocks=(*message.blocks, line(by, style=Style.SMALL)))


def _message(number: int, call: Call, key: str) -> Message:
    place = wording.place(call.channel)
    told = {
        "request-told": words("request-told", by=call.person.name, channel=place),
        "request-in-channel": words("request-in-channel", by=call.person.name),
    }[key]
    wanted = words("plain", text=_shown(call))
    do = Action(wording.action_id(DO, number), words("action-do-it"))
    push = words("request-push") if key == "request-told" else None
    return Message((line(told), line(wanted, style=Style.STRONG)), actions=(do,), push=push)


def _shown(call: Call) -> str:
    """Write a command as it could be typed, without what only a platform would add."""
    first, *rest = call.options.items() or [("", "")]
    text = " ".join((call.verb, first[1], *(f"{name}={value}" for name, value in rest)))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 2]} …"


def _written(call: Call) -> str:
    plain = [call.verb, dict(call.options)]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _read(act: str, person: Person, channel: Channel, services: Services) -> Call:
    """Read what somebody wants.

    Raises:
        UserError: It was written by a version that is gone, or is nothing to ask of others.
    """
    try:
        read: Any = json.loads(act)
        verb, options = read
        call = Call(str(verb), person, channel, {str(k): str(v) for k, v in options.items()})
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError(words("request-gone")) from error
    if not _may_be_asked(call.verb, services):
        raise UserError(words("request-gone"))
    return call


def _may_be_asked(verb: str, services: Services) -> bool:
    """Say whether others can be asked for it: what is about a channel, never what is about them."""
    known = (each for each in services.specs if each.name == verb)
    return any(each.audience is Audience.MANAGERS for each in known)


def buttons() -> dict[str, Button]:
    """Name the buttons; whether somebody may do it is looked at where it is done."""
    return {
        SEND: Button(_send, costly=True),
        PROPOSE: Button(_propose, form=_form, costly=True),
        DO: Button(_do),
    }
