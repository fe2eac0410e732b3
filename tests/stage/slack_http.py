"""Slack as a stage where it connects to the bot, and two workspaces install the app."""

import asyncio
import socket
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from typing_extensions import override

from bot.app.outside import open_store
from bot.app.slack import slack_platform
from bot.platforms.slack.adapter import SlackPlatform
from bot.platforms.slack.manifest import Variant, manifest
from bot.settings import Settings
from tests.servers.slack import SlackServer
from tests.servers.slack.cloud import CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Cloud, Page
from tests.stage import ANA, BEN, SPECS
from tests.stage.slack import SlackStage
from tests.world import sentences


class SlackHttpStage(SlackStage):
    """Two workspaces with a channel #papers each; people act in the one that is `at`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    @override
    async def open(self, stack: AsyncExitStack) -> None:
        variant = Variant(public_url=self.url, installs=True)
        made = manifest(SPECS, sentences("en").say, "/papers", variant)
        self.cloud = await stack.enter_async_context(
            Cloud(self.url, manifest=made, clock=lambda: self.clock())
        )
        self.lab = self._workspace("T0LAB", "Lab")
        self.bio = self._workspace("T0BIO", "Bio")
        self.at(self.lab)

    def _workspace(self, team: str, name: str) -> SlackServer:
        made = self.cloud.add_workspace(team, name)
        people = [made.add_person(each) for each in (ANA, BEN)]
        made.add_channel("papers", *people)
        return made

    def at(self, server: SlackServer) -> None:
        """Let people act in this workspace from now on."""
        self.server = server
        everybody = server.workspace.people.values()
        self.people = {each.name: each for each in everybody if not each.bot}
        channels = server.workspace.channels.values()
        self.papers = next(each for each in channels if each.name == "papers")

    async def install(self, server: SlackServer) -> Page:
        """Let Ana install the app in a workspace."""
        self.at(server)
        page = await self.cloud.install(server, self.people[ANA])
        if self.running and (spaces := self.served._service.workspaces):
            # Who came is handed over besides.
            await asyncio.gather(*spaces._tasks)
        return page

    @override
    def environ(self) -> dict[str, str]:
        return {
            "PAPERBOY_SLACK__SIGNING_SECRET": SIGNING_SECRET,
            "PAPERBOY_SLACK__CLIENT_ID": CLIENT_ID,
            "PAPERBOY_SLACK__CLIENT_SECRET": CLIENT_SECRET,
            "PAPERBOY_SLACK__PUBLIC_URL": self.url,
            "PAPERBOY_SLACK__LISTEN_PORT": str(self.port),
            "PAPERBOY_SLACK__API_URL": self.cloud.api_url,
            "PAPERBOY_SLACK__PER_MINUTE": "60000",
            "PAPERBOY_SLACK__GAP_S": "0",
        }

    @override
    def platform(self, settings: Settings) -> SlackPlatform:
        made = slack_platform(
            settings, SPECS, sentences(settings.language), self.clock, partial(open_store, settings)
        )
        assert isinstance(made, SlackPlatform)
        return made


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
