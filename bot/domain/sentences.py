"""Prose in pieces: sentences, and the places where one may be cut."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A Latin stop needs a space behind it, which keeps decimals, hosts and "e.g.," whole; a Chinese
# or Japanese one does not. A mark of citation may stand behind either.
_STOP = re.compile(
    r"[.!?]+[\"'”’»)\]]*(?:\[\d[\d,;\s–-]{0,30}\]|[¹²³⁰⁴-⁹]+)?(?=\s)|[。！？｡]+[”’」』）】》]*"
)
_WIDE = "。！？｡”’」』）】》"
_NEXT = re.compile(r"\s*([\"'“‘«(\[¿¡]*)(\S+)")
_LAST = re.compile(r"[^\s(\[]+$")
_INITIALS = re.compile(r"(?:[a-z]\.)*[a-z]")

# A dollar sign is a formula's only where no space stands on its inner side, else a price.
_CLOSED = re.compile(
    r"\$\$[^$]{1,400}\$\$|\$(?![\s$])[^$]{0,299}(?<!\s)\$(?!\d)|\([^()]{1,400}\)|\[[^\[\]]{1,400}\]"
)

# A dot behind these never ends a sentence; behind the next ones it does where one plainly begins.
_LEANING = re.compile(
    r"e\.?g|i\.?e|cf|vs|resp|viz|figs?|eqn?s?|sects?|thms?|dr|prof|mrs?|approx|ca|incl|w\.r\.t|"
    r"a\.k\.a|a\.k|m\.sc|b\.sc"
)
_ENDING = re.compile(
    r"al|etc|inc|ltd|corp|co|jr|sr|dept|univ|ph\.d|d\.sc|secs?|refs?|tabs?|props?|cor|lem|defs?|alg|"
    r"app|ch|chap|vol|pp|ms|mt|st|ph|gen|phys|rev|lett|math|proc|conf|trans|int"
)
_UNIT = re.compile(r"\d\s?[A-Z]$")  # "at 660 K." ends where "J. K." does not
_COUNTING = re.compile(r"nos?")  # only before a number is this an abbreviation
_OPENER = re.compile(
    r"A|Additionally|All|Although|An|And|As|At|Because|Both|But|By|Code|Each|Experiments|Extensive|"
    r"Finally|First|For|From|Further|Furthermore|Given|Hence|Here|How|However|If|In|Inspired|Its?|"
    r"Many|Moreover|Most|Motivated|Next|On|One|Our|Recent|Recently|Results|Second|Several|Since|Some|"
    r"Specifically|Such|That|The|Then|There|Therefore|These|They|This|Those|Through|Thus|To|Unlike|"
    r"Using|We|What|When|Where|While|With"
)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|net|edu|gov|ai|dev|app)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""An address, with or without its scheme."""


def split(text: str) -> tuple[str, ...]:
    """Split running text into sentences; what `join` makes of them is the text, squeezed.

    No sentence ends within a formula or brackets that hold more after its stop.
    """
    text = " ".join(text.split())
    closed = [found.span() for found in _CLOSED.finditer(text)]
    sentences, start = [], 0
    for stop in _STOP.finditer(text):
        follows = _NEXT.match(text, stop.end())
        if not follows or any(a < stop.start() and stop.end() < b for a, b in closed):
            continue
        if stop[0][0] in _WIDE or _ends(text[start : stop.start()], stop[0], follows):
            sentences.append(text[start : stop.end()])
            start = follows.start(1)
    return (*sentences, text[start:]) if text[start:] else tuple(sentences)


def join(sentences: Iterable[str]) -> str:
    """Put sentences behind each other again; no space follows a Chinese or Japanese stop."""
    text = ""
    for sentence in sentences:
        text += f" {sentence}" if text and text[-1] not in _WIDE else sentence
    return text


def _ends(before: str, stop: str, follows: re.Match[str]) -> bool:
    # "(exp.) ± 0.2": what begins with a sign goes on.
    if follows[2][:1].islower() or follows[2][:1] in "±×=≤≥≈+−":
        return False
    last = _LAST.search(before)
    if last is None or stop[0] != ".":
        return True
    word = last[0].lower()
    if _LEANING.fullmatch(word):
        return False
    if _COUNTING.fullmatch(word):
        return not follows[2][0].isdigit()
    initials = _INITIALS.fullmatch(word) and not _UNIT.search(before)
    open_ended = _ENDING.fullmatch(word) or initials
    return not open_ended or _OPENER.fullmatch(follows[2].strip(",:")) is not None


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a sentence may be cut.

    Attributes:
        at: Characters before it.
        cost: From 0, where a reader notices nothing, to 1, where one stumbles.
    """

    at: int
    cost: float


_PLACES = re.compile(
    r"""
    (?P<strong>[;:](?=\s) | \s[–—-]+(?=\s) | —)
  | (?P<comma>,(?=\s(?:
        which|where|while|whereas|when|because|since|although|thus|thereby|so|but|we|with|without
        |unlike|based|named|termed|\w{3,}ing|and\s(?:we|it|is|are|can|then|show|demonstrate))\b))
  | (?P<clause>\s(?=(?:
        which|where|while|whereas|when|because|so\sthat|such\sthat|using|via|by\s\w+ing|without
        |leveraging|based\son|and\s(?:we|show|demonstrate|prove|find|provide|discuss))\b))
  | (?P<link>\s(?=(?:that|by|through|as|if|to)\b | \())
  | (?P<list>,(?=\s))
  | (?P<phrase>\s(?=(?:for|with|from|under|across|within|between|over|against|during|in|on)\b))
    """,
    re.VERBOSE,
)
_COSTS = {"strong": 0.05, "comma": 0.1, "clause": 0.2, "link": 0.6, "list": 0.8, "phrase": 0.75}


def cuts(sentence: str) -> tuple[Cut, ...]:
    """List where a sentence may end early, in order; its own end, without the stop, is the last.

    Never within brackets or a formula. A comma that opens a clause is a good place; one that may
    part the members of a list is not, nor is the place before a mere preposition.
    """
    end = Cut(len(sentence.rstrip(".")), 0.0)
    places = [
        Cut(place.start(), _COSTS[place.lastgroup or "phrase"])
        for place in _PLACES.finditer(sentence, 0, end.at)
        if balanced(sentence[: place.start()])
    ]
    return (*places, end)


def balanced(text: str) -> bool:
    """Whether every bracket and formula that opens here closes here."""
    closed = all(text.count(left) == text.count(right) for left, right in ("()", "[]", "{}"))
    return closed and text.count("$") % 2 == 0
