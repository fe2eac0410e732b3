"""What a topic would bring, counted over papers at hand or over many batches of them."""

from datetime import date

from bot.app import topic_reader
from bot.domain.chat import Line
from bot.domain.papers import Arrival, ArrivalKind
from bot.domain.preview import Recent, Survey, lines, preview
from bot.domain.topics import Index
from tests.world import paper

READ = topic_reader()
MONDAY, TUESDAY = date(2025, 11, 3), date(2025, 11, 4)


def survey(typed, *batches, most=10):
    found = Survey(READ(typed), most)
    for batch in batches:
        found.add(Index(batch))
    return found


def titles(found):
    return [each.title for _, each in found.best]


def test_a_topic_is_counted_over_days_and_a_paper_once():
    birds, ink = paper(1, "Diffusion for birds"), paper(2, "Ink", "A study of diffusion.")
    arrivals = [
        Arrival(1, birds, ArrivalKind.NEW, MONDAY),
        Arrival(2, ink, ArrivalKind.NEW, TUESDAY),
        Arrival(3, birds, ArrivalKind.CROSS, TUESDAY),
        Arrival(4, paper(3, "Oceans"), ArrivalKind.NEW, TUESDAY),
    ]
    recent = Recent(arrivals)
    shown = preview(READ("diffusion"), recent)
    assert (shown.days, shown.count, shown.best) == (2, 2, (birds, ink))
    assert preview(READ("quark"), recent).best == ()


def test_a_not_is_named_where_it_takes_something_away():
    arrivals = [
        Arrival(1, paper(1, "Diffusion", "Tested on video."), ArrivalKind.NEW, MONDAY),
        Arrival(2, paper(2, "Diffusion of Images"), ArrivalKind.NEW, MONDAY),
    ]
    shown = preview(READ("diffusion NOT video NOT axolotl"), Recent(arrivals))
    (only,) = shown.removed
    assert (only.term.text(), only.count, only.titles) == ("video", 1, ("Diffusion",))
    said = [block.parts[0].key for block in lines(shown, ()) if isinstance(block, Line)]
    assert said == ["preview-rate", "preview-hidden", "preview-gentler"]


def test_batches_count_as_one():
    papers = [
        paper(1, "Tides", "On birds, once."),
        paper(2, "Birds and video"),
        paper(3, "Birds and more video"),
        paper(4, "Oceans"),
        paper(5, "Birds", "We study video."),
        paper(6, "A song of birds"),
    ]
    whole = survey("birds -video", papers, most=2)
    parts = survey("birds -video", *([each] for each in papers), most=2)
    for found in (whole, parts):
        assert (found.looked, found.count) == (6, 2)
        assert titles(found) == ["A song of birds", "Tides"]
        (video,) = found.removed
        assert (video.count, video.spared) == (3, 1)
        assert video.titles == ("Birds and video", "Birds and more video")
        assert video.gentler == "-ti:video"


def test_of_equals_the_first_are_kept_and_better_ones_pass_them():
    found = survey("birds", [paper(n, f"Birds {n}") for n in range(1, 5)], most=3)
    assert titles(found) == ["Birds 1", "Birds 2", "Birds 3"]
    poor = [paper(n, f"Paper {n}", "On birds.") for n in range(1, 5)]
    found = survey("birds", poor, [paper(9, "Birds")], most=3)
    assert titles(found) == ["Birds", "Paper 1", "Paper 2"]
    assert found.count == 5


def test_a_gentler_not_is_offered_only_where_it_would_spare_many():
    titled = [paper(n, f"Video Diffusion {n}") for n in range(1, 4)]
    (video,) = survey("diffusion -video", titled).removed
    assert video.gentler is None
    (video,) = survey("diffusion -video", titled, [paper(9, "Diffusion", "Of video.")]).removed
    assert (video.count, video.spared, video.gentler) == (4, 1, None)
    (phrase,) = survey(
        'diffusion -"text to image"', [paper(1, "Diffusion", "Text-to-image.")]
    ).removed
    assert phrase.gentler == '-ti:"text to image"'
    assert READ(f"diffusion {phrase.gentler}").text == 'diffusion NOT ti:"text to image"'
    (filed,) = survey("diffusion -cs.CV", [paper(1, "Diffusion")]).removed
    assert (filed.term.text(), filed.count, filed.gentler) == ("cs.CV", 1, None)
    (nothing,) = survey("diffusion -video", []).removed
    assert (nothing.count, nothing.gentler) == (0, None)


def test_papers_that_arrived_since_are_told_from_those_before():
    one, two, three = paper(1, "Birds"), paper(2, "Fish"), paper(3, "Oceans")
    day, next_day = date(2025, 11, 4), date(2025, 11, 5)
    arrivals = [
        Arrival(1, one, ArrivalKind.NEW, day),
        Arrival(2, two, ArrivalKind.NEW, day),
        Arrival(3, three, ArrivalKind.NEW, next_day),
        Arrival(4, one, ArrivalKind.CROSS, next_day),
    ]
    recent = Recent(arrivals)
    assert recent.days == 2
    since = [
        recent.index.papers[place].id[-1] for place in range(3) if recent.after(2) >> place & 1
    ]
    assert since == ["1", "3"]
    assert recent.after(0) == 0b111
    assert recent.after(4) == 0


def test_papers_that_were_only_sent_in_count_for_so_many_days():
    recent = Recent.sent_in([paper(n, "Birds") for n in range(1, 11)], 5)
    shown = preview(READ("birds"), recent)
    assert (shown.days, shown.count) == (5, 10)
    assert recent.after(0) == 0
