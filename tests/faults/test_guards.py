"""What keeps a message from being lost or posted twice, one guard at a time.

Each test was seen failing without its guard, which its name begins with. Most drive the whole bot,
as the kill test does, but with a death or a refusal at one certain message.
"""

import pytest

from bot.domain.jobs import Collect
from tests.faults.kill.moments import Moment, When
from tests.faults.kill.plan import Plan
from tests.faults.kill.trial import Trial
from tests.faults.kill.weather import Blow
from tests.world import open_world, paper

ONE = Plan(channels=1, days=1, papers=12, kills=0, seed=6, rough=0)
"""One channel gets a heading and three cards; two papers come late in the day."""
MORNING, LATE = 4, 3
"""Messages of its two digests."""
DYING = Moment(When.CARRIED_OUT, message=3)
"""The message stands, but the bot dies before it hears so."""


async def test_claim_a_message_is_written_down_before_it_is_sent(zygote):
    async with Trial.open(zygote, ONE, "slack-blind") as trial:
        assert await trial.live(0, DYING)
        await _live_on(trial)
        found = trial.verdict()
    # Nobody could look, but it was known that there was something to look for.
    assert found.good, found
    assert (found.marked, found.by_kill) == (1, 1)


@pytest.mark.parametrize("name", ["console", "discord-forgetful", "slack"])
async def test_look_up_what_may_stand_is_looked_for_before_it_is_sent_again(zygote, name):
    async with Trial.open(zygote, ONE, name) as trial:
        assert await trial.live(0, DYING)
        await _live_on(trial)
        found = trial.verdict()
    assert found.good, found
    assert (found.messages, found.marked) == (MORNING + LATE, 0)


async def test_look_up_what_never_arrived_is_sent(zygote):
    async with Trial.open(zygote, ONE, "discord") as trial:
        assert await trial.live(0, Moment(When.DROPPED, message=3))
        await _live_on(trial)
        found = trial.verdict()
    assert found.good, found


async def test_run_a_claim_says_whose_it_is_and_is_not_taken_for_one_given_back(zygote):
    async with Trial.open(zygote, ONE, "discord-forgetful") as trial:
        for _ in range(MORNING):
            assert await trial.live(0, Moment(When.CARRIED_OUT, message=1))
        await _live_on(trial)
        found = trial.verdict()
    assert found.good, found
    assert found.messages == MORNING + LATE


async def test_nonce_the_same_key_in_another_channel_is_another_message(zygote, tmp_path):
    two = Plan(channels=2, days=1, papers=12, kills=0, seed=6, rough=0)
    async with Trial.open(zygote, two, "discord") as trial:
        # Within minutes a new installation begins to count from one again.
        for channel, folder in enumerate(("first", "second")):
            (tmp_path / folder).mkdir()
            await trial.move_into(tmp_path / folder, [channel])
            await trial.live(1)
        found = trial.verdict()
    assert found.good, found


async def test_mark_what_may_stand_twice_still_says_so_after_it_was_changed(zygote):
    two = Plan(channels=1, days=2, papers=8, kills=0, seed=2, rough=0)
    async with Trial.open(zygote, two, "slack-blind") as trial:
        assert await trial.live(0, Moment(When.CARRIED_OUT, message=2))
        for stage in (0, 2, 4):  # on the second day that paper has a new version
            await trial.live(stage)
        assert trial.service.server.calls["chat.update"]
        found = trial.verdict()
    assert found.good, found
    assert (found.marked, found.by_kill) == (1, 1)


async def test_watermark_what_comes_late_on_a_day_that_was_served_is_served_too(zygote):
    async with Trial.open(zygote, ONE, "discord") as trial:
        await trial.live(0)
        assert trial.verdict().messages == MORNING
        await trial.live(1)
        found = trial.verdict()
    assert found.good, found
    assert found.messages == MORNING + LATE


async def test_confirm_what_was_answered_is_known_to_stand(zygote):
    async with Trial.open(zygote, ONE, "slack-blind") as trial:
        assert await trial.live(0, Moment(When.CARRIED_OUT, message=MORNING))
        await _live_on(trial)
        found = trial.verdict()
    assert found.good, found
    # Only the last one was in doubt; those before it are neither repeated nor marked.
    assert (found.messages, found.marked) == (MORNING + LATE + 1, 1)


async def test_release_what_was_clearly_refused_is_sent_without_a_word_of_doubt(zygote):
    async with Trial.open(zygote, ONE, "slack-blind") as trial:
        trial.weather.planned = {3: Blow(done=False, refused=True)}
        await _live_on(trial)
        found = trial.verdict()
    assert found.good, found
    assert (found.messages, found.marked) == (MORNING + LATE, 0)


async def test_wake_what_comes_while_a_digest_is_half_posted_follows_it(zygote):
    async with Trial.open(zygote, ONE, "discord") as trial:
        assert await trial.live(0, DYING)
        await trial.live(1)  # the late list is there before the first digest is whole
        found = trial.verdict()
    assert found.good, found


async def test_wake_a_death_between_keeping_papers_and_waking_channels_costs_nothing(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        world.board.put([paper(1, "Diffusion for birds")])
        await world.bot.pipeline.collecting.collect()  # and here it dies
    async with open_world(tmp_path) as world:
        world.bot.runner.submit(Collect())
        await world.settle()
        assert await world.deliver() == 1


async def _live_on(trial):
    """Let the first digest be finished, and the second be made."""
    await trial.live(0)
    await trial.live(1)
