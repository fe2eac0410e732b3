"""The scores that the authors' own words are judged by, and the learning of their weights."""

import random

import pytest

from bot.domain.sentences import split
from bot.summarisers.picking import rank
from bot.summarisers.ranking import Model
from tests.benchmarks.abstracts import Told
from tests.benchmarks.rouge import rouge, stem
from tests.benchmarks.tldr import cued, lead, measure, oracle
from tests.benchmarks.train_sentences import Seen, folds, learn


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("caresses ponies ties caress cats", "caress poni tie caress cat"),
        ("feed agreed plastered bled motoring sing", "feed agre plaster bled motor sing"),
        ("conflated troubled sized hopping tanned", "conflat troubl size hop tan"),
        ("falling hissing fizzed failing filing", "fall hiss fizz fail file"),
        ("happy enjoy spied died dying", "happi enjoy spi die die"),
        ("relational conditional digitizer operator", "relat condit digit oper"),
        ("feudalism decisiveness hopefulness formality", "feudal decis hope formal"),
        ("triplicate formative electrical goodness", "triplic form electr good"),
        ("revival allowance inference adjustable", "reviv allow infer adjust"),
        ("adoption homologous effective bowdlerize", "adopt homolog effect bowdler"),
        ("probate rate cease controll roll", "probat rate ceas control roll"),
        ("generalizations oscillators traditionally", "gener oscil tradit"),
        ("news proceed skies analogies psychology", "news proceed sky analog psycholog"),
    ],
)
def test_words_are_stemmed_as_porter_says(words, stems):
    assert " ".join(map(stem, words.split())) == stems


@pytest.mark.parametrize(
    ("text", "references", "one", "two", "long"),
    [
        ("the cat sat on the mat", ["the cat is on the mat"], 5 / 6, 3 / 5, 5 / 6),
        ("the cat sat", ["dogs bark", "The cats sat!"], 1, 1, 1),
        ("a b c d", ["d c b a"], 1, 0, 1 / 4),
        ("a a a", ["a b"], 2 / 5, 0, 2 / 5),
        ("", ["a"], 0, 0, 0),
    ],
)
def test_rouge_counts_words_pairs_and_order(text, references, one, two, long):
    found = rouge(text, references)
    assert (found.one, found.two, found.long) == pytest.approx((one, two, long))


def made_up():
    """Papers of which those lines are written that speak of purrs, wherever they stand."""
    chance = random.Random(5)  # noqa: S311
    beasts = ["owls", "dogs", "bats", "hens", "cows", "pigs"]
    papers = []
    for _ in range(40):
        one, two, three = chance.sample(beasts, 3)
        line = f"We study the purrs of {one}."
        others = [f"Many {two} bark at night in the town.", f"Old {three} are fed by hand."]
        abstract = chance.sample([line, *others], 3)
        papers.append(Told(f"On {two}", " ".join(abstract), (line,)))
    return papers


def test_weights_are_learned_from_what_people_wrote():
    seen = [Seen(paper) for paper in made_up()]
    model = learn(seen, random.Random(1))  # noqa: S311
    chances = model.chances(seen[0].text)
    assert chances["purrs"] > 0.8 > 0.3 > chances["bark"]
    best = rank(model, "Rats", "Many rats bark at night. We study the purrs of rats. Rats eat.")
    assert best.pieces[0][1].text == "We study the purrs of rats."
    assert min(folds(seen, 3, random.Random(1))) > 95  # noqa: S311


def test_a_file_of_weights_is_read_back(tmp_path):
    file = tmp_path / "weights.tsv"
    file.write_text("# made up\nword purr\t1.50\npurr+t\t-0.25\n", encoding="utf-8")
    assert Model.read(file) == Model.of({"word purr": 1.5, "purr+t": -0.25})
    assert Model.read(file).known == {"purr"}


def test_the_ways_are_measured_side_by_side():
    papers = made_up()
    assert [split(paper.abstract)[0] for paper in papers] == list(map(lead, papers))
    best, first = measure(oracle, papers), measure(lead, papers)
    assert best[:4] == pytest.approx((100, 100, 100, 100))
    assert first[0] < measure(cued, papers)[0] == pytest.approx(100)
