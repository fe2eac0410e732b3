"""What a paper answers to a question: sentences, each with the words of the paper it stands on.

Nothing a model claims is believed. A quote is looked for in the paper, what is shown are the
paper's own words, and where they stand is where they were found.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.fulltext import Lack
from bot.domain.grounding import Facts, Sentence, Source, check
from bot.domain.grounding.plain import chinese
from bot.domain.papers import Paper, PaperId
from bot.domain.quotable import Quotable, Where
from bot.domain.sentences import join
from bot.domain.summaries import Basis, Material

MOST_SENTENCES = 6
SENTENCE_LIMIT = 400
"""Characters of a sentence of an answer at most."""

_SHARED = 0.3
"""How much of a sentence, at least, has to be about what it quotes: a model that obeys somebody
else puts any words beside any quote."""
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}|[\u3040-\u30ff\u3400-\u9fff]")
_ROOT = 5  # letters that tell words apart: "trains" and "training" are one

_WORDS = 3
_SIGNS = 5
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

LONGEST_QUESTION = 500
"""Characters; who wants to know more asks again."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and what it stands on.

    Attributes:
        text: '' where the quoted words are the answer.
        quote: Words of the paper, as they stand there.
        where: Where they stand.
    """

    text: str
    quote: str
    where: Where


@dataclass(frozen=True, slots=True)
class Answer:
    """What a paper answers.

    Attributes:
        sentences: None where the paper does not say.
        writer: '' where the authors' own words are all there is, else the model's name.
        prompt: Version of the wording a model was given; '' for the authors.
        basis: What was read.
        pages: Of the PDF that was read; None otherwise.
        pages_read: Less than `pages` where the rest was over the limit.
        lack: Why the abstract had to do.
        fallback: True when a model was wanted and failed, so the authors speak.
        limit: The limit that kept the model from being asked, such as `space-day`; '' for none.
    """

    paper: PaperId
    version: int | None
    question: str
    sentences: tuple[Said, ...]
    writer: str = ""
    prompt: str = ""
    basis: Basis = Basis.ABSTRACT
    pages: int | None = None
    pages_read: int | None = None
    lack: Lack | None = None
    fallback: bool = False
    limit: str = ""

    @classmethod
    def of(
        cls,
        material: Material,
        question: str,
        sentences: tuple[Said, ...],
        *,
        writer: str = "",
        prompt: str = "",
        pages_read: int | None = None,
    ) -> "Answer":
        """Write an answer from what was read of a paper.

        Args:
            pages_read: Where less was read than there is.
        """
        paper, full = material.paper, material.full
        return cls(
            paper.id,
            paper.version,
            question,
            sentences,
            writer,
            prompt,
            material.basis,
            full.pages if full else None,
            pages_read or (full.pages_read if full else None),
            material.lack,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence as a model gave it, with what it says are words of the paper."""

    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a model's answer.

    Attributes:
        said: The sentences that may stand.
        faults: What is wrong with the others, in words for the model.
    """

    said: tuple[Said, ...]
    faults: tuple[str, ...]


def verify(
    claims: Iterable[Claim],
    paper: Paper,
    quotable: Quotable,
    unfit: Callable[[Sentence], Iterable[str]],
) -> Verdict:
    """Keep of a model's answer what the paper bears out.

    A sentence stays where its quote stands in the paper, and where all that it claims is said
    around the quote, in the title or in the abstract.

    Args:
        quotable: The texts of this paper.
        unfit: Says what in a sentence may not be said, whatever the paper says; what the paper
            does not bear out is among it.
    """
    said: list[Said] = []
    faults: list[str] = []
    for claim in claims:
        found = quotable.find(claim.quote)
        if isinstance(found, str):
            faults.append(f"the quote {claim.quote[:80]!r} {found}")
            continue
        around = "\n\n".join(filter(None, (paper.title, quotable.abstract, found.around)))
        report = check(claim.text, Source.read(around, Facts.of(paper)))
        kept = []
        for sentence in report.sentences:
            wrong = [each[:80] for each in unfit(sentence)]
            faults += [f"what you quote does not say, or you may not: {each!r}" for each in wrong]
            if not wrong:
                kept.append(sentence.text)
        text = join(kept)
        if text and not _is_about(text, around):
            faults.append(f"{text[:80]!r} is not about what you quote")
        elif len(text) > SENTENCE_LIMIT:
            faults.append(f"a sentence has {len(text)} characters, {SENTENCE_LIMIT} are allowed")
        elif text and len(said) < MOST_SENTENCES:
            said.append(Said(text, found.text, found.where))
    return Verdict(tuple(said), tuple(dict.fromkeys(faults)))


def _is_about(text: str, around: str) -> bool:
    """Whether a sentence speaks of what a passage does, where both are in one script."""
    words = set(_roots(text))
    shared = words & set(_roots(around))
    return chinese(text) != chinese(around) or len(shared) >= _SHARED * len(words)


def _roots(text: str) -> list[str]:
    return [word[:_ROOT] for word in _WORD.findall(text.lower())]


def is_question(typed: str) -> bool:
    """Whether something reads as a question, or at least as more than a mistyped command."""
    text = asked(typed)
    marked = "?" in text or "？" in text
    return marked or len(text.split()) >= _WORDS or len(_SIGN.findall(text)) >= _SIGNS


def asked(typed: str) -> str:
    """Return a question as one line, without characters nobody sees."""
    return " ".join("".join(each if each.isprintable() else " " for each in typed).split())
