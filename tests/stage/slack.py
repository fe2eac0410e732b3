"""Slack as a stage: the real slack-bolt in Socket Mode against a loopback Slack."""

import json
import re
from collections.abc import Awaitable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.spelling import speller
from bot.settings import Settings
from tests.servers.slack import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    Message,
    Person,
    Sent,
    SlackServer,
)
from tests.stage import ANA, BEN, SPECS, Seen, Stage
from tests.world import sentences

MANIFEST = Path(__file__).parents[2] / "config" / "slack-manifest.json"
_NAMES = {
    "🔖": "bookmark",
    "⭐": "star",
    "👍": "+1",
    "1️⃣": "one",
    "2️⃣": "two",
    "3️⃣": "three",
    "🔟": "keycap_ten",
}
_CLICKABLE = ("button", "static_select", "multi_static_select", "overflow")


class SlackStage(Stage):
    """A workspace with the channel #papers, installed from our manifest."""

    name = "slack"
    history = True
    """Whether the optional history scopes were granted."""

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        self.server = await stack.enter_async_context(
            SlackServer(manifest=manifest, history=self.history, clock=lambda: self.clock())
        )
        self.people = {ANA: self.server.add_person("Ana"), BEN: self.server.add_person("Ben")}
        self.papers = self.server.add_channel("papers", *self.people.values())

    @override
    def environ(self) -> dict[str, str]:
        return {
            "PAPERBOY_SLACK__BOT_TOKEN": BOT_TOKEN,
            "PAPERBOY_SLACK__APP_TOKEN": APP_TOKEN,
            "PAPERBOY_SLACK__API_URL": self.server.api_url,
            "PAPERBOY_SLACK__PING_S": "0.3",
            # Nobody is counting here.
            "PAPERBOY_SLACK__PER_MINUTE": "60000",
            "PAPERBOY_SLACK__GAP_S": "0",
        }

    @override
    def platform(self, settings: Settings) -> SlackPlatform:
        return SlackPlatform(
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            api_url=settings.slack.api_url,
            command=settings.slack.command,
            specs=SPECS,
            say_in=sentences(settings.language).speaking(speller(settings.slack.command)),
            clock=self.clock,
            in_flight=settings.slack.in_flight,
            ping_s=settings.slack.ping_s,
            per_minute=settings.slack.per_minute,
            gap_s=settings.slack.gap_s,
        )

    @override
    def channel(self) -> list[Seen]:
        return [_seen(each) for each in self.server.messages(self.papers) if each.bot_id]

    @override
    def thread(self, heading: Seen) -> list[Seen]:
        return [_seen(each) for each in self.server.replies(heading.raw) if each.bot_id]

    @override
    def pinged(self) -> set[str]:
        return self.server.pinged(self.papers)

    @override
    async def type(self, text: str, who: str = ANA, *, direct: bool = False) -> Seen:
        person = self.people[who]
        place = self.server.direct(person) if direct else self.papers
        if person.stranger:
            # People of another team have no slash commands of ours; they call the bot by name.
            return await self._answer(person, self.server.mention(person, place, text))
        return await self._answer(person, self.server.call(person, place, text))

    @override
    async def press(self, message: Seen, label: str, who: str = ANA) -> Seen:
        person = self.people[who]
        folded = [
            (each, option)
            for each in _parts(message.raw)
            for option in (each["options"] if each["type"] == "overflow" else ())
            if option["text"]["text"] == label
        ]
        if folded:
            menu, option = folded[0]
            act = self.server.choose(person, message.raw, option["value"], menu["action_id"])
            return await self._answer(person, act)
        return await self._answer(person, self.server.press(person, message.raw, label))

    @override
    async def fill(
        self, message: Seen, label: str, fields: Mapping[str, str], who: str = ANA
    ) -> Seen:
        person, before = self.people[who], len(self.server.views)
        await self.server.press(person, message.raw, label)
        await self.server.until(lambda: len(self.server.views) > before)
        filled = self.server.fill(person, self.server.views[-1], fields)
        return await self._answer(person, filled)

    @override
    async def choose(self, message: Seen, verb: str, *values: str, who: str = ANA) -> Seen:
        person, menu = self.people[who], f"p1:pick:{verb}"
        element = next(each for each in _parts(message.raw) if each.get("action_id") == menu)
        wanted = list(values) if element["type"].startswith("multi_") else values[0]
        chosen = self.server.choose(person, message.raw, wanted, menu)
        return await self._answer(person, chosen)

    @override
    async def pick(self, message: Seen, number: int, who: str = ANA) -> Seen:
        menu = next(filter(_saves, _parts(message.raw)))
        value = menu["options"][number - 1]["value"]
        person = self.people[who]
        chosen = self.server.choose(person, message.raw, value, menu["action_id"])
        return await self._answer(person, chosen)

    async def choose_on(self, text: str, entry: str, who: str = BEN) -> Seen:
        """Choose an entry in the menu of a message that Ana has written, and return the answer."""
        await self.server.say(self.people[ANA], self.papers, text)
        written = self.server.messages(self.papers)[-1]
        offered = json.loads(MANIFEST.read_text(encoding="utf-8"))["features"]["shortcuts"]
        callback = next(each["callback_id"] for each in offered if each["name"] == entry)
        person = self.people[who]
        return await self._answer(person, self.server.use_shortcut(person, written, callback))

    @override
    async def react(self, message: Seen, emoji: str, who: str = ANA, *, on: bool = True) -> None:
        done = self.inbox.done
        act = self.server.react if on else self.server.unreact
        await act(self.people[who], message.raw, _NAMES.get(emoji, emoji))
        await self.inbox.after(done + 1)

    async def _answer(self, person: Person, act: Awaitable[Sent | None]) -> Seen:
        """Do something, and return the message that answers it, by whichever way it comes."""
        done, before = self.inbox.done, self._shown_to(person)
        edits = {each.ts: each.edits for each in before}
        sent = await act
        assert sent
        await sent.acknowledged
        await self.inbox.after(done + 1)
        # An answer may take the place of what it answers to.
        new = [each for each in self._shown_to(person) if edits.get(each.ts) != each.edits]
        return _seen((sent.answers or new)[0])

    def _shown_to(self, person: Person) -> list[Message]:
        direct = self.server.all_messages(self.server.direct(person))
        return [*self.server.ephemerals(person), *(each for each in direct if each.bot_id)]


def _seen(message: Message) -> Seen:
    texts, links = [], []
    for element in _elements(message.blocks):
        text = element.get("text")
        if element.get("type") == "link":
            links.append(element["url"])
            texts.append(element.get("text", element["url"]))
        elif isinstance(text, str):
            texts.append(text)
    parts = list(_parts(message))
    return Seen(
        text=re.sub(r"\s+", " ", " ".join([*texts, message.text])),
        links=tuple(links),
        buttons=(
            *(each["text"]["text"] for each in parts if each["type"] == "button"),
            # People see them once they press the three dots.
            *_options(parts, "overflow"),
        ),
        menu=tuple(_options(parts, "static_select", "multi_static_select")),
        private=message.shown_to is not None,
        notifies=message.shown_to is None and not message.in_thread,
        reactions=tuple(name for name, who in message.reactions.items() if BOT_USER in who),
        raw=message,
    )


def _saves(part: dict[str, Any]) -> bool:
    return str(part.get("action_id", "")).startswith("p1:pick:save")


def _elements(value: Any) -> Iterator[dict[str, Any]]:
    """Walk every part of the blocks that shows something."""
    if isinstance(value, dict):
        if value.get("type") in _CLICKABLE:
            return
        yield value
        for each in value.values():
            yield from _elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from _elements(each)


def _options(parts: Iterable[dict[str, Any]], *kinds: str) -> Iterator[str]:
    for each in parts:
        if each["type"] in kinds:
            yield from (option["text"]["text"] for option in each["options"])


def _parts(message: Message) -> Iterator[dict[str, Any]]:
    for block in message.blocks:
        if block["type"] == "actions":
            yield from block["elements"]
        elif "accessory" in block:
            yield block["accessory"]
