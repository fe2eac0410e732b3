"""The only column types there are.

Measured on SQLite and PostgreSQL: a timezone-aware DateTime comes back from SQLite naive and wrong,
a BigInteger key does not number itself there, and U+0000 in a text fails only on PostgreSQL. Hence
four types, stored alike on both:

- `Moment`: an aware datetime, as microseconds since 1970 (UTC).
- `Day`: a date, as ISO text, which sorts and compares as it should.
- `Key`: a number.
- `Prose`: text; the design calls it Words, a name that `chat` needs for something else.
"""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator
from typing_extensions import override

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A point in time; refuses one without a zone."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return (value - EPOCH) // MICROSECOND

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Day(TypeDecorator[date]):
    """A calendar day; refuses a datetime, whose day depends on a zone."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        if isinstance(value, datetime):
            raise TypeError(f"{value!r} is a moment, not a day")
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Prose(TypeDecorator[str]):
    """Text of any language, less U+0000, which PostgreSQL cannot hold and nobody can see."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.replace("\0", "")


Key = BigInteger().with_variant(Integer(), "sqlite")
