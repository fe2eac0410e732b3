"""Changes of the world that everybody hears of: each does the thing, then tells the gateway."""

from collections import OrderedDict
from typing import Any

from tests.servers.discord import gateway as intents
from tests.servers.discord import message_payloads, payloads
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.limits import Draft
from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.world import (
    LOADING,
    NEWS,
    NEWS_THREAD,
    STARTER,
    THREAD,
    Attachment,
    Channel,
    Message,
    Person,
    Thread,
    World,
)


class Posting:
    """Posts, edits, removes, reacts, opens threads.

    Attributes:
        nonce_memory: For how many seconds a nonce is remembered; 0 forgets at once.
    """

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.nonce_memory = 300.0
        self._world = world
        self._gateway = gateway
        self._nonces: OrderedDict[str, tuple[float, Message]] = OrderedDict()

    def known(self, nonce: str | None) -> Message | None:
        """Return the bot's message with this nonce if it is remembered, in any channel."""
        oldest = self._world.clock() - self.nonce_memory
        while self._nonces and next(iter(self._nonces.values()))[0] <= oldest:
            self._nonces.popitem(last=False)
        found = self._nonces.get(nonce or "")
        return None if found is None or found[1].deleted else found[1]

    def post(
        self,
        place: Channel,
        author: Person,
        draft: Draft,
        *,
        kind: int = 0,
        about: dict[str, Any] | None = None,
        seen_by: Person | None = None,
    ) -> Message:
        """Put a message into a channel, or before the eyes of one person; it opens a thread."""
        message = Message(self._world.new_id(), place, author, kind=kind, about=about)
        self._fill(message, draft)
        message.nonce, message.pings, message.seen_by = draft.nonce, draft.pings, seen_by
        if seen_by is not None:
            return message
        if isinstance(place, Thread) and place.archived:
            self.change_thread(place, archived=False)
        self._world.keep(message)
        if draft.nonce and author is self._world.bot:
            self._nonces[draft.nonce] = (self._world.clock(), message)
            self._nonces.move_to_end(draft.nonce)
        self.tell("MESSAGE_CREATE", message)
        return message

    def edit(self, message: Message, draft: Draft) -> None:
        """Change a message."""
        if message.flags & LOADING:  # its first words: they ping as those of a new one do
            message.pings = draft.pings
        self._fill(message, draft)
        message.flags &= ~LOADING
        message.edited_at = self._world.clock()
        if message.seen_by is None:
            self.tell("MESSAGE_UPDATE", message)

    def _fill(self, message: Message, draft: Draft) -> None:
        message.content, message.embeds = draft.content, draft.embeds
        message.components, message.flags = draft.components, draft.flags
        message.attachments = draft.kept + [
            Attachment(self._world.new_id(), file.name, file.data, file.kind, description)
            for file, description in draft.new
        ]

    def remove(self, message: Message) -> None:
        """Delete a message; a thread under it stays."""
        self._world.drop(message)
        if message.seen_by is not None:
            return
        place = message.channel
        data = {"id": str(message.id), "channel_id": str(place.id)} | _guild(place)
        self._dispatch(place, "MESSAGE_DELETE", data, intents.MESSAGES, intents.DIRECT_MESSAGES)

    def react(self, message: Message, person: Person, sign: str, *, burst: bool = False) -> None:
        """Put a reaction on a message; a second time changes nothing."""
        who = (message.bursts if burst else message.reactions).setdefault(sign, {})
        if person.id in who:
            return
        who[person.id] = person
        if ":" in sign:
            self._world.emojis.add(sign)
        more: dict[str, Any] = {"message_author_id": str(message.author.id)}
        if message.channel.guild is not None:
            more["member"] = payloads.member(person, message.channel.guild)
        if burst:
            more |= {"burst": True, "type": 1}
        self._reaction("MESSAGE_REACTION_ADD", message, person, sign, more)

    def unreact(self, message: Message, person: Person, sign: str) -> None:
        """Take a reaction away; one that is not there is no news."""
        who = message.reactions.get(sign, {})
        if who.pop(person.id, None) is None:
            return
        if not who:
            del message.reactions[sign]
        self._reaction("MESSAGE_REACTION_REMOVE", message, person, sign, {})

    def _reaction(
        self, event: str, message: Message, person: Person, sign: str, more: dict[str, Any]
    ) -> None:
        data = {
            "user_id": str(person.id),
            "emoji": payloads.emoji(sign),
            "burst": False,
            "burst_colors": [],
            "type": 0,
        }
        self._about_reactions(event, message, data | more)

    def clear(self, message: Message, sign: str | None = None) -> None:
        """Take all reactions off a message, or all of one emoji."""
        bursts = message.bursts.pop(sign, None) if sign else None
        if sign is None:
            message.reactions.clear()
            message.bursts.clear()
            self._about_reactions("MESSAGE_REACTION_REMOVE_ALL", message, {})
        elif message.reactions.pop(sign, None) or bursts:
            data = {"emoji": payloads.emoji(sign)}
            self._about_reactions("MESSAGE_REACTION_REMOVE_EMOJI", message, data)

    def _about_reactions(self, event: str, message: Message, data: dict[str, Any]) -> None:
        place = message.channel
        data |= {"channel_id": str(place.id), "message_id": str(message.id)} | _guild(place)
        self._dispatch(place, event, data, intents.REACTIONS, intents.DIRECT_REACTIONS)

    def open_thread(self, message: Message, name: str, minutes: int) -> Thread:
        """Open a thread under a message; its id is the message's."""
        parent = message.channel
        thread = Thread(
            message.id,
            name,
            parent.guild,
            kind=NEWS_THREAD if parent.kind == NEWS else THREAD,
            parent=parent,
            owner=self._world.bot,
            auto_archive=minutes,
            archived_at=self._world.clock(),
        )
        message.thread = thread
        self._world.channels[thread.id] = parent.guild.threads[thread.id] = thread
        starter = Message(
            self._world.new_id(), thread, self._world.bot, kind=STARTER, reference=message
        )
        self._world.keep(starter)
        drawn = payloads.channel(thread) | {"member": payloads.thread_member(thread)}
        self._gateway.dispatch("THREAD_CREATE", drawn | {"newly_created": True}, intents.GUILDS)
        self.tell("MESSAGE_UPDATE", message)
        return thread

    def open_post(
        self, forum: Channel, name: str, minutes: int, draft: Draft, marks: list[str]
    ) -> Thread:
        """Open a post of a forum; its first message has the thread's own id."""
        thread = Thread(
            self._world.new_id(),
            name,
            forum.guild,
            kind=THREAD,
            parent=forum,
            owner=self._world.bot,
            auto_archive=minutes,
            archived_at=self._world.clock(),
            marks=marks,
        )
        self._world.channels[thread.id] = forum.guild.threads[thread.id] = thread
        first = Message(thread.id, thread, self._world.bot)
        self._fill(first, draft)
        first.pings = draft.pings
        self._world.keep(first)
        drawn = payloads.channel(thread) | {"member": payloads.thread_member(thread)}
        self._gateway.dispatch("THREAD_CREATE", drawn | {"newly_created": True}, intents.GUILDS)
        self.tell("MESSAGE_CREATE", first)
        return thread

    def change_thread(self, thread: Thread, **changes: Any) -> None:
        """Archive, open, lock or rename a thread."""
        if changes.get("archived", thread.archived) != thread.archived:
            thread.archived_at = self._world.clock()
        for name, value in changes.items():
            setattr(thread, name, value)
        self._gateway.dispatch("THREAD_UPDATE", payloads.channel(thread), intents.GUILDS)

    def tell(self, event: str, message: Message) -> None:
        """Tell of a message; its words only to those who may read them."""
        place = message.channel
        drawn = message_payloads.in_guild(
            message_payloads.message(message, self._world.bot), message
        )
        bare = None
        mentioned = f"<@{self._world.bot.id}>" in message.content
        if place.guild is not None and message.author is not self._world.bot and not mentioned:
            bare = message_payloads.bare(drawn)
        self._dispatch(place, event, drawn, intents.MESSAGES, intents.DIRECT_MESSAGES, bare)

    def _dispatch(
        self,
        place: Channel,
        event: str,
        data: dict[str, Any],
        in_guild: int,
        direct: int,
        bare: dict[str, Any] | None = None,
    ) -> None:
        """Send an event about a channel, if the bot may see it."""
        if place.guild is None:
            self._gateway.dispatch(event, data, direct)
        elif place.guild.joined and allowed(place, self._world.bot) & May.VIEW_CHANNEL:
            self._gateway.dispatch(event, data, in_guild, bare)


def _guild(place: Channel) -> dict[str, str]:
    return {} if place.guild is None else {"guild_id": str(place.guild.id)}
