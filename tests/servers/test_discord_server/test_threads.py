"""Threads and reactions."""

import discord
import pytest

from tests.servers.discord import Channel, DiscordServer, Guild, May, NotOfferedError, Person
from tests.servers.test_discord_server.client import (
    Bot,
    place,
    post,
    refusal_of,
)


async def test_a_thread_has_the_id_of_its_message(
    server: DiscordServer, papers: Channel, bot: Bot
) -> None:
    message = await bot.get_channel(papers.id).send("heading")
    thread = await message.create_thread(name="cards", auto_archive_duration=10080)
    await thread.send("card")
    (kept,) = server.threads(papers)
    assert (kept.id, kept.auto_archive, kept.archived) == (message.id, 10080, False)
    assert server.messages(papers)[0].thread is kept
    assert [each.content for each in server.messages(kept)] == ["card"]
    assert [each.id for each in bot.events("thread_create")] == [thread.id]
    history = [each.type async for each in thread.history(oldest_first=True)]
    assert history == [discord.MessageType.thread_starter_message, discord.MessageType.default]


async def test_threads_are_refused_with_their_codes(
    server: DiscordServer, lab: Guild, papers: Channel, rest: Bot
) -> None:
    messages = [await place(rest, papers).send(str(number)) for number in range(2)]
    path = f"/channels/{papers.id}/messages/{{}}/threads"
    first, second = (path.format(message.id) for message in messages)
    good = {"name": "cards", "auto_archive_duration": 10080}
    assert await refusal_of(post(rest, first, good | {"auto_archive_duration": 100})) == (
        400,
        50035,
    )
    assert await refusal_of(post(rest, first, good | {"name": "x" * 101})) == (400, 50035)
    await post(rest, first, good)
    assert await refusal_of(post(rest, first, good)) == (400, 160004)
    lab.threads_full = True
    assert await refusal_of(post(rest, second, good)) == (400, 160006)
    assert await refusal_of(post(rest, path.format(1), good)) == (404, 10008)


async def test_sending_opens_an_archived_thread_but_editing_and_reacting_do_not(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    heading = await place(rest, papers).send("heading")
    await post(rest, f"/channels/{papers.id}/messages/{heading.id}/threads", {"name": "cards"})
    (thread,) = server.threads(papers)
    card = await place(rest, thread).send("card")
    server.archive(thread)
    assert await refusal_of(card.edit(content="new")) == (400, 50083)
    assert await refusal_of(card.add_reaction("🔖")) == (400, 50083)
    with pytest.raises(NotOfferedError):
        await server.react(ana, server.messages(thread)[0], "🔖")
    await place(rest, thread).send("another card")
    assert not thread.archived
    await card.edit(content="new")


async def test_a_thread_can_be_opened_by_hand_and_shut_again(
    server: DiscordServer, papers: Channel, bot: Bot
) -> None:
    heading = await bot.get_channel(papers.id).send("heading")
    thread = await heading.create_thread(name="cards")
    (kept,) = server.threads(papers)
    server.archive(kept)
    assert await refusal_of(thread.edit(name="new")) == (400, 50083)
    opened = await thread.edit(archived=False, name="new")
    assert (kept.archived, kept.name, opened.archived) == (False, "new", False)
    await thread.edit(archived=True)
    assert kept.archived
    assert await refusal_of(thread.edit(archived=False, locked=True)) == (403, 50013)


async def test_a_thread_outlives_its_heading(
    server: DiscordServer, papers: Channel, bot: Bot
) -> None:
    heading = await bot.get_channel(papers.id).send("heading")
    thread = await heading.create_thread(name="cards")
    server.remove_message(server.messages(papers)[0])
    await thread.send("card")
    assert len(server.messages(thread.id)) == 1
    assert await refusal_of(heading.edit(content="x")) == (404, 10008)


@pytest.mark.parametrize("how", ["refuses", "locked"])
async def test_a_thread_can_refuse_to_be_opened(
    how: str, server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    heading = await place(rest, papers).send("heading")
    await post(rest, f"/channels/{papers.id}/messages/{heading.id}/threads", {"name": "cards"})
    (thread,) = server.threads(papers)
    server.archive(thread, **{how: True})
    assert await refusal_of(place(rest, thread).send("card")) == (400, 50083)


async def test_a_thread_needs_its_own_right_to_send(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    heading = await place(rest, papers).send("heading")
    await post(rest, f"/channels/{papers.id}/messages/{heading.id}/threads", {"name": "cards"})
    (thread,) = server.threads(papers)
    server.set_rights(papers, deny=May.SEND_MESSAGES)
    await place(rest, thread).send("card")
    server.set_rights(papers, deny=May.SEND_MESSAGES_IN_THREADS)
    assert await refusal_of(place(rest, thread).send("card")) == (403, 50013)


async def test_reactions_are_heard_as_raw_events(
    server: DiscordServer, papers: Channel, ana: Person, bot: Bot
) -> None:
    await place(bot, papers).send("heading")
    (said,) = server.messages(papers)
    await server.react(ana, said, "1️⃣")
    await server.react(ana, said, "paper:123")
    await server.unreact(ana, said, "1️⃣")
    server.clear_reactions(said, "paper:123")
    server.clear_reactions(said)
    await server.until(lambda: bot.events("raw_reaction_clear"))
    added = bot.events("raw_reaction_add")
    assert [(each.emoji.name, each.emoji.id) for each in added] == [("1️⃣", None), ("paper", 123)]
    assert added[0].member.id == ana.id
    assert [each.emoji.name for each in bot.events("raw_reaction_remove")] == ["1️⃣"]
    assert [each.emoji.name for each in bot.events("raw_reaction_clear_emoji")] == ["paper"]


async def test_reactions_in_direct_messages_are_heard_too(
    server: DiscordServer, ana: Person, bot: Bot
) -> None:
    await (await bot.fetch_user(ana.id)).send("for you")
    (said,) = server.messages(server.direct(ana))
    await server.react(ana, said, "🔖")
    await server.until(lambda: bot.events("raw_reaction_add"))
    assert bot.events("raw_reaction_add")[0].guild_id is None


async def test_who_reacted_can_be_read(
    server: DiscordServer, papers: Channel, ana: Person, rest: Bot
) -> None:
    message = await place(rest, papers).send("heading")
    await message.add_reaction("🔖")
    await server.react(ana, server.messages(papers)[0], "🔖")
    read = await place(rest, papers).fetch_message(message.id)
    assert (read.reactions[0].count, read.reactions[0].me) == (2, True)
    assert {user.id async for user in read.reactions[0].users()} == {server.bot.id, ana.id}
    await message.remove_reaction("🔖", discord.Object(server.bot.id))
    assert await refusal_of(message.remove_reaction("🔖", discord.Object(ana.id))) == (403, 50013)
    assert await refusal_of(message.add_reaction("x")) == (400, 10014)
    assert list(server.messages(papers)[0].reactions["🔖"]) == [ana.id]


async def test_super_reactions_are_kept_apart(
    server: DiscordServer, papers: Channel, ana: Person, bot: Bot
) -> None:
    message = await place(bot, papers).send("heading")
    (said,) = server.messages(papers)
    await server.react(ana, said, "🔖", burst=True)
    await server.until(lambda: bot.events("raw_reaction_add"))
    assert bot.events("raw_reaction_add")[0].burst
    (reaction,) = (await place(bot, papers).fetch_message(message.id)).reactions
    assert (reaction.count, reaction.normal_count, reaction.burst_count) == (1, 0, 1)
    kinds = (discord.ReactionType.normal, discord.ReactionType.burst)
    assert [[u.id async for u in reaction.users(type=kind)] for kind in kinds] == [[], [ana.id]]
    server.clear_reactions(said, "🔖")
    assert (await place(bot, papers).fetch_message(message.id)).reactions == []
