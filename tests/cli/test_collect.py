"""`paperboy collect`: one round of asking arXiv."""

from tests.cli.screen import Screen
from tests.servers.arxiv import DROPPED, HTML, Fault, refusal
from tests.servers.arxiv_feeds import Batch
from tests.world import TUESDAY, paper


def test_what_arxiv_announced_is_kept_once(paperboy, arxiv):
    first = paperboy.ask("collect")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "2 new; 2 papers in the store.\n"
    again = paperboy.ask("collect")
    assert again.stdout == "0 new; 2 papers in the store.\n"
    # Whether the records are asked again depends on the day on which the test is run.
    lists = [request.path for request in arxiv.requests if request.path != "/oai"]
    assert lists == ["/rss/cs", "/rss/math"] * 2
    assert arxiv.early == []


def test_a_paper_in_two_archives_is_kept_once(paperboy, arxiv):
    both = paper(3, "Diffusion on graphs", categories=["cs.LG", "math.PR"])
    arxiv.announce(Batch(TUESDAY, new=[both]))
    assert paperboy.ask("collect").stdout.endswith("1 paper in the store.\n")
    assert paperboy.ask("collect").stdout.startswith("0 new")


def test_one_archive_that_fails_takes_nothing_from_the_others(paperboy, arxiv):
    arxiv.fail(Fault(on="/rss/cs", body=HTML.body))
    answer = paperboy.ask("collect")
    assert answer.exit_code == 0
    assert answer.stdout == "1 new; 1 paper in the store.\n"
    assert answer.stderr.startswith("arXiv RSS cs could not be read: ")
    assert "Large oceans" in paperboy.ask("topics", "check", "oceans").stdout
    assert paperboy.ask("collect").stdout.startswith("1 new; 2 papers")


def test_an_arxiv_that_cannot_be_reached_is_a_failure_with_a_sentence(paperboy, arxiv):
    arxiv.fail(DROPPED, DROPPED, DROPPED)
    answer = paperboy.ask("collect")
    assert answer.exit_code == 1
    assert answer.stdout == "0 new; 0 papers in the store.\n"
    *_, last = answer.stderr.splitlines()
    assert last == "arXiv could not be reached at all. Nothing was lost; try again later."


def test_who_is_asked_to_wait_asks_nobody_else(paperboy, arxiv):
    arxiv.fail(refusal(429, "600"))
    answer = paperboy.ask("collect")
    assert answer.exit_code == 1
    assert answer.stderr.count("arXiv asked us to wait") == 3
    assert len(arxiv.requests) == 1
    assert "asked us to wait until" in paperboy.ask("doctor").stdout


def test_progress_is_drawn_in_a_terminal_only(paperboy, arxiv):
    assert paperboy.ask("collect").stderr == ""
    with Screen(paperboy.line("collect"), paperboy.around(TERM="xterm")) as screen:
        assert "Asking arXiv" in screen.wait_for("100%")
        screen.wait_for("0 new; 2 papers in the store.")
        assert screen.end() == 0


def test_ctrl_c_says_that_nothing_is_lost(paperboy, arxiv):
    arxiv.fail(Fault(on="/rss/math", hold=True))
    with Screen(paperboy.line("collect"), paperboy.around(TERM="xterm")) as screen:
        screen.wait_for("33%")
        screen.interrupt("Stopped. What was done is kept; run it again to go on.")
        assert screen.end() == 130
        assert "Traceback" not in screen.seen
