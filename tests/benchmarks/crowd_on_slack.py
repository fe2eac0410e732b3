"""A crowd on a loopback Slack."""

import json
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
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, TEAM, Message, SlackServer
from tests.servers.slack import Person as Member
from tests.servers.slack.service import View
from tests.stage.slack import MANIFEST

_EPHEMERAL = "chat.postEphemeral"
_TYPED = ("vision", "learning", "language", "cs.R")
_NUMERALS = ("one", "two", "three", "four")


class SlackCrowd(Crowd):
    """One workspace, installed from our manifest."""

    name = "slack"

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        self.server = await stack.enter_async_context(SlackServer(manifest=manifest, history=True))
        self.members = [self.server.add_person(f"Ana {number}") for number in range(self.people)]
        self.rooms = [
            self.server.add_channel(f"papers-{number}", *self.members)
            for number in range(self.channels)
        ]
        self._pressed_in_threads = 0
        self._taken: set[str] = set()

    @override
    def environ(self) -> Mapping[str, str]:
        return {
            "PAPERBOY_SLACK__BOT_TOKEN": BOT_TOKEN,
            "PAPERBOY_SLACK__APP_TOKEN": APP_TOKEN,
            "PAPERBOY_SLACK__API_URL": self.server.api_url,
            # It is the answers that count here, not how fast digests may be posted.
            "PAPERBOY_SLACK__PER_MINUTE": "60000",
            "PAPERBOY_SLACK__GAP_S": "0",
            **SETTINGS,
        }

    @override
    def places(self) -> Sequence[Channel]:
        return [Channel("slack", TEAM, each.id, f"#{each.name}") for each in self.rooms]

    @override
    async def look(self) -> None:
        for room in self.rooms:
            for message in _posted(room.messages.values()):
                if message.in_thread:
                    self.pressable.append(message)
                elif any(part["type"] == "static_select" for part in _parts(message)):
                    self.menus.append(message)
        self._form = await self._add_a_topic(self.members[0])

    @override
    def standing(self, place: Channel) -> Standing:
        room = self.server.workspace.channels[place.native]
        posted = list(_posted(room.messages.values()))
        cards = tuple(_url(each) for each in posted if each.in_thread)
        return Standing(len(posted) - len(cards), cards)

    @override
    def refusals(self) -> Mapping[str, int]:
        return self.server.refused

    @override
    async def call(self, verb: str, number: int | None) -> Asked:
        person, room = self.chance.choice(self.members), self.chance.choice(self.rooms)
        text = verb if number is None else f"{verb} {number}"
        sent = await self.server.call(person, room, text)
        return Asked(verb or "panel", sent.acknowledged, lambda: bool(sent.answers))

    @override
    def acts(self) -> Sequence[Callable[[], Any]]:
        return (self._press, self._pick, self._react, self._type, self._ask)

    async def _press(self) -> Asked:
        message, verb = self.chance.choice(self.pressable), self.chance.choice(PRESSED)
        ids = [part["action_id"] for part in _parts(message) if part["type"] == "button"]
        wanted = [each for each in ids if each.startswith(f"p1:{verb}:")] or ids
        sent = await self.server.press(self.chance.choice(self.members), message, wanted[0])
        # In a thread the answer comes by a method that does not say what it answers.
        self._pressed_in_threads += 1
        number, calls = self._pressed_in_threads, self.server.calls
        return Asked("button", sent.acknowledged, lambda: calls[_EPHEMERAL] >= number)

    async def _ask(self) -> Asked:
        message, person = self.chance.choice(self.pressable), self.chance.choice(self.members)
        buttons = [part["action_id"] for part in _parts(message) if part["type"] == "button"]
        wanted = next(each for each in buttons if each.startswith("p1:ask:"))
        before = len(self.server.views)
        opened = await self.server.press(person, message, wanted)
        theirs: list[View] = []

        async def fill() -> Asked:
            view = await self.server.until(lambda: self._opened(person, before), PATIENCE_S)
            theirs.append(view)
            sent = await self.server.fill(person, view, {"question": QUESTION})
            self._pressed_in_threads += 1
            number, calls = self._pressed_in_threads, self.server.calls
            return Asked("form", sent.acknowledged, lambda: calls[_EPHEMERAL] >= number)

        self.fill_in(fill())
        return Asked("button of a form", opened.acknowledged, lambda: bool(theirs))

    async def _type(self) -> Asked:
        who, typed = self.members[0], self.chance.choice(_TYPED)
        sent = await self.server.load_options(who, self._form, typed, "")
        return Asked(TYPING, sent.acknowledged, lambda: sent.reply is not None)

    async def _add_a_topic(self, who: Member) -> View:
        """Open the form in which somebody types what to follow."""
        panel = await self.server.call(who, self.rooms[0], "")
        await self.server.until(lambda: panel.answers, PATIENCE_S)
        before = len(self.server.views)
        await self.server.press(who, panel.answers[0], "Add a topic")
        return await self.server.until(lambda: self._opened(who, before), PATIENCE_S)

    def _opened(self, person: Member, before: int) -> View | None:
        """Return a form that was opened for somebody since there were so many, once."""
        for view in self.server.views[before:]:
            if view.person == person.id and view.id not in self._taken:
                self._taken.add(view.id)
                return view
        return None

    async def _pick(self) -> Asked:
        message = self.chance.choice(self.menus)
        menu = next(part for part in _parts(message) if part["type"] == "static_select")
        value = self.chance.choice(menu["options"])["value"]
        person = self.chance.choice(self.members)
        sent = await self.server.choose(person, message, value, menu["action_id"])
        return Asked("menu", sent.acknowledged, lambda: bool(sent.answers))

    async def _react(self) -> Asked:
        while True:
            heading = self.chance.random() < 0.5
            message = self.chance.choice(self.menus if heading else self.pressable)
            position = self.chance.randint(1, NUMBERS) if heading else None
            name = _NUMERALS[position - 1] if position else "bookmark"
            member = self.chance.choice(self.members)
            if member.id not in message.reactions.get(name, ()):
                break
        sent = await self.server.react(member, message, name)
        assert sent
        self.reactions.append(
            Reacted(
                Person("slack", TEAM, member.id),
                Channel("slack", TEAM, message.channel.id),
                message.ts,
                position,
                f"{position}\ufe0f\u20e3" if position else "🔖",
            )
        )
        return Asked("reaction", sent.acknowledged, lambda: True)


def _posted(messages: Any) -> Iterator[Message]:
    return (each for each in messages if each.bot_id and each.shown_to is None)


def _parts(message: Message) -> Iterator[dict[str, Any]]:
    for block in message.blocks:
        if block["type"] == "actions":
            yield from block["elements"]


def _url(message: Message) -> str:
    """Return the first address in a message."""
    return next(_urls(message.blocks), "")


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "link":
            yield value["url"]
        for each in value.values():
            yield from _urls(each)
    elif isinstance(value, list):
        for each in value:
            yield from _urls(each)
