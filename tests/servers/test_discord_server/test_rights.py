"""Who may do what where."""

import io

import discord
import pytest
from discord.http import Route

from tests.servers.discord import (
    ADMIN,
    Channel,
    DiscordServer,
    Guild,
    May,
    NotOfferedError,
    Person,
)
from tests.servers.test_discord_server.client import (
    Bot,
    place,
    post,
    refusal_of,
)

VIEW, SEND, HISTORY = May.VIEW_CHANNEL, May.SEND_MESSAGES, May.READ_MESSAGE_HISTORY
OPEN, REACT = May.CREATE_PUBLIC_THREADS, May.ADD_REACTIONS

NEEDS = {
    "send without seeing": (VIEW, "POST", "", {"content": "x"}, (403, 50001)),
    "send": (SEND, "POST", "", {"content": "x"}, (403, 50013)),
    "embed": (May.EMBED_LINKS, "POST", "", {"embeds": [{"title": "x"}]}, (403, 50013)),
    "read one": (HISTORY, "GET", "/{message}", None, (403, 50013)),
    "open a thread": (OPEN, "POST", "/{message}/threads", {"name": "x"}, (403, 50013)),
    "react first": (REACT, "PUT", "/{message}/reactions/🔖/@me", None, (403, 50013)),
    "react unread": (HISTORY, "PUT", "/{message}/reactions/🔖/@me", None, (403, 50013)),
    "clear": (0, "DELETE", "/{message}/reactions", None, (403, 50013)),
}


@pytest.mark.parametrize("case", NEEDS)
async def test_a_missing_right_refuses(
    case: str, server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    taken, method, path, body, refusal = NEEDS[case]
    message = await place(rest, papers).send("one")
    server.set_rights(papers, deny=taken)
    address = f"/channels/{papers.id}/messages" + path.format(message=message.id)
    more = {} if body is None else {"json": body}
    assert await refusal_of(rest.http.request(Route(method, address), **more)) == refusal


async def test_a_file_needs_its_right(server: DiscordServer, papers: Channel, rest: Bot) -> None:
    server.set_rights(papers, deny=May.ATTACH_FILES)
    file = discord.File(io.BytesIO(b"x"), "a.md")
    assert await refusal_of(place(rest, papers).send(file=file)) == (403, 50013)


async def test_history_without_its_right_is_empty_not_an_error(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    await place(rest, papers).send("one")
    server.set_rights(papers, deny=HISTORY)
    assert [message async for message in place(rest, papers).history()] == []


async def test_a_reaction_that_is_there_needs_no_right_to_add_it(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    message = await place(rest, papers).send("one")
    said = server.message(message.id, papers)
    await server.react(ana, said, "🔖")
    server.make_read_only(papers)
    await message.add_reaction("🔖")
    assert list(said.reactions["🔖"]) == [ana.id, server.bot.id]
    with pytest.raises(NotOfferedError):
        await server.react(ana, said, "👍")


async def test_a_read_only_channel_refuses_the_bot_and_leaves_admins_alone(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    server.make_read_only(papers)
    assert await refusal_of(place(rest, papers).send("x")) == (403, 50013)
    admin = server.add_person("Root", permissions=ADMIN)
    await server.say(admin, papers, "still here")


async def test_what_is_not_there_has_its_codes(
    server: DiscordServer, lab: Guild, papers: Channel, rest: Bot
) -> None:
    assert await refusal_of(rest.get_partial_messageable(1).send("x")) == (404, 10003)
    assert await refusal_of(place(rest, papers).fetch_message(1)) == (404, 10008)
    assert await refusal_of(rest.fetch_user(1)) == (404, 10013)
    assert await refusal_of(post(rest, "/channels/x/messages", {})) == (400, 50035)
    assert await refusal_of(post(rest, "/nowhere", {})) == (404, 0)
    gone = server.add_channel(lab, "gone")
    server.remove_channel(gone)
    assert await refusal_of(place(rest, gone).send("x")) == (404, 10003)
    server.kick_bot(lab)
    assert await refusal_of(place(rest, papers).send("x")) == (403, 50001)


async def test_a_direct_message_arrives_unless_it_is_unwanted(
    server: DiscordServer, ana: Person, rest: Bot
) -> None:
    user = await rest.fetch_user(ana.id)
    await user.send("for you")
    assert [message.content for message in server.messages(server.direct(ana))] == ["for you"]
    ana.accepts_direct = False
    assert await refusal_of(user.send("again")) == (403, 50007)
    body = {"recipient_id": "1"}
    assert await refusal_of(post(rest, "/users/@me/channels", body)) == (400, 50033)
