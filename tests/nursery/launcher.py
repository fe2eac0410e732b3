"""What a test starts in place of the command; see `tests.nursery`. Run by its path."""

import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

FORWARDED = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Have the command started, pass signals on to it, and end as it ends."""
    address, *arguments = sys.argv[1:]
    order = json.dumps([arguments, dict(os.environ), str(Path.cwd())]).encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as nursery:
        nursery.connect(address)
        heard, bell = socket.socketpair()
        bell.setblocking(False)
        # A handler alone is run only when Python looks; one that comes just before we begin to wait
        # would be passed on when the command has ended.
        signal.set_wakeup_fd(bell.fileno())
        for each in FORWARDED:
            signal.signal(each, lambda number, _: None)
        socket.send_fds(nursery, [order], [0, 1, 2])
        # A pipe has an end when the command has ended, and not only when we have.
        os.closerange(0, 3)
        while nursery not in select.select([nursery, heard], [], [])[0]:
            nursery.send(heard.recv(1))
        code = int(nursery.recv(16))
    if code < 0:
        with suppress(OSError):  # said of the one that cannot be caught
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
