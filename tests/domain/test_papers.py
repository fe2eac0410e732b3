"""How papers are named, dated and described."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import abs_url, html_url, pdf_url
from bot.domain.papers import (
    DatedBy,
    PaperRef,
    Text,
    Version,
    dated,
    described,
    month_of,
    named,
    title_key,
)

NEW, OLD = "2403.03206", "hep-th/9901001"
SUBMITTED = datetime(2024, 3, 5, 18, 0, tzinfo=UTC)


def paper(id=NEW, title=None, abstract=None, **facts):
    return described(id=id, title=title, abstract=abstract, **facts)


@pytest.mark.parametrize(
    ("text", "id", "version"),
    [
        ("2403.03206", NEW, None),
        (" 2403.03206v2\n", NEW, 2),
        ("arXiv:2403.03206", NEW, None),
        ("arxiv: 2403.03206v1", NEW, 1),
        ("arXiv:2403.03206v2 [cs.CV]", NEW, 2),
        ("https://arxiv.org/abs/2403.03206", NEW, None),
        ("http://arxiv.org/abs/2403.03206v3", NEW, 3),
        ("arxiv.org/abs/2403.03206/", NEW, None),
        ("https://www.arxiv.org/abs/2403.03206?context=cs", NEW, None),
        ("https://arxiv.org/pdf/2403.03206", NEW, None),
        ("https://arxiv.org/pdf/2403.03206v2.pdf", NEW, 2),
        ("https://arxiv.org/pdf/2403.03206.pdf#page=4", NEW, None),
        ("https://arxiv.org/html/2403.03206v1#S2", NEW, 1),
        ("https://arxiv.org/e-print/2403.03206", NEW, None),
        ("https://arxiv.org/src/2403.03206v1", NEW, 1),
        ("https://arxiv.org/format/2403.03206", NEW, None),
        ("https://export.arxiv.org/abs/2403.03206", NEW, None),
        ("<https://arxiv.org/abs/2403.03206>", NEW, None),
        ("(arXiv:2403.03206)", NEW, None),
        ("10.48550/arXiv.2403.03206", NEW, None),
        ("doi:10.48550/arXiv.2403.03206", NEW, None),
        ("https://doi.org/10.48550/ARXIV.2403.03206", NEW, None),
        ("https://huggingface.co/papers/2403.03206", NEW, None),
        ("https://hf.co/papers/2403.03206", NEW, None),
        ("https://www.alphaxiv.org/abs/2403.03206v2", NEW, 2),
        ("https://alphaxiv.org/overview/2403.03206", NEW, None),
        ("https://ar5iv.org/abs/2403.03206", NEW, None),
        ("https://ar5iv.labs.arxiv.org/html/2403.03206", NEW, None),
        ("https://papers.cool/arxiv/2403.03206", NEW, None),
        ("0704.0060", "0704.0060", None),
        ("1412.9999v10", "1412.9999", 10),
        ("hep-th/9901001", OLD, None),
        ("HEP-TH/9901001v2", OLD, 2),
        ("arXiv:hep-th/9901001", OLD, None),
        ("https://arxiv.org/abs/hep-th/9901001v1", OLD, 1),
        ("https://arxiv.org/pdf/hep-th/9901001.pdf", OLD, None),
        ("https://arxiv.org/abs/hep-th%2F9901001", OLD, None),
        ("10.48550/arXiv.hep-th/9901001", OLD, None),
        ("math.GT/0309136", "math/0309136", None),
        ("arXiv:math.GT/0309136v2", "math/0309136", 2),
        ("https://arxiv.org/abs/cond-mat.mes-hall/0309136", "cond-mat/0309136", None),
        ("cmp-lg/9404001", "cmp-lg/9404001", None),
    ],
)
def test_a_paper_is_named_by_any_id_address_or_doi(text, id, version):
    assert named(text) == PaperRef(id, version)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "diffusion models",
        "1234.5678",  # there is no month 34
        "2413.12345",
        "2400.12345",
        "0612.12345",  # before April 2007 ids had archives
        "0703.1234",
        "1412.12345",  # five digits only since 2015
        "1501.1234",  # and four until then
        "2403.032",
        "2403.032067",
        "12403.03206",
        "2403.03206.1",
        "1.2403.03206",
        "v2403.03206",
        "$2403.0320",
        "+49 2403.03206123",
        "555-2403.1234",
        "2403-03206",
        "2024.03.06",
        "05.03.2024",
        "3.11.7",
        "hep-th/9913001",
        "hep-th/0704001",  # that month they ended
        "hep-xx/9901001",
        "hep-th/990100",
        "me@1206.0001",
        "10.1109/2403.03206",
        "https://example.org/2403.03206",
        "https://notarxiv.org/abs/2403.03206",
        "https://arxiv.org/list/cs.CV/recent",
    ],
)
def test_what_only_looks_like_an_id_names_no_paper(text):
    assert named(text) is None


@pytest.mark.parametrize(
    "text", ["2403.03206 and 2403.03207", "see 2403.03206", "2403.03206 diffusion"]
)
def test_more_than_a_name_is_not_a_name(text):
    assert named(text) is None


@given(st.text(alphabet="2403.0612v/:arxivhep-t $\n"))
def test_no_text_is_too_strange_to_be_a_name_or_none(text):
    if reference := named(text):
        assert month_of(reference.id)
        assert named(reference.id) == PaperRef(reference.id)


@given(
    st.dates(date(2007, 4, 1), date(2099, 12, 31)),
    st.integers(1, 9999),
    st.none() | st.integers(1, 99),
)
def test_an_id_is_read_back_from_each_address_made_of_it(day, number, version):
    id = f"{day:%y%m}.{number:0{5 if day.year >= 2015 else 4}}"
    for url in (abs_url, pdf_url, html_url):
        assert named(url("https://arxiv.org/", id, version)) == PaperRef(id, version)
    assert month_of(id) == day.replace(day=1)


@pytest.mark.parametrize(
    ("id", "month"),
    [
        ("0704.0001", date(2007, 4, 1)),
        ("1412.9999", date(2014, 12, 1)),
        ("1501.00001", date(2015, 1, 1)),
        ("hep-th/9108001", date(1991, 8, 1)),
        ("math/0703999", date(2007, 3, 1)),
        ("cs/0001001", date(2000, 1, 1)),
        ("math.GT/0309136", None),
        ("2403.03206v1", None),
        ("biorxiv:2403.03206", None),
    ],
)
def test_an_id_says_its_month(id, month):
    assert month_of(id) == month


def test_a_paper_is_dated_by_the_best_fact_known_and_says_by_which():
    known = {
        "announced": date(2024, 3, 7),
        "submitted": SUBMITTED,
        "first_seen": date(2024, 3, 9),
    }
    expected = [
        (date(2024, 3, 7), DatedBy.ANNOUNCED),
        (date(2024, 3, 5), DatedBy.SUBMITTED),
        (date(2024, 3, 9), DatedBy.FIRST_SEEN),
        (date(2024, 3, 1), DatedBy.ID_MONTH),
    ]
    for answer in expected:
        assert dated(paper(**known)) == answer
        known.pop(next(iter(known), ""), None)
    assert dated(paper("biorxiv:1")) is None


@pytest.mark.parametrize(
    "other",
    [
        "PIXART-Σ: weak-to-strong  training of diffusion transformers",
        "PixArt-\\Sigma: Weak to Strong Training\n  of Diffusion Transformers.",
        "PixArt-$\\Sigma$ — Weak-to-Strong Training of Diffusion-Transformers",
    ],
)
def test_one_title_has_one_key_however_it_is_spelled(other):
    title = "PixArt-Σ: Weak-to-Strong Training of Diffusion Transformers"
    assert title_key(other) == title_key(title)
    assert title_key("PixArt-α") != title_key("PixArt-Σ")


def test_a_paper_is_described_raw_readable_and_folded():
    described = paper(
        title="PixArt-\\Sigma:\n  Weak-to-Strong",
        abstract="  Costs $5,\0 not 10\\%. ",
        authors=["Andr\\'e  M\\\"uller", "", " \0", "Ana Lima"],
        comment="12 pages,\n {\\it NeurIPS} 2025",
        version=2,
        versions=(Version(1, SUBMITTED), Version(2)),
    )
    assert described.raw == Text("PixArt-\\Sigma:\n  Weak-to-Strong", "Costs $5, not 10\\%.")
    assert (described.title, described.abstract) == (
        "PixArt-Σ: Weak-to-Strong",
        "Costs $5, not 10%.",
    )
    assert described.folded == Text("pixart-σ weak-to-strong", "costs 5 not 10")
    assert described.authors == ("André Müller", "Ana Lima")
    assert described.comment == "12 pages, NeurIPS 2025"
    assert (described.version, len(described.versions)) == (2, 2)


@pytest.mark.parametrize("blank", [None, "", " \n", "\0"])
def test_blank_is_unknown(blank):
    unknown = paper(title=blank, abstract=blank, comment=blank)
    assert unknown.raw == unknown.folded == Text()
    assert (unknown.title, unknown.abstract, unknown.comment) == (None, None, None)
    assert unknown.name == NEW


HOSTILE = "a\x1b[2J \x07\u202e b\u200f\u2066 &#27;&#x202e;c\x9b \x85d"


def test_what_a_screen_would_obey_is_in_no_readable_text():
    hostile = paper(title=HOSTILE, abstract=HOSTILE, authors=[HOSTILE, "\x1b"], comment=HOSTILE)
    shown = "a[2J b c d"
    assert (hostile.title, hostile.abstract, hostile.comment) == (shown, shown, shown)
    assert hostile.authors == (shown,)
    assert hostile.raw.title == HOSTILE
    assert paper(title="\x1b\u202e").title is None


def test_a_lone_surrogate_is_not_kept_because_no_database_takes_it():
    assert paper(title="a\ud800b").raw.title == "ab"
