"""`save PAPER [tags=…]`: keep a paper on your own list.

A save is a set of reasons: see `store/saved.py`.
"""

from bot.commands import suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import called_paper, named_paper
from bot.domain import tags, wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.chat import Action, Style, line, words

_BY_COMMAND = "command"
_BY_BUTTON = "button"


async def _handle(call: Call, services: Services) -> Reply:
    paper = await called_paper(call, services)
    person = await services.store.people.of(call.person)
    filed = tags.read(call.options.get("tags", ""))
    now = services.pipeline.clock()
    new = await services.store.saved.add(person, paper, _BY_COMMAND, now, tags=filed)
    return answer(
        line(words("saved-now" if new else "saved-before", title=paper.name)),
        *((line(words("saved-tags", tags=filed)),) if filed else ()),
        line(words("save-next"), style=Style.SMALL),
        actions=(Action(wording.action_id("unsave", paper.id), words("action-undo")),),
    )


async def _press(key: str, press: Press, services: Services) -> Reply:
    """Save by the button or menu; pressing again takes that reason back."""
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    if _BY_BUTTON in await services.store.saved.reasons(person, paper.id):
        gone = await services.store.saved.drop(person, paper.id, _BY_BUTTON)
        return answer(line(words("unsaved" if gone else "saved-still", title=paper.name)))
    new = await services.store.saved.add(person, paper, _BY_BUTTON, services.pipeline.clock())
    return answer(
        line(words("saved-now" if new else "saved-before", title=paper.name)),
        actions=(Action(wording.action_id("unsave-button", paper.id), words("action-undo")),),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    return await _take_back(key, press, services, _BY_COMMAND)


async def _undo_button(key: str, press: Press, services: Services) -> Reply:
    return await _take_back(key, press, services, _BY_BUTTON)


async def _take_back(key: str, press: Press, services: Services, reason: str) -> Reply:
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    gone = await services.store.saved.drop(person, paper.id, reason)
    return answer(line(words("unsaved" if gone else "saved-still", title=paper.name)))


COMMAND = Command(
    CommandSpec(name="save", options=(Option("paper", Kind.PAPER, required=True), Option("tags"))),
    _handle,
    buttons={
        "save": Button(_press),
        "unsave": Button(_undo),
        "unsave-button": Button(_undo_button),
    },
    suggests={"paper": suggest.papers_here},
)
