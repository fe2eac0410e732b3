"""The errors that live services published, retold: none of them may pass."""

import pytest

from bot.domain.grounding import Facts, Kind, Source, check

HYBRID = Source.read(
    "Hybrid video models. We present HVDM. It is trained by an autoencoder that learns a "
    "disentangled "
    "representation of a video: a global context by a 2D projection, a local volume by 3D "
    "wavelets. "
    "Experiments on UCF101, SkyTimelapse and TaiChi show state-of-the-art quality.",
    Facts("2402.13729", ("Kihong Kim", "Haneol Lee", "Jaejun Yoo"), "17 pages, 13 figures"),
)
BALANCE = Source.read(
    "RealCompo: realism and composition in balance. We propose a new training-free and "
    "transferred-friendly framework for text-to-image generation."
)
LARGEST = Source.read(
    "The model has a U-Net and an encoder of 8.6B parameters. In all it has 11.9B parameters, "
    "almost "
    "three times as many as the one before."
)


def wrong(text, source):
    return {finding.kind for finding in check(text, source).unsupported}


def test_sample_001_invented_authors():
    assert Kind.AUTHORS in wrong("2. 作者：Tianhan Wang、Junyu Dong、Kun Zhou", HYBRID)
    assert wrong("2. 作者：Kihong Kim、Haneol Lee、Jaejun Yoo", HYBRID) == set()


def test_sample_001_invented_affiliation():
    assert Kind.AFFILIATION in wrong("3. 隶属关系：华中科技大学", HYBRID)


def test_sample_001_invented_link():
    assert Kind.LINK in wrong("论文链接：https://arxiv.org/abs/2302.08551", HYBRID)
    assert Kind.BROKEN in wrong("论文链接：None，Github 链接：None", HYBRID)


def test_sample_001_disentangled_becomes_entangled():
    assert wrong("自动编码器学到视频的纠缠表示。", HYBRID) == {Kind.POLARITY}
    assert wrong("自动编码器学到视频的解耦表示。", HYBRID) == set()


def test_sample_001_training_free_becomes_training_friendly():
    assert wrong("RealCompo是训练友好且可迁移的文生图框架。", BALANCE) == {Kind.POLARITY}
    assert wrong("RealCompo是无需训练且可迁移的文生图框架。", BALANCE) == set()


def test_sample_001_invented_results():
    assert Kind.FIGURE in wrong("在UCF101上，FID提高了2.8%。", HYBRID)


def test_sample_003_a_billion_is_ten_yi():
    assert wrong("它含有11.9亿个参数，增加了近三倍。", LARGEST) == {Kind.FIGURE}
    assert wrong("它含有119亿个参数，增加了近三倍。", LARGEST) == set()


@pytest.mark.parametrize(
    "text",
    [
        "<p>Some Error for method(比如是不是没有Methods这个章节)</p>",
        "错误：AI分析失败。",
        "As an AI language model I cannot read it.",
        r"We call it \ours and \href{x}{y}.",
        "We present **HVDM.",
        "We present HVDM (a video model.",
    ],
)
def test_sample_001_words_of_an_error_are_no_summary(text):
    assert Kind.BROKEN in wrong(text, HYBRID)
    assert check(text, HYBRID).text == ""


def test_sample_003_footnote_marks_are_dropped():
    report = check("它包含一个编码器。¹[1]它还有一个U-Net。²[2]", LARGEST)
    assert report.text == "它包含一个编码器。它还有一个U-Net。"


def test_sample_003_a_sentence_cut_in_the_middle_goes():
    text = "它包含一个编码器。它利用自监督学习的技术，从图像本身提取"
    assert check(text, LARGEST).text == "它包含一个编码器。"
    assert wrong("It has an encoder. It also has the", LARGEST) == {Kind.BROKEN}


def test_a_headline_needs_no_stop():
    assert wrong("An encoder of 8.6B parameters", LARGEST) == set()
    assert wrong("含86亿参数的编码器", LARGEST) == set()
