from dataclasses import replace

import pytest

from bot.domain.links import of
from tests.world import paper


def links(abstract, comment=None):
    return [
        (each.kind.value, each.url)
        for each in of(replace(paper(1, "T", abstract), comment=comment))
    ]


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        ("Code is at https://github.com/a/b.", [("code", "https://github.com/a/b")]),
        ("See (https://a.github.io/x/).", [("project", "https://a.github.io/x/")]),
        ("Visit dnact.github.io for videos", [("project", "https://dnact.github.io")]),
        ("The dataset: https://zenodo.org/record/1", [("data", "https://zenodo.org/record/1")]),
        ("Project page: https://www.x.org/~me/p_1", [("project", "https://www.x.org/~me/p_1")]),
        ("Our data is at https://lab.edu/d.", [("data", "https://lab.edu/d")]),
        ("See https://arxiv.org/abs/2403.03206 and https://doi.org/10.1/x", []),
        ("Model at huggingface.co/org/m", [("code", "https://huggingface.co/org/m")]),
        (
            "A page https://en.wikipedia.org/wiki/A_(b)",
            [("project", "https://en.wikipedia.org/wiki/A_(b)")],
        ),
        ("No links, e.g. in io.github or 3.5", []),
        ("javascript:alert(1) ftp://x.org/y", []),
    ],
)
def test_links_of_an_abstract(abstract, found):
    assert links(abstract) == found


def test_one_link_in_abstract_and_comment_is_one_link():
    assert links("Code: https://github.com/a/b.git", "code at https://github.com/A/B/") == [
        ("code", "https://github.com/a/b.git")
    ]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b"])
def test_an_address_ends_at_what_a_terminal_would_obey(sign):
    hostile = replace(paper(1, "T"), abstract=f"Code: https://github.com/a/b{sign}]8;;evil")
    assert [each.url for each in of(hostile)] == ["https://github.com/a/b"]
