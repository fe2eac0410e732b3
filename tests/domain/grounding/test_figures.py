import pytest

from bot.domain.grounding import Kind, Source, check

SOURCE = Source.read(
    "We train 1.2B parameters on 30% of 1,500 images in two rounds of 4K each at 10-50 Hz. The "
    "accuracy is 95.3%, an error of 0.046, and it is 3.5x faster: 30 ms, in 8 GB. Twelve "
    "dancers and "
    "14,430 clips took ten hours; cost was halved at 2.5×10⁻³. It beats three baselines by "
    "3x-5x on "
    "seven tasks."
)


@pytest.mark.parametrize(
    "text",
    [
        "It has 1.2 billion parameters.",
        "它有12亿参数。",
        "It uses 1500 images.",
        "It uses 1.5k images.",
        "It uses １５００ images.",
        "It uses ١٥٠٠ images.",
        "It needs 2 rounds of 4K.",
        "It needs 2 rounds of 4,000.",
        "It runs at 10 to 50 Hz.",
        "It takes 30 percent of the images.",
        "它用了30％的图像。",
        "它用了百分之三十的图像。",
        "Its accuracy is about 95%.",
        "Its accuracy is 0.953.",
        "Its error is 4.6%.",
        "It is 3.5 times faster.",
        "它快了3.5倍。",
        "It answers in 0.03 s.",
        "它只需30毫秒。",
        "It needs 8000 MB.",
        "It films 12 dancers.",
        "它拍摄了十二个舞者。",
        "它用了1.4万个片段。",
        "It uses over 14,000 clips.",
        "It took 600 minutes.",
        "Its cost fell by 50%.",
        "It is 0.0025.",
        "它快了3-5倍。",
        "It beats 3 baselines.",
        "1. It uses 1,500 images. 2. It is fast.",
        "（1）它用了1,500张图像；（2）它很快。",
    ],
)
def test_a_figure_of_the_source_stands_in_any_spelling(text):
    assert check(text, SOURCE).unsupported == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It has 1.2 million parameters.", "1.2 million"),
        ("它有11.9亿参数。", "11.9亿"),
        ("它有1.2亿参数。", "1.2亿"),
        ("It uses 15,000 images.", "15,000"),
        ("Its accuracy is 95.8%.", "95.8%"),
        ("Its accuracy is 59.3%.", "59.3%"),
        ("Its accuracy is about 90%.", "90%"),
        ("It answers in 30 s.", "30 s"),
        ("它只需30秒。", "30秒"),
        ("It needs 8 MB.", "8 MB"),
        ("It is 3.5% faster.", "3.5%"),
        ("它快了5.3倍。", "5.3倍"),
        ("It films thirteen dancers.", "thirteen"),
        ("它拍摄了十五个舞者。", "十五"),
        ("It beats 7 baselines.", "7"),
        ("It solves three tasks.", "three"),
    ],
)
def test_another_figure_or_another_unit_does_not(text, wrong):
    report = check(text, SOURCE)
    assert [(each.kind, each.text) for each in report.unsupported] == [(Kind.FIGURE, wrong)]
    assert report.text == ""


def test_what_the_source_lists_may_be_counted():
    source = Source.read("We sort cats, dogs, birds, fish, and bees.")
    assert check("It sorts five kinds of animals.", source).unsupported == ()
    assert check("It sorts six kinds of animals.", source).figures == (0, 1)


def test_a_version_is_part_of_a_name():
    report = check("It uses ResNet-50 and GPT-4.", Source.read("We use ResNet-50 and GPT-4."))
    assert (report.figures, report.unsupported) == ((0, 0), ())
