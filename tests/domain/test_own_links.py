import pytest

from bot.domain.links import LinkKind
from bot.domain.own_links import own

TITLE = "PurrSort2: Sorting Images of Cats"


@pytest.mark.parametrize(
    ("before", "url"),
    [
        ("Cats purr. Our code is at", "https://github.com/felis/one"),
        ("We release all weights on", "https://huggingface.co/felis/two"),
        ("Cats purr. Code and data are available at", "https://gitlab.com/felis/three"),
        ("of cats ¹The code can be found at", "https://github.com/felis/four"),
        ("Project page:", "https://felis.github.io/five"),
        ("see also", "https://github.com/felis/purrsort"),
    ],
)
def test_links_that_a_paper_offers_are_its_own(before, url):
    assert [link.url for link in own([(before, url)], TITLE)] == [url]


@pytest.mark.parametrize(
    ("before", "url"),
    [
        ("We sort cats. Others use the tool of Wolf,", "https://github.com/canis/bark"),
        ("The implementation of Wolf is available at", "https://github.com/canis/bark"),
        ("2", "https://github.com/canis/images"),
        ("Our lab is at", "https://university.example/lab"),
        ("", "https://felis.github.io/blog/purrsort1/"),
    ],
)
def test_links_to_the_work_of_others_are_left_out(before, url):
    assert own([(before, url)], TITLE) == ()


def test_each_link_comes_once_with_its_kind():
    found = own(
        [
            ("Our code:", "https://github.com/felis/one"),
            ("Our code:", "https://github.com/felis/one.git"),
            ("our data:", "https://zenodo.org/records/1"),
        ],
        TITLE,
    )
    assert [link.kind for link in found] == [LinkKind.CODE, LinkKind.DATA]
