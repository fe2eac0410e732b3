import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot import commands
from bot.app import catalogue
from bot.domain import wording
from bot.domain.chat import Call, Channel, Listing, Message, Person, Press, line, words
from bot.domain.errors import DeliveryError
from bot.platforms.console import codes, inbound
from bot.platforms.console.render import draw
from bot.platforms.console.transcript import Transcript
from bot.settings import load
from tests.world import open_world, paper

SPECS = [command.spec for command in commands.ALL]
ANA, LAB = Person("console", "", "ana"), Channel("console", "", "papers", "#papers")
NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
LOOK = wording.Look("https://arxiv.org")


@pytest.fixture(scope="module")
def say(tmp_path_factory):
    return catalogue(load({"PAPERBOY_DATA_DIR": str(tmp_path_factory.mktemp("data"))})).say


def typed(text, buttons=()):
    return inbound.read(text, ANA, LAB, SPECS, buttons)


@pytest.mark.parametrize(
    "text", ["/papers status", "/paperboy status", "@Paperboy status", "status"]
)
def test_a_command_may_be_called_by_every_name(text):
    assert typed(text) == Call("status", ANA, LAB, {})


def test_papers_alone_is_the_panel():
    assert typed("/papers") == Call("", ANA, LAB, {})


def test_a_button_is_pressed_by_its_label_and_only_as_a_whole():
    buttons = [("p1:all:7", "All 60"), ("p1:undo-subscribe:1", "Undo")]
    assert typed("all 60", buttons) == Press("p1:all:7", ANA, LAB)
    assert typed("all", buttons) == Press("p1:all:7", ANA, LAB)
    assert typed("[undo]", buttons) == Press("p1:undo-subscribe:1", ANA, LAB)
    assert typed("save 2", [("p1:save:x", "Save")]) == Call("save", ANA, LAB, {"paper": "2"})


def test_an_emoji_with_a_number_is_a_reaction():
    assert typed("🔖 2") == inbound.React("🔖", 2, added=True)
    assert typed("-🔖 2") == inbound.React("🔖", 2, added=False)
    assert typed("  ") is None
    assert isinstance(typed("quit"), inbound.Leave)


def test_a_long_title_is_wrapped_and_never_cut(say):
    long = "An " + "extraordinarily " * 20 + "long title"
    message = Message((Listing((wording.entry(paper(1, long), LOOK, position=1),)),))
    text = draw(message, say, 60).plain
    assert " ".join(text.split()).removeprefix("1. ") == long
    assert max(map(len, text.splitlines())) <= 60


def test_wide_characters_stay_inside_the_width(say):
    from rich.cells import cell_len

    text = draw(Message((line(words("plain", text="扩散 模型 " * 40)),)), say, 60).plain
    assert max(map(cell_len, text.splitlines())) <= 62


def test_a_papers_text_cannot_move_the_cursor_or_turn_on_markup(say):
    hostile = paper(1, "Evil \x1b[2J\x07 [bold]title[/bold] @everyone\u202e", "We \x9b31m it.")
    message = Message((Listing((wording.entry(hostile, LOOK, position=1),)),))
    screen = io.StringIO()
    Console(file=screen, markup=False, color_system=None, width=80).print(draw(message, say, 80))
    assert not set(screen.getvalue()) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[bold]title[/bold] @everyone" in screen.getvalue()


def test_a_torn_line_in_the_transcript_never_arrived(tmp_path):
    path = tmp_path / "console.jsonl"
    first = Transcript(path)
    first.append("papers", "1", None, NOW, "whole", ())
    with path.open("a") as file:
        file.write('{"id": 2, "chan')
    again = Transcript(path)
    assert again.find("papers", "1", NOW)
    assert again.append("papers", "2", None, NOW, "next", ()).id == 2
    assert Transcript(path).find("papers", "2", NOW)


async def test_a_message_is_found_by_its_key_after_a_restart(tmp_path):
    async with open_world(tmp_path) as world:
        ref = await world.platform.post(LAB, Message((line(words("action-undo")),), key="7"))
    async with open_world(tmp_path) as world:
        assert await world.platform.look_up(LAB, "7", world.clock.now) == ref
        assert await world.platform.look_up(LAB, "8", world.clock.now) is None


async def test_a_forbidden_transcript_refuses_for_good_and_a_full_disk_does_not(tmp_path):
    assert codes.is_permanent(PermissionError(13, "Permission denied"))
    assert not codes.is_permanent(BrokenPipeError(32, "Broken pipe"))
    assert not codes.is_permanent(OSError(28, "No space left on device"))
    async with open_world(tmp_path) as world:
        (tmp_path / "console.jsonl").mkdir()
        with pytest.raises(DeliveryError):
            await world.platform.post(LAB, Message((line(words("action-undo")),), key="7"))
