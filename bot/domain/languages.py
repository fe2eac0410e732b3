"""The languages a channel reads: one, or two where both are spoken."""

from dataclasses import dataclass
from typing import Self

from typing_extensions import override

_KNOWN = {
    "en": ("en", "english", "英文", "英语"),
    "zh": ("zh", "zh-cn", "zh-hans", "chinese", "中文", "汉语", "简体中文"),
}
"""What people type for each language with sentences in `config/locales`."""

_NAMES_OF_ONE = {"cmn": "zh"}
"""Codes that platforms use for a language which is known by another."""

_BY_COUNTRY = {"en"}
"""Languages whose dates and numbers are written differently from country to country."""

CHOICES = ("en", "zh", "zh+en", "en+zh")
"""What a channel can choose, as it is typed."""

AUTO = "auto"
"""Somebody who chooses it is spoken to as their platform is, or else as the channel."""

ALONE = (AUTO, *_KNOWN)
"""What somebody can choose for what they alone read, as it is typed."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Languages by their BCP 47 codes, in order; with none, nothing has been chosen.

    The first is that of the bot's own sentences; texts about papers come in all of them.
    """

    codes: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        """Write them as they are kept and typed, such as `zh+en`."""
        return "+".join(self.codes)

    def __bool__(self) -> bool:
        """Say whether any have been chosen."""
        return bool(self.codes)

    @property
    def first(self) -> str:
        """The language of the bot's own sentences; '' for whichever is its own."""
        return self.codes[0] if self.codes else ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote."""
        return cls(tuple(filter(None, text.split("+"))))

    @classmethod
    def read(cls, typed: str) -> Self:
        """Read what a person typed: codes or names, with a plus between two.

        Raises:
            ValueError: One of them is not known, or there are none, or one comes twice.
        """
        codes = tuple(_code(name) for name in typed.split("+"))
        if "+".join(codes) not in CHOICES:
            raise ValueError(f"{typed!r} is none of {CHOICES}")
        return cls(codes)


UNCHOSEN = Languages()


def known(tag: str) -> str:
    """Return which of our languages a BCP 47 tag means, with the country where that matters.

    `zh-Hant-TW` is `zh`, `en-GB` stays what it is, `pt-BR` is none of ours: ''.
    """
    first, *rest = tag.strip().replace("_", "-").split("-")
    language = _NAMES_OF_ONE.get(first.casefold(), first.casefold())
    if language not in _KNOWN:
        return ""
    country = next((each for each in rest if len(each) == 2 and each.isalpha()), "")
    return f"{language}-{country.upper()}" if country and language in _BY_COUNTRY else language


def heard(chosen: str, here: str, platform: str) -> str:
    """Return what somebody alone is spoken to in; '' leaves it to the channel.

    Args:
        chosen: What they chose for themselves, which comes first.
        here: What they chose for a digest of their own, where it is spoken of there.
        platform: What their platform says they read, which knows also their country.
    """
    theirs = known(platform)
    language = chosen or here
    return theirs if not language or theirs.startswith(f"{language}-") else language


def _code(name: str) -> str:
    folded = name.strip().casefold()
    return next((code for code, names in _KNOWN.items() if folded in names), "")
