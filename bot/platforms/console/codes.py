"""What each refusal of the terminal or the disk means."""

import errno

_PERMANENT = {errno.EPIPE, errno.EBADF, errno.EROFS, errno.EACCES}
"""Nobody reads the terminal any more, or the transcript may not be written: no use to retry."""


def is_permanent(error: OSError) -> bool:
    """Say whether trying again can never help; a full disk may be emptied."""
    return error.errno in _PERMANENT
