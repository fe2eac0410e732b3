"""One paper through the whole bot: announced, kept, matched, posted, saved, listed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import announcements
from bot.domain.calls import Reaction
from bot.domain.chat import MessageRef
from bot.domain.errors import DeliveryError
from bot.domain.papers import ArrivalKind
from bot.pipeline.collecting import Collecting
from tests.world import ANA, BEN, LAB, TUESDAY, Board, open_world, paper


async def test_a_paper_travels_from_the_announcement_to_the_saved_list(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion name=images")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Large oceans"))

        assert await world.deliver() == 1
        seen = world.posted()
        assert "1 new paper · images" in seen
        assert "Diffusion for birds" in seen
        assert "Large oceans" not in seen

        assert "Saved: Diffusion for birds" in await world.ask("save 1", person=BEN)
        assert "Diffusion for birds" in await world.ask("saved", person=BEN)
        assert "nothing yet" in await world.ask("saved", person=ANA)


async def test_nothing_is_posted_when_nothing_matches(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        world.posted()
        await world.arrive(paper(1, "Large oceans"))

        assert await world.deliver() == 0
        assert world.posted() == ""
        assert "nothing matched" in await world.ask("status")


async def test_a_paper_is_told_once_however_often_and_as_whatever_it_is_announced(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        assert await world.deliver() == 1

        world.clock.pass_time(days=1)
        await world.arrive(paper(1, "Diffusion for birds"), day=TUESDAY + timedelta(days=1))
        await world.type('subscribe "birds"')
        await world.arrive(paper(1, "Diffusion for birds"), day=TUESDAY + timedelta(days=4))
        assert await world.deliver() == 0


async def test_a_paper_cross_listed_days_later_is_not_told_again(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        assert await world.deliver() == 1
        world.board.up.clear()
        again = [paper(1, "Diffusion for birds", categories=("cs.CV", "cs.LG"))]
        world.board.put(again, TUESDAY + timedelta(days=2), ArrivalKind.CROSS)
        world.clock.pass_time(days=2)
        assert (await world.bot.pipeline.collect()).new == 1
        assert await world.deliver() == 0


async def test_a_paper_first_seen_as_a_replacement_is_never_posted_as_new(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        world.board.put([paper(1, "Diffusion for birds")], kind=ArrivalKind.REPLACED)
        await world.bot.pipeline.collect()
        assert await world.deliver() == 0
        assert "has not been announced" in await world.ask("why 2511.00001")


async def test_two_topics_that_want_the_same_paper_post_it_once_with_both_reasons(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion name=images")
        await world.type("subscribe birds name=nature")
        await world.arrive(paper(1, "Diffusion for birds"))

        assert await world.deliver() == 1
        seen = world.posted()
        assert "images, nature" in seen
        assert seen.count("1. Diffusion for birds") == 2  # in the heading, and its card


async def test_what_was_announced_before_a_channel_followed_a_topic_is_not_news_to_it(tmp_path):
    async with open_world(tmp_path) as world:
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 9)))
        preview = await world.ask("subscribe diffusion")
        assert "about 8 a day" in preview

        assert await world.deliver() == 0
        await world.arrive(paper(20, "Diffusion 20"), day=TUESDAY + timedelta(days=1))
        assert await world.deliver() == 1


async def test_a_topic_added_later_brings_nothing_of_what_waits_for_an_older_one(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when 18:00 UTC")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Large oceans"))
        await world.type("subscribe oceans")
        world.clock.pass_time(hours=10)
        assert await world.deliver() == 1
        assert "Large oceans" not in world.posted()


async def test_a_digest_cut_by_a_restart_goes_on_and_repeats_nothing(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 4)))
        channel = await world.store.channels.find(LAB)
        kept = await world.bot.pipeline._begin(channel)
        assert kept
    async with open_world(tmp_path) as world:
        assert await world.deliver() == 3
        assert world.posted().count("3 new papers") == 1
        assert await world.deliver() == 0


async def test_a_digest_that_was_cut_goes_on_even_if_the_schedule_changes_meanwhile(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 4)))
        assert await world.bot.pipeline._begin(await world.store.channels.find(LAB))
        await world.type("settings when 18:00 UTC")
        assert await world.deliver() == 3


async def test_the_list_is_capped_and_all_of_it_is_one_press_away(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 31)))
        assert await world.deliver() == 10
        seen = world.posted()
        assert "the 10 best of 30" in seen
        assert "[All 30]" in seen
        assert "Saved: Diffusion 3" in await world.ask("save 28")


async def test_a_reaction_saves_and_taking_it_away_lets_go(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        await world.deliver()
        card = MessageRef(LAB, "4")  # the public line, the heading, the first card, the second

        await world.bot.inbox.on_reaction(Reaction(BEN, card, "🔖", added=True, event="1"))
        await world.bot.inbox.on_reaction(Reaction(BEN, card, "👍", added=True, event="2"))
        assert "Diffusion for birds" in await world.ask("saved", person=BEN)

        await world.type("save 2", person=BEN)
        await world.bot.inbox.on_reaction(Reaction(BEN, card, "🔖", added=False, event="3"))
        assert "birds" in await world.ask("saved", person=BEN), "the command still holds it"


async def test_a_keycap_on_the_heading_saves_that_paper(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        await world.deliver()
        heading = MessageRef(LAB, "2")

        await world.bot.inbox.on_reaction(Reaction(BEN, heading, "2️⃣", added=True, event="1"))
        listed = await world.ask("saved", person=BEN)
        assert "Diffusion for birds" in listed
        assert "fish" not in listed


async def test_a_weekly_channel_gets_one_overview_with_a_file(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when 09:00 UTC fri")
        for n in range(3):
            day = TUESDAY + timedelta(days=n)
            world.clock.pass_time(days=1)
            await world.arrive(paper(n + 1, f"Diffusion {n}"), day=day)
            await world.deliver()
        seen = world.posted()
        assert seen.count("3 new papers") == 1
        assert "3 announcements" in seen
        file = next((tmp_path / "files").iterdir())
        assert file.read_text().count("## ") >= 3
        assert date(2025, 11, 7) == world.clock.now.date()


async def test_a_late_batch_of_the_same_day_is_delivered_too(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        assert await world.deliver() == 1
        world.clock.pass_time(hours=2)
        await world.arrive(paper(2, "Diffusion for fish"))
        assert await world.deliver() == 1


async def test_what_a_platform_refuses_for_good_pauses_the_channel_and_a_resume_goes_on(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        post = world.platform.post
        asked = 0

        async def refuse(*args: object, **options: object) -> MessageRef:
            nonlocal asked
            asked += 1
            raise DeliveryError("channel is gone", permanent=True)

        world.platform.post = refuse
        with pytest.raises(DeliveryError):
            await world.deliver()
        assert await world.deliver() == 0
        assert asked == 2, "the heading once, the person who set it up once, and no loop"
        assert "(paused)" in await world.ask("status")

        world.platform.post = post
        await world.type("settings resume")
        assert await world.deliver() == 2


async def test_a_passing_refusal_is_tried_again_by_the_next_tick(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        post = world.platform.post

        async def refuse(*args: object, **options: object) -> MessageRef:
            raise DeliveryError("busy", permanent=False)

        world.platform.post = refuse
        with pytest.raises(DeliveryError):
            await world.deliver()
        world.platform.post = post
        assert await world.store.channels.due(world.clock.now)
        assert await world.deliver() == 1


async def test_a_message_that_may_have_arrived_is_looked_up_before_it_is_sent_again(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        post = world.platform.post

        async def lose_the_answer(*args: object, **options: object) -> MessageRef:
            await post(*args, **options)
            raise TimeoutError

        world.platform.post = lose_the_answer
        with pytest.raises(TimeoutError):
            await world.deliver()
        world.platform.post = post
        assert await world.deliver() == 1
        assert world.posted().count("1 new paper") == 1


async def test_settings_changed_while_a_digest_is_posted_are_not_undone_by_it(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        post, changed = world.platform.post, False

        async def change_in_between(*args: object, **options: object) -> MessageRef:
            nonlocal changed
            if not changed:
                changed = True
                await world.type("settings when 18:00 UTC")
            return await post(*args, **options)

        world.platform.post = change_in_between
        assert await world.deliver() == 1
        channel = await world.store.channels.find(LAB)
        assert channel.next_due == world.clock.now.replace(hour=18)


async def test_a_pause_that_begins_while_a_digest_is_posted_ends_by_itself(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when 10:00 UTC")
        await world.arrive(paper(1, "Diffusion for birds"))
        world.clock.pass_time(hours=1)
        post, changed = world.platform.post, False

        async def pause_in_between(*args: object, **options: object) -> MessageRef:
            nonlocal changed
            if not changed:
                changed = True
                await world.type("settings pause 3 days")
            return await post(*args, **options)

        world.platform.post = pause_in_between
        assert await world.deliver() == 1
        await world.arrive(paper(2, "Diffusion for fish"), day=TUESDAY + timedelta(days=1))
        posted = 0
        for _ in range(8):
            world.clock.pass_time(days=1)
            for each in await world.store.channels.due(world.clock.now):
                posted += await world.bot.pipeline.deliver(each.id)
        assert posted == 1


async def test_another_setting_does_not_skip_a_digest_that_is_due(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when 09:30 UTC fri")
        await world.arrive(paper(1, "Diffusion for birds"))
        world.clock.pass_time(days=3, minutes=31)
        await world.type("settings most 15")
        assert await world.deliver() == 1


async def test_after_a_crash_the_slots_since_then_get_theirs(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when 09:30 UTC fri")
        await world.arrive(paper(1, "Diffusion for birds"))
        world.clock.pass_time(days=3, minutes=30)
        assert await world.bot.pipeline._begin(await world.store.channels.find(LAB))
        await world.arrive(paper(2, "Diffusion for fish"), day=TUESDAY + timedelta(days=6))
        world.clock.pass_time(days=7, minutes=30)
        assert await world.deliver() == 1
        assert await world.deliver() == 1
        assert world.posted().count("1 new paper") == 2


async def test_a_digest_that_is_half_posted_goes_on_when_a_pause_ends(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        assert await world.bot.pipeline._begin(await world.store.channels.find(LAB))
        await world.type("settings pause")
        assert await world.deliver() == 0
        await world.type("settings resume")
        assert await world.store.channels.due(world.clock.now)
        assert await world.deliver() == 2


async def test_a_digest_that_is_half_posted_is_over_when_nothing_is_followed_any_more(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        assert await world.bot.pipeline._begin(await world.store.channels.find(LAB))
        await world.type("unsubscribe 1")
        await world.type("subscribe oceans")
        world.posted()
        assert await world.deliver() == 0
        assert world.posted() == ""


async def test_a_weekly_channel_waits_for_the_announcement_of_its_day(tmp_path):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.type("settings when announced fri")
        await world.arrive(paper(1, "Diffusion for birds"), day=date(2025, 11, 6))
        world.clock.now = datetime(2025, 11, 7, 0, 10, tzinfo=UTC)
        await world.bot.pipeline.collect()
        assert await world.deliver() == 0, "it is Friday, but not arXiv's"
        await world.arrive(paper(2, "Diffusion for fish"), day=date(2025, 11, 7))
        assert await world.deliver() == 2


async def test_what_was_read_before_a_source_broke_or_we_stopped_is_kept(tmp_path):
    async with open_world(tmp_path) as world:

        class Broken(Board):
            async def today(self, tag=""):
                raise ZeroDivisionError

        world.board.put([paper(1, "Diffusion for birds")])
        lists, calendar = [world.board, Broken()], announcements()
        collecting = Collecting(world.store, lists, None, None, calendar, world.clock)
        with pytest.raises(ZeroDivisionError):
            await collecting.collect()
        assert await world.store.arrivals.last() == 1
