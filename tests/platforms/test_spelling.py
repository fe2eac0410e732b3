"""How hints name commands on each platform; every one of the catalogue is a command there is."""

import re
from pathlib import Path

import pytest

from bot import commands
from bot.domain.calls import Audience
from bot.domain.chat import words
from bot.domain.typed import read_call
from bot.platforms.discord import spelling as on_discord
from bot.platforms.slack import spelling as on_slack
from tests.world import sentences

SPECS = [command.spec for command in commands.ALL]
LOCALES = Path(__file__).parents[2] / "config" / "locales"
TYPED = sorted(
    {
        command.replace('\\"', '"')
        for file in LOCALES.rglob("*.ftl")
        for command in re.findall(r'TYPE\("((?:[^"\\]|\\.)*)"\)', file.read_text("utf-8"))
    }
)


@pytest.mark.parametrize("command", TYPED)
def test_every_hint_is_a_command_there_is(command):
    verb, _ = read_call(command, SPECS)
    assert verb in {spec.name for spec in SPECS}


@pytest.mark.parametrize(
    ("command", "discord"),
    [
        ("save 3", "/papers save paper:3"),
        ("topics", "/papers topics"),
        ("settings most 15", "/papers-admin settings key:most value:15"),
        ("digest since=7d", "/papers digest since:7d"),
        ('subscribe cs.CV "text to image"', '/papers-admin subscribe topic:cs.CV "text to image"'),
        ("ask 3 which data?", "/papers ask paper:3 question:which data?"),
        ("ask question=why? paper=3", "/papers ask paper:3 question:why?"),
        ("summary The long title", "/papers summary paper:The long title"),
        ("", "/paperboy"),
    ],
)
def test_on_discord_every_option_has_its_name(command, discord):
    assert on_discord.speller(SPECS)(command) == discord


def test_on_slack_the_slash_command_stands_before_it():
    assert on_slack.speller("/lab")("save 3") == "/lab save 3"
    assert on_slack.speller("/lab")("") == "/lab"


@pytest.mark.parametrize("spec", [each for each in SPECS if each.name and not each.on_message])
def test_help_names_each_command_as_it_is_typed(spec):
    said = words("help-line", usage=spec.name, help="x")
    tree = "papers" if spec.audience is Audience.EVERYONE else "papers-admin"
    there = sentences("en").speaking(on_discord.speller(SPECS))("en")(said)
    assert there == f"“/{tree} {spec.name}” – x"
    assert sentences("en").speaking(on_slack.speller("/lab"))("en")(said).startswith("“/lab ")
