"""The settings as a panel: menus, forms, what is wrong in them, and one line with Undo."""

import pytest

from tests.commands.acts import act, form, reply_to
from tests.world import BEN, open_world


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


def told(world):
    return " ".join(world.posted().split())


async def filled(world, action):
    """Return what stands in a form, choices too."""
    opened = await form(world, action)
    return {
        each.name: each.value or " ".join(one.value for one in each.choices if one.chosen)
        for each in opened.fields
    }


@pytest.mark.parametrize(
    ("verb", "value", "said"),
    [
        ("set-layout", "list", "Layout: now the list alone"),
        ("set-detail", "takeaways", "Cards: now key points"),
        ("set-language", "en+zh", "Language: now English + 中文"),
    ],
)
async def test_what_is_chosen_from_a_menu_holds_and_the_menu_shows_it(world, verb, value, said):
    reply = await reply_to(world, f"p1:{verb}:{value}")
    (select,) = (each for each in reply.message.selects if each.verb == verb)
    assert [each.value for each in select.choices if each.chosen] == [value]
    await act(world, f"p1:{verb}:{value}")
    assert f"{said}, set by Ana" in told(world)
    assert "cannot be “x”" in await act(world, f"p1:{verb}:x")


async def test_a_form_changes_several_at_once_with_one_undo(world):
    before = await world.ask("settings")
    assert await filled(world, "p1:settings-form:list") == {
        "most": "10",
        "include": "cross",
        "figures": "on",
        "emoji": "🔖",
    }
    reply = await reply_to(
        world, "p1:settings-form:list", most="15", include="new", figures="on", emoji="⭐"
    )
    assert "Papers in the list at most: 15" in world.drawn(reply)
    (undo,) = reply.public.actions
    assert undo.id == "p1:settings:most 10;include cross;emoji 🔖"
    assert world.drawn(type(reply)(reply.public)).count(": now ") == 3
    await act(world, undo.id)
    assert await world.ask("settings") == before


async def test_the_form_of_the_time_knows_zone_and_days(world):
    await act(world, "p1:settings-form:when", at="7:30", zone="Asia/Tokyo", days="mon wed")
    assert "Digest: now 07:30 Asia/Tokyo, Monday, Wednesday" in told(world)
    assert await filled(world, "p1:settings-form:when") == {
        "at": "07:30",
        "zone": "Asia/Tokyo",
        "days": "mon wed",
    }
    await act(world, "p1:settings-form:when", at="announced", zone="Asia/Tokyo")
    assert "Digest: now when arXiv announces" in told(world), "no day is every day"
    await act(world, "p1:settings-form:when", at="9am fri", zone="UTC", days="mon tue")
    assert "Digest: now 09:00 UTC, Friday" in told(world), "days that are typed are meant"


async def test_what_is_wrong_in_a_form_is_not_lost(world):
    seen = await act(world, "p1:settings-form:when", at="nine", zone="Asia/Tokio", days="mon tue")
    assert "nine" in seen
    assert "You had: nine · Asia/Tokio · mon tue" in seen
    assert "[Edit again]" in seen
    assert world.posted() == ""
    assert await filled(world, "p1:settings-form:when.1") == {
        "at": "nine",
        "zone": "Asia/Tokio",
        "days": "mon tue",
    }
    seen = await act(world, "p1:settings-form:list", most="99", emoji="⭐")
    assert "most is a number from 1 to 25" in seen
    assert (await filled(world, "p1:settings-form:list.2"))["emoji"] == "⭐"
    assert "Papers in the list at most: 10" in await world.ask("settings"), (
        "nothing of it is changed"
    )


async def test_a_form_that_changes_nothing_is_told_to_nobody(world):
    seen = await act(world, "p1:settings-form:list", most="10", emoji="🔖")
    assert "so already" in seen
    assert world.posted() == ""


async def test_a_zone_is_a_setting_of_its_own(world):
    await world.ask("settings zone Europe/Berlin")
    assert "Time zone: now Europe/Berlin, set by Ana" in told(world)
    assert "Time zone: Europe/Berlin" in await world.ask("settings")


async def test_who_may_not_manage_sees_neither_panel_nor_form(world):
    assert await form(world, "p1:settings-form:when", BEN) is None
    assert await form(world, "p1:settings-form:nothing") is None
    for action in ("p1:settings:", "p1:set-layout:list", "p1:settings-form:list"):
        assert "Only people who manage" in await act(world, action, BEN)
