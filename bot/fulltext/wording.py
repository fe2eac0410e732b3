"""What a line of text is, by its words alone."""

import re


def is_prose(text: str) -> bool:
    """Tell a line of running text from names, places and the rows of a table."""
    if sum(char.isalpha() and char.lower() == char.upper() for char in text) > 15:
        return True  # Chinese and Japanese have neither capitals nor spaces
    words = re.findall(r"[^\W\d_]{2,}", text)
    small = sum(word[0].islower() for word in words)
    return len(words) > 4 and small >= 0.5 * len(words) and "@" not in text
