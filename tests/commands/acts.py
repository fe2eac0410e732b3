"""What people do with buttons, menus and forms, handed to the inbox as a platform does."""

from dataclasses import dataclass

from bot.domain.calls import Press
from bot.domain.summaries import Summary
from tests.world import ANA, LAB


async def act(world, action, person=ANA, **fields):
    """Press, pick or send off, and return the answer, drawn in one row."""
    reply = await world.bot.inbox.on_press(Press(action, person, LAB, fields=fields))
    await world.bot.inbox.on_answered(reply, LAB, None)
    return " ".join(world.drawn(reply).split())


async def form(world, action, person=ANA):
    return await world.bot.inbox.on_opening(Press(action, person, LAB))


async def reply_to(world, action, **fields):
    return await world.bot.inbox.on_press(Press(action, ANA, LAB, fields=fields))


def values(reply, verb):
    (select,) = (each for each in reply.message.selects if each.verb == verb)
    return [each.value for each in select.choices]


@dataclass
class Writer:
    writer: str = "gpt-5.4-nano"
    prompt: str = "1"

    async def summarise(self, material, order, payer=None):
        known = material.paper
        return Summary(known.id, known.version, order.detail, "A line.", self.writer, self.prompt)
