"""The command explains itself, at once."""

import time

import pytest
from typer.main import get_command

from bot import __version__
from bot.cli import app

WHAT = {
    (): "research papers to the channels",
    ("demo",): "no account, no key, no network",
    ("run",): "collects from arXiv, posts digests",
    ("digest",): "Write the digest of any topics for any days",
    ("saved",): "Show the papers somebody saved",
    ("summary",): "Say what a paper is about",
    ("collect",): "Ask arXiv what it has announced",
    ("import",): "Import papers from files",
    ("batches",): "Show what became of each day's announcement",
    ("usage",): "Show what AI summaries used up",
    ("doctor",): "Look for what usually goes wrong",
    ("init",): "Set Paperboy up step by step",
    ("slack-manifest",): "Print the manifest that makes the Slack app",
    ("discord-invite",): "Print the address that invites the bot",
    ("topics",): "Try a topic out",
    ("topics", "check"): "Read a topic back",
}


@pytest.mark.parametrize("command", WHAT, ids=" ".join)
def test_every_command_says_what_it_does(paperboy, command):
    answer = paperboy.ask(*command, "--help")
    assert answer.exit_code == 0
    assert WHAT[command] in answer.stdout
    assert answer.stderr == ""
    assert not paperboy.folder.exists()


def test_no_command_is_left_out_above():
    assert set(get_command(app).commands) == {command[0] for command in WHAT if command}


def test_help_comes_at_once(paperboy):
    took = []
    for _ in range(5):
        began = time.perf_counter()
        assert paperboy.run("--help", from_cold=True).returncode == 0
        took.append(time.perf_counter() - began)
    print(f"paperboy --help: best of 5 {min(took):.2f} s")  # noqa: T201
    assert min(took) < 0.6


def test_the_version_is_the_packages(paperboy):
    answer = paperboy.ask("--version")
    assert (answer.exit_code, answer.stdout) == (0, f"paperboy {__version__}\n")


@pytest.mark.parametrize("typed", [("nonsense",), ("digest",), ("digest", "x", "--by", "mood")])
def test_what_there_is_not_is_refused(paperboy, typed):
    answer = paperboy.ask(*typed)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "--help" in answer.stderr
