"""Answers are made a few at a time, and nobody waits for arXiv but who asked it."""

import asyncio

import pytest

from bot.commands.turns import AskedAside, aside, turn


@pytest.fixture
def places():
    return asyncio.Semaphore(1)


class SlowArxiv:
    """An arXiv that answers when it is let."""

    def __init__(self):
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def _answer(self, *_):
        self.asked.set()
        await self.let.wait()
        return ["found"]

    by_ids = by_title = matching = _answer


async def test_one_waits_for_the_other(places):
    done = []

    async def answer(name):
        async with turn(places):
            done.append(f"{name} begins")
            await asyncio.sleep(0)
            done.append(f"{name} ends")

    await asyncio.gather(answer("Ana"), answer("Ben"))
    assert done == ["Ana begins", "Ana ends", "Ben begins", "Ben ends"]


@pytest.mark.parametrize(
    "ask", [lambda it: it.by_ids([]), lambda it: it.by_title(""), lambda it: it.matching(1, 2, 3)]
)
async def test_others_go_on_while_arxiv_is_asked(places, ask):
    arxiv = SlowArxiv()

    async def answer():
        async with turn(places):
            found = await ask(AskedAside(arxiv))
            assert places.locked()
            return found

    asked = asyncio.create_task(answer())
    await arxiv.asked.wait()
    async with turn(places):
        arxiv.let.set()
    assert await asked == ["found"]
    assert not places.locked()


async def test_outside_of_any_turn_nothing_is_given_up(places):
    async with aside():
        assert not places.locked()


async def test_who_gives_up_while_others_go_on_gives_back_nothing(places):
    """A place that was given up and not taken again is not given back a second time."""
    arxiv, entered = SlowArxiv(), asyncio.Event()

    async def answer():
        async with turn(places):
            await AskedAside(arxiv).by_ids([])

    async def another():
        async with turn(places):
            entered.set()
            await asyncio.Event().wait()

    asked = asyncio.create_task(answer())
    await arxiv.asked.wait()
    holding = asyncio.create_task(another())
    await entered.wait()
    for task in (asked, holding):
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with turn(places):
        assert places.locked()


async def test_what_outlasts_a_turn_takes_no_place_with_it(places):
    arxiv = SlowArxiv()
    async with turn(places):
        begun = asyncio.create_task(AskedAside(arxiv).by_ids([]))
        await arxiv.asked.wait()
        assert places.locked()
    arxiv.let.set()
    await begun
    assert not places.locked()
