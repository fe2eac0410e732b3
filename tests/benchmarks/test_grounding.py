"""A short run of the grounding benchmark, on real texts where they are and on made-up ones always.

The whole: `python -m tests.benchmarks.grounding`.
"""

from pathlib import Path
from time import process_time

import pytest

from bot.domain.grounding import Source, check
from tests.benchmarks.grounded_texts import REAL, bases
from tests.benchmarks.grounding import Found, run


@pytest.mark.parametrize("data", [REAL, Path("nowhere")], ids=["real where at hand", "made up"])
def test_planted_errors_are_found_and_clean_sentences_left(data):
    found = run(bases(data, rewritten=False), each=12, clean=40, seed="short")
    print(*found.rows(), sep="\n")  # noqa: T201
    # Few texts: the goals of the whole run less what chance may take.
    assert found.recall("number") >= 0.85
    assert found.recall("link") >= 0.95
    assert found.recall("dataset") >= 0.9
    assert found.recall("unit") >= 0.85
    assert found.recall("polarity") >= 0.7
    assert found.cut_share() <= 0.08


def test_a_goal_that_is_missed_is_named():
    blind = Found()
    blind.planted["number", "en"] = 10
    blind.found["number", "en"] = 9
    blind.sentences["en"], blind.cut["en"] = 10, 1
    assert {"number: 0.900", "cut: 0.100"} <= set(blind.missed())


def test_a_summary_is_checked_against_a_whole_paper_in_twenty_milliseconds():
    texts = bases(Path("nowhere"))
    paper = Source.read("\n".join(base.source for base in texts * 40)[:60_000])
    said = [base.text for base in texts]
    for text in said:
        check(text, paper)
    started = process_time()
    for text in said:
        check(text, paper)
    assert (process_time() - started) / len(said) < 0.02
