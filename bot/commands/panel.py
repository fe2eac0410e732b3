"""`/papers` alone: this channel at a glance."""

from bot.commands import topics
from bot.commands.command import Command, Services, answer
from bot.domain import wording
from bot.domain.calls import Call, CommandSpec, Reply
from bot.domain.chat import Style, line, words


async def _handle(call: Call, services: Services) -> Reply:
    channel = await services.channel(call.channel)
    return answer(
        line(words("panel-title", channel=wording.place(call.channel)), style=Style.STRONG),
        *await topics.followed(channel, services),
        line(words("panel-next"), style=Style.SMALL),
    )


COMMAND = Command(CommandSpec(name=""), _handle)
