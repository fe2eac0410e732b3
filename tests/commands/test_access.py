"""What a refusal offers, how what was asked for is done, and who has to wait."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.calls import Call, Press
from bot.domain.chat import Channel, Person
from bot.domain.rules import Named
from tests.world import ANA, BEN, LAB, open_world, paper

SEND, DO = "p1:send-them:", "p1:do-it:"


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def press(world, action, person, channel=LAB, **fields):
    reply = await world.bot.inbox.on_press(Press(action, person, channel, fields=fields))
    await world.bot.inbox.on_answered(reply, channel, None)
    return world.drawn(reply)


async def offered(world, text, person=BEN):
    """Return the button that a refusal offers."""
    reply = await world.type(text, person=person)
    assert "Only people who manage this channel" in world.drawn(reply)
    (action,) = reply.message.actions
    return action.id


async def asked(world, text):
    """Ask for something; return the button by which it is done."""
    sent = await press(world, await offered(world, text), BEN)
    assert "stands in this channel" in sent
    return f"{DO}{await newest(world)}"


async def newest(world):
    number = 0
    while await world.store.requests.find(number + 1):
        number += 1
    return number


class TestARefusal:
    async def test_says_who_may(self, world):
        def name(rules):
            return replace(rules, managers=(Named("cy", "Cy"),))

        await world.store.spaces.change(("console", ""), name, world.clock())
        assert "can do that: people who manage it, Cy." in await world.ask(
            "subscribe x", person=BEN
        )

    async def test_to_a_guest_offers_nothing(self, world):
        reply = await world.type("subscribe birds", person=replace(BEN, guest=True))
        assert reply.message.actions == ()

    async def test_of_what_is_for_those_in_charge_offers_nothing(self, world):
        reply = await world.type("server", person=BEN)
        assert "Only people in charge of the whole place" in world.drawn(reply)
        assert reply.message.actions == ()


class TestAskingThoseWhoMay:
    @pytest.mark.parametrize("topic", ["diffusion -video", "birds OR fish OR frogs OR lions" * 3])
    async def test_it_is_done_by_one_click_and_told_with_both_names(self, world, topic):
        do = await asked(world, f"subscribe {topic} name=Images")
        assert "Ben asks whoever manages this channel" in world.posted()
        assert "follows nothing" in await world.ask("topics")
        assert "now follows “Images”" in await press(world, do, ANA)
        told = world.posted()
        assert "set by Ana" in told
        assert "asked for by Ben" in told
        assert "[Undo]" in told
        assert "Images" in await world.ask("topics")

    async def test_the_button_is_short_enough_for_every_platform(self, world):
        for topic in ("birds", "birds and fish " * 20, "图像生成 " * 12):
            assert len(await offered(world, f"subscribe {topic}")) <= 70

    async def test_nobody_does_it_who_may_not(self, world):
        do = await asked(world, "subscribe birds")
        assert "Only people who manage this channel" in await press(world, do, BEN)
        assert "follows nothing" in await world.ask("topics")
        assert "now follows" in await press(world, do, ANA), "and it can still be done"

    async def test_it_is_done_once(self, world):
        do = await asked(world, "subscribe birds")
        await press(world, do, ANA)
        await world.type("unsubscribe 1")
        assert "Ana has done that" in await press(world, do, ANA)
        assert "follows nothing" in await world.ask("topics")

    async def test_what_cannot_be_done_is_explained_and_can_be_tried_again(self, world):
        do = await asked(world, "unsubscribe 1")
        assert "follows nothing" in await press(world, do, ANA)
        await world.type("subscribe birds")
        assert "Done" in await press(world, do, ANA)

    async def test_the_same_is_not_asked_for_twice(self, world):
        action = await offered(world, "subscribe birds")
        await press(world, action, BEN)
        assert "asked for already" in await press(world, action, BEN)

    async def test_after_a_restart_it_can_still_be_sent_and_done(self, tmp_path):
        long = "birds OR fish OR frogs OR lions" * 3
        async with open_world(tmp_path) as world:
            send = await offered(world, f"subscribe {long} name=Zoo")
        async with open_world(tmp_path) as world:
            await press(world, send, BEN)
            do = f"{DO}{await newest(world)}"
        async with open_world(tmp_path) as world:
            assert "now follows “Zoo”" in await press(world, do, ANA)

    async def test_a_draft_or_a_number_of_nothing_is_not_done(self, world):
        send = await offered(world, f"subscribe {'birds or fish ' * 10}")
        number = send.removeprefix(SEND)
        assert "too long ago" in await press(world, f"{DO}{number}", ANA)
        for key in ("99", "x", "", "²"):
            assert "too long ago" in await press(world, f"{DO}{key}", ANA)
            assert "too long ago" in await press(world, f"{SEND}{key}", BEN)
        assert "follows nothing" in await world.ask("topics")

    async def test_what_one_person_wants_is_sent_by_nobody_else(self, world):
        send = await offered(world, f"subscribe {'birds or fish ' * 10}")
        zoe = replace(BEN, native="zoe", name="Zoe")
        await world.type("save 2511.00001", person=zoe)
        assert "too long ago" in await press(world, send, zoe)
        assert "birds" not in world.posted()

    async def test_nobody_is_asked_for_what_is_about_themselves(self, world):
        for act in ('["me",{"show":"delete"}]', '["me",{"code":"ABCDE"}]', '["server",{}]'):
            assert "too long ago" in await press(world, f"{SEND}{act}", BEN)
        channel = await world.bot.services.channel(LAB)
        ben = await world.store.people.of(BEN)
        number = await world.store.requests.add(
            channel.id, ben, "Ben", '["me",{"show":"link"}]', world.clock()
        )
        assert "too long ago" in await press(world, f"{DO}{number}", ANA)

    async def test_who_may_not_keeps_nobody_from_it_meanwhile(self, world):
        for topic in ("birds", "fish", "frogs"):
            do = await asked(world, f"subscribe {topic}")
            refused, done = await asyncio.gather(press(world, do, BEN), press(world, do, ANA))
            assert "Only people who manage this channel" in refused
            assert "now follows" in done

    async def test_a_number_of_another_platform_is_nothing(self, world):
        do = await asked(world, "subscribe birds")
        away = Person("slack", "T1", "ana", "Ana", manager=True)
        assert "too long ago" in await press(world, do, away, Channel("slack", "T1", "C1"))

    async def test_a_topic_can_be_proposed_from_a_button_that_is_refused(self, world):
        await world.type("subscribe fish")
        refused = await world.bot.inbox.on_press(Press("p1:undo-subscribe:1", BEN, LAB))
        (action,) = refused.message.actions
        opened = await world.bot.inbox.on_opening(Press(action.id, BEN, LAB))
        assert [each.name for each in opened.fields] == ["topic", "name"]
        assert "Say which topic" in await press(world, action.id, BEN)
        assert "closed" in await press(world, action.id, BEN, topic="(birds")
        assert "stands in this channel" in await press(world, action.id, BEN, topic="birds")
        assert "now follows “birds”" in await press(world, f"{DO}{await newest(world)}", ANA)


class TestWhomItsSpaceNamed:
    """What somebody is shown goes by the same rules as what they may do."""

    async def shown(self, world, person):
        said = ""
        for text in ("", "topics", "help", "status", "digest since=2025-11-04"):
            reply = await world.type(text, person=person)
            said += world.drawn(reply)
        return said

    async def test_manages_also_on_what_is_shown(self, world):
        await world.arrive(paper(1, "Birds"))
        await world.type("subscribe birds")
        member, cy = await self.shown(world, BEN), replace(BEN, native="cy", manager=True)
        manager = await self.shown(world, cy)
        assert member != manager

        def name(rules):
            return replace(rules, managers=(Named("ben", "Ben"),), named_only=True)

        await world.store.spaces.change(("console", ""), name, world.clock())
        assert await self.shown(world, BEN) == manager
        assert await self.shown(world, cy) == member

    async def test_alone_takes_back_what_others_share(self, world):
        await world.arrive(paper(1, "Birds"))
        reply = await world.type("summary 2511.00001")
        (share,) = [each.id for each in reply.message.actions if "share" in each.id]
        await press(world, share, ANA)
        standing = world.platform._board.transcript.all(LAB.native)
        (undo,) = [id for each in standing for id, _ in each.actions if "unshare" in id]

        def name(rules):
            return replace(rules, named_only=True)

        await world.store.spaces.change(("console", ""), name, world.clock())
        cy = replace(BEN, native="cy", manager=True)
        assert "Only who shared it" in await press(world, undo, cy)


class TestAllowedChannels:
    async def test_topics_are_followed_in_no_others(self, world):
        await world.type("subscribe fish")
        elsewhere = replace(LAB, native="other", name="#other")

        def only(rules):
            return replace(rules, channels=(Named("other", "#other"),))

        await world.store.spaces.change(("console", ""), only, world.clock())
        for text in ("subscribe birds", "settings most 12"):
            assert "may not be followed in this channel, only in #other" in await world.ask(text)
        assert "Done" in await world.ask("unsubscribe 1"), "what is there can be taken away"
        reply = await world.type("subscribe birds", channel=elsewhere)
        assert "now follows" in world.drawn(reply)


class TestLimits:
    async def test_who_asks_too_much_at_once_waits_and_nobody_else_does(self, tmp_path):
        few = {"PAPERBOY_LIMITS__PERSON_CALLS": "2"}
        async with open_world(tmp_path, **few) as world:
            await world.arrive(paper(1, "Birds"))
            for _ in range(2):
                assert "Birds" in await world.ask("summary 2511.00001")
            assert "Again in 30 s." in await world.ask("summary 2511.00001")
            refused = await press(world, "p1:summary:2511.00001", ANA)
            assert "Again in 30 s." in refused, "a button is no way round"
            assert "Birds" in await world.ask("save 2511.00001"), "what costs nothing goes on"
            assert "Birds" in await world.ask("summary 2511.00001", person=BEN)
            clock = world.clock
        async with open_world(tmp_path, clock=clock, **few) as world:
            assert "Again in 30 s." in await world.ask("summary 2511.00001"), "a restart is no way"
            world.clock.pass_time(seconds=30)
            assert "Birds" in await world.ask("summary 2511.00001")

    async def test_no_button_that_has_texts_written_is_a_way_round(self, tmp_path):
        few = {"PAPERBOY_LIMITS__PERSON_CALLS": "1"}
        async with open_world(tmp_path, **few) as world:
            await world.arrive(*(paper(n, f"Birds {n}") for n in range(1, 13)))
            listed = await world.type("digest birds since=2025-11-04")
            (next_,) = [each.id for each in listed.message.actions if "listed" in each.id]
            length = "p1:detail:2511.00001 analysis - 1"
            share = "p1:share-summary:2511.00001 analysis - 1"
            for action in (next_, length, share, "p1:card:2511.00001 headline - 1"):
                assert "Again in" in await press(world, action, ANA)
            world.clock.pass_time(seconds=60)
            assert "Again in" not in await press(world, length, ANA)
            turned = length.replace("detail", "turned")
            assert "Again in" not in await press(world, turned, ANA), "what is written is read on"

    async def test_a_busy_channel_waits_as_a_whole(self, tmp_path):
        few = {"PAPERBOY_LIMITS__CHANNEL_CALLS": "1"}
        async with open_world(tmp_path, **few) as world:
            await world.arrive(paper(1, "Birds"))
            await world.ask("summary 2511.00001")
            said = await world.ask("summary 2511.00001", person=BEN)
            assert "being asked for in this channel. Again in 60 s." in said

    async def test_nothing_is_limited_where_the_operator_wants_none(self, tmp_path):
        none = {"PAPERBOY_LIMITS__CHANNEL_CALLS": "0", "PAPERBOY_LIMITS__PERSON_CALLS": "0"}
        async with open_world(tmp_path, **none) as world:
            await world.arrive(paper(1, "Birds"))
            for _ in range(30):
                assert "Birds" in await world.ask("summary 2511.00001")


async def test_new_channels_begin_as_their_space_chose(world):
    def chosen(rules):
        return replace(rules, zone="Asia/Tokyo", most=7)

    await world.store.spaces.change(("console", ""), chosen, world.clock())
    seen = await world.ask("settings")
    assert "Asia/Tokyo" in seen
    assert "Papers in the list at most: 7" in seen


async def test_a_call_done_for_somebody_else_is_no_way_round_the_rules(world):
    with pytest.raises(Exception, match="managers-only"):
        await world.bot.services.carry_out(Call("subscribe", BEN, LAB, {"topic": "birds"}))
