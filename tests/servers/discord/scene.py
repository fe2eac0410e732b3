"""Setting the scene: guilds, channels, people, rights, and what moderators do."""

from collections.abc import Iterable

from tests.servers.discord import gateway as intents
from tests.servers.discord import payloads
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.permissions import INVITED, MEMBER, READ_ONLY
from tests.servers.discord.posting import Posting
from tests.servers.discord.world import (
    DIRECT,
    TEXT,
    Channel,
    Guild,
    Message,
    Overwrite,
    Person,
    Thread,
    World,
)


class Scene:
    """What stands on the stage, and how a test changes it; a connected bot hears of all of it."""

    def __init__(self, world: World, gateway: Gateway, posting: Posting) -> None:
        self.world = world
        self.gateway = gateway
        self.posting = posting

    @property
    def bot(self) -> Person:
        """The bot's account."""
        return self.world.bot

    def add_guild(
        self,
        name: str = "Lab",
        *,
        permissions: int = INVITED,
        everyone: int = 0,
        locale: str = "en-US",
        joined: bool = True,
        by: Person | None = None,
    ) -> Guild:
        """Invite the bot into a guild with these rights.

        Args:
            joined: False for a guild that does not have it.
            by: Who invites it, as the audit log tells whoever may read that.
        """
        guild = Guild(
            self.world.new_id(),
            name,
            self.world.bot,
            self.world.new_id(),
            everyone,
            permissions,
            locale,
            joined=joined,
            added_by=by,
        )
        self.world.guilds[guild.id] = guild
        for person in self.world.people.values():
            self._rank(person, guild)
        if joined:
            # Only what begins a session says that a guild is not unavailable any more.
            drawn = payloads.guild(guild)
            del drawn["unavailable"]
            self.gateway.dispatch("GUILD_CREATE", drawn, intents.GUILDS)
        return guild

    def add_channel(
        self,
        guild: Guild,
        name: str = "papers",
        *,
        allow: int = 0,
        deny: int = 0,
        kind: int = TEXT,
        tags: Iterable[str] = (),
    ) -> Channel:
        """Make a channel; `allow` and `deny` change the bot's rights there.

        Args:
            kind: TEXT, NEWS or FORUM.
            tags: What posts of a forum may be marked with.
        """
        channel = Channel(self.world.new_id(), name, guild, kind=kind, tags=list(tags))
        if allow or deny:
            channel.overwrites[self.bot.id] = Overwrite(allow, deny)
        guild.channels[channel.id] = self.world.channels[channel.id] = channel
        if guild.joined:
            self.gateway.dispatch("CHANNEL_CREATE", payloads.channel(channel), intents.GUILDS)
        return channel

    def add_person(
        self,
        name: str = "Ana",
        *,
        permissions: int = MEMBER,
        bot: bool = False,
        locale: str = "en-US",
    ) -> Person:
        """Let somebody join, with these rights in every guild."""
        person = Person(self.world.new_id(), name, permissions, bot, locale)
        self.world.people[person.id] = person
        for guild in self.world.guilds.values():
            if self._rank(person, guild):
                made = {"guild_id": str(guild.id), "role": payloads.rank(guild, permissions)}
                self.gateway.dispatch("GUILD_ROLE_CREATE", made, intents.GUILDS)
        return person

    def _rank(self, person: Person, guild: Guild) -> bool:
        """Give somebody who may do more than everybody a role for that; True if it is new."""
        more = person is not guild.bot and person.permissions & ~guild.everyone
        if not more or person.permissions in guild.ranks:
            return False
        guild.ranks[person.permissions] = self.world.new_id()
        return True

    def add_role(self, guild: Guild, *people: Person, name: str = "readers") -> int:
        """Make a role, give it to people, and return its id."""
        role = self.world.new_id()
        guild.roles[role] = name
        drawn = {"guild_id": str(guild.id), "role": payloads.roles(guild)[-1]}
        self.gateway.dispatch("GUILD_ROLE_CREATE", drawn, intents.GUILDS)
        for person in people:
            person.roles.append(role)
        return role

    def direct(self, person: Person) -> Channel:
        """Return the direct channel between the bot and somebody."""
        return self.world.direct_with(person)

    def add_private(self, *people: Person) -> Channel:
        """Open a private channel of some people, which the bot is not in."""
        channel = Channel(self.world.new_id(), kind=DIRECT, recipient=people[-1], between=people)
        self.world.channels[channel.id] = channel
        return channel

    def set_rights(
        self,
        place: Channel,
        *,
        allow: int = 0,
        deny: int = 0,
        of: Person | None = None,
        everybody: bool = False,
    ) -> None:
        """Replace a channel's overwrite: the bot's if nobody is named."""
        target = place.guild.id if everybody else (of or self.bot).id
        place.overwrites[target] = Overwrite(allow, deny)
        self.gateway.dispatch("CHANNEL_UPDATE", payloads.channel(place), intents.GUILDS)

    def make_read_only(self, place: Channel) -> None:
        """Let nobody write, react or open threads in a channel any more."""
        self.set_rights(place, deny=READ_ONLY, everybody=True)

    def set_bot_permissions(self, guild: Guild, permissions: int) -> None:
        """Change the rights of the bot's role."""
        guild.bot_permissions = permissions
        role = {"guild_id": str(guild.id), "role": payloads.roles(guild)[1]}
        self.gateway.dispatch("GUILD_ROLE_UPDATE", role, intents.GUILDS)

    def remove_channel(self, place: Channel) -> None:
        """Delete a channel."""
        for thread in [each for each in place.guild.threads.values() if each.parent is place]:
            del self.world.channels[thread.id], place.guild.threads[thread.id]
        del self.world.channels[place.id], place.guild.channels[place.id]
        self.gateway.dispatch("CHANNEL_DELETE", payloads.channel(place), intents.GUILDS)

    def kick_bot(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        guild.joined = False
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, intents.GUILDS)

    def lose_sight_of(self, guild: Guild) -> None:
        """Let a guild be away for now, as in an outage of Discord's."""
        data = {"id": str(guild.id), "unavailable": True}
        self.gateway.dispatch("GUILD_DELETE", data, intents.GUILDS)

    def archive(self, thread: Thread, *, refuses: bool = False, locked: bool = False) -> None:
        """Archive a thread.

        Args:
            refuses: A message to it is refused with 50083 instead of opening it again.
            locked: Only those who manage threads may open it again.
        """
        thread.refuses = refuses
        self.posting.change_thread(thread, archived=True, locked=locked)

    def remove_message(self, message: Message) -> None:
        """Delete a message as a moderator."""
        self.posting.remove(message)

    def clear_reactions(self, message: Message, emoji: str | None = None) -> None:
        """Take all reactions off a message as a moderator, or all of one emoji."""
        self.posting.clear(message, emoji)
