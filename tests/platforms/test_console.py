import io
import os
import re
import resource
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot import commands
from bot.app import catalogue
from bot.cli import terminal
from bot.cli.serve import console_platform
from bot.domain import wording
from bot.domain.calls import Call, Press
from bot.domain.chat import (
    Attachment,
    Card,
    Channel,
    Entry,
    Link,
    Listing,
    Menu,
    Message,
    Person,
    Thread,
    line,
    words,
)
from bot.domain.errors import DeliveryError
from bot.platforms.console import codes, inbound
from bot.platforms.console.inbound import Ask, Button
from bot.platforms.console.render import draw
from bot.platforms.console.transcript import Transcript
from bot.settings import load
from tests.world import open_world, paper

SPECS = [command.spec for command in commands.ALL]
ANA, LAB = Person("console", "", "ana"), Channel("console", "", "papers", "#papers")
ELSE = Channel("console", "", "else")
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
    buttons = [Button("p1:all:7", "All 60"), Button("p1:undo-subscribe:1", "Undo")]
    assert typed("all 60", buttons) == Press("p1:all:7", ANA, LAB)
    assert typed("all", buttons) == Press("p1:all:7", ANA, LAB)
    assert typed("[undo]", buttons) == Press("p1:undo-subscribe:1", ANA, LAB)
    assert typed("save 2", [Button("p1:save:x", "Save")]) == Call("save", ANA, LAB, {"paper": "2"})


def test_a_label_on_several_cards_asks_which_and_elsewhere_means_the_newest():
    first, second = Button("p1:save:a", "Save", 1), Button("p1:save:b", "Save", 2)
    answer, older = Button("p1:save:c", "Save"), Button("p1:save:d", "Save")
    assert typed("save", [second, first]) == Ask("Save", "save", 2)
    assert typed("save", [first]) == typed("save", [first, first]) == Press("p1:save:a", ANA, LAB)
    assert typed("save", [answer, older, second, first]) == Press("p1:save:c", ANA, LAB)
    assert typed("save", [second, answer]) == Press("p1:save:b", ANA, LAB)


def test_a_label_with_a_number_means_the_card_unless_that_is_a_command():
    cards = [Button(f"p1:less:{n}", "Less like this", n) for n in (2, 1)]
    assert typed("less like this", cards) == Ask("Less like this", "less like this", 2)
    assert typed("less like this 1", cards) == Press("p1:less:1", ANA, LAB)
    assert typed("Less 2", cards) == Press("p1:less:2", ANA, LAB)
    assert isinstance(typed("less 3", cards), Call)
    assert typed("why 2", [Button("p1:why:x", "Why", 2)]) == Call("why", ANA, LAB, {"paper": "2"})


@pytest.mark.parametrize("text", ["/papers\tsave\t2", "@PAPERBOY  save 2", "save\t2"])
def test_any_space_ends_a_word(text):
    assert typed(text) == Call("save", ANA, LAB, {"paper": "2"})


def test_a_number_too_long_to_be_one_ends_nothing():
    assert typed("🔖 " + "9" * 5000) == Call("🔖", ANA, LAB)
    assert typed("🔖\t12") == inbound.React("🔖", 12, added=True)


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


@pytest.mark.parametrize("sign", ["\x1b]8;;evil\x1b\\", "\x07", "\x9b2J", "\u202e"])
def test_an_address_cannot_turn_into_orders_to_a_terminal_with_colours(say, sign):
    url = f"https://x.org/{sign}b"
    entry = Entry(paper(1, "T").id, "T", url, 1, links=(Link(words("link-code"), url),))
    screen = io.StringIO()
    colours = Console(file=screen, force_terminal=True, color_system="truecolor", width=80)
    colours.print(draw(Message((Card(entry), Listing((entry,)))), say, 80))
    drawn = screen.getvalue()
    link = r"\x1b]8;(?:id=\d+)?;([^\x1b]*)\x1b\\"
    shown = "".join(each for each in url if each.isprintable())
    assert set(re.findall(link, drawn)) == {"", shown}
    rest = re.sub(rf"{link}|\x1b\[[\d;]*m", "", drawn)
    assert not set(rest) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert shown in rest


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


@contextmanager
def disk_full_at(size):
    """Let no file of this process grow beyond `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_line_that_a_full_disk_cut_short_leaves_no_trace(tmp_path):
    path = tmp_path / "console.jsonl"
    transcript = Transcript(path)
    transcript.append("papers", "1", None, NOW, "whole", ())
    size = path.stat().st_size
    with disk_full_at(size + 40), pytest.raises(OSError, match="File too large"):
        transcript.append("papers", "2", None, NOW, "cut short", ())
    assert path.stat().st_size == size
    assert transcript.append("papers", "2", None, NOW, "next", ()).id == 2
    assert [each.text for each in Transcript(path).all("papers")] == ["whole", "next"]


def test_a_torn_line_in_the_middle_takes_nothing_along(tmp_path, caplog):
    path = tmp_path / "console.jsonl"
    text = 'says {"id": 7, "channel'
    Transcript(path).append("papers", "1", None, NOW, text, (("p1:save:x", "Save"),), 3)
    whole = path.read_bytes()
    torn = [whole[:cut] for cut in (1, 5, 9, 40, len(whole) - 2)]
    lines = [each + whole.replace(b'"id": 1', b'"id": %d' % id) for id, each in enumerate(torn, 2)]
    path.write_bytes(whole + b"".join(lines) + b"\xff nonsense\n" + b'{"id": 9}\n')
    again = Transcript(path)
    assert [each.id for each in again.all("papers")] == [1, 2, 3, 4, 5, 6]
    assert {(each.text, each.number) for each in again.all("papers")} == {(text, 3)}
    assert again.append("papers", "2", None, NOW, "next", ()).id == 7
    assert caplog.text.count("is left out") == 2


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


def console(folder, say, file, *lines):
    """Open a console at which these lines are typed and these messages arrive."""

    async def typed_lines():
        for each in lines:
            if isinstance(each, Message):
                await platform.post(LAB, each)
            else:
                yield each

    screen = terminal.console()
    screen.file, screen.width = file, 100
    platform = console_platform(folder, lambda language: say, typed_lines, screen, lambda: NOW)
    return platform


def heading(key):
    blocks = (line(words("digest-count", count=2)),)
    return Message(blocks, menu=Menu("save", words("menu-save")), key=key)


def card(number):
    written = wording.card(TITLED[number], None, None, LOOK, position=number)
    return replace(written, key=f"card{number}")


TITLED = {1: paper(1, "Diffusion for birds"), 2: paper(2, "Diffusion for fish")}


async def test_a_number_is_put_on_a_card_and_never_on_an_answer(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion name=images")
        screen = io.StringIO()
        platform = console(tmp_path, say, screen, "topics", "🔖 1", "-🔖 2", "🔖 " + "9" * 5000)
        for number in TITLED:
            await platform.post(LAB, card(number))
        await platform.run(world.bot.inbox, lambda: None)
    shown = screen.getvalue()
    assert "1. images" in shown
    assert "You put 🔖 on “Diffusion for birds”." in shown
    assert "You took 🔖 off “Diffusion for fish”." in shown
    assert "no command “🔖”" in shown


async def test_a_label_that_stands_on_several_cards_of_a_thread_asks_for_the_number(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add(list(TITLED.values()))
        screen = io.StringIO()
        platform = console(tmp_path, say, screen, "save", "thread", "save", "thread", "[summary]")
        top = await platform.post(LAB, heading("7"))
        for number in TITLED:
            await platform.post(LAB, card(number), under=Thread(top, words("done")))
        await platform.run(world.bot.inbox, lambda: None)
        assert "nothing yet" in await world.ask("saved")
    before, _, after = screen.getvalue().partition("Diffusion for birds")
    assert "Which paper?" in before
    assert "[Save] stands on several cards. Type save and the number" in after
    assert "[Summary] stands on several cards. Type summary and the number" in after


async def test_the_label_of_the_only_card_in_a_thread_is_pressed(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add(list(TITLED.values()))
        screen = io.StringIO()
        platform = console(tmp_path, say, screen, "thread", "save", "save")
        await platform.post(LAB, card(1))
        top = await platform.post(LAB, heading("7"))
        await platform.post(LAB, card(2), under=Thread(top, words("done")))
        await platform.run(world.bot.inbox, lambda: None)
    assert "Saved: Diffusion for fish" in screen.getvalue()
    assert "No longer saved: Diffusion for fish" in screen.getvalue()


async def test_undo_takes_the_newest_answer_back(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add(list(TITLED.values()))
        screen = io.StringIO()
        lines = ("save 2511.00002", "save 2511.00001", "undo", "saved")
        await console(tmp_path, say, screen, *lines).run(world.bot.inbox, lambda: None)
    assert "No longer saved: Diffusion for birds" in screen.getvalue()
    assert "1 saved paper\n" in screen.getvalue()


async def test_a_label_means_the_cards_of_the_newest_list(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add(list(TITLED.values()))
        screen = io.StringIO()
        arriving = (heading("a"), card(1), heading("b"), card(2))
        await console(tmp_path, say, screen, *arriving, "save").run(world.bot.inbox, lambda: None)
    assert "Saved: Diffusion for fish" in screen.getvalue()


async def test_after_a_restart_a_label_means_what_is_drawn_again(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add(list(TITLED.values()))
        arriving = (heading("a"), card(1), heading("b"), card(2))
        await console(tmp_path, say, io.StringIO(), *arriving).run(world.bot.inbox, lambda: None)
        screen = io.StringIO()
        await console(tmp_path, say, screen, "summary", "topics").run(world.bot.inbox, lambda: None)
    assert "[Summary] stands on several cards" in screen.getvalue()


async def test_a_button_that_needs_a_text_asks_for_it_on_the_next_line(tmp_path, say):
    async with open_world(tmp_path) as world:
        await world.store.papers.add([paper(1, "Birds", "The model hears forty birds at once.")])
        screen = io.StringIO()
        ask, question = "ask 2511.00001 which fish?", "how many birds does the model hear?"
        lines = (ask, "ask", question, "[ask]", "", "saved", "ask", "/papers topics", "topics")
        await console(tmp_path, say, screen, *lines).run(world.bot.inbox, lambda: None)
    shown = screen.getvalue()
    assert shown.count("What do you want to know? Type it and press Enter") == 3
    assert f"{question}\n" in shown
    assert shown.count("“The model hears forty birds at once.”") == 1
    assert shown.count("You have saved nothing yet") == 1, "an empty line lets it be"
    assert shown.count("follows nothing yet") == 2, "a command is none"


async def test_a_file_that_cannot_be_kept_costs_the_answer_and_not_the_chat(tmp_path, say, caplog):
    async with open_world(tmp_path) as world:
        await world.type("subscribe diffusion")
        await world.arrive(*TITLED.values())
        (tmp_path / "files").write_text("in the way")
        screen = io.StringIO()
        platform = console(tmp_path, say, screen, "digest as=file", "topics")
        await platform.run(world.bot.inbox, lambda: None)
    shown = screen.getvalue()
    assert "The answer could not be kept or shown here" in shown
    assert shown.index("could not be kept") < shown.index("1. diffusion")
    assert "FileExistsError" in caplog.text


async def test_what_an_answer_changed_is_told_even_if_the_answer_is_not(tmp_path, say, caplog):
    async with open_world(tmp_path) as world:
        screen = io.StringIO()
        platform = console(tmp_path / "mine", say, screen, "subscribe diffusion", "status")
        (tmp_path / "mine" / "console.jsonl").mkdir()
        await platform.run(world.bot.inbox, lambda: None)
        assert "follows “diffusion”" in world.posted()
    assert screen.getvalue().count("could not be kept or shown") == 2
    assert "IsADirectoryError" in caplog.text


async def test_a_screen_without_the_letters_costs_the_drawing_only(tmp_path, say, caplog):
    async with open_world(tmp_path) as world:
        drawn = io.BytesIO()
        screen = io.TextIOWrapper(drawn, encoding="ascii")
        platform = console(tmp_path, say, screen, "subscribe 扩散", "frobnicate", "status")
        await platform.run(world.bot.inbox, lambda: None)
        screen.flush()
    assert b"could not be shown on this screen" in drawn.getvalue()
    assert "UnicodeEncodeError" in caplog.text


async def test_a_message_in_the_transcript_was_posted_whatever_the_screen_says(
    tmp_path, say, caplog
):
    ours, theirs = os.pipe()
    screen = os.fdopen(theirs, "w", encoding="utf-8")
    os.close(ours)
    platform = console(tmp_path, say, screen, "status")
    ref = await platform.post(LAB, card(1))
    again = await platform.post(LAB, card(2))
    assert [ref.native, again.native] == ["1", "2"]
    assert await platform.look_up(LAB, "card1", NOW) == ref
    assert "BrokenPipeError" in caplog.text
    async with open_world(tmp_path) as world:
        await platform.run(world.bot.inbox, lambda: None)
    with suppress(BrokenPipeError):
        screen.close()


async def test_a_message_whose_file_cannot_be_kept_is_not_posted(tmp_path, say):
    (tmp_path / "files").write_text("in the way")
    platform = console(tmp_path, say, io.StringIO())
    message = Message(card(1).blocks, files=(Attachment("a.md", "text"),), key="7")
    with pytest.raises(DeliveryError) as refused:
        await platform.post(LAB, message)
    assert not refused.value.permanent
    assert await platform.look_up(LAB, "7", NOW) is None


async def test_a_file_is_kept_as_it_is(tmp_path, say):
    files = (Attachment("a.md", "# é\n"), Attachment("a.zip", "", b"PK\xff"))
    await console(tmp_path, say, io.StringIO()).post(LAB, Message(card(1).blocks, files=files))
    kept = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    assert kept == {"a.md": "# é\n".encode(), "a.zip": b"PK\xff"}


async def test_an_edited_message_says_something_else_and_stands_where_it_stood(tmp_path, say):
    screen = io.StringIO()
    platform = console(tmp_path, say, screen)
    refs = [await platform.post(LAB, card(number)) for number in TITLED]
    late = replace(TITLED[1], comment="12 pages")
    redrawn = wording.card(late, None, None, LOOK, position=1)
    changed = replace(redrawn, key="card1", actions=(), more=None)
    assert await platform.edit(refs[0], changed)
    assert screen.getvalue().endswith("\n  Edited: 1. Diffusion for birds\n")
    again = Transcript(tmp_path / "console.jsonl").all(LAB.native)
    assert [(each.id, each.key) for each in again] == [(1, "card1"), (2, "card2")]
    assert "comment: 12 pages" in again[0].text
    assert (again[0].actions, again[0].number) == ((), 1)
    assert again[0].edited == NOW
    assert again[1].edited is None
    assert await platform.look_up(LAB, "card1", NOW) == refs[0]
    assert (await platform.post(LAB, heading("7"))).native == "3"


async def test_an_edited_message_is_drawn_again_with_a_word_about_that(tmp_path, say):
    first = console(tmp_path, say, io.StringIO())
    ref = await first.post(LAB, card(1))
    await first.edit(ref, replace(card(1), blocks=(line(words("withdrawn")),)))
    screen = io.StringIO()
    async with open_world(tmp_path) as world:
        await console(tmp_path, say, screen).run(world.bot.inbox, lambda: None)
    assert "  Withdrawn\n" in screen.getvalue()
    assert "  (edited)\n" in screen.getvalue()
    assert "Diffusion" not in screen.getvalue()


async def test_what_does_not_stand_in_the_transcript_cannot_be_edited(tmp_path, say):
    platform = console(tmp_path, say, io.StringIO())
    ref = await platform.post(LAB, card(1))
    for gone in (replace(ref, native="9"), replace(ref, native="x"), replace(ref, channel=ELSE)):
        assert not await platform.edit(gone, card(1))
    assert len((tmp_path / "console.jsonl").read_text().splitlines()) == 1


async def test_an_edit_that_the_disk_refuses_leaves_the_message_as_it_was(tmp_path, say):
    platform = console(tmp_path, say, io.StringIO())
    ref = await platform.post(LAB, card(1))
    size = (tmp_path / "console.jsonl").stat().st_size
    with disk_full_at(size + 40), pytest.raises(DeliveryError) as refused:
        await platform.edit(ref, card(2))
    assert not refused.value.permanent
    (posted,) = Transcript(tmp_path / "console.jsonl").all(LAB.native)
    assert "birds" in posted.text


async def test_a_terminal_has_nothing_to_read_again_and_nothing_to_wait_for(tmp_path, say):
    platform = console(tmp_path, say, io.StringIO())
    ref = await platform.post(LAB, card(1))
    assert [each async for each in platform.reactions([ref])] == []
    assert platform.reread_days == 0
    await platform.ready(LAB)
    (said,) = await platform.examine()
    assert "#papers" in say(said)
