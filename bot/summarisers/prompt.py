"""What a model is told: the wording, put together for one order."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.domain.summaries import ASPECTS, LIMITS, Order
from bot.summarisers.scripts import named, names, primary
from bot.summarisers.shapes import example

_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Prompts:
    """The wording.

    Attributes:
        texts: Of each file, by its name without the suffix.
        version: Changes whenever the wording does.
    """

    texts: dict[str, str]
    version: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder: a text for each detail and language, and those that go with all."""
        files = sorted(folder.glob("*.md"))
        texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
        wording = "\0".join(part for pair in texts.items() for part in pair)
        return cls(texts, hashlib.sha256(wording.encode()).hexdigest()[:12])

    def system(self, order: Order) -> str:
        """Return all that a model is told beforehand; nothing of a paper is in it.

        Its last line is an answer without its words.
        """
        language = self.texts.get(f"{_LANGUAGE}-{primary(order.language)}", self.texts[_LANGUAGE])
        own, _ = names(order.language)
        parts = (
            self.texts[order.detail].replace("{most}", str(LIMITS[order.detail])),
            self.texts["rules"],
            self.texts["parts"] if ASPECTS[order.detail] else "",
            language.replace("{language}", named(order.language)).replace("{own}", own),
            self.texts["answer"].replace("{shape}", example(order)),
        )
        return "\n\n".join(part.strip() for part in parts if part)

    def repair(self, problem: str) -> str:
        """Return what a model is told when its answer cannot be used.

        Args:
            problem: What is wrong with it, in words for the model.
        """
        return self.texts["repair"].strip().replace("{problem}", problem)
