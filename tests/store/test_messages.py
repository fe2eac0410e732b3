import pytest

from bot.domain.chat import MessageRef

from .samples import DAILY, LAB, NOW, OTHER, paper

ONE, TWO = paper(1).id, paper(2).id


async def test_a_number_or_a_lone_paper_is_found_under_a_message(store):
    for place in (LAB, OTHER):
        await store.channels.open(place, DAILY, NOW)
    await store.messages.remember(MessageRef(LAB, "list"), [(1, ONE), (2, TWO)])
    await store.messages.remember(MessageRef(LAB, "card"), [(2, TWO)])
    await store.messages.remember(MessageRef(LAB, "card"), [(2, TWO)])
    await store.messages.remember(MessageRef(LAB, "plain"), [])
    find = store.messages.paper_at
    assert [await find(LAB, "list", number) for number in (1, 2, 3)] == [ONE, TWO, None]
    assert await find(LAB, "list") is None
    assert await find(LAB, "card") == TWO
    assert await find(LAB, "card", 1) is None
    assert await find(LAB, "plain") is None
    assert await find(OTHER, "card") is None


async def test_nothing_is_remembered_of_a_channel_nobody_opened(store):
    with pytest.raises(LookupError, match="never opened"):
        await store.messages.remember(MessageRef(LAB, "card"), [(1, ONE)])
