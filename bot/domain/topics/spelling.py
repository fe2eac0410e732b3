"""How a word is compared: one spelling for the typed side and for the papers' side."""

from collections.abc import Container, Iterator

from bot.domain.latex import fold

_KEPT_ENDINGS = frozenset("sui")
_SHORTEST_PLURAL = 4


def singular(word: str) -> str:
    """Return a folded word without its plural: `models`, `studies`, `movies`.

    Both sides agree, that is all that counts: `movie` gives `movy` and `bias` gives `bia`.
    Doing it twice changes nothing.
    """
    if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" and word[-2] not in _KEPT_ENDINGS:
        word = word[:-1]
    if len(word) >= _SHORTEST_PLURAL and word.endswith("ie"):
        word = f"{word[:-2]}y"
    return word


def parts(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, the parts of compounds each for itself."""
    return tuple(fold(text).replace("-", " ").split())


def compared(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: folded, apart, singular."""
    return tuple(map(singular, parts(text)))


def joined(words: tuple[str, ...]) -> str:
    """Return a compound, given in singular parts, as it is spelled in one word."""
    return singular("".join(words))


def ways(words: tuple[str, ...], known: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield each way to write a phrase in known words, neighbours apart or grown together.

    `multi modal model` may stand in a paper as `multimodal model`.

    Args:
        words: Singular words.
        known: The words that occur at all, which keeps the ways few.
    """
    if not words:
        yield ()
    for length in range(1, len(words) + 1):
        head = joined(words[:length]) if length > 1 else words[0]
        if head in known:
            for tail in ways(words[length:], known):
                yield (head, *tail)
