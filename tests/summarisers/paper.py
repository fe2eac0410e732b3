"""A made-up paper with all that a paper may say of itself."""

from bot.domain.fulltext import FullText, Section, SourceKind
from bot.domain.papers import Paper, PaperId

TITLE = "Drip: Watering Gardens by Soil Moisture"
ABSTRACT = (
    "Gardens need water all through the summer. However, existing timers ignore the soil and "
    "waste much of the water. It remains unclear how dry a bed may become. In this paper, we "
    "propose Drip, a training-free valve that opens only when the soil is dry. A sensor in each "
    "bed measures how moist it is. Drip saves 31% of the water over a dry summer. We also find "
    "that tomatoes grow faster under Drip. Our results suggest that small farms can share one "
    "well. Code is available at https://example.org/drip."
)
INTRODUCTION = (
    "Watering is the oldest task of every gardener [1, 2]. Early gardens were watered by hand "
    "(Rose et al., 2010; Weed and Thorn, 2012a).\n\n"
    "Most existing valves rely on timers and cannot react to rain (see Figure 1).\n\n"
    "To the best of our knowledge, Drip is the first valve without any moving part.\n\n"
    "Our contributions are as follows:\n\n"
    "• We design a valve that swells shut as soon as its bed is wet;\n\n"
    "• We measure forty gardens through two dry summers in a row;\n\n"
    "• We publish the plans of every part under a free licence.\n\n"
    "∗Equal contribution."
)
SECTIONS = (
    Section("1", "Introduction", 1, INTRODUCTION, 1),
    Section(
        "2",
        "Related Work",
        1,
        "Timers Timers have opened valves since the first mechanical clocks were built.\n\n"
        "Sensors of moisture were first put into fields by farmers of wheat [7].",
        2,
    ),
    Section("3", "The Valve", 1, "", 2),
    Section(
        "3.1",
        "Swelling",
        2,
        "First, we fill the valve with a gel that swells in contact with water. It holds.\n\n"
        "s = a + b (1)\n\nwhere a is the gel and b is the rest.",
        2,
    ),
    Section("3.2", "Sensing", 2, "Then we measure the moisture with two nails in the ground.", 3),
    Section("4", "Experiments", 1, "", 3),
    Section(
        "4.1",
        "Setup",
        2,
        "We run all experiments on one laptop with a CPU from 2012. The valve runs for three years "
        "on a single battery of 9 volts.",
        3,
    ),
    Section(
        "4.2",
        "Main Results",
        2,
        "As shown in Table 2, Drip reduces the water of a bed by 12.5 litres each day compared to "
        "a timer.\n\nTable 2: Water in litres.",
        4,
    ),
    Section(
        "5",
        "Limitations",
        1,
        "The gel cannot swell when the ground is frozen.\n\nThe valve may leak under the "
        "pressure of city mains.",
        5,
    ),
    Section(
        "6",
        "Conclusion",
        1,
        "Our experiments confirm that the soil alone can tell when to water. This work opens new "
        "ways to farm where wells are rare.",
        5,
    ),
    Section("", "Acknowledgements", 1, "We thank the rain, which was available for free.", 6),
)
FULL = FullText(
    SourceKind.PDF,
    TITLE,
    ABSTRACT,
    SECTIONS,
    appendix=(Section("A", "More", 1, "We propose one more valve in this appendix.", 8),),
    references="[1] R. Rose. We propose roses. 2010.",
    front=("Rose Thorn", "Keywords: watering; soil moisture; valves with-", "out power"),
    pages=9,
    pages_read=9,
)
PAPER = Paper(id=PaperId("2403.01234"), title=TITLE, abstract=ABSTRACT, version=2)
