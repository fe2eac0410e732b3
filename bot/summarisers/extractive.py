"""The authors' own words: the clause or the sentences of an abstract that say what is new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from typing_extensions import override

from bot.domain.papers import Paper
from bot.domain.sentences import LINK, balanced, cuts, split
from bot.domain.summaries import LIMITS, Detail, Summary
from bot.ports import Summariser

_ASKED: Final = 3  # sentences that a headline is sought in
_BRIEF: Final = 110  # a sentence shorter than this leaves room for a second one
_SCANT: Final = 30  # a clause shorter than this is a mere noun
_FULL: Final = 80  # a clause longer than this says no more for being longer

# Signs are sought in lower case: that is twice as fast as asking them to ignore it.
_WE: Final = (
    r"\b(?:we|(?:this|the present|our) (?:paper|work|article|study|letter|note|survey|report|"
    r"thesis)|the authors?)(?: (?:also|first|then|further|thus|here|therefore|have|\w+ly),?)*"
)
_OFFERS: Final = re.compile(
    _WE + r" (?:propos|present|introduc|develop|describ|design|devis|formulat|deriv|establish|"
    r"unveil)\w* "
)
_STUDIES: Final = re.compile(
    _WE + r" (?:stud|investigat|examin|explor|analy|consider|address|report|revisit|compar|evaluat|"
    r"extend|generali|giv|comput|calculat|measur|characteri|review|survey|discuss|perform|conduct|"
    r"aim|determin|apply|use|focus|argu|construct|provid|offer|contribut|releas|build|creat|"
    r"undertak)\w* "
)
_FINDS: Final = re.compile(
    rf"(?:{_WE}|\bit is|\b(?:results|experiments|findings|evaluations?|analysis|simulations))"
    r" (?:show|find|found|prov|demonstrat|discover|reveal|suggest|conclud|observ|conjectur|confirm|"
    r"indicat|argu)\w* (?:that )?"
)
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:proposed|presented|introduced|developed|studied|derived|"
    r"investigated|shown|given|obtained|constructed|described|calculated|analy[sz]ed|discussed|used)\b"
)
_KNOWN: Final = re.compile(
    r"\b(?:however|although|despite|existing|recent|recently|traditional|conventional|challeng\w+|"
    r"remains?|lacks?|limited|limitations?|crucial|essential|important|widely|(?:has|have) been|"
    r"often|typically|future|motivated|unfortunately|most|many)\b"
)
_SHARED: Final = re.compile(
    r"\b(?:code|data|datasets?|models?|demo|videos?|weights|implementation)\b.*"
    r"\b(?:available|released?|found at|open-sourced?|accessible)\b|project (?:page|website)"
)
_FOLLOWS: Final = re.compile(
    r"^(?:specifically|moreover|furthermore|additionally|in addition|also|finally|then|first|"
    r"second|it|they|these|their|its|this (?!paper|work|study|article))\b"
)
_SIGNS: Final = (
    (_OFFERS, 3.0),
    (_STUDIES, 2.2),
    (_FINDS, 1.6),
    (_PASSIVE, 1.4),
    (re.compile(r"\b(?:new|novel|first)\b"), 0.4),
    (re.compile(r"outperform|state-of-the-art|achiev|improv|surpass|faster"), 0.6),
    (_KNOWN, -0.9),
    (_SHARED, -2.0),
    (_FOLLOWS, -1.0),
    (re.compile(r"\b(?:extensive|further|ablation|examples?|also)\b"), -0.6),
    (re.compile(r"\bwithdrawn\b.*\b(?:author|paper|due|error|because|arxiv)"), 20.0),
)

_NAMED: Final = re.compile(r"[^,]{2,70}, (?=an?\b|the\b)")
_CLAUSE: Final = re.compile(r"(?<=, )(?=(?:we|this paper|this work|\w{4,}ing)\b)")
_LEAD: Final = re.compile(
    r"(?:to|by|given|while|when|although|since|as|if|let|motivated|inspired|based|unlike|due|under|"
    r"through|for|on|in|with|after|here|finally|moreover|furthermore|additionally|\w+ing)\b"
)
_POINTING: Final = re.compile(r"(?:this|these|those|such|it|its|they|their|both|and|to)\b")
_HANGING: Final = re.compile(
    r"\b(?:and|or|nor|an?|the|of|in|on|at|for|with|to|from|by|into|than|as|is|are|was|were|be|being|"
    r"can|may|that|which|who|whose|when|whether|how|where|not|no|both|between|one|some|more|most|"
    r"less|up|well|due|subject|respect|according|aiming|if|it|this|we|their|its|our|also|only|even|"
    r"such|very|so|"
    r"(?:show|find|demonstrate|prove|reveal|suggest|argue|allow|ensure|assume|indicate|observe)s?)$"
)
_WORD: Final = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    low: str
    worth: float


class Extractive(Summariser):
    """Quotes the abstract; never writes a word of its own, and needs no key."""

    @property
    @override
    def writer(self) -> str:
        return ""

    @property
    @override
    def prompt(self) -> str:
        return ""

    @override
    async def summarise(self, paper: Paper, detail: Detail) -> Summary:
        """Quote the abstract; the text is empty where there is none."""
        quoted = headline if detail is Detail.HEADLINE else tldr
        text = quoted(paper.title or "", paper.abstract or "")
        return Summary(paper.id, paper.version, detail, text)


# A paper is in the digests of many channels at once.
@lru_cache(maxsize=1_024)
def headline(title: str, abstract: str) -> str:
    """Quote the clause that says best what is new, in at most `LIMITS[HEADLINE]` characters.

    An ellipsis stands where the sentence goes on before or after.
    """
    return _clause(_read(title, abstract), LIMITS[Detail.HEADLINE])


def tldr(title: str, abstract: str) -> str:
    """Quote the sentence that says best what is new, and with a short one the next best.

    Sentences that do not follow each other are parted by an ellipsis.
    """
    sentences = _read(title, abstract)
    whole = [place for place, sentence in enumerate(sentences) if not LINK.search(sentence.text)]
    if not whole:
        return _clause(sentences, LIMITS[Detail.TLDR])
    whole.sort(key=lambda place: -sentences[place].worth)
    several = len(sentences[whole[0]].text) < _BRIEF
    first, *more = sorted(whole[: 1 + several])
    text = sentences[first].text
    for place in more:
        text += (" " if place == first + 1 else " … ") + sentences[place].text
    return text


def _read(title: str, abstract: str) -> list[_Sentence]:
    """Weigh every sentence of an abstract."""
    known = set(_WORD.findall(title.lower()))
    sentences = []
    for place, text in enumerate(split(abstract)):
        low = text.lower()
        if len(low) != len(text):  # İ becomes two characters: places would not agree
            low = text
        worth = sum(weight for sign, weight in _SIGNS if sign.search(low))
        worth += 2.0 * len(known.intersection(_WORD.findall(low))) / (len(known) + 1)
        sentences.append(_Sentence(text, low, worth + (0.6 if place == 0 else 0)))
    return sentences


def _clause(sentences: list[_Sentence], most: int) -> str:
    """Return the best clause of any sentence within `most` characters, '' if there is no text."""
    best = sorted(sentences, key=lambda sentence: -sentence.worth)[:_ASKED]
    spans = [
        (sentence.worth + worth, text)
        for sentence in best
        for worth, text in _spans(sentence, most)
    ]
    if spans:
        return max(spans, key=lambda span: span[0])[1]
    if not best:
        return ""
    words = LINK.sub("", best[0].text)[: most - 1]
    return f"{words[: words.rfind(' ')] if ' ' in words else words}…"


def _spans(sentence: _Sentence, most: int) -> Iterator[tuple[float, str]]:
    """List the clauses of a sentence that fit, each with its worth as a line of its own."""
    text, linked = sentence.text, LINK.search(sentence.text) is not None
    leads = _LEAD.match(sentence.low) is not None
    ends = cuts(text)
    for start, gain in _starts(sentence.low):
        for end in ends:
            span = text[start : end.at].rstrip(" ,;:–—-")
            quoted = f"{'…' if start else ''}{span}{'…' if end.cost else ''}"
            if not span or len(quoted) > most or not balanced(span):
                continue
            if _HANGING.search(sentence.low, start, end.at) or (linked and LINK.search(span)):
                continue
            worth = gain - end.cost + 1.5 * min(len(span), _FULL) / _FULL
            # A noun says nothing, nor does what only leads up to the main clause.
            empty = len(span) < _SCANT or (leads and start == 0 and end.cost > 0)
            yield worth - empty, quoted


def _starts(low: str) -> Iterator[tuple[int, float]]:
    """List where a quotation of this sentence may begin, and how well."""
    yield 0, -0.4 if _LEAD.match(low) else 0.7
    for sign, gain in ((_OFFERS, 0.8), (_FINDS, 0.7), (_STUDIES, 0.5), (_CLAUSE, 0.0)):
        if found := sign.search(low):
            pointing = _POINTING.match(low, found.end()) is not None
            yield found.end(), gain - pointing
            if sign is _OFFERS and (named := _NAMED.match(low, found.end())):
                yield named.end(), 0.9
