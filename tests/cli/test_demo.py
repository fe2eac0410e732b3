"""The demo: a tour where nobody can type, a chat where somebody can."""

import os
import signal
import time

from tests.cli.screen import Screen

SOON_S = 3.0


def test_the_tour_is_quick_and_always_the_same(paperboy):
    seen, took = [], []
    # Other tests run beside it: the quickest of some is the program's own time.
    while len(took) < 2 or (min(took) >= SOON_S and len(took) < 5):
        began = time.perf_counter()
        done = paperboy.run("demo", "--once", from_cold=True)
        took.append(time.perf_counter() - began)
        assert (done.returncode, done.stderr) == (0, "")
        seen.append(done.stdout)
    print(f"paperboy demo --once: best of {len(took)} {min(took):.2f} s")  # noqa: T201
    assert min(took) < SOON_S
    assert seen[0] == seen[1]
    assert not paperboy.folder.exists(), "the real data folder is not the demo's"


def test_the_tour_shows_the_papers_of_the_day_and_why_and_saves_one(paperboy):
    seen = paperboy.ask("demo").stdout  # without a terminal it is the tour
    assert "12 new papers · image generation, language agents · Thu 6 Nov" in seen
    digest = seen.partition("12 new papers")[2].partition("› /papers why 2")[0]
    for number, title in enumerate(
        (
            "Seeing What You Say: Expressive Image Generation from Speech",
            "Diffusion-SDPO: Safeguarded Direct Preference Optimization for Diffusion Models",
            "Diffusion-Guided Mask-Consistent Paired Mixing",
            "Finetuning-Free Personalization of Text to Image Generation via Hypernetworks",
            "LiveTradeBench: Seeking Real-World Alpha",
            "HaluMem: Evaluating Hallucinations in Memory Systems of Agents",
        ),
        start=1,
    ):
        assert f"{number}. {title}" in digest
    listed = digest.partition("Open a paper…")[0]
    assert listed.count("1. ") == 2, "1 and 11: no paper twice"
    assert "matches it: “diffusion” in the title" in seen
    assert "Saved: Diffusion-SDPO" in seen
    assert "1 saved paper" in seen


def test_a_user_without_a_name_can_run_it(paperboy, monkeypatch):
    # As in a container that was given a number to run as.
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        paperboy.environ.pop(name, None)
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    answer = paperboy.ask("demo", "--once")
    assert answer.exit_code == 0, answer.stderr
    assert "set by 54321" in answer.stdout


def test_in_a_terminal_it_is_a_chat_that_remembers(paperboy):
    with Screen(paperboy.line("demo"), paperboy.around()) as screen:
        assert "12 new papers" in screen.wait_for("Try: /papers")
        screen.type("/papers")
        screen.wait_for("Paperboy in #papers")
        screen.type("save 2")
        screen.wait_for("Saved: Diffusion-SDPO")
        screen.type("saved")
        screen.wait_for("1 saved paper")
        screen.type("quit")
        assert screen.end() == 0
        assert "Traceback" not in screen.seen

    with Screen(paperboy.line("demo"), paperboy.around()) as screen:
        begun = screen.wait_for("Try: /papers")
        assert "now follows" not in begun.partition("saved paper")[2], "set up once only"
        screen.type("saved")
        assert "Diffusion-SDPO" in screen.wait_for("“summary 2403.03206” tells")
        screen.type("bye")
        assert screen.end() == 0

    with Screen(paperboy.line("demo", "--fresh"), paperboy.around()) as screen:
        screen.wait_for("Try: /papers")
        screen.type("saved")
        screen.wait_for("You have saved nothing yet")


def test_a_demo_that_is_open_keeps_what_it_has(paperboy):
    with Screen(paperboy.line("demo"), paperboy.around()) as screen:
        screen.wait_for("Try: /papers")
        with Screen(paperboy.line("demo", "--fresh"), paperboy.around()) as other:
            assert "is in use by process" in other.wait_for("Stop it first")
            assert other.end() == 2
        screen.type("save 2")
        screen.wait_for("Saved: Diffusion-SDPO")
        screen.type("saved")
        screen.wait_for("1 saved paper")
        screen.type("quit")
        assert screen.end() == 0


def test_ctrl_c_leaves_the_chat_quietly(paperboy):
    with Screen(paperboy.line("demo"), paperboy.around()) as screen:
        screen.wait_for("Try: /papers")
        screen.program.send_signal(signal.SIGINT)
        assert screen.end() == 0
        assert "Traceback" not in screen.seen
    assert [each.name for each in paperboy.folder.iterdir()] == ["demo"]
