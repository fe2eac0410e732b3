import asyncio
from dataclasses import replace

from bot.domain.summaries import Basis, Detail, Summary

from .samples import FULL, HOUR, NOW, paper

SAID = Summary(FULL.id, 2, Detail.HEADLINE, "“短く” <b>", "model-1", "p1")


async def get(store, said, language="en", source=Basis.ABSTRACT):
    return await store.summaries.get(replace(said.wanted, language=language, basis=source))


async def test_a_text_is_found_for_just_what_it_was_written_for(store):
    await store.papers.add([FULL])
    await store.summaries.put(SAID, NOW)
    assert await get(store, SAID) == SAID
    others = ({"version": 1}, {"version": None}, {"detail": Detail.TLDR}, {"writer": "x"})
    for other in (*others, {"prompt": "p2"}):
        assert await get(store, replace(SAID, **other)) is None
    assert await get(store, SAID, language="zh") is None
    assert await get(store, SAID, source=Basis.FULL) is None


async def test_a_later_text_replaces_an_earlier_one_also_of_an_unknown_version(store):
    await store.papers.add([FULL])
    for said in (SAID, replace(SAID, version=None)):
        await store.summaries.put(said, NOW)
        better = replace(said, text="better")
        await store.summaries.put(better, NOW + HOUR)
        assert await get(store, said) == better


async def test_a_text_that_is_kept_at_this_very_moment_is_not_written_again(store):
    listed = [paper(number) for number in range(1, 101)]
    await store.papers.add(listed)
    for each in listed:
        said = replace(SAID, paper=each.id, version=each.version)
        assert (await store.summaries.take(said.wanted, "1", NOW, NOW + HOUR)).mine
        _, *turns = await asyncio.gather(
            store.summaries.put(said, NOW),
            *(store.summaries.take(said.wanted, "2", NOW, NOW + HOUR) for _ in range(2)),
        )
        assert not any(turn.mine for turn in turns), each.id
