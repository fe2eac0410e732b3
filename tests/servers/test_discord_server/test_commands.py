"""Which commands may be registered, and who may call them."""

from typing import Any

import pytest

from tests.servers.discord import (
    MEMBER,
    Channel,
    DiscordServer,
    Guild,
    May,
    NotOfferedError,
    Person,
)
from tests.servers.test_discord_server.client import (
    COMMAND,
    Bot,
    post,
    refusal_of,
)


async def test_only_registered_commands_with_fitting_values_can_be_called(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    good = {"paper": "x", "layout": "list", "most": 3}
    call = await server.call(ana, papers, "papers", "typed", who=ana, **good)
    assert (await call.answer()).content == f"x list 3 {ana.id}"
    for path, typed in (
        (("paper",), {}),
        (("papers",), {}),
        (("papers", "unknown"), {}),
        (("papers", "typed"), {"paper": "x", "layout": "list"}),
        (("papers", "typed"), good | {"layout": "other"}),
        (("papers", "typed"), good | {"most": 61}),
        (("papers", "typed"), good | {"most": "3"}),
        (("papers", "typed"), good | {"more": 1}),
    ):
        with pytest.raises(NotOfferedError):
            await server.call(ana, papers, *path, **typed)


def option(name: str = "o", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d"} | more


def sub(name: str, *options: dict[str, Any], kind: int = 1) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "d", "options": list(options)}


def with_options(*options: dict[str, Any]) -> list[dict[str, Any]]:
    return [COMMAND | {"options": list(options)}]


REFUSED_COMMANDS = {
    "capital name": [COMMAND | {"name": "Status"}],
    "name with a space": [COMMAND | {"name": "my status"}],
    "long name": [COMMAND | {"name": "x" * 33}],
    "no description": [COMMAND | {"description": ""}],
    "long description": [COMMAND | {"description": "x" * 101}],
    "long translation": [COMMAND | {"description_localizations": {"de": "x" * 101}}],
    "same name": [COMMAND, COMMAND],
    "26 options": with_options(*(option(f"o{n}") for n in range(26))),
    "same option": with_options(option(), option()),
    "required after optional": with_options(option("a"), option("b", required=True)),
    "choices and autocomplete": with_options(
        option(autocomplete=True, choices=[{"name": "a", "value": "a"}])
    ),
    "long choice": with_options(option(choices=[{"name": "a", "value": "x" * 101}])),
    "26 choices": with_options(
        option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])
    ),
    "values beside subcommands": with_options(sub("a"), option()),
    "a group in a group": with_options(sub("a", sub("b", kind=2), kind=2)),
    "8000 in all": with_options(
        *(
            sub(f"s{n}", *(option(f"o{m}", description="x" * 100) for m in range(20)))
            for n in range(5)
        )
    ),
}


@pytest.mark.parametrize("case", REFUSED_COMMANDS)
async def test_a_set_of_commands_beyond_a_limit_is_refused(
    case: str, server: DiscordServer, rest: Bot
) -> None:
    path = f"/applications/{server.bot.id}/commands"
    assert await refusal_of(post(rest, path, REFUSED_COMMANDS[case], "PUT")) == (400, 50035)
    assert server.commands == []


async def test_there_are_at_most_a_hundred_commands(server: DiscordServer, rest: Bot) -> None:
    path = f"/applications/{server.bot.id}/commands"
    many = [COMMAND | {"name": f"c{n}"} for n in range(101)]
    assert await refusal_of(post(rest, path, many, "PUT")) == (400, 30032)
    stored = await post(rest, path, many[:100], "PUT")
    again = await post(rest, path, many[:1], "PUT")
    assert again[0]["id"] == stored[0]["id"]


async def test_a_command_is_offered_to_those_who_may_use_it(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    managers = COMMAND | {"default_member_permissions": str(int(May.MANAGE_CHANNELS))}
    path = f"/applications/{server.bot.id}/commands"
    await post(rest, path, [managers | {"contexts": [0]}], "PUT")
    await server.call(ana, papers, "status")
    with pytest.raises(NotOfferedError):
        await server.call(server.add_person("Bo", permissions=MEMBER), papers, "status")
    with pytest.raises(NotOfferedError):
        await server.call(ana, server.direct(ana), "status")


async def test_commands_of_one_guild_are_offered_there_alone(
    server: DiscordServer, lab: Guild, papers: Channel, ana: Person, rest: Bot
) -> None:
    path = f"/applications/{server.bot.id}/guilds/{lab.id}/commands"
    (stored,) = await post(rest, path, [COMMAND], "PUT")
    assert stored["guild_id"] == str(lab.id)
    await server.call(ana, papers, "status")
    other = server.add_channel(server.add_guild("Other"))
    with pytest.raises(NotOfferedError):
        await server.call(ana, other, "status")
    assert await refusal_of(post(rest, "/applications/1/commands", [], "PUT")) == (403, 50001)
