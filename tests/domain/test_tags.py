import pytest

from bot.domain import tags
from bot.domain.errors import UserError


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("image generation, 3D generation", ("image_generation", "_3D_generation")),
        ("#Kaiming #In-context-Learning", ("Kaiming", "In-context-Learning")),
        ("图像生成、扩散；MLLM", ("图像生成", "扩散", "MLLM")),
        ("a, A, a", ("a",)),
        (" _3D , --x--, a.b, v1.0.", ("_3D", "x", "a.b", "v1.0")),
        ("@everyone, <!channel>, *b*", ("everyone", "channel", "b")),
        ("#, ,, -, _", ()),
    ],
)
def test_tags_are_read_as_notebooks_take_them(typed, read):
    assert tags.read(typed) == read
    assert tags.read(", ".join(read)) == read


def test_too_many_and_too_long_ones_are_refused():
    assert len(tags.read(", ".join(f"t{n}" for n in range(10)))) == 10
    for typed, key in ((", ".join(f"t{n}" for n in range(11)), "many"), ("x" * 51, "long")):
        with pytest.raises(UserError) as refused:
            tags.read(typed)
        assert key in refused.value.words.key
