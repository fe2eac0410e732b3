"""A bar for what takes long, on standard error and only where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Tell: TypeAlias = Callable[[str, float | None], None]
"""Told what is being done, and which share of it is (0 to 1; None where nobody knows)."""


@contextmanager
def progress(first: str) -> Iterator[Tell]:
    """Show a bar; it is gone at the end.

    Args:
        first: What is done until something else is told.
    """
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with shown:
        task = shown.add_task(first, total=None)

        def tell(what: str, share: float | None) -> None:
            shown.update(task, description=what, completed=share, total=share and 1)

        yield tell
