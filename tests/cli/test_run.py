"""`paperboy run`: the bot in a terminal, from its start to its end."""

import signal
import subprocess

import pytest

from tests.cli.conftest import read_until
from tests.cli.screen import Screen
from tests.servers.arxiv_feeds import Batch
from tests.world import TUESDAY, paper


def test_typed_commands_are_answered_until_the_input_ends(paperboy, arxiv):
    done = paperboy.run(
        *("run", "--console"),
        from_cold=True,
        typed="help\nsubscribe diffusion name=images\ntopics\nnonsense\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    for said in (
        "This channel",
        "Understood as: diffusion",
        "#papers now follows “images”, set by ana",
        "1. images",
        "There is no command “nonsense”.",
    ):
        assert said in done.stdout
    assert arxiv.early == []


def test_a_restart_keeps_what_was_set_and_posts_what_arrived_meanwhile(paperboy, arxiv):
    arxiv.batch = None
    paperboy.run("run", "--console", typed="subscribe diffusion name=images\nquit\n")
    arxiv.announce(Batch(TUESDAY, new=[paper(9, "Diffusion on the moon"), paper(10, "Seas")]))
    paperboy.ask("collect")

    with Screen(paperboy.line("run", "--console"), paperboy.around()) as screen:
        screen.wait_for("1 new paper · images")
        assert "Seas" not in screen.wait_for("Save: ")
        screen.type("topics")
        screen.wait_for("1. images")
        screen.type("save 1")
        screen.wait_for("Saved: Diffusion on the moon")
        screen.type("quit")
        assert screen.end() == 0

    with Screen(paperboy.line("run", "--console"), paperboy.around()) as screen:
        screen.type("saved")
        seen = screen.wait_for("1 saved paper")
        assert seen.count("1 new paper · images") <= 1, "shown again as it stood, not posted again"
        screen.type("status")
        screen.wait_for("1 paper")
        screen.type("quit")
        assert screen.end() == 0


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=lambda sent: sent.name)
def test_a_signal_ends_it_as_quit_does(paperboy, arxiv, sent):
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with paperboy.start("run", "--console", text=True, **pipes) as program:
        program.stdin.write("subscribe diffusion\n")
        program.stdin.flush()
        read_until(program.stdout, "now follows")
        program.send_signal(sent)
        _, said = program.communicate(timeout=20)
    assert (program.returncode, said) == (0, "")
    assert "1 channels" in paperboy.ask("doctor").stdout, "what was set is kept"


def test_a_second_one_on_the_same_folder_is_told_who_has_it(paperboy, arxiv):
    with paperboy.start(
        *("run", "--console"),
        from_cold=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        first.stdin.write("help\n")
        first.stdin.flush()
        read_until(first.stdout, "This channel")
        second = paperboy.ask("run", "--console")
        assert (second.exit_code, second.stdout) == (2, "")
        assert f"{paperboy.folder} is in use by process {first.pid} on " in second.stderr
        assert "Stop it first, or set PAPERBOY_DATA_DIR" in second.stderr
        assert f"by process {first.pid}" in paperboy.ask("doctor").stdout
        # What only reads, and what fills the store, may run beside it.
        assert paperboy.ask("topics", "check", "diffusion").exit_code == 0
        assert paperboy.ask("collect").exit_code == 0
        first.communicate("quit\n", timeout=20)
    assert first.returncode == 0
    assert "no bot is running" in paperboy.ask("doctor").stdout


def test_arxiv_out_of_reach_does_not_keep_it_from_starting(paperboy, arxiv):
    paperboy.environ["PAPERBOY_ARXIV__RSS_URL"] = "http://127.0.0.1:1/rss"
    paperboy.environ["PAPERBOY_ARXIV__API_URL"] = "http://127.0.0.1:1/query"
    done = paperboy.run(
        "run", "--console", typed="subscribe diffusion\nsummary 2511.00001\nstatus\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "arXiv does not answer now" in done.stdout
    assert "could not be read" in (paperboy.folder / "paperboy.log").read_text()
