"""Whether a paper bears out what a model says of it, by rules alone.

    source = Source.read(title_and_text, Facts.of(paper))
    report = check(text, source)
    report.text, report.figures, report.unsupported

One file a question:

- `pieces`     the sentences of a text, English and Chinese
- `numbers`    every figure by its value; `units` says what measures the same, `words` reads
               numbers that are spelled out, `counted` what they count; `structure` knows the
               numbers of a text's own points
- `names`      data sets, methods, acronyms
- `metadata`   authors, affiliations, venues, links: never the model's to say
- `opposing`   words with an opposite (解耦, 纠缠); `degrees` better and worse, up and down;
               `sparing` with and without; `denials` what is not so; `aligned` sentences that
               are retold; `beside` what stands around a word here and there, by `surroundings`
               and a `glossary`; `opposites` are their words, and `vocabulary` finds them
- `broken`     sentences cut in the middle, words of an error, stray markup
- `check`      all of it, into a `claims.Report`
"""

from bot.domain.grounding.check import check
from bot.domain.grounding.claims import Finding, Kind, Report, Sentence
from bot.domain.grounding.metadata import Facts
from bot.domain.grounding.source import Source

__all__ = ["Facts", "Finding", "Kind", "Report", "Sentence", "Source", "check"]
