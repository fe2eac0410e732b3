"""What one person alone sees is in their language, as they chose it or as the platform says."""

import pytest

from tests.contracts.chat.digests import Model, digest, papers
from tests.stage import BEN

ONE = "Diffusion for birds 01"
ENGLISH = {"the", "Papers", "saved", "number", "of", "and"}
"""Words of our sentences, and of no paper's here."""
OPEN = "2511.00089 headline - 1"


@pytest.fixture
async def bot(stage):
    """The bot, with a model."""
    stage.writers = [Model()]
    async with stage.bot() as running:
        yield running


@pytest.fixture
async def heading(stage, bot):
    """The heading of a digest in English."""
    heading, _ = await digest(stage, *papers(2))
    return heading


@pytest.mark.usefixtures("heading")
async def test_everything_about_a_paper_is_in_the_language_one_has_chosen(stage):
    await stage.type("me language=zh", BEN)
    card = await stage.type("summary 1", BEN)
    assert {"收藏", "提问", "分享"} <= set(card.buttons)
    assert "全文解读" in " ".join(card.menu)
    assert ONE in card.text, "a paper is called what it is called"
    assert "已收藏 ✓" in (await stage.press(card, "收藏", BEN)).buttons
    less = await stage.press(card, "少看这类", BEN)
    assert f"已记下：这里少推送与“{ONE}”相似的论文" in less.text
    for typed, said in {
        "search birds": "关于“birds”的论文，最相关的在前",
        "saved": "已收藏 1 篇论文",
        "why 1": "符合“diffusion”：标题含“diffusion”",
        "summary 9": "这里上次推送的序号是 1 到 2，没有 9",
    }.items():
        seen = (await stage.type(typed, BEN)).text
        assert said in seen
        assert not ENGLISH & set(seen.split())


@pytest.mark.usefixtures("heading")
async def test_what_is_shared_is_in_the_language_of_the_channel(stage):
    await stage.type("me language=zh", BEN)
    card = await stage.type("summary 1", BEN)
    assert "分享" not in stage.channel()[-1].text
    await stage.press(card, "分享", BEN)
    shared = stage.channel()[-1]
    assert "Shared by" in shared.text
    assert "Undo" in shared.buttons


async def test_whom_the_platform_says_to_read_chinese_gets_chinese(stage, heading):
    if stage.name == "console":
        return  # a terminal says nothing of who sits there
    stage.people["Xi"] = stage.server.add_person("Xi", locale="zh-CN")
    assert "收藏" in (await stage.choose(heading, "card", OPEN, who="Xi")).buttons
    assert "收藏" not in (await stage.choose(heading, "card", OPEN, who=BEN)).buttons
    assert "已收藏：" in (await stage.pick(heading, 2, "Xi")).text
    await stage.type("me language=en", "Xi")
    assert "Save" in (await stage.choose(heading, "card", OPEN, who="Xi")).buttons


async def test_a_text_can_be_asked_for_in_a_language_of_its_own(stage, heading):
    card = await stage.type("summary 2511.00089 language=zh", BEN)
    assert "A robot says of 2511.00089 in zh, tldr." in card.text
    assert "收藏" in card.buttons
    longer = await stage.choose(card, "detail", "2511.00089 takeaways zh 1", who=BEN)
    assert "in zh, takeaways" in longer.text
    assert "in en" in (await stage.type("summary 2511.00089", BEN)).text
