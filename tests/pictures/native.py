"""Everything that is drawn each platform's own way: set-up, digest, card, settings, errors …

What somebody sees who is new, in English and Chinese: forms, menus and dots are shown open.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.chat import words
from tests.pictures import details
from tests.pictures.scenes import (
    AGENTS,
    MORNING,
    ZONES,
    Own,
    Picture,
    Post,
    Sheet,
    delivered,
    known,
    speak,
)
from tests.servers.discord.permissions import May
from tests.stage import ANA, BEN, Seen, Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import sentences

LANGUAGES = ("en", "zh")
_EARLY: Final = timedelta(hours=6)
"""So long before the list of the day Ana sets her channel up."""
_WANTED: Final = {
    "en": {"words": "image generation, diffusion -video", "name": "Images"},
    "zh": {"words": "image generation, diffusion -video", "name": "图像生成"},
}
_SUBSCRIBED: Final = "subscribe cs.CV (image generation, diffusion -video) name=Images"
_FIELD: Final = {"discord": "computer vision", "slack": "cs.CV"}
"""On Discord the name of a field is written, on Slack it is picked."""
_CARDS = 2


class Visitor:
    """Ana at a stage, who makes pictures of what she sees."""

    def __init__(self, stage: Stage, language: str) -> None:
        self.stage = stage
        self.language = language

    def label(self, key: str, **values: int) -> str:
        """Return what a button is called."""
        return sentences(self.language).say(words(key, **values))

    async def type(self, command: str, **how: Any) -> tuple[Seen, Post]:
        """Type a command."""
        seen = await self.stage.type(command)
        return seen, Post(copy(seen.raw), asked=(ANA, command), **how)

    async def press(self, seen: Seen, label: str, **how: Any) -> tuple[Seen, Post]:
        """Press a button."""
        after = await self.stage.press(seen, label)
        return after, Post(copy(after.raw), pressed=(ANA, label), **how)

    async def fill(
        self, seen: Seen, label: str, fields: Mapping[str, str]
    ) -> tuple[Seen, Sheet, Post]:
        """Fill in the form behind a button, and send it off."""
        after = await self.stage.fill(seen, label, fields)
        form = Sheet(self._form(), fields, pressed=(ANA, label))
        return after, form, Post(copy(after.raw))

    async def open(self, seen: Seen, label: str) -> Sheet:
        """Press a button that opens a form, and leave it as it is."""
        if isinstance(self.stage, DiscordStage):
            parts = (each for row in seen.raw.components for each in row["components"])
            wanted = next(each for each in parts if each.get("label") == label)
            ana = self.stage.people[ANA]
            opened = await self.stage.server.press(ana, seen.raw, wanted["custom_id"])
            await opened.form()
        else:
            assert isinstance(self.stage, SlackStage)
            server, before = self.stage.server, len(self.stage.server.views)
            await server.press(self.stage.people[ANA], seen.raw, label)
            await server.until(lambda: len(server.views) > before)
        return Sheet(self._form(), pressed=(ANA, label))

    def _form(self) -> Mapping[str, Any]:
        if isinstance(self.stage, DiscordStage):
            every = self.stage.server.interactions.all.values()
            return [each.modal for each in every if each.modal][-1]
        assert isinstance(self.stage, SlackStage)
        body: Mapping[str, Any] = self.stage.server.views[-1].body
        return body

    def picture(self, name: str, *posts: Post | Sheet | Own, where: str = "papers") -> Picture:
        """Make a picture."""
        zone = ZONES[self.language] if isinstance(self.stage, SlackStage) else "UTC"
        return Picture(f"{self.language}-{name}", posts, self.language, where, zone)


async def play(
    kind: type[Stage], language: str, figure: bytes, folder: Path
) -> AsyncIterator[Picture]:
    """Play every scene, and yield the pictures."""
    async with _opened(kind, language, details.new(folder / "lab")) as ana:
        newest = await known(ana.stage)
        yield await _set_up(ana)
        await ana.stage.type(f"subscribe {AGENTS}")
        ana.stage.clock.now = MORNING
        heading = await delivered(ana.stage, newest)
        cards = ana.stage.thread(heading)
        await ana.stage.react(cards[0], "🔖", BEN)
        shown = [each.raw for each in cards[:_CARDS]]
        yield ana.picture("digest", Post(heading.raw, thread=shown, replies=len(cards)))
        yield await _card(ana, heading, cards[1])
        yield await _settings(ana)
        yield await _own(ana)
        _, helped = await ana.type("help")
        yield ana.picture("help", helped)
        yield await _errors(ana)
    yield await _summary(kind, language, figure, details.new(folder / "texts"))


async def transcript(language: str, folder: Path) -> str:
    """Return what a terminal shows, which reads well as text."""
    async with _opened(ConsoleStage, language, folder) as ana:
        stage = ana.stage
        assert isinstance(stage, ConsoleStage)
        await known(stage)
        await stage.type(f"settings language {language}")
        shown: list[str] = []
        for typed in ("", _SUBSCRIBED, "settings", "help", "subscribe cs.CVV diffusion"):
            before = len(stage.screen.getvalue())
            await stage.type(typed)
            rows = stage.screen.getvalue()[before:].splitlines()
            drawn = "\n".join(row.rstrip() for row in rows).strip("\n")
            shown.append(f"› {typed or '/papers'}\n\n{drawn}\n")
    return "\n".join(shown)


@asynccontextmanager
async def _opened(kind: type[Stage], language: str, folder: Path) -> AsyncIterator[Visitor]:
    async with AsyncExitStack() as stack:
        stage = kind(folder)
        stage.clock.now = MORNING - _EARLY
        await stage.open(stack)
        speak(stage, language)
        await stack.enter_async_context(stage.bot())
        yield Visitor(stage, language)


async def _set_up(ana: Visitor) -> Picture:
    """From the empty panel to the first topic: a form, a preview, a yes."""
    panel, first = await ana.type("")
    fields = {"fields": _FIELD[ana.stage.name], **_WANTED[ana.language]}
    preview, form, proposed = await ana.fill(panel, ana.label("panel-set-up"), fields)
    _, done = await ana.press(preview, ana.label("setup-follow"))
    public = Post(ana.stage.channel()[-1].raw)
    return ana.picture("setup", first, form, proposed, done, public)


async def _card(ana: Visitor, heading: Seen, card: Seen) -> Picture:
    """A card with what its dots hold, and what saving answers."""
    posts = [Post(card.raw, opened="p1:more:")]
    if isinstance(ana.stage, DiscordStage):
        posts.append((await ana.press(card, ana.label("action-others")))[1])
    posts.append((await ana.press(card, ana.label("action-save")))[1])
    await ana.stage.pick(heading, 1)
    return ana.picture("card", *posts)


async def _settings(ana: Visitor) -> Picture:
    panel, shown = await ana.type("settings")
    return ana.picture("settings", shown, await ana.open(panel, ana.label("settings-form-when")))


async def _own(ana: Visitor) -> Picture:
    """App Home; where there is none, the panel of what is one's own."""
    await ana.stage.type("subscribe diffusion", direct=True)
    if not isinstance(ana.stage, SlackStage):
        _, shown = await ana.type("me")
        return ana.picture("me", shown)
    server, person = ana.stage.server, ana.stage.people[ANA]
    await server.open_home(person)
    await server.until(lambda: person.id in server.workspace.homes)
    return ana.picture("home", Own(server.home(person).body), where="")


async def _errors(ana: Visitor) -> Picture:
    """A topic that cannot be, a missing right, and a fault that nobody foresaw."""
    _, wrong = await ana.type("subscribe cs.CVV diffusion")
    here = ana.stage
    if isinstance(here, DiscordStage):
        here.server.set_rights(here.papers, deny=May.EMBED_LINKS)
        _, missing = await ana.type("status")
    else:
        assert isinstance(here, SlackStage)
        before, here.papers = (
            here.papers,
            here.server.add_channel("lab-only", *here.people.values(), private=True, member=False),
        )
        _, missing = await ana.type("")
        here.papers = before

    async def broken(connection: AsyncConnection) -> None:
        await connection.execute(text("UPDATE saved SET at = 'yesterday'"))

    await here.store.database.write(broken)
    _, unknown = await ana.type("saved")
    return ana.picture("errors", wrong, missing, unknown)


async def _summary(kind: type[Stage], language: str, figure: bytes, folder: Path) -> Picture:
    """A short summary by a model, with the menu of lengths open."""
    said = details.replies(language)
    async with details.opened(kind, language, figure, folder, said) as (stage, model):
        ana = Visitor(stage, language)
        model.says = said["tldr"]
        _, shown = await ana.type(f"summary {details.PAPER.id}", opened="p1:pick:")
        return ana.picture("summary", shown)
