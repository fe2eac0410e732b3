import pytest

from bot.domain.affiliation import affiliation
from bot.domain.fulltext import Affiliation


@pytest.mark.parametrize(
    ("front", "author", "name", "line"),
    [
        (
            ["Ada Felis¹ Bob Lynx²", "¹Paw Labs ²University of Whiskers"],
            "Ada Felis",
            "Paw Labs",
            "¹Paw Labs ²University of Whiskers",
        ),
        (
            [
                "Ada Felis1,3∗, Bob Lynx2",
                "1 Paw Labs, Cattown",
                "2 Tail Institute",
                "∗ Equal contribution",
            ],
            "Ada Felis",
            "Paw Labs, Cattown",
            "1 Paw Labs, Cattown",
        ),
        (
            ["Ada Felis† , Bob Lynx□", "†University of Whiskers,□Paw Labs"],
            "Ada Felis",
            "University of Whiskers",
            "†University of Whiskers,□Paw Labs",
        ),
        (
            ["Ada Félis", "University of Whiskers", "Bob Lynx", "Paw Labs"],
            "Ada Felis",
            "University of Whiskers",
            "University of Whiskers",
        ),
        (
            ["Ada M. Felis∗, Bob Lynx†", "†University of Whiskers", "Paw AI", "ada@paw.example"],
            "Ada Felis",
            "Paw AI",
            "Paw AI",
        ),
        (
            ["Ada Felis∗ † and Bob Lynx‡", "Institute of Naps, Cattown."],
            "Ada Felis",
            "Institute of Naps, Cattown",
            "Institute of Naps, Cattown.",
        ),
    ],
)
def test_the_place_is_given_with_the_line_it_stands_in(front, author, name, line):
    assert affiliation(front, author) == Affiliation(name, line)


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ([], "Ada Felis"),
        (["Bob Lynx", "Paw Labs"], "Ada Felis"),
        (["Ada Felis", "ada@university.example"], "Ada Felis"),
        (["Ada Felis¹", "²University of Whiskers"], "Ada Felis"),
        (["Ada Felis∗", "∗Work done during an internship at Paw Labs."], "Ada Felis"),
        (["Ada Felis, Bob Lynx", "ada@a.example", "Paw Labs", "Tail Institute"], "Ada Felis"),
        (["Ada Felis", "Paw Labs"], "Felis"),
    ],
)
def test_where_it_is_not_clear_nothing_is_said(front, author):
    assert affiliation(front, author) is None
