"""People of every standing, and what they do by ids that nobody offered them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from typing_extensions import override

from bot.domain.calls import Audience, CommandSpec
from bot.platforms.slack.heard import Spot
from bot.platforms.slack.inbound import opened_at
from tests.commands.test_permissions import ALL, MANAGE, READ
from tests.servers.discord import MANAGER, MEMBER, NotOfferedError
from tests.servers.discord.commands import SLASH
from tests.servers.discord.components import BUTTON, INPUT, LABEL, ROW, SELECT
from tests.servers.discord.interactions import CALL, PRESS, SUBMIT
from tests.servers.discord.offered import find_command, read_call
from tests.servers.discord.permissions import May
from tests.servers.slack import TEAM
from tests.servers.slack.service import View
from tests.stage import ANA, BEN
from tests.stage.discord import DiscordStage, path_of
from tests.stage.slack import SlackStage

_GIVEN = {"paper": "2511.00001", "topic": "diffusion", "question": "Why?"}
_ON_MESSAGE = {"summarise-papers": "Summarise papers", "save-papers": "Save papers"}


@dataclass(frozen=True)
class Role:
    """Somebody, where they act, and what they may do there.

    Attributes:
        on: A message of ours that they see.
        rights: By a button, a menu or a form; None where that is the same as of another role.
        typed: By a command.
        let_through: The platform gives them every command, by a choice of the server's own.
        named_only: Only managers by name count in their server or workspace meanwhile.
    """

    name: str
    person: Any
    place: Any
    on: Any
    rights: set[Audience] | None
    typed: set[Audience]
    guest: bool = False
    let_through: bool = False
    named_only: bool = False

    @property
    def trusted(self) -> bool:
        """Whether they may do more than everyone."""
        return self.rights is not None and Audience.MANAGERS in self.rights


class Hands(ABC):
    """What people do on one platform; each act tells what came of it.

    Attributes:
        named: Native ids of the managers by name; a guest among them is none for that.
        curators: Of the role whose members are managers.
    """

    named: tuple[str, ...]
    curators: str = ""

    @abstractmethod
    async def roles(self) -> list[Role]:
        """Let everybody in."""

    @abstractmethod
    async def call(self, role: Role, spec: CommandSpec) -> str:
        """Call a command; return the answer, or why it is not offered."""

    @abstractmethod
    async def press(self, role: Role, verb: str) -> str:
        """Press a button; return the answer, `form` where one opens."""

    @abstractmethod
    async def pick(self, role: Role, verb: str) -> str:
        """Pick from a menu."""

    @abstractmethod
    async def send(self, role: Role, verb: str) -> str:
        """Send a form off that may never have been opened."""


FORM, NOT_OFFERED = "(a form)", "(not offered)"


@dataclass
class DiscordHands(Hands):
    stage: DiscordStage
    named: tuple[str, ...] = ()

    @override
    async def roles(self) -> list[Role]:
        stage, server = self.stage, self.stage.server
        here, on = stage.papers, stage.channel()[-1].raw
        people = stage.people
        people["Olga"] = server.add_person("Olga", permissions=int(MANAGER | May.MANAGE_GUILD))
        people["Root"] = server.add_person("Root", permissions=int(May.ADMINISTRATOR))
        for each in ("Cleo", "Nell", "Vera"):
            people[each] = server.add_person(each)
        curators = server.add_role(stage.guild, people["Cleo"], name="curators")
        self.named, self.curators = (str(people["Nell"].id),), str(curators)
        stranger = server.add_person("Stranger")
        stranger.has_installed = True
        away = server.add_guild("Elsewhere", everyone=MEMBER, joined=False)
        there = server.add_channel(away, "chat")
        answered = await (await server.call(stranger, there, "papers", "status")).answer()
        alone = server.direct(people[BEN])
        theirs = await (await server.call(people[BEN], alone, "papers", "status")).answer()
        member = people[BEN]
        return [
            Role("administrator", people["Root"], here, on, ALL, ALL),
            Role("with Manage Server", people["Olga"], here, on, ALL, ALL, named_only=True),
            Role("with Manage Channels", people[ANA], here, on, MANAGE, MANAGE),
            Role("that, where names count", people[ANA], here, on, READ, READ, named_only=True),
            Role("of a named role", people["Cleo"], here, on, MANAGE, READ, named_only=True),
            Role("named", people["Nell"], here, on, MANAGE, MANAGE, let_through=True),
            Role("member", member, here, on, READ, READ),
            Role("let through", people["Vera"], here, on, None, MANAGE, let_through=True),
            Role("with a bot of their own", stranger, there, answered, MANAGE, READ),
            Role("that, let through", stranger, there, answered, None, READ, let_through=True),
            Role("alone with us", member, alone, theirs, MANAGE, MANAGE),
        ]

    @override
    async def call(self, role: Role, spec: CommandSpec) -> str:
        server = self.stage.server
        typed = {each.name: _GIVEN.get(each.name, "1") for each in spec.options if each.required}
        if spec.on_message:
            chosen = await server.call_on(role.person, role.on, _ON_MESSAGE[spec.name])
            return await self._answer(chosen)
        path = path_of(spec.name)
        if role.let_through:
            command = find_command(server.commands, SLASH, path[0])
            data = {"id": command["id"], "name": command["name"], "type": SLASH}
            data["options"] = read_call(command, path[1:], typed)
            made = server.interactions.send(CALL, role.person, role.place, data)
            return await self._answer(made)
        try:
            return await self._answer(await server.call(role.person, role.place, *path, **typed))
        except NotOfferedError:
            return NOT_OFFERED

    @override
    async def press(self, role: Role, verb: str) -> str:
        part = {"type": BUTTON, "custom_id": f"p1:{verb}:0~", "style": 2, "label": "Made"}
        return await self._click(role, PRESS, part)

    @override
    async def pick(self, role: Role, verb: str) -> str:
        options = [{"label": "0", "value": "0"}]
        part = {"type": SELECT, "custom_id": f"p1:pick:{verb}~", "options": options}
        return await self._click(role, PRESS, part, values=["0"])

    @override
    async def send(self, role: Role, verb: str) -> str:
        field = {"type": INPUT, "custom_id": "text", "value": "x"}
        data = {"custom_id": f"p1:{verb}:0", "components": [{"type": LABEL, "component": field}]}
        send = self.stage.server.interactions.send
        return await self._answer(send(SUBMIT, role.person, role.place, data, role.on))

    async def _click(self, role: Role, kind: int, part: dict[str, Any], **chosen: Any) -> str:
        # The client library knows no button that its message does not have.
        on = replace(role.on, components=[{"type": ROW, "components": [part]}])
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": 1}
        send = self.stage.server.interactions.send
        return await self._answer(send(kind, role.person, role.place, data | chosen, on))

    async def _answer(self, made: Any) -> str:
        await self.stage.server.until(lambda: made.modal is not None or made.answers)
        if made.modal is not None:
            return FORM
        (answer, *_) = made.answers
        return str(answer.content or answer.embeds[0]["description"])


@dataclass
class SlackHands(Hands):
    stage: SlackStage
    named: tuple[str, ...] = ()

    @override
    async def roles(self) -> list[Role]:
        stage, server = self.stage, self.stage.server
        here, on = stage.papers, stage.channel()[-1].raw
        people = stage.people
        people["Olga"] = server.add_person("Olga", admin=True)
        people["Root"] = server.add_person("Root", owner=True)
        people["Nell"] = server.add_person("Nell")
        people["Gus"] = server.add_person("Gus", guest=True)
        people["Single"] = server.add_person("Single", single_channel_guest=True)
        people["Eve"] = server.add_person("Eve", stranger=True, admin=True)
        here.members |= {each.id for each in people.values()}
        self.named = people["Nell"].id, people["Gus"].id
        member, guest = people[BEN], people["Gus"]
        alone = {}
        for who in (BEN, "Gus"):
            await stage.type("status", who, direct=True)
            said = server.messages(server.direct(people[who]))
            alone[who] = next(each for each in said if each.bot_id)
        direct = server.direct
        return [
            Role("owner", people["Root"], here, on, ALL, ALL),
            Role("admin", people["Olga"], here, on, ALL, ALL, named_only=True),
            Role("member", member, here, on, MANAGE, MANAGE),
            Role("member, where names count", member, here, on, READ, READ, named_only=True),
            Role("named", people["Nell"], here, on, MANAGE, MANAGE, named_only=True),
            Role("guest by name", guest, here, on, READ, READ, guest=True),
            Role("guest of one channel", people["Single"], here, on, None, READ, guest=True),
            Role("of another team, its admin", people["Eve"], here, on, READ, READ, guest=True),
            Role("member alone with us", member, direct(member), alone[BEN], MANAGE, MANAGE),
            Role("guest alone with us", guest, direct(guest), alone["Gus"], READ, READ, guest=True),
        ]

    @override
    async def call(self, role: Role, spec: CommandSpec) -> str:
        server, person = self.stage.server, role.person
        if spec.on_message:
            return await self._answer(role, server.use_shortcut(person, role.on, spec.name))
        options = [_GIVEN.get(each.name, "1") for each in spec.options if each.required]
        text = " ".join([spec.name, *options])
        if person.stranger:
            return await self._answer(role, server.mention(person, role.place, text))
        return await self._answer(role, server.call(person, role.place, text))

    @override
    async def press(self, role: Role, verb: str) -> str:
        return await self._click(role, {"type": "button", "action_id": f"p1:{verb}:0"}, {})

    @override
    async def pick(self, role: Role, verb: str) -> str:
        option = {"text": {"type": "plain_text", "text": "0"}, "value": "0"}
        element = {"type": "static_select", "action_id": f"p1:pick:{verb}"}
        return await self._click(role, element, {"selected_option": option})

    @override
    async def send(self, role: Role, verb: str) -> str:
        note = opened_at(Spot(role.person.id, role.place.id, TEAM, channel_name=role.place.name))
        body = {"type": "modal", "callback_id": f"p1:{verb}:0", "private_metadata": note}
        id = self.stage.server.workspace.id("V")
        view = View(id, role.person.id, body | {"id": id, "blocks": []})
        values = {"text": {"text": {"type": "plain_text_input", "value": "x"}}}
        return await self._answer(role, self.stage.server.submit(role.person, view, values))

    async def _click(self, role: Role, element: dict[str, Any], chosen: dict[str, Any]) -> str:
        async def act() -> Any:
            block = {"block_id": "made"}
            return self.stage.server._act(role.person, role.on, block, element, chosen)

        return await self._answer(role, act())

    async def _answer(self, role: Role, act: Any) -> str:
        server = self.stage.server
        views, done = len(server.views), self.stage.inbox.done
        before = {id(each): each.edits for each in self.stage._shown_to(role.person)}
        sent = await act
        await sent.acknowledged

        def told() -> list[Any]:
            shown = self.stage._shown_to(role.person)
            new = [each for each in shown if before.get(id(each)) != each.edits]
            return sent.answers or new

        await server.until(lambda: len(server.views) > views or told())
        if len(server.views) > views:
            return FORM
        await self.stage.inbox.after(done + 1)
        return str(told()[0].text)
