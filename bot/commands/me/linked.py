"""One person on several services: a code from one account, given on the other, a yes on the first.

Nothing is put together before that yes, which names both.
"""

from bot.commands.command import Services, answer
from bot.commands.me import panel
from bot.domain import linking, wording
from bot.domain.calls import Field, Form, Press, Reply
from bot.domain.chat import Action, Channel, Message, Person, Style, Value, line, words
from bot.domain.errors import DeliveryError
from bot.domain.linking import Outcome
from bot.store.linking import Linked

_LONGEST = 40
_MINUTES = int(linking.LIFE.total_seconds() // 60)


async def asked(person: Person, channel: Channel, services: Services) -> Reply:
    """Show a new code, here and nowhere else."""
    code = linking.draw(services.draw)
    number = await services.store.people.of(person)
    now = services.pipeline.clock()
    await services.store.linking.ask(number, person, linking.hashed(code), now)
    return answer(
        line(words("link-the-code", code=code), style=Style.STRONG),
        line(words("link-how", minutes=_MINUTES, command=f"me code={code}")),
        line(words("link-what"), style=Style.SMALL),
        actions=(_back(),),
    )


async def pressed(key: str, press: Press, services: Services) -> Reply:
    """Show a new code."""
    return await asked(press.person, press.channel, services)


async def code_form(key: str, press: Press, services: Services) -> Form | None:
    """Ask for the code of the other account."""
    code = Field("code", words("link-form-code"), most=_LONGEST, hint=words("link-form-hint"))
    return Form(
        wording.action_id("me-code", ""), words("link-form-title"), (code,), words("link-do-go")
    )


async def code_given(key: str, press: Press, services: Services) -> Reply:
    """Take the code from the form."""
    return await give(press.fields.get("code", ""), press.person, services)


async def give(code: str, person: Person, services: Services) -> Reply:
    """Take a code that another account was given; where it is good, ask that account."""
    if not code.strip():
        return answer(line(words("link-code-missing")))
    number = await services.store.people.of(person)
    now = services.pipeline.clock()
    given = linking.hashed(code)
    outcome, found = await services.store.linking.give(number, person, given, now)
    if found is None:
        return answer(line(words(f"link-gave-{outcome}", minutes=_MINUTES)), actions=(_back(),))
    told = await _tell(
        found.first,
        Message(
            (
                line(words("me-link-question", **_names(found)), style=Style.STRONG),
                line(words("link-what"), style=Style.SMALL),
            ),
            actions=panel.answers(found),
        ),
        f"link:{found.id}",
        services,
    )
    key = "link-asked" if told else "link-asked-there"
    return answer(
        line(words(key, first=panel.named(found.first), minutes=_MINUTES)),
        actions=(Action(wording.action_id("me-refuse", found.id), words("link-do-stop")),),
    )


async def confirmed(key: str, press: Press, services: Services) -> Reply:
    """Make two people one, as the account that asked says."""
    if not key.isdecimal():
        return answer(line(words("unknown-button")))
    now = services.pipeline.clock()
    outcome, found = await services.store.linking.confirm(int(key), press.person, now)
    if outcome is not Outcome.LINKED or found is None:
        return answer(line(words("link-over")), actions=(_back(),))
    done = line(words("link-done", **_names(found)))
    how = line(words("link-undo"), style=Style.SMALL)
    await _tell(found.second, Message((done, how)), f"linked:{found.id}", services)
    return await panel.shown(press.person, press.channel, services, done, how)


async def refused(key: str, press: Press, services: Services) -> Reply:
    """Forget a request to link."""
    gone = key.isdecimal() and await services.store.linking.refuse(int(key), press.person)
    return answer(line(words("link-refused" if gone else "link-over")), actions=(_back(),))


async def unlinked(key: str, press: Press, services: Services) -> Reply:
    """Put an account on a person of its own."""
    people = services.store.people
    number = await people.known(press.person)
    theirs = await people.accounts(number) if number else []
    which = next((each for each in theirs if panel.key_of(each) == key), None)
    if number is None or which is None or not await services.store.linking.unlink(number, which):
        return await panel.shown(
            press.person, press.channel, services, line(words("link-unlinked-before"))
        )
    said = line(words("link-unlinked", account=panel.named(which)))
    return await panel.shown(press.person, press.channel, services, said)


async def _tell(somebody: Person, message: Message, part: str, services: Services) -> bool:
    """Tell an account something alone; False where it cannot be reached."""
    platform = services.pipeline.posting.platforms.get(somebody.platform)
    if platform is None:
        return False
    try:
        direct = await platform.direct(somebody)
        await services.channel(direct)
        await services.store.people.owns(somebody, direct)
        await services.pipeline.tell(direct, message, part)
    except DeliveryError:
        return False
    return True


def _names(found: Linked) -> dict[str, Value]:
    return {"first": panel.named(found.first), "second": panel.named(found.second)}


def _back() -> Action:
    return Action(wording.action_id("me", ""), words("me-do-back"))
