from datetime import timedelta

from bot.store.installations import Installed

from .samples import HOUR, NOW

LAB = Installed(
    "", "T0LAB", "Lab", "U0BOT", "B0BOT", "sealed", ("chat:write", "commands"), "U1", NOW
)
ORG = Installed("E0ORG", "", "Org", "U0BOT", "B0BOT", "sealed too", ("commands",), "U2", NOW + HOUR)


async def test_what_is_installed_stays_installed(store):
    kept = store.installations
    for each in (ORG, LAB):
        await kept.keep(each)
    assert await kept.all() == [LAB, ORG]


async def test_installing_again_takes_the_place_of_the_first_time(store):
    kept = store.installations
    await kept.keep(LAB)
    await kept.revoke("", "T0LAB", NOW)
    again = Installed("", "T0LAB", "Lab 2", "U0BOT", "B0BOT", "other", (), "U9", NOW + HOUR)
    await kept.keep(again)
    assert await kept.all() == [again]


async def test_what_is_revoked_is_gone_with_its_token_and_only_once(store):
    kept = store.installations
    for each in (LAB, ORG):
        await kept.keep(each)
    assert await kept.revoke("", "T0LAB", NOW)
    assert not await kept.revoke("", "T0LAB", NOW)
    assert not await kept.revoke("", "T0NONE", NOW)
    assert await kept.all() == [ORG]
    # Nothing is left to be found: what stands there when it is kept again is new.
    await kept.reseal(LAB, "anew")
    assert await kept.all() == [ORG]


async def test_what_ended_long_ago_is_forgotten(store):
    kept = store.installations
    for each in (LAB, ORG):
        await kept.keep(each)
    await kept.revoke("", "T0LAB", NOW)
    assert await kept.forget(NOW) == 0
    assert await kept.forget(NOW + HOUR) == 1
    assert await kept.all() == [ORG]


async def test_a_token_is_sealed_anew_unless_it_has_changed(store):
    kept = store.installations
    await kept.keep(LAB)
    await kept.reseal(LAB, "anew")
    assert [each.token for each in await kept.all()] == ["anew"]
    await kept.reseal(LAB, "too late")
    assert [each.token for each in await kept.all()] == ["anew"]


async def test_whoever_went_comes_back_once_and_in_time(store):
    kept, later = store.installations, NOW + timedelta(minutes=10)
    await kept.begin("one", later, NOW)
    await kept.begin("two", later, NOW)
    assert await kept.end("one", NOW)
    assert not await kept.end("one", NOW)
    assert not await kept.end("two", later)
    assert not await kept.end("three", NOW)
    assert not await kept.end("", NOW)


async def test_whose_time_is_up_is_forgotten_with_the_next_one(store):
    kept = store.installations
    await kept.begin("one", NOW + HOUR, NOW)
    await kept.begin("two", NOW + 3 * HOUR, NOW + 2 * HOUR)
    assert not await kept.end("one", NOW)
    assert await kept.end("two", NOW)
