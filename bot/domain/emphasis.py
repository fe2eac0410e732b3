"""Which words of a line catch the eye."""

from collections.abc import Iterable


def emphasised(text: str, strong: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Cut a line into pieces, each with whether it is one of the strong phrases.

    A phrase counts where it stands first; of two that overlap, the longer one does. Put together,
    the pieces are the line.
    """
    taken: list[tuple[int, int]] = []
    for phrase in sorted({each.strip() for each in strong}, key=lambda each: (-len(each), each)):
        at = text.find(phrase) if phrase else -1
        end = at + len(phrase)
        if at >= 0 and all(end <= start or stop <= at for start, stop in taken):
            taken.append((at, end))
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, stop in sorted(taken):
        pieces += [(text[done:start], False), (text[start:stop], True)]
        done = stop
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])
