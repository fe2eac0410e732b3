"""The panel of a whole server or workspace, and its set-up as a file."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.calls import Press
from bot.domain.chat import Channel
from bot.domain.rules import Modelled, Rules
from tests.world import ANA, BEN, LAB, open_world

PLACE = ("console", "")
OTHER = replace(LAB, native="other", name="#other")


@pytest.fixture
async def world(tmp_path):
    (tmp_path / "other").mkdir()
    async with open_world(tmp_path) as opened:
        yield opened


async def pressed(world, action, person=ANA, channel=LAB, **fields):
    reply = await world.bot.inbox.on_press(Press(action, person, channel, fields=fields))
    await world.bot.inbox.on_answered(reply, channel, None)
    return reply


async def press(world, action, person=ANA, channel=LAB, **fields):
    return world.drawn(await pressed(world, action, person, channel, **fields))


async def rules(world) -> Rules:
    return await world.store.spaces.rules(PLACE)


async def store_topics(world, channel):
    followed = await world.store.subscriptions.of(channel.id)
    return [(each.name, each.text) for each in followed]


def undo_of(reply):
    return next(each.id for each in reply.message.actions if ":server-undo:" in each.id)


class TestThePanel:
    async def test_says_what_holds_and_leads_everywhere(self, world):
        reply = await world.type("server")
        seen = world.drawn(reply)
        assert "managed by whom the platform lets" in seen
        assert "every channel" in seen
        for action in reply.message.actions:
            verb = action.id.split(":")[1]
            assert "failed on my side" not in await press(world, action.id), verb

    async def test_every_page_takes_the_place_of_the_one_before(self, world):
        for page in ("people", "channels", "data", "topics"):
            assert world.bot.inbox.changes_its_message(f"p1:server:{page}")

    @pytest.mark.parametrize("key", ["topics x", "topics 99999", "topics 0", "nothing", "²"])
    async def test_a_page_that_is_not_there_is_no_accident(self, world, key):
        assert "failed on my side" not in await press(world, f"p1:server:{key}")

    async def test_what_a_menu_offers_fits_every_platform(self, world):
        await world.type("subscribe birds")
        for page in ("people", "channels", "data"):
            for select in (await pressed(world, f"p1:server:{page}")).message.selects:
                assert 1 <= len(select.choices) <= 25
                for choice in select.choices:
                    assert len(choice.value) <= 75
                    assert " " not in choice.value
                    assert len(world.say(choice.label)) <= 75


class TestChanges:
    async def test_hold_at_once_and_are_undone_by_a_click(self, world):
        reply = await pressed(world, "p1:server-model:off")
        assert (await rules(world)).model is Modelled.OFF
        again = await pressed(world, undo_of(reply))
        assert (await rules(world)).model is Modelled.ALL
        await pressed(world, undo_of(again))
        assert (await rules(world)).model is Modelled.OFF, "an undo is a change like any other"

    async def test_are_not_undone_when_something_else_has_changed(self, world):
        reply = await pressed(world, "p1:server-share:off")
        await pressed(world, "p1:server-unfurl:on")
        assert "cannot be undone" in await press(world, undo_of(reply))
        assert not (await rules(world)).sharing
        assert "cannot be undone" in await press(world, "p1:server-undo:x")

    async def test_sharing_is_what_others_ask_about(self, world):
        assert await world.bot.services.may_share(LAB)
        await pressed(world, "p1:server-share:off")
        assert not await world.bot.services.may_share(LAB)

    async def test_limits_are_read_and_shown_again(self, world):
        await pressed(world, "p1:server-limits:0", day="0.50 usd", month="200000 tokens", grace="3")
        known = await rules(world)
        assert [each.name for each in known.budgets] == ["space-day", "space-month"]
        assert known.grace_days == 3
        form = await world.bot.inbox.on_opening(Press("p1:server-limits:0", ANA, LAB))
        assert [each.value for each in form.fields] == ["0.5 USD", "200000 tokens", "3"]
        seen = await press(world, "p1:server-limits:0")
        assert "no limit of its own a day" in seen
        assert (await rules(world)).budgets == ()

    @pytest.mark.parametrize(
        "fields", [{"day": "much"}, {"month": "-1 USD"}, {"grace": "x"}, {"grace": "9999999"}]
    )
    async def test_what_cannot_be_read_changes_nothing(self, world, fields):
        assert "server-changed" not in await press(world, "p1:server-limits:0", **fields)
        assert await rules(world) == Rules()

    async def test_new_channels_begin_with_what_was_chosen(self, world):
        await pressed(world, "p1:server-start:0", zone="asia/tokyo", most="7", language="zh+en")
        other = await world.bot.services.channel(OTHER)
        assert other.settings.schedule.zone == "Asia/Tokyo"
        assert (other.settings.most, str(other.settings.languages)) == (7, "zh+en")
        assert "not a number from 1 to 25" in await press(world, "p1:server-start:0", most="99")
        assert "Nowhereland" in await press(world, "p1:server-start:0", zone="Nowhereland")

    async def test_a_form_is_filled_with_what_holds_and_fits_every_platform(self, world):
        for verb in ("server-limits", "server-start", "server-add", "server-import"):
            form = await world.bot.inbox.on_opening(Press(f"p1:{verb}:0", ANA, LAB))
            assert len(world.say(form.title)) <= 24
            assert all(len(world.say(each.label)) <= 45 for each in form.fields)
            assert await world.bot.inbox.on_opening(Press(f"p1:{verb}:0", BEN, LAB)) is None

    async def test_topics_are_followed_only_in_chosen_channels(self, world):
        await world.bot.services.channel(OTHER)
        await pressed(world, "p1:server-only:other")
        assert "only in #other" in await world.ask("subscribe birds")
        await pressed(world, "p1:server-everywhere:0")
        assert "now follows" in await world.ask("subscribe birds")


class TestManagers:
    async def test_are_found_on_the_platform_first(self, world):
        me = world.platform._person
        assert "I find nobody here called “@nobody”" in await press(
            world, "p1:server-add:0", who="@nobody"
        )
        assert "Say whom" in await press(world, "p1:server-add:0", who=" , ")
        await pressed(world, "p1:server-add:0", who=f"<@!{me.native}>")
        assert [each.native for each in (await rules(world)).managers] == [me.native]
        await pressed(world, f"p1:server-remove:a{me.native}")
        assert (await rules(world)).managers == ()

    async def test_only_the_named_may_count(self, world):
        await pressed(world, "p1:server-manage:named")
        manager = replace(BEN, manager=True)
        refused = await world.ask("subscribe birds", person=manager)
        assert "can do that: people in charge of the whole place." in refused
        await pressed(world, "p1:server-manage:usual")
        assert "now follows" in await world.ask("subscribe birds", person=manager)


class TestASetUpAsAFile:
    async def text(self, world):
        (file,) = (await pressed(world, "p1:server-export:0")).message.files
        return file.text

    async def preview(self, world, text, channel=LAB):
        reply = await pressed(world, "p1:server-import:0", channel=channel, text=text)
        bring = [each.id for each in reply.message.actions if "server-bring" in each.id]
        return world.drawn(reply), bring[0] if bring else None

    async def test_it_goes_from_one_place_to_another_of_any_platform(self, world, tmp_path):
        await world.type("subscribe diffusion name=Images")
        await world.type("settings most 12")
        await pressed(world, "p1:server-model:off")
        text = await self.text(world)
        slack = Channel("slack", "T1", "C1", "#Papers")
        admin = replace(ANA, platform="slack", space="T1", native="U1")
        reply = await pressed(world, "p1:server-import:0", admin, slack, text=text)
        assert "#Papers follows Images, with the settings of the file" in world.drawn(reply)
        there = await world.store.channels.find(slack)
        assert await store_topics(world, there) == [], "looking changes nothing"
        async with open_world(tmp_path / "other") as other:
            _, bring = await self.preview(other, text)
            assert "1 topic" in await press(other, bring)
            here = await other.store.channels.find(LAB)
            assert await store_topics(other, here) == [("Images", "diffusion")]
            assert here.settings.most == 12
            assert (await rules(other)).model is Modelled.OFF

    async def test_nothing_that_stands_is_overwritten(self, world):
        await world.type("subscribe diffusion name=Images")
        text = await self.text(world)
        await world.type("subscribe birds", channel=LAB)
        await world.type("unsubscribe Images")
        await world.type("settings most 3")
        world.posted()
        seen, bring = await self.preview(world, text)
        assert "#papers follows also Images; its settings stay" in seen
        assert "topic" in await press(world, bring)
        assert "From a file, Ana made this channel follow Images" in world.posted()
        topics = await world.ask("topics")
        assert "Images" in topics
        assert "birds" in topics
        assert "most: 3" in await world.ask("settings")
        assert "taken in already" in await press(world, bring), "twice is once"

    async def test_a_channel_that_follows_nothing_takes_the_settings_over_and_undo_ends_it(
        self, world
    ):
        plain = {
            "paperboy": 1,
            "channels": [{"name": "papers", "most": 4, "topics": [{"topic": "birds"}]}],
        }
        _, bring = await self.preview(world, json.dumps(plain))
        await press(world, bring)
        assert "most: 4" in await world.ask("settings")
        followed = await world.store.subscriptions.of(1)
        said = await press(world, f"p1:undo-import:{followed[0].id}")
        assert "Done" in said
        assert "does not follow birds" in world.posted()
        assert "follows nothing" in await world.ask("topics")

    async def test_what_is_there_already_asks_for_nothing(self, world):
        await world.type("subscribe diffusion")
        seen, bring = await self.preview(world, await self.text(world))
        assert "is here already" in seen
        assert bring is None

    async def test_channels_that_are_not_known_are_named_and_left_out(self, world):
        plain = {"paperboy": 1, "channels": [{"name": "#far", "topics": [{"topic": "birds"}]}]}
        seen, bring = await self.preview(world, json.dumps(plain))
        assert "#far" in seen
        assert bring is None

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("hello", "no set-up of mine"),
            ("", "no set-up of mine"),
            (
                '{"paperboy": 1, "channels": [{"name": "papers", "topics": [{"topic": "(a"}]}]}',
                "cannot be read",
            ),
        ],
    )
    async def test_what_cannot_be_read_is_explained(self, world, text, said):
        seen, bring = await self.preview(world, text)
        assert said in seen
        assert bring is None

    async def test_somebody_elses_draft_is_not_taken_in(self, world):
        plain = {"paperboy": 1, "channels": [{"name": "papers", "topics": [{"topic": "birds"}]}]}
        _, bring = await self.preview(world, json.dumps(plain))
        assert "Import it again" in await press(world, bring, replace(ANA, native="cy"))


class TestPrivateChannels:
    async def test_are_neither_shown_nor_counted_nor_handed_out(self, world):
        secret = replace(LAB, native="secret", name="#secret")
        await world.type("subscribe weapons", channel=secret)
        await world.type("subscribe birds")

        async def visible(person, channels):
            return [each for each in channels if each.native != "secret"]

        world.platform.visible = visible
        seen = ""
        for page in ("", "people", "channels", "data", "topics"):
            reply = await pressed(world, f"p1:server:{page}")
            labels = [world.say(c.label) for s in reply.message.selects for c in s.choices]
            seen += world.drawn(reply) + " ".join(labels)
        seen += world.drawn(await pressed(world, "p1:server-export:0"))
        (file,) = (await pressed(world, "p1:server-export:0")).message.files
        assert "birds" in seen + file.text
        for hidden in ("secret", "weapons"):
            assert hidden not in seen + file.text
        assert "1 channel that follows" in seen

    async def test_that_are_allowed_stay_allowed_when_somebody_else_chooses(self, world):
        secret = replace(LAB, native="secret", name="#secret")
        await world.bot.services.channel(secret)
        await pressed(world, "p1:server-only:secret papers")

        async def visible(person, channels):
            return []

        world.platform.visible = visible
        reply = await pressed(world, "p1:server-only:papers")
        assert {each.native for each in (await rules(world)).channels} == {"secret", "papers"}
        assert "secret" not in world.drawn(reply)
        assert "secret" not in await world.ask("server")
        refused = await world.ask("subscribe birds", person=ANA)
        assert "now follows" in refused
        other = await world.type("subscribe birds", channel=OTHER)
        assert "secret" not in world.drawn(other)


async def test_topics_are_listed_ten_to_a_page(world):
    for number in range(12):
        await world.type(f"subscribe birds fish{number}")
    first = await pressed(world, "p1:server:topics")
    assert world.drawn(first).count("#papers · birds") == 10
    (after,) = [e.id for e in first.message.actions if e.id == "p1:server:topics 2"]
    assert world.drawn(await pressed(world, after)).count("#papers · birds") == 2


async def test_a_server_of_many_channels_is_asked_about_no_more_often_than_a_small_one(world):
    asked = []

    def heard(connection, cursor, statement, *_):
        asked.append(statement)

    async def count():
        asked.clear()
        assert "birds" in await press(world, "p1:server:topics")
        return len(asked)

    await world.type("subscribe birds")
    event.listen(world.store.database.reader.engine.sync_engine, "before_cursor_execute", heard)
    few = await count()
    for number in range(6):
        await world.type("subscribe birds", channel=replace(LAB, native=f"{number}"))
    assert await count() == few
