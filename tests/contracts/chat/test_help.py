"""Help is made from the commands: what this channel has, what you may do, short enough to read."""

import re

from tests.contracts.chat.around import in_charge
from tests.contracts.chat.test_requests import ben_alone_manages
from tests.stage import ANA, BEN, SPECS


def named(seen):
    """Return the commands that a help names."""
    verbs = [spec.name for spec in SPECS if spec.name and not spec.on_message]
    return {each for each in verbs if re.search(rf"\b{each}”? –", seen.text)}


READING = {"digest", "summary", "ask", "search", "why", "top", "status", "help"}
FOR_ALL = READING | {"save", "saved", "me", "topics"}
FOR_MANAGERS = FOR_ALL | {"subscribe", "unsubscribe", "settings"}


async def test_it_says_what_this_channel_has_and_what_one_command_takes(stage, bot):
    assert "Follows nothing yet" in (await stage.type("help")).text
    await stage.type("subscribe diffusion name=Images")
    await stage.type("settings when 08:30 Europe/Amsterdam")
    seen = await stage.type("help")
    assert seen.private
    assert "#papers now" in seen.text
    assert "Follows Images" in seen.text
    assert "08:30 Europe/Amsterdam" in seen.text
    assert "the authors’ own words, no AI" in seen.text
    # What a phone shows of it on Slack is said once more, in another shape, for notifications.
    assert len(seen.text) < (3200 if stage.name == "slack" else 1600), "two screens of a phone"
    one = await stage.type("help save")
    assert "save" in one.text
    assert "Example:" in one.text
    assert "subscribe" not in one.text
    assert "There is no command “nonsense”" in (await stage.type("help nonsense")).text
    again = await stage.press(await stage.type("help"), "Overview")
    assert "Paperboy in #papers" in again.text


async def test_it_names_what_each_may_do_as_the_place_has_chosen(stage, bot):
    olga = in_charge(stage)
    everything = FOR_MANAGERS | {"server"}
    assert named(await stage.type("help", olga)) == everything
    if stage.name == "console":
        return  # there is one person
    assert named(await stage.type("help", ANA)) == FOR_MANAGERS
    member = FOR_ALL if stage.name == "discord" else FOR_MANAGERS
    assert named(await stage.type("help", BEN)) == member
    await ben_alone_manages(stage)
    seen = await stage.type("help", ANA)
    assert named(seen) == FOR_ALL
    assert "Who manages this channel can do more" in seen.text
    assert named(await stage.type("help", BEN)) == FOR_MANAGERS
    assert named(await stage.type("help", olga)) == everything
    assert "every right here that I need" not in (await stage.type("status", ANA)).text
    assert "every right here that I need" in (await stage.type("status", BEN)).text
    assert "Set up this channel" not in (await stage.type("", ANA)).buttons
    assert "Set up this channel" in (await stage.type("", BEN)).buttons
