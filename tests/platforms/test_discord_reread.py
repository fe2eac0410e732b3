"""Reactions that were made while nobody listened are read again."""

import pytest

from bot.domain.chat import Person
from bot.domain.errors import DeliveryError
from tests.platforms.discord_lab import HEADING, card, opened, said, under
from tests.servers.discord import MEMBER, May


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


async def read(lab, *refs):
    """Read the reactions again, as who put what on which message."""
    found = [each async for each in lab.platform.reactions(refs)]
    assert all(each.added and not each.event for each in found)
    return {(each.person.name, each.emoji, each.message) for each in found}


async def post(lab, number=1, **rest):
    ref = await lab.platform.post(lab.channel, card(number, **rest))
    return ref, lab.messages()[-1]


async def test_every_person_and_emoji_is_read_as_if_it_had_been_heard(lab):
    ref, message = await post(lab)
    await lab.server.react(lab.ana, message, "🔖")
    heard = await lab.heard()
    await lab.server.react(lab.ben, message, "1️⃣")
    await lab.server.react(lab.ben, message, "paper:123")
    found = [each async for each in lab.platform.reactions([ref])]
    assert heard in found
    assert heard.person == found[0].person == Person("discord", "", str(lab.ana.id))
    assert await read(lab, ref) == {
        ("Ana", "🔖", ref),
        ("Ben", "1️⃣", ref),
        ("Ben", ":paper:", ref),
    }


async def test_neither_ours_nor_those_of_bots_count(lab):
    ref, message = await post(lab)
    robot = lab.server.add_person("Robot", permissions=MEMBER, bot=True)
    await lab.platform._client.http.add_reaction(lab.place.id, message.id, "🔖")
    asked = lab.asked("GET", "/messages") + lab.asked("GET", "/reactions/🔖")
    assert await read(lab, ref) == set()
    # Nobody besides us: nobody is asked who.
    assert not any("reactions" in each.path for each in lab.server.requests if each.method == "GET")
    assert lab.asked("GET", "/messages") == asked + 1
    await lab.server.react(robot, message, "🔖")
    await lab.server.react(lab.ana, message, "🔖")
    assert await read(lab, ref) == {("Ana", "🔖", ref)}


async def test_super_reactions_are_read_too_and_each_person_once(lab):
    ref, message = await post(lab)
    await lab.server.react(lab.ana, message, "🔖")
    await lab.server.react(lab.ana, message, "🔖", burst=True)
    await lab.server.react(lab.ben, message, "🔖", burst=True)
    found = [each async for each in lab.platform.reactions([ref])]
    assert sorted(each.person.name for each in found) == ["Ana", "Ben"]


async def test_a_hundred_messages_cost_one_request_besides_their_reactions(lab):
    heading = await lab.platform.post(lab.channel, HEADING)
    refs = [await lab.platform.post(lab.channel, card(n), under=under(heading)) for n in range(20)]
    (thread,) = lab.server.threads(lab.place)
    await lab.server.react(lab.ana, lab.messages(thread)[3], "🔖")
    before = len(lab.server.requests)
    assert await read(lab, *refs) == {("Ana", "🔖", refs[3])}
    assert len(lab.server.requests) == before + 2


async def test_what_others_wrote_between_is_skipped(lab):
    first, message = await post(lab, 1)
    for number in range(250):
        await lab.server.say(lab.ana, lab.place, str(number))
    second, last = await post(lab, 2)
    for each in (message, last):
        await lab.server.react(lab.ben, each, "🔖")
    before = lab.asked("GET", "/messages")
    assert await read(lab, second, first) == {("Ben", "🔖", first), ("Ben", "🔖", second)}
    assert lab.asked("GET", "/messages") == before + 2


async def test_however_many_reacted_all_are_read(lab):
    ref, message = await post(lab)
    people = [lab.server.add_person(f"P{number}") for number in range(230)]
    for person in people:
        await lab.server.react(person, message, "🔖")
    assert {name for name, _, _ in await read(lab, ref)} == {person.name for person in people}
    assert sum("reactions" in each.path for each in lab.server.requests) == 3


async def test_messages_that_are_gone_are_passed_over(lab):
    gone, message = await post(lab, 1)
    stays, other = await post(lab, 2)
    lab.server.remove_message(message)
    await lab.server.react(lab.ana, other, "🔖")
    assert await read(lab, gone, stays) == {("Ana", "🔖", stays)}


@pytest.mark.parametrize("deny", [May.READ_MESSAGE_HISTORY, May.VIEW_CHANNEL])
async def test_places_we_may_not_read_are_passed_over(lab, deny):
    closed, message = await post(lab)
    await lab.server.react(lab.ana, message, "🔖")
    lab.right(deny=deny)
    elsewhere = lab.server.add_channel(lab.guild, "other")
    ref = await lab.platform.post(lab.known(elsewhere), said("hello", key="9"))
    await lab.server.react(lab.ana, lab.messages(elsewhere)[0], "🔖")
    assert await read(lab, closed, ref) == {("Ana", "🔖", ref)}


async def test_a_channel_that_is_gone_is_passed_over(lab):
    gone, _ = await post(lab)
    lab.server.remove_channel(lab.place)
    assert await read(lab, gone) == set()


async def test_a_message_that_goes_while_it_is_read_is_passed_over(lab):
    ref, message = await post(lab, 1)
    other, last = await post(lab, 2)
    for each in (message, last):
        await lab.server.react(lab.ana, each, "🔖")
    lab.server.fail("GET", f"/{message.id}/reactions/", status=404, code=10008)
    assert await read(lab, ref, other) == {("Ana", "🔖", other)}


@pytest.mark.parametrize("path", ["/messages$", "/reactions/"])
async def test_what_passes_is_said(lab, path):
    ref, message = await post(lab)
    await lab.server.react(lab.ana, message, "🔖")
    lab.server.fail("GET", path, status=503)
    with pytest.raises(DeliveryError) as refused:
        await read(lab, ref)
    assert not refused.value.permanent
    assert await read(lab, ref) == {("Ana", "🔖", ref)}


async def test_it_goes_three_days_back(lab):
    assert lab.platform.reread_days == 3
