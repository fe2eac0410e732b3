"""Nothing is posted sooner than Slack allows, and little later."""

import asyncio
import logging
from collections import defaultdict
from contextlib import contextmanager

import pytest

from bot.domain.calls import Reply
from bot.domain.chat import Person
from bot.domain.errors import DeliveryError
from bot.platforms.slack.pacing import TIERS, Pacing, Turns
from tests.platforms.slack_lab import LISTED, Stopwatch, installed, neutral, said, serving
from tests.servers.slack import Fault
from tests.servers.slack.limits import METHOD_TIERS
from tests.servers.slack.limits import TIERS as SERVERS


@pytest.fixture
async def lab():
    """A connected adapter, and a server that counts."""
    async with serving() as lab:
        lab.server.limits.enabled = True
        yield lab


def turns(time, *, per_minute=300, gap_s=1.0):
    return Turns(per_minute=per_minute, gap_s=gap_s, ticks=time, sleep=time.sleep)


async def noted(time, waiting, name, given):
    await waiting
    given.append((name, round(time.now, 3)))


async def all_given(time, *waits):
    """Let some wait, in this order; return who went when."""
    given = []
    await asyncio.gather(*(noted(time, wait, name, given) for name, wait in waits))
    return given


class TestTurns:
    async def test_one_alone_goes_at_once(self):
        time = Stopwatch()
        await turns(time).wait("C1")
        assert (time.now, time.slept) == (0, [])

    async def test_in_a_channel_they_are_a_second_apart(self):
        time = Stopwatch()
        line = turns(time)
        given = await all_given(time, *((n, line.wait("C1")) for n in range(4)))
        assert given == [(0, 0), (1, 1), (2, 2), (3, 3)]

    async def test_a_channel_that_waits_holds_up_no_other(self):
        time = Stopwatch()
        line = turns(time)
        given = await all_given(
            time, ("a", line.wait("C1")), ("b", line.wait("C1")), ("c", line.wait("C2"))
        )
        assert given == [("a", 0), ("c", 0), ("b", 1)]

    async def test_a_workspace_has_its_budget_and_a_lull_is_not_saved_up(self):
        time = Stopwatch()
        line = turns(time)
        time.now = 1_000
        given = await all_given(time, *((n, line.wait(f"C{n}")) for n in range(300)))
        whens = [when for _, when in given]
        assert whens == sorted(whens)
        assert [name for name, _ in given] == list(range(300))
        for start in whens:
            assert sum(start <= when < start + 1 for when in whens) <= 10
        assert whens[-1] == pytest.approx(1_000 + 60, abs=1.5)

    async def test_a_timer_that_rings_late_delays_nobody_behind(self):
        class Late(Stopwatch):
            async def sleep(self, seconds):
                await super().sleep(seconds + 0.05)

        time = Late()
        line = turns(time)
        await all_given(time, *((n, line.wait(f"C{n}")) for n in range(100)))
        assert time.now <= 20.1

    async def test_whoever_answers_a_person_goes_first(self):
        time = Stopwatch()
        line = turns(time, per_minute=60)
        crowd = [(n, line.wait(f"C{n}")) for n in range(5)]
        given = await all_given(time, *crowd, ("me", line.wait("D1", first=True)))
        # One may be made up for, then it is the next.
        assert [name for name, _ in given].index("me") == 2

    async def test_in_the_same_channel_too(self):
        time = Stopwatch()
        line = turns(time)
        waits = [(n, line.wait("C1")) for n in range(3)]
        given = await all_given(time, *waits, ("me", line.wait("C1", first=True)))
        assert given == [(0, 0), ("me", 1), (1, 2), (2, 3)]

    async def test_whoever_comes_while_all_wait_and_has_a_free_channel_goes_at_once(self):
        time = Stopwatch()
        line = turns(time)
        await line.wait("C1")
        with time.held():
            slow = asyncio.ensure_future(line.wait("C1"))
            await asyncio.sleep(0)
            await line.wait("C2")
            assert not slow.done()
        await slow
        assert time.now == 1

    async def test_one_who_gives_up_keeps_nobody_waiting(self):
        time = Stopwatch()
        line = turns(time)
        await line.wait("C1")
        with time.held():
            gone = [asyncio.ensure_future(line.wait("C1")) for _ in range(5)]
            stays = asyncio.ensure_future(line.wait("C1"))
            await asyncio.sleep(0)
            for each in gone:
                each.cancel()
            await asyncio.gather(*gone, return_exceptions=True)
        await stays
        assert time.now == 1

    async def test_when_all_give_up_nothing_is_left_running(self):
        time = Stopwatch()
        line = turns(time)
        before = asyncio.all_tasks()
        await line.wait("C1")
        with time.held():
            gone = asyncio.ensure_future(line.wait("C1"))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
            for _ in range(5):
                await asyncio.sleep(0)
            assert asyncio.all_tasks() == before

    async def test_a_turn_that_was_kept_is_used_without_waiting(self):
        time = Stopwatch()
        line = turns(time)
        await line.reserve("C1")
        await line.use("C1")
        assert time.now == 0
        await line.use("C1")
        assert time.now == 1

    async def test_a_turn_that_was_kept_for_long_counts_from_when_it_is_used(self):
        time = Stopwatch()
        line = turns(time)
        await line.reserve("C1")
        time.now = 60
        await line.use("C1")
        await line.reserve("C1")
        assert time.now == 61

    async def test_what_slack_took_late_counts_from_then(self):
        time = Stopwatch()
        line = turns(time)
        await line.wait("C1")
        time.now = 0.9
        line.landed("C1")
        await line.wait("C1")
        assert time.now == 1
        # It was asked to be patient, and came again by itself.
        time.now = 4
        line.landed("C1")
        await line.wait("C1")
        assert time.now == 5
        line.landed("C2")

    async def test_ten_thousand_channels_are_not_remembered_for_ever(self):
        time = Stopwatch()
        line = turns(time, per_minute=60_000)
        for n in range(10_000):
            await line.wait(f"C{n}")
        assert len(line._channels) < 5_000


class TestTiers:
    def test_every_method_has_the_tier_that_the_service_gives_it(self):
        named = {name.replace(".", "_"): tier for name, tier in METHOD_TIERS.items()}
        # Each upload asks for an address and then completes.
        named["files_upload_v2"] = named["files_getUploadURLExternal"]
        assert {name: named[name] for name in TIERS} == TIERS

    @pytest.mark.parametrize("method", TIERS)
    async def test_in_no_minute_are_there_more_than_its_tier_allows(self, method):
        time = Stopwatch()
        pacing = Pacing(per_minute=300, gap_s=1.0, ticks=time, sleep=time.sleep)
        whens = []
        for _ in range(200):
            await pacing.tier(method)
            whens.append(time.now)
        most = SERVERS[TIERS[method]]
        for start in whens:
            assert sum(start <= when < start + 60 for when in whens) <= most
        # Little of what is allowed is wasted.
        assert time.now < 200 / most * 60 * 1.3

    async def test_a_method_for_people_never_waits(self):
        time = Stopwatch()
        pacing = Pacing(per_minute=300, gap_s=1.0, ticks=time, sleep=time.sleep)
        for _ in range(1_000):
            await pacing.tier("users_info")
        assert time.slept == []


@contextmanager
def told(name):
    """Yield what is set as soon as a log is told something."""
    heard = asyncio.Event()

    class Ear(logging.Handler):
        def emit(self, record):
            heard.set()

    ear = Ear()
    logging.getLogger(name).addHandler(ear)
    yield heard
    logging.getLogger(name).removeHandler(ear)


async def deliver(lab, channel, messages):
    """Post so many messages in a channel, as digests are posted."""
    for _ in range(messages):
        await lab.slack.ready(neutral(channel))
        with lab.time.held():
            await lab.slack.post(neutral(channel), LISTED)


class TestDelivering:
    @pytest.mark.parametrize("burst", [4, 1])
    async def test_many_channels_at_once_are_refused_nothing_and_wait_for_nothing_else(
        self, lab, burst
    ):
        lab.server.limits.post_burst = burst
        channels = [lab.server.add_channel(f"c{n}") for n in range(40)]
        await asyncio.gather(*(deliver(lab, each, 3) for each in channels))
        assert [len(lab.server.messages(each)) for each in channels] == [3] * 40
        assert lab.server.limits.refused == {}
        best = 40 * 3 / (300 / 60)
        assert lab.time.now <= best * 1.1

    async def test_one_long_digest_takes_a_second_for_each_message(self, lab):
        lab.server.limits.post_burst = 1
        await deliver(lab, lab.papers, 11)
        assert lab.server.limits.refused == {}
        assert lab.time.now == pytest.approx(10.2)

    async def test_it_is_fair(self, lab):
        channels = [lab.server.add_channel(f"c{n}") for n in range(20)]
        order = []

        async def noting(channel):
            for _ in range(2):
                await deliver(lab, channel, 1)
                order.append(channel.name)

        await asyncio.gather(*map(noting, channels))
        names = [each.name for each in channels]
        assert order[:20] == names
        firsts = defaultdict(list)
        for at, name in enumerate(order):
            firsts[name].append(at)
        assert max(at[1] for at in firsts.values()) - min(at[1] for at in firsts.values()) < 25

    async def test_an_answer_does_not_wait_behind_a_thousand_posts(self, lab):
        crowd = [lab.server.add_channel(f"c{n}") for n in range(1_000)]
        direct = lab.server.direct(lab.ana)
        lab.clerk.reply = Reply(said("Here."))
        lab.clerk.held = asyncio.Event()
        with lab.time.held():
            waiting = [asyncio.ensure_future(lab.slack.ready(neutral(each))) for each in crowd]
            await lab.server.call(lab.ana, direct, "status")
            await lab.server.until(lambda: lab.clerk.calls)
            lab.clerk.held.set()
        await lab.server.until(lambda: lab.server.calls["chat.postMessage"])
        assert lab.server.requests[-1].said["channel"] == direct.id
        # The request itself took a while, in which a few of those who wait had their turn.
        assert sum(not each.done() for each in waiting) > 500
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def test_another_form_of_a_claimed_message_goes_before_the_unclaimed(self, lab):
        others = [lab.server.add_channel(f"c{n}") for n in range(200)]
        lab.server.fail("chat.postMessage", Fault(error="invalid_blocks"))
        await lab.slack.ready(lab.channel)
        with lab.time.held(), told("bot.platforms.slack.posts") as refused:
            waiting = [asyncio.ensure_future(lab.slack.ready(neutral(each))) for each in others]
            posting = asyncio.ensure_future(lab.slack.post(lab.channel, LISTED))
            await refused.wait()
        await posting
        assert sum(each.done() for each in waiting) < 100
        await asyncio.gather(*waiting)

    async def test_files_look_ups_and_edits_keep_to_their_tiers(self, lab):
        ref = await lab.slack.post(lab.channel, LISTED)
        for _ in range(70):
            assert await lab.slack.edit(ref, LISTED)
        assert lab.server.limits.refused == {}
        assert lab.server.calls["chat.update"] == 70

    async def test_people_who_are_written_to_at_once_are_found_in_time(self, lab):
        people = [lab.server.add_person(f"p{n}") for n in range(120)]
        for each in people:
            await lab.slack.direct(Person("slack", "T0LAB", each.id))
        asked = lab.time.now
        for each in people:
            await lab.slack.direct(Person("slack", "T0LAB", each.id))
        # Who is known is not asked about again.
        assert lab.time.now == asked > 100
        assert lab.server.limits.refused == {}

    async def test_nothing_can_be_promised_before_there_is_a_connection(self):
        async with installed() as lab:
            with pytest.raises(DeliveryError, match="not connected"):
                await lab.slack.ready(lab.channel)
