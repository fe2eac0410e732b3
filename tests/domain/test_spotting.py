"""Which papers a running text names, and which of its numbers are no papers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers import month_of
from bot.domain.spotting import MOST, spot


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("https://arxiv.org/abs/2403.03206v2 is new", ["2403.03206"]),
        ("<https://arxiv.org/pdf/2403.03206v1.pdf|the paper>", ["2403.03206"]),
        ("[here](https://huggingface.co/papers/2501.12345)", ["2501.12345"]),
        ("papers.cool/arxiv/2403.03209 alphaxiv.org/abs/2403.03210", ["2403.03209", "2403.03210"]),
        ("https://ar5iv.labs.arxiv.org/html/2403.03212", ["2403.03212"]),
        ("doi 10.48550/arXiv.2403.03207 and arXiv:0706.1234", ["2403.03207", "0706.1234"]),
        ("hep-th/9901001v3, math.GT/0309136", ["hep-th/9901001", "math/0309136"]),
        ("（2403.03206）论文2403.03207很好", ["2403.03206", "2403.03207"]),
        ("read 2403.03206, then 1312.6114.", ["2403.03206", "1312.6114"]),
        ("arXiv 0706.1234", ["0706.1234"]),
        ("2403.03206 2403.03206v2 arxiv.org/abs/2403.03206", ["2403.03206"]),
    ],
)
def test_links_dois_and_ids_are_found_once_and_in_order(text, ids):
    assert list(spot(text)) == ids


@pytest.mark.parametrize(
    "text",
    [
        "2024.01.05 5.11.2024 2024.0105 20240105 2024-01.0105",
        "ring 0912.3456, 0712.3456 or +49 2403.03206 or tel. 1203.4567",
        "Windows 10 version 2004.19041, build 2210.12345, v2403.03206, 1.2403.03206",
        "$2403.03206 2403.03206 USD 2403.03206% 1203.4567 km 2403.03206,50",
        "9901001 0309136 src/cs/0112017 foo.hep-th/9901001",
        "https://example.org/2403.03206 notarxiv.org/abs/2403.03206 me@2403.03206",
        "2413.03206 2400.03206 2403.032067 2403.032",
        "1501.1234 1412.12345",
    ],
)
def test_dates_prices_versions_and_telephone_numbers_are_no_papers(text):
    assert spot(text) == ()


def test_of_very_many_the_first_are_taken():
    text = " ".join(f"2403.{number:05}" for number in range(1, 30))
    assert len(spot(text)) == MOST
    assert len(spot(text, None)) == 29


@given(st.text(alphabet="0123456789.-:/ vV+()年月日$€ ,", max_size=60))
def test_whatever_numbers_say_what_is_found_could_be_a_paper(text):
    for id in spot(text):
        assert month_of(id) is not None
        assert id in text


@given(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.sampled_from(["%Y.%m.%d", "%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%Y.%m%d"]),
)
def test_no_date_is_a_paper(day, form):
    assert spot(f"on {day.strftime(form)} we met") == ()


@given(st.from_regex(r"\A\+?[0-9]{2,4}([ .-][0-9]{2,4}){2,3}\Z"))
def test_no_telephone_number_is_a_paper(number):
    assert spot(f"ring {number} today") == ()


@given(st.from_regex(r"\Av?[0-9]{1,4}(\.[0-9]{1,5}){2,3}\Z"))
def test_no_version_of_three_parts_is_a_paper(version):
    assert spot(f"runs {version} now") == ()


def test_a_long_hostile_text_is_read_at_once():
    assert spot("a." * 20_000 + "-" * 20_000 + "https://" * 5_000) == ()
