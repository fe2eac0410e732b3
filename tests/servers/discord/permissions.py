"""Discord's permission bits, and what somebody may do in a channel."""

from enum import IntFlag

from tests.servers.discord.world import Channel, Person, Thread


class May(IntFlag):
    """One bit for each right; the numbers are Discord's."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


INVITED = 309_237_763_136
"""What the bot's invite asks for: the seven rights to talk, and public threads."""

MEMBER = INVITED | May.USE_APPLICATION_COMMANDS
"""What an ordinary member has."""

MANAGER = MEMBER | May.MANAGE_CHANNELS
"""A member who may also set up channels."""

ADMIN = MANAGER | May.ADMINISTRATOR | May.MANAGE_GUILD | May.MANAGE_MESSAGES | May.MANAGE_THREADS
"""Somebody who may do everything."""

READ_ONLY = (
    May.SEND_MESSAGES | May.SEND_MESSAGES_IN_THREADS | May.CREATE_PUBLIC_THREADS | May.ADD_REACTIONS
)
"""What is taken away where only reading is left."""

EVERYTHING = sum(May) | (1 << 50) - 1
_DIRECT = MEMBER | May.USE_EXTERNAL_EMOJIS
# Without the right to send, the rights to put something into a message are void.
_VOID_WITHOUT_SEND = May.MENTION_EVERYONE | May.ATTACH_FILES | May.EMBED_LINKS


def allowed(channel: Channel, who: Person) -> int:
    """Return the permission bits of `who` in `channel`, as Discord computes them.

    Everybody's role, then one's own roles, then the channel's overwrites for everybody, then those
    for the person; a thread has its parent's.
    """
    guild = channel.guild
    if guild is None:
        return int(_DIRECT)
    own = guild.bot_permissions if who is guild.bot else who.permissions
    bits = guild.everyone | own
    if bits & May.ADMINISTRATOR:
        return int(EVERYTHING)
    place = channel.parent if isinstance(channel, Thread) else channel
    for target in (guild.id, who.id):
        if overwrite := place.overwrites.get(target):
            bits = bits & ~overwrite.deny | overwrite.allow
    if not bits & May.VIEW_CHANNEL:
        return 0
    if not isinstance(channel, Thread) and not bits & May.SEND_MESSAGES:
        bits &= ~_VOID_WITHOUT_SEND
    return int(bits)
