"""Papers with one-line summaries by people, to learn from and to measure on."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCITLDR = Path(__file__).parents[3] / "shared" / "data" / "scitldr"


@dataclass(frozen=True, slots=True)
class Told:
    """A paper and what people say it is about, in one line each."""

    title: str
    abstract: str
    lines: Sequence[str]


def told(part: str, folder: Path = SCITLDR) -> list[Told]:
    """Read the papers of a part, `train` or `dev`."""
    with gzip.open(folder / f"{part}.jsonl.gz", "rt", encoding="utf-8") as rows:
        return [
            Told(row["title"], " ".join(row["source"]), tuple(row["target"]))
            for row in map(json.loads, rows)
        ]
