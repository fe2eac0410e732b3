"""Drawn messages as discord.py's objects, and the one answer to every click."""

import io
from typing import Any, Protocol

import discord
from typing_extensions import override

from bot.domain.chat import Attachment, Weight
from bot.platforms.discord.drawn import Drawn, Panel, Picker
from bot.platforms.discord.escape import plain

COLOUR = discord.Colour(0x8A7F8D)
"""Quiet, and readable on Discord's light and dark ground."""

_LONGEST_FILE_NAME = 100
_STYLES = {
    Weight.PLAIN: discord.ButtonStyle.secondary,
    Weight.MAIN: discord.ButtonStyle.primary,
    Weight.DANGER: discord.ButtonStyle.danger,
}


class Clicks(Protocol):
    """A client that answers clicks."""

    async def on_click(self, interaction: "discord.Interaction[Any]") -> None:
        """Answer a click on a button or a menu of ours."""


class Click(discord.ui.DynamicItem["discord.ui.Item[Any]"], template=r"(?s:.+)"):
    """Any button or menu of ours, of this run or an earlier one: its id says what it does."""

    @classmethod
    @override
    async def from_custom_id(
        cls,
        interaction: "discord.Interaction[Any]",
        item: "discord.ui.Item[Any]",
        match: Any,
        /,
    ) -> "Click":
        return cls(item)

    @override
    async def callback(self, interaction: "discord.Interaction[Any]") -> None:
        clicks: Clicks = interaction.client
        await clicks.on_click(interaction)


def embeds(drawn: Drawn) -> list[discord.Embed]:
    """Make the panels of a message; a picture that comes with it stands in the last one."""
    made = [_embed(panel) for panel in drawn.panels]
    if made and (picture := next((each for each in drawn.files if each.picture), None)):
        made[-1].set_image(url=f"attachment://{_name(picture)}")
    return made


def files(drawn: Drawn) -> list[discord.File]:
    """Make the files of a message, anew for each sending."""
    return [_file(each, drawn.alt) for each in drawn.files]


def view(drawn: Drawn) -> discord.ui.View | None:
    """Make the buttons and the menus of a message, or None where it has none.

    The view has been stopped: a running one would be kept by discord.py for ever, and answers come
    from `Click` all the same.
    """
    if not (drawn.buttons or drawn.pickers):
        return None
    made = discord.ui.View(timeout=None)
    for picker in drawn.pickers:
        made.add_item(_select(picker))
    for button in drawn.buttons:
        made.add_item(
            discord.ui.Button(style=_STYLES[button.weight], label=button.label, custom_id=button.id)
        )
    made.stop()
    return made


def _embed(panel: Panel) -> discord.Embed:
    made = discord.Embed(
        colour=COLOUR,
        title=panel.title or None,
        url=panel.url,
        description=panel.text or None,
    )
    return made.set_footer(text=panel.foot) if panel.foot else made


def _select(picker: Picker) -> "discord.ui.Select[Any]":
    options = [
        discord.SelectOption(
            label=each.label,
            value=each.value,
            description=each.about or None,
            default=each.chosen,
        )
        for each in picker.choices
    ]
    # Where something is picked already, it may all be taken away.
    several = picker.most > 1 and any(each.chosen for each in picker.choices)
    return discord.ui.Select(
        custom_id=picker.id,
        placeholder=picker.label,
        min_values=0 if several else 1,
        max_values=min(picker.most, len(options)),
        options=options,
    )


def _file(attachment: Attachment, alt: str) -> discord.File:
    about = alt if attachment.picture else ""
    content = io.BytesIO(attachment.content)
    return discord.File(content, filename=_name(attachment), description=about or None)


def _name(attachment: Attachment) -> str:
    name = attachment.name.replace("/", "-").replace("\\", "-")
    return plain(name, _LONGEST_FILE_NAME) or "file.txt"
