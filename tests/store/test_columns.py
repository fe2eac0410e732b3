from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, delete, insert, select
from sqlalchemy.exc import StatementError

from bot.store.columns import Day, Moment, Prose
from bot.store.database import Database

from .samples import MONDAY, NOW

probe = Table("probe", MetaData(), Column("at", Moment), Column("day", Day), Column("text", Prose))


async def through(database: Database, column: str, value: object) -> object:
    async def work(connection):
        await connection.run_sync(probe.metadata.create_all)
        await connection.execute(delete(probe))
        await connection.execute(insert(probe).values({column: value}))
        return await connection.scalar(select(probe.c[column]))

    return await database.write(work)


async def test_a_moment_comes_back_to_the_microsecond_in_utc(database):
    east = timezone(timedelta(hours=5, minutes=30))
    for moment in (NOW, NOW.astimezone(east), NOW.replace(year=1969), NOW.replace(year=9999)):
        back = await through(database, "at", moment)
        assert isinstance(back, datetime)
        assert back == moment
        assert back.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(database):
    with pytest.raises(StatementError, match="no time zone"):
        await through(database, "at", NOW.replace(tzinfo=None))


async def test_a_day_comes_back_and_a_datetime_is_refused_as_one(database):
    for day in (MONDAY, date.min, date.max):
        assert await through(database, "day", day) == day
    with pytest.raises(StatementError, match="is a moment, not a day"):
        await through(database, "day", NOW)


async def test_text_of_any_script_comes_back_without_u0000(database):
    assert await through(database, "text", "扩散 naïve 🔖 <&%'\"\\") == "扩散 naïve 🔖 <&%'\"\\"
    assert await through(database, "text", "a\0b") == "ab"


async def test_unknown_stays_unknown(database):
    for column in ("at", "day", "text"):
        assert await through(database, column, None) is None
