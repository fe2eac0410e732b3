"""Which figure is shown with a text, and under which licences."""

from dataclasses import replace

import pytest

from bot.domain.fulltext import Figure, FigureKind, Region
from bot.domain.key_figure import chosen, may_show
from tests.long_texts import FULL


def figure(number, caption, **rest):
    pictures = {"images": (f"https://arxiv.org/html/x{number}.png",)} | rest
    return Figure(FigureKind.FIGURE, f"Figure {number}", caption, **pictures)


def label(*figures):
    found = chosen(replace(FULL, figures=figures))
    return found.label if found else None


def test_the_overview_is_chosen_before_the_first():
    assert chosen(FULL).label == "Figure 2"
    assert label(figure(1, "Birds."), figure(2, "The pipeline.")) == "Figure 2"
    assert label(figure(1, "Birds."), figure(2, "More birds.")) == "Figure 1"


def test_an_overview_far_behind_is_of_a_part_only():
    early = [figure(n, "Birds.") for n in range(1, 9)]
    assert label(*early, figure(9, "Overview of one baseline.")) == "Figure 1"


def test_tables_logos_and_what_has_no_picture_or_caption_are_never_chosen():
    table = Figure(FigureKind.TABLE, "Table 1", "Overview", ("https://arxiv.org/html/t.png",))
    assert label(table) is None
    assert label(figure(1, "Logo of the overview project.")) is None
    assert label(figure(1, "Birds.", images=("https://arxiv.org/html/orcid-icon.png",))) is None
    assert label(figure(1, "Overview.", images=())) is None
    assert label(figure(1, " ")) is None
    assert label(figure(1, "Overview.", images=(), region=Region(1, 0, 0, 9, 9))) == "Figure 1"


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", True),
        ("https://creativecommons.org/licenses/by/3.0/", True),
        ("https://creativecommons.org/licenses/by-sa/4.0/", True),
        ("http://creativecommons.org/publicdomain/zero/1.0/", True),
        ("http://creativecommons.org/licenses/publicdomain/", True),
        ("http://creativecommons.org/licenses/by-nc-sa/4.0/", False),
        ("http://creativecommons.org/licenses/by-nd/4.0/", False),
        ("http://creativecommons.org/licenses/by-nc-nd/4.0/", False),
        ("http://arxiv.org/licenses/nonexclusive-distrib/1.0/", False),
        ("https://evil.example/licenses/by/4.0/", False),
        ("creativecommons by 4.0", False),
        ("", False),
        (None, False),
    ],
)
def test_only_free_licences_let_a_figure_be_shown(licence, shown):
    assert may_show(licence) is shown
