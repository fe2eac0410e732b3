"""Messages: sent, edited, read again."""

import io
from typing import Any

import discord
from discord.http import Route

from tests.servers.discord import (
    Channel,
    DiscordServer,
    Guild,
    Person,
)
from tests.servers.test_discord_server.client import (
    YEAR_2024,
    Bot,
    Clock,
    place,
    refusal_of,
)


async def test_a_message_is_kept_as_it_was_sent(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Save", custom_id="p1:save:2402.12908"))
    view.stop()
    await place(rest, papers).send(
        "3 new papers",
        embed=discord.Embed(title="RealCompo", url="https://arxiv.org/abs/2402.12908"),
        view=view,
        silent=True,
        nonce="digest-1",
        file=discord.File(io.BytesIO(b"list"), "all.md", description="All 60"),
        allowed_mentions=discord.AllowedMentions.none(),
    )
    (message,) = server.messages(papers)
    assert message.author is server.bot
    assert (message.content, message.nonce, message.silent) == ("3 new papers", "digest-1", True)
    assert message.embeds[0]["title"] == "RealCompo"
    assert message.components[0]["components"][0]["custom_id"] == "p1:save:2402.12908"
    assert [(file.name, file.data, file.description) for file in message.attachments] == [
        ("all.md", b"list", "All 60")
    ]
    assert server.notified(papers) == []
    read = await place(rest, papers).fetch_message(message.id)
    assert read.flags.suppress_notifications
    assert read.attachments[0].filename == "all.md"
    assert read.created_at.timestamp() == YEAR_2024


async def test_pings_are_those_that_were_let_through(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    text = f"@everyone @here <@{ana.id}> <@!{ana.id}> <@&5>"
    some = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(ana.id)])
    for allows in (None, discord.AllowedMentions.none(), some):
        await place(rest, papers).send(text, allowed_mentions=allows)
    assert [message.pings for message in server.messages(papers)] == [
        ("@everyone", "@here", f"<@{ana.id}>", f"<@{ana.id}>", "<@&5>"),
        (),
        (f"<@{ana.id}>", f"<@{ana.id}>"),
    ]


async def test_text_displays_ping_as_content_does(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("@everyone look"))
    await place(rest, papers).send(view=view)
    view.stop()
    assert server.messages(papers)[0].pings == ("@everyone",)


async def test_a_message_is_edited_and_deleted(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    sent = await place(rest, papers).send("one", embed=discord.Embed(title="t"))
    await sent.edit(content="two")
    (message,) = server.messages(papers)
    assert (message.content, message.embeds[0]["title"]) == ("two", "t")
    assert await refusal_of(sent.edit(content=None, embeds=[])) == (400, 50006)
    await sent.delete()
    assert server.messages(papers) == []
    assert await refusal_of(sent.edit(content="three")) == (404, 10008)


async def test_nobody_edits_what_others_wrote(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    said = await server.say(ana, papers, "mine")
    partial = place(rest, papers).get_partial_message(said.id)
    assert await refusal_of(partial.edit(content="yours")) == (403, 50005)
    assert await refusal_of(partial.delete()) == (403, 50013)


async def test_history_is_read_in_pages_from_either_end(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    sent = [await place(rest, papers).send(str(number)) for number in range(7)]
    channel = place(rest, papers)

    async def texts(**how: Any) -> list[str]:
        return [message.content async for message in channel.history(**how)]

    assert await texts(limit=3) == ["6", "5", "4"]
    assert await texts(limit=2, after=sent[2]) == ["3", "4"]
    assert await texts(limit=2, before=sent[2]) == ["1", "0"]
    assert await texts(limit=3, around=sent[3]) == ["4", "3", "2"]
    assert await refusal_of(
        rest.http.request(Route("GET", f"/channels/{papers.id}/messages"), params={"limit": 101})
    ) == (400, 50035)


async def test_a_nonce_returns_the_message_it_first_made_in_any_channel(
    server: DiscordServer, lab: Guild, papers: Channel, clock: Clock, rest: Bot
) -> None:
    other = server.add_channel(lab, "other")
    first = await place(rest, papers).send("one", nonce="same")
    again = await place(rest, other).send("two", nonce="same")
    assert (again.id, server.messages(other)) == (first.id, [])
    clock.now += 301
    later = await place(rest, other).send("three", nonce="same")
    assert later.id != first.id
    server.posting.nonce_memory = 0
    await place(rest, other).send("four", nonce="same")
    assert [message.content for message in server.messages(other)] == ["three", "four"]
