"""A channel that reads Chinese gets Chinese, whatever its neighbours read.

What one person alone sees is in the language of that person, who has chosen Chinese too.
"""

from contextlib import contextmanager

import pytest

from tests.stage import ANA, BEN
from tests.world import paper

pytestmark = pytest.mark.usefixtures("bot")

PAPERS = tuple(paper(90 - n, f"Diffusion for birds {n}") for n in range(1, 6))


def neighbours(stage):
    """Make another channel, with the same people."""
    if stage.name == "discord":
        return stage.server.add_channel(stage.guild, "neighbours")
    return stage.server.add_channel("neighbours", *stage.people.values())


@contextmanager
def seen_from(stage, place):
    """Let people act in another channel, and see what is said there."""
    here, stage.papers = stage.papers, place
    yield
    stage.papers = here


async def test_a_digest_and_everything_about_it_is_in_the_language_of_its_channel(stage):
    await stage.type("subscribe diffusion")
    for who in (ANA, BEN):
        await stage.type("me language=zh", who)
    assert "已完成" in (await stage.type("settings language 中文")).text
    assert "语言：已改为 中文，由" in stage.channel()[-1].text
    quiet = len(stage.channel())
    await stage.arrive(*PAPERS)
    await stage.tick()
    heading, *flat = stage.channel()[quiet:]
    assert "5 篇新论文" in heading.text
    assert "11月4日周二" in heading.text
    assert "收藏：用菜单，或在卡片上点 🔖 · 作者原文" in heading.text
    assert "“We find that it works”" in heading.text, "what a paper says stays as it is"
    cards = flat or stage.thread(heading)
    assert len(cards) == 5
    assert all("匹配原因：标题含“diffusion” · 作者原文" in card.text for card in cards)
    assert cards[0].buttons[:3] == ("收藏", "摘要", "提问")
    assert "已收藏：" in (await stage.pick(heading, 1, BEN)).text
    assert "已随 2025年11月4日周二 09:00 的推送发布。" in (await stage.type("why 2")).text
    for typed, said in {
        "status": "上次推送：11月4日周二 09:00，5 篇论文",
        "settings": "本频道的设置",
        "help": "查看任意日期的论文",
        "topics": "本频道的订阅",
        "subscribe cs.CVV": "你是指 cs.CV",
        "unsubscribe 7": "这里没有序号 7",
    }.items():
        assert said in (await stage.type(typed)).text
    assert not any("papers" in each.text.replace("#papers", "") for each in (heading, *cards))


async def test_notifications_and_threads_are_too(stage):
    await stage.type("settings language zh")
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(*PAPERS)
    await stage.tick()
    heading = stage.channel()[quiet]
    if stage.name == "console":
        assert "卡片在讨论串里" in stage.served._board.screen._console.file.getvalue()
        return
    pushed = heading.raw.content if stage.name == "discord" else heading.raw.text
    assert pushed.startswith("5 篇新论文 · diffusion：Diffusion for birds 1、")
    assert pushed.endswith("，另有 2 篇")
    if stage.name == "discord":
        assert heading.raw.thread.name == "diffusion · 11月4日周二（5 篇）"
        assert heading.raw.embeds[0]["title"] == "diffusion · 11月4日周二", "not said again"


async def test_its_neighbours_and_direct_messages_keep_theirs(stage):
    if stage.name == "console":
        return  # a terminal has one channel; two of them are in tests/commands/test_languages.py
    await stage.type("subscribe diffusion")
    await stage.type("settings language zh")
    next_door = neighbours(stage)
    with seen_from(stage, next_door):
        assert "now follows" in (await stage.type("subscribe diffusion")).text
        assert "Papers in the list at most" in (await stage.type("settings")).text
    quiet = len(stage.channel())
    await stage.arrive(*PAPERS)
    await stage.tick()
    heading = stage.channel()[quiet]
    assert "5 篇新论文" in heading.text
    with seen_from(stage, next_door):
        said = [each.text for each in stage.everything()]
    assert any("5 new papers on diffusion" in each for each in said)
    assert any("Because: “diffusion” in the title" in each for each in said)
    assert not any("篇" in each for each in said)
    assert "follows nothing" in (await stage.type("topics", BEN, direct=True)).text


async def test_it_can_be_taken_back_and_stays_chosen_after_a_restart(stage):
    await stage.type("me language=zh")
    await stage.type("settings language zh+en")
    said = stage.channel()[-1]
    assert "语言：已改为 中文 + English" in said.text
    await stage.press(said, "撤销")
    assert "Language: now English" in stage.channel()[-1].text
