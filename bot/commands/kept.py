"""Answers that are kept for a while, by the number in their buttons."""

from bot.commands.command import Services
from bot.domain.chat import Person, words
from bot.domain.errors import UserError
from bot.store.answers import KeptAnswer


async def own(key: str, kind: str, person: Person, services: Services) -> tuple[KeptAnswer, int]:
    """Return an answer that was given to a person, and the page that is meant.

    Args:
        key: The number of the answer, then that of the page.

    Raises:
        UserError: It is not kept any more, or it is another person's.
    """
    number, _, page = key.partition(" ")
    found = None
    if number.isdecimal():
        found = await services.store.answers.get(int(number), kind)
    if found is None or found.person != await services.store.people.known(person):
        raise UserError(words("answer-gone"))
    return found, int(page) if page.isdecimal() else 1
