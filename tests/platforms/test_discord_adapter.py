"""Connecting, posting, looking up: the real client library against a Discord on loopback."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.chat import Attachment, Channel, MessageRef, Person, Place, words
from bot.domain.errors import CannotLook, DeliveryError, Disconnected, SettingsError
from bot.platforms.discord.client import aim
from tests.platforms.discord_lab import (
    HEADING,
    SAY,
    SPECS,
    TOKEN,
    card,
    opened,
    platform,
    said,
    under,
)
from tests.servers.discord import May

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


class TestConnecting:
    async def test_it_says_when_messages_can_be_posted(self, lab):
        assert lab.connections == [True]
        await lab.stop()
        assert not lab.platform.connected
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, HEADING)
        assert not refused.value.permanent
        assert not refused.value.unsure

    async def test_it_sees_the_least_that_it_needs(self, lab):
        assert lab.server.gateway.intents == [1 << 0 | 1 << 10 | 1 << 12 | 1 << 13]

    async def test_it_can_be_run_again(self, lab):
        await lab.stop()
        await lab.start()
        assert await lab.platform.post(lab.channel, HEADING)

    @pytest.mark.parametrize("token", ["refused-token", "with a space", "", "line\nbreak", "é"])
    async def test_a_refused_token_is_one_sentence_that_names_the_setting(self, token):
        async with opened(token=token) as lab:
            with pytest.raises(SettingsError, match="PAPERBOY_DISCORD__TOKEN") as refused:
                await lab.start()
        assert not token or token not in str(refused.value)
        assert refused.value.__cause__ is None
        assert refused.value.__context__ is None

    async def test_a_token_that_is_taken_away_is_a_refused_one(self, lab):
        lab.server.gateway.close(4004)
        with pytest.raises(SettingsError):
            await lab.ended()

    async def test_a_service_that_cannot_be_reached_is_asked_again_later(self):
        async with opened() as lab:
            away = platform(lab.server)
        with pytest.raises(Disconnected):
            await away.run(lab.ears, lambda: None)

    async def test_a_service_that_is_down_is_asked_again_later(self):
        async with opened() as lab:
            lab.server.fail("GET", "/users/@me", status=503)
            with pytest.raises(Disconnected, match="503"):
                await lab.start()
            await lab.start()

    async def test_a_payload_that_makes_no_sense_ends_one_life_of_the_client(self, lab):
        lab.server.gateway.send_malformed()
        with pytest.raises(Disconnected):
            await lab.ended()
        assert not lab.platform.connected
        await lab.start()
        assert await lab.platform.post(lab.channel, HEADING)

    async def test_a_lost_connection_is_resumed_and_nothing_is_missed(self, lab):
        (message,) = await posted(lab)
        lab.server.gateway.drop()
        await lab.until(lambda: not lab.platform.connected)
        await lab.server.react(lab.ana, message, "🔖")
        await lab.until(lambda: len(lab.connections) == 2, within=15)
        await lab.heard()
        assert lab.server.gateway.identifies == 1
        assert lab.platform.connected

    async def test_a_request_to_reconnect_is_followed(self, lab):
        lab.server.gateway.ask_to_reconnect()
        await lab.until(lambda: len(lab.connections) == 2)
        assert lab.server.gateway.identifies == 1

    async def test_no_token_of_any_kind_is_logged(self, caplog, monkeypatch):
        monkeypatch.setattr(logging.getLogger("discord.http"), "level", logging.NOTSET)
        caplog.set_level(logging.DEBUG)
        async with opened() as lab:
            await lab.start()
            call = await lab.server.call(lab.ana, lab.place, "papers", "saved")
            await call.answer()
            late = await lab.server.call(lab.ana, lab.place, "papers", "saved")
            late.late = True
            await lab.until(lambda: any("10062" in each.message for each in caplog.records))
            await lab.stop()
            assert TOKEN not in caplog.text
            assert call.token not in caplog.text
            assert late.token not in caplog.text


class TestWhatTheLibraryLogs:
    @pytest.mark.parametrize(
        ("wanted", "shown"),
        [
            (logging.DEBUG, logging.INFO),
            (logging.INFO, logging.INFO),
            (logging.WARNING, logging.WARNING),
            (logging.ERROR, logging.ERROR),
        ],
    )
    @pytest.mark.parametrize("name", ["discord.gateway", "discord.http", "discord.webhook.async_"])
    def test_it_is_what_was_asked_for_but_never_whole_requests(self, caplog, name, wanted, shown):
        caplog.set_level(logging.NOTSET, name)
        caplog.set_level(wanted, "discord")
        aim("http://localhost", "ws://localhost")
        assert logging.getLogger(name).getEffectiveLevel() == shown


class TestTheCommands:
    async def test_they_are_sent_once(self, lab):
        assert {each["name"] for each in lab.server.commands} == {
            "papers",
            "papers-admin",
            "paper",
            "paperboy",
        }
        await lab.restart()
        assert lab.asked("PUT", "/commands") == 1

    async def test_they_are_sent_again_when_they_have_changed(self, lab):
        await lab.stop()
        lab.platform = platform(lab.server, specs=SPECS[:2])
        await lab.start()
        assert lab.asked("PUT", "/commands") == 2
        assert len(lab.server.commands) == 3

    async def test_the_bot_works_without_if_they_cannot_be_sent(self):
        async with opened() as lab:
            lab.server.fail("PUT", "/commands", status=400, code=50035)
            await lab.start()
            assert await lab.platform.post(lab.channel, HEADING)


async def posted(lab, *messages):
    for message in messages or (HEADING,):
        await lab.platform.post(lab.channel, message)
    return lab.messages()


class TestPosting:
    async def test_a_heading_notifies_and_offers_its_papers(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        (message,) = lab.messages()
        assert ref == MessageRef(lab.channel, str(message.id))
        assert message.content == "2 new papers on birds: First, Second"
        assert lab.server.notified(lab.place) == [message]
        assert message.components[0]["components"][0]["custom_id"] == "p1:pick:save~1"

    async def test_everything_without_a_push_is_silent(self, lab):
        (message,) = await posted(lab, card())
        assert message.silent
        assert message.components[0]["components"][0]["custom_id"] == "p1:save:2511.00001~2"

    async def test_nobody_is_pinged_whatever_is_said(self, lab):
        push = words("plain", text=f"@everyone <@{lab.ana.id}>")
        (message,) = await posted(lab, replace(HEADING, push=push))
        assert message.pings == ()

    async def test_no_view_is_kept(self, lab):
        await posted(lab, HEADING, card())
        kept = lab.platform._client._connection._view_store
        assert not kept._views
        assert not kept._synced_message_views

    async def test_the_same_message_sent_twice_in_a_row_stands_once(self, lab):
        first = await lab.platform.post(lab.channel, card())
        assert await lab.platform.post(lab.channel, card()) == first
        assert len(lab.messages()) == 1

    async def test_the_same_key_in_another_channel_is_another_message(self, lab):
        other = lab.server.add_channel(lab.guild, "other")
        await lab.platform.post(lab.channel, card())
        await lab.platform.post(lab.known(other), card())
        assert len(lab.messages(other)) == 1

    async def test_the_same_key_in_a_thread_is_another_message(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        flat = await lab.platform.post(lab.channel, card())
        inside = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert inside.native != flat.native
        assert len(lab.messages(lab.server.threads(lab.place)[0])) == 1

    async def test_a_digest_goes_on_while_the_gateway_is_away(self, lab):
        lab.server.gateway.drop()
        assert await lab.platform.post(lab.channel, HEADING)

    async def test_a_file_comes_with_its_message(self, lab):
        files = (Attachment("a b.md", "# é"), Attachment("a.zip", "", b"PK\xff"))
        (message,) = await posted(lab, said("all", files=files))
        sent = [(file.name, file.data) for file in message.attachments]
        assert sent == [("a b.md", "# é".encode()), ("a.zip", b"PK\xff")]

    async def test_a_message_goes_to_a_person_too(self, lab):
        channel = await lab.platform.direct(Person("discord", "", str(lab.ana.id), "Ana"))
        assert channel.kind is Place.DIRECT
        assert channel.space == ""
        ref = await lab.platform.post(channel, card(), under=under(MessageRef(channel, "1")))
        assert ref.thread is None
        assert len(lab.messages(lab.server.direct(lab.ana))) == 1

    async def test_a_person_who_takes_no_messages_is_no_place_to_post(self, lab):
        lab.ana.accepts_direct = False
        channel = await lab.platform.direct(Person("discord", "", str(lab.ana.id)))
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(channel, card())
        assert refused.value.permanent
        assert refused.value.words == words("discord-closed")

    @pytest.mark.parametrize(
        ("deny", "key"),
        [(May.SEND_MESSAGES, "discord-missing-send"), (May.VIEW_CHANNEL, "discord-missing-view")],
    )
    async def test_a_channel_that_is_closed_to_us_is_refused_for_good(self, lab, deny, key):
        lab.right(deny=deny)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, HEADING)
        assert refused.value.permanent
        assert not refused.value.unsure
        assert refused.value.words == words(key)

    async def test_a_channel_that_is_gone_is_refused_for_good(self, lab):
        channel = lab.channel
        lab.server.remove_channel(lab.place)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(channel, HEADING)
        assert refused.value.words == words("discord-gone")

    @pytest.mark.parametrize(
        ("fault", "unsure"),
        [
            ({"status": 503}, True),
            ({"status": 503, "done": True}, True),
            ({"reset": True}, True),
            ({"status": 429, "html": True}, False),
            ({"status": 400, "code": 20028}, False),
        ],
    )
    async def test_what_passes_says_whether_the_message_may_stand(self, lab, fault, unsure):
        lab.server.fail("POST", "/messages$", **fault)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, HEADING)
        assert refused.value.unsure is unsure
        assert not refused.value.permanent

    async def test_an_answer_that_does_not_come_is_not_waited_for_without_end(self):
        async with opened(patience_s=0.05) as lab:
            await lab.start()
            stalled = lab.server.fail("POST", "/messages$", stall=True)
            with pytest.raises(DeliveryError) as refused:
                await lab.platform.post(lab.channel, HEADING)
            stalled.release()
            assert refused.value.unsure

    async def test_a_limit_is_waited_for(self, lab):
        lab.server.fail("POST", "/messages$", status=429, retry_after=0.05)
        assert await lab.platform.post(lab.channel, HEADING)


class TestThreads:
    async def test_cards_stand_in_a_thread_of_a_week_under_the_heading(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        refs = [await lab.platform.post(lab.channel, card(n), under=under(heading)) for n in (1, 2)]
        (thread,) = lab.server.threads(lab.place)
        assert (thread.name, thread.auto_archive) == ("birds", 10080)
        assert [ref.thread for ref in refs] == [str(thread.id)] * 2
        assert [ref.channel for ref in refs] == [lab.channel] * 2
        assert len(lab.messages(thread)) == 2
        assert lab.asked("POST", "/threads") == 1

    async def test_a_long_name_is_cut(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(), under=under(heading, "bird " * 40))
        (thread,) = lab.server.threads(lab.place)
        assert len(thread.name) <= 100

    async def test_a_thread_that_stands_already_is_gone_on_with(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(heading))
        await lab.restart()
        ref = await lab.platform.post(lab.channel, card(2), under=under(heading))
        assert ref.thread == heading.native
        assert len(lab.server.threads(lab.place)) == 1

    async def test_without_the_right_to_make_threads_cards_stand_in_the_channel(self, lab):
        lab.right(deny=May.CREATE_PUBLIC_THREADS)
        await lab.restart()
        heading = await lab.platform.post(lab.channel, HEADING)
        refs = [await lab.platform.post(lab.channel, card(n), under=under(heading)) for n in (1, 2)]
        assert [ref.thread for ref in refs] == [None, None]
        assert [message.silent for message in lab.messages()] == [False, True, True]
        # One refusal is enough: Discord bans who is refused too often.
        assert lab.asked("POST", "/threads") == 1
        assert list(await lab.platform.troubles(lab.channel)) == [words("discord-missing-threads")]

    async def test_without_the_right_to_write_in_threads_cards_stand_in_the_channel(self, lab):
        lab.right(deny=May.SEND_MESSAGES_IN_THREADS)
        heading = await lab.platform.post(lab.channel, HEADING)
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert ref.thread is None

    async def test_where_there_are_too_many_threads_people_are_told_why(self, lab):
        lab.guild.threads_full = True
        heading = await lab.platform.post(lab.channel, HEADING)
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert ref.thread is None
        assert list(await lab.platform.troubles(lab.channel)) == [words("discord-flat-full")]
        lab.guild.threads_full = False
        next_heading = await lab.platform.post(lab.channel, replace(HEADING, key="7"))
        await lab.platform.post(lab.channel, card(2), under=under(next_heading))
        assert list(await lab.platform.troubles(lab.channel)) == []

    async def test_an_archived_thread_that_refuses_leaves_the_channel(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(heading))
        (thread,) = lab.server.threads(lab.place)
        lab.server.archive(thread, refuses=True)
        ref = await lab.platform.post(lab.channel, card(2), under=under(heading))
        assert ref.thread is None
        assert lab.messages()[-1].id == int(ref.native)

    async def test_a_deleted_heading_leaves_the_channel(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.remove_message(lab.messages()[0])
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert ref.thread is None

    async def test_a_channel_closed_in_the_middle_of_a_digest_is_refused(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.make_read_only(lab.place)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, card(), under=under(heading))
        assert refused.value.permanent

    async def test_a_thread_that_cannot_be_made_just_now_fails_before_anything_is_sent(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.fail("POST", "/threads$", status=503)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, card(), under=under(heading))
        assert not refused.value.unsure
        assert not refused.value.permanent
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        assert ref.thread == heading.native


class TestSeeding:
    async def test_where_members_may_not_begin_a_reaction_we_do(self, lab):
        lab.server.set_rights(lab.place, deny=int(May.ADD_REACTIONS), everybody=True)
        lab.right(allow=May.ADD_REACTIONS)
        await lab.restart()
        (message,) = await posted(lab, card())
        await lab.until(lambda: message.reactions)
        assert list(message.reactions) == ["🔖"]

    async def test_where_they_may_we_do_not(self, lab):
        (message,) = await posted(lab, card())
        await lab.stop()
        assert not message.reactions

    async def test_a_reaction_that_is_refused_does_no_harm(self, lab):
        lab.server.set_rights(lab.place, deny=int(May.ADD_REACTIONS), everybody=True)
        await lab.restart()
        (message,) = await posted(lab, card())
        await lab.until(lambda: lab.asked("PUT", "/@me"))
        assert not message.reactions
        assert words("discord-missing-reactions") in await lab.platform.troubles(lab.channel)


class TestLookingUp:
    async def test_a_message_is_found_by_its_key(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card())
        assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) == ref
        assert await lab.platform.look_up(lab.channel, "9", LONG_AGO) is None

    async def test_a_message_without_any_button_is_found_too(self, lab):
        ref = await lab.platform.post(lab.channel, said("#papers follows birds", key="12"))
        assert await lab.platform.look_up(lab.channel, "12", LONG_AGO) == ref
        assert await lab.platform.look_up(lab.channel, "2", LONG_AGO) is None

    async def test_a_card_is_found_in_its_thread_and_in_the_channel(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        inside = await lab.platform.post(lab.channel, card(1), under=under(heading))
        flat = await lab.platform.post(lab.channel, card(2))
        await lab.restart()
        thread = under(heading)
        assert await lab.platform.look_up(lab.channel, "2", LONG_AGO, under=thread) == inside
        assert await lab.platform.look_up(lab.channel, "3", LONG_AGO, under=thread) == flat

    async def test_a_thread_that_was_never_made_holds_nothing(self, lab):
        heading = await lab.platform.post(lab.channel, HEADING)
        assert await lab.platform.look_up(lab.channel, "2", LONG_AGO, under=under(heading)) is None

    async def test_what_stands_before_is_not_looked_at(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        later = datetime.now(UTC) + timedelta(minutes=6)
        assert await lab.platform.look_up(lab.channel, "1", later) is None
        soon = datetime.now(UTC) + timedelta(minutes=4)
        assert await lab.platform.look_up(lab.channel, "1", soon)

    async def test_it_is_found_however_much_was_written_since(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        for number in range(250):
            await lab.server.say(lab.ana, lab.place, str(number))
        last = await lab.platform.post(lab.channel, card())
        assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) == ref
        assert await lab.platform.look_up(lab.channel, "2", LONG_AGO) == last
        assert await lab.platform.look_up(lab.channel, "3", LONG_AGO) is None

    async def test_a_history_that_may_not_be_read_is_not_taken_for_an_empty_one(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        lab.right(deny=May.READ_MESSAGE_HISTORY)
        await lab.restart()
        with pytest.raises(CannotLook):
            await lab.platform.look_up(lab.channel, "1", LONG_AGO)

    async def test_a_server_that_threw_us_out_is_gone_for_good(self, lab):
        channel = lab.channel
        lab.server.kick_bot(lab.guild)
        await lab.until(lambda: not lab.platform._client.guilds)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.look_up(channel, "1", LONG_AGO)
        assert refused.value.permanent
        assert not refused.value.unsure
        assert refused.value.words == words("discord-gone")

    async def test_a_server_that_is_away_is_asked_later(self, lab):
        away = {"id": str(lab.guild.id), "unavailable": True}
        lab.server.gateway.dispatch("GUILD_DELETE", away, 1 << 0)
        await lab.until(lambda: lab.platform._client.guilds[0].unavailable)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.look_up(lab.channel, "1", LONG_AGO)
        assert not refused.value.permanent

    async def test_a_server_that_discord_has_not_told_us_of_yet_is_asked_later(self):
        async with opened(ready_s=60) as lab:
            starting = asyncio.create_task(lab.start())
            await lab.until(lambda: lab.platform._client and lab.platform._client.guilds)
            elsewhere = Channel("discord", "12345", str(lab.place.id))
            with pytest.raises(DeliveryError) as refused:
                await lab.platform.look_up(elsewhere, "1", LONG_AGO)
            assert not refused.value.permanent
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)

    async def test_a_server_in_an_outage_is_asked_later(self, lab):
        await lab.platform.post(lab.channel, HEADING)
        guild = {"id": str(lab.guild.id), "unavailable": True}
        lab.server.gateway.dispatch("GUILD_DELETE", guild, 0)
        await lab.server.react(lab.ben, lab.messages()[0], "🔖")
        await lab.heard()
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.look_up(lab.channel, "1", LONG_AGO)
        assert not refused.value.permanent

    async def test_a_channel_that_is_gone_says_so(self, lab):
        channel = lab.channel
        lab.server.remove_channel(lab.place)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.look_up(channel, "1", LONG_AGO)
        assert refused.value.permanent

    async def test_direct_messages_can_always_be_read(self, lab):
        channel = await lab.platform.direct(Person("discord", "", str(lab.ana.id)))
        ref = await lab.platform.post(channel, HEADING)
        assert await lab.platform.look_up(channel, "1", LONG_AGO) == ref


class TestTroubles:
    @pytest.mark.parametrize(
        ("deny", "key"),
        [
            (May.EMBED_LINKS, "discord-missing-embeds"),
            (May.CREATE_PUBLIC_THREADS, "discord-missing-threads"),
            (May.SEND_MESSAGES_IN_THREADS, "discord-missing-threads"),
            (May.READ_MESSAGE_HISTORY, "discord-missing-history"),
            (May.ATTACH_FILES, "discord-missing-files"),
            (May.SEND_MESSAGES, "discord-missing-send"),
            (May.VIEW_CHANNEL, "discord-missing-view"),
        ],
    )
    async def test_each_right_that_is_missing_is_named(self, deny, key):
        async with opened() as lab:
            lab.right(deny=deny)
            await lab.start()
            found = await lab.platform.troubles(lab.channel)
            assert found[0] == words(key)
            assert all("⟨" not in SAY(each) for each in found)

    async def test_where_all_is_well_there_is_none(self, lab):
        assert list(await lab.platform.troubles(lab.channel)) == []

    async def test_what_cannot_be_found_out_is_left_out(self, lab):
        elsewhere = Channel("discord", "12345", "6")
        assert list(await lab.platform.troubles(elsewhere)) == []
        channel = await lab.platform.direct(Person("discord", "", str(lab.ana.id)))
        assert list(await lab.platform.troubles(channel)) == []
        await lab.stop()
        assert list(await lab.platform.troubles(lab.channel)) == []
