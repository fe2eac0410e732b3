"""What keeps the garbage collector from holding everybody up."""

import gc

_YOUNG, _MIDDLE, _OLD = 5_000, 4, 5_000
"""Python's own are 700, 10, 10. A look at everything there is took over a second once, under load;
so that is left to times when hardly anything is new. One at twenty young generations took 147 ms,
in which nobody's click was acknowledged; one at four takes a third of that."""


def begin() -> None:
    """Let the collector look seldom: a tenth of a start went on looking through new modules."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def settle() -> None:
    """Let the collector pass over everything there is now, for good.

    160,000 objects stay as long as the program: modules, tables, sentences. A look at those alone
    takes 70 ms, in which everything else stands still.
    """
    gc.collect()
    gc.freeze()
    begin()
