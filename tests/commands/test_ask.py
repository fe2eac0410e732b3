"""What may be typed behind `ask`, and to whom it is answered."""

import pytest

from bot.domain.chat import Person
from tests.world import BEN, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.type("subscribe diffusion")
        await opened.arrive(
            paper(1, "Diffusion", "The model is trained on forty birds. It costs nothing at all.")
        )
        await opened.deliver()
        yield opened


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("1 trained on which birds?", "trained on which birds?"),
        ("#1, trained on which birds?", "trained on which birds?"),
        ("1. birds", "birds"),
        ("1用了哪些birds？", "用了哪些birds？"),
        ("1，用了哪些birds？", "用了哪些birds？"),
        ("2511.00001 birds?", "birds?"),
        ("2511.00001v1: birds?", "birds?"),
        ("2511.00001用了哪些birds？", "用了哪些birds？"),
        ("https://arxiv.org/abs/2511.00001 birds?", "birds?"),
        ("arXiv:2511.00001 birds?", "birds?"),
        ("paper=1 question=birds?", "birds?"),
        ("Diffusion question=birds?", "birds?"),
        ("question=birds? paper=1", "birds?"),
    ],
)
async def test_the_paper_comes_first_and_the_question_behind_it(world, typed, question):
    seen = await world.ask(f"ask {typed}", person=BEN)
    assert seen.startswith(f"{question}\n")
    assert "Diffusion" in seen


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Which paper?"),
        ("what is it about?", "Which paper?"),
        ("3D birds?", "Which paper?"),
        ("1", "What do you want to know about “Diffusion”?"),
        ("2511.00001", "What do you want to know about “Diffusion”?"),
        ("1 ?!", "What do you want to know about “Diffusion”?"),
        ("7 birds?", "7 is not one of them"),
        ("2511.99999 birds?", "is not among the papers here"),
        (f"1 {'x' * 501}", "at most 500 characters; yours has 501"),
    ],
)
async def test_what_is_missing_is_asked_for(world, typed, said):
    assert said in " ".join((await world.ask(f"ask {typed}")).split())


async def test_a_guest_is_told_who_may_ask(world):
    guest = Person("console", "", "gil", "Gil", guest=True)
    assert "for members" in await world.ask("ask 1 birds?", person=guest)


async def test_nobody_but_the_person_sees_the_answer(world):
    world.posted()
    reply = await world.type("ask 1 which birds?", person=BEN)
    assert reply.private
    assert reply.public is None
    assert world.posted() == ""
