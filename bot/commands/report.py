"""The button under a model's text that says it is wrong; who may read it may press it."""

from functools import partial

from bot.commands.command import Button, Services, answer
from bot.commands.naming import named_paper
from bot.domain.calls import Press, Reply
from bot.domain.chat import Style, line, words
from bot.domain.jobs import Follow
from bot.domain.summaries import Detail


async def _press(key: str, press: Press, services: Services, *, detail: Detail) -> Reply:
    paper = await named_paper(key, press.channel, services)
    incident = await services.reporting.report(paper, detail, press.person)
    if incident is None:
        return answer(line(words("report-before", title=paper.name)))
    services.submit(Follow())
    return answer(
        line(words("report-thanks", title=paper.name)),
        line(words("report-incident", incident=incident), style=Style.SMALL),
    )


def buttons() -> dict[str, Button]:
    """Name the buttons, one for each length of text."""
    return {f"report-{detail}": Button(partial(_press, detail=detail)) for detail in Detail}
