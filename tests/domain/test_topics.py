"""What people type, and what is made of it."""

import re
from pathlib import Path

import pytest

from bot.domain.errors import TopicError
from bot.domain.topics import Vocabulary, default_name, read

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config"
VOCABULARY = Vocabulary.read(
    (CONFIG / "categories.tsv").read_text("utf-8"), (CONFIG / "glossary.toml").read_text("utf-8")
)
LISTED = "https://arxiv.org/list/cs.CV/recent"


def known_author(name):
    return name == "Kaiming He"


def topic(typed):
    return read(typed, VOCABULARY, known_author)


def refusal(typed):
    with pytest.raises(TopicError) as caught:
        topic(typed)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("diffusion -video", "diffusion NOT video"),
        ("llm agents but not medical", "agents llm NOT medical"),
        ("cs.CV text to image", '"text to image" cs.CV'),
        ("CS.cv,cs.LG", "cs.CV OR cs.LG"),
        ("cs.CV+cs.LG", "cs.CV OR cs.LG"),
        (LISTED, "cs.CV"),
        ("arxiv.org/list/cs.CV/new", "cs.CV"),
        ("https://rss.arxiv.org/rss/cs.CV+cs.LG", "cs.CV OR cs.LG"),
        ("https://arxiv.org/list/cs/recent -video", "cs.* NOT video"),
        ("au: yang li", 'au:"Yang Li"'),
        ("au: yang li cs.CV", 'au:"Yang Li" cs.CV'),
        ("au:Hinton cs.CV", 'au:"Hinton" cs.CV'),
        ("au:del_maestro", 'au:"Del Maestro"'),
        ("#image_generation", '"image generation"'),
        (
            "diffusion; consistency models, flow matching",
            "diffusion OR (consistency models) OR (flow matching)",
        ),
        ("RAG", "rag"),
        ("LoRA", "lora"),
        ("=LoRA", "=LoRA"),
        ("C++ code generation", "c++ code generation"),
        (
            'cat:cs.CL AND ti:"retrieval augmented" ANDNOT abs:survey',
            'ti:"retrieval augmented" cs.CL NOT abs:survey',
        ),
        (
            "cat:cs.CL+AND+ti:%22retrieval+augmented%22+ANDNOT+abs:survey",
            'ti:"retrieval augmented" cs.CL NOT abs:survey',
        ),
        (
            "https://export.arxiv.org/api/query?search_query=all:electron+AND+cat:cs.CL&start=0",
            "electron cs.CL",
        ),
        ("(cs.RO OR cs.CV) AND (manipulation)", "manipulation (cs.CV OR cs.RO)"),
        ("“vision–language” models", 'models "vision language"'),
        (
            "papers about making LLM inference cheaper to serve",
            '"cheaper to serve" inference llm making',
        ),
        ("diffusion @everyone <!channel>", "channel diffusion everyone"),
        ("cs.cv  AND diffusion -video", "diffusion cs.CV NOT video"),
        ("cmp-lg", "cs.CL"),
        ("math.IT", "cs.IT"),
    ],
)
def test_what_people_type_is_shown_in_one_spelling(typed, text):
    assert topic(typed).text == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a survey of the state of the art", '"survey of the state of the art"'),
        ("diffusion models for video", "diffusion models video"),
        ("image to video to audio", '"image to video to audio"'),
        ("NOT text to image generation", 'generation NOT "text to image"'),
        ("flow, diffusion, and consistency, but not video", "(consistency OR diffusion OR flow)"),
        ("ti:(diffusion OR flow) cs.CV", "cs.CV (ti:diffusion OR ti:flow)"),
        ("au:(Hinton OR LeCun)", 'au:"Hinton" OR au:"LeCun"'),
        ("x NOT (diffusion flow)", "x (NOT diffusion OR NOT flow)"),
        ("ti:-video diffusion", "diffusion NOT ti:video"),
        ("Diffusion: theory - and practice?", "diffusion practice theory"),
        ("'text to image' models", 'models "text to image"'),
        ("primary:cs.CL cs.*", "cs.* primary:cs.CL"),
        ("hep-th strings", "strings hep-th"),
        ("co:NeurIPS diffusion", "diffusion co:neurips"),
        ("naïve Bayes", "bayes naive"),
        ("diffusion | flow & matching", "diffusion OR (flow matching)"),
        ('"computer" "vision"', '"computer" "vision"'),
        ('"robotics"', '"robotics"'),
        ("＂text to image＂　（diffusion）", 'diffusion "text to image"'),
    ],
)
def test_the_grammar_holds(typed, text):
    assert topic(typed).text.startswith(text)


@pytest.mark.parametrize(
    ("typed", "key", "at", "offers"),
    [
        ("Computer Vision", "topic-category-or-words", 0, ("cs.CV", '"Computer Vision"')),
        (
            "machine learning",
            "topic-category-or-words",
            0,
            ("cs.LG", "stat.ML", '"machine learning"'),
        ),
        ("Systems and Control", "topic-category-or-words", 0, ("eess.SY",)),
        ("diffusion, robotics", "topic-category-or-words", 11, ("diffusion, cs.RO",)),
        ("cs.CVV", "topic-category-near", 5, ("cs.CV",)),
        ("diffusion cs.CVV", "topic-category-near", 15, ("diffusion cs.CV",)),
        ("Kaiming He", "topic-author-or-words", 0, ('au:"Kaiming He"', "kaiming he")),
        ("Kaiming He diffusion", "topic-author-or-words", 0, ('au:"Kaiming He" diffusion',)),
        ("au:yang li", "topic-author-quotes", 3, ('au:"yang li"', 'au:"yang" li')),
        ("扩散模型", "topic-translated", 0, ('"diffusion model"',)),
        ("文生图，-视频", "topic-translated", 0, ('"text to image", -video',)),
        (
            "计算机视觉 大模型",
            "topic-translated",
            0,
            ('cs.CV "large language model"', 'cs.CV "foundation model"'),
        ),
        ("(cs.RO OR cs.CV) AND (manipulation", "topic-open-alone", 21, None),
        ("cs", "topic-archive", 0, ("cs.*", '"cs"')),
        ("cat:cs", "topic-archive", 4, ("cat:cs.*",)),
        ("math reasoning", "topic-archive", 0, ('"math" reasoning', "math.* reasoning")),
        ("NeurIPS", "topic-venue", 0, ("co:NeurIPS", '"NeurIPS"')),
        ("accepted CVPR", "topic-venue", 9, ("co:accepted co:CVPR",)),
        ('"text to image', "topic-quote-open", 0, ('"text to image"',)),
        ("titel:diffusion", "topic-field-unknown", 0, ("title:diffusion",)),
    ],
)
def test_what_can_mean_several_things_is_asked_with_offers_that_can_be_read(typed, key, at, offers):
    error = refusal(typed)
    assert (error.words.key, error.at) == (key, at)
    assert error.offers[: len(offers or ())] == (offers or ())
    assert error.offers
    for offer in error.offers:
        assert topic(offer).key


def test_a_translated_comma_before_a_not_joins():
    (offer,) = refusal("文生图，-视频").offers
    assert topic(offer).text == '"text to image" NOT video'


@pytest.mark.parametrize(
    ("typed", "key", "at"),
    [
        ("", "topic-empty", 0),
        ("  ... ", "topic-empty", 0),
        ("https://arxiv.org/abs/2403.03206v1", "topic-paper", 0),
        ("arXiv:2403.03206", "topic-paper", 0),
        ("何恺明", "topic-latin-only", 0),
        ("diffusion Гинтон", "topic-latin-only", 10),
        ("*", "topic-everything", 0),
        ("everything", "topic-everything", 0),
        ("-video", "topic-only-not", 0),
        ("diffusion OR NOT video", "topic-only-not", 0),
        ("cs.CV -cs.CV", "topic-never", 0),
        ("primary:cs.CV -cs.*", "topic-never", 0),
        ("primary:cs.CV primary:cs.LG", "topic-never", 0),
        ("ti:diffusion NOT (diffusion OR flow)", "topic-never", 0),
        ("since:2024", "topic-dates", 0),
        ("diffusion since: 2024", "topic-dates", 10),
        ("foo:bar", "topic-field-unknown", 0),
        ("cat:zzzzzz", "topic-category-unknown", 4),
        ("https://example.org/list", "topic-address", 0),
        ("diffus*", "topic-wildcard", 0),
        ("diffusion OR", "topic-operator-alone", 10),
        ("AND diffusion", "topic-operator-alone", 0),
        ("diffusion OR OR flow", "topic-operator-alone", 10),
        ("diffusion)", "topic-close-alone", 9),
        ("diffusion ()", "topic-nothing", 11),
        ("(" * 41 + "x" + ")" * 41, "topic-too-deep", 40),
        (" OR ".join(f"w{n}" for n in range(31)), "topic-too-many", 0),
        ("w" * 401, "topic-too-long", 400),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_own_sentence(typed, key, at):
    error = refusal(typed)
    assert (error.words.key, error.at) == (key, at)


def test_a_pasted_abstract_is_taken_for_one():
    pasted = "In this paper we study the use of diffusion models, and show that they work. " * 4
    assert len(pasted) > 300
    assert refusal(pasted).words.key == "topic-abstract"


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        (LISTED, {"topic-note-address": ("cs.CV",)}),
        ("diffusion; flow matching", {"topic-note-any-of": ("diffusion", "flow matching")}),
        ("cmp-lg", {"topic-note-retired": "cs.CL"}),
        ("diffusion, -video", {}),
        ("diffusion", {}),
    ],
)
def test_what_the_reader_decided_is_said(typed, notes):
    said = {note.key: dict(note.values) for note in topic(typed).notes}
    assert said.keys() == notes.keys()
    for key, value in notes.items():
        assert value in said[key].values()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("#image_generation", "image_generation"),
        ("image generation", "image generation"),
        ('"Computer Vision"', "Computer Vision"),
        ("diffusion -video", "diffusion NOT video"),
        ("papers about flow matching.", "flow matching"),
        (LISTED, "cs.CV"),
        ("diffusion @everyone", "diffusion everyone"),
    ],
)
def test_a_topic_is_named_as_it_was_typed_where_that_is_mere_words(typed, name):
    assert default_name(topic(typed)) == name


def test_a_long_name_is_cut():
    name = default_name(topic(" OR ".join(f"word{n}" for n in range(20))))
    assert len(name) <= 60
    assert name.endswith("…")


def test_a_topic_knows_its_terms():
    assert [term.text() for term in topic("diffusion cs.CV -video").terms] == [
        "diffusion",
        "cs.CV",
        "video",
    ]


def test_an_author_is_asked_about_only_where_there_is_one():
    assert topic("Stable Diffusion").text == "diffusion stable"
    assert read("Kaiming He", VOCABULARY).text == "he kaiming"


def test_every_sentence_used_stands_in_the_catalogue_and_no_other():
    source = "".join(
        path.read_text("utf-8") for path in (ROOT / "bot" / "domain" / "topics").glob("*.py")
    )
    used = set(re.findall(r'"(topic-[a-z-]+[a-z])"', source))
    used |= {f"topic-because-{where}" for where in ("title", "abstract", "passing")}
    catalogue = (CONFIG / "locales" / "en" / "topics.ftl").read_text("utf-8")
    assert used == set(re.findall(r"^([a-z-]+) =", catalogue, re.MULTILINE))


def test_the_glossary_offers_only_what_can_be_read():
    for word in VOCABULARY.glossary:
        for offer in refusal(word).offers:
            assert topic(offer).key
