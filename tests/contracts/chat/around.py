"""What else there may be around a stage: people of other standing, channels, inboxes, files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.servers.discord.permissions import MANAGER, May
from tests.stage import ANA, Seen, Stage
from tests.stage.console import ConsoleStage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage, _seen

OLGA, GUS = "Olga", "Gus"
"""Olga is in charge of the whole place, but no member of private channels. Gus is a guest."""


def in_charge(stage: Stage) -> str:
    """Let somebody in who is in charge of the whole place; at a terminal that is who sits there."""
    if isinstance(stage, DiscordStage):
        rights = int(MANAGER | May.MANAGE_GUILD)
        stage.people[OLGA] = stage.server.add_person(OLGA, permissions=rights)
    elif isinstance(stage, SlackStage):
        stage.people[OLGA] = stage.server.add_person(OLGA, admin=True)
        stage.papers.members.add(stage.people[OLGA].id)
    else:
        return ANA
    return OLGA


def open_channel(stage: Stage, name: str, *, without: str = "") -> Any:
    """Make another channel.

    Args:
        without: Who does not see it, where it is a private one.
    """
    if isinstance(stage, DiscordStage):
        made = stage.server.add_channel(stage.guild, name)
        if without:
            stage.server.set_rights(made, deny=May.VIEW_CHANNEL, of=stage.people[without])
        return made
    assert isinstance(stage, SlackStage)
    members = [each for who, each in stage.people.items() if who != without]
    return stage.server.add_channel(name, *members, private=bool(without))


@contextmanager
def seen_from(stage: Stage, place: Any) -> Iterator[None]:
    """Let people act in another channel, and see what is said there."""
    assert isinstance(stage, DiscordStage | SlackStage)
    here, stage.papers = stage.papers, place
    yield
    stage.papers = here


def inbox(stage: Stage, who: str) -> list[Seen]:
    """Return what the bot said to somebody in direct messages, oldest first."""
    if isinstance(stage, DiscordStage):
        said = stage.server.messages(stage.server.direct(stage.people[who]))
        return [stage._seen(each) for each in said if each.author is stage.server.bot]
    assert isinstance(stage, SlackStage)
    direct = stage.server.direct(stage.people[who])
    return [_seen(each) for each in stage.server.messages(direct) if each.bot_id]


def file(stage: Stage, answer: Seen, who: str) -> str:
    """Return what a file holds that came with an answer."""
    if isinstance(stage, DiscordStage):
        (attached,) = answer.raw.attachments
        return str(attached.data, "utf-8")
    if isinstance(stage, SlackStage):
        # What one person alone sees carries no files there.
        uploaded = inbox(stage, who)[-1].raw.files
        return str(uploaded[-1].content, "utf-8")
    assert isinstance(stage, ConsoleStage)
    path = sorted((stage.folder / "files").iterdir(), key=lambda each: each.stat().st_mtime_ns)[-1]
    return path.read_text(encoding="utf-8")


def configure(stage: Stage, environ: Mapping[str, str]) -> None:
    """Let the next bot have settings of its own."""
    usual = stage.environ()
    stage.environ = lambda: usual | environ
