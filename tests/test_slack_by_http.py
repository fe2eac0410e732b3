"""The whole bot where Slack connects to it, and two workspaces have installed the app."""

import logging
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.domain.calls import Joined, Left
from tests.stage import ANA, BEN
from tests.stage.slack_http import SlackHttpStage
from tests.world import TUESDAY, paper

WEDNESDAY = TUESDAY + timedelta(days=1)
BIRDS = paper(1, "Diffusion for birds")


@pytest.fixture
async def stage(tmp_path):
    async with AsyncExitStack() as stack:
        stage = SlackHttpStage(tmp_path)
        await stage.open(stack)
        yield stage


async def test_two_workspaces_live_side_by_side(stage, tmp_path, caplog):
    caplog.set_level(logging.INFO)
    joined, left = [], []
    async with stage.bot() as bot:
        watch(stage, joined, left)
        for server in (stage.lab, stage.bio):
            page = await stage.install(server)
            assert page.status == 200
            await stage.type("subscribe diffusion")
        assert "Paperboy is in Bio" in page.text
        assert [(each.space, each.by.native, each.by.manager) for each in joined] == [
            (team, stage.people[ANA].id, True) for team in ("T0LAB", "T0BIO")
        ]
        asked = stage.lab.calls["auth.test"] + stage.bio.calls["auth.test"]
        await stage.arrive(BIRDS)
        await stage.tick()
        for server in (stage.lab, stage.bio):
            stage.at(server)
            heading = stage.channel()[-1]
            assert "Diffusion for birds" in heading.text
            saved = await stage.pick(heading, 1, BEN)
            assert "Diffusion for birds" in saved.text
            assert "Diffusion for birds" in await stage.saved(BEN)
        # Who we are was asked once for each, when it was installed.
        assert asked == 2 == stage.lab.calls["auth.test"] + stage.bio.calls["auth.test"]

        await stage.cloud.uninstall(stage.bio)
        await stage.bio.until(lambda: left)
        assert [each.space for each in left] == ["T0BIO"]
        assert [each.team for each in await bot.pipeline.store.installations.all()] == ["T0LAB"]
        tokens = [each.tokens.bot.value for each in (stage.lab, stage.bio)]
        before = len(stage.bio.requests)
        stage.clock.pass_time(days=1)
        await stage.arrive(paper(2, "Diffusion for fish"), day=WEDNESDAY)
        await stage.tick()
        stage.at(stage.lab)
        assert "Diffusion for fish" in stage.channel()[-1].text
        assert len(stage.bio.requests) == before

    async with stage.bot():
        # Nobody has to install anything again.
        stage.at(stage.lab)
        assert "Diffusion for birds" in await stage.saved(BEN)
    assert all("s3cret" in token for token in tokens)
    assert not in_clear(tmp_path, *tokens)
    assert not any(token in caplog.text for token in tokens)


async def test_what_is_delivered_again_is_done_once(stage):
    async with stage.bot():
        await stage.install(stage.lab)
        server, done = stage.server, stage.inbox.done
        sent = await server.call(stage.people[ANA], stage.papers, "subscribe diffusion")
        mention = await server.mention(stage.people[BEN], stage.papers, "subscribe birds")
        for each in (sent, mention):
            await each.acknowledged
        await stage.inbox.after(done + 2)
        lines = len(stage.channel())
        for each in (sent, mention):
            server.redeliver(each)
            await server.until(lambda each=each: each.acks == 2)
        followed = (await stage.type("topics")).text
        # Both are carried out at once, so that either may be the first.
        assert "birds" in followed
        assert "diffusion" in followed
        assert "3." not in followed
        assert len(stage.channel()) == lines
        assert stage.inbox.done == done + 3


async def test_a_key_that_is_lost_costs_an_installation_and_nothing_else(stage, caplog):
    async with stage.bot():
        await stage.install(stage.lab)
        await stage.type("subscribe diffusion")
        await stage.arrive(BIRDS)
    key = stage.folder / "slack.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    async with stage.bot():
        assert "Tokens that no key opens: 1." in caplog.text
        await stage.tick()
        assert not [each for each in stage.channel() if "birds" in each.text]
        # What was due waits, for it is nobody's fault there.
        await stage.install(stage.lab)
        stage.clock.pass_time(hours=1)
        await stage.tick()
        assert [each for each in stage.channel() if "birds" in each.text]


def watch(stage, joined: list[Joined], left: list[Left]) -> None:
    """Note who comes and goes."""
    inbox = stage.inbox
    on_joined, on_left = inbox.on_joined, inbox.on_left

    async def come(each: Joined) -> None:
        joined.append(each)
        await on_joined(each)

    async def go(each: Left) -> None:
        left.append(each)
        await on_left(each)
        stage.bio.bell.ring()

    inbox.on_joined, inbox.on_left = come, go


def in_clear(folder, *secrets: str) -> list[str]:
    """Return the files that hold one of the secrets, in whatever of them it stands."""
    return [
        str(file)
        for file in folder.rglob("*")
        if file.is_file() and any(each.encode() in file.read_bytes() for each in secrets)
    ]
