"""What a message says in few words, for where it cannot be drawn. Pure."""

from collections.abc import Iterator, Sequence

from bot.domain.chat import Block, Card, Entry, Line, Listing, Message, Passage, Say
from bot.platforms.slack.escape import escape, shown

_LONGEST_TEXT = 600
_LONGEST_PART = 200
_ITEMS = 10


def fallback(message: Message, say: Say) -> str:
    """Say in one line what a message is, for notifications and screen readers; never empty."""
    parts = [say(message.push)] if message.push else list(_gist(message.blocks, say))
    said = " · ".join(filter(None, (shown(each, _LONGEST_PART) for each in parts)))
    return escape(shown(said, _LONGEST_TEXT)) or "…"


def title_of(entry: Entry, most: int) -> str:
    """Return the title of a paper as people may see it; its id if nothing else can be seen."""
    return shown(entry.title, most) or shown(entry.paper, most) or "?"


def said_by(line: Line, say: Say, most: int) -> str:
    """Return the text of a line, of at most `most` characters."""
    parts = (shown(say(part), most) for part in line.parts)
    said = " · ".join(part for part in parts if part)
    return said if len(said) <= most else shown(said, most)


def _gist(blocks: Sequence[Block], say: Say) -> Iterator[str]:
    for block in blocks:
        match block:
            case Line():
                yield said_by(block, say, _LONGEST_PART)
            case Listing():
                yield from (title_of(entry, _LONGEST_PART) for entry in block.entries[:_ITEMS])
            case Card():
                yield title_of(block.entry, _LONGEST_PART)
            case Passage():
                yield from (shown(say(each), _LONGEST_PART) for each in block.lines[:1])


def entries_of(block: Block) -> tuple[Entry, ...]:
    """Return the papers that a block names."""
    match block:
        case Listing():
            return block.entries
        case Card():
            return (block.entry,)
        case Line() | Passage():
            return ()
