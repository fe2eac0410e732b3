"""Opposites that only show by what stands around them, in either language."""

import pytest

from bot.domain.grounding import Kind, Source, check

SOURCE = Source.read(
    "Gripping with soft pockets\n"
    "Grippers of rigid steel drop eggs, and their performance degrades on wet objects. "
    "We propose SoftGrip, a hybrid finger with inflatable pockets. It needs no camera. It can be "
    "trained without tactile labels, through a differentiable simulator with nonlinear springs. "
    "It improves the success on wet objects by 34.5% and reduces the damage to eggs by 21.4%. "
    "The number of broken eggs decreases with the pressure, and a grasp is slower in the cold."
)


def wrong(text, source=SOURCE):
    return [each.text for each in check(text, source).unsupported if each.kind is Kind.POLARITY]


@pytest.mark.parametrize(
    "text",
    [
        "提出混合手指SoftGrip，将湿滑物体上的成功率提高34.5%，并将鸡蛋损伤降低21.4%。",
        "该方法无需相机，通过可微仿真器训练，并使用非线性弹簧。",
        "刚性夹爪在湿滑物体上性能下降。",
        "SoftGrip improves the success on wet objects by 34.5%.",
        "It is trained without tactile labels and has a differentiable simulator.",
        "A grasp is slower in the cold.",
        "解决了湿滑物体上性能下降的问题。",
        "充气手指SoftGrip在不降低成功率的前提下减少鸡蛋损伤。",
    ],
)
def test_what_the_source_says_of_the_same_things_stands(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("在湿滑物体上的结果降低34.5%。", "降低"),
        ("鸡蛋损伤增加21.4%。", "增加"),
        ("SoftGrip reduces the success on wet objects by 34.5%.", "reduces"),
        ("It is trained with tactile labels.", "with"),
        ("It cannot be trained in a simulator.", "cannot"),
        ("通过不可微仿真器训练。", "不可微"),
        ("采用线性弹簧。", "线性"),
    ],
)
def test_the_opposite_of_the_same_things_does_not(text, word):
    assert word in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "通过充气结构降低抓取安全性。",
        "提出SoftGrip方法，降低抓取性能。",
        "结合柔性手指削弱抓取能力。",
        "该方法需要相机。",
        "SoftGrip在降低鲁棒性方面的有效性得到验证。",
        "该方法能够低效抓取鸡蛋。",
    ],
)
def test_no_means_is_for_bad_news_that_the_source_does_not_tell(text):
    assert wrong(text)


def test_bad_news_of_earlier_work_is_no_witness_against_the_papers_own():
    source = Source.read(
        "Cats\nThe accuracy of sorters drops at night. We present PurrSort, which has whiskers."
    )
    assert wrong("提出PurrSort，降低了准确率。", source) == ["降低"]
    assert wrong("夜间分类器的准确率下降。", source) == []


def test_bad_news_that_the_paper_tells_of_its_own_work_stands():
    source = Source.read("Cats\nWe attack PurrSort with dogs. Our attack reduces its accuracy.")
    assert wrong("提出一种攻击，降低了PurrSort的准确率。", source) == []
    assert wrong("提出一种攻击，提高了延迟。", source) == ["提高"]


def test_good_news_is_no_problem():
    source = Source.read("Cats\nWe find that labels are rare, so that the performance drops.")
    assert wrong("解决标签稀缺导致的性能上升问题。", source) == ["上升"]
    assert wrong("解决标签稀缺导致的性能下降问题。", source) == []


def test_a_word_that_goes_on_is_another_thing():
    source = Source.read("Cats\nWe propose PurrSort with small networks for image quality.")
    assert wrong("提出PurrSort，减少质量损失。", source) == []
    assert wrong("提出PurrSort，降低质量评估的门槛。", source) == []
    assert wrong("提出PurrSort，降低图像质量。", source) == ["降低"]
