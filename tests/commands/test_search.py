"""`search` on the whole bot: words, sentences, papers like one, pages, what to do about nothing."""

from dataclasses import dataclass, field, replace

import pytest

from bot.domain.calls import Press
from bot.domain.errors import SourceError
from tests.world import ANA, BEN, LAB, open_world, paper

BIRDS = paper(1, "Migrating birds", "We follow geese over wetlands.", categories=("q-bio.PE",))
DRAWN = paper(2, "Drawing geese", "Diffusion models draw birds from text.")
QUARKS = paper(3, "Quarks at rest", "Lattice results.", categories=("hep-lat",))


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        await opened.arrive(BIRDS, DRAWN, QUARKS)
        yield opened


async def search(world, text, person=ANA):
    return " ".join((await world.ask(f"search {text}", person=person)).split())


async def press(world, verb, key, person=ANA):
    return await world.bot.inbox.on_press(Press(f"p1:{verb}:{key}", person, LAB))


async def test_the_best_comes_first_and_says_where_it_has_the_words(world):
    seen = await search(world, "birds")
    assert seen.index("1. Migrating birds") < seen.index("2. Drawing geese")
    assert "in the title: bird" in seen
    assert "in the abstract: bird" in seen
    assert "Quarks" not in seen


async def test_a_sentence_in_other_forms_of_its_words_finds_it_too(world):
    assert "1. Drawing geese" in await search(world, "how can a model draw a goose by diffusing?")


async def test_a_paper_stands_for_all_that_is_like_it(world):
    seen = await search(world, "2511.00001")
    assert "Papers like “Migrating birds”" in seen
    assert "Drawing geese" in seen
    assert "Migrating birds" not in seen.replace("“Migrating birds”", "")
    reply = await press(world, "similar", "2511.00002", BEN)
    assert "Migrating birds" in world.drawn(reply)


async def test_categories_and_days_leave_papers_out(world):
    assert "Drawing" not in await search(world, "birds category=q-bio")
    assert "Drawing" in await search(world, "birds category=cs.CV")
    assert "Nothing was found" in await search(world, "birds since=2026-01-01")
    assert "without since and category" in await search(world, "birds since=2026-01-01")
    assert "no category “cs.ZZ”" in await search(world, "birds category=cs.ZZ")


async def test_what_was_announced_meanwhile_or_changed_is_found(world):
    assert "Nothing was found" in await search(world, "penguin")
    await world.arrive(paper(4, "Penguins"))
    assert "1. Penguins" in await search(world, "penguin")
    changed = replace(paper(4, "Walruses"), version=2)
    await world.store.papers.add([changed])
    assert "1. Walruses" in await search(world, "walrus")
    assert "Nothing was found" in await search(world, "penguin")


async def test_pages_turn_also_after_a_restart_and_only_for_who_asked(tmp_path):
    async with open_world(tmp_path) as world:
        await world.arrive(*(paper(n, f"Birds {n}") for n in range(1, 25)))
        reply = await world.type("search birds", person=BEN)
        turning = {world.say(each.label): each.id for each in reply.message.actions}
        assert set(turning) == {"Next", "Share"}
        assert world.bot.inbox.changes_its_message(turning["Next"])
        assert all(len(each) <= 70 for each in turning.values())
    async with open_world(tmp_path) as world:
        page = await world.bot.inbox.on_press(Press(turning["Next"], BEN, LAB))
        assert [at for at, _ in page.message.papers] == list(range(11, 21))
        assert "Page 2 of 3" in world.drawn(page)
        other = await world.bot.inbox.on_press(Press(turning["Next"], ANA, LAB))
        assert "given to somebody else" in world.drawn(other)


async def test_an_index_that_is_ahead_of_its_store_is_made_anew(tmp_path):
    async with open_world(tmp_path) as world:
        await world.arrive(BIRDS, DRAWN, QUARKS)
        assert "Migrating" in await search(world, "birds")
    for file in tmp_path.glob("paperboy.db*"):
        file.unlink()
    async with open_world(tmp_path) as world:
        await world.arrive(paper(7, "Birds of another store"))
        assert "1. Birds of another store" in await search(world, "birds")


@pytest.mark.parametrize("damage", ["*.store", "*.term", "meta.json", "paperboy.json"])
async def test_an_index_that_is_damaged_is_made_anew(tmp_path, damage):
    async with open_world(tmp_path) as world:
        await world.arrive(BIRDS, DRAWN)
        await search(world, "birds")
    damaged = list((tmp_path / "search").glob(damage))
    for file in damaged:
        file.write_bytes(b"no index")
    async with open_world(tmp_path) as world:
        await search(world, "birds")
        assert "Migrating" in await search(world, "birds")
    assert damaged


@dataclass
class Far:
    """arXiv, for one question."""

    papers: list
    asked: list = field(default_factory=list)
    silent: bool = False

    async def matching(self, topic, first, last):
        self.asked.append(topic.text)
        if self.silent:
            raise SourceError("nobody there")
        return self.papers


@pytest.mark.parametrize("silent", [False, True])
async def test_what_the_store_does_not_have_arxiv_is_asked_for_once(world, silent):
    far = Far([paper(9, "Narwhals of the north")], silent=silent)
    services = replace(world.bot.services, lookup=far)
    world.bot.inbox._services = services
    seen = await search(world, "narwhal")
    assert ("1. Narwhals of the north" in seen) is not silent
    assert ("Nothing was found" in seen) is silent
    await search(world, "birds")
    assert far.asked == ["narwhal"]


async def test_too_little_and_too_much_are_told(world):
    assert "What do you look for?" in await search(world, "")
    assert "at most 400 characters" in await search(world, "x" * 500)
