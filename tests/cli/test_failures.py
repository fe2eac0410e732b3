"""What a person is told when something of ours breaks, and where the rest of it is."""

import re
import subprocess
import sys

CRASH = """
import os
from bot.cli import failures
from bot.cli.logs import open_log
from bot.settings import load

async def work():
    {begin}
    raise RuntimeError("a bug")

failures.run(work())
"""

LATE = """
import asyncio, ctypes, operator, signal
from functools import partial
from bot.cli import failures

class Poll:
    # A Ctrl-C that comes when Python has looked for signals and does not wait for the network yet:
    # nothing of Python's own runs between the two calls.
    def __init__(self, real):
        self.real, self.pressed = real, False

    def poll(self, *limits):
        waiting = partial(self.real.poll, *limits)
        if self.pressed or not limits[0]:
            return waiting()
        self.pressed = True
        press = partial(getattr(ctypes.CDLL(None), "raise"), 2)
        return list(map(operator.call, (press, waiting)))[1]

    def __getattr__(self, name):
        return getattr(self.real, name)

async def work():
    selector = asyncio.get_running_loop()._selector
    selector._selector = Poll(selector._selector)
    await asyncio.sleep(20)
    print("It went on")

signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be deaf from its birth
failures.run(work())
"""


def crash(paperboy, begin):
    return subprocess.run(
        [sys.executable, "-c", CRASH.format(begin=begin)],
        capture_output=True,
        text=True,
        **paperboy.around(),
    )


def test_with_a_log_the_sentence_is_all_and_the_log_has_the_rest(paperboy):
    done = crash(paperboy, "open_log(load(os.environ), quiet=True)")
    said = r"That failed unexpectedly\. The log has the details under ([0-9a-f]{8})\.\n"
    incident = re.fullmatch(said, done.stderr)
    assert (done.returncode, done.stdout) == (1, "")
    assert incident
    log = (paperboy.folder / "paperboy.log").read_text("utf-8")
    assert f"incident {incident[1]}" in log
    assert "RuntimeError: a bug" in log


def test_without_a_log_the_rest_stands_above_the_sentence(paperboy):
    done = crash(paperboy, "pass")
    *above, last = done.stderr.splitlines()
    incident = re.fullmatch(
        r"That failed unexpectedly\. The details stand above under ([0-9a-f]{8})\.", last
    )
    assert done.returncode == 1
    assert incident
    assert above[0] == f"incident {incident[1]}"
    assert above[-1] == "RuntimeError: a bug"
    assert not paperboy.folder.exists()


def test_a_ctrl_c_that_comes_just_before_we_wait_is_heard_at_once(paperboy):
    line = [sys.executable, "-c", LATE]
    done = subprocess.run(line, capture_output=True, text=True, timeout=10, **paperboy.around())
    said = "Stopped. What was done is kept; run it again to go on.\n"
    assert (done.returncode, done.stdout, done.stderr) == (130, "", said)


def test_every_command_that_opens_the_store_opens_a_log(paperboy, write_records):
    for command in (["digest", "x"], ["topics", "check", "x"], ["doctor"], ["import"]):
        log = paperboy.folder / "paperboy.log"
        arguments = [write_records([])] if command == ["import"] else []
        assert paperboy.ask(*command, *arguments).exit_code == 0
        assert log.exists(), command
        log.unlink()
