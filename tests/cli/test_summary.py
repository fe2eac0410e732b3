"""`paperboy summary`: one paper, however it is named."""

from datetime import UTC, datetime

import pytest

from tests.servers.arxiv import refusal
from tests.world import paper

ABSTRACT = "Birds are loud. We introduce Tweet, a model that hears 12 kinds of birds. It is fast."


@pytest.fixture
def birds(arxiv):
    sent = datetime(2025, 11, 3, 9, tzinfo=UTC)
    arxiv.papers = [
        paper(1, "Tweet: Diffusion for Birds", ABSTRACT, submitted=sent),
        paper(2, "Large oceans", submitted=sent),
    ]
    return arxiv


@pytest.mark.parametrize(
    "name",
    [
        "2511.00001",
        "arXiv:2511.00001v1",
        "https://arxiv.org/abs/2511.00001",
        "https://arxiv.org/pdf/2511.00001v1.pdf",
        "https://huggingface.co/papers/2511.00001",
        "10.48550/arXiv.2511.00001",
        "https://doi.org/10.48550/arXiv.2511.00001",
        "tweet: diffusion for birds",
    ],
)
def test_a_paper_is_found_by_any_name_and_then_known(paperboy, birds, name):
    for _ in range(2):
        answer = paperboy.ask("summary", name)
        assert (answer.exit_code, answer.stderr) == (0, "")
        assert "Tweet: Diffusion for Birds" in answer.stdout
        assert "We introduce Tweet, a model that hears 12 kinds of birds.”" in answer.stdout
        assert "2511.00001, submitted 3 Nov 2025" in answer.stdout
        assert "Authors’ own words" in answer.stdout
    assert len(birds.requests) == 1, "the second time it is in the store"
    assert birds.early == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2511.99999", "arXiv has no paper 2511.99999. Check the id."),
        ("No such title", "No paper called “No such title” is known here."),
        ("3", "There is no digest here yet, so 3 names nothing."),
        (" ", "Which paper? Give an arXiv id"),
    ],
)
def test_a_name_of_nothing_is_answered_with_what_to_do(paperboy, birds, name, said):
    answer = paperboy.ask("summary", name)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(said)
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--detail=long", "detail cannot be “long”. Choose one of: headline, tldr, takeaways"),
        ("--language=klingon", "language cannot be “klingon”. Choose one of: en, zh, zh+en"),
    ],
)
def test_a_wish_that_cannot_be_is_answered_with_what_can(paperboy, birds, option, said):
    answer = paperboy.ask("summary", option, "2511.00001")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(said)
    assert birds.requests == []


def test_it_can_be_read_shorter_and_in_chinese(paperboy, birds):
    answer = paperboy.ask("summary", "--detail=headline", "--language=zh", "2511.00001")
    assert answer.exit_code == 0
    assert "作者原文，取自论文摘要" in answer.stdout


def test_an_arxiv_that_asks_for_patience_is_left_alone(paperboy, birds):
    birds.fail(refusal(503, "600"))
    for _ in range(2):
        answer = paperboy.ask("summary", "2511.00001")
        assert answer.exit_code == 1, "not the person's mistake"
        assert answer.stdout == ""
        assert answer.stderr.startswith("arXiv asked everybody here to wait until ")
        assert "2511.00001 is not in the store" in answer.stderr
    assert len(birds.requests) == 1


def test_an_arxiv_that_makes_no_sense_is_said_so(paperboy, birds):
    birds.fail(refusal(500))
    answer = paperboy.ask("summary", "2511.00001")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith(
        "2511.00001 is not in the store, and arXiv does not answer now."
    )
