"""A small writer of PDFs: good ones in two columns, and those that nobody should be sent."""

import zlib
from dataclasses import dataclass, field

CHAR = 0.6
"""Width of every letter of Courier, in ems."""

LEFT, RIGHT = 54, 318
"""Where the columns begin; each is 40 letters of 10 points wide, 240 points."""


def text(x, y, words, size=10, *, bold=False):
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    escaped = escaped.replace("ﬁ", "\\336")
    return f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def sideways(x, y, words, size=10):
    return f"BT /F1 {size} Tf 0 1 -1 0 {x} {y} Tm ({words}) Tj ET"


def column(x, y, lines, size=10, lead=12):
    return [text(x, y - at * lead, line, size) for at, line in enumerate(lines)]


@dataclass
class Pdf:
    """Pages of drawing commands; what else a test wants stands in `extra`, by object number."""

    pages: list[list[str]] = field(default_factory=list)
    links: dict[int, list[tuple[tuple[int, int, int, int], str]]] = field(default_factory=dict)
    outline: list[tuple[str, int]] = field(default_factory=list)
    forms: dict[str, bytes] = field(default_factory=dict)
    filters: str = ""
    encrypted: bool = False

    def page(self, *commands):
        self.pages.append([each for part in commands for each in _flat(part)])
        return self

    def bytes(self):
        objects: dict[int, bytes] = {}
        first = 10
        kids = [first + 2 * at for at in range(len(self.pages))]
        spare = first + 2 * len(self.pages)
        named = {}
        for name, body in self.forms.items():
            named[name] = spare
            objects[spare] = body
            spare += 1
        forms = " ".join(f"/{name} {number} 0 R" for name, number in named.items())
        for at, commands in enumerate(self.pages):
            notes = []
            for box, url in self.links.get(at + 1, []):
                area = " ".join(map(str, box))
                notes.append(f"{spare} 0 R")
                objects[spare] = (
                    f"<</Type/Annot/Subtype/Link/Rect[{area}]/A<</S/URI/URI({url})>>>>".encode()
                )
                spare += 1
            objects[kids[at]] = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {kids[at] + 1} 0 R"
                f"/Annots[{' '.join(notes)}]"
                f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<<{forms}>>>>>>"
            ).encode()
            content = "\n".join(commands).encode("latin-1")
            objects[kids[at] + 1] = stream(content, self.filters)
        outline = ""
        if self.outline:
            outline = "/Outlines 5 0 R"
            marks = [spare + at for at in range(len(self.outline))]
            objects[5] = f"<</First {marks[0]} 0 R/Last {marks[-1]} 0 R>>".encode()
            for at, (title, page) in enumerate(self.outline):
                follow = f"/Next {marks[at + 1]} 0 R" if at + 1 < len(marks) else ""
                objects[marks[at]] = (
                    f"<</Title({title})/Parent 5 0 R{follow}/Dest[{kids[page - 1]} 0 R/Fit]>>"
                ).encode()
        objects[1] = f"<</Type/Catalog/Pages 2 0 R{outline}>>".encode()
        order = " ".join(f"{each} 0 R" for each in kids)
        objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{order}]>>".encode()
        for number, name in ((3, "Courier"), (4, "Courier-Bold")):
            objects[number] = (
                f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/MacRomanEncoding>>".encode()
            )
        return written(objects, self.encrypted)


def _flat(part):
    return [part] if isinstance(part, str) else part


def stream(content, filters="", entries=""):
    return (
        f"<<{entries}{filters}/Length {len(content)}>>\nstream\n".encode()
        + content
        + b"\nendstream"
    )


def written(objects, encrypted=False):
    lock = ""
    if encrypted:
        objects[9] = f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>".encode()
        lock = f"/Encrypt 9 0 R/ID[<{'43' * 16}><{'43' * 16}>]"
    body = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(body)
        body += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(body)
    body += b"xref\n"
    for number, place in places.items():
        body += f"{number} 1\n{place:010d} 00000 n \n".encode()
    body += f"trailer\n<</Size {max(places) + 1}/Root 1 0 R{lock}>>\n".encode()
    return bytes(body + f"startxref\n{start}\n%%EOF\n".encode())


def prose(name, lines):
    """Made-up running text: full lines of 40 letters, of which the last ends in a stop."""
    words = f"the {name} of cats is measured with care and is found to be as long as we say"
    full = [f"{words[at % 9 :]} {words}"[:40].strip().ljust(40, "x") for at in range(lines - 1)]
    return [*full, f"so ends the {name}."]


def paper():
    """A paper in two columns, with nearly everything a real one has."""
    head = text(200, 770, "Proceedings of Cat Science 2031", 8)
    pdf = Pdf()
    pdf.page(
        sideways(30, 200, "arXiv:2403.01234v2 [cs.CV] 1 Mar 2024"),
        head,
        text(100, 730, "PurrSort: Sorting Cats by Purr", 17, bold=True),
        text(150, 700, "Ada Felis1, Bob Lynx2", 12),
        text(110, 680, "1University of Whiskers, 2Paw Labs", 12),
        text(134, 650, "Abstract", 12, bold=True),
        column(
            LEFT,
            630,
            [
                "Sorting cats has been a challenging task",
                "for long. We present PurrSort, a train-",
                "ing-free sorter that is 3.5 points more ",
                "efﬁcient. We release our code below.".replace("ffi", "fﬁ"),
            ],
        ),
        text(LEFT, 560, "1 Introduction", 12, bold=True),
        column(LEFT, 540, prose("tail", 30)),
        text(LEFT + 12, 90, "1The code is available at", 7),
        text(LEFT, 82, "https://github.com/felis/purrsort.", 7),
        text(RIGHT, 650, "2 Method", 12, bold=True),
        column(RIGHT, 630, prose("whisker", 12)),
        text(RIGHT, 470, "2.1 Purring", 10, bold=True),
        column(RIGHT, 450, prose("purr", 20)),
        text(300, 30, "1"),
    )
    pdf.page(
        head,
        "0.2 0.4 0.9 rg 80 600 180 120 re f",
        text(100, 650, "an axis of purrs", 7),
        column(LEFT, 580, ["Figure 1: Purrs of ten cats over a day of", "rest."], 9),
        text(LEFT, 520, "3 Results", 12, bold=True),
        column(LEFT, 500, prose("result", 20)),
        text(RIGHT, 740, "Sorter", 9),
        text(RIGHT + 90, 740, "Points", 9),
        text(RIGHT + 170, 740, "Seconds", 9),
        text(RIGHT, 728, "PurrSort", 9),
        text(RIGHT + 90, 728, "84.2", 9),
        text(RIGHT + 170, 728, "11,900", 9),
        column(RIGHT, 700, ["Table 1: Points of both sorters."], 9),
        text(RIGHT, 660, "4 Conclusion", 12, bold=True),
        column(RIGHT, 640, prose("conclusion", 6)),
        text(RIGHT, 540, "References", 12, bold=True),
        column(RIGHT, 520, ["[1] A. Lion. On roaring. 2019.", "[2] B. Puma. On silence. 2020."]),
        text(RIGHT, 470, "A More purrs", 12, bold=True),
        column(RIGHT, 450, prose("appendix", 8)),
        text(300, 30, "2"),
    )
    pdf.page(head, column(LEFT, 740, prose("end", 10)), text(300, 30, "3"))
    return pdf


def long(pages, lines=12):
    """As many pages as are wanted, one section each, in one column."""
    pdf = Pdf()
    for number in range(1, pages + 1):
        body = [f"{line} {line[:25]}" for line in prose("page", lines)]
        pdf.page(
            text(LEFT, 700, f"{number} Chapter on cats", 13, bold=True),
            column(LEFT, 670, body),
            text(300, 30, str(number)),
        )
    return pdf


def scanned():
    entries = (
        "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    pdf = Pdf(forms={"Im": stream(bytes(range(64)), entries=entries)})
    return pdf.page("q 500 0 0 700 50 50 cm /Im Do Q")


def recursive(*, doubling=False):
    """A form that draws itself; doubling, two that draw each other, which is twice as many a level.

    A reader that does not give up on the second needs hours, or all there is of the stack.
    """
    within = "<</XObject<</A 12 0 R/B 13 0 R>>>>"
    entries = f"/Type/XObject/Subtype/Form/BBox[0 0 600 700]/Resources{within}"
    pdf = Pdf(forms={"A": stream(b"/A Do /B Do" if doubling else b"/A Do", entries=entries)})
    pdf.forms["B"] = stream(b"/B Do /A Do" if doubling else b"", entries=entries)
    return pdf.page("/A Do", text(50, 700, "Hello"))


def bomb(megabytes):
    """A page of a few kilobytes that becomes very large."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    pdf = Pdf()
    pdf.page("")
    whole = pdf.bytes()
    return whole.replace(stream(b""), stream(packed, "/Filter/FlateDecode"))
