"""Who may do what, on the real platforms: every command and button, by every role, on every path.

What is right stands in the table of `tests/commands/test_permissions.py`. One bot runs for the
whole of it; buttons, menus and forms are pressed by ids made by hand, on a real message of ours,
as somebody would who is not offered them.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from bot import commands
from bot.domain.calls import Audience
from bot.domain.rules import Named
from tests.commands.test_permissions import BUTTONS, COMMANDS, EVERYONE, MANAGERS
from tests.contracts.chat.around import configure
from tests.forged import DiscordHands, Hands, Role, SlackHands
from tests.servers.slack import TEAM
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import paper

_MENUS = (
    "me-language",
    "me-unlink",
    "save",
    "saved-drop",
    "saved-tag",
    "server-manage",
    "server-model",
    "server-only",
    "server-remove",
    "server-share",
    "server-unfurl",
    "set-detail",
    "set-language",
    "set-layout",
    "setup-field",
    "setup-take",
    "setup-when",
    "setup-zone",
    "similar",
    "topic",
)
"""Verbs that are picked from a menu."""
_REFUSALS = (
    "Only people who manage this channel can do that",
    "Only people with Manage Server can do that",
    "Only admins and owners of this workspace can do that",
    "This is about a whole server or workspace",
    "I am not a member of this server",
    "(not offered)",
)
_OWN_RULES = ("unshare", "do-it")
"""For everyone, but they look themselves who it is."""

Way = tuple[str, Audience, set[Audience], str]
"""Its name, for whom it is, what its role may do that way, and what was answered."""


async def paths(hands: Hands, role: Role) -> AsyncIterator[Way]:
    """Go every way there is; what is for everyone is pressed by those who may do least."""
    for command in commands.ALL:
        spec = command.spec
        yield f"/{spec.name}", COMMANDS[spec.name], role.typed, await hands.call(role, spec)
        for verb, button in command.buttons.items():
            audience = BUTTONS[verb]
            if role.rights is None or (
                audience is EVERYONE and role.trusted and verb not in _OWN_RULES
            ):
                continue
            said = await hands.press(role, verb)
            yield f"[{verb}]", audience, role.rights, said
            if verb in _MENUS:
                said = await hands.pick(role, verb)
                yield f"{verb} picked", audience, role.rights, said
            if button.form:
                said = await hands.send(role, verb)
                yield f"{verb} sent off", audience, role.rights, said


async def rule(stage: Any, hands: Hands, space: str, *, named_only: bool) -> None:
    """Let a server have chosen who manages its channels."""

    def chosen(rules: Any) -> Any:
        managers = tuple(Named(each) for each in hands.named)
        roles = (Named(hands.curators),) if hands.curators else ()
        return replace(rules, managers=managers, roles=roles, channels=(), named_only=named_only)

    await stage.store.spaces.change((stage.name, space), chosen, stage.clock())


@pytest.fixture(
    params=[(DiscordStage, DiscordHands), (SlackStage, SlackHands)], ids=lambda p: p[0].name
)
async def hands(request, tmp_path):
    kind, acting = request.param
    async with AsyncExitStack() as stack:
        stage = kind(tmp_path)
        await stage.open(stack)
        configure(stage, {f"PAPERBOY_LIMITS__{who}_CALLS": "0" for who in ("PERSON", "CHANNEL")})
        await stack.enter_async_context(stage.bot())
        await stage.arrive(paper(1, "Diffusion for birds"))
        await stage.type("subscribe diffusion")
        yield acting(stage)


async def test_every_role_may_do_what_is_theirs_on_every_path_and_nothing_else(hands):
    stage = hands.stage
    space = str(stage.guild.id) if stage.name == "discord" else TEAM
    wrong, ways = [], 0
    for role in await hands.roles():
        await rule(stage, hands, space, named_only=role.named_only)
        async for way, audience, rights, said in paths(hands, role):
            through = not said.startswith(_REFUSALS)
            ways += 1
            if through is not (audience in rights):
                wrong.append((role.name, way, said[:120]))
            if "server-" in way and through:
                await rule(stage, hands, space, named_only=role.named_only)
            # These look themselves whether it is a member, and whether it is theirs.
            if role.guest and way in ("/ask", "ask sent off") and "are for members" not in said:
                wrong.append((role.name, way, said[:120]))
            if way == "[unshare]" and ("who shared it" in said) is (MANAGERS in rights):
                wrong.append((role.name, way, said[:120]))
    assert wrong == []
    assert ways > 700
