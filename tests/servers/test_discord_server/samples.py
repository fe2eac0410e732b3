"""Commands of every sort, for the client to answer."""

import discord
from discord import app_commands


def papers_group(*, done: list[object]) -> app_commands.Group:
    group = app_commands.Group(name="papers", description="Papers")

    @group.command(name="defer", description="Answer in two steps")
    async def defer(interaction: discord.Interaction, topic: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content=f"following {topic}")
        done.append(interaction)

    @group.command(name="follow", description="Defer, then follow up twice")
    async def follow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first", wait=True)
        await interaction.followup.send("second", ephemeral=True, wait=True)
        done.append(interaction)

    @group.command(name="say", description="Answer at once")
    async def say(interaction: discord.Interaction) -> None:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Undo", custom_id="p1:undo:7"))
        view.add_item(
            discord.ui.Select(
                custom_id="p1:save:-",
                options=[discord.SelectOption(label=each) for each in ("one", "two")],
            )
        )
        view.stop()
        await interaction.response.send_message("public words", view=view)
        done.append(interaction)

    @group.command(name="form", description="Open a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Settings(done))

    @group.command(name="typed", description="Take typed values")
    @app_commands.choices(layout=[app_commands.Choice(name="List", value="list")])
    async def typed(
        interaction: discord.Interaction,
        paper: str,
        layout: app_commands.Choice[str],
        most: app_commands.Range[int, 1, 60],
        who: discord.User | None = None,
    ) -> None:
        await interaction.response.send_message(f"{paper} {layout.value} {most} {who and who.id}")

    @typed.autocomplete("paper")
    async def offer(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} paper", value=current)]

    return group


class Settings(discord.ui.Modal, title="Settings"):
    """A form of two sorts of fields."""

    when = discord.ui.TextInput(label="When", custom_id="when", max_length=5)
    layout = discord.ui.Label(
        text="Layout",
        component=discord.ui.Select(
            custom_id="layout", options=[discord.SelectOption(label="list", value="list")]
        ),
    )

    def __init__(self, done: list[object]) -> None:
        super().__init__(custom_id="p1:settings:-")
        self.done = done

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            f"{self.when.value} {self.layout.component.values[0]}", ephemeral=True
        )
        self.done.append(interaction)


@app_commands.context_menu(name="Save papers")
async def save_papers(interaction: discord.Interaction, message: discord.Message) -> None:
    """Answer with what the message says."""
    await interaction.response.send_message(f"saved from {message.content}", ephemeral=True)
