"""Forums on Discord: a digest is one post and its cards follow in it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.chat import line, words
from bot.domain.errors import DeliveryError
from tests.platforms.discord_lab import HEADING, card, opened, said, under
from tests.servers.discord import May
from tests.servers.discord.world import FORUM, NEWS

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
async def lab():
    async with opened() as lab:
        tags = ("papers", "Birds", "paper")
        lab.place = lab.server.add_channel(lab.guild, "forum", kind=FORUM, tags=tags)
        await lab.start()
        yield lab


def posts(lab):
    return lab.server.threads(lab.place)


class TestADigest:
    async def test_it_is_one_post_of_its_heading_and_its_cards(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        refs = [await lab.platform.post(lab.channel, card(n), under=under(heading)) for n in (1, 2)]
        (post,) = posts(lab)
        assert (post.name, post.auto_archive) == ("2 new papers", 10080)
        first, *cards = lab.messages(post)
        assert first.content == "2 new papers on birds: First, Second"
        assert first.notifies
        assert [message.silent for message in cards] == [True, True]
        assert heading.native == heading.thread == str(post.id)
        assert [(ref.channel, ref.thread) for ref in refs] == [(lab.channel, str(post.id))] * 2

    async def test_cards_that_stand_in_no_thread_follow_in_the_latest_post(self, lab):
        for key in ("1", "8"):
            await lab.platform.post(lab.channel, replace(HEADING, key=key))
        ref = await lab.platform.post(lab.channel, card())
        older, newer = posts(lab)
        assert ref.thread == str(newer.id)
        assert (len(lab.messages(older)), len(lab.messages(newer))) == (1, 2)

    async def test_it_is_marked_with_the_tags_that_its_heading_names(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        (post,) = posts(lab)
        assert post.marks == ["papers"]

    async def test_a_card_begins_a_post_where_there_is_none(self, lab):
        ref = await lab.platform.post(lab.channel, card())
        (post,) = posts(lab)
        assert (post.name, ref.thread) == ("Paper 1", str(post.id))
        assert lab.messages(post)[0].silent

    async def test_a_post_of_somebody_else_is_left_alone(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        posts(lab)[0].owner = lab.ana
        await lab.restart()
        await lab.platform.post(lab.channel, card())
        assert len(posts(lab)) == 2

    async def test_what_a_locked_post_refuses_begins_another(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.archive(posts(lab)[0], locked=True)
        await lab.platform.post(lab.channel, card(), under=under(heading))
        assert len(posts(lab)) == 2

    async def test_who_may_not_post_there_is_told_which_right_is_missing(self, lab):
        lab.right(deny=May.SEND_MESSAGES)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, HEADING)
        assert refused.value.words == words("discord-missing-send")

    async def test_it_is_begun_once_however_unsure_the_answer(self, lab):
        lab.server.fail("POST", "/threads$", status=502, done=True)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, HEADING)
        assert refused.value.unsure
        assert len(posts(lab)) == 1


class TestLookingUp:
    async def test_heading_and_cards_are_found_after_a_restart(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        inside = await lab.platform.post(lab.channel, card(), under=under(heading))
        await lab.restart()
        assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) == heading
        found = await lab.platform.look_up(lab.channel, "2", LONG_AGO, under=under(heading))
        assert found == inside
        assert await lab.platform.look_up(lab.channel, "3", LONG_AGO) is None

    async def test_a_message_there_is_changed_in_place(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        later = replace(HEADING, blocks=(*HEADING.blocks, line(words("plain", text="More"))))
        assert await lab.platform.edit(heading, later)
        assert "More" in lab.messages(posts(lab)[0])[0].embeds[0]["description"]


class TestWhatPeopleDoThere:
    async def test_a_reaction_and_a_command_in_our_post_are_about_the_forum(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        (post,) = posts(lab)
        await lab.server.react(lab.ana, lab.messages(post)[0], "🔖")
        reaction = await lab.heard()
        assert reaction.message == heading
        await (await lab.server.call(lab.ana, post, "papers", "saved")).answer()
        assert lab.ears.heard[-1].channel == lab.channel

    async def test_a_post_of_somebody_else_is_a_place_of_its_own(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        (post,) = posts(lab)
        post.owner = lab.ana
        await lab.restart()
        await (await lab.server.call(lab.ana, post, "papers", "saved")).answer()
        assert lab.ears.heard[-1].channel.native == str(post.id)


async def test_an_announcement_channel_has_its_thread_as_any_other(lab):
    place = lab.server.add_channel(lab.guild, "news", kind=NEWS)
    await lab.until(lambda: lab.platform._client.get_channel(place.id))
    heading = await lab.platform.post(lab.known(place), HEADING)
    ref = await lab.platform.post(lab.known(place), card(), under=under(heading))
    (thread,) = lab.server.threads(place)
    assert ref.thread == str(thread.id)
    await (await lab.server.call(lab.ben, thread, "papers", "saved")).answer()
    assert lab.ears.heard[-1].channel == lab.known(place)


async def test_an_ordinary_line_in_a_forum_goes_to_the_latest_post(lab):
    await lab.platform.post(lab.channel, HEADING)
    await lab.platform.post(lab.channel, said("This forum now follows birds"))
    assert len(posts(lab)) == 1
