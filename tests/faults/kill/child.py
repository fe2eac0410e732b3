"""The bot that is killed, and what it is born from.

    python -m tests.faults.kill.child

Importing what the bot is made of takes ten times as long as starting it. So this process, which has
one thread and neither a loop nor a connection, imports everything once and then forks: each child
is a process of its own, with its own connections, locks and threads, and is killed by the system.

It is told on standard input, a JSON object a line, whom to bear (`Order`), and says on standard
output what happens: `warm`; `born` with the process id; `ready`, when messages can be posted;
`minute`, when the child lets a minute pass; `died` with the signal's number, or `ended` with the
exit code. A dead child stays a zombie until the next is born: nobody else can get the id that may
be killed.
"""

import asyncio
import gc
import importlib
import os
import sys
import traceback
from pathlib import Path

from tests.faults.kill.life import Order, live, say
from tests.world import sentences

_LAZY = (
    "alembic.command",
    "bot.platforms.discord.adapter",
    "bot.platforms.discord.spelling",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
)
"""What the bot imports only when it is needed."""


def _be_born(order: Order) -> int:
    try:
        asyncio.run(live(order))
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def main() -> None:
    """Bear one child after the other."""
    sentences("en")
    for each in _LAZY:
        importlib.import_module(each)
    gc.collect()
    gc.freeze()  # or the children's collector would copy every page it touches
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise RuntimeError("whoever forks must have one thread")
    say(warm=True)
    child = 0
    for line in sys.stdin.buffer:
        if child:
            os.waitpid(child, 0)
        child = os.fork()
        if not child:
            code = _be_born(Order.read(line))
            sys.stderr.flush()
            os._exit(code)
        say(born=child)
        died = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert died
        if died.si_code == os.CLD_EXITED:
            say(ended=died.si_status)
        else:
            say(died=died.si_status)


if __name__ == "__main__":
    main()
