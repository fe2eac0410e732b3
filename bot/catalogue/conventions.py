"""How dates and numbers are written, by language and by country."""

from datetime import date, datetime

_SHOWN = "yMEd"
"""What of a date a pattern of CLDR may show, in the order of its names for what is shown."""

_NAMED = {"M": "MMM"}
"""A month is shown by its name, cut short."""

_THIN = str.maketrans("\u202f\u2009", "  ")
"""Spaces that many terminals and fonts do not have."""


class Conventions:
    """How a country writes what a pattern shows; without a country, just as the pattern is."""

    def __init__(self, tag: str, *, by_country: bool) -> None:
        from babel import Locale

        self.locale = Locale.parse(tag, sep="-")
        self.by_country = by_country
        self._known: dict[str, str] = {}

    def show(self, when: date, pattern: str) -> str:
        """Write a date, or a moment."""
        from babel.dates import format_date, format_datetime

        if self.by_country:
            pattern = self._known.get(pattern) or self._known.setdefault(
                pattern, self._pattern(pattern)
            )
        if isinstance(when, datetime):
            return format_datetime(when, pattern, locale=self.locale).translate(_THIN)
        return format_date(when, pattern, locale=self.locale).translate(_THIN)

    def span(self, first: date, last: date, begin: str, end: str) -> str:
        """Write two dates of one month."""
        from babel.dates import format_interval

        if not self.by_country:
            return f"{self.show(first, begin)}–{self.show(last, end)}"
        skeleton = "".join(_NAMED.get(each, each) for each in _SHOWN if each in begin + end)
        said: str = format_interval(first, last, skeleton, locale=self.locale)
        return said.translate(_THIN)

    def _pattern(self, pattern: str) -> str:
        """Return how the country writes what a pattern shows."""
        if "M" in pattern and "MMM" not in pattern:
            return pattern  # of digits, such as that of a file
        skeletons = self.locale.datetime_skeletons
        named = "".join(_NAMED.get(each, each) for each in _SHOWN if each in pattern)
        day = str(skeletons[named]) if named else ""
        if "H" not in pattern:
            return day
        of_day = "hm" if "h" in self.locale.time_formats["short"].pattern else "Hm"
        time = str(skeletons[of_day])
        joined = str(self.locale.datetime_formats["medium"])
        return joined.replace("{1}", day).replace("{0}", time) if day else time
