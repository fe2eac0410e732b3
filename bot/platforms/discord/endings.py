"""Why a life of the client has ended."""

import discord

from bot.platforms.discord import codes

_BAD_TOKEN = 4004


def is_about_token(ended: BaseException | None) -> bool:
    """Say whether Discord does not take our token."""
    closed = isinstance(ended, discord.ConnectionClosed) and ended.code == _BAD_TOKEN
    return closed or isinstance(ended, discord.LoginFailure)


def why(ended: BaseException | None) -> str:
    """Say for the log what has ended it."""
    if ended is None:
        return "Discord said good-bye"
    if isinstance(ended, codes.FAILURES):
        return codes.reason(ended)
    return f"The client ended: {type(ended).__name__}"
