"""What messages look like in Discord's JSON."""

from tests.servers.discord.payloads import JSON, born, channel, emoji, member, user
from tests.servers.discord.world import (
    HAS_THREAD,
    SUPPRESS_EMBEDS,
    Attachment,
    Channel,
    Message,
    Person,
    moment,
)


def _attachment(file: Attachment, place: Channel) -> JSON:
    url = f"https://cdn.discordapp.com/attachments/{place.id}/{file.id}/{file.name}"
    drawn = {
        "id": str(file.id),
        "filename": file.name,
        "size": len(file.data),
        "url": url,
        "proxy_url": url.replace("cdn.discordapp.com", "media.discordapp.net"),
        "content_type": file.kind,
    }
    return drawn if file.description is None else drawn | {"description": file.description}


def message(said: Message, bot: Person) -> JSON:
    """Draw a message as the bot reads it."""
    hidden = said.flags & SUPPRESS_EMBEDS
    drawn: JSON = {
        "id": str(said.id),
        "channel_id": str(said.channel.id),
        "author": user(said.author),
        "content": said.content,
        "timestamp": born(said.id),
        "edited_timestamp": said.edited_at and moment(said.edited_at).isoformat(),
        "tts": False,
        "mention_everyone": "@everyone" in said.pings or "@here" in said.pings,
        "mentions": [],
        "mention_roles": [],
        "attachments": [_attachment(file, said.channel) for file in said.attachments],
        "embeds": [] if hidden else said.embeds,
        "components": said.components,
        "pinned": False,
        "type": said.kind,
        "flags": said.flags | (HAS_THREAD if said.thread else 0),
    }
    if signs := dict.fromkeys([*said.reactions, *said.bursts]):
        drawn["reactions"] = [_reaction(name, said, bot) for name in signs]
    if said.nonce is not None:
        drawn["nonce"] = said.nonce
    if said.thread:
        drawn["thread"] = channel(said.thread)
    if said.about:
        drawn |= {
            "interaction_metadata": said.about,
            "webhook_id": str(bot.id),
            "application_id": str(bot.id),
        }
    if said.reference:
        drawn["message_reference"] = {
            "type": 0,
            "message_id": str(said.reference.id),
            "channel_id": str(said.reference.channel.id),
            "guild_id": str(said.channel.guild.id),
        }
    return drawn


def _reaction(name: str, said: Message, bot: Person) -> JSON:
    normal, burst = said.reactions.get(name, {}), said.bursts.get(name, {})
    return {
        "emoji": emoji(name),
        "count": len(normal) + len(burst),
        "count_details": {"burst": len(burst), "normal": len(normal)},
        "me": bot.id in normal,
        "me_burst": bot.id in burst,
        "burst_colors": [],
    }


def bare(drawn: JSON) -> JSON:
    """Draw a message for those who may not read what people write."""
    return drawn | {"content": "", "embeds": [], "attachments": [], "components": []}


def in_guild(drawn: JSON, said: Message) -> JSON:
    """Add what a message event says more than an answer does: the guild and the member."""
    place = said.channel.guild
    if place is None:
        return drawn
    more: JSON = {"guild_id": str(place.id)}
    if not said.about:
        more["member"] = member(said.author, place, with_user=False)
    return drawn | more
