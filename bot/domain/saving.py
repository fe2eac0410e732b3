"""What a reaction means for saving: which emoji saves, and which paper it points at."""

_KEYCAP = "\ufe0f\u20e3"
_TEN = "🔟"
_SKIN_TONES = {chr(code) for code in range(0x1F3FB, 0x1F400)}


def position(emoji: str) -> int | None:
    """Return the place in the list that a keycap (1️⃣ to 🔟) names, else None."""
    if emoji == _TEN:
        return 10
    digit = emoji.removesuffix(_KEYCAP)
    return int(digit) if digit != emoji and digit in set("123456789") else None


def saves(emoji: str, chosen: str) -> bool:
    """Say whether a reaction saves: the channel's own emoji in any skin tone, or a keycap."""
    return position(emoji) is not None or plain(emoji) == plain(chosen)


def plain(emoji: str) -> str:
    """Return an emoji without skin tone and variation, which are no other emoji."""
    return "".join(each for each in emoji if each not in _SKIN_TONES).removesuffix("\ufe0f")
