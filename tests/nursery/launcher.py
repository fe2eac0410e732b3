"""What a test starts in place of the command; see `tests.nursery`. Run by its path."""

import json
import os
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
        for each in FORWARDED:
            signal.signal(each, lambda number, _: nursery.send(bytes([number])))
        socket.send_fds(nursery, [order], [0, 1, 2])
        # A pipe has an end when the command has ended, and not only when we have.
        os.closerange(0, 3)
        code = int(nursery.recv(16))
    if code < 0:
        with suppress(OSError):  # said of the one that cannot be caught
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
