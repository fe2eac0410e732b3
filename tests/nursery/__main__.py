"""The process that has imported everything; see `tests.nursery`."""

import gc
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
import warnings
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import bot

_MOST = 1 << 17
"""Bytes of an order: arguments, an environment, a folder."""
_NEEDED_LATER = (
    "aiosqlite",
    "alembic.command",
    "bot.summarisers.openai",
    "typer.rich_utils",
    "tests.world",
)


def main() -> None:
    """Bear commands until nobody has the other end of our input."""
    for module in walk_packages(bot.__path__, "bot."):
        if not module.name.startswith("bot.store.migrations.") and module.name != "bot.__main__":
            import_module(module.name)
    for name in _NEEDED_LATER:
        import_module(name)
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(sys.argv[1])
        door.listen(16)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while door in select.select([door, sys.stdin], [], [])[0]:
            launcher, _ = door.accept()
            if not os.fork():
                door.close()
                _bear(launcher)
                return
            launcher.close()
            _bury()
    _bury(wait=True)


def _bury(*, wait: bool = False) -> None:
    """Let go of those that have watched over a command to its end.

    Args:
        wait: Whether to wait for all of them.
    """
    with suppress(ChildProcessError):
        while os.waitid(os.P_ALL, 0, os.WEXITED | (0 if wait else os.WNOHANG)):
            pass


def _bear(launcher: socket.socket) -> None:
    """Become the command in a child of ours; watch over it and end with it in this process."""
    order, streams, _, _ = socket.recv_fds(launcher, _MOST, 3)
    pid = os.fork()
    if not pid:
        launcher.close()
        _become(*json.loads(order), streams)
        return
    for each in (0, 1, *streams):
        os.close(each)
    ending = os.pidfd_open(pid)
    while launcher in select.select([launcher, ending], [], [])[0]:
        # Nothing to read: whoever was launched in its place has been killed.
        sent = launcher.recv(1) or bytes([signal.SIGKILL])
        signal.pidfd_send_signal(ending, sent[0])
        if sent[0] == signal.SIGKILL:
            break
    _, status = os.waitpid(pid, 0)
    try:
        launcher.send(str(os.waitstatus_to_exitcode(status)).encode())
    finally:
        os._exit(0)


def _become(arguments: list[str], environ: dict[str, str], folder: str, streams: list[int]) -> None:
    """Have everything as a process of its own would have it, and run the command."""
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.__stderr__ = os.fdopen(
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    time.tzset()
    # What a script runs in the background is deaf to Ctrl-C, and so is all that it starts. But a
    # command is to hear it as in a person's terminal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # As Python does with them at its start.
    sys.warnoptions = [each for each in environ.get("PYTHONWARNINGS", "").split(",") if each]
    warnings._processoptions(sys.warnoptions)
    module, *rest = arguments
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
