"""Draws a neutral message for Discord, within its limits. Pure: message in, plain values out.

A post is exactly one message and shrinks until it fits: one-liners go first, from the end, then
links besides the paper's, then titles are cut; a paper is never left out. An answer takes several
messages if it has to.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.domain import trimming
from bot.domain.chat import (
    Attachment,
    Block,
    Card,
    Line,
    Listing,
    Message,
    Say,
    Style,
    words,
)
from bot.platforms.discord import controls, ids, rows
from bot.platforms.discord.drawn import (
    ALL_PANELS,
    ALT,
    CONTENT,
    FILE_BYTES,
    FOOT,
    OPTIONS,
    TEXT,
    Drawn,
    Panel,
    fit,
)
from bot.platforms.discord.escape import marked, plain, size
from bot.platforms.discord.rows import Room, Row

TIGHTER = (
    Room(0, facts=False),
    Room(0, facts=False, title=200, line=600),
    Room(0, facts=False, title=140, line=300),
    Room(0, facts=False, title=100, line=150),
    Room(0, facts=False, title=70, line=100),
    Room(0, facts=False, title=40, line=60),
)
"""What is left out first where there is too much, down to the least that is shown."""
_MOST_ANSWERS = 4
_NOTHING = "…"


def post(message: Message, say: Say) -> Drawn:
    """Draw a message that everybody sees, as exactly one."""
    rows_of = list(rows.body(message.blocks, say, Room(0, facts=False))) if message.menu else []
    under = controls.one(message, say, rows.choices(rows_of))
    carried = [*(each.id for each in under.buttons), *(each.id for each in under.pickers)]
    titled = not message.key or any(ids.marks(id, message.key) for id in carried)

    def panels(room: Room) -> tuple[Panel, ...]:
        panel, written = _opened(message, say, room, titled=titled)
        if not titled:
            panel = replace(panel, url=ids.mark(message.key))
        return _panels(panel, written) if room is not TIGHTER[-1] else _cut(panel, written)

    if message.rest:

        def fits(shorter: Message) -> bool:
            return fit(_panels(*_opened(shorter, say, Room(0), titled=titled)))

        message = trimming.fitted(message, fits, message.rest)
    return Drawn(
        _fitted(rows.quotes(message.blocks), panels),
        _content(message, say),
        under.buttons,
        under.pickers,
        _files(message),
        _alt(message, say),
    )


def answer(message: Message, say: Say) -> tuple[Drawn, ...]:
    """Draw an answer to one person, as few messages as it takes.

    There are at most four pages of text; of a text that is longer, a file with all of it comes
    along. Buttons and menus that do not fit under the last page stand in further messages.
    """

    def paged(shown: Message) -> tuple[Panel, list[list[Row]]]:
        panel, written = _opened(shown, say, Room(rows.quotes(shown.blocks)), titled=True)
        return panel, list(_pages(written, _room(panel), menu=shown.menu is not None))

    message = trimming.with_file(message, lambda each: len(paged(each)[1]) <= _MOST_ANSWERS, say)
    panel, pages = paged(message)
    if len(pages) > _MOST_ANSWERS:
        pages = pages[:_MOST_ANSWERS]
        rest = Row(marked(say(words("answer-cut"))))
        pages[-1] = _cut_short(pages[-1], rest, _room(panel))
    drawn: list[Drawn] = []
    for number, page in enumerate(pages):
        first, last = number == 0, number == len(pages) - 1
        here = Panel(
            title=panel.title if first else "",
            url=panel.url if first else None,
            text=_text(page),
            foot=panel.foot if last else "",
        )
        if not (here.title or here.text):
            here = replace(here, text=_NOTHING)
        part = message if last else replace(message, actions=(), more=None, selects=(), files=())
        panels = (here,)
        for under in controls.paged(part, say, rows.choices(page)):
            drawn.append(Drawn(panels, "", under.buttons, under.pickers))
            panels = (Panel(text=_NOTHING),)
        drawn[-1] = replace(drawn[-1], files=_files(part), alt=_alt(part, say))
    return tuple(drawn)


def _fitted(quotes: int, panels: Callable[[Room], tuple[Panel, ...]]) -> tuple[Panel, ...]:
    """Show as much as fits."""
    if fit(best := panels(Room(quotes))):
        return best
    best = ()
    some, many = -1, quotes
    while many - some > 1:
        middle = (some + many) // 2
        if fit(fewer := panels(Room(middle))):
            some, best = middle, fewer
        else:
            many = middle
    if best:
        return best
    tighter = map(panels, TIGHTER)
    return next((each for each in tighter if fit(each)), ()) or panels(TIGHTER[-1])


def _opened(message: Message, say: Say, room: Room, *, titled: bool) -> tuple[Panel, list[Row]]:
    """Write title and small print of the first panel, and the rows that stand between them."""
    blocks = message.blocks
    alone = bool(blocks) and isinstance(blocks[0], Card) and not _names_papers(blocks[1:])
    last: list[Line] = []
    # Under a paper alone all small print is the panel's, as that of its card is.
    while blocks and isinstance(blocks[-1], Line) and blocks[-1].style is Style.SMALL:
        if last and not alone:
            break
        last.insert(0, blocks[-1])
        blocks = blocks[:-1]
    each = replace(room, line=min(room.line, FOOT // max(len(last), 1) - 1))
    foot = [rows.small(line, say, each) for line in last]
    if message.again:
        foot.append(plain(say(words("post-again"))))
    large = [
        Row(marked(say(words("discord-file-large", name=file.name)), room.line))
        for file in message.files
        if not _sendable(file)
    ]
    if alone and isinstance(blocks[0], Card):
        panel, written = rows.card_panel(blocks[0], say, room, foot)
        return panel, [*written, *rows.body(blocks[1:], say, room), *large]
    title = ""
    if titled and blocks and isinstance(blocks[0], Line) and blocks[0].style is Style.STRONG:
        title = rows.heading(blocks[0], say, say(message.push) if message.push else "")
        blocks = blocks[1:]
    written = [*rows.body(blocks, say, room), *large]
    return Panel(title, foot="\n".join(filter(None, foot))), written


def _names_papers(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(each, Card | Listing) for each in blocks)


def _panels(panel: Panel, written: list[Row]) -> tuple[Panel, ...]:
    """Set rows into panels: one, unless its text would be too long."""
    texts = [""]
    for row in written:
        longer = f"{texts[-1]}\n{row.text}".strip("\n")
        if size(longer) <= TEXT:
            texts[-1] = longer
        else:
            texts.append(row.text.strip("\n"))
    if not (panel.title or texts[0]):
        texts[0] = _NOTHING
    panels = [Panel(text=text) for text in texts]
    panels[0] = replace(panels[0], title=panel.title, url=panel.url)
    panels[-1] = replace(panels[-1], foot=panel.foot)
    return tuple(panels)


def _cut(panel: Panel, written: list[Row]) -> tuple[Panel, ...]:
    """Leave out text from the end, never a paper, until it fits."""
    left = list(written)
    while not fit(panels := _panels(panel, left)):
        place = next((at for at in reversed(range(len(left))) if not left[at].choice), None)
        if place is None:
            break
        del left[place]
    return panels


def _room(panel: Panel) -> int:
    """Say how long the text between a title and small print may be."""
    return min(TEXT, ALL_PANELS - size(panel.title) - size(panel.foot))


def _pages(written: list[Row], most: int, *, menu: bool) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in written:
        full = size(_text([*page, row])) > most
        if page and (full or (menu and row.choice and len(rows.choices(page)) >= OPTIONS)):
            yield page
            page = []
        page.append(row)
    yield page


def _cut_short(page: list[Row], last: Row, most: int) -> list[Row]:
    while size(_text([*page, last])) > most:
        page = page[:-1]
    return [*page, last]


def _text(page: list[Row]) -> str:
    return "\n".join(row.text for row in page if row.text).strip("\n")


def _content(message: Message, say: Say) -> str:
    return marked(say(message.push), CONTENT) if message.push else ""


def _files(message: Message) -> tuple[Attachment, ...]:
    return tuple(file for file in message.files if _sendable(file))


def _alt(message: Message, say: Say) -> str:
    """Say what the picture of a message shows."""
    about = next((file.about for file in message.files if file.picture and file.about), None)
    return plain(say(about), ALT) if about else ""


def _sendable(file: Attachment) -> bool:
    return len(file.content) <= FILE_BYTES
