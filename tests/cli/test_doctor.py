"""`paperboy doctor`: is everything in order, and what to do about what is not."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import clock
from bot.domain.batches import Feed, Harvest
from bot.gate import FileTurnstile
from bot.store import Store
from bot.store.database import Database
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage

NOON = datetime(2025, 11, 4, 12, tzinfo=UTC)


def findings(answer):
    """Return what was looked at, whether it was good, and the text, by name."""
    rows = (row.split(maxsplit=1) for row in answer.stdout.splitlines())
    return {rest.partition("  ")[0].strip(): (mark, rest) for mark, rest in rows}


def test_a_fresh_folder_is_in_order(paperboy):
    answer = paperboy.ask("doctor")
    assert (answer.exit_code, answer.stderr) == (0, "")
    found = findings(answer)
    assert {mark for mark, _ in found.values()} == {"ok"}
    assert f"{paperboy.folder} can be written" in found["data folder"][1]
    assert "0 papers, 0 channels, no announcement yet: paperboy collect" in found["database"][1]
    assert "PAPERBOY_ARXIV__CONTACT" in found["arXiv"][1]
    assert "in the authors' own words" in found["summaries"][1]


def test_what_is_there_is_counted(paperboy, arxiv):
    paperboy.ask("collect")
    paperboy.environ["PAPERBOY_ARXIV__CONTACT"] = "ana@lab.example"
    found = findings(paperboy.ask("doctor"))
    assert "2 papers, 0 channels, last announcement 2025-11-04" in found["database"][1]
    assert found["arXiv"][1].endswith("one request in 0 s, 2 archives")


def test_a_folder_that_cannot_be_written_is_named_with_the_setting(paperboy):
    paperboy.folder.write_text("a file where the folder should be")
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["data folder"]
    assert mark == "BAD"
    assert f"{paperboy.folder} cannot be written (File exists). Set PAPERBOY_DATA_DIR" in text
    assert "Errno" not in answer.stdout


@pytest.mark.parametrize(
    "command", [["run", "--console"], ["collect"], ["summary", "x"], ["digest", "x"]]
)
def test_other_commands_name_the_folder_too(paperboy, command):
    paperboy.folder.write_text("a file where the folder should be")
    answer = paperboy.ask(*command)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"{paperboy.folder} cannot be used: File exists.\n"


def test_every_wrong_setting_is_named_at_once(paperboy):
    paperboy.environ.update(
        PAPERBOY_ARXIV__DELAY_S="soon",
        PAPERBOY_DIGEST__ZONE="Europe/Berlni",
        PAPERBOY_DIGEST__MOST="0",
        PAPERBOY_DATABASE__URL="mysql://ana:hunter2@host/db",
        PAPERBOY_ARXIV__DELAYS="3",
    )
    for command in (
        ["doctor"],
        ["run", "--console"],
        ["collect"],
        ["digest", "x"],
        ["demo", "--once"],
    ):
        answer = paperboy.ask(*command)
        assert answer.exit_code == 2
        assert answer.stdout == ""
        assert "settings are wrong:" in answer.stderr
        for name in ("ARXIV__DELAY_S", "DIGEST__ZONE", "DIGEST__MOST", "ARXIV__DELAYS"):
            assert f"PAPERBOY_{name}" in answer.stderr
        assert "did you mean Europe/Berlin?" in answer.stderr
        assert "hunter2" not in answer.stderr
    assert not paperboy.folder.exists()


def test_a_database_that_is_not_there_is_bad_and_keeps_its_password(paperboy):
    paperboy.environ["PAPERBOY_DATABASE__URL"] = "postgresql://ana:hunter2@127.0.0.1:1/papers"
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["database"]
    assert mark == "BAD"
    assert "Connection refused" in text
    assert "hunter2" not in answer.output


def test_a_file_that_is_no_database_is_bad(paperboy):
    paperboy.folder.mkdir()
    (paperboy.folder / "paperboy.db").write_text("Dear diary, " * 500)
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["database"]
    assert mark == "BAD"
    assert "not a database" in text


def fill(paperboy, *feeds, harvest=None):
    """Note how feeds have answered."""

    async def keep():
        paperboy.folder.mkdir()
        async with Database.open(str(paperboy.folder / "paperboy.db")) as database:
            store = Store(database)
            for feed in feeds:
                await store.batches.heard(feed)
            if harvest:
                await store.batches.harvested(harvest)

    asyncio.run(keep())


@pytest.mark.parametrize(("seconds", "told"), [(5, False), (3_600, True)])
def test_a_wish_of_arxivs_is_told_and_the_distance_between_requests_is_none(
    paperboy, seconds, told
):
    paperboy.folder.mkdir()
    turnstile = FileTurnstile(paperboy.folder / "arxiv-gate.json", clock=clock)
    asyncio.run(turnstile.leave(clock() + timedelta(seconds=seconds)))
    assert ("asked us to wait until" in findings(paperboy.ask("doctor"))["arXiv"][1]) == told


def test_what_arxivs_feeds_answered_last_is_shown(paperboy):
    assert (
        "none has been asked yet: paperboy collect" in findings(paperboy.ask("doctor"))["feeds"][1]
    )
    paperboy.folder.rename(paperboy.folder.with_name("before"))
    day = date(2025, 11, 4)
    known = [Feed(each, asked=NOON, answered=NOON) for each in ("cs", "math")]
    fill(paperboy, *known, harvest=Harvest(day, day, day, NOON))
    mark, text = findings(paperboy.ask("doctor"))["feeds"]
    assert mark == "ok"
    assert "2 answered, the last one 2025-11-04 12:00 UTC; records known before 2025-11-04" in text


def test_feeds_that_could_not_be_read_are_bad_with_their_reasons_and_what_happens_now(paperboy):
    names = ("cs", "math", "stat", "econ")
    day = date(2025, 11, 4)
    failed = [Feed(each, asked=NOON, failed="HTTP 500") for each in names]
    fill(paperboy, *failed, harvest=Harvest(day, day, day, failed="no answer"))
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["feeds"]
    assert mark == "BAD"
    assert "HTTP 500" in text
    assert "and 2 more). Nothing is lost: the running bot asks again" in text


def test_where_nothing_has_a_token_the_console_is_left(paperboy):
    found = findings(paperboy.ask("doctor"))
    assert (
        "none has a token yet: paperboy init; paperboy run --console chats here"
        in found["platforms"][1]
    )
    assert found["console"][0] == "ok"


def test_half_of_slacks_tokens_are_bad_and_the_other_half_is_named(paperboy):
    paperboy.environ["PAPERBOY_SLACK__BOT_TOKEN"] = "xoxb-1-2-abc"  # noqa: S105
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["platforms"]
    assert mark == "BAD"
    assert "PAPERBOY_SLACK__APP_TOKEN is missing" in text


@pytest.mark.parametrize("make", [DiscordStage, SlackStage])
async def test_each_platform_says_who_we_are_and_which_promise_holds(paperboy, make, tmp_path):
    async with AsyncExitStack() as stack:
        stage = make(tmp_path)
        await stage.open(stack)
        paperboy.environ.update(stage.environ())
        answer = await asyncio.to_thread(paperboy.run, "doctor")
        mark, text = findings(answer)[stage.name]
        assert mark == "ok", answer.stdout
        assert "After a crash I look" in text
        assert (answer.returncode, answer.stderr) == (0, "")
    answer = await asyncio.to_thread(paperboy.run, "doctor")
    mark, text = findings(answer)[stage.name]
    assert mark == "BAD", "nobody is there any more"
    assert f"{stage.name} cannot be reached" in text
    assert "a proxy, a firewall" in text
    assert answer.returncode == 1


async def test_a_token_that_is_refused_is_bad_with_the_setting_to_mend(paperboy, tmp_path):
    async with AsyncExitStack() as stack:
        stage = DiscordStage(tmp_path)
        await stage.open(stack)
        paperboy.environ.update(stage.environ() | {"PAPERBOY_DISCORD__TOKEN": "no-such-token"})
        answer = await asyncio.to_thread(paperboy.run, "doctor")
    mark, text = findings(answer)["discord"]
    assert (mark, answer.returncode) == ("BAD", 1)
    assert "PAPERBOY_DISCORD__TOKEN" in text
    assert "no-such-token" not in answer.stdout + answer.stderr
