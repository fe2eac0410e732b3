"""Keeps a platform served: a client that ends is started again, after longer and longer waits.

Discord lets a bot begin 1,000 sessions a day and takes its token away beyond that. The longest wait
leaves 720 starts a day to a client that ends at once, for ever.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain.errors import Disconnected, SettingsError
from bot.ports import ChatPlatform, Inbox

log = logging.getLogger(__name__)

_FIRST = timedelta(seconds=1)
_LONGEST = timedelta(seconds=120)
_STEADY = timedelta(minutes=30)
"""A client that lived so long had nothing wrong with it: its end is a first one."""


async def keep(
    platform: ChatPlatform,
    inbox: Inbox,
    on_connected: Callable[[], None],
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Run a platform until the person leaves it or we are cancelled.

    Args:
        clock: Says what time it is (UTC).
        sleep: Waits that many seconds.

    Raises:
        SettingsError: The service refuses our token: asking again would not help.
    """
    wait = _FIRST
    while True:
        began = clock()
        unexpected: Exception | None = None
        try:
            await platform.run(inbox, on_connected)
        except SettingsError:
            raise
        except Disconnected as error:
            why = str(error)
        except Exception as error:
            why, unexpected = "ended unexpectedly", error
        else:
            return
        if clock() - began >= _STEADY:
            wait = _FIRST
        seconds = wait.total_seconds()
        level = logging.ERROR if unexpected else logging.WARNING
        said = "%s: %s; tried again in %g s"
        log.log(level, said, platform.name, why, seconds, exc_info=unexpected)
        await sleep(seconds)
        wait = min(wait * 2, _LONGEST)
