"""“Less like this”: one voice for each person and paper, which orders what a digest lists."""

from bot.commands.command import Button, Services, answer
from bot.commands.naming import named_paper
from bot.domain import wording
from bot.domain.calls import Press, Reply
from bot.domain.chat import Action, Style, line, words


async def _press(key: str, press: Press, services: Services) -> Reply:
    paper = await named_paper(key, press.channel, services)
    channel = await services.channel(press.channel)
    person = await services.store.people.of(press.person)
    now = services.pipeline.clock()
    new = await services.store.tastes.less(channel.id, person, paper.id, now)
    return answer(
        line(words("less-noted" if new else "less-before", title=paper.name)),
        line(words("less-means"), style=Style.SMALL),
        actions=(Action(wording.action_id("undo-less", paper.id), words("action-undo")),),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    paper = await named_paper(key, press.channel, services)
    channel = await services.channel(press.channel)
    person = await services.store.people.of(press.person)
    gone = await services.store.tastes.not_less(channel.id, person, paper.id)
    return answer(line(words("less-undone" if gone else "less-not-said", title=paper.name)))


def buttons() -> dict[str, Button]:
    """Name the button on cards, and what takes it back."""
    return {"less": Button(_press), "undo-less": Button(_undo)}
