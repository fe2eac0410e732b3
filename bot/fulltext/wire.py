"""Full texts as JSON: what the process that reads hands over, and what is kept on the disk."""

from pydantic import TypeAdapter

from bot.domain.fulltext import FullText

_TYPE = TypeAdapter(FullText)


def to_data(text: FullText) -> object:
    """Return a full text as what JSON knows."""
    return _TYPE.dump_python(text, mode="json")


def from_data(data: object) -> FullText:
    """Read a full text, checking every part of it.

    Raises:
        ValueError: It is none.
    """
    return _TYPE.validate_python(data)
