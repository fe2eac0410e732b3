"""The overview of a range of days as a Markdown file."""

import re
from collections.abc import Iterator

from bot.domain import addresses, links, wording
from bot.domain.chat import Attachment, Say, SayIn, words
from bot.domain.overview import Item, Overview
from bot.exporters.escaping import markdown as escaped

_UNFIT = re.compile(r'[\\/:*?"<>|]+')
_LONGEST = 200
"""Bytes in the name of a file; file systems take 255, some that encrypt fewer."""
_KINDS = {
    links.LinkKind.CODE: "link-code",
    links.LinkKind.PROJECT: "link-project",
    links.LinkKind.DATA: "link-data",
    links.LinkKind.OTHER: "link-other",
}


def export(overview: Overview, language: str, *, say_in: SayIn, site: str) -> Attachment:
    """Write an overview as a file named after its range and name.

    Args:
        overview: What to write; every item of it is written.
        language: BCP 47 code of the language to write in; '' for the bot's own.
        say_in: Gives what turns words into sentences of a language.
        site: Address that links to papers begin with.
    """
    name = f"{_range(overview)} {overview.name}"
    shown = "".join(each if each.isprintable() else " " for each in name)
    stem = _UNFIT.sub(" ", shown).strip().encode()[: _LONGEST - len(".md")]
    text = markdown(overview, say_in(language), site)
    return Attachment(f"{stem.decode(errors='ignore').rstrip()}.md", text)


def markdown(overview: Overview, say: Say, site: str) -> str:
    """Write an overview: heading, counts per day, contents, then every paper whole."""
    title = escaped(say(words("overview-title", name=overview.name)))
    heading = " ".join(filter(None, (_range(overview), title)))
    rows = [f"# {heading}", ""]
    by = "overview-by-announced" if overview.by == "announced" else "overview-by-submitted"
    rows += [f"{say(words('overview-count', count=overview.total))} · {say(words(by))}", ""]
    if overview.total > len(overview.items):
        rows += [say(words("overview-cut", shown=len(overview.items))), ""]
    if not overview.items:
        return "\n".join([*rows, say(words("overview-none")), ""])
    rows += [f"## {say(words('overview-days'))}", ""]
    rows += [
        f"- {day.isoformat()}: {count or say(words('overview-quiet-day'))}"
        for day, count in overview.counts
    ]
    rows += ["", f"## {say(words('overview-contents'))}", ""]
    rows += [
        f"{number}. [{escaped(item.paper.name)}](#p{number})"
        for number, item in enumerate(overview.items, start=1)
    ]
    for number, item in enumerate(overview.items, start=1):
        rows += ["", *_paper(number, item, say, site)]
    return "\n".join([*rows, ""])


def _paper(number: int, item: Item, say: Say, site: str) -> Iterator[str]:
    paper = item.paper
    yield f'<a id="p{number}"></a>'
    yield ""
    yield f"## {number}. {escaped(paper.name)}"
    yield ""
    byline = " · ".join(escaped(say(part)) for part in wording.byline(paper))
    yield f"*{item.day.isoformat()}* · {byline}"
    yield ""
    if item.summary and item.summary.text:
        quote = wording.quote(item.summary)
        yield f"**{escaped(say(quote))}**" if quote else ""
        yield ""
    if paper.abstract:
        yield escaped(paper.abstract)
        yield ""
    address = addresses.abs_url(site, paper.id, paper.version)
    facts = [f"[{address.partition('//')[2]}]({address})"]
    facts.append(f"[PDF]({addresses.pdf_url(site, paper.id, paper.version)})")
    facts += [f"{say(words(_KINDS[each.kind]))}: <{each.url}>" for each in links.of(paper)]
    yield f"- {' · '.join(facts)}"
    because = words("because", reasons=item.because)
    yield f"- {escaped(say(because))}"
    if paper.comment:
        yield f"- {say(words('overview-comment'))}: {escaped(paper.comment)}"


def _range(overview: Overview) -> str:
    first, last = overview.first, overview.last
    if overview.items:
        first = first or overview.counts[0][0]
        last = last or overview.counts[-1][0]
    ends = dict.fromkeys(day.isoformat() for day in (first, last) if day)
    return "--".join(ends)
