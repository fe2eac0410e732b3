"""`save PAPER [tags=…]`: keep a paper on your own list.

A save is a set of reasons: see `store/saved.py`.
"""

from collections import Counter

from bot.commands import sheets, suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import called_paper, named_paper
from bot.domain import tags, wording
from bot.domain.calls import Call, CommandSpec, Field, Form, Kind, Option, Press, Reply
from bot.domain.chat import Action, Style, line, words
from bot.domain.papers import Paper, PaperId

_BY_COMMAND = "command"
_BY_BUTTON = "button"
_SUGGESTED = 6
_LONGEST_TAGS = 500


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
        actions=(
            Action(wording.action_id("unsave", paper.id), words("action-undo")),
            _tagging(paper.id),
        ),
    )


def _tagging(paper: PaperId) -> Action:
    return Action(wording.action_id("tags", paper), words("action-tags"))


async def _press(key: str, press: Press, services: Services) -> Reply:
    """Save by the button or menu; pressing again takes that reason back."""
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    if any(map(_is_button, await services.store.saved.reasons(person, paper.id))):
        return await _let_go(paper, person, services)
    reason = sheets.button_in(press.channel)
    new = await services.store.saved.add(person, paper, reason, services.pipeline.clock())
    return answer(
        line(words("saved-now" if new else "saved-before", title=paper.name)),
        actions=(
            Action(wording.action_id("unsave-button", paper.id), words("action-undo")),
            _tagging(paper.id),
        ),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    gone = await services.store.saved.drop(person, paper.id, _BY_COMMAND)
    return answer(line(words("unsaved" if gone else "saved-still", title=paper.name)))


async def _undo_button(key: str, press: Press, services: Services) -> Reply:
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    return await _let_go(paper, person, services)


async def _let_go(paper: Paper, person: int, services: Services) -> Reply:
    """Take back every button that somebody pressed for a paper, wherever that was."""
    saved, gone = services.store.saved, False
    for reason in filter(_is_button, await saved.reasons(person, paper.id)):
        gone |= await saved.drop(person, paper.id, reason)
    return answer(line(words("unsaved" if gone else "saved-still", title=paper.name)))


def _is_button(reason: str) -> bool:
    return reason.partition(":")[0] == _BY_BUTTON


async def _tags_form(key: str, press: Press, services: Services) -> Form | None:
    """Ask for the tags of a saved paper; those that its person has used stand below."""
    person = await services.store.people.of(press.person)
    kept = await services.store.saved.of(person)
    its = next((each for each in kept if each.paper.id == key), None)
    if its is None:
        return None
    used = Counter(tag for each in kept for tag in each.tags)
    most = tuple(tag for tag, _ in used.most_common(_SUGGESTED))
    field = Field(
        "tags",
        words("tags-label"),
        required=False,
        most=_LONGEST_TAGS,
        value=", ".join(its.tags),
        hint=words("tags-yours", tags=most) if most else words("tags-hint"),
    )
    title, submit = words("tags-title"), words("tags-submit")
    return Form(wording.action_id("tagged", key), title, (field,), submit)


async def _tagged(key: str, press: Press, services: Services) -> Reply:
    """File a saved paper under what stands in the form; an empty one files it under nothing."""
    paper = await named_paper(key, press.channel, services)
    person = await services.store.people.of(press.person)
    filed = tags.read(press.fields.get("tags", ""))
    if not await services.store.saved.file(person, paper.id, filed):
        return answer(line(words("tags-not-saved", title=paper.name)))
    said = words("saved-tags", tags=filed) if filed else words("tags-none", title=paper.name)
    return answer(line(said), actions=(_tagging(paper.id),))


async def _tags_typed(key: str, press: Press, services: Services) -> Reply:
    """Say what to type where no form could be opened."""
    paper = await named_paper(key, press.channel, services)
    return answer(line(words("tags-how", command=f"save {paper.id} tags=…")))


COMMAND = Command(
    CommandSpec(name="save", options=(Option("paper", Kind.PAPER, required=True), Option("tags"))),
    _handle,
    buttons={
        "save": Button(_press),
        "unsave": Button(_undo),
        "unsave-button": Button(_undo_button),
        "tags": Button(_tags_typed, form=_tags_form),
        "tagged": Button(_tagged),
    },
    suggests={"paper": suggest.papers_here},
)
