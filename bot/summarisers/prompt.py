"""What a model is told, and what its answer must look like."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.domain.grounding import Report, Source, check
from bot.domain.papers import Paper
from bot.domain.summaries import LIMITS, Detail

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}
"""JSON schema of an answer."""
_MANY = 8  # faults that are named to the model
_NAMED = 80  # characters of each


@dataclass(frozen=True, slots=True)
class Prompts:
    """The wording, one text for each detail.

    Attributes:
        version: Changes whenever the wording does.
    """

    tasks: dict[Detail, str]
    repair: str
    version: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read `<detail>.md` and `repair.md`."""
        tasks = {each: (folder / f"{each}.md").read_text(encoding="utf-8") for each in Detail}
        repair = (folder / "repair.md").read_text(encoding="utf-8")
        wording = "\0".join([*tasks.values(), repair])
        return cls(tasks, repair, hashlib.sha256(wording.encode()).hexdigest()[:12])


def shown(paper: Paper) -> str:
    """Return all a model sees of a paper, as JSON: no text can end a JSON string from within."""
    return json.dumps({"title": paper.title, "abstract": paper.abstract}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What can be used of an answer.

    Attributes:
        text: One line, without the sentences that the paper does not bear out.
        report: What was looked up, and found or not.
    """

    text: str
    report: Report

    @property
    def complaint(self) -> str:
        """Name what the paper does not bear out, in words for the model; '' for nothing."""
        wrong = dict.fromkeys(each.text[:_NAMED] for each in self.report.unsupported)
        named = "; ".join(json.dumps(each, ensure_ascii=False) for each in list(wrong)[:_MANY])
        return named and f"the paper does not say, or you may not: {named}"


def read_answer(answer: str, source: Source, detail: Detail) -> Draft:
    """Return the text of an answer, cut down to what the paper bears out.

    Args:
        answer: As the model gave it.
        source: All it was shown of the paper.
        detail: What it was asked for.

    Raises:
        ValueError: The answer cannot be used; says why in words for the model.
    """
    texts = [found["text"] for found in _objects(answer) if isinstance(found.get("text"), str)]
    if not texts:
        raise ValueError('it holds no JSON object with a "text"')
    report = check(texts[0], source)
    draft = Draft(" ".join(report.text.split()), report)
    if not draft.text:
        raise ValueError(draft.complaint or "it is empty")
    if len(draft.text) > LIMITS[detail]:
        raise ValueError(f"it has {len(draft.text)} characters, {LIMITS[detail]} are allowed")
    return draft


def _objects(answer: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in an answer, whatever prose or fence surrounds them."""
    decoder = json.JSONDecoder(strict=False)
    start = answer.find("{")
    while start >= 0:
        try:
            found, end = decoder.raw_decode(answer, start)
        except (json.JSONDecodeError, RecursionError):
            end = start + 1
        else:
            yield found
        start = answer.find("{", end)
