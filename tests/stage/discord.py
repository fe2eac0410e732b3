"""Discord as a stage: the real discord.py against a loopback Discord."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from typing import Any

from typing_extensions import override

from bot.domain.calls import Audience
from bot.domain.typed import read_call
from bot.platforms.discord.adapter import DiscordPlatform
from bot.platforms.discord.spelling import speller
from bot.settings import Settings
from tests.servers.discord import MANAGER, MEMBER, DiscordServer, Interaction, Message
from tests.stage import ANA, BEN, SPECS, Seen, Stage
from tests.world import sentences

TOKEN = "MTAx.loopback." + "discord-token-of-the-stage-0123456789"
_LINK = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(<?([^)>]+)>?\)")


class DiscordStage(Stage):
    """A guild with the channel #papers."""

    name = "discord"

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        self.server = await stack.enter_async_context(
            DiscordServer(TOKEN, clock=lambda: self.clock().timestamp())
        )
        self.guild = self.server.add_guild("Lab", everyone=MEMBER)
        self.papers = self.server.add_channel(self.guild, "papers")
        self.people = {
            ANA: self.server.add_person("Ana", permissions=MANAGER),
            BEN: self.server.add_person("Ben"),
        }

    @override
    def environ(self) -> dict[str, str]:
        return {
            "PAPERBOY_DISCORD__TOKEN": TOKEN,
            "PAPERBOY_DISCORD__API_URL": self.server.api_url,
            "PAPERBOY_DISCORD__GATEWAY_URL": self.server.gateway_url,
            "PAPERBOY_DISCORD__READY_S": "0.05",
        }

    @override
    def platform(self, settings: Settings) -> DiscordPlatform:
        return DiscordPlatform(
            token=TOKEN,
            api_url=settings.discord.api_url,
            gateway_url=settings.discord.gateway_url,
            specs=SPECS,
            say_in=sentences(settings.language).speaking(speller(SPECS)),
            ready_s=settings.discord.ready_s,
        )

    @override
    def channel(self) -> list[Seen]:
        found = self.server.messages(self.papers)
        return [self._seen(each) for each in found if each.author is self.server.bot]

    @override
    def thread(self, heading: Seen) -> list[Seen]:
        thread = heading.raw.thread
        return [self._seen(each) for each in self.server.messages(thread)] if thread else []

    @override
    def pinged(self) -> set[str]:
        places = [self.papers, *self.server.threads(self.papers)]
        return {
            who for place in places for each in self.server.messages(place) for who in each.pings
        }

    @override
    async def type(self, text: str, who: str = ANA, *, direct: bool = False) -> Seen:
        verb, options = read_call(text, SPECS)
        person = self.people[who]
        place = self.server.direct(person) if direct else self.papers
        done = self.inbox.done
        call = await self.server.call(person, place, *path_of(verb), **options)
        return await self._answer(call, done)

    @override
    async def press(self, message: Seen, label: str, who: str = ANA) -> Seen:
        buttons = [each for each in _parts(message.raw) if each["type"] == 2]
        wanted = next((each for each in buttons if each["label"] == label), None)
        if wanted is None:
            # It is one of those that come as an answer to the last button.
            folded = next(each for each in buttons if each["custom_id"].startswith("p1:more:"))
            return await self.press(await self.press(message, folded["label"], who), label, who)
        done = self.inbox.done
        pressed = await self.server.press(self.people[who], message.raw, wanted["custom_id"])
        return await self._answer(pressed, done)

    @override
    async def fill(
        self, message: Seen, label: str, fields: Mapping[str, str], who: str = ANA
    ) -> Seen:
        wanted = next(each for each in _parts(message.raw) if each.get("label") == label)
        opened = await self.server.press(self.people[who], message.raw, wanted["custom_id"])
        form = await opened.form()
        given: dict[str, Any] = {**fields}
        for part in form["components"]:
            field = part.get("component", {})
            if field.get("type") == 3 and field["custom_id"] in given:
                given[field["custom_id"]] = given[field["custom_id"]].split()
        done = self.inbox.done
        return await self._answer(await self.server.submit(opened, **given), done)

    @override
    async def choose(self, message: Seen, verb: str, *values: str, who: str = ANA) -> Seen:
        picks = re.compile(rf"p1:pick:{re.escape(verb)}(#\d+)?~")
        menu = next(
            each
            for each in _parts(message.raw)
            if each["type"] == 3 and picks.match(each["custom_id"])
            if set(values) <= {option["value"] for option in each["options"]}
        )
        done = self.inbox.done
        person = self.people[who]
        chosen = await self.server.choose(person, message.raw, menu["custom_id"], *values)
        return await self._answer(chosen, done)

    @override
    async def pick(self, message: Seen, number: int, who: str = ANA) -> Seen:
        menus = list(filter(_saves, _parts(message.raw)))
        offered = [(menu, option["value"]) for menu in menus for option in menu["options"]]
        menu, value = offered[number - 1]
        done = self.inbox.done
        person = self.people[who]
        chosen = await self.server.choose(person, message.raw, menu["custom_id"], value)
        return await self._answer(chosen, done)

    async def choose_on(self, text: str, entry: str, who: str = BEN) -> Seen:
        """Choose an entry in the menu of a message that Ana has written, and return the answer."""
        written = await self.server.say(self.people[ANA], self.papers, text)
        done = self.inbox.done
        chosen = await self.server.call_on(self.people[who], written, entry)
        return await self._answer(chosen, done)

    @override
    async def react(self, message: Seen, emoji: str, who: str = ANA, *, on: bool = True) -> None:
        done = self.inbox.done
        act = self.server.react if on else self.server.unreact
        await act(self.people[who], message.raw, emoji)
        await self.inbox.after(done + 1)

    async def _answer(self, asked: Interaction, done: int) -> Seen:
        answer = await asked.answer()
        await self.inbox.after(done + 1)
        return self._seen(answer)

    def _seen(self, message: Message) -> Seen:
        texts = [message.content]
        links: list[str] = []
        for embed in message.embeds:
            links += [embed["url"]] if embed.get("title") and embed.get("url") else []
            foot = embed.get("footer", {}).get("text", "")
            texts += [embed.get("title", ""), embed.get("description", ""), foot]
        shown = "\n".join(filter(None, texts))
        links += [found[1] for found in _LINK.findall(shown)]
        shown = _LINK.sub(lambda found: found[1], shown)
        parts = list(_parts(message))
        return Seen(
            text=re.sub(
                r"\s+", " ", re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", shown.replace("\u200b", ""))
            ),
            links=tuple(links),
            buttons=tuple(each["label"] for each in parts if each["type"] == 2),
            menu=tuple(o["label"] for each in parts if each["type"] == 3 for o in each["options"]),
            private=message.ephemeral,
            notifies=message.notifies,
            reactions=tuple(
                emoji for emoji, who in message.reactions.items() if self.server.bot.id in who
            ),
            raw=message,
        )


def path_of(verb: str) -> tuple[str, ...]:
    """Return the names under which Discord has a command."""
    if not verb:
        return ("paperboy",)
    spec = next((each for each in SPECS if each.name == verb), None)
    assert spec, f"Discord offers no command {verb}"
    return ("papers" if spec.audience is Audience.EVERYONE else "papers-admin", verb)


def _parts(message: Message) -> Iterator[dict[str, Any]]:
    for row in message.components:
        yield from row.get("components", ())


def _saves(part: dict[str, Any]) -> bool:
    return str(part.get("custom_id", "")).startswith("p1:pick:save")
