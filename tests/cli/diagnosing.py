"""Carries out the checks of `paperboy doctor`, all of them or some, in this process."""

import json
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from bot.cli.doctor import CHECKS, KEPT, chats, kept
from bot.cli.doctor.finding import found as carried_out
from bot.domain.channels import ChannelSettings, Schedule
from bot.settings import load
from bot.store import Store
from bot.store.database import Database
from tests.world import spare_migrations

NOW = datetime(2025, 11, 4, 12, tzinfo=UTC)
SLACK = {"BOT": "PAPERBOY_SLACK__BOT_TOKEN", "APP": "PAPERBOY_SLACK__APP_TOKEN"}


def looked(answer):
    """Return what was found, by name."""
    return {each["what"]: each for each in json.loads(answer.stdout)["findings"]}


async def diagnosed(paperboy, *names):
    """Carry out these checks, or those of the chat services, in this process."""
    settings = load(paperboy.environ)
    checks = dict((*CHECKS, *KEPT))
    findings = [await carried_out(name, checks[name](settings)) for name in names]
    if not names:
        findings = await chats.platforms(settings, await kept.followed(settings))
    return {each.what: asdict(each) for each in findings}


@asynccontextmanager
async def served(paperboy, make, tmp_path):
    """Open a service that the settings name."""
    async with AsyncExitStack() as stack:
        stage = make(tmp_path)
        await stage.open(stack)
        paperboy.environ.update(stage.environ())
        yield stage


@asynccontextmanager
async def opened(paperboy):
    """Open the database of the command."""
    paperboy.folder.mkdir(exist_ok=True)
    await spare_migrations(paperboy.folder)
    async with Database.open(str(paperboy.folder / "paperboy.db")) as database:
        yield Store(database)


async def follow(paperboy, channel):
    """Let a channel follow something."""
    async with opened(paperboy) as store:
        known = await store.channels.open(channel, ChannelSettings(Schedule()), NOW)
        await store.subscriptions.add(known.id, "birds", "birds", "birds", "Ana", NOW)
