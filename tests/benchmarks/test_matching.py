"""100,000 subscriptions to 20,000 topics over a busy day's 1,500 papers, in under a second.

Run it with `-s` to see the numbers.
"""

import gzip
import json
import random
import re
from collections import Counter
from contextlib import suppress
from itertools import islice, pairwise
from math import inf
from pathlib import Path
from time import process_time

from bot.domain.errors import TopicError
from bot.domain.latex import fold
from bot.domain.papers import Paper, PaperId, Text
from bot.domain.topics import Index, Vocabulary, read
from bot.domain.topics.tree import AllOf, Field, Not, Term

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config"
REAL = ROOT.parent / "shared" / "data" / "papers_dev.jsonl.gz"
PAPERS, TOPICS, SUBSCRIPTIONS = 1_500, 20_000, 100_000
SAMPLED_TOPICS, SAMPLED_PAPERS = 200, 150
_SECONDS = 2.0
"""Twice what it takes at most by itself: here other tests wear out the same machine."""
FORMS = (
    "{word} {other}",
    '"{phrase}"',
    '{word} "{phrase}"',
    '"{phrase}" OR {word}',
    '{category} "{phrase}" -{other}',
    "({word} OR {other}) {category}",
    "ti:{word} NOT {other}",
    'au:"{author}" OR "{phrase}"',
)


def real_papers():
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 3_000, 3_000 + PAPERS):
            row = json.loads(line)
            filed = row.get("categories") or ["cs.LG"]
            yield row["title"], row["abstract"], filed, row.get("authors") or []


def made_papers(chance):
    """Papers of made-up words, as often as words of a language are: the nth 1/n as often."""
    syllables = ("ba", "de", "fi", "go", "ku", "la", "mer", "nor", "pi", "ra", "sto", "tu", "vex")
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(9_000)]
    often = [1 / rank for rank in range(1, len(words) + 1)]
    for _ in range(PAPERS):
        text = chance.choices(words, often, k=180)
        categories = chance.sample(("cs.CV", "cs.LG", "cs.CL", "stat.ML", "hep-th"), 2)
        yield " ".join(text[:10]), " ".join(text[10:]), categories, [" ".join(text[:2])]


def batch(chance):
    rows = real_papers() if REAL.exists() else made_papers(chance)
    return [
        Paper(
            id=PaperId(str(number)),
            title=title,
            abstract=abstract,
            folded=Text(fold(title), fold(abstract or "")),
            categories=tuple(categories),
            primary=categories[0],
            authors=tuple(authors),
        )
        for number, (title, abstract, categories, authors) in enumerate(rows)
    ]


def topics(papers, chance):
    """Make topics of what the papers say, so that they find something."""
    vocabulary = Vocabulary.read(
        (CONFIG / "categories.tsv").read_text("utf-8"),
        (CONFIG / "glossary.toml").read_text("utf-8"),
    )
    said = [paper.folded.abstract.replace("-", " ").split() for paper in papers]
    spread = Counter(word for words in said for word in set(words))
    # Nobody follows "the": words that stand in every tenth paper say nothing.
    telling = {word for word, count in spread.items() if count < PAPERS / 10 and len(word) > 3}
    words = [word for each in said for word in each if word in telling]
    phrases = [pair for each in said for pair in pairwise(each) if telling.issuperset(pair)]
    found = {}
    while len(found) < TOPICS:
        paper = chance.choice(papers)
        typed = chance.choice(FORMS).format(
            word=chance.choice(words),
            other=chance.choice(words),
            phrase=" ".join(chance.choice(phrases)),
            category=paper.primary,
            author=next(iter(paper.authors), "Nobody"),
        )
        with suppress(TopicError):
            topic = read(typed, vocabulary)
            found[topic.key] = topic
    return list(found.values())


def pattern(tree):
    """Write a topic as most bots would: words looked for in the text, one expression each."""
    if isinstance(tree, Not):
        inner = pattern(tree.term)
        return lambda paper, text: not inner(paper, text)
    if isinstance(tree, Term):
        if tree.field in (Field.CATEGORY, Field.AUTHOR):
            return lambda paper, _: tree.shown in paper.categories + paper.authors
        search = re.compile(rf"\b{re.escape(tree.shown)}s?\b").search
        return lambda _, text: search(text) is not None
    inner = [pattern(member) for member in tree.members]
    if isinstance(tree, AllOf):
        return lambda paper, text: all(each(paper, text) for each in inner)
    return lambda paper, text: any(each(paper, text) for each in inner)


def test_a_busy_day_is_matched_in_a_moment_and_500_times_faster_than_by_expressions():
    chance = random.Random(7)  # noqa: S311
    papers = batch(chance)
    wanted = topics(papers, chance)
    subscribed = [chance.randrange(TOPICS) for _ in range(SUBSCRIPTIONS)]

    ours = inf
    # Once or twice more where something else wears out the machine: it slows even what is
    # counted in seconds of the processor.
    for _ in range(3):
        start = process_time()
        index = Index(papers)
        found = [index.match(topic) for topic in wanted]
        pairs = sum(len(found[topic]) for topic in subscribed)
        ours = min(ours, process_time() - start)
        if ours < 1:
            break
    assert pairs > SUBSCRIPTIONS

    bodies = [(p, f"{p.folded.title} {p.folded.abstract}") for p in papers[:SAMPLED_PAPERS]]
    checks = [pattern(topic.tree) for topic in wanted[:SAMPLED_TOPICS]]
    start = process_time()
    for check in checks:
        for paper, text in bodies:
            check(paper, text)
    each = (process_time() - start) / (SAMPLED_TOPICS * SAMPLED_PAPERS)
    theirs = each * SUBSCRIPTIONS * PAPERS

    told = f"{ours:.2f} s for {pairs:,} pairs; expressions {theirs:.0f} s: {theirs / ours:.0f} x"
    print(f"\n{told}")  # noqa: T201
    assert ours < _SECONDS
    assert theirs / ours > 500
