"""What belongs to a person, on several chat services at once."""

import json
from dataclasses import dataclass, replace

import pytest

from bot.domain.calls import Joined, Press, Reaction
from bot.domain.chat import Channel, Person, Place
from bot.domain.errors import DeliveryError
from bot.domain.notices import Changed
from bot.pipeline.following_up import FollowingUp
from bot.store.follow_ups import Batch
from tests.pipeline.desk import Board
from tests.world import ANA, LAB, TUESDAY, open_world, paper

MIA = Person("discord", "", "1", "Mia", manager=True, language="en-US")
HER = Person("slack", "T1", "U1", "Mia at work")
BO = Person("slack", "T1", "U2", "Bo")
GUILD = Channel("discord", "77", "5", "#papers")
ROOM = Channel("slack", "T1", "C1", "#room")


@dataclass
class Service(Board):
    """A chat service whose direct messages can be read here."""

    async def direct(self, person: Person) -> Channel:
        self._fail()
        space = person.space if self.name == "slack" else ""
        return Channel(self.name, space, f"dm-{person.native}", person.name, Place.DIRECT)

    async def troubles(self, channel):
        return ()

    def told(self, person):
        """Return what somebody was told alone."""
        return [
            each for ref, each in self.says.items() if ref.channel.native == f"dm-{person.native}"
        ]


def dm(person):
    space = person.space if person.platform == "slack" else ""
    return Channel(person.platform, space, f"dm-{person.native}", person.name, Place.DIRECT)


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        for name in ("discord", "slack"):
            opened.bot.pipeline.posting.platforms[name] = Service(name=name)
        yield opened


@pytest.fixture
def service(world):
    return world.bot.pipeline.posting.platforms


@pytest.fixture
def press(world):
    async def press(action, person=MIA, channel=GUILD, **fields):
        reply = await world.bot.inbox.on_press(Press(action, person, channel, fields=fields))
        assert reply
        assert reply.private
        return reply

    return press


@pytest.fixture
def seen(world):
    """What an answer says, with its selects, as it is drawn nowhere else."""

    def seen(reply):
        say = world.say_in(reply.message.language)
        chosen = [say(each.label) for one in reply.message.selects for each in one.choices]
        return "\n".join([world.drawn(reply), *chosen])

    return seen


def action(reply, verb):
    """Return the button that presses a verb."""
    return next(each.id for each in reply.message.actions if each.id.startswith(f"p1:{verb}:"))


class TestLanguage:
    async def test_the_platforms_language_comes_before_the_channels(self, world):
        await world.type("settings language zh", person=MIA, channel=GUILD)
        for person, language in (
            (MIA, "en-US"),
            (replace(MIA, native="2", language="zh-TW"), "zh"),
            (replace(MIA, native="3", language="pt-BR"), "zh"),
            (replace(MIA, native="4", language=""), "zh"),
        ):
            reply = await world.type("status", person=person, channel=GUILD)
            assert reply.message.language == language

    async def test_what_somebody_chooses_comes_before_both(self, world, press, seen):
        reply = await press("p1:me-language:zh")
        assert "已完成" in seen(reply)
        assert (await world.type("status", person=MIA, channel=GUILD)).message.language == "zh"
        (select,) = reply.message.selects
        assert [each.value for each in select.choices if each.chosen] == ["zh"]
        await world.type("me language=en", person=MIA, channel=GUILD)
        assert (await world.type("status", person=MIA, channel=GUILD)).message.language == "en-US"
        reply = await press("p1:me-language:auto", replace(MIA, language="zh-CN"))
        assert reply.message.language == "zh"

    async def test_what_all_see_is_in_the_language_of_the_channel(self, world, press, service):
        await press("p1:me-language:zh")
        await world.type("subscribe diffusion", person=MIA, channel=GUILD)
        (said,) = service["discord"].in_place(GUILD)
        assert said.language == ""
        assert await world.bot.inbox.language(GUILD) == ""

    async def test_forms_suggestions_and_dates_follow(self, world):
        await world.type("me language=zh", person=MIA, channel=GUILD)
        inbox = world.bot.inbox
        form = await inbox.on_opening(Press("p1:me-code:", MIA, GUILD))
        assert form.language == "zh"
        await world.type("me language=en", person=MIA, channel=GUILD)
        await world.arrive(paper(1, "Diffusion for birds"))
        said = world.drawn(await world.type("status", person=MIA, channel=GUILD))
        assert "Tue, Nov 4" in said
        british = replace(MIA, language="en-GB")
        said = world.drawn(await world.type("status", person=british, channel=GUILD))
        assert "Tue 4 Nov" in said

    async def test_another_one_is_refused(self, world, press, seen):
        assert "Choose one of: auto, en, zh" in seen(await press("p1:me-language:klingon"))
        said = await world.ask("me language=klingon")
        assert "Choose one of: auto, en, zh" in said

    async def test_a_digest_of_ones_own_speaks_it_too(self, world, press):
        await press("p1:me-topic:", topic="diffusion")
        known = await world.store.channels.find(dm(MIA))
        assert str(known.settings.languages) == "en"
        await press("p1:me-language:zh")
        known = await world.store.channels.find(dm(MIA))
        assert str(known.settings.languages) == "zh"


class TestOwnDigest:
    async def test_the_topics_of_a_channel_are_copied_with_how_it_gets_them(
        self, world, press, seen, service
    ):
        for text in ("subscribe diffusion", "subscribe cs.CL agents", "settings most 5"):
            await world.type(text, person=MIA, channel=GUILD)
        await world.type("settings pause", person=MIA, channel=GUILD)
        reply = await press("p1:me-digest:")
        assert "follows nothing yet" in seen(reply)
        reply = await press(action(reply, "me-copy"))
        assert "2 topics copied" in seen(reply)
        own = await world.store.channels.find(dm(MIA))
        assert own.channel.kind is Place.DIRECT
        assert (own.settings.most, own.settings.schedule.paused_until) == (5, None)
        await world.arrive(paper(1, "Diffusion for birds"))
        assert await world.bot.pipeline.deliver(own.id) == 1
        assert service["discord"].told(MIA)[0].papers == ((1, "2511.00001"),)
        again = await press("p1:me-copy:")
        assert "follows all of that already" in seen(again)
        gone = await press(action(reply, "me-untopic"))
        assert "2 topics are not followed" in seen(gone)
        assert await world.store.subscriptions.of(own.id) == []
        assert len(await world.store.subscriptions.of(1)) == 2, "the channel keeps its own"

    async def test_a_topic_is_added_from_anywhere_and_taken_back(self, world, press, seen):
        form = await world.bot.inbox.on_opening(Press("p1:me-topic:", MIA, GUILD))
        (field,) = form.fields
        assert (field.name, field.helped) == ("topic", "subscribe topic")
        reply = await press(form.action, topic="diffusion")
        assert "now follows “diffusion”" in seen(reply)
        assert "already" in seen(await press(form.action, topic="Diffusion"))
        assert "did you mean" in seen(await press(form.action, topic="cs.CVV")).casefold()
        assert "Say what" in seen(await press(form.action))
        assert "not followed" in seen(await press(action(reply, "me-untopic"), channel=dm(MIA)))
        assert "removed that already" in seen(await press(action(reply, "me-untopic")))

    async def test_a_long_topic_gets_a_name_that_fits_everywhere(self, world, press):
        await press("p1:me-topic:", topic=" OR ".join(f'"bird number {n}"' for n in range(12)))
        own = await world.store.channels.find(dm(MIA))
        (kept,) = await world.store.subscriptions.of(own.id)
        assert len(kept.name) <= 60 < len(kept.text)

    @pytest.mark.parametrize("chosen", [False, True])
    async def test_begins_in_ones_own_zone_also_where_we_wrote_before(self, world, press, chosen):
        joined = Joined("slack", "T1", by=HER)
        await world.bot.inbox.on_joined(joined)
        assert await world.store.channels.find(dm(HER)), "she was greeted"
        if chosen:
            await world.type("settings most 7", person=replace(HER, manager=True), channel=dm(HER))
        there = replace(HER, zone="Asia/Tokyo")
        await press("p1:me-topic:", there, ROOM, topic="diffusion")
        own = await world.store.channels.find(dm(HER))
        assert (own.settings.schedule.zone == "Asia/Tokyo") is not chosen, "a choice stays"

    async def test_in_direct_messages_the_commands_are_about_it(self, world, press, seen, service):
        await press("p1:me-topic:", topic="diffusion")
        await press("p1:me-there:")
        (page,) = service["discord"].told(MIA)
        assert page.language == "en-US"
        said = await world.type("topics", person=MIA, channel=dm(MIA))
        assert "1. diffusion" in seen(said)
        reply = await press("p1:me-digest:", channel=dm(MIA))
        assert [each.id for each in reply.message.actions] == ["p1:me-topic:", "p1:me:"]

    async def test_guests_and_the_unreachable_hear_why_not(self, press, seen, service, world):
        guest = replace(BO, guest=True)
        said = seen(await press("p1:me-topic:", guest, ROOM, topic="diffusion"))
        assert "for members" in said
        nobody = replace(BO, platform="telegraph")
        assert "no way to your" in seen(await press("p1:me-topic:", nobody, ROOM, topic="cats"))
        assert await world.store.people.known(guest) is None


class TestLinking:
    async def asked(self, world, press, seen):
        """Ask for a code as Mia; return it."""
        reply = await press("p1:me-link:")
        code = seen(reply).splitlines()[0]
        assert f"me code={code}" in seen(reply)
        return code

    async def test_asked_on_one_given_on_the_other_confirmed_on_the_first(
        self, world, press, seen, service
    ):
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        await world.type("save 2511.00001", person=MIA, channel=GUILD)
        await world.type("save 2511.00002", person=HER, channel=ROOM)
        code = await self.asked(world, press, seen)
        reply = await world.type(f"me code={code.lower()}", person=HER, channel=ROOM)
        assert "asked Mia (Discord)" in seen(reply)
        assert code not in str(service["discord"].says) + str(service["slack"].says)
        (question,) = service["discord"].told(MIA)
        drawn = world.drawn(replace(reply, message=question))
        assert "Are Mia (Discord) and Mia at work (Slack) both you?" in drawn
        assert "1 saved paper" in seen(await world.type("saved", person=HER, channel=ROOM))
        yes = question.actions[0].id
        assert "too old" in seen(await press(yes, HER, ROOM)), "the other one cannot say it"
        assert "too old" in seen(await press(yes, BO, ROOM))
        reply = await press(yes, channel=dm(MIA))
        assert "are one person now" in seen(reply)
        assert "Mia at work (Slack)" in seen(reply)
        (told,) = service["slack"].told(HER)
        assert "one person now" in world.drawn(replace(reply, message=told))
        for who, where in ((MIA, GUILD), (HER, ROOM)):
            assert "2 saved papers" in seen(await world.type("saved", person=who, channel=where))
        assert "No paper" not in seen(await press(yes)), "pressed again it changes nothing"

    async def test_no_means_no_from_either_side(self, world, press, seen, service):
        for who, where in ((MIA, GUILD), (HER, ROOM)):
            code = await self.asked(world, press, seen)
            await press("p1:me-code:", HER, ROOM, code=code)
            question = service["discord"].told(MIA)[-1]
            assert "Nothing was linked" in seen(await press(question.actions[1].id, who, where))
            assert "too old" in seen(await press(question.actions[0].id))
        assert await world.store.people.known(MIA) != await world.store.people.known(HER)

    async def test_who_cannot_be_reached_finds_the_question_in_me_and_at_home(
        self, world, press, seen, service
    ):
        code = await self.asked(world, press, seen)
        service["discord"].failing.append(DeliveryError("closed", permanent=True))
        reply = await world.type(f"me code={code}", person=HER, channel=ROOM)
        assert "Now say yes as Mia (Discord)" in seen(reply)
        panel = await world.type("me", person=MIA, channel=GUILD)
        assert "both you?" in seen(panel)
        home = await world.bot.inbox.on_home(MIA)
        assert action(panel, "me-confirm") in {each.id for each in home.actions}
        assert "one person now" in seen(await press(action(panel, "me-confirm")))

    async def test_a_code_lives_ten_minutes_and_so_does_the_question(self, world, press, seen):
        code = await self.asked(world, press, seen)
        world.clock.pass_time(minutes=10)
        said = await world.type(f"me code={code}", person=HER, channel=ROOM)
        assert "10 minutes are over" in seen(said)
        code = await self.asked(world, press, seen)
        await world.type(f"me code={code}", person=HER, channel=ROOM)
        yes = action(await world.type("me", person=MIA, channel=GUILD), "me-confirm")
        world.clock.pass_time(minutes=10)
        assert "too old" in seen(await press(yes))
        assert await world.store.people.known(MIA) != await world.store.people.known(HER)

    async def test_trying_codes_ends_soon_also_through_the_form(self, world, press, seen):
        await self.asked(world, press, seen)
        said = [seen(await press("p1:me-code:", BO, ROOM, code=f"AAAAA-{n:05}")) for n in range(8)]
        assert ["Too many" in each for each in said] == [False] * 5 + [True] * 3

    async def test_a_request_survives_a_restart(self, world, press, seen, tmp_path):
        code = await self.asked(world, press, seen)
        await world.type(f"me code={code}", person=HER, channel=ROOM)
        await world.bot.runner.close()
        async with open_world(tmp_path) as later:
            panel = await later.type("me", person=MIA, channel=GUILD)
            yes = Press(action(panel, "me-confirm"), MIA, GUILD)
            reply = await later.bot.inbox.on_press(yes)
            assert "one person now" in later.drawn(reply)

    async def test_unlinking_puts_an_account_on_its_own(self, world, press, seen):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("save 2511.00001", person=MIA, channel=GUILD)
        code = await self.asked(world, press, seen)
        await world.type(f"me code={code}", person=HER, channel=ROOM)
        panel = await world.type("me", person=MIA, channel=GUILD)
        panel = await press(action(panel, "me-confirm"))
        unlink = next(each for each in panel.message.selects if each.verb == "me-unlink")
        assert [each.value for each in unlink.choices] == ["discord::1", "slack:T1:U1"]
        reply = await press("p1:me-unlink:slack:T1:U2")
        assert "not linked" in seen(reply), "an account of somebody else"
        reply = await press("p1:me-unlink:slack:T1:U1")
        assert "a person of its own again" in seen(reply)
        assert "saved nothing" in seen(await world.type("saved", person=HER, channel=ROOM))
        assert "1 saved paper" in seen(await world.type("saved", person=MIA, channel=GUILD))
        assert len((await world.type("me", person=MIA, channel=GUILD)).message.selects) == 1

    async def test_one_list_wherever_on_a_platform_somebody_is(self, world, seen):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("save 2511.00001", person=MIA, channel=GUILD)
        elsewhere = Channel("discord", "78", "9", "#other")
        said = await world.type("saved", person=MIA, channel=elsewhere)
        assert "1 saved paper" in seen(said)
        shared = Channel("slack", "T9", "C3", "#shared")
        await world.type("save 2511.00001", person=HER, channel=ROOM)
        assert "1 saved paper" in seen(await world.type("saved", person=HER, channel=shared))
        stranger = replace(HER, space="T9")
        assert "saved nothing" in seen(await world.type("saved", person=stranger, channel=shared))


class TestWhatIsKept:
    @pytest.fixture
    async def busy(self, world, press):
        """Somebody who has saved, tagged, reacted, followed and asked."""
        await world.type("subscribe diffusion", person=MIA, channel=GUILD)
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.deliver(GUILD)
        await world.type("save 2511.00001 tags=birds", person=MIA, channel=GUILD)
        service = world.bot.pipeline.posting.platforms["discord"]
        self.card = next(ref for ref, each in service.says.items() if each.papers)
        await world.bot.inbox.on_reaction(Reaction(MIA, self.card, "🔖", added=True))
        await press("p1:me-topic:", topic="agents")

    async def test_looking_makes_nobody_known(self, world, press, seen):
        for show in ("", " kept", " file", " digest"):
            reply = await world.type(f"me{show}", person=MIA, channel=GUILD)
        assert "Nothing is kept about you" in seen(await press("p1:me-kept:"))
        assert json.loads((await press("p1:me-file:")).message.files[0].text) == {}
        await world.bot.inbox.on_home(MIA)
        assert reply.message
        assert await world.store.people.known(MIA) is None

    async def test_it_is_listed_by_kind_with_counts_and_dates(self, world, busy, press, seen):
        said = seen(await press("p1:me-kept:"))
        for line in (
            "1 saved paper (Nov 4, 2025)",
            "2 reasons for saves",
            "1 reaction",
            "1 account",
        ):
            assert line in said
        assert "2 topics that you set" in said
        assert "wrong text" not in said, "what is not there is not listed"

    async def test_all_of_it_comes_as_a_file(self, world, busy, press):
        reply = await press("p1:me-file:")
        (file,) = reply.message.files
        whole = json.loads(file.text)
        assert file.name == "paperboy.json"
        assert whole["saved"][0]["facts"]["title"] == "Diffusion for birds"
        assert whole["saved"][0]["tags"] == "birds"
        assert {row["text"] for row in whole["subscription"]} == {"diffusion", "agents"}
        assert whole["account"] == [
            {"platform": "discord", "space": "", "native": "1", "person": 1, "name": ""}
        ]

    async def test_deleting_asks_once_more_and_proves_what_it_did(self, world, busy, press, seen):
        number = await world.store.people.known(MIA)
        kept = await press("p1:me-kept:")
        asked = await press(action(kept, "me-delete"))
        assert "1 saved paper" in seen(await press("p1:me-kept:")), "asking deletes nothing"
        reply = await press(action(asked, "me-delete-yes"))
        said = seen(reply)
        assert "1 saved paper → 0" in said
        assert "2 reasons for saves → 0" in said
        assert "→ 1" not in said
        assert "Nothing is kept" in seen(await press(action(reply, "me-kept")))
        found = await world.store.belongings.of(number)
        assert {each.count for each in found} == {0}
        assert "Nothing is kept" in seen(await press(action(asked, "me-delete-yes")))
        assert "set by somebody" in seen(await world.type("topics", person=MIA, channel=GUILD))

    async def test_an_old_yes_asks_again(self, world, busy, press, seen):
        asked = await press("p1:me-delete:")
        world.clock.pass_time(minutes=11)
        reply = await press(action(asked, "me-delete-yes"))
        assert "Delete all that is kept about you?" in seen(reply)
        assert "1 saved paper" in seen(await press("p1:me-kept:"))
        assert "Delete all" in seen(await press("p1:me-delete-yes:")), "nor one without a time"

    async def test_digests_go_on_and_old_reactions_bring_nothing_back(
        self, world, busy, press, seen
    ):
        asked = await press("p1:me-delete:")
        await press(action(asked, "me-delete-yes"))
        again = Reaction(MIA, self.card, "🔖", added=True)
        assert not await world.bot.pipeline.saving.save_again(again)
        assert await world.store.people.known(MIA) is None
        world.clock.pass_time(days=1)
        await world.arrive(paper(2, "Diffusion for fish"), day=world.clock.now.date())
        assert await world.deliver(GUILD) == 1
        await world.bot.inbox.on_reaction(again)
        assert "1 saved paper" in seen(await press("p1:me-kept:")), "a new one counts"

    async def test_a_notice_on_its_way_to_who_is_gone_is_dropped(self, world, busy, press, service):
        bot = world.bot.pipeline
        following = FollowingUp(world.store, bot.posting, bot.look, world.clock)
        number = await world.store.people.known(MIA)
        batch = Batch(number, 1, (Changed(paper(1, "Old"), paper(1, "New"), TUESDAY),))
        await following._tell(batch)
        assert len(service["discord"].told(MIA)) == 1
        await world.store.belongings.delete(number, world.clock())
        await following._tell(replace(batch, key=2))
        assert len(service["discord"].told(MIA)) == 1

    async def test_a_notice_is_in_the_language_that_was_chosen(self, world, press, service):
        await press("p1:me-language:zh")
        bot = world.bot.pipeline
        following = FollowingUp(world.store, bot.posting, bot.look, world.clock)
        number = await world.store.people.known(MIA)
        await following._tell(
            Batch(number, 1, (Changed(paper(1, "Old"), paper(1, "New"), TUESDAY),))
        )
        (told,) = service["discord"].told(MIA)
        assert told.language == "zh"

    async def test_direct_messages_are_kept_about_who_is_there(self, world, press):
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.type("save 2511.00001", person=MIA, channel=dm(MIA))
        await world.type("subscribe agents", person=MIA, channel=dm(MIA))
        number = await world.store.people.known(MIA)
        found = {each.kind: each.count for each in await world.store.belongings.of(number)}
        assert (found["own"], found["channel"]) == (1, 1)


async def test_direct_messages_from_before_it_was_noted_whose_they_are_are_found(
    world, press, seen, service
):
    """A digest of one's own may be older than all this."""
    where = await world.store.channels.open(dm(MIA), world.bot.services.defaults, world.clock())
    number = await world.store.people.of(MIA)
    await world.store.subscriptions.add(where.id, "old", "old", "old", "Mia", world.clock())
    assert "1. old" in seen(await press("p1:me-digest:"))
    asked = await press("p1:me-delete:")
    await world.store.channels.open(dm(MIA), world.bot.services.defaults, world.clock())
    await press(action(asked, "me-delete-yes"))
    assert await world.store.channels.find(dm(MIA)) is None
    assert number
    service["discord"].failing.append(DeliveryError("closed", permanent=True))
    await world.store.people.of(MIA)
    assert "1 account" in seen(await press("p1:me-kept:")), "who cannot be reached sees the rest"


async def test_the_panel_turns_notices(world, press, seen):
    panel = await world.type("me", person=MIA, channel=GUILD)
    off = await press(action(panel, "me-notices"))
    assert "you do not hear of it" in seen(off)
    assert "you hear of it" in seen(await press(action(off, "me-notices")))


async def test_home_shows_ones_own_digest_and_what_was_saved_last(world, press, seen):
    page = await world.bot.inbox.on_home(HER)
    assert "p1:saved-find:" not in {each.id for each in page.actions}
    titles = [f"Diffusion {number:02}" for number in range(1, 13)]
    await world.arrive(*(paper(n, title) for n, title in enumerate(titles, start=1)))
    for number in range(1, 13):
        world.clock.pass_time(minutes=1)
        await world.type(f"save 2511.{number:05}", person=HER, channel=ROOM)
    await press("p1:me-topic:", HER, ROOM, topic="agents")
    page = await world.bot.inbox.on_home(HER)
    drawn = world.drawn(replace(await press("p1:me-help:", HER, ROOM), message=page))
    assert "It follows agent" in drawn
    assert "Diffusion 12" in drawn
    assert "Diffusion 02" not in drawn
    assert "and 2 more" in drawn
    assert len(page.papers) == 10
    found = await press("p1:saved-find:", HER, dm(HER), find="diffusion 02")
    assert "1 saved paper" in seen(found)


async def test_home_of_who_reads_chinese_is_chinese_and_never_fails(world):
    page = await world.bot.inbox.on_home(replace(HER, language="zh-CN"))
    assert page.language == "zh"
    await world.store.database.close()
    page = await world.bot.inbox.on_home(HER)
    assert "failed" in world.say(page.blocks[0].parts[0]) or "could not" in world.say(
        page.blocks[0].parts[0]
    )


async def test_the_terminal_has_one_channel_that_nobody_else_reads(world):
    await world.type("me digest", person=ANA, channel=LAB)
    reply = await world.bot.inbox.on_press(
        Press("p1:me-topic:", ANA, LAB, fields={"topic": "diffusion"})
    )
    assert "now follows" in world.drawn(reply)
    number = await world.store.people.known(ANA)
    await world.store.belongings.delete(number, world.clock())
    assert await world.store.channels.find(LAB), "it is nobody's own"
