"""One part of many papers, such as their titles, as matching sees it."""

from collections.abc import Iterator, Sequence

from bot.domain.topics.spelling import joined, singular, ways


class _Singulars(dict[str, str]):
    """Remembers singulars: a day's papers repeat few words many times."""

    def __missing__(self, word: str) -> str:
        self[word] = found = singular(word)
        return found


class _Compounds(dict[str, str]):
    """Remembers how an item is spelled in one word: `text-to-images` is `texttoimage`."""

    def __missing__(self, item: str) -> str:
        self[item] = found = joined(tuple(map(singular, item.split("-"))))
        return found


class Zone:
    """Texts side by side, and for each word a mask with a bit for every text that has it.

    Args:
        texts: Folded (`latex.fold`); '' where a paper has none.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._apart: list[str] = []
        self._grown: list[str] = []
        self._masks: dict[str, int] = {}
        singulars, compounds = _Singulars(), _Compounds()
        for place, text in enumerate(texts):
            words = [singulars[word] for word in text.replace("-", " ").split()]
            self._apart.append(f" {' '.join(words)} ")
            self._grown.append("")
            seen = set(words)
            if "-" in text:
                grown = [compounds[item] for item in text.split()]
                self._grown[-1] = f" {' '.join(grown)} "
                seen.update(grown)
            bit = 1 << place
            for word in seen:
                self._masks[word] = self._masks.get(word, 0) | bit

    def having(self, words: tuple[str, ...]) -> int:
        """Return the mask of the texts in which these words stand in this order, side by side.

        Args:
            words: Singular words.
        """
        found = 0
        for way in ways(words, self._masks):
            mask = self._masks[way[0]]
            for word in way[1:]:
                mask &= self._masks[word]
            if len(way) == 1:
                found |= mask
                continue
            needle = f" {' '.join(way)} "
            for place in places(mask & ~found):
                if needle in self._apart[place] or needle in self._grown[place]:
                    found |= 1 << place
        return found

    def count(self, words: tuple[str, ...], place: int) -> int:
        """Count how often these words stand side by side in one of the texts."""
        needles = [f" {' '.join(way)} " for way in ways(words, self._masks)]
        streams = (self._apart[place], self._grown[place])
        return max((stream.count(needle) for needle in needles for stream in streams), default=0)

    def together(self, words: Sequence[str], place: int) -> list[str]:
        """Return these words in the order in which they stand side by side in one of the texts.

        Empty where they stand apart; any order counts.
        """
        stream = self._apart[place].split()
        wanted = sorted(words)
        windows = (stream[at : at + len(wanted)] for at in range(len(stream)))
        return next((window for window in windows if sorted(window) == wanted), [])


def places(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
