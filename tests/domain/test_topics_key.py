"""What may differ between two spellings of one topic."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import TopicError
from bot.domain.topics import Vocabulary, read
from bot.domain.topics.spelling import singular

CONFIG = Path(__file__).parents[2] / "config"
VOCABULARY = Vocabulary.read(
    (CONFIG / "categories.tsv").read_text("utf-8"), (CONFIG / "glossary.toml").read_text("utf-8")
)

# Each row is one term in several spellings; the first is the plain one.
TERMS = (
    ("diffusion", "Diffusion", "DIFFUSIONS", '"diffusion"', "all:diffusion", "'Diffusion'"),
    ('"text to image"', "text-to-image", "“Text–to–Images”", "«text to image»", "text/to/image"),
    ('"vision language model"', "vision–language-models", "“Vision-Language Models”"),
    ("naive", "naïve", "Naïve", "nai\u0308ve"),
    ("c++", "C++", '"C++"'),
    ("study", "studies", "Study"),
    ("ti:video", "title:Videos", "TI:videos", 'ti:"video"', "ti: video"),
    ("abs:survey", "abstract:surveys"),
    ("co:neurips", "comment:NeurIPS", 'co:"NeurIPS"'),
    ("cs.CV", "CS.cv", "cat:cs.CV", "category:cs.cv"),
    ("cs.CL", "cmp-lg", "cat:cmp-lg"),
    ("cs.IT", "math.IT", "cat:math.IT"),
    ("math.*", "MATH.*", "cat:math.*"),
    ("primary:cs.LG", "primary:CS.lg"),
    ('au:"Kaiming He"', 'author:"kaiming he"', "au:kaiming_he", "au:“Kaiming  He”"),
    ("=LoRA", '="LoRA"'),
)
ANDS = (" AND ", " and ", " ", " & ", " && ", "\tAND\u3000")
ORS = (" OR ", " or ", " | ", "|", " || ")
NOTS = ("NOT ", "not ", "-", "without ", "NOT NOT NOT ", "−", "!")


def trees():
    leaf = st.sampled_from(TERMS)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.just("and"), st.lists(inner, min_size=2, max_size=3)),
            st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3)),
        ),
        max_leaves=6,
    )


def plainly(tree):
    if tree in TERMS:
        return tree[0]
    if tree[0] == "not":
        return f"NOT ({plainly(tree[1])})"
    sign = {"and": " AND ", "or": " OR "}[tree[0]]
    return "(" + sign.join(map(plainly, tree[1])) + ")"


def otherwise(tree, pick):
    """Write a tree as somebody else would."""
    if tree in TERMS:
        return pick(tree)
    kind, inner = tree
    if kind == "not":
        if inner not in TERMS and inner[0] != "not" and pick((True, False)):
            pushed = {"and": "or", "or": "and"}[inner[0]]
            return otherwise((pushed, [("not", each) for each in inner[1]]), pick)
        written = otherwise(inner, pick)
        return f"{pick(NOTS)}({written})"
    members = [f"({otherwise(each, pick)})" for each in inner]
    if pick((True, False)):
        members.reverse()
    if pick((True, False)):
        members.append(members[0])
    if len(members) > 2 and pick((True, False)):
        sign = pick(ANDS if kind == "and" else ORS)
        members = [f"({sign.join(members[:2])})", *members[2:]]
    return pick(ANDS if kind == "and" else ORS).join(members)


def outcome(typed):
    try:
        return read(typed, VOCABULARY).key
    except TopicError as error:
        return error.words.key


@settings(max_examples=200, deadline=None)
@given(trees(), st.data())
def test_the_key_does_not_depend_on_how_a_topic_is_typed(tree, data):
    other = otherwise(tree, lambda choices: data.draw(st.sampled_from(choices)))
    outcomes = {outcome(plainly(tree)), outcome(other)}
    # What becomes too long by being repeated says nothing about keys.
    assert len(outcomes - {"topic-too-long", "topic-too-many"}) <= 1


@settings(max_examples=200, deadline=None)
@given(trees())
def test_the_text_of_a_topic_reads_as_the_same_topic(tree):
    try:
        topic = read(plainly(tree), VOCABULARY)
    except TopicError:
        return
    again = read(topic.text, VOCABULARY)
    assert (again.key, again.text) == (topic.key, topic.text)


PIECES = (
    *(spelling for term in TERMS for spelling in term),
    *(*ANDS, *ORS, *NOTS, "(", ")", ",", "，", "\n", '"', "'", ":", "-", "=", "#", "*", "+", "/"),
    *("to", "of", "the", "for", "but", "cs", "math", "robotics", "computer vision", "everything"),
    *("NeurIPS", "2024", "扩散模型", "何", "au:", "ti:", "since:", "foo:", "%22", "http://", "@x"),
    *("arxiv.org/list/cs.CV/new", "information theory", "\x00", "ß", "ﬁ", "Ⅳ", "α", "\u0301"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12), st.data())
def test_whatever_is_typed_is_read_or_refused_and_what_is_read_reads_the_same_again(pieces, data):
    typed = data.draw(st.sampled_from(("", " "))).join(pieces)
    try:
        topic = read(typed, VOCABULARY)
    except TopicError:
        return
    again = read(topic.text, VOCABULARY)
    assert (again.key, again.text) == (topic.key, topic.text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("diffusion", "ti:diffusion"),
        ("lora", "=LoRA"),
        ("=LoRA", "=Lora"),
        ("cs.CV", "primary:cs.CV"),
        ('"text image"', "text image"),
        ('au:"Yang Li"', 'au:"Yang Liu"'),
        ("c++ code", "c code"),
        ("diffusion OR flow", "diffusion flow"),
    ],
)
def test_different_topics_have_different_keys(one, other):
    assert read(one, VOCABULARY).key != read(other, VOCABULARY).key


def test_the_key_carries_the_version_of_the_grammar():
    assert read("diffusion", VOCABULARY).key.startswith("1:")


@pytest.mark.parametrize(
    ("plural", "singular_"),
    [("models", "model"), ("studies", "study"), ("movies", "movie"), ("classes", "classe")],
)
def test_plurals_are_compared_as_singulars(plural, singular_):
    assert singular(plural) == singular(singular_)


@pytest.mark.parametrize("word", ["loss", "corpus", "analysis", "gas", "c++"])
def test_what_is_no_plural_stays(word):
    assert singular(word) == word


@given(st.text(max_size=8))
def test_the_singular_of_a_singular_is_itself(word):
    assert singular(singular(word)) == singular(word)
