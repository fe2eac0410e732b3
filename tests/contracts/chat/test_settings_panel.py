"""Settings changed by menus and forms: what is wrong is said, and what was typed is kept."""

import pytest

from tests.stage import BEN

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_menu_changes_one_at_once_in_its_place_and_tells_the_channel(stage):
    panel = await stage.type("settings")
    assert panel.private
    assert "layout: auto" in panel.text
    changed = await stage.choose(panel, "set-layout", "list")
    assert "layout: list" in changed.text
    (told,) = stage.channel()
    assert "layout is now list, set by" in told.text
    assert told.buttons == ("Undo",)
    assert not (told.notifies and stage.name == "discord")
    await stage.press(told, "Undo")
    assert "layout is now auto" in stage.channel()[-1].text
    await stage.choose(await stage.type("settings"), "set-language", "zh")
    assert "language 已改为 zh" in stage.channel()[-1].text


async def test_a_wrong_value_is_explained_and_what_was_typed_stands_in_the_form_again(stage):
    wrong = {"at": "25:99", "zone": "Asia/Tokyo", "days": "mon fri"}
    said = await stage.fill(await stage.type("settings"), "When…", wrong)
    assert "“25:99” is not a time" in said.text
    assert "You had: 25:99 · Asia/Tokyo · mon fri" in said.text
    assert stage.channel() == []
    mended = await stage.fill(said, "Edit again", {"at": "08:30"})
    assert "08:30 Asia/Tokyo mon,fri" in mended.text
    (told,) = stage.channel()
    assert "when is now 08:30 Asia/Tokyo mon,fri" in told.text


async def test_several_are_changed_by_one_form_and_undone_by_one_click(stage):
    fields = {"most": "15", "include": "new"}
    changed = await stage.fill(await stage.type("settings"), "List…", fields)
    assert "most: 15" in changed.text
    (told,) = stage.channel()
    assert "most is now 15" in told.text
    assert "include is now new" in told.text
    await stage.press(told, "Undo")
    assert "most: 10" in (await stage.type("settings")).text
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
        assert "when:" in (await stage.press(panel, "Settings", BEN)).text
