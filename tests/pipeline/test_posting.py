"""Claim, look up, post, confirm, with a platform that fails in every way it may."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Message, MessageRef, line, words
from bot.domain.errors import CannotLook, DeliveryError
from bot.pipeline.posting import Posting
from bot.store import Store
from bot.store.database import Database
from tests.world import spare_migrations

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
LAB, HALL = (Channel("board", "lab", native) for native in ("1", "2"))
HELLO = Message((line(words("done")),))


@dataclass
class Blackboard:
    """A platform that keeps what is posted; `fails` is what happens to the next posts.

    Attributes:
        looking: While set, nobody who looks has an answer before the others looked too.
    """

    name: str = "board"
    in_flight: int | None = None
    fails: list[BaseException | None] = field(default_factory=list)
    blind: bool = False
    arrives: bool = True
    posted: list[Message] = field(default_factory=list)
    on_their_way: int = 0
    looking: asyncio.Barrier | None = None
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self):
        self.open.set()

    async def ready(self, channel):
        pass

    async def post(self, channel, message, *, under=None):
        self.on_their_way += 1
        await self.open.wait()
        self.on_their_way -= 1
        failure = self.fails.pop(0) if self.fails else None
        if failure is None or self.arrives:
            self.posted.append(message)
        if failure:
            raise failure
        return MessageRef(channel, str(len(self.posted)))

    async def look_up(self, channel, key, since, *, under=None):
        if self.blind:
            raise CannotLook("no right to read")
        if self.looking:
            await self.looking.wait()
        for number, message in enumerate(self.posted, start=1):
            if message.key == key:
                return MessageRef(channel, str(number))
        return None


@pytest.fixture
async def store(tmp_path):
    await spare_migrations(tmp_path)
    async with Database.open(str(tmp_path / "paperboy.db")) as database:
        store = Store(database)
        for channel in (LAB, HALL):
            await store.channels.open(channel, ChannelSettings(), NOW)
        yield store


def posting(store, board, run="run"):
    return Posting(store, {board.name: board}, lambda: NOW, run)


async def test_a_message_that_stands_is_not_posted_again(store):
    board = Blackboard()
    first = await posting(store, board).post(LAB, None, "note", HELLO)
    assert await posting(store, board, "restarted").post(LAB, None, "note", HELLO) == first
    assert len(board.posted) == 1


@pytest.mark.parametrize(
    "failure", [TimeoutError(), DeliveryError("500", permanent=False, unsure=True)]
)
@pytest.mark.parametrize("arrives", [True, False])
async def test_a_message_that_may_have_arrived_is_looked_for_first(store, failure, arrives):
    board = Blackboard(fails=[failure], arrives=arrives)
    ours = posting(store, board)
    with pytest.raises(type(failure)):
        await ours.post(LAB, None, "note", HELLO)
    await ours.post(LAB, None, "note", HELLO)
    assert [message.again for message in board.posted] == [False]


async def test_where_nobody_may_look_it_is_sent_again_and_says_so(store):
    board = Blackboard(fails=[TimeoutError()], blind=True)
    ours = posting(store, board)
    with pytest.raises(TimeoutError):
        await ours.post(LAB, None, "note", HELLO)
    await ours.post(LAB, None, "note", HELLO)
    assert [message.again for message in board.posted] == [False, True]


async def test_a_clear_refusal_after_a_lost_answer_leaves_the_doubt(store):
    board = Blackboard(fails=[TimeoutError(), DeliveryError("no", permanent=False)], blind=True)
    ours = posting(store, board)
    for failure in (TimeoutError, DeliveryError):
        with pytest.raises(failure):
            await ours.post(LAB, None, "note", HELLO)
    await ours.post(LAB, None, "note", HELLO)
    assert board.posted[-1].again


async def test_after_a_clear_refusal_nothing_is_looked_for(store):
    board = Blackboard(fails=[DeliveryError("no", permanent=False)], arrives=False, blind=True)
    ours = posting(store, board)
    with pytest.raises(DeliveryError):
        await ours.post(LAB, None, "note", HELLO)
    await ours.post(LAB, None, "note", HELLO)
    assert [message.again for message in board.posted] == [False]


@pytest.mark.parametrize(("in_flight", "seen"), [(1, 1), (2, 2), (None, 6)])
async def test_a_space_has_no_more_messages_on_their_way_than_a_crash_may_repeat(
    store, in_flight, seen
):
    board = Blackboard(in_flight=in_flight)
    board.open.clear()
    ours = posting(store, board)
    notes = [(LAB, f"note{number}") for number in range(5)] + [(HALL, "note")]
    async with asyncio.TaskGroup() as tasks:
        for channel, part in notes:
            tasks.create_task(ours.post(channel, None, part, HELLO))
        # Each round of the single writer lets every post that may begin take its claim.
        for number in range(10):
            await store.events.first("board", "lab", str(number), NOW)
        assert board.on_their_way == seen
        board.open.set()
    assert len(board.posted) == 6


async def test_of_two_tasks_that_send_one_message_at_once_the_second_is_refused(store):
    board = Blackboard()
    board.open.clear()
    ours = posting(store, board)
    tasks = [asyncio.create_task(ours.post(LAB, None, "note", HELLO)) for _ in range(2)]
    # Each round of the single writer lets the tasks go on as far as they may.
    for number in range(10):
        await store.events.first("board", "lab", str(number), NOW)
    board.open.set()
    first, second = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(first, MessageRef)
    assert isinstance(second, DeliveryError)
    assert not second.permanent
    assert len(board.posted) == 1


async def test_of_two_that_miss_a_message_of_an_earlier_try_only_one_sends_it_again(store):
    board = Blackboard(fails=[TimeoutError()], arrives=False)
    with pytest.raises(TimeoutError):
        await posting(store, board).post(LAB, None, "note", HELLO)
    board.looking = asyncio.Barrier(2)
    # Two at one store under one run, who do not know of each other: only the store can tell them.
    pair = [posting(store, board, "next").post(LAB, None, "note", HELLO) for _ in range(2)]
    async with asyncio.timeout(5):
        ends = await asyncio.gather(*pair, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["DeliveryError", "MessageRef"]
    assert len(board.posted) == 1
