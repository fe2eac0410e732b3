"""A daily note: every field of it, and what becomes of it when it is written again."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import yaml
from markdown_it import MarkdownIt

from bot.domain.documents import Picture
from bot.domain.errors import UserError
from bot.domain.summaries import Aspect, Detail, Part
from bot.exporters import blog, note
from bot.exporters.package import attachment
from tests.exporters.readings import (
    AT,
    BIRDS,
    PNG,
    SAVED,
    SITE,
    birds,
    flavour,
    oceans,
    post,
    said,
    sentences,
    untold,
)
from tests.exporters.readings import note as saved

LATER = AT + timedelta(hours=3)
DENDRON = """---
id: 74svqnn4t0poe5ymtrzxxi2
title: '20251104'
desc: ''
updated: 1762230000000
created: 1762220000000
traitIds:
  - journalNote
---

My own morning.
"""


def written(told, before=""):
    say = sentences(told.language).say
    return note.export(told, say=say, site=SITE, before=before)


def front(text):
    return yaml.safe_load(text.split("---\n")[1])


def test_a_note_and_a_post_are_not_written_into_each_other():
    def posted(before=""):
        say = sentences("en").say
        return blog.export(
            post(birds()), say=say, site=SITE, flavour=flavour("hexo"), before=before
        ).text

    without_memory = re.sub("<!-- paperboy-memory.*\n", "", posted())
    for text in (posted(), without_memory):
        with pytest.raises(UserError) as refused:
            written(saved(birds()), text)
        assert refused.value.words.key == "document-other-kind"
    with pytest.raises(UserError) as refused:
        posted(written(saved(birds())).text)
    assert refused.value.words.key == "document-other-kind"


def test_the_front_matter_is_dendrons():
    fields = front(written(saved(birds())).text)
    assert list(fields) == ["id", "title", "desc", "updated", "created"]
    assert re.fullmatch("[a-z0-9]{23}", fields["id"])
    assert (fields["title"], fields["desc"]) == ("20251104", "")
    assert fields["updated"] == int(AT.timestamp()) * 1000
    assert fields["created"] == int(SAVED.timestamp()) * 1000
    assert "title: '20251104'\ndesc: ''\n" in written(saved(birds())).text


def test_the_id_is_that_of_the_day_and_the_person():
    same = front(written(saved(birds(), at=LATER)).text)["id"]
    assert same == front(written(saved(oceans())).text)["id"]
    for other in ({"owner": "console::ben"}, {"day": AT.date() + timedelta(days=1)}):
        assert front(written(replace(saved(birds()), **other)).text)["id"] != same


def test_tags_stand_below_the_title_one_per_line():
    assert "of them #1\n#birds\n#_3D_hearing\n\n" in written(saved(birds())).text


def test_figures_are_numbered_through_the_whole_note():
    more = (Picture("Figure 1: More", SITE, content=PNG + b"2"),)
    silence = replace(untold(7, "Silence"), pictures=more)
    document = written(saved(birds("zh"), silence, language="zh"))
    shown = r"^!\[图 (\d)（.*）\]\((assets/images/[0-9a-f]{64}\.png)\)$"
    found = re.findall(shown, document.text, re.MULTILINE)
    assert [number for number, _ in found] == ["0", "3"], "1 is at arXiv, 2 is only linked"
    assert [path for _, path in found] == [path for path, _ in document.files]
    assert [content for _, content in document.files] == [PNG, PNG + b"2"]
    assert "\n[图 2（" in document.text


def test_the_five_headings_are_those_of_the_sample():
    text = written(saved(birds("zh"), language="zh")).text
    headings = re.findall(r"^- \*\*(\w+)\*\*：", text, re.MULTILINE)
    assert headings == ["研究背景", "研究动机", "研究方法", "贡献和创新点", "相关工作"]


def test_key_phrases_are_bold_where_a_reader_sees_them_so():
    html = MarkdownIt("commonmark").render(written(saved(birds("zh"), language="zh")).text)
    for phrase in ("扩散模型", "解耦", "数据集"):
        assert f"<strong>{phrase}</strong>" in html
    assert "**" not in html


def test_links_authors_and_the_writer_stand_in_it():
    text = written(saved(birds())).text
    assert "**Authors**: Ada Lovelace" in text
    assert "[PDF](https://arxiv.org/pdf/2511.00001v2)" in text
    assert "*AI summary (small_1) of the full text, 17 pages" in text


def test_a_title_makes_no_tag_and_no_formula():
    text = written(saved(oceans())).text
    assert "## Oceans: &lt;large> &amp; &#123;&#123;deep&#125;&#125; &#35;salt\n" in text
    assert "oceans for \\$5 or \\$6." in text
    assert "oceans for $5 or $6." in MarkdownIt("commonmark").render(text)


class TestTheFailuresOfTheSample:
    """Sample 003 kept these."""

    def test_marks_of_a_chats_references_are_removed(self):
        lines = ("流程包括一个编码器。¹[1]还有一个U-Net。²[2]",)
        analysis = said(BIRDS, Detail.ANALYSIS, "", [Part(Aspect.METHOD, lines)], writer="m")
        text = written(saved(replace(birds(), analysis=analysis))).text
        assert "流程包括一个编码器。还有一个U-Net。" in text
        assert "¹" not in text

    def test_every_paper_has_the_same_shape(self):
        one, many = ("One.",), ("One.", "Two.")
        for lines, rows in (
            (one, ["- **Background**: One."]),
            (many, ["    - One.", "    - Two."]),
        ):
            analysis = said(
                BIRDS, Detail.ANALYSIS, "", [Part(Aspect.BACKGROUND, lines)], writer="m"
            )
            text = written(saved(replace(birds(), analysis=analysis))).text
            assert all(row in text.splitlines() for row in rows)


class TestASecondRun:
    def test_with_nothing_new_the_note_stays_as_it_is(self):
        first = written(saved(birds(), oceans())).text
        assert written(saved(birds(), oceans(), at=LATER), first).text == first

    def test_of_the_front_matter_only_updated_changes(self):
        first = written(saved(birds())).text
        text = written(saved(birds(), oceans(), at=LATER), first).text
        assert front(text) == front(first) | {"updated": int(LATER.timestamp()) * 1000}
        assert text.index("Tweet") < text.index("Oceans")

    def test_what_a_person_wrote_stays(self):
        first = written(saved(birds(), oceans())).text
        theirs = first.replace("## Oceans", "Read this first!\n\n## Oceans") + "\nMy own line.\n"
        text = written(saved(birds(), oceans(), untold(7, "Silence"), at=LATER), theirs).text
        assert theirs.partition("created")[2].partition("-->")[2] in text
        assert text.count("## ") == 3

    def test_a_note_that_dendron_made_is_added_to(self):
        text = written(saved(birds()), DENDRON).text
        now = int(AT.timestamp()) * 1000
        assert front(text) == front(DENDRON) | {"updated": now}
        assert "My own morning.\n" in text
        assert "## Tweet" in text
        assert written(saved(birds(), at=LATER), text).text == text

    def test_a_paper_that_was_taken_out_stays_out(self):
        first = written(saved(birds(), oceans())).text
        gone = re.sub(r"(?s)<!-- paperboy hep-th.*/paperboy hep-th/9901001 -->\n", "", first)
        assert written(saved(birds(), oceans(), at=LATER), gone).text == gone

    def test_figures_go_on_behind_those_a_person_has(self):
        silence = replace(
            untold(7, "Silence"), pictures=(Picture("Figure 1: More", SITE, content=PNG),)
        )
        theirs = DENDRON + "![图 4](assets/images/mine.png)\n[arXiv:2312.03540](x)\n"
        text = written(saved(silence, language="zh"), theirs).text
        assert "![图 5（" in text


class TestTheFileThatIsSent:
    def test_without_figures_it_is_the_note_itself(self):
        file = attachment(written(saved(oceans())))
        assert (file.name, file.data) == ("20251104.md", b"")
        assert file.text.startswith("---\nid: ")

    def test_with_figures_it_is_a_zip_that_is_always_the_same(self, tmp_path):
        import zipfile

        file = attachment(written(saved(birds())))
        assert file.name == "20251104.zip"
        assert file.data == attachment(written(saved(birds()))).data
        (tmp_path / file.name).write_bytes(file.data)
        with zipfile.ZipFile(tmp_path / file.name) as box:
            text, picture = box.namelist()
            assert text == "20251104.md"
            assert box.read(picture) == PNG
            assert picture in box.read(text).decode()
