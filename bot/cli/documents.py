"""Writes posts and notes into files; what a person wrote there stays."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copymode
from zoneinfo import ZoneInfo

from bot.app import blog_flavour, catalogue, clock, open_bot
from bot.catalogue import Catalogue
from bot.cli import terminal
from bot.cli.gathering import Wish, read_wish
from bot.cli.logs import open_log
from bot.cli.reading import show
from bot.cli.serve import CHANNEL
from bot.domain.calls import Call
from bot.domain.chat import Person, Say, words
from bot.domain.days import read_day
from bot.domain.documents import BLOG, Document, Post, Reading
from bot.domain.errors import UserError
from bot.exporters import blog, marks, note
from bot.platforms.console.adapter import PLATFORM
from bot.settings import Settings, config_dir, load
from bot.store import Store
from bot.store.saved import on_day


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document goes, and in which language.

    Attributes:
        language: BCP 47 tag; '' for the one of the settings.
        output: A file; None for standard output.
    """

    language: str
    output: Path | None

    def sentences(self, settings: Settings) -> Catalogue:
        """Read the sentences of the document.

        Raises:
            SettingsError: There are none in that language.
        """
        if not self.language:
            return catalogue(settings).of()
        return Catalogue.read(config_dir() / "locales", self.language)

    def before(self) -> str:
        """Return the file as it is; '' where there is none.

        Raises:
            UserError: It holds no text, or is none: a device would be read for ever.
            OSError: There is no such folder.
        """
        if self.output is None:
            return ""
        if not self.output.exists():
            # Better now than after all papers have been read.
            os.scandir(self.output.absolute().parent).close()
            return ""
        if not self.output.is_file():
            raise UserError(words("blog-foreign"))
        try:
            return self.output.read_bytes().decode()
        except UnicodeDecodeError:
            raise UserError(words("blog-foreign")) from None

    def fitting(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return what has room there: beside standard output no file has, so figures are linked."""
        if self.output:
            return tuple(readings)
        return tuple(
            replace(each, pictures=tuple(replace(one, content=b"") for one in each.pictures))
            for each in readings
        )

    def keep(self, document: Document) -> None:
        """Write a document, with what belongs beside it, at once or not at all."""
        if self.output is None:
            sys.stdout.write(document.text)
            return
        for path, content in document.files:
            file = self.output.parent / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        real = self.output.resolve()
        fresh = real.with_name(f".{real.name}.new")
        try:
            fresh.write_bytes(document.text.encode())
            if real.exists():
                copymode(real, fresh)
            fresh.replace(real)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


async def write_post(wish: Wish, flavour: str, place: Place) -> None:
    """Write a post of what somebody asks for, or bring the one there is up to date.

    Raises:
        UserError: A topic, a day or the kind of blog is unknown, or the file is somebody else's.
        SourceError: arXiv was asked and did not answer.
    """
    settings = load(os.environ)
    asked = read_wish(wish)
    look, say = blog_flavour(flavour), place.sentences(settings).say
    blog.check(place.before())
    open_log(settings, quiet=True)
    async with open_bot(settings, catalogue(settings).say_in) as bot:
        store = bot.pipeline.store
        await asked.fill(settings, None if wish.source else store)
        papers = [item.paper for item in asked.overview.items]
        if not papers:
            _tell(say(words("overview-none")))
            return
        # What a model says is kept with the paper that it is about.
        await store.papers.add(papers)
        with _counting(len(papers)) as on_read:
            readings = await bot.services.documents.read(
                papers, details=BLOG, language=_language(place, settings), on_read=on_read
            )
    now = clock().astimezone(ZoneInfo(settings.digest.zone))
    post = Post(asked.name, now, _language(place, settings), place.fitting(readings))
    site = settings.arxiv.site_url
    # Reading takes minutes, in which somebody may have gone on writing.
    before = place.before()
    document = blog.export(post, say=say, site=site, flavour=look, before=before)
    _finish(document, before, place, "blog", catalogue(settings).say)


async def write_note(typed: str, person: str, place: Place) -> None:
    """Write a note of what somebody saved on a day, or add to the one there is.

    Args:
        typed: The day, as it was typed.
        person: As they are named; '' for whoever chats in this terminal.

    Raises:
        UserError: The day cannot be read, or nobody is known by that name.
    """
    settings = load(os.environ)
    whose, say = _person(person), place.sentences(settings).say
    note.check(place.before())
    now = clock().astimezone(ZoneInfo(settings.digest.zone))
    day = read_day(typed, now.date())
    open_log(settings, quiet=True)
    async with open_bot(settings, catalogue(settings).say_in) as bot:
        number = await _known(whose, person, bot.pipeline.store)
        kept = on_day(await bot.pipeline.store.saved.of(number), day, now.tzinfo) if number else []
        if not kept:
            _tell(say(words("note-none", day=day)))
            return
        with _counting(len(kept)) as on_read:
            told = await bot.services.documents.note(
                whose, kept, now, language=_language(place, settings), on_read=on_read
            )
    told = replace(told, readings=place.fitting(told.readings))
    # Reading takes minutes, in which somebody may have gone on writing.
    before = place.before()
    document = note.export(told, say=say, site=settings.arxiv.site_url, before=before)
    _finish(document, before, place, "note", catalogue(settings).say)


async def list_saved(person: str) -> None:
    """Draw what somebody saved, newest first.

    Raises:
        UserError: Nobody is known by that name.
    """
    settings = load(os.environ)
    sentences, whose = catalogue(settings), _person(person)
    open_log(settings, quiet=True)
    async with open_bot(settings, sentences.say_in) as bot:
        await _known(whose, person, bot.pipeline.store)
        reply = await bot.inbox.on_call(Call("saved", whose, CHANNEL))
    if reply:
        show(reply.message, sentences.say)


def _language(place: Place, settings: Settings) -> str:
    return place.language or settings.language


def _person(name: str) -> Person:
    """Read `discord:80351110224678912` or `slack:T024BE7LD/U2147483697`."""
    if not name:
        return Person(PLATFORM, "", "you")
    platform, _, native = name.strip().partition(":")
    space, found, inside = native.partition("/")
    return Person(platform.casefold(), space if found else "", inside if found else native)


async def _known(person: Person, name: str, store: Store) -> int | None:
    """Return the number of a person; whoever chats here need not have done so before.

    Raises:
        UserError: They are somebody else, and unknown.
    """
    number = await store.people.known(person)
    if number is None and name:
        raise UserError(words("note-person-unknown", name=name))
    return number


@contextmanager
def _counting(papers: int) -> Iterator[Callable[[], None]]:
    """Show a bar that grows by a paper with each call."""
    with terminal.bar() as bar:
        task = bar.add_task("Reading papers", total=papers)
        yield lambda: bar.advance(task)


def _finish(document: Document, before: str, place: Place, kind: str, say: Say) -> None:
    """Keep a document, and say what is new in it where that cannot be seen."""
    if place.output is None:
        place.keep(document)
        return
    file = str(place.output)
    if document.text == before:
        _tell(say(words(f"{kind}-unchanged", file=file)))
        return
    place.keep(document)
    count = len(marks.papers(document.text) - marks.papers(before))
    _tell(say(words(f"{kind}-written", file=file, new=count)))


def _tell(said: str) -> None:
    terminal.console(stderr=True).print(said, soft_wrap=True)
