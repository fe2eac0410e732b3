"""Fills the store: from arXiv, from files."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.app import catalogue, open_arxiv, open_bot, open_store
from bot.cli import terminal
from bot.cli.logs import open_log
from bot.domain import latex
from bot.domain.chat import Say
from bot.domain.errors import SourceError
from bot.platforms.console.render import clean
from bot.ports import PaperLookup
from bot.settings import load
from bot.sources.entries import Entry
from bot.sources.records import read_records
from bot.store import Store

_CHUNK = 1000
_LISTED = 20


async def collect_now() -> None:
    """Ask for every list and the records, with a progress bar, and say what came.

    Raises:
        SourceError: Not one of them could be read.
    """
    settings = load(os.environ)
    open_log(settings, quiet=True)
    async with open_bot(settings, catalogue(settings).say_in) as bot:
        names = {each.name for each in bot.pipeline.collecting.sources}
        store = bot.pipeline.store
        with terminal.bar() as bar:
            # One more for the records, however many pages they have.
            task = bar.add_task("Asking arXiv", total=len(names) + 1)

            def asked(what: str) -> None:
                bar.update(task, description=what, advance=int(what in names))

            collected = await bot.pipeline.collect(asked)
            bar.update(task, description="Asking arXiv", completed=len(names) + 1)
        screen = terminal.console()
        known = _counted(await store.papers.count(), "paper")
        screen.print(f"{collected.new:,} new; {known} in the store.")
        errors = terminal.console(stderr=True)
        for source, reason in collected.failed:
            errors.print(clean(f"{source} could not be read: {reason}"))
        if names <= {source for source, _ in collected.failed} and not collected.new:
            raise SourceError(
                "arXiv could not be reached at all. Nothing was lost; try again later."
            )


@dataclass(slots=True)
class Listed:
    """How many there are, and the first of them: a file may be broken in every line."""

    count: int = 0
    rows: list[str] = field(default_factory=list)

    def add(self, row: str) -> None:
        """Count one more."""
        self.count += 1
        if self.count <= _LISTED:
            self.rows.append(row)


@dataclass(slots=True)
class Tally:
    """What an import has come to so far."""

    read: int = 0
    new: int = 0
    broken: Listed = field(default_factory=Listed)
    resolved: int = 0
    unresolved: Listed = field(default_factory=Listed)


async def import_all(files: Sequence[Path], *, resolve: bool) -> None:
    """Import files one after the other, with a progress bar, and say what became of the records."""
    settings = load(os.environ)
    open_log(settings, quiet=True)
    say = catalogue(settings).say
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings))
        lookup = None
        if resolve:
            lookup = (await stack.enter_async_context(open_arxiv(settings, store))).api
        tally = Tally()
        with terminal.bar() as bar:
            for file in files:
                await _import(file, store, lookup, say, tally, bar)
        _report(tally, await store.papers.count(), resolve=resolve)


async def _import(
    file: Path, store: Store, lookup: PaperLookup | None, say: Say, tally: Tally, bar: Progress
) -> None:
    size = file.stat().st_size  # noqa: ASYNC240 - once, and nothing else waits
    task = bar.add_task(file.name, total=size)
    fingerprint = _fingerprint(file, size)
    after = await store.imports.progress(file.name, fingerprint)
    with read_records(file, after) as records:
        while chunk := list(islice(records, _CHUNK)):
            papers = [record.paper for record in chunk if record.paper]
            if any(record.title for record in chunk):
                # Their titles may be those of papers that this very file has just brought.
                tally.new += await store.papers.add(papers)
            for record in chunk:
                if record.paper is None:
                    await _settle(record, file, store, lookup, say, tally)
            done = chunk[-1].number
            tally.new += await store.imports.advance(file.name, fingerprint, done, papers)
            tally.read += len(chunk)
            bar.update(task, completed=records.position)
    bar.update(task, completed=size)


async def _settle(
    record: Entry,
    file: Path,
    store: Store,
    lookup: PaperLookup | None,
    say: Say,
    tally: Tally,
) -> None:
    """Find out what a record without an id is, or note why it cannot be used."""
    where = f"{file.name}:{record.number}"
    if record.problem:
        tally.broken.add(f"{where}: {say(record.problem)}")
        return
    title = record.title or ""
    found = await store.papers.by_title(latex.fold(latex.readable(title)))
    if not found and lookup:
        found = await lookup.by_title(title)
        # Kept at once: if arXiv falls silent, the next try need not ask for it again.
        tally.new += await store.papers.add(found)
    if len(found) == 1:
        tally.resolved += 1
    else:
        tally.unresolved.add(f"{where}: {title}")


def _report(tally: Tally, count: int, *, resolve: bool) -> None:
    screen = terminal.console()
    read, new = _counted(tally.read, "record"), _counted(tally.new, "new paper")
    screen.print(f"{read} read, {new}; {count:,} in the store.")
    if tally.resolved:
        screen.print(f"{_counted(tally.resolved, 'record')} without an id known by title.")
    _list(tally.unresolved, "without an id and not known by title", screen)
    if tally.unresolved.count and not resolve:
        screen.print("  `paperboy import --resolve` asks arXiv about them.")
    _list(tally.broken, "broken and left out", screen)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _list(listed: Listed, what: str, screen: Console) -> None:
    if not listed.count:
        return
    screen.print(f"{listed.count:,} {what}:")
    for row in listed.rows:
        screen.print(f"  {clean(row)}", soft_wrap=True)
    if listed.count > len(listed.rows):
        screen.print(f"  and {listed.count - len(listed.rows):,} more")


def _fingerprint(file: Path, size: int) -> str:
    """Tell a file from another of the same name by its size and its first bytes."""
    with file.open("rb") as opened:
        head = opened.read(65_536)
    return f"{size}:{hashlib.sha256(head).hexdigest()[:16]}"
