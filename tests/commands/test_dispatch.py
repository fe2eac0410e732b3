"""What the dispatcher does around a command: once each, suggestions, what stands in the way."""

import asyncio

import pytest

from bot.domain.calls import Call, Press, Reaction, Typing
from bot.domain.chat import MessageRef, words
from bot.domain.errors import DeliveryError
from tests.world import ANA, BEN, LAB, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def suggested(world, verb, option, typed, **options):
    typing = Typing(verb, option, typed, ANA, LAB, options)
    found = await world.bot.inbox.on_typing(typing)
    return [(each.value, world.say(each.label)) for each in found]


class TestTheSameEventTwice:
    async def test_a_call_is_carried_out_once(self, world):
        await world.type("subscribe birds")
        await world.type("subscribe fish")
        call = Call("unsubscribe", ANA, LAB, {"topic": "1"}, event="T1")
        assert await world.bot.inbox.on_call(call)
        assert await world.bot.inbox.on_call(call) is None
        assert "fish" in await world.ask("topics")

    async def test_a_press_is_carried_out_once(self, world):
        await world.arrive(paper(1, "Birds"))
        press = Press("p1:save:2511.00001", BEN, LAB, event="T1")
        assert await world.bot.inbox.on_press(press)
        assert await world.bot.inbox.on_press(press) is None
        assert "Birds" in await world.ask("saved", person=BEN), "a second press would take it back"

    async def test_a_reaction_counts_once(self, world):
        await world.type("subscribe birds")
        await world.arrive(paper(1, "Birds"))
        await world.deliver()
        card = MessageRef(LAB, "3")
        on = Reaction(BEN, card, "🔖", added=True, event="E1")
        off = Reaction(BEN, card, "🔖", added=False, event="E2")
        for reaction in (on, off, on):
            await world.bot.inbox.on_reaction(reaction)
        assert "Birds" not in await world.ask("saved", person=BEN)

    async def test_what_one_person_does_to_one_message_counts_in_its_order(self, world):
        await world.type("subscribe birds")
        await world.arrive(paper(1, "Birds"))
        await world.deliver()
        card = MessageRef(LAB, "3")
        acts = [Reaction(BEN, card, "🔖", added=number % 2 == 0) for number in range(20)]
        await asyncio.gather(*map(world.bot.inbox.on_reaction, acts))
        assert "Birds" not in await world.ask("saved", person=BEN)

    async def test_without_an_id_every_call_counts(self, world):
        call = Call("topics", ANA, LAB)
        assert await world.bot.inbox.on_call(call)
        assert await world.bot.inbox.on_call(call)


class TestSuggestions:
    async def test_papers_are_those_of_the_last_digest_by_number_or_title(self, world):
        assert await suggested(world, "save", "paper", "") == []
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        await world.deliver()
        everything = await suggested(world, "save", "paper", "")
        assert [label[:2] for _, label in everything] == ["1.", "2."]
        assert await suggested(world, "why", "paper", "FISH") == [
            (value, label) for value, label in everything if "fish" in label
        ]
        assert await suggested(world, "summary", "paper", "2") == everything[1:]

    async def test_an_address_is_read_as_the_paper_it_names(self, world):
        await world.arrive(paper(1, "Birds"))
        typed = "https://arxiv.org/abs/2511.00001v2"
        assert (await suggested(world, "save", "paper", typed))[0] == (
            "2511.00001",
            "2511.00001 · Birds",
        )

    async def test_the_last_word_of_a_topic_may_become_a_category(self, world):
        found = await suggested(world, "subscribe", "topic", "birds cs.c")
        assert ("birds cs.CV", "cs.CV · Computer Vision and Pattern Recognition") in found
        assert len(found) <= 25
        assert await suggested(world, "subscribe", "topic", "birds ") == []
        assert "quant-ph" in dict(await suggested(world, "digest", "topic", "quantum"))

    async def test_what_can_be_ended_is_what_is_followed(self, world):
        await world.type("subscribe diffusion name=Images")
        assert await suggested(world, "unsubscribe", "topic", "ima") == [
            ("Images", "Images (diffusion)")
        ]
        assert await suggested(world, "unsubscribe", "topic", "video") == []

    async def test_there_is_nothing_to_suggest_for_other_text(self, world):
        assert await suggested(world, "subscribe", "name", "x") == []
        assert await suggested(world, "nonsense", "topic", "x") == []


class TestWhatStandsInTheWay:
    async def test_a_new_subscription_and_the_status_say_what_is_missing(self, world):
        async def troubles(channel):
            return [words("plain", text="I may not write here.")]

        world.platform.troubles = troubles
        assert "⚠ I may not write here." in await world.ask("subscribe diffusion")
        assert "⚠ I may not write here." in await world.ask("status")

    async def test_whoever_set_a_topic_is_told_once_why_its_channel_is_paused(self, world):
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        post, direct = world.platform.post, []

        async def refuse(channel, message, *, under=None):
            if message.menu:
                why = words("plain", text="Let me write there.")
                raise DeliveryError("50013", permanent=True, words=why)
            direct.append(world.say(message.blocks[0].parts[0]))
            return await post(channel, message, under=under)

        world.platform.post = refuse
        with pytest.raises(DeliveryError):
            await world.deliver()
        for _ in range(2):
            assert await world.deliver() == 0, "a paused channel is left alone"
        told = [text for text in direct if "is paused" in text]
        assert len(told) == 1
        assert "digest in #papers" in told[0]
        assert "Let me write there." in told[0]

        await world.type("settings resume")
        world.clock.pass_time(minutes=1)
        with pytest.raises(DeliveryError):
            await world.deliver()
        assert len([text for text in direct if "is paused" in text]) == 2, "it helped nothing"


class TestTheWholeOfACutDigest:
    async def test_it_is_turned_page_by_page_and_comes_as_a_file(self, world):
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 24)))
        await world.deliver()

        async def press(action):
            return await world.bot.inbox.on_press(Press(action, BEN, LAB))

        seen, action = [], "p1:all:1"
        while action:
            reply = await press(action)
            seen += [position for position, _ in reply.message.papers]
            assert len(seen) <= 23
            turning = {world.say(each.label): each.id for each in reply.message.actions}
            action = turning.get("Next")
        assert seen == list(range(1, 24))
        assert turning["Back"] == "p1:all:1:2"
        file = (await press("p1:all-file:1")).message.files[0]
        assert file.text.count("\n## ") >= 23

    @pytest.mark.parametrize("key", ["99", "1:x", "x", "1:0", "1:999"])
    async def test_a_page_that_is_not_there_is_no_accident(self, world, key):
        await world.type("subscribe diffusion")
        await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 13)))
        await world.deliver()
        reply = await world.bot.inbox.on_press(Press(f"p1:all:{key}", BEN, LAB))
        assert "failed on my side" not in world.drawn(reply)
