"""Whether a paper's author is the one somebody means."""

from bot.domain.topics.spelling import parts

_PARTICLES = frozenset(
    (
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
    )
)


def is_author(wanted: tuple[str, ...], author: tuple[str, ...]) -> bool:
    """Tell whether a name as typed is an author's name.

    One word is a surname, and so is `van den Oord`. Otherwise whole names count, in either order:
    `Yang Li` is no Yang Liu. An initial stands for any forename that begins with it; middle names
    may be left out, and `Kai-Ming` is `Kaiming`.

    Args:
        wanted: Parts of the name that was typed, folded.
        author: Parts of the author's name as the paper gives it, folded.
    """
    if not author:
        return False
    if _is_surname(wanted) and author[-len(wanted) :] == wanted:
        return True
    return any(
        surname == author[-1] and _are_forenames(forenames, author[:-1])
        for *forenames, surname in (wanted, (*wanted[1:], wanted[0]))
    )


def listed_under(author: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return where an author is listed: under the surname, and under it with the first initial."""
    return tuple((author[-1], initial) for initial in ("", author[0][0])) if author else ()


def looked_up_under(wanted: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return where all authors are listed who can be the one that was typed."""
    if _is_surname(wanted):
        return frozenset({(wanted[-1], ""), (wanted[0], "")})
    return frozenset({(wanted[-1], wanted[0][0]), (wanted[0], wanted[1][0])})


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of an author's name, folded; `Jr` and `III` are none."""
    found = parts(name)
    while len(found) > 1 and found[-1] in ("jr", "sr", "ii", "iii"):
        found = found[:-1]
    return found


def _is_surname(wanted: tuple[str, ...]) -> bool:
    return len(wanted) == 1 or wanted[0] in _PARTICLES


def _are_forenames(wanted: list[str], given: tuple[str, ...]) -> bool:
    if not wanted or not given:
        return False
    if "".join(wanted) == "".join(given):
        return True
    rest = iter(given)
    return _fits(wanted[0], next(rest)) and all(
        any(_fits(name, other) for other in rest) for name in wanted[1:]
    )


def _fits(wanted: str, given: str) -> bool:
    return wanted == given or (len(wanted) == 1 and given.startswith(wanted))
