"""Answers that are kept, votes of people, and papers in the order in which they changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete

from bot.domain.answers import Answer, Said
from bot.domain.channels import ChannelSettings
from bot.domain.chat import Channel, Person
from bot.domain.fulltext import Lack
from bot.domain.papers import Announcement, ArrivalKind
from bot.domain.quotable import Spot, Where
from bot.store.tables import person as people

from .samples import paper

NOW = datetime(2025, 11, 4, 9, tzinfo=UTC)
BEN = Person("discord", "", "7", "Ben")
ZOE = Person("discord", "", "8", "Zoe")
HERE = Channel("discord", "1", "2")
THERE = Channel("discord", "1", "3")


async def test_an_answer_comes_back_as_it_was_until_it_is_forgotten(store):
    ben = await store.people.of(BEN)
    said = Answer(
        "2403.00001", 2, "why?", (Said("x", "y", Where(Spot.ABSTRACT)),), "m", lack=Lack.SCANNED
    )
    number = await store.answers.keep_said(ben, said, NOW)
    kept = await store.answers.get(number, "ask")
    assert (kept.said, kept.person, kept.question) == (said, ben, "why?")
    assert await store.answers.get(number, "search") is None
    assert await store.answers.get(number + 1, "ask") is None
    assert await store.answers.purge(NOW) == 0
    assert await store.answers.purge(NOW + timedelta(seconds=1)) == 1
    assert await store.answers.get(number, "ask") is None
    assert await store.answers.keep(ben, "search", "x", "{}", NOW) > number, "no number comes twice"


async def test_an_answer_goes_with_its_person(store):
    ben = await store.people.of(BEN)
    number = await store.answers.keep(ben, "search", "birds", "{}", NOW)

    async def forget(connection):
        await connection.execute(delete(people).where(people.c.id == ben))

    await store.database.write(forget)
    assert await store.answers.get(number, "search") is None


async def test_one_voice_each_counts_in_one_channel(store):
    here = await store.channels.open(HERE, ChannelSettings(), NOW)
    ben, zoe = await store.people.of(BEN), await store.people.of(ZOE)
    assert await store.tastes.less(here.id, ben, "2403.00001", NOW)
    assert not await store.tastes.less(here.id, ben, "2403.00001", NOW)
    assert await store.tastes.less(here.id, zoe, "2403.00001", NOW)
    assert await store.tastes.less(here.id, zoe, "2403.00002", NOW + timedelta(1))
    assert await store.tastes.unwanted(here.id) == ["2403.00002", "2403.00001"]
    assert await store.tastes.unwanted(here.id + 1) == []
    assert await store.tastes.not_less(here.id, zoe, "2403.00002")
    assert not await store.tastes.not_less(here.id, zoe, "2403.00002")
    assert await store.tastes.unwanted(here.id) == ["2403.00001"]


async def test_saves_count_where_their_reason_stands(store):
    here = await store.channels.open(HERE, ChannelSettings(), NOW)
    ben, zoe = await store.people.of(BEN), await store.people.of(ZOE)
    one, two, untold = paper(1), paper(2), paper(3)
    await store.papers.add([one, two, untold])
    ids = [one.id, two.id]
    await store.digests.begin(
        here.id, "s", body=[], shown=2, carded=ids, listed=[], after=0, until=0, now=NOW
    )
    await store.saved.add(ben, one, "message:2:55:🔖", NOW)
    await store.saved.add(ben, one, "button:2", NOW)
    await store.saved.add(zoe, one, "button:2", NOW)
    await store.saved.add(zoe, two, "message:2:56:🔖", NOW)
    await store.saved.add(ben, untold, "button:2", NOW)
    for reason in ("command", "button", "button:22", "message:22:1:🔖", "message:3:2:🔖"):
        await store.saved.add(ben, two, reason, NOW)
    kept = await store.tastes.kept(here)
    assert [(each.paper, each.people) for each in kept] == [(one.id, 2), (two.id, 1)]
    assert await store.tastes.kept(here, NOW + timedelta(1)) == []
    there = await store.channels.open(THERE, ChannelSettings(), NOW)
    assert await store.tastes.kept(there) == []


async def test_every_change_of_a_paper_comes_once_and_later_than_all_before(store):
    await store.papers.add([paper(1), paper(2), paper(3)])
    seen = await store.papers.changed(None, 10)
    assert [each.id for _, each in seen] == [paper(n).id for n in (1, 2, 3)]
    assert await store.papers.changes() == 3
    after = seen[-1][0]
    assert await store.papers.changed(after, 10) == []
    await store.papers.add([paper(2)])
    assert await store.papers.changed(after, 10) == [], "nothing new was said"
    await store.papers.add([replace(paper(1), comment="10 pages")])
    [(place, changed)] = await store.papers.changed(after, 10)
    assert (changed.id, changed.comment) == (paper(1).id, "10 pages")
    assert place[0] == 4
    assert [each.id for _, each in await store.papers.changed(None, 2)] == [
        paper(2).id,
        paper(3).id,
    ]


async def test_a_day_that_is_set_right_is_a_change_too(store):
    new, day = ArrivalKind.NEW, date(2025, 11, 4)
    await store.arrivals.add([Announcement(paper(1), new, day, inferred=True)])
    [(place, _)] = await store.papers.changed(None, 10)
    await store.arrivals.add([Announcement(paper(1), new, day + timedelta(1))])
    later = await store.papers.changed(place, 10)
    assert [each.announced for _, each in later] == [day + timedelta(1)]
