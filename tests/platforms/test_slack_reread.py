"""Reactions made while the bot was down are read again."""

from dataclasses import replace

import pytest

from bot.domain.calls import Reaction
from bot.domain.chat import MessageRef, Thread, words
from bot.domain.errors import DeliveryError
from tests.platforms.slack_lab import LISTED, serving
from tests.servers.slack import BOT_USER, STRANGERS, TEAM, Fault


@pytest.fixture
async def lab():
    async with serving() as lab:
        yield lab


async def posted(lab):
    """Post a message; return where it stands, and the message."""
    ref = await lab.slack.post(lab.channel, LISTED)
    return ref, lab.server.messages(lab.papers)[-1]


async def read(lab, *refs):
    return [each async for each in lab.slack.reactions(refs)]


def test_only_the_last_digests_are_worth_the_calls(lab):
    assert lab.slack.reread_days is None


async def test_each_is_what_its_event_was(lab):
    ref, message = await posted(lab)
    guest = lab.server.add_person("gus", guest=True)
    stranger = lab.server.add_person("sam", stranger=True)
    for person, name in [
        (lab.ana, "bookmark"),
        (lab.ana, "+1::skin-tone-3"),
        (guest, "bookmark"),
        (stranger, "flag-de"),
        (lab.ana, "party-parrot"),
    ]:
        await lab.server.react(person, message, name)
    await lab.server.until(lambda: len(lab.clerk.reactions) == 5)
    found = await read(lab, ref)
    heard = {replace(each, event="") for each in lab.clerk.reactions}
    assert (set(found), len(found)) == (heard, 5)
    assert {each.emoji for each in found} == {"🔖", "👍🏼", "🇩🇪", ":party-parrot:"}
    assert {each.person.space for each in found} == {TEAM, STRANGERS}
    managers = {each.person.name: each.person.manager for each in found}
    assert managers == {"ana": True, "gus": False, "sam": False}


async def test_ours_and_those_of_other_bots_are_left_out(lab):
    ref, message = await posted(lab)
    robot = lab.server.add_person("robot", bot=True)
    message.reactions = {"bookmark": [BOT_USER, robot.id, lab.ana.id]}
    (found,) = await read(lab, ref)
    assert found == Reaction(found.person, ref, "🔖", added=True)
    assert found.person.native == lab.ana.id


async def test_of_a_card_in_a_thread_they_are_read_too(lab):
    top, _ = await posted(lab)
    ref = await lab.slack.post(lab.channel, LISTED, under=Thread(top, words("plain", text="t")))
    (card,) = lab.server.replies(lab.server.messages(lab.papers)[0])
    card.reactions = {"star": [lab.ana.id]}
    (found,) = await read(lab, top, ref)
    assert found.message == ref


async def test_of_a_crowd_everybody_counts(lab):
    ref, message = await posted(lab)
    people = [lab.server.add_person(f"p{n}").id for n in range(70)]
    message.reactions = {"bookmark": people}
    found = await read(lab, ref)
    assert [each.person.native for each in found] == people


async def test_where_slack_names_only_some_those_are_taken(lab, caplog):
    caplog.set_level("INFO")
    ref, _ = await posted(lab)
    body = (
        '{"ok": true, "type": "message", "message": {"reactions": '
        f'[{{"name": "bookmark", "count": 900, "users": ["{lab.ana.id}"]}}]}}}}'
    )
    lab.server.fail("reactions.get", Fault(body=body))
    (found,) = await read(lab, ref)
    assert found.person.native == lab.ana.id
    assert "does not name all" in caplog.text


async def test_messages_and_places_that_are_gone_are_passed_over(lab):
    gone, message = await posted(lab)
    lab.server.delete(message)
    secret = lab.server.add_channel("secret", private=True)
    place = replace(lab.channel, native=secret.id)
    out = await lab.slack.post(place, LISTED)
    lab.server.kick(secret)
    nowhere = MessageRef(replace(lab.channel, native="C0NOWHERE"), "1.1")
    ref, message = await posted(lab)
    message.reactions = {"bookmark": [lab.ana.id]}
    odd = MessageRef(lab.channel, "never")
    (found,) = await read(lab, gone, out, nowhere, odd, ref)
    assert found.message == ref


async def test_a_message_without_any_yields_none(lab):
    ref, _ = await posted(lab)
    assert await read(lab, ref) == []


@pytest.mark.parametrize(
    "fault",
    [Fault(error="internal_error"), Fault(status=502), Fault(body="{")],
)
async def test_what_passes_is_told(lab, fault):
    ref, message = await posted(lab)
    message.reactions = {"bookmark": [lab.ana.id]}
    lab.server.fail("reactions.get", fault)
    with pytest.raises(DeliveryError) as refused:
        await read(lab, ref)
    assert not refused.value.permanent
    assert len(await read(lab, ref)) == 1


async def test_one_whose_team_slack_does_not_say_now_is_asked_about_again(lab):
    stranger = lab.server.add_person("sam", stranger=True)
    ref, message = await posted(lab)
    message.reactions = {"bookmark": [stranger.id]}
    lab.server.fail("users.info", Fault(status=500))
    with pytest.raises(DeliveryError):
        await read(lab, ref)
    (found,) = await read(lab, ref)
    assert found.person.space == STRANGERS


async def test_who_cannot_be_asked_about_is_taken_as_an_event_would_be(lab):
    ref, message = await posted(lab)
    message.reactions = {"bookmark": ["U0GONE"]}
    (found,) = await read(lab, ref)
    assert (found.person.space, found.person.native) == (TEAM, "U0GONE")
    assert not found.person.manager


async def test_twenty_messages_a_minute_are_read_and_no_more(lab):
    lab.server.limits.enabled = True
    ref, _ = await posted(lab)
    began = lab.time.now
    await read(lab, *[ref] * 61)
    assert 180 <= lab.time.now - began < 200
    assert lab.server.calls["reactions.get"] == 61
    assert lab.server.limits.refused == {}


async def test_asking_about_many_people_leaves_room_for_those_who_type_now(lab):
    lab.server.limits.enabled = True
    ref, message = await posted(lab)
    message.reactions = {"bookmark": [lab.server.add_person(f"p{n}").id for n in range(200)]}
    began = lab.time.now
    assert len(await read(lab, ref)) == 200
    assert 240 <= lab.time.now - began < 260
    # Those who are known need not be asked about again.
    began = lab.time.now
    assert len(await read(lab, ref)) == 200
    assert lab.time.now - began < 5
    assert lab.server.limits.refused == {}


async def test_it_can_be_left_half_way(lab):
    ref, message = await posted(lab)
    message.reactions = {"bookmark": [lab.ana.id], "star": [lab.ana.id]}
    found = lab.slack.reactions([ref])
    await anext(found)
    await found.aclose()


async def test_before_there_is_a_connection_nobody_knows():
    async with serving() as lab:
        ref, _ = await posted(lab)
    with pytest.raises(DeliveryError):
        await read(lab, ref)
