"""A loopback Discord: its REST API v10 and its gateway, as an honest referee.

What the real service refuses is refused here, with its status and code; what clients insist on is
there. A test:

    async with DiscordServer(token="...") as server:
        discord.http.Route.BASE = server.api_url
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)

        lab = server.add_guild()                        # the bot has what its invite asks for
        papers = server.add_channel(lab, "papers")
        ana = server.add_person("Ana", permissions=MANAGER)
        ...start the bot...
        await server.until(lambda: server.commands and server.gateway.listening)

        call = await server.call(ana, papers, "papers", "subscribe", topic="diffusion")
        await call.acknowledged                         # seconds it took
        answer = await call.answer()                    # a Message; .ephemeral, .embeds, ...
        pressed = await server.press(ana, answer, "p1:undo:1")
        await server.react(ana, server.messages(papers)[0], "🔖")

Setting the scene: `add_guild add_channel add_person add_role add_private direct set_rights
make_read_only set_bot_permissions remove_channel kick_bot lose_sight_of archive remove_message
clear_reactions`, and `person.accepts_direct`, `person.has_installed`, `guild.threads_full`,
`thread.refuses`; `add_guild(joined=False)` does not have the bot, `add_channel(kind=FORUM)` takes
posts alone.

What people do (a NotOfferedError says that Discord would not let them): `call call_on suggest
press choose submit react unreact say`. Interactions: `acknowledged answer() answers suggestions()
form() way ephemeral original`, and `late = True`, `expired = True` make its time be over.

Looking: `messages notified message threads commands requests pace.refused gateway.identifies
gateway.resumes gateway.intents until`. A Message tells `author content embeds components
attachments flags nonce reactions pings silent thread`.

Trouble: `fail("POST", r"/messages$", status=502, done=True)` and the like, see Fault;
`gateway.close(4000) drop() ask_to_reconnect() invalidate(resumable=False) send_malformed()`;
`pace.be_real()`, or `pace.routes["POST messages"] = REAL_MESSAGES`, `pace.overall = REAL_OVERALL`;
`gateway.refused = 1`, `gateway.starts_left`, `gateway.shards`;
`posting.nonce_memory = 0`; `interactions.deadline`; `people.clicks_in_archived_threads = False`.

Choices where the real service is silent: text is counted in characters, not in UTF-16 units; a
thread that stays shut answers 400; taking a reaction away that is not there is no error. A crash of
this server is raised when it closes. discord.py 2.7.1 says good-bye with 4000, so its session
could still be resumed; the next IDENTIFY ends it.
"""

from tests.servers.discord.commands import NotOfferedError
from tests.servers.discord.faults import Fault
from tests.servers.discord.interaction import Interaction
from tests.servers.discord.pace import REAL_MESSAGES, REAL_OVERALL, Allowance
from tests.servers.discord.permissions import ADMIN, INVITED, MANAGER, MEMBER, May
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel, Guild, Message, Person, Thread

__all__ = [
    "ADMIN",
    "INVITED",
    "MANAGER",
    "MEMBER",
    "REAL_MESSAGES",
    "REAL_OVERALL",
    "Allowance",
    "Channel",
    "DiscordServer",
    "Fault",
    "Guild",
    "Interaction",
    "May",
    "Message",
    "NotOfferedError",
    "Person",
    "Thread",
]
