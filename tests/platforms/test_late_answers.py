"""Answers that take long: what is shown meanwhile, and where they come once it is too late."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.domain.calls import Reply
from bot.domain.chat import words
from tests.platforms import discord_lab
from tests.platforms.discord_lab import SAY, reply
from tests.platforms.slack_lab import Lab, said
from tests.servers.slack import SlackServer


def text(message):
    return "\n".join(embed.get("description", "") for embed in message.embeds)


@asynccontextmanager
async def too_slow():
    """Open Discord with a bot for which every answer takes too long."""
    async with discord_lab.opened(token_s=0.0) as lab:
        await lab.start()
        lab.ears.held = asyncio.Event()
        yield lab


async def finished(lab, call):
    """Wait until the person was told that it takes longer, then let the answer be done."""
    shown = await call.answer()
    await lab.until(lambda: shown.content)
    assert shown.content == SAY(words("working-late"))
    assert shown.ephemeral
    lab.ears.held.set()
    await lab.until(lambda: lab.ears.answered)


class TestOnDiscord:
    async def test_what_tells_nothing_about_a_person_comes_as_a_message_of_the_channel(self):
        async with too_slow() as lab:
            lab.ears.replies.append(Reply(said("A summary"), may_be_open=True))
            call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
            await finished(lab, call)
            (sent,) = lab.messages()
            assert (text(sent), sent.content) == ("A summary", "")
            asked = [each.body for each in lab.server.requests if each.method == "POST"]
            mentions = [each["allowed_mentions"]["parse"] for each in asked if "embeds" in each]
            assert mentions == [[]]
            assert lab.ears.answered[0][2].native == str(sent.id)

    async def test_that_it_takes_longer_is_said_in_the_language_of_the_channel(self):
        async with too_slow() as lab:
            lab.ears.spoken = "zh"
            call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
            shown = await call.answer()
            await lab.until(lambda: shown.content)
            assert "另发一条消息" in shown.content
            lab.ears.held.set()
            await lab.until(lambda: lab.ears.answered)

    async def test_what_is_a_persons_own_comes_to_them_alone(self):
        async with too_slow() as lab:
            lab.ears.replies.append(reply("Your list"))
            call = await lab.server.call(lab.ben, lab.place, "papers", "saved")
            await finished(lab, call)
            assert lab.messages() == []
            direct = lab.messages(lab.server.direct(lab.ben))
            assert [text(each) for each in direct] == ["Your list"]

    async def test_where_the_channel_is_closed_to_us_it_comes_directly(self):
        async with too_slow() as lab:
            lab.ears.replies.append(Reply(said("A summary"), may_be_open=True))
            call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
            path = rf"/channels/{lab.place.id}/messages$"
            lab.server.fail("POST", path, status=403, code=50013)
            await finished(lab, call)
            direct = lab.messages(lab.server.direct(lab.ben))
            assert [text(each) for each in direct] == ["A summary"]

    async def test_a_token_that_ends_early_is_the_same(self):
        async with discord_lab.opened() as lab:
            await lab.start()
            lab.ears.held = asyncio.Event()
            lab.ears.replies.append(Reply(said("A summary"), may_be_open=True))
            call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
            await asyncio.wait_for(call.acknowledged, 3)
            call.expired = True
            lab.ears.held.set()
            await lab.until(lambda: lab.ears.answered)
            assert [text(each) for each in lab.messages()] == ["A summary"]

    async def test_within_the_time_it_is_one_edit_of_what_shows_that_we_think(self):
        async with discord_lab.opened() as lab:
            await lab.start()
            lab.ears.replies.append(Reply(said("A summary"), may_be_open=True))
            call = await lab.server.call(lab.ben, lab.place, "papers", "summary", paper="1")
            assert text(await call.answer()) == "A summary"
            await lab.until(lambda: lab.ears.answered)
            assert lab.messages() == []
            assert lab.asked("PATCH", "/@original") == 1


@pytest.fixture
async def slack(monkeypatch):
    """A workspace in which every answer takes so long that people are told of it."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with SlackServer() as server:
        lab = Lab(server, SAY)
        lab.slack = lab.platform(working_s=0.0)
        async with lab.serving():
            lab.clerk.held = asyncio.Event()
            lab.clerk.reply = Reply(said("A summary"))
            yield lab


class TestOnSlack:
    async def test_who_waits_is_told_and_then_answered(self, slack):
        sent = await slack.server.call(slack.ana, slack.papers, "summary 1")
        await slack.server.until(lambda: sent.answers)
        (working,) = sent.answers
        assert working.text == SAY(words("working"))
        assert working.shown_to == slack.ana.id
        slack.clerk.held.set()
        await slack.server.until(lambda: slack.clerk.answered)
        assert [each.text for each in sent.answers[1:]] == ["A summary"]
        assert sent.answers[1].shown_to == slack.ana.id

    async def test_who_waits_is_told_in_the_language_of_the_channel(self, slack):
        slack.clerk.spoken = "zh"
        sent = await slack.server.call(slack.ana, slack.papers, "summary 1")
        await slack.server.until(lambda: sent.answers)
        assert "正在处理" in sent.answers[0].text
        slack.clerk.held.set()
        await slack.server.until(lambda: slack.clerk.answered)

    async def test_in_a_conversation_of_two_the_answer_takes_the_place_of_the_note(self, slack):
        direct = slack.server.direct(slack.ana)
        await slack.server.say(slack.ana, direct, "/papers summary 1")

        def ours():
            return [each for each in direct.messages.values() if each.user != slack.ana.id]

        await slack.server.until(ours)
        assert [each.text for each in ours()] == [SAY(words("working"))]
        slack.clerk.held.set()
        await slack.server.until(lambda: slack.clerk.answered)
        assert [each.text for each in ours()] == ["A summary"]
        ((_, ref),) = slack.clerk.answered
        assert ref.native == ours()[0].ts

    async def test_when_the_address_for_answers_has_expired_it_is_still_for_one_person(self, slack):
        sent = await slack.server.call(slack.ana, slack.papers, "summary 1")
        await slack.server.until(lambda: sent.answers)
        slack.server.expire(sent)
        slack.clerk.held.set()
        await slack.server.until(lambda: slack.clerk.answered)
        shown = [each.text for each in slack.server.ephemerals(slack.ana)]
        assert "A summary" in shown
