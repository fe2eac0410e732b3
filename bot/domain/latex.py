r"""TeX as arXiv's authors write it: readable text, and the folded form that matching sees.

Abstracts are prose with fragments of TeX in it, not TeX documents: a bare `%`, `&`, `_`, `#` or a
price is text. So only the fragments are read, each by itself: mathematics between delimiters,
macros with their arguments, accents, and braces around any of these. A macro nobody knows, such as
`\ours`, is read as its name, so that no sentence loses its subject.
"""

import html
import logging
import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

_MACROS = get_default_latex_context_db()
_READER = LatexNodes2Text(latex_context=_MACROS, math_mode="text")
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # half a fragment is no news

_SPOKEN = {
    **{"aka": "a.k.a.", "cf": "cf.", "eg": "e.g.", "etal": "et al.", "etc": "etc.", "ie": "i.e."},
    **{"wrt": "w.r.t.", "deg": "°", "gt": ">", "item": "•", "lt": "<", "over": "/", "percent": "%"},
    **dict.fromkeys(("enskip", "qquad", "quad", "space", "thinspace"), " "),
    **{"prime": "′", "textdollar": "$"},
}
_SILENT = (
    r"(?:bf|bfseries|[bB]igg?[lr]?|bold|boldmath|cal|Cal|Bbb|centering|displaystyle|em|footnotesize"
    r"|frak|hfill|it|itshape|limits|mathstrut|newline|noindent|nolimits|nonumber|par|protect|rm"
    r"|roman|sc|scriptstyle|sf|sl|small|smc|textstyle|tt|(?:left|right)(?:\s*\.)?)(?![A-Za-z])"
)
_DROPPED = re.compile("begin|end|color|hspace|label|phantom|vspace")
_POINTER = re.compile("cite[a-z]*|(?:eq|auto|[cC])?ref")
_WRAPPER = re.compile("emph|math(?:bf|it|rm|sf|tt)|text(?:bf|it|normal|rm|sc|sf|sl|tt)?|underline")
_AROUND = {
    **{"bra": ("⟨", "", "|"), "ket": ("|", "", "⟩")},
    **{"braket": ("⟨", "|", "⟩"), "ketbra": ("|", "⟩⟨", "|")},
}
_UNSAFE = frozenset({"today", "input", "include"})  # what they print is a matter of the machine
_HELD = {"{": "\x02", "}": "\x03", "^": "\x04", "_": "\x05"}  # signs that are no longer TeX
_SIGNS = dict.fromkeys(",;:>/ \\\n\t", " ") | dict.fromkeys("!-@()[]", "") | _HELD

_GROUP = r"\{[^{}]*+\}"
for _ in range(4):  # deeper than any abstract seen, and bounded
    _GROUP = rf"\{{(?:[^{{}}]++|{_GROUP})*+\}}"
_LETTER = r"(?:\\[ij](?![A-Za-z])|[A-Za-z])"
_ONE = rf"(?:{_GROUP}|\\[A-Za-z]+|[^\W_])"
_ENVIRONMENT = r"\{(?:equation|eqnarray|align|gather|multline|displaymath)\*?\}"
_MATH = re.compile(
    r"(?<!\\)(?:\$\$([^$]+)\$\$|\$(?P<inline>(?:[^$\\]|\\.)+)\$|\\\((.{1,2000}?)\\\)"
    r"|\\\[(.{1,2000}?)\\\]"  # bounded, or a text of openings alone takes forever
    rf"|\\begin{_ENVIRONMENT}(.{{1,2000}}?)\\end{_ENVIRONMENT})",
    re.DOTALL,
)
_MACRO = (
    r"""(?P<quote>(?<![\w}])\\"(?=[a-z]))"""
    rf"""|(?P<whole>\\(?:["'`^~=.](?:{_GROUP}|{_LETTER})"""
    rf"""|[cvuHkr](?![A-Za-z])(?:{_GROUP}|\s?{_LETTER})"""
    r"""|(?:(?<=[A-Za-z]\\)(?:[ol]|aa|ae|oe|ss)|[OL])\s+(?=[a-z])"""
    r"""|not\s*(?:\\[A-Za-z]+|[=<>])"""
    r"""|(?:acute|bar|breve|check|d?dot|grave|hat|math(?:bb|cal|frak|ring|scr)|overline"""
    rf"""|tilde|vec|wide(?:hat|tilde))(?![A-Za-z])\s*(?:{_GROUP}|\\[A-Za-z]+|[A-Za-z0-9])))"""
    rf"""|\\(?P<silent>{_SILENT})\s*(?P<face>{_GROUP})?"""
    rf"""|\\(?:[cdt]|nice|text)?frac(?![A-Za-z])\s*(?P<over>{_ONE})\s*(?P<under>{_ONE})"""
    rf"""|\\sqrt(?![A-Za-z])\s*(?:\[(?P<degree>[^\[\]]*)\])?\s*(?P<root>{_ONE})"""
    r"""|\\(?P<name>text(?:en|em)dash|[A-Za-z]+)\*?"""
    rf"""(?P<arguments>(?:\[[^\[\]{{}}]*\](?=\{{))?(?:{_GROUP})*)"""
    r"""|\\(?P<sign>[^A-Za-z]|$)"""
)
_IN_MATH = re.compile(_MACRO, re.DOTALL)
_IN_PROSE = re.compile(
    rf"{_MACRO}|(?P<script>(?<=[\w)\]}}])[\^_]\{{[^{{}}]*\}}|\^\{{\d+\}}(?=[A-Z]))"
    rf"|(?P<group>\{{\}}|(?<=\w)\{{[^{{}}]\}}|{_GROUP})",
    re.DOTALL,
)
_ARGUMENT = re.compile(_GROUP)
_BRACED = re.compile(r"\{[^{}]*\}")
_PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}(?:\s+[a-z]{3,}){2}")
_WORDS = re.compile(r"[A-Za-z]{3,}\s+[A-Za-z]{3,}|^\s?\d.*\s[A-Za-z]{2}")
_LONE_DOLLAR = re.compile(r"(\\[A-Za-z]+)\$(?!\d)|\$(?=\\[A-Za-z])")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|([^\s{}]))")
_SCRIPTS = {
    "^": str.maketrans("0123456789+-∘′*∗†", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻°′**†"),
    "_": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_TREATED = re.compile(r"[&$\\{`~]|--|[\x02-\x05]")
"""What a text must have to be anything but readable already."""
_QUOTED = re.compile('“([^“”"]*)"')
_TYPOGRAPHY = re.compile(
    r"(?P<address>https?://\S+)"
    r"|`(?P<quoted>\w[^`']*(?:'\w[^`']*)*)'(?!\w)"
    r"|(?P<dash>(?<=\w)---?(?=\w)|(?<= )---?(?= ))"
    # A tie, not "about": behind two letters or a stop before no digit, and in `3~cm`, `Section~3`.
    r"|(?P<tie>(?:(?<=[A-Za-z]{2})|(?<=[.,:;)\]%]))~(?=[^\W\d]|[(\[“‘<])|(?<=\d)~(?=[^\W\d])"
    r"|(?:(?<=[a-z]{4})|(?<=[.∼≈≃≲≳]))~(?=\d))"
)


def readable(source: str) -> str:
    """Return a text without TeX and HTML entities, on one line.

    Args:
        source: A title, abstract, comment or name as its authors sent it to arXiv.
    """
    if _TREATED.search(source) is None:
        return " ".join(source.split())
    text = html.unescape(source) if "&" in source and ";" in source else source
    if "$" in text or "\\" in text:
        text = _LONE_DOLLAR.sub(lambda dollar: dollar[1] or "", _mathematics(text))
    if "\\" in text or "{" in text:
        text = _IN_PROSE.sub(_prose, text)
    for sign, held in _HELD.items():
        text = text.replace(held, sign)
    if "``" in text:
        text = _QUOTED.sub("“\\1”", text.replace("``", "“").replace("''", "”"))
    if "`" in text or "~" in text or "--" in text:
        text = _TYPOGRAPHY.sub(_typography, text)
    return " ".join(text.split())


def _mathematics(text: str) -> str:
    """Read what stands between mathematical delimiters; a dollar that opens nothing stays."""
    done: list[str] = []
    start = 0
    match = _MATH.search(text)
    while match:
        content = match[match.lastindex or 0]
        if match["inline"] is None or _is_mathematics(content, text[match.end() : match.end() + 1]):
            done += text[start : match.start()], _math(content)
            start = match.end()
            match = _MATH.search(text, start)
        else:
            match = _MATH.search(text, match.start() + 1)
    return "".join((*done, text[start:]))


def _is_mathematics(content: str, following: str) -> bool:
    """Tell mathematics between two dollars from prose between two prices."""
    if content[0].isdigit() and (following.isdigit() or content[-1].isspace()):
        return False
    if not any(sign in content for sign in "\\^_{"):
        return not _WORDS.search(content) and content[0].isspace() == content[-1].isspace()
    bare = content
    while (outer := _BRACED.sub("", bare)) != bare:
        bare = outer
    return _PROSE.search(bare) is None


@lru_cache(maxsize=16384)
def _math(content: str) -> str:
    text = content.replace("&", " ").replace("~", "\\ ")
    if "\\" in text:
        text = _IN_MATH.sub(_fragment, text)
    while (outer := _SCRIPT.sub(_script, text)) != text:
        text = outer
    return text.replace("{", "").replace("}", "").strip()


def _script(match: re.Match[str]) -> str:
    """Raise or lower what Unicode can; before anything else the sign stays."""
    sign, content = match[1], (match[2] or match[3] or "").strip()
    moved = content.translate(_SCRIPTS[sign])
    if all(before != after for before, after in zip(content, moved, strict=True)) or moved in "′*†":
        return moved
    return _HELD[sign] + content


def _prose(match: re.Match[str]) -> str:
    if match["script"]:
        return _math(match["script"])
    if group := match["group"]:
        return _inner(group).strip() if "\\" in group or len(group) <= 3 else group
    return _fragment(match)


def _fragment(match: re.Match[str]) -> str:
    if name := match["name"]:
        text = _macro(name, match["arguments"])
        return text.removesuffix(".") if match.string.startswith(".", match.end()) else text
    if match["over"]:
        over, under = (_one(match[part]) for part in ("over", "under"))
        return "/".join(part if part.isalnum() else f"({part})" for part in (over, under))
    if match["root"]:
        return f"{(match['degree'] or '').translate(_SCRIPTS['^'])}√({_one(match['root'])})"
    if match["whole"]:
        return _drawn(match["whole"])
    if match["silent"]:
        return _inner(match["face"] or "{}")
    if sign := match["sign"]:
        return _SIGNS.get(sign, sign)
    return '"' if match["quote"] else ""


def _inner(group: str) -> str:
    return _IN_PROSE.sub(_prose, group[1:-1])


def _one(argument: str) -> str:
    return _inner(argument if argument.startswith("{") else f"{{{argument}}}")


@lru_cache(maxsize=16384)
def _macro(name: str, arguments: str) -> str:
    """Read a macro outside the few that pylatexenc draws together with what they act on."""
    groups = _ARGUMENT.findall(arguments)
    if name in ("url", "href") and groups:
        return _address(groups)
    inner = [text for text in map(_inner, groups) if text.strip()]
    if _DROPPED.fullmatch(name):
        return ""
    if inner and _POINTER.fullmatch(name):
        return f"[{inner[-1]}]"
    if inner and name in ("footnote", "textcolor"):
        return f" ({inner[-1]})" if name == "footnote" else inner[-1]
    if inner and name.lower() in _AROUND:
        opening, between, closing = _AROUND[name.lower()]
        return f"{opening}{between.join(inner)}{closing}"
    known = name in _SPOKEN or (_MACROS.get_macro_spec(name) is not None and name not in _UNSAFE)
    if inner and not (known and not _WRAPPER.fullmatch(name)):
        return " ".join(inner)
    symbol = _SPOKEN.get(name) or (_drawn(f"\\{name}") if known else name)
    return (" " if symbol.isascii() else "").join((symbol, *inner))


def _address(groups: list[str]) -> str:
    """Return an address, or the text of a link with its address where they differ."""
    address = re.sub(r"\\(?=[^A-Za-z])", "", groups[0][1:-1]).strip()
    text = _inner(groups[-1])
    if len(groups) == 1 or text in (address, "this https URL", "this http URL"):
        return address
    return f"{text} ({address})" if address.startswith("http") else text


@lru_cache(maxsize=16384)
def _drawn(fragment: str) -> str:
    """Let pylatexenc draw a symbol or an accented letter; what it cannot draw loses its signs."""
    try:
        drawn = _READER.latex_to_text(f"${fragment}$" if len(fragment) > 3 else fragment)
    except Exception:  # a parser meets any text here, and one fragment must not cost a paper
        drawn = ""
    if "%s" in drawn or "$" in drawn:
        drawn = ""  # what it acts on is missing
    drawn = unicodedata.normalize("NFC", " ".join(drawn.split()))
    return drawn or re.sub(r"[\\{}$]", "", fragment)


def _typography(match: re.Match[str]) -> str:
    if match["quoted"]:
        return f"‘{match['quoted']}’"
    if match["dash"]:
        return "—" if len(match["dash"]) == 3 else "–"
    return " " if match["tie"] else match[0]


_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()} | str.maketrans(
    "-/+#", "--+#"
)
_SPACED_TOO = re.compile(r"[^\w +#-]|_")
_SIGN = re.compile(r"(?<=[^\W\d_])(\+\+|[+#](?![^\W_]))|[+#]+")
_DASHES = "\u2044\u2212\u2215\u2043"  # slashes, minus and hyphen bullet: dashes but not in class Pd


def fold(readable: str) -> str:
    """Return the form of a text that matching sees.

    Letters without marks, case-folded; digits; `+` and `#` behind a letter (`c++`); items
    separated by one space; the parts of a compound joined by `-` (`text-to-image`, `and-or`).
    Folding twice changes nothing.
    """
    text = readable.lower()
    if not text.isascii():
        text = _FOREIGN.sub(lambda run: _plain(run[0]), text)
    if text.isascii():
        text = text.translate(_SPACED)
    else:
        text = _SPACED_TOO.sub(" ", text.replace("/", "-"))
    if "+" in text or "#" in text:
        text = _SIGN.sub(lambda sign: f"{sign[1] or ''} ", text)
    while "--" in text:
        text = text.replace("--", "-")
    return " ".join(f" {text} ".replace(" -", " ").replace("- ", " ").split())


@lru_cache(maxsize=4096)
def _plain(run: str) -> str:
    kept = []
    for char in unicodedata.normalize("NFKD", run):
        kind = unicodedata.category(char)
        if kind == "Pd" or char in _DASHES:
            kept.append("-")
        elif kind[0] != "M" and kind != "Cf":
            kept.append(char)
    return "".join(kept).casefold()
