"""`paperboy digest --format blog` and `paperboy saved`: documents that a person goes on with."""

import asyncio
import resource
import socket
from datetime import UTC, datetime

import pytest
import yaml

from bot.app import open_store
from bot.cli.documents import Place
from bot.domain.chat import Person
from bot.domain.documents import Document
from bot.settings import load
from tests.cli.screen import Screen
from tests.exporters import readings
from tests.exporters.readings import PNG
from tests.fulltext import htmls
from tests.world import paper, spare_migrations

SENT = datetime(2025, 11, 3, 9, tzinfo=UTC)
ABSTRACT = "Birds are loud. We introduce Tweet, a model that hears 12 kinds of birds."
ANA = Person("slack", "T024", "U21")


def record(number, title, comment=""):
    return {
        "id": f"2511.{number:05}",
        "version": 1,
        "title": title,
        "abstract": ABSTRACT,
        "authors": ["Ada Félis", "Bob Lynx"],
        "comments": comment,
        "published": SENT.isoformat(),
        "categories": ["cs.SD"],
    }


@pytest.fixture
def offline(paperboy, arxiv):
    """A loopback arXiv that has no file of any paper."""
    paperboy.environ.update(
        PAPERBOY_ARXIV__HTML_URL=f"{arxiv.url}/html", PAPERBOY_ARXIV__PDF_URL=f"{arxiv.url}/pdf"
    )
    return arxiv


def front(text):
    return yaml.safe_load(text.split("---\n")[1])


def test_figures_need_a_place_beside_the_text(tmp_path):
    for output, kept in ((None, [b"", b""]), (tmp_path / "post.md", [PNG, b""])):
        [reading] = Place("", output).fitting([readings.birds()])
        assert [each.content for each in reading.pictures[:2]] == kept
    Place("", tmp_path / "post.md").keep(Document("x.md", "text\n", (("a/b.png", PNG),)))
    assert (tmp_path / "post.md").read_text() == "text\n"
    assert (tmp_path / "a" / "b.png").read_bytes() == PNG


def test_a_post_that_is_a_link_stays_one_and_keeps_its_rights(tmp_path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    Place("", link).keep(Document("x.md", "new"))
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("new", 0o640)


def test_where_the_disk_is_full_the_post_stays_as_it_is_and_nothing_half_written_does(tmp_path):
    post = tmp_path / "post.md"
    post.write_text("old")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, usual[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            Place("", post).keep(Document("post.md", "new" * 1_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert post.read_text() == "old"
    assert list(tmp_path.iterdir()) == [post]


class TestABlogPost:
    @pytest.fixture
    def ask(self, paperboy, offline, write_records):
        def ask(*records, more=()):
            paperboy.folder.mkdir(exist_ok=True)
            asyncio.run(spare_migrations(paperboy.folder))
            file = write_records(records)
            return paperboy.ask("digest", "tweet", "--format", "blog", "--from", file, *more)

        return ask

    def test_what_the_full_text_says_of_itself_stands_in_it(self, ask, offline):
        offline.files["/html/2511.00001v1"] = htmls.PAPER
        answer = ask(record(1, "Tweet: all birds"), more=("--name", "Bird: song"))
        assert (answer.exit_code, answer.stderr) == (0, "")
        assert front(answer.stdout)["title"] == "Bird: song"
        assert "(as printed: “University of Whiskers”)" in answer.stdout
        assert "[Code](https://github.com/felis/purrsort)" in answer.stdout
        assert "**Authors**: Ada Félis, Bob Lynx" in answer.stdout
        page = "https://arxiv.org/html/2511.00001v1"
        assert f'<a href="{page}">Figure 1: Purrs over α days.</a>' in answer.stdout
        assert offline.early == []

    def test_a_second_run_adds_on_top_and_keeps_what_a_person_wrote(self, ask, tmp_path):
        post = tmp_path / "post.md"
        more = ("--output", post)
        first = ask(record(1, "Tweet one"), more=more)
        assert first.stdout == ""
        assert first.stderr.endswith("post.md: 1 new paper\n")
        post.write_text(post.read_text().replace("# 2", "My own preface.\n\n# 2", 1))
        again = ask(record(1, "Tweet one"), more=more)
        assert again.stderr.endswith("post.md has all of them already.\n")
        ask(record(1, "Tweet one"), record(2, "Tweet two"), more=more)
        text = post.read_text()
        assert text.count("## [Tweet one]") == text.count("## [Tweet two]") == 1
        assert "My own preface." in text
        assert [each.name for each in tmp_path.glob("*post*")] == ["post.md"]

    def test_another_kind_of_blog_in_another_language(self, ask):
        more = ("--flavour", "jekyll", "--language", "zh")
        text = ask(record(1, "Tweet one", "9 pages"), more=more).stdout
        assert front(text)["layout"] == "post"
        assert "方向最新论文已更新" in front(text)["description"]
        assert " 更新\n" in text
        assert "**作者备注**：9 pages" in text

    def test_a_file_of_somebody_else_is_left_alone(self, ask, offline, tmp_path):
        for content in (b"# My diary\n", b"\xff\xfe\x00"):
            (tmp_path / "mine.md").write_bytes(content)
            answer = ask(record(1, "Tweet"), more=("--output", tmp_path / "mine.md"))
            assert answer.exit_code == 2
            assert "not written by me" in answer.stderr
            assert (tmp_path / "mine.md").read_bytes() == content
        assert offline.requests == [], "it is said before any paper is read"

    def test_a_folder_that_is_not_there_is_told_before_any_paper_is_read(
        self, ask, offline, tmp_path
    ):
        (tmp_path / "file").touch()
        for folder, why in (("no", "No such file or directory"), ("file", "Not a directory")):
            answer = ask(record(1, "Tweet"), more=("--output", tmp_path / folder / "post.md"))
            assert (answer.exit_code, answer.stdout) == (1, "")
            assert answer.stderr == f"{tmp_path / folder} cannot be used: {why}.\n"
        assert offline.requests == []
        assert not (tmp_path / "no").exists()

    def test_what_is_no_file_is_left_alone(self, ask, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("door")
            answer = ask(record(1, "Tweet"), more=("--output", "door"))
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert "so I leave it alone" in answer.stderr
        assert (tmp_path / "door").is_socket()

    def test_what_a_person_writes_while_papers_are_read_stays(self, ask, offline, tmp_path):
        post = tmp_path / "post.md"
        ask(record(1, "Tweet one"), more=("--output", post))

        class Watched(dict):
            def __contains__(self, path):
                post.write_text(post.read_text() + "Typed meanwhile.\n")
                return super().__contains__(path)

        offline.files = Watched()
        ask(record(1, "Tweet one"), record(2, "Tweet two"), more=("--output", post))
        text = post.read_text()
        assert "## [Tweet two]" in text
        assert "Typed meanwhile." in text

    def test_nothing_found_is_said_and_nothing_written(self, ask, tmp_path):
        answer = ask(record(1, "Oceans") | {"abstract": "x"}, more=("--output", tmp_path / "p.md"))
        assert (answer.exit_code, answer.stdout) == (0, "")
        assert "Nothing matched." in answer.stderr
        assert not (tmp_path / "p.md").exists()

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (("--flavour", "ghost"), "There is no kind of blog called “ghost”"),
            (("--language", "tlh"), "no sentences for 'tlh'"),
            (("--format", "json", "--flavour", "hexo"), "need --format blog"),
            (("--format", "json", "--output", "x.md"), "need --format blog"),
        ],
    )
    def test_what_cannot_be_right_is_said(self, paperboy, write_records, more, said):
        file = write_records([record(1, "Tweet")])
        wanted = ("digest", "tweet", "--format", "blog", "--from", file)
        answer = paperboy.ask(*wanted, *more)
        assert answer.exit_code == 2
        assert said in " ".join(answer.stderr.replace("│", "").split())
        assert not paperboy.folder.exists()

    def test_progress_is_drawn_in_a_terminal_only(self, paperboy, offline, write_records, tmp_path):
        file = write_records([record(1, "Tweet one"), record(2, "Tweet two")])
        wanted = ("digest", "tweet", "--format", "blog", "--from", file)
        line = paperboy.line(*wanted, "--output", tmp_path / "post.md")
        paperboy.folder.mkdir(exist_ok=True)
        asyncio.run(spare_migrations(paperboy.folder))
        with Screen(line, paperboy.around(TERM="xterm")) as screen:
            assert "Reading papers" in screen.wait_for("100%")
            screen.wait_for("2 new papers")
            assert screen.end() == 0


class TestSaved:
    @pytest.fixture
    def kept(self, paperboy, offline):
        """Save two papers for somebody on Slack and one for whoever chats here."""

        async def keep():
            paperboy.folder.mkdir(exist_ok=True)
            await spare_migrations(paperboy.folder)
            async with open_store(load(paperboy.environ)) as store:
                ana = await store.people.of(ANA)
                here = await store.people.of(Person("console", "", "you"))
                birds, fish = paper(1, "Tweet"), paper(2, "Blub")
                await store.papers.add([birds, fish])
                await store.saved.add(ana, birds, "button", SENT, tags=("birds",))
                await store.saved.add(ana, fish, "button", SENT.replace(hour=12))
                await store.saved.add(here, fish, "button", SENT)

        asyncio.run(keep())

    def test_the_note_of_a_day_is_kept_in_a_vault_and_added_to(self, paperboy, kept, tmp_path):
        note = tmp_path / "daily.journal.2025.11.03.md"
        wanted = ("saved", "--format", "note", "--day", "2025-11-03", "--output", note)
        here = paperboy.ask(*wanted)
        assert (here.exit_code, here.stdout) == (0, "")
        assert here.stderr.endswith("2025.11.03.md: 1 new paper\n")
        first = note.read_text()
        assert front(first)["title"] == "20251103"
        assert "## Blub" in first
        assert "has all of them already" in paperboy.ask(*wanted).stderr
        paperboy.ask(*wanted, "--person", "slack:T024/U21")
        text = note.read_text()
        assert text.count("## Blub") == 1
        assert "## Tweet\n#birds\n" in text
        assert front(text)["id"] == front(first)["id"]

    def test_a_note_is_written_in_another_language(self, paperboy, kept):
        wanted = ("saved", "--format", "note", "--day", "2025-11-03", "--language", "zh")
        assert "作者" in paperboy.ask(*wanted).stdout

    def test_a_list_is_drawn_for_people(self, paperboy, kept):
        answer = paperboy.ask("saved", "--person", "slack:T024/U21")
        assert answer.stdout.startswith("2 saved papers")
        assert "1 saved paper" in paperboy.ask("saved").stdout

    def test_a_day_without_a_save_is_no_failure(self, paperboy, kept):
        answer = paperboy.ask("saved", "--format", "note", "--day", "2025-11-04")
        assert (answer.exit_code, answer.stdout) == (0, "")
        assert "Nothing was saved on 4 Nov 2025." in answer.stderr

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (("--person", "slack:U21"), "Nobody is known as slack:U21."),
            (("--format", "note", "--day", "someday"), "“someday” is not a day"),
            (("--day", "today"), "need --format note"),
        ],
    )
    def test_what_cannot_be_right_is_said(self, paperboy, kept, typed, said):
        answer = paperboy.ask("saved", *typed)
        assert answer.exit_code == 2
        assert said in " ".join(answer.stderr.replace("│", "").split())
