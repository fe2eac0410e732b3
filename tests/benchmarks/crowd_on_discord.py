"""A crowd on a loopback Discord."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any

from typing_extensions import override

from bot.domain.chat import Channel, Person
from tests.benchmarks.child import PATIENCE_S
from tests.benchmarks.crowd import (
    NUMBERS,
    PRESSED,
    QUESTION,
    SETTINGS,
    TYPING,
    Asked,
    Crowd,
    Reacted,
    Standing,
)
from tests.servers.discord import MANAGER, MEMBER, DiscordServer, Interaction, Message
from tests.stage.discord import TOKEN, path_of

_IN_GUILD = 50
_BUTTON, _MENU = 2, 3
_CARD = "https://arxiv.org/abs/"


class DiscordCrowd(Crowd):
    """Guilds with channels; people who are in all of them."""

    name = "discord"

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        self.server = await stack.enter_async_context(DiscordServer(TOKEN))
        guilds = [
            self.server.add_guild(f"Lab {number}", everyone=MEMBER)
            for number in range(-(-self.channels // _IN_GUILD))
        ]
        self.rooms = [
            self.server.add_channel(guilds[number // _IN_GUILD], f"papers-{number}")
            for number in range(self.channels)
        ]
        self.members = [
            self.server.add_person(f"Ana {number}", permissions=MEMBER if number % 5 else MANAGER)
            for number in range(self.people)
        ]

    @override
    def environ(self) -> Mapping[str, str]:
        return {
            "PAPERBOY_DISCORD__TOKEN": TOKEN,
            "PAPERBOY_DISCORD__API_URL": self.server.api_url,
            "PAPERBOY_DISCORD__GATEWAY_URL": self.server.gateway_url,
            "PAPERBOY_DISCORD__READY_S": "0.1",
            **SETTINGS,
        }

    @override
    def places(self) -> Sequence[Channel]:
        return [
            Channel("discord", str(each.guild.id), str(each.id), f"#{each.name}")
            for each in self.rooms
        ]

    @override
    async def look(self) -> None:
        for room in self.rooms:
            for message in self._posted(room):
                if any(part["type"] == _MENU for part in _parts(message)):
                    self.menus.append(message)
                elif _url(message):
                    self.pressable.append(message)

    @override
    def standing(self, place: Channel) -> Standing:
        posted = list(self._posted(self.server.world.channels[int(place.native)]))
        cards = tuple(filter(None, map(_url, posted)))
        headings = [each for each in posted if any(p["type"] == _MENU for p in _parts(each))]
        return Standing(len(headings), cards, len(posted) - len(headings) - len(cards))

    @override
    def refusals(self) -> Mapping[str, int]:
        bad = (each for each in self.server.requests if each.status >= 400)
        return Counter(f"{each.status} {each.method}" for each in bad)

    @override
    async def call(self, verb: str, number: int | None) -> Asked:
        person, room = self.chance.choice(self.members), self.chance.choice(self.rooms)
        options = {} if number is None else {"paper": str(number)}
        called = await self.server.call(person, room, *path_of(verb), **options)
        return _asked(verb or "panel", called)

    @override
    def acts(self) -> Sequence[Callable[[], Any]]:
        return (self._press, self._pick, self._react, self._type, self._ask)

    async def _press(self) -> Asked:
        message, verb = self.chance.choice(self.pressable), self.chance.choice(PRESSED)
        ids = [part["custom_id"] for part in _parts(message) if part["type"] == _BUTTON]
        wanted = [each for each in ids if each.startswith(f"p1:{verb}:")] or ids
        person = self.chance.choice(self.members)
        return _asked("button", await self.server.press(person, message, wanted[0]))

    async def _ask(self) -> Asked:
        message = self.chance.choice(self.pressable)
        ids = [part["custom_id"] for part in _parts(message) if part["type"] == _BUTTON]
        wanted = next(each for each in ids if each.startswith("p1:ask:"))
        opened = await self.server.press(self.chance.choice(self.members), message, wanted)

        async def fill() -> Asked:
            await opened.form(PATIENCE_S)
            return _asked("form", await self.server.submit(opened, question=QUESTION))

        self.fill_in(fill())
        return Asked("button of a form", opened.acknowledged, lambda: opened.modal is not None)

    async def _pick(self) -> Asked:
        message = self.chance.choice(self.menus)
        menu = next(part for part in _parts(message) if part["type"] == _MENU)
        value = self.chance.choice(menu["options"])["value"]
        person = self.chance.choice(self.members)
        return _asked("menu", await self.server.choose(person, message, menu["custom_id"], value))

    async def _react(self) -> Asked:
        heading = self.chance.random() < 0.5
        message = self.chance.choice(self.menus if heading else self.pressable)
        position = self.chance.randint(1, NUMBERS) if heading else None
        emoji = f"{position}\ufe0f\u20e3" if position else "🔖"
        member = self.chance.choice(self.members)
        await self.server.react(member, message, emoji)
        room = message.channel
        home = getattr(room, "parent", room)
        self.reactions.append(
            Reacted(
                Person("discord", "", str(member.id)),
                Channel("discord", str(home.guild.id), str(home.id)),
                str(message.id),
                position,
                emoji,
            )
        )
        return Asked("reaction", None, lambda: True)

    async def _type(self) -> Asked:
        person, room = self.chance.choice(self.members), self.chance.choice(self.rooms)
        asked = await self.server.suggest(
            person, room, "papers", "save", focused="paper", paper=str(NUMBERS)
        )
        return Asked(TYPING, asked.acknowledged, lambda: asked.choices is not None)

    def _posted(self, room: Any) -> Iterator[Message]:
        for message in self.server.messages(room):
            if message.author is self.server.bot and message.seen_by is None:
                yield message
                if message.thread:
                    yield from self._posted(message.thread)


def _asked(what: str, interaction: Interaction) -> Asked:
    return Asked(what, interaction.acknowledged, lambda: bool(interaction.answers))


def _parts(message: Message) -> Iterator[dict[str, Any]]:
    for row in message.components:
        yield from row.get("components", ())


def _url(message: Message) -> str | None:
    urls = (embed.get("url") or "" for embed in message.embeds)
    return next((url for url in urls if url.startswith(_CARD)), None)
