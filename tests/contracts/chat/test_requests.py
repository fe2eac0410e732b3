"""Asking those who may: a member sends what they want, a manager does it with one click."""

from tests.contracts.chat.around import OLGA, in_charge, inbox
from tests.stage import ANA, BEN

NOT_ON = {"console": "Whoever sits at a terminal is in charge of it."}

WANTED = "subscribe diffusion -video name=Images"


async def ben_alone_manages(stage):
    """Let Ben and those in charge be the only ones who manage channels."""
    olga = in_charge(stage) if OLGA not in stage.people else OLGA
    people = await stage.press(await stage.type("server", olga), "Managers", olga)
    named = await stage.fill(people, "Add", {"who": f"<@{stage.people[BEN].id}>"}, olga)
    await stage.choose(named, "server-manage", "named", who=olga)


async def test_it_is_done_by_whoever_may_after_a_restart_and_told_with_both_names(stage):
    async with stage.bot():
        await ben_alone_manages(stage)
        refused = await stage.type(WANTED)
        assert "Only people who manage this channel can do that" in refused.text
        assert "Ben" in refused.text
        assert "Nothing was changed" in refused.text
        assert refused.buttons == ("Send them this",)
        sent = await stage.press(refused, "Send them this")
        assert "Sent to Ben. If they do it, this channel sees it." in sent.text
        assert "asked for already" in (await stage.press(refused, "Send them this")).text
        (asked,) = inbox(stage, BEN)
        assert "Ana asks for this in #papers" in asked.text
        assert "subscribe diffusion -video name=Images" in asked.text
        assert asked.buttons == ("Do it",)
        assert stage.channel() == []
        assert inbox(stage, ANA) == []
    async with stage.bot():
        assert "now follows “Images”" in (await stage.press(asked, "Do it", BEN)).text
        (told,) = stage.channel()
        assert "#papers now follows “Images”, set by Ben" in told.text
        assert "asked for by Ana" in told.text
        assert told.buttons == ("Undo",)
        assert not (told.notifies and stage.name == "discord")
        assert "Ben has done that" in (await stage.press(asked, "Do it", BEN)).text
        assert len(stage.channel()) == 1


async def test_rights_are_looked_at_again_when_it_is_done(stage, bot):
    await ben_alone_manages(stage)
    await stage.press(await stage.type(WANTED), "Send them this")
    (asked,) = inbox(stage, BEN)
    people = await stage.press(await stage.type("server", OLGA), "Managers", OLGA)
    await stage.choose(people, "server-remove", f"a{stage.people[BEN].id}", who=OLGA)
    late = await stage.press(asked, "Do it", BEN)
    assert "Only people who manage this channel can do that" in late.text
    assert stage.channel() == []
    await ben_alone_manages(stage)
    assert "now follows" in (await stage.press(asked, "Do it", BEN)).text, "it still waits"
