"""Slack's names of emoji, turned into the characters they stand for.

Most are the common aliases that the `emoji` package knows. Slack's own ways are flags
(`flag-de`), people at work or at sport (`male-technologist`, `woman-running`), and skin tones
written behind the name (`+1::skin-tone-2`).
"""

import re
from functools import lru_cache

import emoji

_TONE = re.compile(r"(?P<base>.+)::skin-tone-(?P<tone>[2-6])")
_FLAG = re.compile(r"flag-(?P<first>[a-z])(?P<second>[a-z])")
_NAME = re.compile(r"(?<![\w:]):([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):(?![\w:])")
_REGIONAL_A = 0x1F1E6
_FIRST_TONE = 0x1F3FB
_VARIATION = "\ufe0f"
_SLACKS_OWN = {
    "keycap_star": "*\ufe0f\u20e3",
    "simple_smile": "🙂",
    # These mean something else in the package, which follows another list of aliases.
    "pencil": "📝",
}


@lru_cache(maxsize=4_096)
def character(name: str) -> str | None:
    """Return the emoji that Slack calls `name`; None for one of a workspace's own."""
    if toned := _TONE.fullmatch(name):
        base = character(toned["base"])
        # The tone takes the place of the variation sign.
        tone = chr(_FIRST_TONE + int(toned["tone"]) - 2)
        return base[0] + tone + base[1:].removeprefix(_VARIATION) if base else None
    if flag := _FLAG.fullmatch(name):
        return "".join(chr(_REGIONAL_A + ord(each) - ord("a")) for each in flag.groups())
    if name in _SLACKS_OWN:
        return _SLACKS_OWN[name]
    for alias in dict.fromkeys((name, _worldly(name))):
        said = emoji.emojize(f":{alias}:", language="alias")
        if not said.startswith(":"):
            return said
    return None


def normal(name: str) -> str:
    """Return a reaction's emoji: its character, or `:name:` where it has none."""
    return character(name) or f":{name}:"


def written_out(text: str) -> str:
    """Put the characters for every `:name:` in a typed text that is an emoji's."""
    if ":" not in text:
        return text
    return _NAME.sub(lambda found: character(found[1]) or found[0], text)


def _worldly(name: str) -> str:
    """Return what the package calls an emoji that Slack names after a gender."""
    plain = re.sub(r"^male-", "man_", re.sub(r"^female-", "woman_", name))
    return plain.replace("-", "_")
