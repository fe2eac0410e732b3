"""A loopback Slack: Web API, Socket Mode, response URLs, and people who use them.

An honest referee: what the real service refuses, it refuses, with the service's own word
(`{"ok": false, "error": "not_in_channel"}`) and status. Nothing is remembered outside a server.

    async with SlackServer() as server:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url)
        handler = AsyncSocketModeHandler(AsyncApp(client=client), APP_TOKEN)
        await handler.connect_async()
        await server.connected()

The world: `add_person`, `add_channel`, `direct`; `messages`, `replies`, `all_messages`,
`ephemerals`, `pinged`, `requests`, `views`.

What people do (each is awaited and returns a `Sent`, or None where the app hears nothing of it):
`call`, `mention`, `say`, `react`, `unreact`, `press`, `choose`, `load_options`, `use_shortcut`,
`fill`, `submit`, `open_home`, `press_at_home`, `choose_at_home`; moderators, at once: `delete`,
`archive`, `unarchive`, `kick`, `invite`; and an admin: `uninstall`.
What no client of Slack offers (a command in an archived channel, a button nobody sees) raises
`NotPossible`.

A `Sent`: `await sent.acknowledged` gives the seconds the acknowledgement took and raises `Refused`
after three (`server.socket.ack_within`); `sent.answers` are the messages that answer it, and
`await server.until(lambda: sent.answers)` waits for one.

Bad days: `fail(method, Fault(...))`, `spoil`, `redeliver`, `disconnect`, `drop`, `expire`,
`revoke`; `server.limits.refuse(method, retry_after=1)` or `server.limits.enabled = True`;
`server.tokens.bot.scopes.discard(...)`; `server.socket.redelivery = (...)`.
"""

from tests.servers.slack.faults import RESPONSE_URL, UPLOAD, Fault
from tests.servers.slack.refusal import NotPossible, Refused
from tests.servers.slack.server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.servers.slack.service import View
from tests.servers.slack.socket_mode import Sent
from tests.servers.slack.workspace import (
    APP,
    BOT,
    BOT_USER,
    DOMAIN,
    STRANGERS,
    TEAM,
    Channel,
    Kind,
    Message,
    Person,
)

__all__ = (
    "APP",
    "APP_TOKEN",
    "BOT",
    "BOT_TOKEN",
    "BOT_USER",
    "DOMAIN",
    "RESPONSE_URL",
    "STRANGERS",
    "TEAM",
    "UPLOAD",
    "Channel",
    "Fault",
    "Kind",
    "Message",
    "NotPossible",
    "Person",
    "Refused",
    "Sent",
    "SlackServer",
    "View",
)
