"""`summary PAPER`: what a paper says, and whose words that is."""

from bot.commands import suggest
from bot.commands.command import Command, Services
from bot.commands.naming import named_paper
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.spend import Payer
from bot.domain.summaries import Detail, Order


async def _handle(call: Call, services: Services) -> Reply:
    paper = await named_paper(call.options.get("paper", ""), call.channel, services)
    detail = Detail(call.options.get("detail", Detail.TLDR).casefold())
    payer = Payer(call.channel, call.person)
    summary = await services.pipeline.writing.summarise(paper, Order(detail), payer)
    look = services.pipeline.look
    return Reply(wording.card(paper, None, summary, look, position=None, without="summary"))


async def _press(key: str, press: Press, services: Services) -> Reply:
    return await _handle(Call("summary", press.person, press.channel, {"paper": key}), services)


COMMAND = Command(
    CommandSpec(
        name="summary",
        options=(
            Option("paper", Kind.PAPER, required=True),
            Option("detail", Kind.CHOICE, choices=tuple(Detail)),
        ),
    ),
    _handle,
    presses={"summary": _press},
    suggests={"paper": suggest.papers_here},
)
