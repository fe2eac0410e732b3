import pytest

from bot.domain.grounding import Kind, Source, check

SOURCE = Source.read(
    "We propose HVDM, a training-free method that extracts a disentangled, nonlinear "
    "representation "
    "without manual labels. It outperforms existing models, improves accuracy and reduces the "
    "latency. Existing methods suffer from poor robustness."
)


@pytest.mark.parametrize(
    "text",
    [
        "It extracts a disentangled representation without training.",
        "该方法提取解耦的非线性表示，无需训练，也无需人工标注。",
        "它优于现有模型，提高了准确率并降低了延迟。",
        "现有方法鲁棒性较差，需要大量训练。",
        "The method beats others and needs no labels.",
        "它解决了特征纠缠问题。",
    ],
)
def test_what_the_source_says_may_be_said(text):
    assert check(text, SOURCE).unsupported == ()


@pytest.mark.parametrize(
    "text",
    [
        "It extracts an entangled representation.",
        "它提取纠缠的表示。",
        "它提取线性表示。",
        "The method is training-friendly.",
        "该方法训练友好。",
        "该方法需要训练。",
        "该方法需要人工标注。",
        "It underperforms existing models.",
        "它劣于现有模型。",
        "它降低了准确率。",
        "它提高了延迟。",
        "It degrades the accuracy and reduces the latency.",
        "The method extracts the representation with manual labels.",
        "It does not outperform existing models.",
    ],
)
def test_the_opposite_may_not(text):
    report = check(text, SOURCE)
    assert {each.kind for each in report.unsupported} == {Kind.POLARITY}
    assert report.text == ""


def test_what_stands_in_the_source_in_the_negative_may_be_said_in_the_negative():
    source = Source.read("The filter does not converge. It fails to outperform the baseline.")
    assert check("The filter does not converge.", source).unsupported == ()
    assert check("The filter does not outperform the baseline.", source).unsupported == ()
