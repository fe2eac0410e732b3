"""Limits on what takes time or money, for each person and each channel: `Again in 40 s`, kept."""

from tests.contracts.chat.around import configure
from tests.stage import ANA, BEN
from tests.world import paper

SUMMARY = "summary 2511.00001"


async def test_a_person_waits_also_after_a_restart_and_others_do_not(stage):
    configure(stage, {"PAPERBOY_LIMITS__PERSON_CALLS": "2", "PAPERBOY_LIMITS__WINDOW_S": "80"})
    async with stage.bot():
        await stage.arrive(paper(1, "Diffusion for birds"))
        for _ in range(2):
            assert "Diffusion for birds" in (await stage.type(SUMMARY, BEN)).text
        refused = await stage.type(SUMMARY, BEN)
        assert refused.private
        assert "That was a lot at once. Again in 40 s." in refused.text
        if stage.name != "console":
            assert "Diffusion for birds" in (await stage.type(SUMMARY, ANA)).text
        assert "Saved" in (await stage.type("save 2511.00001", BEN)).text, "what costs nothing"
    stage.clock.pass_time(seconds=10)
    async with stage.bot():
        assert "Again in 30 s." in (await stage.type(SUMMARY, BEN)).text
        stage.clock.pass_time(seconds=30)
        assert "Diffusion for birds" in (await stage.type(SUMMARY, BEN)).text
        assert "Again in 40 s." in (await stage.type(SUMMARY, BEN)).text


async def test_a_channel_waits_whoever_asks(stage):
    configure(stage, {"PAPERBOY_LIMITS__CHANNEL_CALLS": "2", "PAPERBOY_LIMITS__WINDOW_S": "300"})
    async with stage.bot():
        await stage.arrive(paper(1, "Diffusion for birds"))
        for who in (ANA, BEN):
            assert "Diffusion for birds" in (await stage.type(SUMMARY, who)).text
        refused = await stage.type(SUMMARY, BEN)
        assert "A lot is being asked for in this channel. Again in 3 min." in refused.text
