"""Guests and people from elsewhere read, save and summarise; they set nothing, nobody sees them."""

import pytest

from tests.contracts.chat.around import GUS, in_charge, inbox
from tests.servers.discord import MEMBER, NotOfferedError
from tests.stage import ANA, BEN
from tests.world import paper

NOT_ON = {"console": "Nobody is a guest at a terminal."}

EVE = "Eve"
"""Of another workspace, where she is in charge."""


def let_in(stage):
    """Let people in who are no full members here; return their names."""
    if stage.name == "discord":
        gus = stage.people[GUS] = stage.server.add_person(GUS)
        gus.has_installed = True
        away = stage.server.add_guild("Elsewhere", everyone=MEMBER, joined=False)
        stage.elsewhere = stage.server.add_channel(away, "chat")
        return (GUS,)
    stage.people[GUS] = stage.server.add_person(GUS, guest=True)
    stage.people[EVE] = stage.server.add_person(EVE, stranger=True, admin=True)
    for each in (GUS, EVE):
        stage.papers.members.add(stage.people[each].id)
    return GUS, EVE


async def acts(stage, text, who):
    """Call a command as they can, from where they are."""
    if stage.name == "slack":
        return await stage.type(text, who)
    here, stage.papers = stage.papers, stage.elsewhere
    try:
        return await stage.type(text, who)
    finally:
        stage.papers = here


async def test_they_read_save_and_summarise_and_it_is_all_their_own(stage, bot):
    outsiders = let_in(stage)
    await stage.type("subscribe diffusion")
    await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Graphs"))
    quiet = len(stage.channel())
    for who in outsiders:
        summary = await acts(stage, "summary 2511.00001", who)
        assert summary.private
        assert "Diffusion for birds" in summary.text
        saved = await acts(stage, "save 2511.00001", who)
        assert "Saved: Diffusion for birds" in saved.text
        assert "Diffusion for birds" in (await acts(stage, "saved", who)).text
        assert "Graphs" in (await acts(stage, "search graphs", who)).text
        kept = await acts(stage, "me kept", who)
        assert "1 saved paper" in kept.text
    assert len(stage.channel()) == quiet, "nobody else sees any of it"
    assert "nothing" in await stage.saved(BEN)
    if stage.name == "discord":
        assert stage.server.messages(stage.elsewhere) == [], "not even where they are"


async def test_they_change_nothing_and_are_told_who_can(stage, bot):
    outsiders = let_in(stage)
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    if stage.name == "discord":
        with pytest.raises(NotOfferedError):
            await acts(stage, "settings most 3", GUS)
        own = await acts(stage, "topics", GUS)
        assert "follows nothing" in own.text, "what they bring along is about their own place"
        return
    for who in outsiders:
        for typed in ("subscribe birds", "unsubscribe 1", "settings most 3"):
            refused = await stage.type(typed, who)
            assert "Only people who manage this channel can do that" in refused.text
            assert refused.buttons == (), "guests ask nobody for it"
        assert "Only admins" in (await stage.type("server", who)).text
        asked = await stage.type("ask paper=2511.00001 question=does it fly?", who)
        assert "are for members of this workspace" in asked.text
        assert "for members" in (await own_digest(stage, who)).text
        undo = await stage.press(stage.channel()[-1], "Undo", who)
        assert "Only people" in undo.text
    assert len(stage.channel()) == quiet
    assert "1. diffusion" in (await stage.type("topics")).text


async def own_digest(stage, who):
    panel = await stage.type("me digest", who)
    return await stage.fill(panel, "Add a topic", {"topic": "diffusion"}, who)


async def test_whom_the_panel_names_they_are_not(stage, bot):
    if stage.name == "discord":
        return  # whoever brings the bot along is named nowhere
    let_in(stage)
    olga = in_charge(stage)
    for who in (GUS, EVE):
        people = await stage.press(await stage.type("server", olga), "Managers", olga)
        said = await stage.fill(people, "Add", {"who": f"<@{stage.people[who].id}>"}, olga)
        assert "is a guest here, and guests manage nothing" in said.text
    assert inbox(stage, ANA) == []
