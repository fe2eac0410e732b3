"""Languages by name and by script: what a model is told to write in, and whether it did."""

import re
from functools import lru_cache
from typing import Final

# Scripts in which a language is written; one that is not listed is written in Latin letters.
_HAN: Final = "㐀-䶿一-鿿"
_SCRIPTS: Final = {
    **{"zh": _HAN, "yue": _HAN, "ja": f"ぁ-ヿ{_HAN}", "ko": "가-힣ㄱ-ㆎ"},
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn"), "Ѐ-ӿ"),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "؀-ۿ"),
    **{"el": "Ͱ-Ͽ", "he": "א-ת", "th": "ก-๛", "ka": "ა-ჿ", "hy": "Ա-֏"},
    **dict.fromkeys(("hi", "mr", "ne"), "ऀ-ॿ"),
    **{"bn": "ঀ-৿", "ta": "஀-௿", "te": "ఀ-౿"},
}
_LATIN: Final = "A-Za-zÀ-ɏḀ-ỿ"
_LETTER: Final = re.compile(r"[^\W\d_]")
_SHARE: Final = 0.1
"""Of the letters of a line at least: in a short one most may belong to Latin names."""

_LATIN_SHARE: Final = 0.5
"""Of the letters of a line in a Latin script: the others are those of formulas."""

_FULL: Final = {"zh": "zh_Hans"}


def primary(language: str) -> str:
    """Return the language without region or script: `zh` of `zh-Hant-TW`."""
    return re.split(r"[-_]", language)[0].lower()


@lru_cache(maxsize=64)
def names(language: str) -> tuple[str, str]:
    """Name a language in its own words and in English; by its tag if nobody knows it."""
    # Babel takes 70 ms to import.
    from babel import Locale, UnknownLocaleError

    tag = _FULL.get(language.lower(), language.replace("-", "_"))
    try:
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return language, language
    return locale.get_display_name() or language, locale.english_name or language


def named(language: str) -> str:
    """Name a language in its own words and in English, at once."""
    own, english = names(language)
    return own if own == english else f"{own} ({english})"


def written_in(text: str, language: str) -> bool:
    """Whether a text is in the script of a language; what has no letters is in any."""
    letters = _LETTER.findall(text)
    script = _SCRIPTS.get(primary(language))
    share = _SHARE if script else _LATIN_SHARE
    own = len(re.findall(f"[{script or _LATIN}]", text))
    return own >= share * len(letters)
