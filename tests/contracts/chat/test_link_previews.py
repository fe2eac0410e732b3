"""Links to papers that people post grow a preview, where a workspace has asked for it."""

import json

import pytest

from bot.platforms.slack.manifest import Variant, manifest
from tests.contracts.chat.digests import in_charge, papers
from tests.stage import BEN, SPECS
from tests.world import paper, sentences

NOT_ON = {
    "discord": "Discord shows its own previews and lets no bot change them",
    "console": "Nobody else posts a link at a terminal",
}

ONE = "https://arxiv.org/abs/2511.00089"
OTHER = "https://arxiv.org/abs/2511.77777"


@pytest.fixture
async def bot(stage):
    """The bot, installed so that it hears of links."""
    asks = manifest(SPECS, sentences("en").say, "/papers", Variant(unfurls=True))
    stage.server._install(asks, history=True)
    async with stage.bot() as running:
        await stage.arrive(*papers(2), paper(5, "Birds <!channel> & *more* <@U1>"))
        yield running


async def ask_for_it(stage, choice="on"):
    """Let whoever is in charge choose."""
    zoe = in_charge(stage)
    panel = await stage.press(await stage.type("server", zoe), "AI, limits, sharing", zoe)
    return await stage.choose(panel, "server-unfurl", choice, who=zoe)


async def post(stage, text):
    """Let Ben write something; return it, and what was said of its links."""
    before = len(stage.inbox.linked)
    await stage.server.say(stage.people[BEN], stage.papers, text)
    await stage.inbox.until(lambda: len(stage.inbox.linked) > before)
    return stage.server.messages(stage.papers)[-1], stage.inbox.linked[-1]


@pytest.mark.usefixtures("bot")
async def test_nothing_grows_where_nobody_asked_for_it(stage):
    _, said = await post(stage, f"look: {ONE}")
    assert said == {}
    await ask_for_it(stage)
    await ask_for_it(stage, "off")
    message, said = await post(stage, f"look: {ONE}")
    assert said == {}
    assert stage.server.calls["chat.unfurl"] == 0
    assert message.attachments == []


@pytest.mark.usefixtures("bot")
async def test_what_is_known_of_a_paper_stands_under_the_message_that_links_it(stage):
    await ask_for_it(stage)
    before = len(stage.channel())
    message, _ = await post(stage, f"look: {ONE} and {OTHER}, not https://example.org")
    await stage.server.until(lambda: message.attachments)
    (preview,) = message.attachments
    assert preview["from_url"] == ONE, "the other one is not known here, and nobody is asked"
    shown = json.dumps(preview, ensure_ascii=False)
    assert "Diffusion for birds 01" in shown
    assert "“We find that it works”" in shown
    assert "Ada Lovelace · cs.CV" in shown
    assert len(stage.channel()) == before, "no message of its own"


@pytest.mark.usefixtures("bot")
async def test_a_preview_rings_nobody_and_is_in_the_language_of_the_channel(stage):
    await ask_for_it(stage)
    await stage.type("settings language zh")
    message, _ = await post(stage, "https://arxiv.org/abs/2511.00005")
    await stage.server.until(lambda: message.attachments)
    shown = json.dumps(message.attachments[0], ensure_ascii=False)
    assert "&lt;!channel&gt;" in shown
    assert "公布" in shown or "2025年" in shown
    assert message.pings == frozenset()
