"""Every command answers the person who asked, and nobody else."""

import pytest

from tests.stage import ANA, BEN, SPECS
from tests.world import paper

LINES = {
    "": ("Paperboy in", "follows nothing yet"),
    "digest": ("follows nothing yet",),
    "summary": ("Which paper?", "Diffusion for birds"),
    "ask": ("The paper does not say",),
    "search": ("What do you look for?", "Papers on “birds”"),
    "save": ("Saved: Diffusion for birds",),
    "saved": ("You have saved nothing yet",),
    "topics": ("follows nothing yet",),
    "why": ("Diffusion for birds",),
    "top": ("Nobody has saved",),
    "status": ("Last announcement",),
    "me": ("No other account is linked",),
    "help": ("Commands", "subscribe"),
    "subscribe": ("diffusion",),
    "unsubscribe": ("follows nothing",),
    "server": ("What holds for this whole place", "Only people with Manage Server", "Only admins"),
    "settings": ("Settings of this channel", "when announced"),
}
TYPED = {
    "summary": "summary 2511.00001",
    "ask": "ask paper=2511.00001 question=does it fly?",
    "search": "search birds",
    "save": "save 2511.00001",
    "why": "why https://arxiv.org/abs/2511.00001v1",
    "subscribe": "subscribe diffusion",
}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("verb", [spec.name for spec in SPECS if not spec.on_message])
async def test_each_command_answers_only_who_asked(stage, verb):
    await stage.arrive(paper(1, "Diffusion for birds"))
    before = len(stage.channel())
    answer = await stage.type(TYPED.get(verb, verb))
    assert answer.private
    assert any(line in answer.text for line in LINES[verb]), answer.text
    said = stage.channel()[before:]
    assert len(said) == (1 if verb == "subscribe" else 0)
    assert not any(each.notifies for each in said if stage.name == "discord")


@pytest.mark.usefixtures("bot")
async def test_what_cannot_be_understood_is_explained(stage):
    answer = await stage.type("subscribe cs.CVV")
    assert "Did you mean cs.CV" in answer.text
    answer = await stage.type("summary 2511.99999")
    assert "2511.99999" in answer.text


@pytest.mark.usefixtures("bot")
async def test_hostile_words_come_back_as_words(stage):
    answer = await stage.type('subscribe diffusion "@everyone" "<!channel>" name=<@1>&lt;b&gt;')
    assert "everyone" in answer.text
    await stage.type("topics")
    assert stage.pinged() == set()


@pytest.mark.usefixtures("bot")
async def test_a_direct_message_is_a_channel_of_one_person(stage):
    if stage.name == "console":
        assert (await stage.type("topics", direct=True)).private, "its only channel is one"
        return
    answer = await stage.type("subscribe diffusion", BEN, direct=True)
    assert "diffusion" in answer.text, "everybody manages their own"
    await stage.arrive(paper(1, "Diffusion for birds"))
    await stage.tick()
    assert stage.channel() == [], "nothing of it in the channel"
    assert "diffusion" in (await stage.type("topics", BEN, direct=True)).text
    assert "follows nothing" in (await stage.type("topics", ANA, direct=True)).text
    assert "Last digest" in (await stage.type("status", BEN, direct=True)).text
