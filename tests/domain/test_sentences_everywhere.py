"""Where sentences end in the abstracts of every subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sentences import join, split


@pytest.mark.parametrize(
    "sentences",
    [
        ["Doe et al. (2018) vs. Roe, cf. Sec. 2, resp. Eqs. 3 and 4.", "It holds, e.g. For Cats."],
        ["See Phys. Rev. Lett. 12 and Thm. 3.", "We do discrete math.", "We have a Ph.D. student."],
        ["Samples are i.i.d. Gaussian in the U.S. sense.", "The answer is no.", "No. 5 is next."],
        ["Let $x. Y$ be odd.", "Take $$a. B$$ and $f(x)=1.5$.", "Done."],
        ["It costs $5.", "Ours costs $6.", "Both are cheap."],
        ["One trap (see Doe. It is deep) is known.", "[Mind. It bites.]", "The end."],
        ["An open bracket (is no trap.", "A sentence ends."],
        ["It was shown before.[12]", "It was seen [3, 4].", "It was felt.¹²", "It is so."],
        ["What ?", "It works !", "Does it?!", "“Why?”", "«Because.»", "Fine..."],
        ["Accuracy is 3.5% at p < 0.05.", "2D and 3D differ.", "$x$ opens one."],
        ["An mBERT.", "¿Por qué?", "“Quoted.”"],
    ],
)
def test_sentences_end_where_a_reader_of_any_subject_thinks(sentences):
    assert list(split(" ".join(sentences))) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "深度学习很重要。",
            "我们提出了PurrSort！",
            "“它有效吗？”",
            "准确率为3.5%。",
            "Code 在此。",
        ],
        ["猫は眠る。", "犬も眠る。"],
    ],
)
def test_a_wide_stop_needs_no_space_behind_it(sentences):
    assert list(split("".join(sentences))) == sentences
    assert join(sentences) == "".join(sentences)


def test_latin_and_chinese_sentences_are_joined_each_in_its_way():
    assert join(("It works.", "它有效。", "真的。", "Yes.")) == "It works. 它有效。真的。Yes."
    assert join(()) == ""


@given(st.text(alphabet="ab A.?!。？,()[]$“” \n1", max_size=60))
def test_nothing_but_spaces_is_ever_lost(text):
    assert "".join(join(split(text)).split()) == "".join(text.split())
