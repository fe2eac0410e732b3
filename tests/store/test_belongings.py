"""All that is kept about somebody is found in the schema: counted, handed over, deleted."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from bot.domain.chat import Channel, MessageRef, Person, Place
from bot.domain.prices import Tokens
from bot.domain.rules import Named, Rules
from bot.domain.spend import Bill, Scope, Used
from bot.store.belongings import kinds
from bot.store.installations import Installed
from bot.store.marks import Mark
from bot.store.tables import account, metadata, person, subscription
from tests.test_catalogue import english

from .samples import ANA, DAILY, FULL, HOUR, LAB, MONDAY, NOW, new, paper

BEN = Person("console", "", "ben", "Ben")
HOME = Channel("console", "", "dm-ana", "Ana", Place.DIRECT)

NOT_ABOUT_PEOPLE = {
    # Channels and messages have native ids of their own.
    "message",
    "post",
    "mark",
    # Which run of the program made a call.
    "reserved",
}


@pytest.fixture
async def filled(store):
    """Somebody of whom there is something in every table that can have it, and a neighbour."""
    ana, ben = await store.people.of(ANA), await store.people.of(BEN)
    await store.papers.add([FULL])
    await store.arrivals.add(new(FULL))
    lab = (await store.channels.open(LAB, DAILY, NOW)).id
    home = (await store.channels.open(HOME, DAILY, NOW)).id
    await store.people.owns(ANA, HOME)
    for number in (ana, ben):
        mark = Mark(number, LAB, "m1", "🔖")
        await store.saved.add(number, FULL, "command", NOW, mark, tags=("birds",))
        await store.saved.add(number, paper(1), "button", NOW + 48 * HOUR)
    await store.subscriptions.add(lab, "n", "t", "k", "Ana", NOW, person=ana)
    await store.subscriptions.add(home, "n", "t", "k", "Ana", NOW, person=ana)
    await store.messages.remember(MessageRef(HOME, "d1"), [(1, FULL.id)])
    for place, number in ((LAB, ana), (HOME, 0), (LAB, ben)):
        made = await store.spend.reserve(
            "m", Bill(Tokens(1, 2), 3), (), place=place, person=number, run="r", day=MONDAY
        )
        await store.spend.settle(made, Bill(Tokens(10, 20), 30))
    await store.spend.reserve(
        "m", Bill(Tokens(1, 2), 3), (), place=LAB, person=ana, run="r", day=MONDAY
    )
    rows = {
        "report": {
            **{"person": ana, "paper": FULL.id, "detail": "tldr", "incident": "i"},
            **{"at": NOW, "redrawn": 0},
        },
        "follow_up": {"person": ana, "paper": FULL.id, "seq": 1, "at": NOW},
        "link": {
            **{"person": ben, "platform": "console", "space": "", "native": "ben"},
            **{"name": "Ben", "code": "c", "until": NOW, "other": ana},
        },
        "link_try": {"person": ana, "at": NOW},
        "digest": {
            **{"id": 1, "channel": home, "slot": "s", "body": "[]", "shown": 1, "total": 1},
            **{"after": 0, "until": 1, "at": NOW},
        },
        "told": {"channel": home, "paper": FULL.id, "digest": 1, "how": "carded"},
        "request": {
            **{"channel": lab, "person": ana, "by": "Ana", "kind": "asked", "act": "{}"},
            "at": NOW,
        },
        "space": {"platform": "console", "space": "", "since": NOW, "person": ana},
        "person_pace": {"person": ana, "until": NOW},
        "channel_pace": {"channel": home, "until": NOW},
        "answer": {"person": ana, "kind": "ask", "question": "?", "body": "{}", "at": NOW},
        "less": {"channel": lab, "person": ana, "paper": FULL.id, "at": NOW},
        "draft": {"channel": home, "body": "{}", "at": NOW},
        "post": {
            **{"channel": home, "digest": 1, "part": "heading", "at": NOW, "taken": NOW},
            **{"attempts": 1},
        },
    }

    async def fill(connection):
        for name, row in rows.items():
            await connection.execute(insert(metadata.tables[name]).values(**row))

    await store.database.write(fill)
    return ana, ben, lab, home


def counts(found):
    return {each.kind: each.count for each in found}


async def test_every_table_that_can_have_something_has_it_here(store, filled):
    """A new table with people in it must be put into the picture above, and into the count."""
    found = counts(await store.belongings.of(filled[0]))
    assert found.keys() == set(kinds())
    assert [kind for kind, count in found.items() if not count] == []


def test_every_kind_of_thing_that_is_kept_has_a_sentence():
    keys = {f"kept-rows-{kind.replace('_', '-')}" for kind in kinds()}
    assert keys <= english().keys()
    assert keys == {key for key in english() if key.startswith("kept-rows-")}


def test_no_table_knows_people_by_anything_but_their_number():
    """What names an account or a person in another way would be forgotten here."""
    telling = {"account", "author", "by", "native", "owner", "user", "who"}
    with_names = {
        table.name for table in metadata.sorted_tables if telling & set(table.columns.keys())
    }
    assert with_names - NOT_ABOUT_PEOPLE <= set(kinds())


async def test_counts_come_with_their_first_and_last_day(store, filled):
    (saves,) = (each for each in await store.belongings.of(filled[0]) if each.kind == "saved")
    assert (saves.count, saves.first) == (2, NOW.date())
    assert saves.last == (NOW + 48 * HOUR).date()


async def test_everything_is_handed_over_but_no_secret(store, filled):
    whole = await store.belongings.whole(filled[0])
    counted = counts(await store.belongings.of(filled[0]))
    assert {kind: len(rows) for kind, rows in whole.items()} == counted
    first = next(row for row in whole["saved"] if row["paper"] == FULL.id)
    assert (first["at"], first["tags"]) == (NOW.isoformat(), "birds")
    assert "Núñez" in first["facts"]
    assert "code" not in whole["link"][0]
    assert {row["native"] for row in whole["account"]} == {"ana"}


async def test_all_of_it_goes_at_once_and_nothing_of_anybody_else(store, filled):
    ana, ben, lab, home = filled
    before_ben = counts(await store.belongings.of(ben))
    expected = counts(await store.belongings.of(ana))
    before, after = await store.belongings.delete(ana, NOW)
    assert counts(before) == expected
    assert set(counts(after).values()) == {0}
    assert set(counts(await store.belongings.of(ana)).values()) == {0}
    left = counts(await store.belongings.of(ben))
    assert left.pop("link") == 0, "the request to link with her"
    assert left == {kind: count for kind, count in before_ben.items() if kind != "link"}
    assert await store.channels.by_id(home) is None
    assert await store.channels.by_id(lab) is not None


async def test_what_she_set_in_a_channel_stays_as_somebodys(store, filled):
    ana, _, lab, _ = filled
    await store.belongings.delete(ana, NOW)
    (kept,) = await store.subscriptions.of(lab)
    assert (kept.name, kept.by) == ("n", "")
    assert await store.subscriptions.setters(lab, "console") == []


async def test_what_a_server_chose_stays_without_who_let_us_in_and_whom_it_named(store, filled):
    ana = filled[0]
    place, installed = ("console", ""), Installed("", "", "", "u", "b", "t", (), ANA.native, NOW)
    await store.installations.keep(installed)
    both = (Named(ANA.native, "Ana"), Named(BEN.native, "Ben"))
    for most in (3, 4):
        await store.spaces.change(
            place, lambda rules, most=most: replace(rules, managers=both, most=most), NOW
        )
    await store.belongings.delete(ana, NOW)
    known = await store.spaces.find(place)
    assert known, "the server is no belonging of hers"
    assert known.person is None
    assert known.rules == Rules(managers=both[1:], most=4)
    undone, _ = await store.spaces.undo(place, 2)
    assert undone == Rules(managers=both[1:], most=3), "nor does an undo bring her back"
    assert [each.by for each in await store.installations.all()] == [""]


async def test_what_was_spent_stays_spent_and_what_is_on_its_way_is_settled(store, filled):
    ana, *_ = filled
    used = await store.spend.used(Scope.ALL, MONDAY)
    here = await store.spend.used(Scope.SPACE, MONDAY, place=replace(LAB, space="x"))
    await store.belongings.delete(ana, NOW)
    assert await store.spend.used(Scope.ALL, MONDAY) == used == Used(93, 93)
    assert await store.spend.used(Scope.SPACE, MONDAY, place=replace(LAB, space="x")) == here
    await store.spend.settle_left("other run")
    assert await store.spend.used(Scope.ALL, MONDAY) == used
    whose = await store.spend.between(MONDAY, MONDAY)
    assert sorted(each.person or 0 for each in whose if each.person != filled[1])[-1] == 0


async def test_who_was_deleted_is_new_when_they_come_back(store, filled):
    ana, *_ = filled
    await store.belongings.delete(ana, NOW)
    again = await store.people.of(ANA)
    assert again not in filled[:2], "numbers are never used twice"
    assert await store.saved.of(again) == []

    async def rows(connection):
        return (await connection.scalars(select(subscription.c.person))).all()

    assert await store.database.read(rows) == [None]


async def test_old_reactions_of_who_was_deleted_are_known_for_some_weeks(store, filled):
    assert not await store.belongings.was_forgotten(ANA)
    await store.belongings.delete(filled[0], NOW)
    assert await store.belongings.was_forgotten(ANA)
    assert not await store.belongings.was_forgotten(BEN)
    await store.belongings.purge(NOW)
    assert await store.belongings.was_forgotten(ANA)
    await store.belongings.purge(NOW + HOUR)
    assert not await store.belongings.was_forgotten(ANA)


async def test_a_deletion_that_fails_half_way_deletes_nothing(store, filled, monkeypatch):
    ana, *_ = filled
    before = counts(await store.belongings.of(ana))

    async def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("bot.store.belongings.add_up", fail)
    with pytest.raises(ZeroDivisionError):
        await store.belongings.delete(ana, NOW)
    assert counts(await store.belongings.of(ana)) == before


async def test_where_everybody_is_in_one_channel_it_is_nobodys_own(store):
    await store.people.of(ANA)
    await store.channels.open(LAB, DAILY, NOW)
    await store.people.owns(ANA, LAB)
    assert await store.people.own_channel(ANA) is None
    await store.people.owns(ANA, HOME)
    assert await store.people.own_channel(ANA) is None, "nobody has opened it"
    home = await store.channels.open(HOME, DAILY, NOW)
    await store.people.owns(BEN, HOME)
    assert await store.people.own_channel(BEN) is None, "nobody knows Ben"
    await store.people.owns(ANA, HOME)
    assert await store.people.own_channel(ANA) == home.id


async def test_one_account_is_one_person_in_every_server_and_team(store):
    """On Discord an account has no space; on Slack it has that of its own team."""
    her = Person("slack", "T1", "U1")
    number = await store.people.of(her)
    for place in (Channel("slack", "T1", "C1"), Channel("slack", "T2", "C9")):
        await store.channels.open(place, DAILY, NOW)
        assert await store.people.of(her) == number
    assert await store.people.of(Person("slack", "T2", "U1")) != number

    async def rows(connection):
        found = select(person.c.id, account.c.space).join(account)
        return len((await connection.execute(found)).all())

    assert await store.database.read(rows) == 2
