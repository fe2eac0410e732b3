"""Where a record begins and ends in a text of XML that comes bit by bit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.cutting import Cutter

ONE = '<record a="1"><b/>one</record>'
TWO = "<x:record>two</x:record>"
DOCUMENT = f"""<?xml version="1.0"?>
<OAI-PMH xmlns="oai" xmlns:x='ex'>
<!-- <record>not this</record> -->
<recordings>nor this</recordings>
{ONE}{TWO} <record\n><![CDATA[ </record> ]]>three</record >
</OAI-PMH>
"""


def cut(*texts):
    """Return the pieces: what they hold, or what is wrong with them."""
    return [each.text or each.problem.key for each in Cutter().cut(texts)]


WHOLE = cut(DOCUMENT)


def test_records_are_cut_out_as_they_stand():
    assert WHOLE == [ONE, TWO, "<record\n><![CDATA[ </record> ]]>three</record >"]


@given(st.lists(st.integers(0, len(DOCUMENT)), max_size=12).map(sorted))
def test_it_does_not_matter_in_which_parts_the_text_comes(places):
    ends = [0, *places, len(DOCUMENT)]
    assert cut(*(DOCUMENT[a:b] for a, b in pairwise(ends))) == WHOLE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("nothing", []),
        ("<rss></rss>", []),
        ("<rss>", ["record-cut"]),
        ("<entry>", ["record-cut"]),
        ("<!-- <entry></entry>", ["record-cut"]),
        (f"<feed>{ONE}", [ONE, "record-cut"]),
        (f"{ONE}<entry>{ONE}", [ONE, "record-unclosed", ONE]),
        (f"<feed><entry></feed>{ONE}", ["record-unclosed", ONE]),
        (f"<feed><entry><feed>{ONE}</feed>", ["record-unclosed", ONE]),
        (f"</entry>{ONE}</item></feed>", [ONE]),
        (f"<rss>{ONE}</rss><feed>{ONE}</feed>", [ONE, ONE]),
    ],
)
def test_what_is_not_whole_is_told_and_the_next_record_is_found(text, found):
    assert cut(text) == found
    assert cut(*text) == found


def test_a_record_that_never_ends_is_let_go_of_and_the_next_is_found():
    assert cut("<item>", *["x" * 1_000_000] * 20, "</item>", ONE) == ["record-long", ONE]


def test_what_lies_between_records_is_not_kept():
    cutter = Cutter()
    assert [each.text for each in cutter.cut(["<y>" * 3_000] * 30 + [ONE])] == [ONE]
    assert len(cutter._text) < 5_000
    assert len(cutter.head) < 10_000


@pytest.mark.parametrize("step", [1, 7, 5000])
def test_the_namespaces_around_records_are_known(step):
    text = (
        f"<rss xmlns:dc='dc' xmlns:a=\"x\">{ONE}<y xmlns='no' xmlns:b='b'/>{ONE}</rss>"
        f"<feed xmlns='atom'>{ONE}</feed>"
        f"<rss>{ONE}</rss><OAI-PMH xmlns='oai'>{' ' * 9000}{ONE}</OAI-PMH>"
    )
    cutter = Cutter()
    parts = (text[at : at + step] for at in range(0, len(text), step))
    known = [dict(cutter.namespaces) for _ in cutter.cut(parts)]
    shared = {":dc": "'dc'", ":a": '"x"'}
    assert known == [
        shared,
        shared | {":b": "'b'"},
        shared | {":b": "'b'", "": "'atom'"},
        shared | {":b": "'b'"},
        shared | {":b": "'b'", "": "'oai'"},
    ]
