"""A saved paper changes: whoever saved it hears of it once, quietly, and with what is different."""

import pytest

from bot.domain.calls import Press
from bot.domain.chat import Listing
from bot.domain.errors import DeliveryError
from bot.domain.papers import Announcement, ArrivalKind, Version, described
from bot.pipeline.following_up import FollowingUp
from tests.pipeline.desk import ANA, BEN, BIRDS, FISH, LAB, LOOK, NEXT, Board, Desk, at
from tests.world import ANA as ADA
from tests.world import LAB as PAPERS
from tests.world import open_world, paper, sentences

SAY = sentences("en").say
GONE = ArrivalKind.WITHDRAWN


def version(one, number, title=None, abstract=None, comment=None):
    """Describe a later version of a paper, as arXiv's records do."""
    return described(
        id=one.id,
        title=title or one.title,
        abstract=abstract or one.abstract,
        comment=comment,
        authors=one.authors,
        categories=one.categories,
        version=number,
        versions=(Version(1, at(1)), Version(number, at(18, number))),
    )


@pytest.fixture
async def desk(store):
    desk = Desk(store)
    await desk.announce(BIRDS, FISH)
    return desk


def begin(desk, run="run"):
    """Start the part of the bot that is tested; again, for what a restart forgets."""
    return FollowingUp(desk.store, desk.posting(run), LOOK, desk.clock)


async def save(desk, one=BIRDS, person=ANA):
    number = await desk.store.people.of(person)
    await desk.store.saved.add(number, one, "command", desk.clock())
    return number


async def change(desk, *papers, kind=ArrivalKind.REPLACED, day=NEXT):
    await desk.announce(*papers, kind=kind, day=day)


def told(desk, person=ANA):
    """Return what stands in the direct messages of somebody, as it reads."""
    here = [each for each in desk.board.says if each.channel.native == f"dm-{person.native}"]
    return [read(desk.board.says[each]) for each in here]


def read(message):
    rows = []
    for block in message.blocks:
        if isinstance(block, Listing):
            rows += [f"{each.title} | {SAY(each.note)} | {each.url}" for each in block.entries]
        else:
            rows.append(" · ".join(map(SAY, block.parts)))
    return "\n".join(rows)


async def test_who_saved_a_paper_hears_of_a_new_version_silently_and_once(desk):
    await save(desk)
    await change(desk, version(BIRDS, 2, abstract="Another abstract.", comment="12 pages"))
    assert await begin(desk).run() == 1
    assert await begin(desk).run() == 0
    assert told(desk) == [
        "A paper you saved has changed\n"
        "Diffusion for birds | 2511.00001, version 2 of 2 Nov 2025 | "
        "https://arxiv.org/abs/2511.00001\n"
        "The abstract is another one.\n"
        "Authors’ comment: 12 pages\n"
        "You hear of it because you saved it. “saved notices=off” ends that."
    ]
    (message,) = desk.board.says.values()
    assert message.push is None
    assert [each.id for each in message.actions] == ["p1:notices:off"]
    assert message.papers == ((1, BIRDS.id),)


async def test_a_new_title_is_told_with_the_old_one_and_no_difference_is_said_too(desk):
    await save(desk)
    await save(desk, FISH)
    await change(desk, version(BIRDS, 2, title="Birds, again"), version(FISH, 2))
    await begin(desk).run()
    (said,) = told(desk)
    assert "2 papers you saved have changed" in said
    assert "Birds, again | 2511.00001, version 2" in said
    assert "It had another title: “Diffusion for birds”" in said
    assert "Title and abstract are as before." in said


async def test_a_withdrawal_is_told_with_its_reason(desk):
    await save(desk)
    reason = "This paper has been withdrawn by the authors due to an error in Lemma 2"
    await change(desk, version(BIRDS, 2, comment=reason), kind=GONE)
    await begin(desk).run()
    (said,) = told(desk)
    assert f"Withdrawn: {reason}" in said
    assert "version 2" in said


async def test_a_withdrawal_that_is_known_later_than_its_version_is_told_too_and_once(desk):
    await save(desk)
    await change(desk, version(BIRDS, 2))
    await begin(desk).run()
    gone = version(BIRDS, 2, comment="Withdrawn: wrong")
    await change(desk, gone, kind=GONE)
    assert await begin(desk).run() == 1
    assert "Withdrawn: Withdrawn: wrong" in told(desk)[1]
    await change(desk, gone, kind=GONE, day=NEXT.replace(day=9))
    assert await begin(desk).run() == 0


async def test_of_several_versions_that_came_meanwhile_only_the_newest_is_told(desk):
    await save(desk)
    for number in (2, 3, 4):
        await change(desk, version(BIRDS, number), day=NEXT.replace(day=5 + number))
    await begin(desk).run()
    (said,) = told(desk)
    assert "version 4" in said
    assert said.count("Diffusion for birds") == 1
    assert await begin(desk).run() == 0


async def test_the_next_version_is_compared_with_the_one_that_was_told(desk):
    await save(desk)
    await change(desk, version(BIRDS, 2, abstract="Second."))
    await begin(desk).run()
    await change(desk, version(BIRDS, 3, abstract="Second."), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 1
    assert "Title and abstract are as before." in told(desk)[1]
    (kept,) = await desk.store.saved.of(await desk.store.people.of(ANA))
    assert kept.paper.version == 1


async def test_what_was_known_when_somebody_saved_a_paper_is_no_news_to_them(desk):
    second = version(BIRDS, 2)
    await change(desk, second)
    await save(desk, second)
    assert await begin(desk).run() == 0
    await change(desk, version(BIRDS, 3), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 1


async def test_who_saves_a_paper_that_is_withdrawn_already_is_not_told_so(desk):
    gone = version(BIRDS, 2, comment="Withdrawn: wrong")
    await change(desk, gone, kind=GONE)
    await save(desk, gone)
    assert await begin(desk).run() == 0


async def test_a_list_that_repeats_the_version_that_was_told_is_no_news(desk):
    await save(desk)
    await change(desk, version(BIRDS, 2), kind=GONE)
    await begin(desk).run()
    await change(desk, version(BIRDS, 2), day=NEXT.replace(day=6))
    await change(desk, version(BIRDS, 2), kind=ArrivalKind.COMMENT)
    assert await begin(desk).run() == 0


async def test_each_person_hears_of_their_own_papers_only(desk):
    await save(desk, BIRDS, ANA)
    await save(desk, FISH, BEN)
    await change(desk, version(BIRDS, 2), version(FISH, 2), paper(3, "Unsaved"))
    assert await begin(desk).run() == 2
    assert "fish" not in told(desk, ANA)[0]
    assert "birds" not in told(desk, BEN)[0]


async def test_who_does_not_want_to_hear_of_it_does_not(desk):
    ana = await save(desk)
    await desk.store.people.want_notices(ana, wanted=False)
    await change(desk, version(BIRDS, 2))
    assert await begin(desk).run() == 0
    await desk.store.people.want_notices(ana, wanted=True)
    assert await begin(desk).run() == 0, "what came meanwhile is not made up for"
    await change(desk, version(BIRDS, 3), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 1


async def test_a_later_version_never_stands_in_a_channel(desk):
    await desk.digest(BIRDS)
    await save(desk)
    before = len(desk.board.in_place(LAB))
    await change(desk, version(BIRDS, 2))
    await begin(desk).run()
    assert len(desk.board.in_place(LAB)) == before


async def test_a_failure_that_passes_is_tried_again_and_holds_up_nobody_else(desk):
    await save(desk, BIRDS, ANA)
    await save(desk, BIRDS, BEN)
    await change(desk, version(BIRDS, 2))
    desk.board.failing = [DeliveryError("busy", permanent=False)]
    assert await begin(desk).run() == 1
    assert told(desk, ANA) == []
    await save(desk, FISH, ANA)
    await change(desk, version(FISH, 2), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 2
    first, second = told(desk, ANA)
    assert "birds" in first
    assert "fish" not in first
    assert "fish" in second
    assert await begin(desk).run() == 0


async def test_what_somebody_could_not_be_told_yet_is_not_passed_over_by_what_comes_next(desk):
    await save(desk)
    await change(desk, version(BIRDS, 2, abstract="Another abstract."))
    desk.board.failing = [DeliveryError("busy", permanent=False)]
    assert await begin(desk).run() == 0
    await change(desk, version(BIRDS, 3, abstract="Another abstract."), day=NEXT.replace(day=8))
    desk.board.failing = [DeliveryError("busy", permanent=False)]
    assert await begin(desk).run() == 0
    assert await begin(desk).run() == 2
    first, second = told(desk)
    assert "version 2" in first
    assert "The abstract is another one." in first
    assert "version 3" in second
    assert "as before" in second


async def test_who_takes_no_messages_from_us_is_asked_once(desk):
    ana = await save(desk)
    await change(desk, version(BIRDS, 2))
    desk.board.failing = [DeliveryError("50007", permanent=True)]
    assert await begin(desk).run() == 0
    assert not await desk.store.people.wants_notices(ana)
    await change(desk, version(BIRDS, 3), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 0
    assert told(desk) == []


async def test_a_message_that_is_refused_in_every_form_is_given_up_alone(desk):
    ana = await save(desk)
    await change(desk, version(BIRDS, 2))
    board, desk.board = desk.board, RefusingBoard()
    assert await begin(desk).run() == 0
    desk.board = board
    assert await desk.store.people.wants_notices(ana)
    assert await begin(desk).run() == 0
    await change(desk, version(BIRDS, 3), day=NEXT.replace(day=8))
    assert await begin(desk).run() == 1


class RefusingBoard(Board):
    """A platform that takes no message at all."""

    async def post(self, channel, message, *, under=None):
        raise DeliveryError("400", permanent=False, unfit=True)


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_crash_while_somebody_is_told_repeats_nothing_and_loses_nothing(desk, arrives):
    await save(desk)
    await save(desk, FISH)
    await change(desk, version(BIRDS, 2), version(FISH, 2))
    post = desk.board.post

    async def crash(channel, message, *, under=None):
        if arrives:
            await post(channel, message, under=under)
        raise ZeroDivisionError

    desk.board.post = crash
    with pytest.raises(ZeroDivisionError):
        await begin(desk).run()
    desk.board.post = post
    await change(desk, version(BIRDS, 3), day=NEXT.replace(day=8))
    assert await begin(desk, "restarted").run() == 2
    first, second = told(desk)
    assert "Diffusion for birds | 2511.00001, version 2" in first
    assert "Diffusion for birds | 2511.00001, version 3" in second
    assert "fish" not in second


async def test_many_papers_at_once_are_one_message(desk):
    many = [paper(number, f"Paper {number}") for number in range(10, 40)]
    await desk.announce(*many)
    for each in many:
        await save(desk, each)
    await change(desk, *(version(each, 2) for each in many))
    assert await begin(desk).run() == 1
    (said,) = told(desk)
    assert "30 papers you saved have changed" in said
    assert said.count("version 2") == 25
    assert "and 5 more" in said


async def pressed(world, action):
    reply = await world.bot.inbox.on_press(Press(action, ADA, PAPERS))
    return world.drawn(reply)


async def test_a_person_ends_it_by_the_button_and_begins_it_again_by_the_command(tmp_path):
    async with open_world(tmp_path) as world:
        pipeline = world.bot.pipeline
        follows = FollowingUp(world.store, pipeline.posting, pipeline.look, world.clock)
        await world.arrive(BIRDS)
        await world.type("save 2511.00001")
        second = version(BIRDS, 2, abstract="Another abstract.")
        await world.store.arrivals.add([Announcement(second, ArrivalKind.REPLACED, NEXT)])
        world.posted()
        assert await follows.run() == 1
        shown = world.posted()
        assert "The abstract is another one." in shown
        assert "[Stop these]" in shown

        assert "You no longer hear of it" in await pressed(world, "p1:notices:off")
        assert "saved notices=on" in await world.ask("saved")
        await world.store.arrivals.add(
            [Announcement(version(BIRDS, 3), ArrivalKind.REPLACED, NEXT.replace(day=8))]
        )
        assert await follows.run() == 0
        assert "You hear of it" in await world.ask("saved notices=on")
        assert "notices=on" not in await world.ask("saved")
        assert "cannot be “maybe”" in await world.ask("saved notices=maybe")


async def test_a_withdrawn_paper_is_marked_on_the_list(tmp_path):
    async with open_world(tmp_path) as world:
        await world.arrive(BIRDS)
        await world.type("save 2511.00001")
        assert "withdrawn" not in await world.ask("saved")
        await world.store.arrivals.add([Announcement(version(BIRDS, 2), GONE, NEXT)])
        assert "2511.00001, withdrawn; saved 4 Nov 2025" in await world.ask("saved")
