"""Turns what goes wrong into a sentence on standard error and an exit code.

0: done. 1: it failed. 2: what was asked, or a setting, cannot be right. 130: interrupted.
"""

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer

from bot.domain.errors import (
    BotError,
    SettingsError,
    SourceError,
    Throttled,
    TopicError,
    UserError,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

_BELLS = 64
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work to its end, or end the program with a clear sentence."""
    with explained():
        done = asyncio.run(_heard(work))
        sys.stdout.flush()
        return done


async def _heard(work: Coroutine[Any, Any, T]) -> T:
    """Carry out work that hears a Ctrl-C as it comes.

    One that comes between Python's last look for signals and the wait for the network would wake
    nobody: it was noticed when something else happened, a minute later where arXiv was silent. The
    byte that is written here does wake us, and `asyncio.run` does the rest.
    """
    if threading.current_thread() is not threading.main_thread():
        return await work
    loop = asyncio.get_running_loop()
    heard, bell = socket.socketpair()
    with heard, bell:
        heard.setblocking(False)
        bell.setblocking(False)
        loop.add_reader(heard, heard.recv, _BELLS)
        signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        try:
            return await work
        finally:
            signal.set_wakeup_fd(-1)
            loop.remove_reader(heard)


@contextmanager
def explained() -> Iterator[None]:
    """Let nothing through but the end of the program."""
    from bot.store.lock import FolderTaken

    try:
        yield
    except (SettingsError, FolderTaken) as error:
        _leave(str(error), 2)
    except UserError as error:
        # A person cannot mend a silent arXiv: asking again later may do.
        _leave(_said(error), 1 if isinstance(error.__cause__, SourceError) else 2)
    except Throttled as error:
        _leave(f"{error}. It may be asked again at {error.until:%H:%M} UTC.", 1)
    except BotError as error:
        _leave(str(error), 1)
    except KeyboardInterrupt:
        _leave("Stopped. What was done is kept; run it again to go on.", 130)
    except BrokenPipeError:
        # Whoever read our output has had enough of it, as `head` does.
        _drop_output()
        sys.exit(0)
    except Exception as error:
        if isinstance(error, OSError) and (error.filename or error.errno in _FULL):
            _refuse(error)
        from bot.app import new_id

        incident = new_id()
        log.exception("incident %s", incident)
        # Where no log is open yet, Python has just written that to standard error.
        where = "The log has the details" if log.hasHandlers() else "The details stand above"
        _leave(f"That failed unexpectedly. {where} under {incident}.", 1)


def refused(error: OSError) -> str:
    """Say which file or folder the system refused, why, and what helps where we know."""
    if error.errno in _FULL:
        # What fails while it is being written, and not as it is opened, has no name any more.
        file = Path(os.fsdecode(error.filename)) if error.filename else None
        what = f"{file} cannot be written" if file else "This cannot be written"
        where = f" in {file.absolute().parent}" if file else ""
        return f"{what}: {error.strerror}. Free some space{where}, then try again."
    if not error.filename:
        return str(error)
    said = f"{error.filename} cannot be used: {error.strerror}."
    if error.errno in _NOT_ALLOWED:
        said += (
            " Let the user that runs Paperboy write it, or set PAPERBOY_DATA_DIR to a folder that "
            "can be written."
            if _is_ours(Path(os.fsdecode(error.filename)))
            else " Let the user that runs Paperboy use it."
        )
    elif error.errno == errno.EISDIR:
        said += " Move it out of the way."
    return said


def _is_ours(file: Path) -> bool:
    """Say whether a file lies in the data folder, so that a setting can move it."""
    from bot.settings import load

    with suppress(SettingsError):
        folder = load(os.environ).data_dir.absolute()
        return folder == file.absolute() or folder in file.absolute().parents
    return False


def _refuse(error: OSError) -> NoReturn:
    """End the program because the system would not let it use a file, or write what it says."""
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    _leave(refused(error), 1)


def _drop_output() -> None:
    """Forget what is held back: it would fail again, with a word about it, as the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(error: UserError) -> str:
    from bot.catalogue import Catalogue
    from bot.settings import config_dir, load

    language = "en"
    with suppress(SettingsError):
        language = load(os.environ).language
    say = Catalogue.read(config_dir() / "locales", language).say
    rows = [say(error.words)]
    if isinstance(error, TopicError):
        rows += [f"  try: {offer}" for offer in error.offers]
    return "\n".join(rows)


def _leave(text: str, code: int) -> NoReturn:
    typer.echo(text, err=True)
    sys.exit(code)
