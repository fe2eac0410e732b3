"""What may be quoted: shorter sentences that are still sentences."""

from pathlib import Path

import pytest

from bot.domain.sentences import split
from bot.domain.summaries import LIMITS, Detail
from bot.summarisers.clauses import versions
from bot.summarisers.extractive import shipped, tldr
from bot.summarisers.picking import rank
from bot.summarisers.ranking import Model, Piece, Read, roots

CONFIG = Path(__file__).parents[2] / "config"
GARDEN = (
    "Gardens are watered too much. In this paper, we propose Drip, a valve that opens only when "
    "soil is dry. We train it on 40 gardens and 3 farms without any labels. Furthermore, we prove "
    "that the valve never floods a bed. Drip saves 31% of the water in a dry summer. Its cost is "
    "two euros for each bed. We also find that tomatoes grow faster with Drip. We find that "
    "tomatoes grow faster with Drip as well. Code is available at https://example.org/drip."
)


def texts(sentence):
    return [version.text for version in versions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "In this paper, we propose a very small language for writing to cats.",
            "…we propose a very small language for writing to cats.",
        ),
        (
            "Specifically, our method sorts every cat by the loudness of its purr.",
            "…our method sorts every cat by the loudness of its purr.",
        ),
        (
            "To close this gap, we build a corpus of ten thousand recorded purrs.",
            "…we build a corpus of ten thousand recorded purrs.",
        ),
        (
            "We propose a sorter of cats by the sound of purrs, which needs no labels at all.",
            "We propose a sorter of cats by the sound of purrs…",
        ),
        (
            "Here, we show that all cats can be sorted by their purrs, using a cheap microphone.",
            "…we show that all cats can be sorted by their purrs…",
        ),
    ],
)
def test_a_sentence_is_shortened_at_the_edge_of_a_clause(sentence, shorter):
    assert texts(sentence)[0] == sentence
    assert shorter in texts(sentence)


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        ("Methods for sorting all the cats of a town, which are slow, often fail.", "town…"),
        ("We show that sorters trained on the purrs of cats, which are loud, often fail.", "cats…"),
        ("To sort the many cats of a very large town by purr, we propose a sorter.", "by purr…"),
        ("The sorter not only ranks the cats of a town by purr, but it names them.", "by purr…"),
        ("We propose a sorter (for the loud cats of a town, which purr) and a dog.", "town…"),
        ("In particular, it works.", "…it works."),
    ],
)
def test_no_version_breaks_the_grammar(sentence, broken):
    assert not [text for text in texts(sentence) if text.endswith(broken)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We propose a sorter. ",
        "",
        "In this paper, ",
        "İn this paper, we propose a very small thing.",
    ],
)
def test_the_whole_sentence_is_always_the_first_version(sentence):
    assert versions(sentence)[0].text == sentence


def test_the_summary_is_not_the_title_again():
    title = "We sort cats by purr"
    assert tldr(title, f"{title}. Our sorter needs no labels.") == "Our sorter needs no labels."
    assert tldr(title, f"{title}.") == f"{title}."


def test_of_a_withdrawn_paper_only_that_is_said():
    abstract = "We propose a new proof. This paper has been withdrawn by the author. We sorted it."
    assert tldr("Proof", abstract) == "This paper has been withdrawn by the author."


def test_chinese_sentences_are_quoted_without_spaces():
    abstract = "猫很吵。我们提出了一种新的猫分类方法。它不需要标签。"
    assert tldr("猫", abstract) in {"".join(pair) for pair in _runs(split(abstract))}


def _runs(sentences):
    return [sentences[a:b] for a in range(len(sentences)) for b in range(a + 1, len(sentences) + 1)]


def test_a_long_sentence_gives_way_to_one_that_fits():
    long = "We propose a sorter of " + ", ".join(f"cats number {n} of the town" for n in range(30))
    text = tldr("Cats", f"{long}. We propose a sorter of dogs.")
    assert len(long) > LIMITS[Detail.TLDR] >= len(text)


def test_the_weights_are_small_and_say_where_they_are_from():
    file = CONFIG / "sentences.tsv"
    text = file.read_text(encoding="utf-8")
    assert file.stat().st_size < 100_000
    assert "Apache License 2.0" in text
    assert Model.read(file) == shipped()
    signs = {
        sign for _, signs in Read("Cats", split(GARDEN)).signs(shipped().known) for sign in signs
    }
    shape = Read("Cats", ["We sort."]).shape(Piece("We sort.", (0,)), {})
    assert shipped().weights.keys() >= {f"shape {sign}" for sign in shape}
    assert len(signs & shipped().weights.keys()) > len(signs) / 2


def test_weights_decide_which_sentence_is_best():
    for wanted, sentence in (("purr", "Cats purr."), ("bark", "Dogs bark.")):
        model = Model.of({f"word {wanted}": 3.0, "shape promise 20": 1.0})
        best = rank(model, "Sounds", "Cats purr. Dogs bark.").pieces
        assert next(piece.text for _, piece in best if len(piece.places) == 1) == sentence


def test_words_are_told_apart_by_their_first_letters_and_characters():
    assert roots("Proposed proposals: 猫科 3.5") == ("propos", "propos", "猫", "科", "3", "5")
