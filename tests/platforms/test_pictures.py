"""A figure that comes with a text: as a picture in the message, or sent to who asked."""

import pytest

from bot.domain import paper_card, paper_facts
from bot.domain.calls import Reply
from bot.domain.cards import Look
from bot.domain.chat import Attachment
from bot.domain.key_figure import KeyFigure
from tests.long_texts import FULL, PAPER, analysis
from tests.platforms import discord_lab
from tests.platforms.slack_lab import Lab
from tests.servers.slack import SlackServer
from tests.world import sentences

DATA = b"\x89PNG\r\n\x1a\n\x00\xff and so on"
PICTURE = Attachment("2511.00007-figure.png", picture=DATA)
ALT = "Figure 2 of the paper: Overview of our method: feathers come first."
CARD = paper_card.card(
    PAPER,
    None,
    analysis(),
    Look("https://arxiv.org"),
    position=None,
    asked=paper_facts.of(PAPER, FULL, KeyFigure(FULL.figures[2], PICTURE)),
)


async def test_on_discord_it_stands_in_the_message():
    async with discord_lab.opened() as lab:
        await lab.start()
        lab.ears.replies.append(Reply(CARD))
        call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
        answer = await call.answer()
        (file,) = answer.attachments
        assert (file.name, file.data) == (PICTURE.name, DATA)
        assert file.description == ALT
        (embed,) = answer.embeds
        assert embed["image"]["url"] == f"attachment://{PICTURE.name}"


@pytest.fixture
async def slack(monkeypatch):
    """A workspace with the adapter connected."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with SlackServer() as server:
        lab = Lab(server, sentences("en").say)
        async with lab.serving():
            lab.clerk.reply = Reply(CARD)
            yield lab


async def test_on_slack_it_goes_to_the_person_for_what_only_they_see_has_no_files(slack):
    sent = await slack.server.call(slack.ana, slack.papers, "summary 1")
    await slack.server.until(lambda: slack.clerk.answered)
    shown = str([each.blocks for each in sent.answers])
    assert f"{PICTURE.name} is in your direct messages with me." in shown
    direct = slack.server.direct(slack.ana)
    files = [file for each in direct.messages.values() for file in each.files]
    assert [(each.name, each.content, each.alt) for each in files] == [(PICTURE.name, DATA, ALT)]
