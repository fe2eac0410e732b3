"""Takeaways and analyses, in any language: what is asked for, and what is left of an answer."""

import json
from dataclasses import replace

import pytest

from bot.domain.errors import WriterError
from bot.domain.fulltext import Lack, Section
from bot.domain.summaries import ASPECTS, LIMITS, LINE_LIMIT, Aspect, Basis, Detail, Material, Part
from tests.servers.openai import CHINESE
from tests.summarisers.conftest import FULL, PAPER, WHOLE

POINTS = [
    "Cats are hard to sort.",
    "A microphone hears each purr.",
    "It hears for 30 s.",
    "PurrSort is right for 93 % of CatBench.",
    "MeowNet is right for 81 %.",
]
LINE = "PurrSort sorts cats by purr."


def marked(*lines, strong=()):
    return {"lines": list(lines), "strong": list(strong)}


def takeaways(*points, text=LINE, strong=()):
    return {"text": text, "points": marked(*points, strong=strong)}


def analysis(**parts):
    empty = {each.value: marked() for each in ASPECTS[Detail.ANALYSIS]} | {"keywords": []}
    return {"text": LINE, **empty, "background": marked("Cats are hard to sort."), **parts}


def lines(summary, aspect):
    return next((part.lines for part in summary.parts if part.aspect is aspect), None)


async def test_takeaways_say_what_was_read_and_count_all_figures(server, write):
    server.says = takeaways(*POINTS, strong=("93 % of CatBench", "nowhere"))
    summary = await write(Detail.TAKEAWAYS, WHOLE)
    assert summary.text == LINE
    assert summary.parts == (Part(Aspect.POINTS, tuple(POINTS), ("93 % of CatBench",)),)
    assert summary.figures == (3, 3)
    assert (summary.basis, summary.pages, summary.pages_read) == (Basis.FULL, 14, 14)
    assert len(server.requests) == 1


async def test_from_an_abstract_alone_it_says_why(server, write):
    summary = await write(Detail.TAKEAWAYS, Material(PAPER, lack=Lack.SCANNED))
    assert (summary.basis, summary.lack) == (Basis.ABSTRACT, Lack.SCANNED)
    assert (summary.pages, summary.pages_read) == (None, None)


@pytest.mark.parametrize("language", ["en", "zh", "de"])
@pytest.mark.parametrize("detail", Detail)
async def test_every_field_is_asked_for_in_the_schema_and_in_words(server, write, detail, language):
    await write(detail, WHOLE, language)
    request = server.requests[0]
    schema = request["response_format"]["json_schema"]["schema"]
    wanted = ["text", *(each for each in ASPECTS[detail] if language != "en" or each != "title")]
    assert schema["required"] == list(schema["properties"]) == wanted
    assert schema["additionalProperties"] is False
    system = request["messages"][0]["content"]
    assert list(json.loads(system.rsplit("\n", 1)[-1])) == wanted
    assert str(LIMITS[detail]) in system
    assert "{" not in system.rsplit("\n", 1)[0]


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "English"), ("zh", "简体"), ("zh-TW", "繁體"), ("de", "Deutsch"), ("x-cat", "x-cat")],
)
async def test_the_language_is_named_in_its_own_words(server, write, language, named):
    server.says = CHINESE if language.startswith("zh") else "Sorts cats."
    summary = await write(Detail.TLDR, language=language)
    assert summary.language == language
    system = server.requests[0]["messages"][0]["content"]
    assert named in system
    assert ("全角标点" in system) == language.startswith("zh")


async def test_an_analysis_has_its_parts_in_order_and_leaves_out_what_is_empty(server, write):
    server.says = analysis(
        results=marked("PurrSort is right for 93 %, MeowNet for 81 %."),
        method=marked("1. Hear the **purr**.", "Step 2: Sort the cats.", strong=("Sort",)),
        keywords=["cats", "purr", "a keyword that goes on and on and never comes to its end"],
        title=["Purr sort"],
    )
    summary = await write(Detail.ANALYSIS, WHOLE)
    assert summary.parts == (
        Part(Aspect.KEYWORDS, ("cats", "purr")),
        Part(Aspect.BACKGROUND, ("Cats are hard to sort.",)),
        Part(Aspect.METHOD, ("Hear the purr.", "Sort the cats."), ("Sort", "purr")),
        Part(Aspect.RESULTS, ("PurrSort is right for 93 %, MeowNet for 81 %.",)),
    )


async def test_a_line_the_paper_does_not_bear_out_goes_and_its_part_with_the_last(server, write):
    server.says = analysis(
        results=marked(
            "It is right for 93 %.", "It wins by 44 points.", "Cats purr. On PurrNet-7."
        ),
        performance=marked("It takes 12 GB."),
    )
    summary = await write(Detail.ANALYSIS, WHOLE)
    assert lines(summary, Aspect.RESULTS) == ("It is right for 93 %.", "Cats purr.")
    assert lines(summary, Aspect.PERFORMANCE) is None
    assert summary.figures == (1, 3)
    assert len(server.requests) == 2
    repair = server.requests[1]["messages"][-1]["content"]
    for sentence in ("It wins by 44 points.", "On PurrNet-7.", "It takes 12 GB."):
        assert json.dumps(sentence) in repair
    assert "93" not in repair


async def test_what_a_repair_lacks_is_taken_from_before(server, write):
    server.says = [
        analysis(results=marked("It wins by 44 points."), method=marked("Hear the purr.")),
        analysis(results=marked("It is right for 93 %."), method=marked(), text="It wins by 45."),
    ]
    summary = await write(Detail.ANALYSIS, WHOLE)
    assert summary.text == LINE
    assert lines(summary, Aspect.METHOD) == ("Hear the purr.",)
    assert lines(summary, Aspect.RESULTS) == ("It is right for 93 %.",)


async def test_where_the_one_line_goes_the_first_point_stands_for_it(server, write):
    server.says = takeaways(*POINTS, text="It wins by 44 points.")
    assert (await write(Detail.TAKEAWAYS, WHOLE)).text == POINTS[0]


async def test_too_few_points_are_asked_for_once(server, write):
    server.says = [takeaways(*POINTS[:3]), takeaways(*POINTS)]
    assert lines(await write(Detail.TAKEAWAYS, WHOLE), Aspect.POINTS) == tuple(POINTS)
    assert '"points" holds 3 lines' in server.requests[1]["messages"][-1]["content"]


async def test_takeaways_without_points_and_an_analysis_without_lines_are_none(server, write):
    for detail, says in ((Detail.TAKEAWAYS, takeaways()), (Detail.ANALYSIS, {"text": LINE})):
        server.says = says
        with pytest.raises(WriterError, match="unusable"):
            await write(detail, WHOLE)


async def test_more_lines_than_are_shown_are_dropped_and_none_is_said_twice(server, write):
    many = [f"Cats are hard to sort {'so ' * number}late." for number in range(12)]
    server.says = takeaways(many[0], *many)
    assert lines(await write(Detail.TAKEAWAYS, WHOLE), Aspect.POINTS) == tuple(many[:7])


async def test_a_line_that_is_too_long_ends_with_a_sentence(server, write):
    long = "Cats are hard to sort. " * 40
    server.says = takeaways(*POINTS, long)
    last = lines(await write(Detail.TAKEAWAYS, WHOLE), Aspect.POINTS)[-1]
    assert last.endswith("sort.")
    assert LINE_LIMIT - 30 < len(last) <= LINE_LIMIT
    assert len(server.requests) == 2


async def test_chinese_has_its_own_punctuation_and_no_blanks(server, write):
    server.says = takeaways(
        "猫很难分类, 狗 则 不然.", "PurrSort 在 CatBench 上的正确率为 93 %.",
        "猫(猫科)会打呼噜, MeowNet, 其次;",
        "每次听 30 s 。", "MeowNet 的正确率为 81 %。", text="PurrSort 按呼噜声给 猫 分类.",
        strong=["PurrSort 在 CatBench"],
    )  # fmt: skip
    summary = await write(Detail.TAKEAWAYS, WHOLE, "zh")
    assert summary.text == "PurrSort按呼噜声给猫分类。"
    assert lines(summary, Aspect.POINTS)[:3] == (
        "猫很难分类，狗则不然。",
        "PurrSort在CatBench上的正确率为93%。",
        "猫（猫科）会打呼噜，MeowNet，其次；",
    )
    assert summary.parts[0].strong == ("PurrSort在CatBench",)


async def test_a_text_in_another_language_is_asked_for_again_and_never_shown(server, write):
    server.says = ["Sorts cats by purr.", "按呼噜声给猫分类。"]
    assert (await write(language="zh")).text == "按呼噜声给猫分类。"
    assert "not all of it is in 中文" in server.requests[1]["messages"][-1]["content"]
    server.says = "按呼噜声给猫分类。"
    with pytest.raises(WriterError, match="not all of it is in English"):
        await write()


async def test_a_translated_title_has_no_other_numbers_than_the_paper(server, write):
    server.says = analysis(title=["按呼噜声给41只猫分类"], text=CHINESE, background=marked(CHINESE))
    assert lines(await write(Detail.ANALYSIS, WHOLE, "zh"), Aspect.TITLE) is None
    server.says = analysis(title=["按呼噜声给40只猫分类"], text=CHINESE, background=marked(CHINESE))
    summary = await write(Detail.ANALYSIS, WHOLE, "zh")
    assert lines(summary, Aspect.TITLE) == ("按呼噜声给40只猫分类",)


@pytest.mark.parametrize(
    "line",
    [
        "The first author works on cats.",
        "Ada Felis of the University of Whiskers sorts cats.",
        "It was accepted at Cat Science 2031.",
        "The code is at purr.example.org.",
        "Authors: Ada Felis.",
        "第一作者来自清华大学。",
    ],
)
async def test_metadata_is_never_the_models_to_say(server, write, line):
    server.says = takeaways(*POINTS, line)
    assert lines(await write(Detail.TAKEAWAYS, WHOLE), Aspect.POINTS) == tuple(POINTS)


@pytest.mark.parametrize(
    "line",
    [
        "PurrSort is proposed by Ada Felis.",
        "It was accepted at Cat Science 2031.",
        "Cats of Whisker University purr.",
    ],
)
async def test_metadata_is_not_the_models_to_say_even_if_it_is_true(server, write, line):
    stated = replace(PAPER, authors=("Ada Felis",), comment="Accepted at Cat Science 2031")
    told = replace(FULL, sections=(*FULL.sections, Section("4", "Thanks", 1, line)))
    server.says = takeaways(*POINTS, line)
    summary = await write(Detail.TAKEAWAYS, Material(stated, told))
    assert lines(summary, Aspect.POINTS) == tuple(POINTS)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Some Error for method(比如是不是没有Methods这个章节)</p>",
        r"We call it \ours.",
        r"See \href{x}{y}.",
        "Hear the **purr.",
        "Sorted ```cats.",
    ],
)
async def test_debris_of_a_failure_is_never_shown(server, write, line):
    server.says = takeaways(*POINTS, line)
    assert lines(await write(Detail.TAKEAWAYS, WHOLE), Aspect.POINTS) == tuple(POINTS)


async def test_marks_of_citation_and_markup_are_taken_off(server, write):
    server.says = takeaways(
        "- A microphone hears each *purr*.¹[1]", "`Cats` are hard to sort [2, 3].",
        "<b>Cats</b> &amp; purrs.【4†source】", "## It hears for 30 s.²", *POINTS[3:],
    )  # fmt: skip
    summary = await write(Detail.TAKEAWAYS, WHOLE)
    assert lines(summary, Aspect.POINTS)[:4] == (
        "A microphone hears each purr.",
        "Cats are hard to sort.",
        "Cats & purrs.",
        "It hears for 30 s.",
    )
