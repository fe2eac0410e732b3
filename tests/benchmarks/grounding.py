"""How much of what is wrong in a text is found, and how much that is right is cut.

    python -m tests.benchmarks.grounding            # both halves of the papers
    python -m tests.benchmarks.grounding --cut 0    # and every clean sentence cut in the first

A planted error counts as found when the text, checked against title and abstract, has something
unsupported that it did not have before.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter

from bot.domain.grounding import Report, Source, check
from tests.benchmarks.grounded_texts import KINDS, LANGUAGES, Base, Planted, bases, plant

EACH = 30  # planted errors of a kind in a language
CLEAN = 150  # clean texts in a language
LEAST = {"number": 0.95, "link": 0.95, "polarity": 0.8, "unit": 0.8, "dataset": 0.8}
MOST_CUT = 0.05


@dataclass(slots=True)
class Found:
    """What one run found."""

    planted: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    sentences: Counter = field(default_factory=Counter)
    cut: Counter = field(default_factory=Counter)
    lost: list[Planted] = field(default_factory=list)
    spoilt: list[tuple[Base, Report]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Return the share of planted errors of a kind that were found."""
        found = sum(self.found[kind, language] for language in LANGUAGES)
        return found / max(1, sum(self.planted[kind, language] for language in LANGUAGES))

    def cut_share(self) -> float:
        """Return the share of clean sentences that were cut."""
        return sum(self.cut.values()) / max(1, sum(self.sentences.values()))

    def missed(self) -> list[str]:
        """Say which goals were missed."""
        missed = [
            f"{kind}: {self.recall(kind):.3f}" for kind in KINDS if self.recall(kind) < LEAST[kind]
        ]
        return missed + ([f"cut: {self.cut_share():.3f}"] if self.cut_share() > MOST_CUT else [])

    def rows(self) -> list[str]:
        """Write the figures down."""
        rows = [f"{'':10}" + "".join(f"{language:>12}" for language in LANGUAGES) + f"{'both':>8}"]
        for kind in KINDS:
            each = "".join(
                f"{self.found[kind, language]:>6} / {self.planted[kind, language]:<3}"
                for language in LANGUAGES
            )
            rows.append(f"{kind:10}{each}{self.recall(kind):>8.3f}")
        each = "".join(f"{self.cut[lang]:>6} / {self.sentences[lang]:<3}" for lang in LANGUAGES)
        rows.append(f"{'clean, cut':10}{each}{self.cut_share():>8.3f}")
        times = sorted(self.seconds)
        rows.append(
            f"a check takes {1000 * times[len(times) // 2]:.1f} ms, at most {1000 * times[-1]:.1f}"
        )
        return rows


def run(texts: list[Base], *, each: int, clean: int, seed: str) -> Found:
    """Plant errors, leave as many texts clean, and check them all."""
    chance, found = random.Random(seed), Found()  # noqa: S311
    sources: dict[str, Source] = {}
    for language in LANGUAGES:
        told = [base for base in texts if base.language == language]
        chance.shuffle(told)
        for base in told[:clean]:
            report = _checked(base.text, base, sources, found)
            cut = sum(not sentence.kept for sentence in report.sentences)
            found.sentences[language] += len(report.sentences)
            found.cut[language] += cut
            if cut:
                found.spoilt.append((base, report))
        for kind in KINDS:
            chance.shuffle(told)
            planted = (plant(base, kind, chance) for base in told)
            for error in [error for error in planted if error][:each]:
                found.planted[kind, language] += 1
                before = Counter(
                    map(str, _unsupported(error.base.text, error.base, sources, found))
                )
                after = Counter(map(str, _unsupported(error.text, error.base, sources, found)))
                if after - before:
                    found.found[kind, language] += 1
                else:
                    found.lost.append(error)
    return found


def _unsupported(text: str, base: Base, sources: dict[str, Source], found: Found) -> list[str]:
    return [f"{each.kind} {each.text}" for each in _checked(text, base, sources, found).unsupported]


def _checked(text: str, base: Base, sources: dict[str, Source], found: Found) -> Report:
    source = sources.get(base.paper) or Source.read(base.source, base.facts)
    sources[base.paper] = source
    started = perf_counter()
    report = check(text, source, links=True)
    found.seconds.append(perf_counter() - started)
    return report


def main() -> int:
    """Run on both halves and print the figures."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--cut", type=int, choices=(0, 1), help="print what is cut in a half")
    reader.add_argument(
        "--lost", type=int, choices=(0, 1), help="print what is not found in a half"
    )
    wanted = reader.parse_args()
    every, missed = bases(), []
    for half in (0, 1):
        texts = [base for base in every if base.half == half]
        found = run(texts, each=EACH, clean=CLEAN, seed=f"half {half}")
        print(f"\nhalf {half}: {len(texts)} texts", *found.rows(), sep="\n")  # noqa: T201
        missed += [f"half {half}: {each}" for each in found.missed()]
        for base, report in found.spoilt if wanted.cut == half else []:
            for sentence in report.sentences:
                if not sentence.kept:
                    wrong = [f"{f.kind}: {f.text}" for f in sentence.findings if not f.supported]
                    print(base.paper, base.made, wrong, sentence.text, sep=" | ")  # noqa: T201
        for error in found.lost if wanted.lost == half else []:
            print(error.base.paper, error.kind, error.wrong, error.text[-300:], sep=" | ")  # noqa: T201
    print(*(missed or ["every goal is met"]), sep="\n")  # noqa: T201
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
