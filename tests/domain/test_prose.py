import pytest

from bot.domain.prose import Run, quotable, runs, without_citations


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Roses drink at night [12].", "Roses drink at night."),
        ("Roses [3, 5–7] drink at night [1].", "Roses drink at night."),
        ("Roses drink (Thorn et al., 2020; Weed and Rose, 2012a, b).", "Roses drink."),
        ("Roses drink (see Thorn, 1999, p. 3) at night.", "Roses drink at night."),
        ("Roses drink (Thorn & Weed 2020) at night.", "Roses drink at night."),
        ("Roses drink (A. B. Thorn et al., 2024) at night.", "Roses drink at night."),
        ("They drink more (see Figure 3 and Table 2) at night.", "They drink more at night."),
        ("They drink more (Section 5.2).", "They drink more."),
        ("They drink more.¹", "They drink more."),
        ("The gardens³ and farms² drink.", "The gardens and farms drink."),
    ],
)
def test_marks_that_point_elsewhere_are_left_out(text, plain):
    assert without_citations(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "As shown in [3], roses drink.",
        "The value lies in [1, 2] for all roses.",
        "A number x ∈ [1, 3] is drawn.",
        "The share is in the range [0, 1] here.",
        "Thorn et al. (2020) water roses.",
        "We watered in summer (May 2020) and in autumn (2021).",
        "We use a valve (Drip) of 3 litres (5 on Sundays).",
        "An area of 5 m² or 36 deg² is dry.",
        "It was trained on text (PaLM 2023).",
    ],
)
def test_what_belongs_to_its_sentence_stays(text):
    assert without_citations(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "Roses drink most of their water at night.",
        "k-means puts similar roses into one bed.",
        "“Roses drink at night” is an old saying of gardeners.",
        "3D printers make valves of any size we want.",
        "The mean is 3.5 ± 0.2 litres for each bed (n = 40).",
        "我们提出一种根据土壤湿度自动开启的浇水阀门。",
    ],
)
def test_a_sentence_may_be_quoted(sentence):
    assert quotable(sentence)


@pytest.mark.parametrize(
    "debris",
    [
        "Roses drink.",
        "where a is the gel and b is the rest of it.",
        "A heading without any stop at its end",
        "Table 2: Water in litres for every bed and week.",
        "Fig. 3. The roses of the garden in the summer.",
        "QK> Attn(H) = softmax( √ )V + (2) dK a + b = c + d.",
        "The roses (of which many were drink at night.",
        "The share of x , y and z is given for roses.",
        "As shown by Thorn the roses drink as in ?? here.",
        "[3] R. Rose and T. Thorn on the roses of gardens.",
        "For roses and for the trees.",
        "a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13.",
        "Roses drink " + "very " * 130 + "much.",
    ],
)
def test_debris_may_not(debris):
    assert not quotable(debris)


def test_a_text_is_cut_into_runs_of_sentences_that_stand_behind_each_other():
    text = (
        "Roses drink most of their water at night. Why? They sleep through the whole of the "
        "day.\n\n∗Equal contribution of all the authors of this paper."
    )
    assert runs(text) == (
        Run(("Roses drink most of their water at night.",)),
        Run(("They sleep through the whole of the day.",), lead="Why?"),
        Run(("Equal contribution of all the authors of this paper.",)),
    )


def test_items_of_a_list_lose_their_marks_and_know_what_leads_up_to_them():
    text = (
        "We do the following:\n\n• we water roses in the night;\n\n(b) We water the trees in the "
        "morning; and\n\n3. We never water the cats of our neighbours"
    )
    assert runs(text) == (
        Run(("We water the trees in the morning",), listed=True, lead="We do the following:"),
        Run(("We never water the cats of our neighbours",), True, "We do the following:"),
    )


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        (
            "Water Sources To fill the tank we catch all the rain.",
            "To fill the tank we catch all the rain.",
        ),
        (
            "Garden Roses Garden Roses drink more than wild ones.",
            "Garden Roses drink more than wild ones.",
        ),
        (
            "Comparison of Drip and Rain. Rain falls on all the beds alike.",
            "Rain falls on all the beds alike.",
        ),
        ("The Rose of England is watered at night.", "The Rose of England is watered at night."),
    ],
)
def test_a_heading_that_runs_into_its_paragraph_is_cut_off(paragraph, sentence):
    assert runs(paragraph)[0].sentences == (sentence,)
