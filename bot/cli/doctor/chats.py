"""The chat services: tokens, what we may do there, and how each channel stands."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from bot import commands
from bot.app import catalogue, chat_platforms
from bot.catalogue import Catalogues
from bot.cli import terminal
from bot.cli.doctor.finding import Finding, State, Wrong, found
from bot.cli.serve import console_platform
from bot.cli.tokens import secrets, wrong
from bot.domain.chat import Channel, Say, Words
from bot.domain.errors import BotError, DeliveryError
from bot.platforms.console.adapter import PLATFORM as CONSOLE
from bot.ports import ChatPlatform
from bot.settings import Settings

_INSPECT_S = 30
_NAMED = 5


@dataclass(slots=True)
class _Looked:
    """What was found so far.

    Attributes:
        ours: What is wrong with the application itself.
    """

    ours: list[Words] = field(default_factory=list)
    channels: int = 0
    wrong: list[tuple[Channel, list[Words]]] = field(default_factory=list)


async def tokens(settings: Settings) -> str:
    """See that each secret looks like what it should be."""
    given = secrets(settings)
    if complaints := [said for each in given.items() if (said := wrong(*each))]:
        raise Wrong(" ".join(complaints))
    slack = settings.slack
    if slack.signing_secret and not slack.by_http:
        raise Wrong(
            "PAPERBOY_SLACK__SIGNING_SECRET is not used: with PAPERBOY_SLACK__APP_TOKEN the bot "
            "connects to Slack by itself.",
            "Leave one of the two out, or set PAPERBOY_SLACK__MODE=http.",
            State.NOTE,
        )
    return f"{len(given)} set, each looks right" if given else "none is set"


async def platforms(settings: Settings, followed: Sequence[Channel]) -> list[Finding]:
    """Ask each chat service that has a token who we are there, and how its channels stand.

    Args:
        followed: The channels that follow something.
    """
    sentences = catalogue(settings)
    specs = [command.spec for command in commands.ALL]
    try:
        served = chat_platforms(settings, specs, sentences)
    except BotError as error:
        return [Finding("platforms", State.BAD, str(error))]
    if not served:
        text = "none has a token yet: paperboy init; paperboy run --console chats here"
        return [
            Finding("platforms", State.GOOD, text),
            await found(CONSOLE, _console(settings, sentences)),
        ]
    findings: list[Finding] = []
    for each in served:
        findings.append(await found(each.name, _examined(each, sentences.say)))
        if findings[-1].state is State.GOOD:
            here = [channel for channel in followed if channel.platform == each.name]
            findings += await _inspected(each, here, sentences.say)
    return [*findings, await found(CONSOLE, _console(settings, sentences))]


async def _examined(platform: ChatPlatform, say: Say) -> str:
    try:
        return " ".join(map(say, await platform.examine()))
    except DeliveryError as error:
        why = say(error.words) if error.words else str(error)
        raise Wrong(
            f"{platform.name} cannot be reached ({why}).",
            "See whether this machine may reach it: the network, a proxy, a firewall.",
        ) from error


async def _inspected(platform: ChatPlatform, here: list[Channel], say: Say) -> list[Finding]:
    """Look at the application and at each channel, as many as can be looked at in time."""
    looked = _Looked()
    try:
        async with asyncio.timeout(_INSPECT_S), aclosing(platform.inspect(here)) as inspected:
            async for channel, words in inspected:
                if channel is None:
                    looked.ours += words
                    continue
                looked.channels += 1
                looked.wrong += [(channel, list(words))] if words else []
    except TimeoutError:
        pass  # what was not looked at is counted
    except BotError as error:
        return [Finding(f"{platform.name} channels", State.BAD, str(error))]
    return [
        await found(f"{platform.name} app", _ours(looked, say)),
        await found(f"{platform.name} channels", _channels(looked, here, say)),
    ]


async def _ours(looked: _Looked, say: Say) -> str:
    if looked.ours:
        raise Wrong(" ".join(map(say, looked.ours)))
    return "set up as it should be"


async def _channels(looked: _Looked, here: list[Channel], say: Say) -> str:
    if looked.wrong:
        named = [
            f"{channel.name or channel.native} ({channel.native}): {' '.join(map(say, words))}"
            for channel, words in looked.wrong[:_NAMED]
        ]
        if len(looked.wrong) > _NAMED:
            named.append(f"And {len(looked.wrong) - _NAMED} more.")
        raise Wrong(" ".join(named))
    if looked.channels < len(here):
        return f"{looked.channels} of {len(here)} were looked at in {_INSPECT_S} s, all well"
    return f"{len(here)} that follow something, all well" if here else "none follows anything yet"


async def _console(settings: Settings, sentences: Catalogues) -> str:
    screen, lines = terminal.console(), terminal.typed_lines
    platform = console_platform(settings.data_dir, sentences.say_in, lines, screen)
    return await _examined(platform, sentences.say)
