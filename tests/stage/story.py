"""What a lab does on any chat service, told once: see `tests/test_story_on_*.py`."""

from datetime import timedelta

from tests.stage import BEN
from tests.world import TUESDAY, paper


def papers(count, first=1, title="Diffusion for birds"):
    """Papers in the order in which a digest lists them."""
    return [paper(100 * first - n, f"{title} {n:02}") for n in range(1, count + 1)]


async def digest(stage, count=6):
    """Follow a topic and post its first digest; return the heading."""
    await stage.type("subscribe diffusion")
    await stage.arrive(*papers(count))
    await stage.tick()
    return next(each for each in stage.channel() if each.menu)


def all_text(stage):
    return " ".join(each.text for each in stage.everything())


async def whole_story(stage):
    """Subscribe, get a digest, save in two ways, restart, get the next day's batch."""
    async with stage.bot():
        heading = await digest(stage)
        assert len(stage.thread(heading)) == 6
        await stage.pick(heading, 2, BEN)
        await stage.react(stage.thread(heading)[4], "🔖", BEN)
        saved = await stage.saved(BEN)
        assert "birds 02" in saved
        assert "birds 05" in saved
        assert "2 saved papers" in saved
        posted = len(stage.everything())
    async with stage.bot():
        await stage.tick()
        assert len(stage.everything()) == posted, "a restart repeats nothing"
        stage.clock.pass_time(days=1)
        day = TUESDAY + timedelta(days=1)
        await stage.arrive(*papers(2, first=2, title="Diffusion for fish"), day=day)
        await stage.tick()
        assert "2 new papers on diffusion: Diffusion for fish 01" in all_text(stage)
        assert "2 saved papers" in await stage.saved(BEN)
    assert stage.pinged() == set()
