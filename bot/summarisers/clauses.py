"""Shorter versions of a sentence that are still sentences, or at least clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.domain.sentences import LINK, balanced, cuts

_SCANT: Final = 30  # a clause shorter than this is a mere noun
_FULL: Final = 80  # a clause longer than this says no more for being longer
_WHOLE: Final = 40  # what is left of a shortened sentence has at least so many characters
_CLEAN: Final = 0.2  # a cut that costs more than this leaves no sentence

# Signs are sought in lower case: that is twice as fast as asking them to ignore it.
WE: Final = (
    r"\b(?:we|(?:this|the present|our) (?:paper|work|article|study|letter|note|survey|report|"
    r"thesis)|the authors?)(?: (?:also|first|then|further|thus|here|therefore|have|\w+ly),?)*"
)
"""The authors as subject of a sentence, and the adverbs behind them."""
OFFERS: Final = re.compile(
    WE + r" (?:propos|present|introduc|develop|describ|design|devis|formulat|deriv|establish|"
    r"unveil)\w* "
)
STUDIES: Final = re.compile(
    WE + r" (?:stud|investigat|examin|explor|analy|consider|address|report|revisit|compar|evaluat|"
    r"extend|generali|giv|comput|calculat|measur|characteri|review|survey|discuss|perform|conduct|"
    r"aim|determin|apply|use|focus|argu|construct|provid|offer|contribut|releas|build|creat|"
    r"undertak)\w* "
)
FINDS: Final = re.compile(
    rf"(?:{WE}|\bit is|\b(?:results|experiments|findings|evaluations?|analysis|simulations))"
    r" (?:show|find|found|prov|demonstrat|discover|reveal|suggest|conclud|observ|conjectur|confirm|"
    r"indicat|argu)\w* (?:that )?"
)
POINTING: Final = re.compile(
    r"(?:it|its|they|their|both|and|(?:\w+ ){0,3}(?:this|these|those|such|similar)\b"
    r"(?! (?:present )?(?:paper|work|study|article|letter|note|report|thesis|survey)))\b"
)
"""An opening that means something said before."""

_REFERRING: Final = re.compile(r"(?:this|these|those|such|it|its|they|their|both|and|to)\b")
_NAMED: Final = re.compile(r"[^,]{2,70}, (?=an?\b|the\b)")
_CLAUSE: Final = re.compile(r"(?<=, )(?=(?:we|this paper|this work|\w{4,}ing)\b)")
_LEAD: Final = re.compile(
    r"(?:to|by|given|while|when|although|since|as|if|let|motivated|inspired|based|unlike|due|under|"
    r"through|for|on|in|with|after|here|finally|moreover|furthermore|additionally|\w+ing)\b"
)
_HANGING: Final = re.compile(
    r"\b(?:and|or|nor|an?|the|of|in|on|at|for|with|to|from|by|into|than|as|is|are|was|were|be|being|"
    r"can|may|that|which|who|whose|when|whether|how|where|not|no|both|between|one|some|more|most|"
    r"less|up|well|due|subject|respect|according|aiming|if|it|this|we|their|its|our|also|only|even|"
    r"such|very|so|however|therefore|thus|then|"
    r"(?:show|find|demonstrate|prove|reveal|suggest|argue|allow|ensure|assume|indicate|observe)s?)$"
)

_LEANING: Final = re.compile(
    r"\b(?:followed|equivalent|relative|related|associated|able|likely|defined|constructed|induced|"
    r"depends?|consists?|leads?|namely|performed)$"
)

# What leads up to the main clause and may go: words that only join it to what went before, the
# place where it is said, and a subordinate clause before "we".
_DROPPED: Final = re.compile(
    r"(?:in this (?:paper|work|article|study|report|thesis|letter|note|contribution|manuscript),? |"
    r"(?:here|specifically|in particular|moreover|furthermore|additionally|in addition|finally|"
    r"also|further|then|thus|therefore|hence|consequently|as a result|to (?:this|that) end|"
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|(?:more|most) (?:specifically|precisely|"
    r"importantly|generally|concretely|notably)|importantly|notably|interestingly|however|instead|"
    r"in contrast|by contrast|overall|in summary|in short|concretely|accordingly|fourth(?:ly)?|"
    r"in this (?:\w+ )?(?:context|regard|setting|light)), |for (?:this|that) (?:purpose|reason),? |"
    r"(?:to|by|given|while|when|although|though|since|as|motivated|inspired|based|unlike|due|under|"
    r"through|for|on|in|with|after|using|building|rather|instead|despite|because|following|at|from|"
    r"drawing|beyond)\b[^,]*(?:,[^,]*){0,2}?, (?=we |this (?:paper|work) ))"
)
# A clause has a verb of its own: one for the sentence and one for every "that" or "which" in it.
_VERB: Final = re.compile(
    r"\b(?:we|is|are|was|were|has|have|had|can|could|may|might|will|would|does|do|did|cannot|"
    r"(?:paper|work|article|study|method|approach|model|framework|results|experiments) \w+s?|"
    r"(?:show|improve|achieve|outperform|learn|use|allow|enable|provide|generate|make|require|"
    r"perform|lead|combine|exploit|predict|capture|reduce|give|yield|help|work|need|remain|become|"
    r"suggest|offer|introduce|propose|present|depend|contain|include|produce|increase|decrease)s)\b"
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:that|which|who|whose|where|when|whether|if|because|since|although|while|how)\b"
)


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence or what is left of it.

    Attributes:
        text: With an ellipsis where it was shortened.
        start: Characters left out before.
        cut: Characters left out behind.
    """

    text: str
    start: int = 0
    cut: int = 0


def lowered(text: str) -> str:
    """Return `text` in lower case, each character at its place."""
    low = text.lower()
    return low if len(low) == len(text) else text  # İ becomes two characters


@lru_cache(maxsize=1_024)
def versions(sentence: str) -> tuple[Version, ...]:
    """List a sentence, first as it is, then without its lead or its last clauses or both."""
    low = lowered(sentence)
    lead = _DROPPED.match(low)
    ends = [cut.at for cut in cuts(sentence) if 0 < cut.cost <= _CLEAN]
    found = [Version(sentence)]
    for start in (0, lead.end()) if lead else (0,):
        if start and len(sentence) - start >= _WHOLE:
            found.append(Version(f"…{sentence[start:]}", start))
        for end in ends:
            text = sentence[start:end].rstrip(" ,;:–—-")
            if len(text) >= _WHOLE and _complete(low[start : start + len(text)]):
                shown = f"{'…' if start else ''}{text}…"
                found.append(Version(shown, start, len(sentence) - end))
    return tuple(found)


def _complete(clause: str) -> bool:
    """Whether a clause could stand alone."""
    if _HANGING.search(clause) or not balanced(clause) or "not only" in clause:
        return False
    if _LEAD.match(clause) and not re.search(r", (?:we|the|this|our|it|an?)\b", clause):
        return False
    verbs = sum(1 for _ in _VERB.finditer(clause))
    return verbs > sum(1 for _ in _SUBORDINATE.finditer(clause))


def spans(sentence: str, most: int) -> Iterator[tuple[float, str]]:
    """List the clauses of a sentence that fit, each with its worth as a line of its own.

    Args:
        most: Characters at most, ellipses included.
    """
    low = lowered(sentence)
    linked = LINK.search(sentence) is not None
    leads = _LEAD.match(low) is not None
    ends = cuts(sentence)
    for start, gain in _starts(low):
        for end in ends:
            span = sentence[start : end.at].rstrip(" ,;:–—-")
            quoted = f"{'…' if start else ''}{span}{'…' if end.cost else ''}"
            if not span or len(quoted) > most or not balanced(span):
                continue
            if _HANGING.search(low, start, end.at) or (linked and LINK.search(span)):
                continue
            leaning = _LEANING.search(low, start, end.at) is not None
            worth = gain - end.cost - leaning + 1.5 * min(len(span), _FULL) / _FULL
            # A noun says nothing, nor does what only leads up to the main clause.
            empty = len(span) < _SCANT or (leads and start == 0 and end.cost > 0)
            yield worth - empty, quoted


def _starts(low: str) -> Iterator[tuple[int, float]]:
    """List where a quotation of this sentence may begin, and how well."""
    yield 0, -0.4 if _LEAD.match(low) else 0.7
    for sign, gain in ((OFFERS, 0.8), (FINDS, 0.7), (STUDIES, 0.5), (_CLAUSE, 0.0)):
        if found := sign.search(low):
            pointing = _REFERRING.match(low, found.end()) is not None
            yield found.end(), gain - pointing
            if sign is OFFERS and (named := _NAMED.match(low, found.end())):
                yield named.end(), 0.9
