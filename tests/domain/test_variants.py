"""Topics a little wider or narrower than one that brings too little or too much."""

import pytest

from bot.app import topic_reader
from bot.domain import variants

READ = topic_reader()


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("diffusion", []),
        ("cs.CV", []),
        ("diffusion NOT video NOT fish", ["diffusion NOT video", "diffusion NOT fish"]),
        ('"virtual try on"', ["on try virtual"]),
        ('cs.CV "virtual garment"', ["garment virtual cs.CV", '"virtual garment"']),
        ("ti:birds OR ti:fish", ["birds OR ti:fish", "fish OR ti:birds"]),
        ("primary:cs.CV birds", ["birds cs.CV", "birds"]),
        ("=LoRA birds", ["LoRA birds"]),
        ('au:"Kaiming He"', []),
    ],
)
def test_a_wider_topic_asks_for_one_thing_less(topic, found):
    read = [READ(text).key for text in variants.wider(READ(topic))]
    assert sorted(read) == sorted(READ(text).key for text in found)


@pytest.mark.parametrize(
    ("topic", "titled", "within"),
    [
        ("diffusion", "ti:diffusion", "diffusion cs.CV"),
        ("diffusion OR fish NOT video", "ti:diffusion OR (ti:fish NOT video)", None),
        ("ti:diffusion", None, "ti:diffusion cs.CV"),
        ("cs.LG diffusion", "ti:diffusion cs.LG", "diffusion primary:cs.LG"),
        ("cs.AI", None, "primary:cs.AI"),
        ("primary:cs.AI", None, None),
    ],
)
def test_a_narrower_topic_looks_at_titles_or_at_one_category(topic, titled, within):
    read = READ(topic)
    assert variants.in_title(read) == (READ(titled).text if titled else None)
    if within or read.text.startswith("primary"):
        assert variants.within(read, "cs.CV") == (READ(within).text if within else None)
    else:
        assert READ(variants.within(read, "cs.CV")).key == READ(f"({topic}) cs.CV").key
