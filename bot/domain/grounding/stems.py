"""A word without its ending, to know it again in another form."""


def stem(word: str) -> str:
    """Return a word in small letters without the ending of its plural, its tense or its noun."""
    low = word.lower()
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low
