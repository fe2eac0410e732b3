"""A topic somebody is about to follow: fields by name, the expression they make."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.outside import topic_reader, vocabulary
from bot.domain import variants, zones
from bot.domain.drafts import Draft, near_fields, read_fields

KNOWN = vocabulary()
READ = topic_reader(KNOWN)


@pytest.mark.parametrize(
    ("typed", "ids", "unclear"),
    [
        ("", (), ()),
        ("cs.cv", ("cs.CV",), ()),
        ("cs.CV cs.LG", ("cs.CV", "cs.LG"), ()),
        ("cs.CV+cs.LG; CS.CV", ("cs.CV", "cs.LG"), ()),
        ("computer vision", ("cs.CV",), ()),
        ("Machine Learning", ("cs.LG", "stat.ML"), ()),
        ("robotics、quant-ph\ncs.*", ("cs.RO", "quant-ph", "cs.*"), ()),
        ("cmp-lg", ("cs.CL",), ()),
        ("astrobiology, cs.CL", ("cs.CL",), ("astrobiology",)),
        ("cs", (), ("cs",)),
        ("visoin cs.RO", ("cs.RO",), ("visoin",)),
    ],
)
def test_fields_are_read_by_name_and_by_id(typed, ids, unclear):
    found = read_fields(typed, KNOWN.taxonomy)
    assert (found.ids, found.unclear) == (ids, unclear)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("computer visoin", "cs.CV"), ("visoin", "cs.CV"), ("algebriac geometry", "math.AG")],
)
def test_a_slip_of_the_finger_finds_the_field_that_was_meant(typed, first):
    near = near_fields(typed, KNOWN.taxonomy)
    assert near[0].id == first
    assert len(near) <= 20


@pytest.mark.parametrize(
    ("fields", "words", "text"),
    [
        ("cs.CV", "", "cs.CV"),
        ("", "text to image", '"text to image"'),
        ("cs.CV", "diffusion, flow matching", "(diffusion OR (flow matching)) cs.CV"),
        ("cs.CV cs.LG", "diffusion -video", "diffusion (cs.CV OR cs.LG) NOT video"),
        ("cs.CV", "-video", "cs.CV NOT video"),
    ],
)
def test_fields_and_words_make_one_topic(fields, words, text):
    made = READ(Draft(fields=fields, words=words).expression)
    assert made.key == READ(text).key


@given(st.builds(Draft, *[st.text(max_size=20)] * 8))
def test_what_is_kept_is_read_again(draft):
    assert Draft.read(draft.kept()) == draft


@pytest.mark.parametrize("language", ["", "en", "en-US", "zh-CN", "zh-TW", "de-AT", "tlh"])
def test_the_likeliest_zones_are_zones_and_fit_a_menu(language):
    likely = zones.likely(language)
    assert len(likely) == len(set(likely)) <= 25
    for each in likely:
        assert ZoneInfo(each).key == each


def test_the_zones_of_a_language_come_first():
    assert zones.likely("zh-TW")[0] == "Asia/Taipei"
    assert zones.likely("de-AT")[:2] == ("Europe/Berlin", "Europe/Vienna")


def test_a_not_is_made_gentler_wherever_it_stands():
    topic = READ("cs.CV (diffusion OR (birds NOT video))")
    (term,) = (each for each in topic.terms if each.shown == "video")
    assert READ(variants.gentler(topic, term)).key == (
        READ("cs.CV (diffusion OR (birds NOT ti:video))").key
    )
