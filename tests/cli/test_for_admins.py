"""docs/for-admins.md says all that the code asks for, keeps and looks at, and no more."""

import re
from pathlib import Path

import discord
import pytest

from bot.cli.doctor import CHECKS, KEPT
from bot.cli.joining import PERMISSIONS
from bot.platforms.discord.client import Connection
from bot.platforms.discord.starts import Starts
from bot.platforms.slack.manifest import (
    BOT_SCOPES,
    EVENTS,
    OPTIONAL_SCOPES,
    UNFURL_EVENTS,
    UNFURL_SCOPES,
)
from bot.store.tables import metadata

PAGE = (Path(__file__).parents[2] / "docs" / "for-admins.md").read_text("utf-8")
_RIGHTS = {
    "View Channels": "view_channel",
    "Send Messages": "send_messages",
    "Send Messages in Threads": "send_messages_in_threads",
    "Create Public Threads": "create_public_threads",
    "Embed Links": "embed_links",
    "Attach Files": "attach_files",
    "Add Reactions": "add_reactions",
    "Read Message History": "read_message_history",
}
"""What Discord's own pages call the rights, and what its library does."""


def table(head, number=0):
    """Return the rows of a table of the page, by their first cells; each has something to say."""
    found = re.findall(rf"^\| {head} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)[number]
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in found.splitlines()]
    names = [row[0].strip("| ") for row in rows]
    assert len(set(names)) == len(names)
    assert all(row[1] for row in rows)
    return names


def test_each_right_of_the_discord_invite_has_its_reason():
    named = dict.fromkeys((_RIGHTS[each] for each in table("right")), True)
    assert discord.Permissions(**named).value == PERMISSIONS


async def test_each_intent_has_its_reason_and_none_is_privileged():
    intents = Connection(None, [], traffic=_NoTraffic(), starts=Starts(), ready_s=0).intents
    assert set(table("intent")) == {name for name, wanted in intents if wanted}
    assert (
        not intents.value
        & discord.Intents(members=True, presences=True, message_content=True).value
    )


class _NoTraffic:
    def trace(self):
        return None


@pytest.mark.parametrize(
    ("head", "number", "asked"),
    [
        ("scope", 0, BOT_SCOPES),
        ("scope", 1, OPTIONAL_SCOPES),
        ("scope", 2, UNFURL_SCOPES),
        ("event", 0, EVENTS),
        ("event", 1, UNFURL_EVENTS),
    ],
)
def test_each_scope_and_event_of_the_slack_manifest_has_its_reason(head, number, asked):
    assert sorted(table(head, number)) == sorted(asked)


def test_each_table_of_the_database_is_named_with_how_long_it_stays():
    assert sorted(table("table")) == sorted(metadata.tables)


def test_each_line_of_the_doctor_is_explained():
    others = ["platforms", "discord, slack", "… app", "… channels", "console"]
    assert table("line") == ["settings", *(name for name, _ in (*CHECKS, *KEPT)), *others]
