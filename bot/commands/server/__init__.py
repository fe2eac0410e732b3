"""`server`: what a whole server or workspace has chosen, for those in charge of it.

pages    what the panel shows
changes  what its menus and forms change, each with Undo
people   who manages channels besides those whom the platform lets
moves    the whole set-up as a file, out and in
"""

from functools import partial

from bot.commands import requests
from bot.commands.command import Button, Command, Services
from bot.commands.server import changes, moves, pages, people
from bot.domain.calls import Audience, Call, CommandSpec, Press, Reply


async def _handle(call: Call, services: Services) -> Reply:
    return await pages.show("", call.channel, call.person, services)


async def _turn(key: str, press: Press, services: Services) -> Reply:
    return await pages.show(key, press.channel, press.person, services)


_step = partial(Button, audience=Audience.SERVER, changes=True)

COMMAND = Command(
    CommandSpec(name="server", audience=Audience.SERVER),
    _handle,
    buttons={
        "server": _step(_turn),
        "server-undo": _step(changes.undo),
        "server-model": _step(changes.model),
        "server-share": _step(changes.sharing),
        "server-unfurl": _step(changes.unfurling),
        "server-limits": _step(changes.limits, form=changes.limits_form),
        "server-start": _step(changes.beginnings, form=changes.beginnings_form),
        "server-only": _step(changes.only_in),
        "server-everywhere": _step(changes.everywhere),
        "server-manage": _step(people.who_counts),
        "server-add": _step(people.add, form=people.form),
        "server-remove": _step(people.remove),
        "server-export": Button(moves.export, Audience.SERVER),
        "server-import": _step(moves.preview, form=moves.form),
        "server-bring": _step(moves.bring),
        "undo-import": Button(moves.undo, Audience.MANAGERS, anywhere=True),
        **requests.buttons(),
    },
)
