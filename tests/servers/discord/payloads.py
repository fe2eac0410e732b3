"""What Discord's JSON looks like, with every key that clients insist on."""

from typing import Any

from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.world import (
    DIRECT,
    EPOCH,
    FORUM,
    Channel,
    Guild,
    Person,
    Thread,
    moment,
)

JSON = dict[str, Any]
FILE_LIMIT = 10 * 1024 * 1024


def born(snowflake: int) -> str:
    """Return when an id was made, as a date."""
    return moment((snowflake >> 22) / 1000 + EPOCH).isoformat()


def user(person: Person) -> JSON:
    """Draw an account."""
    return {
        "id": str(person.id),
        "username": person.name.lower().replace(" ", "_"),
        "global_name": person.name,
        "discriminator": "0",
        "avatar": None,
        "bot": person.bot,
        "flags": 0,
        "public_flags": 0,
    }


def member(person: Person, guild: Guild, *, with_user: bool = True) -> JSON:
    """Draw somebody as a member of a guild."""
    drawn: JSON = {
        "nick": None,
        "avatar": None,
        "roles": _roles_of(person, guild),
        "joined_at": born(guild.id),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if with_user:
        drawn["user"] = user(person)
    return drawn


def _roles_of(person: Person, guild: Guild) -> list[str]:
    if person is guild.bot:
        return [str(guild.role)]
    rank = [guild.ranks[person.permissions]] if person.permissions in guild.ranks else []
    return [str(role) for role in (*rank, *person.roles) if role in rank or role in guild.roles]


def channel(place: Channel, reader: Person | None = None) -> JSON:
    """Draw a channel, a direct channel or a thread.

    Args:
        reader: In a direct channel everybody but this one is named as recipient.
    """
    drawn: JSON = {
        "id": str(place.id),
        "type": place.kind,
        "last_message_id": str(place.order[-1]) if place.order else None,
        "flags": 0,
    }
    if place.kind == DIRECT:
        others = [place.recipient] if place.recipient and place.recipient is not reader else []
        return drawn | {"recipients": [user(person) for person in others]}
    drawn |= {"name": place.name, "guild_id": str(place.guild.id), "rate_limit_per_user": 0}
    if isinstance(place, Thread):
        return drawn | _thread(place)
    if place.kind == FORUM:
        drawn |= {"available_tags": _tags(place), "default_reaction_emoji": None}
        drawn |= {"default_sort_order": None, "default_forum_layout": 0}
    return drawn | {
        "parent_id": None,
        "position": 0,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {
                "id": str(target),
                "type": 0 if target == place.guild.id else 1,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for target, overwrite in place.overwrites.items()
        ],
    }


def tag_id(place: Channel, name: str) -> str:
    """Return the id of a forum's tag."""
    return str(place.id + 1 + place.tags.index(name))


def _tags(place: Channel) -> list[JSON]:
    rest = {"moderated": False, "emoji_id": None, "emoji_name": None}
    return [{"id": tag_id(place, name), "name": name} | rest for name in place.tags]


def _thread(thread: Thread) -> JSON:
    count = len(thread.order)
    marks = [tag_id(thread.parent, name) for name in thread.marks]
    return {"applied_tags": marks} | {
        "parent_id": str(thread.parent.id),
        "owner_id": str(thread.owner.id),
        "message_count": count,
        "total_message_sent": count,
        "member_count": 1,
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": thread.auto_archive,
            "archive_timestamp": moment(thread.archived_at).isoformat(),
            "create_timestamp": born(thread.id),
        },
    }


def thread_member(thread: Thread) -> JSON:
    """Draw the bot's own membership of a thread."""
    return {
        "id": str(thread.id),
        "user_id": str(thread.guild.bot.id),
        "join_timestamp": born(thread.id),
        "flags": 0,
    }


def roles(guild: Guild) -> list[JSON]:
    """Draw the roles of a guild: everybody's, whose id is the guild's, and the bot's own."""
    shared = {"color": 0, "hoist": False, "mentionable": False, "flags": 0, "icon": None}
    everyone = {
        "id": str(guild.id),
        "name": "@everyone",
        "permissions": str(int(guild.everyone)),
        "position": 0,
        "managed": False,
    }
    own = {
        "id": str(guild.role),
        "name": guild.bot.name,
        "permissions": str(int(guild.bot_permissions)),
        "position": 1,
        "managed": True,
        "tags": {"bot_id": str(guild.bot.id)},
    }
    rest = {"permissions": "0", "position": 2, "managed": False}
    others = [{"id": str(id), "name": name} | rest for id, name in guild.roles.items()]
    ranks = [rank(guild, permissions) for permissions in guild.ranks]
    return [*ranks, *(each | shared for each in (everyone, own, *others))]


def rank(guild: Guild, permissions: int) -> JSON:
    """Draw the role of those who may do so much."""
    return {
        "id": str(guild.ranks[permissions]),
        "name": f"rank {permissions:x}",
        "permissions": str(int(permissions)),
        "position": 2,
        "managed": False,
        **{"color": 0, "hoist": False, "mentionable": False, "flags": 0, "icon": None},
    }


def guild(place: Guild) -> JSON:
    """Draw a guild as the gateway sends it: with channels, open threads, roles and the bot."""
    return {
        "id": str(place.id),
        "name": place.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "banner": None,
        # Nobody here; not the id of the guild itself, which is also that of the role of everybody.
        "owner_id": str(place.id + 1),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": place.locale,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "features": [],
        "roles": roles(place),
        "emojis": [],
        "stickers": [],
        "joined_at": born(place.id),
        "large": False,
        "unavailable": False,
        "member_count": 2,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "members": [member(place.bot, place)],
        "channels": [channel(each) for each in place.channels.values()],
        "threads": [
            channel(each) | {"member": thread_member(each)}
            for each in place.threads.values()
            if not each.archived
        ],
    }


def emoji(name: str) -> JSON:
    """Draw an emoji: itself, or `name:id` for a custom one."""
    word, _, number = name.partition(":")
    return {"id": number or None, "name": word}


def interaction_place(place: Channel, person: Person, bot: Person) -> JSON:
    """Draw where somebody acts: the channel, the person and what both may do there.

    Where the bot is no member, it is the person who has it installed.
    """
    about: JSON = {"channel_id": str(place.id), "locale": person.locale}
    if place.guild is None:
        ours = not place.between
        return about | {
            "channel": channel(place),
            "user": user(person),
            "context": 1 if ours else 2,
            "authorizing_integration_owners": {"0": "0"} if ours else {"1": str(person.id)},
            "app_permissions": str(allowed(place, bot)),
        }
    rights = str(allowed(place, person))
    drawn = channel(place) | {"permissions": rights}
    if isinstance(place, Thread):
        drawn["member"] = thread_member(place)
    here = place.guild.joined
    owners = {"0": str(place.guild.id)} if here else {"1": str(person.id)}
    return about | {
        "guild_id": str(place.guild.id),
        "guild": {"id": str(place.guild.id), "locale": place.guild.locale, "features": []},
        "guild_locale": place.guild.locale,
        "channel": drawn,
        "member": member(person, place.guild) | {"permissions": rights},
        "context": 0,
        "authorizing_integration_owners": owners,
        "app_permissions": str(allowed(place, bot) if here else int(May.EMBED_LINKS)),
    }
