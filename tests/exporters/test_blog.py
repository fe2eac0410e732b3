"""A post of a blog: every field of it, and what becomes of it when it is written again."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.domain.errors import SettingsError, UserError
from bot.domain.fulltext import Lack
from bot.domain.papers import described
from bot.domain.summaries import Aspect, Basis, Detail, Part
from bot.exporters import blog
from bot.exporters.blog_parts import Flavour
from tests.exporters.goldens import FOLDER, drawn
from tests.exporters.readings import (
    AT,
    BIRDS,
    PNG,
    SITE,
    birds,
    flavour,
    oceans,
    post,
    said,
    sentences,
    untold,
)

HEXO = (
    *("title", "date", "author", "cover", "categories", "tags", "description", "keywords", "toc"),
    *("toc_number", "toc_style_simple", "copyright", "copyright_author", "copyright_author_href"),
    *("copyright_url", "copyright_info", "mathjax", "katex", "aplayer", "highlight_shrink"),
    "aside",
)
NEXT_DAY = AT + timedelta(days=1)


def written(told, before="", *, language="en", kind="hexo"):
    say = sentences(language).say
    look = flavour(kind)
    return blog.export(told, say=say, site=SITE, flavour=look, before=before)


def front(text):
    return yaml.safe_load(text.split("---\n")[1])


def shown(text):
    """Return what a reader of Markdown shows below the front matter, as HTML."""
    return MarkdownIt("commonmark").render(text.split("---\n", 2)[2])


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.md")))
def test_every_field_stands_where_it_stood(name):
    assert drawn()[name] == (FOLDER / name).read_bytes().decode()


def test_all_that_is_drawn_is_kept():
    assert set(drawn()) == {path.name for path in FOLDER.glob("*.md")}


class TestFrontMatter:
    def test_the_keys_are_those_of_the_sample_in_its_order(self):
        fields = front(written(post(birds())).text)
        assert tuple(fields) == HEXO
        assert fields["date"] == datetime(2025, 11, 4, 9, 5, 7)  # noqa: DTZ001
        assert fields["categories"] == "Paper"
        assert fields["tags"] == ["bird song"]
        assert fields["toc"] is None
        assert fields["toc_number"] is False
        assert fields["cover"].startswith("assets/images/")

    def test_the_description_names_topic_day_and_first_title(self):
        fields = front(written(post(birds("zh"), language="zh"), language="zh").text)
        assert fields["description"] == (
            "bird song 方向最新论文已更新，请持续关注 "
            'Update in 2025-11-04  Tweet: hearing α birds – "all" of them #1'
        )

    def test_without_a_figure_there_is_no_cover(self):
        assert front(written(post(oceans())).text)["cover"] is None

    @pytest.mark.parametrize(
        "title",
        [
            *("a: b", "a #b", "# a", "'a'", '"a"', "- a", "[a]", "{a}", "& a", "*a", "? a", "| a"),
            *("@a", "%a", "`a", "yes", "no", "null", "~", "1e3", "0x1F", "2024-01-01", "1:30", "."),
            *("a\\b", "生成式：图像", "a\u2028b", "a\tb", "---", "", " a ", "a" * 300 + ": b"),
        ],
    )
    @pytest.mark.parametrize("kind", ["hexo", "hugo", "jekyll"])
    def test_any_title_is_read_back_as_it_was(self, title, kind):
        fields = front(written(post(untold(1, title), topic=title), kind=kind).text)
        assert fields["title"] == title
        assert fields["tags"] == [title]

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
    @settings(max_examples=25)
    def test_a_topic_of_any_signs_is_read_back_as_it_was(self, topic):
        assert front(written(post(oceans(), topic=topic)).text)["title"] == topic

    def test_texts_that_other_readers_take_for_numbers_are_quoted(self):
        assert "title: '1e3'\n" in written(post(oceans(), topic="1e3")).text


class TestThePapers:
    def test_a_label_says_where_its_link_leads(self):
        html = shown(written(post(birds())).text)
        for label, url in (
            ("arXiv:2511.00001", "https://arxiv.org/abs/2511.00001v2"),
            ("PDF", "https://arxiv.org/pdf/2511.00001v2"),
            ("Code", "https://github.com/lab/tweet_2"),
            ("Project", "https://tweet.github.io/a%28b%29"),
        ):
            assert f'<a href="{url}">{label}</a>' in html

    def test_what_a_paper_says_is_shown_and_never_obeyed(self):
        text = written(post(oceans())).text
        html = shown(text)
        assert "Oceans: &lt;large&gt; &amp; {{deep}} #salt</a></h2>" in html
        assert "{{" not in text.split("---\n", 2)[2], "Hexo would read it as Nunjucks"
        assert "<span>$</span>5 or <span>$</span>6" in html, "MathJax would make it a formula"

    def test_steps_and_key_phrases_are_marked(self):
        html = shown(written(post(birds())).text)
        assert "<li>Split voices with a <strong>diffusion model</strong>.</li>\n</ol>" in html
        assert "<li><strong>A data set of 3 hours.</strong></li>" in html

    def test_a_translated_title_stands_beside_the_original(self):
        html = shown(written(post(birds("zh"), language="zh"), language="zh").text)
        assert "Tweet：听懂所有的鸟（Tweet: hearing α birds" in html

    def test_every_text_says_whose_it_is_and_what_was_read(self):
        text = written(post(birds(), oceans())).text
        model = r"\*AI summary \(small_1\) of the full text, 17 pages"
        assert len(re.findall(model, text)) == 2
        assert "“We weigh oceans" in text
        assert text.count("*Authors’ own words, from the abstract*") == 1

    @pytest.mark.parametrize(
        ("known", "credit"),
        [
            ({"writer": "m"}, "AI summary (m) of the abstract"),
            ({"writer": "m", "basis": Basis.FULL}, "AI summary (m) of the full text"),
            (
                {"writer": "m", "basis": Basis.FULL, "pages": 90, "pages_read": 60},
                "AI summary (m) of the first 60 of 90 pages",
            ),
            ({"basis": Basis.FULL}, "Authors’ own words, from the full text"),
            ({"fallback": True}, "Authors’ own words (the AI summary failed), from the abstract"),
            (
                {"fallback": True, "limit": "all-day"},
                "Authors’ own words (today’s limit for AI summaries is reached), from the abstract",
            ),
        ],
    )
    def test_the_credit_is_true(self, known, credit):
        told = replace(oceans(), takeaways=said(BIRDS, Detail.TAKEAWAYS, "It.", **known))
        assert f"*{credit}*" in written(post(told)).text

    def test_an_affiliation_comes_only_with_its_line(self):
        assert "(as printed: “1 University of Woods, Department" in written(post(birds())).text
        assert "affiliation" not in written(post(oceans())).text

    def test_figures_are_folded_with_their_captions_and_kept_beside_the_post(self):
        document = written(post(birds()))
        folded = document.text.partition("<details>")[2].partition("</details>")[0]
        assert folded.count("<img ") == 2
        assert 'alt="Figure 2: Ears"' in folded
        assert '">Figure 3: Not ours to show</a>' in folded, "what may not be shown is linked"
        [(path, content)] = document.files
        assert re.fullmatch(r"assets/images/[0-9a-f]{64}\.png", path)
        assert content == PNG

    def test_hugo_gets_its_own_fold_and_no_html(self):
        text = written(post(birds()), kind="hugo").text
        folded = text.partition("{{< details ")[2].partition("{{< /details >}}")[0]
        html = MarkdownIt("commonmark").render(folded.partition("\n")[2])
        assert 'alt="Figure 1: A [wood], &quot;at&quot; dawn"' in html
        assert "<details>" not in text

    def test_a_paper_of_which_nothing_is_said_has_no_empty_heading(self):
        text = written(post(untold(7, "Silence"))).text
        for absent in ("Summary", "takeaways", "None", "Unknown", "AI summary (", "****"):
            assert absent not in text.partition("/paperboy update")[2]


class TestTheFailuresOfTheSample:
    """Sample 001 published all of these."""

    def test_words_of_an_error_are_left_out(self):
        lines = (
            "Some Error for method(比如是不是没有Methods这个章节)",
            "论文链接：None，Github 链接：None",
            "作者单位：无",
            "It works.",
        )
        text = self.told_by_a_model(lines, Aspect.METHOD)
        for error in ("Some Error", "没有Methods", "None", "无"):
            assert error not in text
        assert "It works." in text

    def test_tex_and_tags_of_a_model_are_left_out(self):
        text = self.told_by_a_model((r"We call it \ours.", r"See \href{x}{y}.", "<p>Fine.</p>"))
        for debris in (r"\ours", r"\href", "<p>", "&lt;p"):
            assert debris not in text

    def test_tex_of_a_title_is_read(self):
        raw = r"\ours: $\Sigma$ and \href{https://a.example}{b} {\it only}~(DiT)"
        paper = described(id="2511.00009", title=raw, abstract=rf"{raw} \emph{{well}}")
        text = written(post(replace(untold(9, "x"), paper=paper))).text
        body = text.partition("/paperboy update")[2]
        assert "Σ" in body
        for debris in (r"\ours", r"\href", r"\Sigma", r"\emph", r"\it", "~("):
            assert debris not in body

    def test_asterisks_in_names_make_no_emphasis(self):
        paper = described(id="2511.00009", title="T", abstract=None, authors=("Li*", "Wu*", "_A_"))
        html = shown(written(post(replace(untold(9, "x"), paper=paper))).text)
        assert "Li*, Wu*, _A_" in html
        assert "<em>*" not in html
        assert "*</em>" not in html

    def test_authors_and_links_are_the_papers_own_whatever_the_model_says(self):
        text = self.told_by_a_model(("作者：Tianhan Wang", "Fine."))
        assert "**Authors**: Ada Lovelace" in text
        assert text.count("](https://arxiv.org/abs/2511.00001v2)") == 2

    def test_marks_of_a_chats_references_are_removed(self):
        text = self.told_by_a_model(("流程包括一个编码器。¹[1]还有一个U-Net。²[2]", "x[^3^]"))
        assert "流程包括一个编码器。还有一个U-Net。" in text
        for mark in ("¹", "\\[1", "²", "^3"):
            assert mark not in text

    @staticmethod
    def told_by_a_model(lines, aspect=Aspect.BACKGROUND):
        analysis = said(BIRDS, Detail.ANALYSIS, "It.", [Part(aspect, lines)], writer="m")
        told = replace(birds(), takeaways=None, analysis=analysis, pictures=())
        return written(post(told)).text


class TestASecondRun:
    def test_with_nothing_new_the_file_stays_as_it_is(self):
        first = written(post(birds(), oceans())).text
        assert written(post(birds(), oceans(), at=NEXT_DAY), first).text == first

    def test_a_new_day_stands_on_top_and_no_paper_stands_twice(self):
        first = written(post(birds())).text
        text = written(post(untold(7, "Silence"), birds(), at=NEXT_DAY), first).text
        assert re.findall(r"^#+ .*$", text, re.MULTILINE) == [
            "# 2025-11-05 Update",
            "## [Silence](https://arxiv.org/abs/2511.00007)",
            "# 2025-11-04 Update",
            r'## [Tweet: hearing α birds – "all" of them #1](https://arxiv.org/abs/2511.00001v2)',
        ]
        fields = front(text)
        assert fields["date"] == datetime(2025, 11, 5, 9, 5, 7)  # noqa: DTZ001
        assert fields["description"].endswith("Update in 2025-11-05  Silence")
        assert tuple(fields) == HEXO
        assert fields["cover"] == front(first)["cover"], "none of the new ones has a figure"

    def test_the_same_day_has_one_heading(self):
        text = written(post(birds())).text
        for number, title in ((7, "Silence"), (8, "Noise")):
            text = written(post(untold(number, title), at=AT + timedelta(hours=number)), text).text
        found = re.findall(r"^#+ \[?([\w-]+)", text, re.MULTILINE)
        assert found == ["2025-11-04", "Tweet", "Silence", "Noise"]

    def test_a_paper_somebody_edited_or_took_out_is_left_to_them(self):
        first = written(post(birds(), oceans())).text
        edited = first.replace("Birds are counted by ear.", "I count them myself.")
        gone = re.sub(r"(?s)<!-- paperboy hep-th.*/paperboy hep-th/9901001 -->\n", "", edited)
        text = written(post(birds(), oceans(), untold(7, "Silence"), at=NEXT_DAY), gone).text
        assert "I count them myself." in text
        assert "Oceans" not in text
        assert "Silence" in text

    def test_a_better_text_replaces_ours_and_a_makeshift_does_not(self):
        first = written(post(oceans())).text
        better = replace(oceans(), takeaways=said(BIRDS, Detail.TAKEAWAYS, "Heavy.", writer="m"))
        second = written(post(better), first).text
        assert "“We weigh" not in second
        assert "Heavy." in second
        for known in ({"fallback": True}, {"lack": Lack.NOT_NOW}):
            quoted = replace(oceans(), analysis=said(BIRDS, Detail.ANALYSIS, "x", **known))
            assert written(post(quoted), second).text == second

    def test_the_front_matter_that_a_person_changed_stays(self):
        first = written(post(birds())).text
        theirs = (
            first.replace("author: Paperboy", "author: Ana")
            .replace("toc:\n", "# my own\ntoc: true\nsticky: 1\n")
            .replace("description: 'New papers", "description: 'My papers")
        )
        text = written(post(untold(7, "Silence"), at=NEXT_DAY), theirs).text
        fields = front(text)
        assert (fields["author"], fields["toc"], fields["sticky"]) == ("Ana", True, 1)
        assert fields["description"].startswith("My papers")
        assert fields["date"].day == 5
        assert "# my own\n" in text

    def test_a_file_that_ends_lines_as_windows_does_goes_on_doing_so(self):
        first = written(post(birds())).text.replace("\n", "\r\n")
        assert written(post(birds()), first).text == first
        text = written(post(untold(7, "Silence"), at=NEXT_DAY), first).text
        assert "Silence" in text
        assert "\n" not in text.replace("\r\n", "")
        assert written(post(untold(7, "Silence"), at=NEXT_DAY), text).text == text

    @given(place=st.integers(0, 10_000), typed=st.sampled_from(["mine", "", "# mine", "-->"]))
    @settings(max_examples=30)
    def test_what_a_person_types_anywhere_stays_word_for_word(self, place, typed):
        before = written(post(birds(), oceans())).text
        rows = before.split("\n")
        head = rows.index("---", 1) + 1
        place = head + place % (len(rows) - head)
        theirs = "\n".join([*rows[:place], f"{typed} by a person", *rows[place:]])
        text = written(post(untold(7, "Silence"), at=NEXT_DAY), theirs).text
        left = iter(text.split("\n")[head:])
        ours = re.compile("<!-- paperboy-memory ")
        missing = [r for r in theirs.split("\n")[head:] if not ours.match(r) and r not in left]
        assert missing == []
        assert text.count("[Silence](") == 1

    def test_without_its_memory_a_post_is_known_by_its_marks(self):
        first = re.sub("<!-- paperboy-memory.*\n", "", written(post(birds())).text)
        text = written(post(birds(), untold(7, "Silence"), at=NEXT_DAY), first).text
        assert text.count("## [Tweet") == 1
        assert "Silence" in text

    def test_a_post_of_somebody_else_is_left_alone(self):
        with pytest.raises(UserError):
            written(post(birds()), "---\ntitle: Mine\n---\n\nHello.\n")


class TestFlavours:
    def test_a_kind_nobody_knows_is_refused_with_those_there_are(self):
        with pytest.raises(UserError) as refused:
            flavour("ghost")
        assert dict(refused.value.words.values)["known"] == ("hexo", "hugo", "jekyll")

    def test_a_template_of_ones_own_is_a_kind_of_its_own(self, tmp_path):
        (tmp_path / "mine.toml").write_text(
            "front = 'name: $title'\nfigures = '$figures'\nfigure = '$address'\nlink = '$caption'\n"
        )
        look = Flavour.read(tmp_path, "mine")
        text = blog.export(post(oceans()), say=sentences("en").say, site=SITE, flavour=look).text
        assert front(text) == {"name": "bird song"}

    @pytest.mark.parametrize("broken", ["front = 'a: [b'", "front = 'a'", "front", "a = 1"])
    def test_a_broken_template_is_named(self, tmp_path, broken):
        (tmp_path / "mine.toml").write_text(f"{broken}\nfigures = ''\nfigure = ''\nlink = ''\n")
        with pytest.raises(SettingsError, match=r"mine\.toml"):
            Flavour.read(tmp_path, "mine")

    def test_the_file_is_named_as_jekyll_wants_it(self):
        assert written(post(oceans(), topic="a/b: “c” 生成")).name == "2025-11-04-a-b-c-生成.md"
        assert written(post(oceans(), topic="???")).name == "2025-11-04-post.md"
        assert len(written(post(oceans(), topic="生成" * 200)).name.encode()) < 200
