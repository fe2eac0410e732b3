"""`ask PAPER question`: what a paper says about something, each sentence with its place.

In the thread of a message that names one paper, the question alone will do.
"""

import re

from bot.commands import suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.naming import meant_paper, named_paper
from bot.domain import answering, papers, wording
from bot.domain.answers import LONGEST_QUESTION, asked
from bot.domain.calls import Call, CommandSpec, Field, Form, Kind, Option, Press, Reply
from bot.domain.chat import words
from bot.domain.errors import UserError
from bot.domain.grounding.plain import chinese
from bot.domain.papers import Paper
from bot.domain.spend import Payer

_ASKED = "asked"
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
    entry = wording.entry(paper, services.pipeline.look)
    return answer(*answering.blocks(said, entry), actions=(answering.again(paper.id),))


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
    buttons={answering.ASK: Button(_press, form=_form), _ASKED: Button(_press, costly=True)},
    suggests={"paper": suggest.papers_here},
)
