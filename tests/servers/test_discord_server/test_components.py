"""Buttons, menus, forms, and values offered while typing."""

from typing import Any

import discord
import pytest

from tests.servers.discord import (
    Channel,
    DiscordServer,
    NotOfferedError,
    Person,
)
from tests.servers.test_discord_server.client import (
    Bot,
    callback,
    refusal_of,
)


async def test_buttons_and_menus_reach_the_client(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    class Undo(discord.ui.DynamicItem[discord.ui.Button], template=r"p1:undo:(?P<key>\d+)"):
        @classmethod
        async def from_custom_id(cls, interaction: Any, item: Any, match: Any) -> "Undo":
            return cls(item)

        async def callback(self, interaction: discord.Interaction) -> None:
            await interaction.response.edit_message(content="undone", view=None)

    async def on_menu(interaction: discord.Interaction) -> None:
        if interaction.data.get("values"):
            await interaction.response.defer()
            await interaction.followup.send(interaction.data["values"][0], ephemeral=True)

    caller.add_dynamic_items(Undo)
    caller.event(on_menu)
    on_menu.__name__ = "on_interaction"
    caller.event(on_menu)
    message = await (await server.call(ana, papers, "papers", "say")).answer()
    assert server.messages(papers) == [message]
    chosen = await server.choose(ana, message, "p1:save:-", "two")
    assert (await chosen.answer()).content == "two"
    assert chosen.way == 6
    pressed = await server.press(ana, message, "p1:undo:7")
    assert await pressed.answer() is message
    assert (message.content, message.components) == ("undone", [])


async def test_only_what_is_on_a_message_can_be_pressed(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    message = await (await server.call(ana, papers, "papers", "say")).answer()
    secret = await (await server.call(ana, papers, "papers", "defer", topic="x")).answer()
    for act in (
        server.press(ana, message, "p1:redo:7"),
        server.press(ana, message, "p1:save:-"),
        server.choose(ana, message, "p1:undo:7", "one"),
        server.choose(ana, message, "p1:save:-", "three"),
        server.choose(ana, message, "p1:save:-", "one", "two"),
        server.react(ana, secret, "🔖"),
        server.press(server.add_person("Bo", permissions=0), message, "p1:undo:7"),
    ):
        with pytest.raises(NotOfferedError):
            await act


async def test_clicks_in_an_archived_thread_can_be_held_back(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    heading = await caller.get_channel(papers.id).send("heading")
    await heading.create_thread(name="cards")
    (thread,) = server.threads(papers)
    call = await server.call(ana, thread, "papers", "say")
    message = await call.answer()
    assert server.messages(thread) == [message]
    await server.until(lambda: caller.done)
    assert isinstance(caller.done[0].channel, discord.Thread)
    assert caller.done[0].channel.parent_id == papers.id
    server.archive(thread)
    await server.press(ana, message, "p1:undo:7")
    server.people.clicks_in_archived_threads = False
    with pytest.raises(NotOfferedError):
        await server.press(ana, message, "p1:undo:7")


async def test_a_form_opens_and_is_sent_off(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    opened = await server.call(ana, papers, "papers", "form")
    assert (await opened.form())["title"] == "Settings"
    with pytest.raises(NotOfferedError):
        await server.submit(opened, when="too long", layout=["list"])
    with pytest.raises(NotOfferedError):
        await server.submit(opened, when="09:00", layout=["other"])
    sent = await server.submit(opened, when="09:00", layout=["list"])
    assert (await sent.answer()).content == "09:00 list"


async def test_values_are_offered_while_typing(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    typing = await server.suggest(ana, papers, "papers", "typed", focused="paper", paper="real")
    assert await typing.suggestions() == [{"name": "real paper", "value": "real"}]
    with pytest.raises(NotOfferedError):
        await server.suggest(ana, papers, "papers", "typed", focused="most")
    many = {"choices": [{"name": str(each), "value": str(each)} for each in range(26)]}
    assert await refusal_of(callback(caller, typing, 8, many)) == (400, 40060)
