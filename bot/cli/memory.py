"""What keeps the garbage collector from holding everybody up."""

import gc

_YOUNG, _MIDDLE, _OLD = 5_000, 20, 50
"""Python's own are 700, 10, 10: thousands of looks a minute at what is in use anyway."""


def settle() -> None:
    """Let the collector pass over everything there is now, for good.

    Half a million objects stay as long as the program: modules, tables, sentences. Whenever it
    looks at those too, everything else stands still for a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
