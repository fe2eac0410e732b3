"""`ask PAPER question`: what a paper says about something, each sentence with its place.

In the thread of a message that names one paper, the question alone will do.
"""

import re

from bot.commands import kept, share, suggest
from bot.commands.command import Button, Command, Services
from bot.commands.naming import meant_paper, named_paper
from bot.domain import answering, pages, papers, wording
from bot.domain.answers import LONGEST_QUESTION, Answer, asked
from bot.domain.calls import Call, CommandSpec, Field, Form, Kind, Option, Press, Reply
from bot.domain.chat import Action, Block, Channel, Message, Person, words
from bot.domain.errors import UserError
from bot.domain.grounding.plain import chinese
from bot.domain.papers import Paper
from bot.domain.spend import Payer
from bot.store.answers import ASKED

_ASKED = "asked"
_TURNED = "answered"
_SHARED = "share-answer"
_NUMBER = re.compile(r"#?(\d{1,4})", re.ASCII)
_FIRST = re.compile(r"[!-~]+")
"""Where no blank is written between words, a number or id ends all the same: `3用了哪些数据？`."""
_BETWEEN = " .,:;、，：；。"


async def _handle(call: Call, services: Services) -> Reply:
    if call.person.guest:
        raise UserError(words("ask-members-only"))
    named, question = _parted(call)
    paper = await _paper(named, call, services)
    if not any(each.isalnum() for each in question):
        raise UserError(words("ask-empty", title=paper.name))
    if len(question) > LONGEST_QUESTION:
        raise UserError(words("ask-too-long", count=len(question), most=LONGEST_QUESTION))
    language = "zh" if chinese(question) else "en"
    payer = Payer(call.channel, call.person)
    said = await services.asking.answer(paper, question, language, payer)
    person = await services.store.people.of(call.person)
    number = await services.store.answers.keep_said(person, said, services.pipeline.clock())
    return await _page(said, number, 1, call.channel, services)


async def _page(
    said: Answer, number: int, page: int, channel: Channel, services: Services
) -> Reply:
    """Show a page of an answer that is kept."""
    parts = len(answering.parted(said))
    page = pages.within(page, parts)
    actions = (
        answering.again(said.paper),
        *await share.offered(_SHARED, f"{number} {page}", channel, services),
        *pages.turning(_TURNED, f"{number}", page, parts),
    )
    blocks = await _blocks(said, page, services)
    return Reply(Message(blocks, actions=actions))


async def _blocks(said: Answer, page: int, services: Services) -> tuple[Block, ...]:
    paper = await services.store.papers.one(said.paper)
    entry = wording.entry(paper or Paper(id=said.paper), services.pipeline.look)
    return tuple(answering.blocks(said, entry, page))


async def _kept(key: str, person: Person, services: Services) -> tuple[Answer, int, int]:
    """Return an answer, its number and the page that is meant.

    Raises:
        UserError: It is not kept any more, or it is another person's.
    """
    said, page = await kept.own(key, ASKED, person, services)
    return said.said, said.id, page


async def _turn(key: str, press: Press, services: Services) -> Reply:
    said, number, page = await _kept(key, press.person, services)
    return await _page(said, number, page, press.channel, services)


async def _share(key: str, press: Press, services: Services) -> Message:
    said, _, page = await _kept(key, press.person, services)
    blocks = await _blocks(said, pages.within(page, len(answering.parted(said))), services)
    save = Action(wording.action_id("save", said.paper), words("action-save"))
    return Message(blocks, actions=(save, answering.again(said.paper)))


def _parted(call: Call) -> tuple[str, str]:
    """Tell the paper from the question: what is typed in one go begins with the paper, or has none.

    A title that is followed by a question cannot be told from it; it needs `question=`.
    """
    typed, question = call.options.get("paper", "").strip(), call.options.get("question", "")
    if question.strip():
        return typed, asked(question)
    first = _FIRST.match(typed)
    named = first[0].rstrip(_BETWEEN) if first else ""
    if _NUMBER.fullmatch(named) or papers.named(named):
        return named, asked(typed[len(named) :].lstrip(_BETWEEN))
    return "", asked(typed)


async def _paper(named: str, call: Call, services: Services) -> Paper:
    """Return the paper that is meant: in a thread, a number is one of the list above it."""
    if meant := await meant_paper(named, call, services):
        return meant
    if not named:
        raise UserError(words("ask-which"))
    return await named_paper(named, call.channel, services)


async def _form(key: str, press: Press, services: Services) -> Form | None:
    if press.person.guest:
        return None
    field = Field("question", words("ask-form-label"), most=LONGEST_QUESTION, lines=True)
    title, submit = words("ask-form-title"), words("ask-form-submit")
    return Form(wording.action_id(_ASKED, key), title, (field,), submit)


async def _press(key: str, press: Press, services: Services) -> Reply:
    """Answer what stands in the form; where none could be opened, say what to type."""
    options = {"paper": key, **press.fields}
    return await _handle(Call("ask", press.person, press.channel, options), services)


COMMAND = Command(
    CommandSpec(
        name="ask",
        options=(
            Option("paper", Kind.PAPER, required=True),
            Option("question", required=True),
        ),
    ),
    _handle,
    costly=True,
    buttons={
        answering.ASK: Button(_press, form=_form),
        _ASKED: Button(_press, costly=True),
        _TURNED: Button(_turn, changes=True),
        _SHARED: share.button(_share),
    },
    suggests={"paper": suggest.papers_here},
)
