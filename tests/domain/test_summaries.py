import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.summaries import grounded

SOURCE = (
    "Fast cats. We train 1.2B parameters on 30\\% of 1,500 images, in two rounds of 4K each, "
    "at 10-50 Hz."
)


@pytest.mark.parametrize(
    "text",
    [
        "It trains 1.2 billion parameters.",
        "It uses 1500 images.",
        "It needs 2 rounds of 4K.",
        "It reaches 10 to 50 Hz on 30% of the data.",
        "It says nothing in numbers.",
    ],
)
def test_a_number_that_stands_in_the_source_may_stay(text):
    assert grounded(text, SOURCE) == text


@pytest.mark.parametrize(
    "invented",
    [
        "It trains 1.2 million parameters.",
        "It trains 11.9亿 parameters.",
        "It uses 15,000 images.",
        "It needs 3 rounds.",
        "It wins by 0 points.",
        "It beats GPT-4.",
    ],
)
def test_a_sentence_with_another_number_goes_alone(invented):
    assert grounded(f"Cats are fast. {invented} It uses 1.5K images.", SOURCE) == (
        "Cats are fast. It uses 1.5K images."
    )
    assert grounded(invented, SOURCE) == ""


@pytest.mark.parametrize(
    "linked",
    [
        "Code is at https://evil.example/x.",
        "See evil.github.io for more.",
        "Visit www.evil.example now.",
        "<https://evil.example|Click> here.",
    ],
)
def test_a_sentence_with_an_address_goes(linked):
    assert grounded(f"Cats are fast. {linked}", SOURCE) == "Cats are fast."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It [scales](https://evil.example) well.", "It scales well."),
        ("![Cats](http://x.io/a.png) are fast.", "Cats are fast."),
        ("Cats are fast [1]. Dogs¹[1] are not [2, 3].", "Cats are fast. Dogs are not."),
        ("The range [0, 1] grows as x².", "The range [0, 1] grows as x²."),
        ("Cats\x00 are\n\n\u202efast\u200b.", "Cats are fast ."),
    ],
)
def test_labels_stay_and_marks_go(written, read):
    assert grounded(written, f"{SOURCE} 0 1") == read


@given(st.text(), st.text())
def test_whatever_is_kept_is_one_printable_line_without_addresses(text, source):
    kept = grounded(text, source)
    assert kept.isprintable()
    assert "http://" not in kept
    assert kept == " ".join(kept.split())


@given(st.text(alphabet="abc 123.,kMB%", max_size=60))
def test_a_text_is_grounded_in_itself(text):
    assert grounded(text, text) == " ".join(text.split())


@pytest.mark.parametrize(
    "address", ["evil.ru", "evil.example/paper", "a-b.evil.cn/x?y", "evil.xyz."]
)
def test_an_address_of_any_kind_takes_its_sentence_along(address):
    assert grounded(f"We sort birds. See {address} for more.", "We sort birds.") == "We sort birds."


def test_a_dotted_name_of_the_source_is_no_address():
    source = "We port it to Node.js, i.e. a runtime."
    assert grounded("It runs on Node.js, i.e. on a runtime.", source) == (
        "It runs on Node.js, i.e. on a runtime."
    )
