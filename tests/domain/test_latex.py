"""What TeX becomes: readable, on one line, without losing a word; and folded for matching."""

import gzip
import html
import json
import re
import unicodedata
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.latex import fold, readable

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "papers_dev.jsonl.gz"
SAMPLE = ROOT / "config" / "sample.jsonl"

DEBRIS = [
    # titles and abstracts as arXiv has them
    (r"PixArt-\Sigma: Weak-to-Strong Training", "PixArt-Σ: Weak-to-Strong Training"),
    (r"PIXART-\alpha$ is fast", "PIXART-α is fast"),
    (r"a Diffusion Transformer~(DiT)", "a Diffusion Transformer (DiT)"),
    (r"from the `weaker' baseline", "from the ‘weaker’ baseline"),
    (r"``quoted'' and `don't do'", "“quoted” and ‘don't do’"),
    (r"see \url{https://a.github.io/x_y/}.", "see https://a.github.io/x_y/."),
    (r"at \href{https://a.b/c}{https://a.b/c}.", "at https://a.b/c."),
    (r"on \href{https://a.b/c}{our page}", "on our page (https://a.b/c)"),
    (r"\href{https://a.b/c}{this https URL}", "https://a.b/c"),
    (r"\emph{really} new, {\it only} here", "really new, only here"),
    (r"{\bf New} \textbf{bold} \texttt{code}", "New bold code"),
    (r"\ours outperforms, \ours{} is", "ours outperforms, ours is"),
    (r"We present \sysname, a system", "We present sysname, a system"),
    (r"Loss (\aka Cost), \etal. and \eg this", "Loss (a.k.a. Cost), et al. and e.g. this"),
    (r"Section~3, Ref.~\cite{foo}, 3~cm, ~3 cm", "Section 3, Ref. [foo], 3 cm, ~3 cm"),
    (r"one -- two, three---four, 5--6", "one – two, three—four, 5–6"),
    ("broken\n   over  lines\t", "broken over lines"),
    ("D&amp;B of &lt;HYBNEXT&gt;", "D&B of <HYBNEXT>"),
    # mathematics
    (r"$s>\frac 14$", "s>1/4"),
    (r"$\frac12$, $\frac{1}{2}$, \nicefrac{1}{2}, $\dfrac\alpha\beta$", "1/2, 1/2, 1/2, α/β"),
    (r"$\frac{a+1}{2}$ and $\frac{\frac{a}{b}}{c}$", "(a+1)/2 and (a/b)/c"),
    (r"$\sqrt2$, $\sqrt[3]{x}$, $\sqrt{\frac 2{\gamma + 1}}$", "√(2), ³√(x), √(2/(γ + 1))"),
    (r"$\mathcal{O}(n^2)$ in $\mathbb{R}^3$", "𝒪(n²) in ℝ³"),
    (r"$E_{lab}\sim10-500$ MeV", "E_lab∼10-500 MeV"),
    (r"H$_2$O, $10^{-3}$, $^{13}$CO", "H₂O, 10⁻³, ¹³CO"),
    (r"$|\psi\rangle$, $\ket{0}$, $\braket{a}{b}$, $\bra{x}$", "|ψ⟩, |0⟩, ⟨a|b⟩, ⟨x|"),
    (r"$a\not=b$ or $c \neq d$", "a≠b or c ≠ d"),
    (r"$n$-gram, $k$NN, $\bar\nu$", "n-gram, kNN, ν̅"),
    (r"$a\quad b$", "a b"),
    (r"\(x^2\), \[y\], \begin{equation} E=mc^2 \end{equation}", "x², y, E=mc²"),
    (r"2\times faster, 3$\times$, $\leq 5$", "2× faster, 3×, ≤ 5"),
    (r"$\text{some words}$ and $x_{\rm max}$", "some words and x_max"),
    # what a macro lacks, it is read without
    (r"$\frac$ $\ket$ $\hat$", "frac ket hat"),
    (r"\input{secret} \today", "secret today"),
]
TEXT = [
    "costs $5 instead of $10 and 30% less",
    "a $5-$10 price, $100k, only $5",
    "5% of a_b & c_d, #1 @ 100%",
    "<HYBNEXT> meets D&B, R&D & AT&T",
    "C++, C#, F# and F1@k",
    "~80% of {0, 1} and [a, b] at x^2",
    "it's John's, the authors' and 'quoted'",
    "https://a.b/~me/p_1?x=1&y=2#z--w",
    "扩散模型 — 综述",
]
NAMES = [
    (r"Cs. Bal\'azs", "Cs. Balázs"),
    (r"Andr{\'e} M\"{u}ller", "André Müller"),
    (r"Fran\c{c}ois \c Celik", "François Çelik"),
    (r"Paul Erd\H{o}s and Ren\'{e} Tom\'{a}\v{s}", "Paul Erdős and René Tomáš"),
    (r"\L{}ukasz, {\L}ukasz, \L ukasz, Pawe{\l}", "Łukasz, Łukasz, Łukasz, Paweł"),
    (r"S\o ren \O stergaard, J{\o}rgen", "Søren Østergaard, Jørgen"),
    (r"R\"o\ss ler and Gro{\ss}", "Rößler and Groß"),
    (r"Mart\'{\i}n Mu\~noz", "Martín Muñoz"),
    (r"\AA rhus is 5 \AA away", "Å rhus is 5 Å away"),
    (r"{\.I}nan\c{c} \u{G}\"ul\k{a}", "İnanç Ğülą"),
]


@pytest.mark.parametrize(("source", "shown"), DEBRIS + NAMES)
def test_tex_is_read(source, shown):
    assert readable(source) == shown


@pytest.mark.parametrize("text", TEXT)
def test_what_is_no_tex_survives_to_the_letter(text):
    assert readable(text) == text


def test_signs_behind_a_backslash_are_signs():
    assert readable(r"100\% of \$5, A\&B, x\_y, \#1, \{0\}") == "100% of $5, A&B, x_y, #1, {0}"


def _texts():
    """Real titles and abstracts where they are at hand, else the sample's and those above."""
    if REAL.exists():
        with gzip.open(REAL) as file:
            rows = [json.loads(line) for line in file]
    else:
        written = [*(source for source, _ in DEBRIS + NAMES), *TEXT]
        rows = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
        rows += [{"title": text, "abstract": text} for text in written]
    return [(row.get("title") or "", row.get("abstract") or "") for row in rows]


@pytest.fixture(scope="module")
def read():
    """Each text with its readable form, and how many papers a second were read."""
    texts = _texts()
    start = process_time()
    shown = [(readable(title), readable(abstract)) for title, abstract in texts]
    return list(zip(texts, shown, strict=True)), len(texts) / (process_time() - start)


_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
FRAGMENT = re.compile(
    r"\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}"
    rf"|\S*\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?(?:{_GROUP})*\S*|\S*[\\$]\S*",
    re.DOTALL,
)
"""More than TeX, never less: a fragment takes what it is glued to with it."""


def words_outside_tex(source):
    text = html.unescape(source)
    if "\\" in text or "$" in text:
        text = FRAGMENT.sub(" ", text)
    return re.findall(r"[^\W\d_]{2,}", text)


def lost(source, shown):
    """List the words of a text that are not found in its readable form, in their order."""
    at, missing = 0, []
    for word in words_outside_tex(source):
        found = shown.find(word, at)
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
    return missing


def test_no_word_outside_tex_is_ever_lost(read):
    papers, _ = read
    pairs = [(source, shown) for texts in papers for source, shown in zip(*texts, strict=True)]
    assert [(source, gone) for source, shown in pairs if (gone := lost(source, shown))] == []
    assert sum(len(words_outside_tex(source)) for source, _ in pairs) > 1000


def test_no_macro_is_left_to_be_seen(read):
    papers, _ = read
    assert [shown for _, texts in papers for shown in texts if re.search(r"\\\w", shown)] == []


def test_no_mark_of_the_reader_is_left(read):
    papers, _ = read
    marks = re.compile(r"[\x00-\x1f]|%s")
    found = [(source, shown) for texts in papers for source, shown in zip(*texts, strict=True)]
    assert [shown for source, shown in found if marks.search(shown) and "%s" not in source] == []


def test_reading_twice_changes_next_to_nothing(read):
    # Only where a dollar that opened nothing finds a partner the second time.
    papers, _ = read
    shown = [text for _, texts in papers for text in texts]
    assert sum(readable(text) != text for text in shown) <= len(shown) // 1000


def test_a_day_of_arxiv_is_read_and_folded_in_a_moment(read):
    papers, cold = read
    start = process_time()
    for texts, _ in papers:
        for text in texts:
            fold(readable(text))
    speed = len(papers) / (process_time() - start)
    print(f"\n{cold:,.0f} papers a second read at first, {speed:,.0f} again and folded")  # noqa: T201
    assert speed > 5000


SIGNS = [*r"\{}$^_~`'\"-&;%#.[](), 1aA", "é", "\n", "\\frac", "\\sqrt[", "\\emph{", "\\o ", "&amp;"]
TEX = st.lists(st.sampled_from(SIGNS)).map("".join)


@given(TEX | st.text())
def test_nothing_is_too_strange_to_read(source):
    shown = readable(source)
    assert shown == " ".join(shown.split())
    assert fold(fold(shown)) == fold(shown)


@given(st.text(st.characters(exclude_characters="&$\\{`~-\x02\x03\x04\x05")))
def test_a_text_without_a_sign_of_tex_is_only_put_on_one_line(text):
    assert readable(text) == " ".join(text.split())


@pytest.mark.parametrize(
    "hostile",
    ["$", "{", "}", "\\", "$a", "\\a{", "^{", "\\(", "\\[", "`a", "~", "{\\it ", "\\frac{", "&#"],
)
def test_no_text_takes_long(hostile):
    start = process_time()
    readable(hostile * (20_000 // len(hostile)))
    assert process_time() - start < 1


PART = r"(?:[^\W_]*[^\W\d_](?:\+\+|[+#])|[^\W_]+)"
FOLDED = re.compile(rf"(?:{PART}(?:-{PART})*(?: {PART}(?:-{PART})*)*)?")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Text-to-Image, pre-training and/or", "text-to-image pre-training and-or"),
        ("text–to—image ‐ text−to⁄image", "text-to-image text-to-image"),
        ("C++, C# and F#; a+b, #1, 3+4", "c++ c# and f# a b 1 3 4"),
        ("R&D 3.5% x_y (a) [b] <c>", "r d 3 5 x y a b c"),
        ("Über Straße, ﬁne, İstanbul", "uber strasse fine istanbul"),
        ("x², H₂O, ½", "x2 h2o 1-2"),
        ("Σ ΟΔΟΣ ς", "σ οδοσ σ"),
        ("扩散模型、生成", "扩散模型 生成"),
        ("- a - -b- -- ", "a b"),
        ("\r/Æ", "æ"),
        ("so\u00adft \u200bhyphen", "soft hyphen"),
        ("", ""),
        ("…!?", ""),
    ],
)
def test_the_folded_form(text, folded):
    assert fold(text) == folded


@given(st.text() | st.text(st.sampled_from("aZ1é+#-–/_ '.Σß扩½\r\n\t")))
def test_only_words_signs_behind_letters_and_hyphens_between_them_are_left(text):
    folded = fold(text)
    assert FOLDED.fullmatch(folded)
    assert fold(folded) == folded


@given(st.text(st.sampled_from("abzéÅöñçŁøσД12 -+#.")))
def test_case_accents_and_dashes_make_no_difference(text):
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    for dash in "–—‐−/":
        assert fold(text.replace("-", dash)) == fold(text)
    assert fold(text.upper()) == fold(text)
