"""Fingers: whatever stands on a message is pressed by its id, also on messages of long ago."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.servers.discord.limits import POSTED, read_message
from tests.stage import Seen
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

MARKS = ("~12", "~", "")
"""How Discord's ids ended: with the message's key, without one, and at first with nothing."""
LOST = ("on my side", "could not be done now", "version that is gone", "cannot be shown here")
"""What an answer says that is none."""
SLACKS_FIRST_MENUS = ("p1:pick:save", "p1:pick:save#2")
FIRST_MENUS = ("p1:pick:save~12", "p1:pick:save#2~12", "p1:pick:save~")


@dataclass(frozen=True)
class Part:
    """A button or an entry of a menu: its native id, and the value that is picked."""

    id: str
    value: str = ""


class OnDiscord(DiscordStage):
    """Fingers on Discord."""

    def parts(self, seen: Seen) -> Iterator[Part]:
        """Return what can be pressed; of a long menu, the first entries."""
        for each in (part for row in seen.raw.components for part in row["components"]):
            if each["type"] == 2:
                yield Part(each["custom_id"])
            else:
                yield from (Part(each["custom_id"], o["value"]) for o in each["options"][:2])

    async def click(self, seen: Seen, part: Part, who: str) -> Seen:
        """Press something and return the answer, or the form that opens."""
        person, done = self.people[who], self.inbox.done
        if part.value:
            made = await self.server.choose(person, seen.raw, part.id, part.value)
        else:
            made = await self.server.press(person, seen.raw, part.id)
        await self.server.until(lambda: made.modal or made.answers)
        if made.modal:
            return Seen("form", private=True, raw=made.modal)
        return await self._answer(made, done)

    def stand(self, *components: dict[str, Any]) -> Seen:
        """Let a message of ours stand there from before."""
        rows = [{"type": 1, "components": [each]} for each in components]
        body = {"embeds": [{"description": "Of an earlier release"}], "components": rows}
        draft = read_message(body, [], flags=POSTED)
        posted = self.server.posting.post(self.papers, self.server.bot, draft)
        return self._seen(posted)

    def button(self, action: str, number: int) -> tuple[dict[str, Any], Part]:
        """Write a button as an earlier release did; the number says which one."""
        id = f"p1:{action}{MARKS[number % len(MARKS)]}"
        return {"type": 2, "style": 2, "label": "x", "custom_id": id}, Part(id)

    def menu(self, number: int, value: str) -> tuple[dict[str, Any], Part]:
        """Write a menu of one paper as an earlier release did."""
        id = FIRST_MENUS[number % len(FIRST_MENUS)]
        options = [{"label": "x", "value": value}]
        return {"type": 3, "custom_id": id, "options": options}, Part(id, value)


class OnSlack(SlackStage):
    """Fingers on Slack."""

    def parts(self, seen: Seen) -> Iterator[Part]:
        """Return what can be pressed; of a long menu, the first entries."""
        for block in seen.raw.blocks:
            for each in block["elements"] if block["type"] == "actions" else ():
                if each["type"] == "button":
                    yield Part(each["action_id"])
                else:
                    # Three dots hold a button each.
                    several = each["options"][: 5 if each["type"] == "overflow" else 2]
                    yield from (Part(each["action_id"], o["value"]) for o in several)

    async def click(self, seen: Seen, part: Part, who: str) -> Seen:
        """Press something and return the answer, or the form that opens."""
        person = self.people[who]
        if part.value:
            act = self.server.choose(person, seen.raw, part.value, part.id)
        else:
            act = self.server.press(person, seen.raw, part.id)
        many = len(self.server.views)
        opened = asyncio.create_task(self.server.until(lambda: len(self.server.views) > many))
        answered = asyncio.create_task(self._answer(person, act))
        await asyncio.wait([opened, answered], return_when=asyncio.FIRST_COMPLETED)
        if answered.done():
            opened.cancel()
            return await answered
        answered.cancel()
        return Seen("form", private=True, raw=self.server.views[-1])

    def stand(self, *components: dict[str, Any]) -> Seen:
        """Let a message of ours stand there from before."""
        said = {"text": "Old", "blocks": [{"type": "actions", "elements": [*components]}]}
        content = self.server.service.content(said)
        self.server.service.speak(self.papers, content, via="chat.postMessage")
        return self.channel()[-1]

    def button(self, action: str, number: int) -> tuple[dict[str, Any], Part]:
        """Write a button as an earlier release did; the number says which one."""
        label = {"type": "plain_text", "text": "x"}
        id = f"p1:{action}"
        return {"type": "button", "text": label, "action_id": id}, Part(id)

    def menu(self, number: int, value: str) -> tuple[dict[str, Any], Part]:
        """Write a menu of one paper as an earlier release did."""
        label = {"type": "plain_text", "text": "x"}
        options = [{"text": label, "value": value}]
        menu = {"type": "static_select", "placeholder": label, "options": options}
        id = SLACKS_FIRST_MENUS[number % len(SLACKS_FIRST_MENUS)]
        return menu | {"action_id": id}, Part(id, value)
