"""Learn the weights of the authors' own words, in plain Python, in about two minutes.

    python -m tests.benchmarks.train_sentences config/sentences.tsv
    python -m tests.benchmarks.train_sentences --folds 5

The first writes the file; the second writes nothing and says how well the method does on papers
that it has not learned from. Nothing else about the method is to be chosen on the dev part.

Two steps. A logistic regression guesses for every word whether the summary holds it. Then the
pieces of each abstract are weighed by the shape that these chances give them; the weights follow
the gradient of the ROUGE-1 expected when pieces are drawn by their worth. The second step sees
chances that were guessed by models which had not learned from that paper.
"""

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.domain.sentences import split
from bot.summarisers.picking import pieces, rank
from bot.summarisers.ranking import Model, Read, roots
from tests.benchmarks.abstracts import Told, told
from tests.benchmarks.rouge import rouge

OFTEN = 15  # papers that a word must be in to get weights of its own
PARTS = 5  # models for the chances of the second step
ROUNDS, PACE, CALM = 8, 0.1, 10.0
SHAPE_ROUNDS, SHAPE_PACE, SHAPE_CALM = 30, 0.05, 0.002
SMALL = 0.02  # weights nearer to nought are left out
HEAD = """\
# How much of a summary a piece of an abstract is likely to be; read by bot/summarisers/ranking.py.
# Made by tests/benchmarks/train_sentences.py from the train part of SciTLDR (Cachola, Lo, Cohan
# and Weld: TLDR: Extreme Summarization of Scientific Documents, 2020; Apache License 2.0), whose
# text is not in here: these are weights of single words (their first six letters) and of shapes.
# sign, weight
"""


class Seen:
    """A paper of the training part, looked at once."""

    def __init__(self, paper: Told) -> None:
        self.paper = paper
        self.text = Read(paper.title, split(paper.abstract))
        self.held = {word for line in paper.lines for word in roots(line)}
        self.scores: dict[str, float] = {}

    def score(self, text: str) -> float:
        """Return ROUGE-1, best over the lines."""
        if text not in self.scores:
            self.scores[text] = rouge(text, self.paper.lines).one
        return self.scores[text]


def learn_words(seen: Sequence[Seen], chance: random.Random) -> Model:
    """Learn which words a summary holds."""
    papers = Counter(word for each in seen for word in each.text.holding)
    known = frozenset(word for word, count in papers.items() if count >= OFTEN)
    rows = [
        (signs, float(word in each.held)) for each in seen for word, signs in each.text.signs(known)
    ]
    times = Counter(sign for signs, _ in rows for sign in signs)
    number = {sign: place for place, sign in enumerate(times)}
    numbered = [([number[sign] for sign in signs], held) for signs, held in rows]
    calm = [CALM / count for count in times.values()]
    weights, squares = [0.0] * len(times), [1.0] * len(times)
    for _ in range(ROUNDS):
        chance.shuffle(numbered)
        for places, held in numbered:
            error = 1 / (1 + math.exp(-sum([weights[place] for place in places]))) - held
            for place in places:
                slope = error + calm[place] * weights[place]
                squares[place] += slope * slope
                weights[place] -= PACE * slope / math.sqrt(squares[place])
    return Model.of(
        {
            sign: weight
            for sign, weight in zip(times, weights, strict=True)
            if abs(weight) >= SMALL or sign.removeprefix("word ") in known
        }
    )


def learn_shapes(
    seen: Sequence[Seen], models: Sequence[Model], chance: random.Random
) -> dict[str, float]:
    """Learn which shape of a piece promises most.

    Args:
        models: For each paper one that has not learned from it.
    """
    choices = []
    for each, model in zip(seen, models, strict=True):
        chances = model.chances(each.text)
        found = pieces(each.text, chances)
        shapes = [each.text.shape(piece, chances) for piece in found]
        scores = [100 * each.score(piece.text) for piece in found]
        if len(found) > 1:
            choices.append((shapes, scores))
    weights = dict.fromkeys(choices[0][0][0], 0.0)
    squares = dict.fromkeys(weights, 1.0)
    for _ in range(SHAPE_ROUNDS):
        chance.shuffle(choices)
        for shapes, scores in choices:
            worth = [sum(weights[sign] * value for sign, value in each.items()) for each in shapes]
            top = max(worth)
            odds = [math.exp(each - top) for each in worth]
            total = sum(odds)
            hoped = sum(odd * score for odd, score in zip(odds, scores, strict=True)) / total
            pull = [odd / total * (score - hoped) for odd, score in zip(odds, scores, strict=True)]
            for sign in weights:
                slope = sum(p * each[sign] for p, each in zip(pull, shapes, strict=True))
                slope -= SHAPE_CALM * weights[sign]
                squares[sign] += slope * slope
                weights[sign] += SHAPE_PACE * 10 * slope / math.sqrt(squares[sign])
    return {f"shape {sign}": weight for sign, weight in weights.items()}


def learn(seen: Sequence[Seen], chance: random.Random) -> Model:
    """Learn everything."""
    parts = [number % PARTS for number in range(len(seen))]
    chance.shuffle(parts)
    others = [
        learn_words([each for each, part in zip(seen, parts, strict=True) if part != left], chance)
        for left in range(PARTS)
    ]
    shapes = learn_shapes(seen, [others[part] for part in parts], chance)
    return Model.of({**learn_words(seen, chance).weights, **shapes})


def folds(seen: Sequence[Seen], count: int, chance: random.Random) -> list[float]:
    """Return ROUGE-1 of each fold by a model that learned from the others."""
    parts = [number % count for number in range(len(seen))]
    chance.shuffle(parts)
    found = []
    for left in range(count):
        model = learn([e for e, part in zip(seen, parts, strict=True) if part != left], chance)
        scores = [
            each.score(rank(model, each.paper.title, each.paper.abstract).pieces[0][1].text)
            for each, part in zip(seen, parts, strict=True)
            if part == left
        ]
        found.append(100 * sum(scores) / len(scores))
    return found


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="where the weights go")
    parser.add_argument("--folds", type=int, help="measure on so many parts instead")
    asked = parser.parse_args()
    if (asked.file is None) == (asked.folds is None):
        parser.error("either a file or --folds")
    chance = random.Random(2020)  # noqa: S311
    seen = [Seen(paper) for paper in told("train")]
    if asked.folds:
        found = folds(seen, asked.folds, chance)
        print(" ".join(f"{each:.2f}" for each in found), f"mean {sum(found) / len(found):.2f}")  # noqa: T201
        return 0
    weights = learn(seen, chance).weights
    lines = (f"{sign}\t{weight:.2f}\n" for sign, weight in sorted(weights.items()))
    asked.file.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
