"""Where a paper appears and how long it is, read from what its authors remark."""

import gzip
import json

import pytest

from bot.domain.comments import Comment, read
from bot.settings import config_dir

DATA = config_dir().parent.parent / "shared" / "data" / "papers_dev.jsonl.gz"


@pytest.mark.parametrize(
    ("comment", "venue", "pages"),
    [
        ("Accepted to CVPR 2024", "CVPR 2024", None),
        ("17 pages, 13 figures", "", 17),
        ("17 pages, 13 figures, accepted by AAAI2026", "AAAI2026", 17),
        ("9 pages. Accepted for publication in A&A", "A&A", 9),
        ("Accepted as a spotlight at NeurIPS 2025. Code: https://a.example", "NeurIPS 2025", None),
        ("To appear in the Proceedings of Birds 1996, Nest. 6 pages", None, 6),
        ("12pp, to appear in Phys. Rev. D", "Phys. Rev. D", 12),
        ("Accepted to be published in The Nest Journal; 5 figures", "Nest Journal", None),
        ("CVPR 2024. Project page: https://a.example", "CVPR 2024", None),
        ("Accepted by Nature https://doi.example/1", "Nature", None),
        ("ICRA workshop, a poster at CVPR 2024", "", None),
        ("8 pages, submitted to CVPR 2024", "", 8),
        ("Under review at ICML 2025", "", None),
        ("Extended version of a paper accepted at ICML 2025", "", None),
        ("Corresponds to the published version, minor changes", "", None),
        ("Accepted", "", None),
        ("accepted in the end", "", None),
        ("7 pages of appendix", "", None),
        ("~10 pages", "", None),
        ("version 2.17 pages removed", "", None),
        ("0 pages", "", None),
        ("", "", None),
        (None, "", None),
    ],
)
def test_a_comment_tells_what_it_plainly_says(comment, venue, pages):
    wanted = "Proceedings of Birds 1996, Nest" if venue is None else venue
    assert read(comment) == Comment(wanted, pages)


def test_a_comment_without_end_is_read_at_once():
    assert read("accepted to " * 20_000 + "CVPR 2024").venue == ""


def test_of_real_comments_most_that_speak_of_acceptance_name_a_venue():
    if DATA.exists():
        with gzip.open(DATA, "rt") as file:
            comments = [json.loads(row).get("comment") or "" for row in file]
    else:
        comments = [f"{n} pages, accepted to the Journal of Nests {n}" for n in range(1, 40)]
    accepted = [each for each in comments if "ccepted" in each and "review" not in each]
    found = [read(each).venue for each in accepted]
    assert sum(map(bool, found)) > 0.85 * len(accepted)
    assert max(map(len, found)) <= 120
    paged = [each for each in comments if " pages" in each.casefold()]
    assert sum(read(each).pages is not None for each in paged) > 0.9 * len(paged)
