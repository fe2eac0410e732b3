"""The time zones there are, and those that people are likeliest to live in."""

from functools import cache
from zoneinfo import available_timezones

_BY_LANGUAGE = {
    "en-GB": ("Europe/London",),
    "en-US": (
        *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
        *("America/Toronto", "Europe/London", "Asia/Kolkata", "Australia/Sydney"),
    ),
    "zh-TW": ("Asia/Taipei", "Asia/Hong_Kong"),
    "zh-HK": ("Asia/Hong_Kong",),
    "zh": ("Asia/Shanghai", "Asia/Singapore", "Asia/Hong_Kong", "Asia/Taipei"),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "fr": ("Europe/Paris", "Europe/Brussels", "Europe/Zurich", "America/Toronto"),
    "es-419": ("America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Santiago"),
    "pt-BR": ("America/Sao_Paulo",),
    "pt": ("Europe/Lisbon", "America/Sao_Paulo"),
    "it": ("Europe/Rome", "Europe/Zurich"),
    "nl": ("Europe/Amsterdam", "Europe/Brussels"),
    "pl": ("Europe/Warsaw",),
    "sv": ("Europe/Stockholm",),
    "da": ("Europe/Copenhagen",),
    "no": ("Europe/Oslo",),
    "fi": ("Europe/Helsinki",),
    "cs": ("Europe/Prague",),
    "hu": ("Europe/Budapest",),
    "ro": ("Europe/Bucharest",),
    "el": ("Europe/Athens",),
    "tr": ("Europe/Istanbul",),
    "ru": ("Europe/Moscow",),
    "uk": ("Europe/Kyiv",),
    "he": ("Asia/Jerusalem",),
    "hi": ("Asia/Kolkata",),
    "th": ("Asia/Bangkok",),
    "vi": ("Asia/Ho_Chi_Minh",),
    "id": ("Asia/Jakarta",),
    "ja": ("Asia/Tokyo",),
    "ko": ("Asia/Seoul",),
}
_ANYWHERE = (
    *("America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York"),
    *("America/Sao_Paulo", "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin"),
    *("Europe/Athens", "Africa/Cairo", "Africa/Nairobi", "Europe/Istanbul", "Asia/Dubai"),
    *("Asia/Karachi", "Asia/Kolkata", "Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore"),
    *("Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Pacific/Auckland"),
)
_MOST = 25
_NO_PLACES = {
    *("CET", "EET", "EST", "HST", "MET", "MST", "WET", "Factory", "localtime"),
    *("CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT"),
}
"""IANA has them too. Whoever types one of the short names is asked which place they mean."""


def likely(language: str) -> tuple[str, ...]:
    """Return up to 25 zones: those where a language is read first, then some all over the world.

    Args:
        language: BCP 47 tag; '' where nothing is known.
    """
    own = _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(language.partition("-")[0], ())
    return tuple(dict.fromkeys((*own, *_ANYWHERE)))[:_MOST]


@cache
def every() -> tuple[str, ...]:
    """Return every IANA zone in alphabetical order, but for those that name no place.

    To look through the files of the system takes longer than an answer should wait: once is enough.
    """
    return tuple(sorted(available_timezones() - _NO_PLACES))
