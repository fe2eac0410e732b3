"""The scheduled digest, as it stands in the channel for three, twelve and sixty papers."""

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")


async def digest(stage, count):
    """Post a digest of so many papers; return its heading and its cards."""
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(*(paper(90 - n, f"Diffusion for birds {n:02}") for n in range(1, count + 1)))
    await stage.tick()
    heading, *flat = stage.channel()[quiet:]
    return heading, flat, stage.thread(heading)


FLAT = {"console": 4, "discord": 4, "slack": 0}


@pytest.mark.parametrize("count", [1, 3, 4, 5, 12])
async def test_the_heading_is_the_whole_list_and_every_paper_has_a_card(stage, count):
    heading, flat, thread = await digest(stage, count)
    names = [f"Diffusion for birds {n:02}" for n in range(1, count + 1)]
    for name in names:
        assert name in heading.text
    if stage.name != "console":  # whose transcript keeps letters, neither addresses nor menus
        for n in range(1, count + 1):
            assert f"https://arxiv.org/abs/2511.{90 - n:05}" in heading.links
        offered = [label.split(". ")[1] for label in heading.menu]
        assert offered == [*names, *names], "one menu to save, one to open"
        assert [each.notifies for each in [heading, *flat, *thread]].count(True) == 1
        assert heading.notifies
    cards = flat if count <= FLAT[stage.name] else thread
    assert len(flat) + len(thread) == len(cards) == count
    for name, card in zip(names, cards, strict=True):
        assert name in card.text
        assert card.buttons[:3] == ("Save", "Summary", "Ask")
        assert "Because" in card.text


async def test_a_notification_names_the_first_papers(stage):
    heading, _, _ = await digest(stage, 12)
    if stage.name == "console":
        assert "12 new papers" in heading.text
        return
    pushed = heading.raw.content if stage.name == "discord" else heading.raw.text
    assert pushed.startswith("12 new papers on diffusion: Diffusion for birds 01")
    assert pushed.endswith("and 9 more")


async def test_sixty_papers_are_the_ten_best_and_a_way_to_all(stage):
    heading, flat, thread = await digest(stage, 60)
    assert "the 10 best of 60" in heading.text
    assert [each for each in heading.buttons if not each.isdecimal()] == ["All 60"]
    assert len(flat) + len(thread) == 10
    page = await stage.press(heading, "All 60", BEN)
    assert page.private
    assert "All 60 papers" in page.text
    assert "Next" in page.buttons
    assert "Diffusion for birds 10" in page.text
    page = await stage.press(page, "Next", BEN)
    assert "Diffusion for birds 20" in page.text
    assert any("11. Diffusion for birds 11" in each for each in page.menu)


async def test_nothing_is_posted_when_nothing_matched(stage):
    await stage.type("subscribe diffusion")
    before = len(stage.channel())
    await stage.arrive(paper(1, "Oceans"))
    await stage.tick()
    assert len(stage.channel()) == before
    assert "nothing matched" in (await stage.type("status")).text


@pytest.mark.parametrize("layout", ["list", "flat", "thread"])
async def test_a_channel_may_choose_where_its_cards_stand(stage, layout):
    await stage.type(f"settings layout {layout}")
    _, flat, thread = await digest(stage, 3)
    expected = {"list": (0, 0), "flat": (3, 0), "thread": (0, 3)}
    assert (len(flat), len(thread)) == expected[layout]


async def test_a_card_and_the_menu_of_answers_say_more(stage):
    _, flat, thread = await digest(stage, 5)
    card = (flat or thread)[1]
    assert "Diffusion for birds 02" in (await stage.press(card, "Summary", BEN)).text
    assert "Posted here" in (await stage.type("why 2", ANA)).text


async def test_nobody_is_pinged_whatever_a_paper_is_called(stage):
    titles = [
        "Diffusion for @everyone and @here",
        "Diffusion <!channel> <!here> <@U0PAPERBOY> <@1> <@&1> <#1>",
        "Diffusion [click](https://evil.example) <https://evil.example|arxiv>",
        "Diffusion **bold** _it_ `code` ~~gone~~ ||spoiler|| > quote",
        "Diffusion 扩散模型 \u202eevil\u202c 🔖 \u200b $\\Sigma$ &amp; &lt;b&gt;",
    ]
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(*(paper(n, title) for n, title in enumerate(titles)))
    await stage.tick()
    heading = stage.channel()[quiet]
    assert stage.pinged() == set()
    assert not any("evil" in link for link in heading.links)
    for expected in ("@everyone", "click", "**bold** _it_ `code`", "扩散模型", "||spoiler||"):
        assert expected in heading.text, heading.text
