"""The guided way to follow a topic, step by step, as every platform hands it over."""

from dataclasses import replace

import pytest

from bot.domain.calls import Press, Typing
from tests.commands.acts import Writer, act, form, reply_to, values
from tests.world import ANA, BEN, LAB, open_world, paper

PAPERS = (
    paper(1, "Diffusion for birds"),
    paper(2, "Video diffusion", "We study diffusion."),
    paper(3, "Oceans", "We study diffusion.", categories=("physics.ao-ph",)),
    paper(4, "Graphs", categories=("cs.LG",)),
)


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.arrive(*PAPERS)
        yield opened


class TestFields:
    async def test_names_ids_and_beginnings_of_names_are_understood(self, world):
        seen = await act(world, "p1:setup:", fields="Robotics, cs.cl; computation and language")
        assert "Understood as: cs.CL OR cs.RO" in seen

    async def test_picked_ids_come_with_blanks_between(self, world):
        assert "cs.CV OR cs.LG" in await act(world, "p1:setup:", fields="cs.CV cs.LG")

    async def test_ids_stand_beside_a_name_without_a_comma_too(self, world):
        reply = await reply_to(world, "p1:setup:", fields="computer visoin cs.RO")
        assert "by “computer visoin”" in world.drawn(reply)
        assert values(reply, "setup-field")[0] == "1/cs.CV"
        assert "Understood as: cs.CV OR cs.RO" in await act(world, "p1:setup-field:1/cs.CV")

    async def test_what_is_typed_is_suggested_by_name(self, world):
        typing = Typing("subscribe", "fields", "visoin computer", ANA, LAB)
        found = await world.bot.inbox.on_typing(typing)
        assert found[0].value == "cs.CV"
        assert all(" " not in each.value for each in found)
        assert len(await world.bot.inbox.on_typing(replace(typing, typed=""))) == 25
        zones = replace(typing, verb="settings", option="zone", typed="new yo")
        assert [each.value for each in await world.bot.inbox.on_typing(zones)] == [
            "America/New_York"
        ]

    async def test_a_name_of_several_is_asked_about_and_several_can_be_meant(self, world):
        reply = await reply_to(world, "p1:setup:", fields="optics, learning", words="birds")
        assert {"1/cs.LG", "1/stat.ML"} <= set(values(reply, "setup-field"))
        seen = await act(world, "p1:setup-field:1/cs.LG 1/stat.ML")
        assert "Understood as: birds (cs.LG OR physics.optics OR stat.ML)" in seen

    async def test_what_is_no_field_can_be_looked_for_as_words(self, world):
        reply = await reply_to(world, "p1:setup:", fields="xylophones")
        assert "no field called “xylophones”" in world.drawn(reply)
        assert values(reply, "setup-field") == ["1/~"]
        assert "Understood as: xylophone" in await act(world, "p1:setup-field:1/~")

    async def test_an_archive_can_be_meant_as_a_whole(self, world):
        reply = await reply_to(world, "p1:setup:", fields="cs")
        assert values(reply, "setup-field")[0] == "1/cs.*"
        assert "Understood as: cs.*" in await act(world, "p1:setup-field:1/cs.*")

    async def test_an_empty_form_is_explained(self, world):
        assert "Say what to follow" in await act(world, "p1:setup:")
        assert "Name a field" in await act(world, "p1:setup:", name="Images")


class TestThePreview:
    async def test_what_can_mean_several_things_is_offered_as_buttons(self, world):
        reply = await reply_to(world, "p1:setup:", words="Computer Vision")
        assert [each.id for each in reply.message.actions] == [
            *("p1:setup-take:1.0", "p1:setup-take:1.1", "p1:setup:1", "p1:setup-cancel:1"),
        ]
        assert "Understood as: cs.CV" in await act(world, "p1:setup-take:1.0")
        assert 'Understood as: "computer vision"' in await act(world, "p1:setup-take:1.1")

    async def test_too_much_is_offered_in_less(self, world):
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(10, 40)))
        await world.arrive(*(paper(n, "Other", "On diffusion.") for n in range(40, 60)))
        reply = await reply_to(world, "p1:setup:", words="diffusion")
        assert "in the title only: about 32 a day" in " ".join(world.drawn(reply).split())
        assert values(reply, "setup-take")[0] == "1.0"
        assert "Understood as: ti:diffusion" in await act(world, "p1:setup-take:1.0")

    async def test_a_not_that_hides_much_is_offered_in_titles_only(self, world):
        await world.arrive(*(paper(n, f"Diffusion {n}", "Also video.") for n in range(10, 15)))
        seen = await act(world, "p1:setup:", words="diffusion -video")
        assert "NOT in titles only: about 7 a day" in seen
        assert "Understood as: diffusion NOT ti:video" in await act(world, "p1:setup-take:1.0")

    async def test_nothing_is_offered_in_more(self, world):
        reply = await reply_to(world, "p1:setup:", words="ti:study")
        assert "wider: about 4 a day" in " ".join(world.drawn(reply).split())
        assert values(reply, "setup-take") == ["1.0"]

    async def test_what_brings_as_little_is_not_offered(self, world):
        reply = await reply_to(world, "p1:setup:", words="cs.RO quark")
        assert "setup-take" not in {each.verb for each in reply.message.selects}

    async def test_a_sentence_comes_back_as_pairs_of_its_words(self, world):
        seen = await act(world, "p1:setup:", words="making video diffusion cheaper for everybody")
        assert "nothing is followed yet" in seen
        assert "Understood as: diffusion video" in await act(world, "p1:setup-take:1.0")

    async def test_what_is_followed_already_is_not_offered_again(self, world):
        await world.type("subscribe diffusion name=Images")
        reply = await reply_to(world, "p1:setup:", words="Diffusion")
        assert "already follows that as “Images”" in world.drawn(reply)
        ids = [each.id for each in reply.message.actions]
        assert "p1:edit:1" in ids
        assert not any("setup-follow" in id for id in ids)

    async def test_a_name_that_is_too_long_is_mended_in_the_same_form(self, world):
        seen = await act(world, "p1:setup:", words="diffusion", name="n" * 61)
        assert "at most 60 characters" in seen
        assert "[Follow]" not in seen
        fields = {each.name: each.value for each in (await form(world, "p1:setup:1")).fields}
        assert fields == {"fields": "", "words": "diffusion", "name": "n" * 61}

    async def test_every_button_and_value_fits_every_platform(self, world):
        reply = await reply_to(world, "p1:setup:", fields="cs.CV", words="x OR y " + "z" * 300)
        replies = [reply, await reply_to(world, "p1:setup:", fields="cs")]
        for each in replies:
            assert all(len(action.id) <= 70 for action in each.message.actions)
            for select in each.message.selects:
                assert len(select.choices) <= 25
                found = [choice.value for choice in select.choices]
                assert len(set(found)) == len(found)
                assert max(map(len, found)) <= 75


class TestTheCost:
    async def test_it_is_said_where_a_model_writes_and_how_much_that_is(self, tmp_path):
        async with open_world(tmp_path, writers=[Writer()]) as world:
            await world.arrive(*PAPERS)
            seen = await act(world, "p1:setup:", words="diffusion")
            assert "AI: about 63 short summaries a month ≈ $0.0" in seen
            assert "with gpt-5.4-nano" in seen

    async def test_of_a_model_without_a_price_only_the_number_is_said(self, tmp_path):
        async with open_world(tmp_path, writers=[Writer("own-model")]) as world:
            await world.arrive(*PAPERS)
            seen = await act(world, "p1:setup:", words="diffusion")
            assert "with own-model, whose price I do not know" in seen

    async def test_without_a_model_nothing_is_said(self, world):
        assert "AI:" not in await act(world, "p1:setup:", words="diffusion")


class TestWhen:
    async def test_time_and_zone_are_chosen_and_hold_for_the_channel(self, world):
        reply = await reply_to(world, "p1:setup:", words="diffusion")
        assert values(reply, "setup-when")[0] == "1/announced"
        assert "1/UTC" in values(reply, "setup-zone")
        assert "Digest: 09:00 UTC, every day" in await act(world, "p1:setup-when:1/09:00")
        seen = await act(world, "p1:setup-zone:2/Asia/Tokyo")
        assert "Digest: 09:00 Asia/Tokyo, every day" in seen
        assert "Digest: when arXiv" in await world.ask("settings"), "nothing is changed yet"
        seen = await act(world, "p1:setup-follow:3")
        assert "Next digest: Wed 5 Nov, 09:00" in seen
        assert "Digest: 09:00 Asia/Tokyo, every day" in await world.ask("settings")

    async def test_once_a_week_is_a_choice(self, world):
        await act(world, "p1:setup:", words="diffusion")
        assert "when arXiv announces, Friday" in await act(world, "p1:setup-when:1/weekly")
        assert "due Fri 7 Nov" in await act(world, "p1:setup-follow:2")

    async def test_another_time_is_typed_and_a_wrong_one_mended(self, world):
        await act(world, "p1:setup:", words="diffusion")
        seen = await act(world, "p1:setup-time:1", when="25 o'clock", zone="Asia/Tokyo")
        assert "“25” is not a time" in seen
        assert "[Follow]" not in seen
        fields = {each.name: each.value for each in (await form(world, "p1:setup-time:2")).fields}
        assert fields == {"when": "25 o'clock", "zone": "Asia/Tokyo"}
        seen = await act(world, "p1:setup-time:2", when="7:30 mon-fri", zone="Asia/Tokyo")
        assert "Digest: 07:30 Asia/Tokyo, Monday to Friday" in seen

    async def test_a_zone_that_the_platform_knows_is_not_asked_for(self, world):
        there = replace(ANA, zone="Europe/Berlin")
        press = Press("p1:setup:", there, LAB, fields={"words": "diffusion"})
        reply = await world.bot.inbox.on_press(press)
        assert [each.verb for each in reply.message.selects] == ["setup-when"]
        assert "Digest: 08:00 Europe/Berlin" in await act(world, "p1:setup-when:1/08:00", there)

    async def test_the_likeliest_zones_come_first(self, world):
        press = Press("p1:setup:", replace(ANA, language="ja"), LAB, fields={"words": "diffusion"})
        reply = await world.bot.inbox.on_press(press)
        assert values(reply, "setup-zone")[:2] == ["1/UTC", "1/Asia/Tokyo"]

    async def test_a_second_topic_leaves_the_schedule_alone(self, world):
        await world.type("subscribe oceans")
        there = replace(ANA, zone="Asia/Tokyo")
        press = Press("p1:setup:", there, LAB, fields={"words": "diffusion"})
        assert not (await world.bot.inbox.on_press(press)).message.selects
        assert "now follows “diffusion”" in await act(world, "p1:setup-follow:1", there)
        assert "Time zone: UTC" in await world.ask("settings")


class TestTheLanguage:
    async def test_a_channel_speaks_as_who_sets_it_up_from_its_first_topic_on(self, world):
        chinese = replace(ANA, language="zh-CN")
        assert "你的语言：中文" in await act(world, "p1:setup:", chinese, words="diffusion")
        assert await spoken(world) == "", "nothing is changed yet"
        await act(world, "p1:setup-follow:1", chinese)
        assert "已订阅“diffusion”" in world.posted()
        assert await spoken(world) == "zh"

    async def test_nothing_is_said_of_it_where_that_is_so_already(self, world):
        english = replace(ANA, language="en-GB")
        assert "your language" not in await act(world, "p1:setup:", english, words="diffusion")
        await act(world, "p1:setup-follow:1", english)
        assert await spoken(world) == ""

    @pytest.mark.parametrize("first", ["settings language en", "subscribe oceans"])
    async def test_what_was_chosen_or_begun_before_stays(self, world, first):
        await world.type(first)
        before = await spoken(world)
        chinese = replace(ANA, language="zh-CN")
        assert "你的语言" not in await act(world, "p1:setup:", chinese, words="diffusion")
        await act(world, "p1:setup-follow:1", chinese)
        assert await spoken(world) == before


async def spoken(world):
    """Return the language that was chosen for the channel."""
    return (await world.store.channels.languages(LAB)).first


class TestSteps:
    async def test_each_does_what_it_shows_after_a_restart_and_may_be_taken_twice(self, tmp_path):
        async with open_world(tmp_path) as world:
            await world.arrive(*PAPERS)
            await act(world, "p1:setup:", words="diffusion")
            await act(world, "p1:setup:1", words="oceans")
        async with open_world(tmp_path) as world:
            assert "now follows “diffusion”" in await act(world, "p1:setup-follow:1")
            assert "already follows that as “diffusion”" in await act(world, "p1:setup-follow:1")
            assert world.posted().count("now follows") == 1
            assert "now follows “oceans”" in await act(world, "p1:setup-follow:2")

    async def test_cancelling_takes_all_steps_away(self, world):
        await act(world, "p1:setup:", words="diffusion")
        await act(world, "p1:setup-when:1/09:00")
        await act(world, "p1:setup-cancel:2")
        assert await world.store.drafts.count() == 0
        assert "more than a day ago, or is called off" in await act(world, "p1:setup-follow:1")
        assert world.posted() == ""

    @pytest.mark.parametrize("verb", ["setup-follow", "setup-take", "setup-when", "setup-field"])
    @pytest.mark.parametrize("key", ["", "9", "x", "1.9", f"{'9' * 40}/09:00"])
    async def test_a_step_that_there_is_not_changes_nothing(self, world, verb, key):
        seen = await act(world, f"p1:{verb}:{key}")
        assert "Nothing was changed" in seen
        assert "follows nothing" in await world.ask("topics")

    async def test_a_step_of_another_channel_is_not_taken_here(self, world):
        await act(world, "p1:setup:", words="diffusion")
        elsewhere = replace(LAB, native="other")
        reply = await world.bot.inbox.on_press(Press("p1:setup-follow:1", ANA, elsewhere))
        assert "called off" in world.drawn(reply)

    async def test_who_may_not_manage_sees_no_form_and_takes_no_step(self, world):
        assert await form(world, "p1:setup:", BEN) is None
        await act(world, "p1:setup:", words="diffusion")
        for verb in ("setup:", "setup-follow:1", "setup-cancel:1", "edit:1", "remove:1"):
            assert "Only people who manage" in await act(world, f"p1:{verb}", BEN)
        assert await world.store.drafts.count() == 1


class TestSubscribing:
    async def test_what_is_offered_instead_is_followed_by_a_button(self, world):
        reply = await world.type("subscribe cs.CVV name=Vision")
        first = reply.message.actions[0]
        assert first.id == "p1:subscribe-to:1.0"
        assert world.drawn(reply).count("cs.HC") == 1, "what stands on a button is not said twice"
        assert "now follows “Vision”" in await act(world, first.id)
        assert "cs.CV" in await world.ask("topics")
        assert "now follows “Vision”, set by Ana" in world.posted()

    async def test_what_is_too_long_for_a_button_stands_above_it_whole(self, world):
        long = " OR ".join(f'"{word} of some length"' for word in ("one", "two", "three", "four"))
        seen = " ".join(world.drawn(await world.type(f"subscribe cs.CVV ({long})")).split())
        assert seen.count('"four of some length"') >= 3, "in each offer"

    async def test_what_was_typed_stands_in_the_form(self, world):
        await world.type("subscribe (cs.RO AND birds")
        fields = {each.name: each.value for each in (await form(world, "p1:setup:1")).fields}
        assert fields["words"] == "(cs.RO AND birds"
