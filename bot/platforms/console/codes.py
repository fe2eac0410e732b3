"""What each refusal of the terminal or the disk means."""

import errno

_PERMANENT = {errno.EROFS, errno.EACCES}
"""The transcript may not be written. A terminal that is gone is no such thing: the next start has
another."""


def is_permanent(error: OSError) -> bool:
    """Say whether trying again can never help; a full disk may be emptied."""
    return error.errno in _PERMANENT
