"""Settings changed by menus and forms: what is wrong is said, and what was typed is kept."""

import pytest

from tests.stage import BEN

pytestmark = pytest.mark.usefixtures("bot")


def shown(panel):
    """Return what a panel says, in its lines and in its menus."""
    return " ".join([panel.text, *panel.menu])


async def test_a_menu_changes_one_at_once_in_its_place_and_tells_the_channel(stage):
    panel = await stage.type("settings")
    assert panel.private
    assert "Layout: as it fits best" in shown(panel)
    changed = await stage.choose(panel, "set-layout", "list")
    assert "Layout: the list alone" in shown(changed)
    (told,) = stage.channel()
    assert "Layout: now the list alone, set by" in told.text
    assert told.buttons == ("Undo",)
    assert not (told.notifies and stage.name == "discord")
    await stage.press(told, "Undo")
    assert "Layout: now as it fits best" in stage.channel()[-1].text
    await stage.choose(await stage.type("settings"), "set-language", "zh")
    assert "中文" in stage.channel()[-1].text


async def test_a_wrong_value_is_explained_and_what_was_typed_stands_in_the_form_again(stage):
    wrong = {"at": "25:99", "zone": "Asia/Tokyo", "days": "mon fri"}
    said = await stage.fill(await stage.type("settings"), "When…", wrong)
    assert "“25:99” is not a time" in said.text
    assert "You had: 25:99 · Asia/Tokyo · mon fri" in said.text
    assert stage.channel() == []
    mended = await stage.fill(said, "Edit again", {"at": "08:30"})
    assert "Digest: 08:30 Asia/Tokyo, Monday, Friday" in mended.text
    (told,) = stage.channel()
    assert "now 08:30 Asia/Tokyo, Monday, Friday" in told.text


async def test_several_are_changed_by_one_form_and_undone_by_one_click(stage):
    fields = {"most": "15", "include": "new"}
    changed = await stage.fill(await stage.type("settings"), "List…", fields)
    assert "Papers in the list at most: 15" in changed.text
    (told,) = stage.channel()
    assert "Papers in the list at most: now 15" in told.text
    assert "Which papers: now new only" in told.text
    await stage.press(told, "Undo")
    assert "Papers in the list at most: 10" in (await stage.type("settings")).text
    before = len(stage.channel())
    await stage.fill(await stage.type("settings"), "List…", {"most": "10"})
    assert len(stage.channel()) == before, "what is as it was is no change"
    await stage.press(await stage.type("settings"), "Pause all")
    assert "paused" in (await stage.type("status")).text


async def test_who_does_not_manage_the_channel_changes_nothing(stage):
    panel = await stage.type("", BEN)
    if stage.name == "discord":
        assert "Settings" not in panel.buttons
    else:
        assert "Digest: when arXiv announces" in (await stage.press(panel, "Settings", BEN)).text
