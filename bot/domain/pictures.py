"""Which kind of picture a file is. Pure."""

_STARTS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))


def kind(content: bytes) -> str | None:
    """Return the ending of a file's name by what the file begins with.

    Returns:
        `png`, `jpg`, `gif` or `webp`; None for anything else.
    """
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _STARTS if content.startswith(start)), None)
