"""Channels, threads, messages and reactions over REST, with the rights each needs."""

import emoji

from tests.servers.discord import message_payloads, payloads
from tests.servers.discord.forums import DURATIONS, read_post
from tests.servers.discord.limits import EDITED, POSTED, Draft, read_message
from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.posting import Posting
from tests.servers.discord.refusals import Form, invalid, refused
from tests.servers.discord.rest import Answer, Ask, Rest, snowflake
from tests.servers.discord.world import DIRECT, FORUM, NEWS, TEXT, Channel, Message, Thread, World

_MOST_EMOJIS = 20
_LAST = (1 << 63) - 1


class Channels:
    """What a bot may do in channels."""

    def __init__(self, world: World, posting: Posting) -> None:
        self._world = world
        self._posting = posting

    def add_to(self, rest: Rest) -> None:
        """Answer these routes."""
        place, one = "/channels/{channel}", "/channels/{channel}/messages/{message}"
        sign = one + "/reactions/{emoji}"
        rest.route("GET", place, self._get, route="GET channel")
        rest.route("PATCH", place, self._patch, route="PATCH channel")
        rest.route("POST", place + "/typing", self._typing, route="POST typing")
        rest.route("GET", place + "/messages", self._list, route="GET messages")
        rest.route("POST", place + "/messages", self._send, route="POST messages")
        rest.route("GET", one, self._read, route="GET message")
        rest.route("PATCH", one, self._edit, route="PATCH message")
        rest.route("DELETE", one, self._delete, route="DELETE message")
        rest.route("POST", one + "/threads", self._open_thread, route="POST threads")
        rest.route("POST", place + "/threads", self._open_post, route="POST posts")
        rest.route("PUT", place + "/thread-members/@me", self._join, route="PUT member")
        rest.route("GET", sign, self._reacted, route="GET reactions")
        rest.route("PUT", sign + "/@me", self._react, route="PUT reaction")
        rest.route("DELETE", sign + "/@me", self._unreact, route="PUT reaction")
        rest.route("DELETE", sign + "/{user}", self._unreact, route="PUT reaction")
        rest.route("DELETE", sign, self._clear, route="PUT reaction")
        rest.route("DELETE", one + "/reactions", self._clear, route="PUT reaction")
        rest.route("POST", "/users/@me/channels", self._open_direct, route="POST direct")

    def _place(self, ask: Ask, *needs: May) -> Channel:
        """Return the channel of a request, if the bot may see it and has these rights."""
        place = self._world.channels.get(ask.id("channel"))
        if place is None:
            raise refused("unknown_channel")
        if place.guild is not None and not place.guild.joined:
            raise refused("missing_access")
        rights = allowed(place, self._world.bot)
        if not rights & May.VIEW_CHANNEL:
            raise refused("missing_access")
        if any(not rights & need for need in needs):
            raise refused("missing_permissions")
        return place

    def _message(self, ask: Ask, place: Channel) -> Message:
        message = place.messages.get(ask.id("message"))
        if message is None:
            raise refused("unknown_message")
        return message

    def _may(self, place: Channel, right: May) -> bool:
        return bool(allowed(place, self._world.bot) & right)

    def _drawn(self, message: Message) -> payloads.JSON:
        return message_payloads.message(message, self._world.bot)

    # Channels and threads.

    def _get(self, ask: Ask) -> Answer:
        return 200, payloads.channel(self._place(ask), self._world.bot)

    def _typing(self, ask: Ask) -> Answer:
        self._may_send(self._place(ask))
        return 204, None

    def _join(self, ask: Ask) -> Answer:
        place = self._place(ask)
        if not isinstance(place, Thread):
            raise refused("wrong_channel")
        _open(place)
        return 204, None

    def _patch(self, ask: Ask) -> Answer:
        place = self._place(ask)
        if not isinstance(place, Thread):
            self._place(ask, May.MANAGE_CHANNELS)
            raise refused("wrong_channel")
        self._check_patch(place, ask.form)
        self._posting.change_thread(
            place,
            archived=ask.form.get("archived", place.archived),
            locked=ask.form.get("locked", place.locked),
            name=ask.form.get("name", place.name),
            auto_archive=ask.form.get("auto_archive_duration", place.auto_archive),
        )
        return 200, payloads.channel(place)

    def _check_patch(self, thread: Thread, form: payloads.JSON) -> None:
        manages = self._may(thread, May.MANAGE_THREADS)
        if thread.archived:
            if form.get("archived", True):
                raise refused("archived")
            if thread.locked and not manages:
                raise refused("archived")
            if not self._may(thread, May.SEND_MESSAGES_IN_THREADS):
                raise refused("missing_permissions")
        elif thread.owner is not self._world.bot and not manages:
            raise refused("missing_permissions")
        if form.get("locked", thread.locked) != thread.locked and not manages:
            raise refused("missing_permissions")
        wrong = Form()
        wrong.text("name", form.get("name"), 100, 1)
        if "auto_archive_duration" in form:
            wrong.choice("auto_archive_duration", form["auto_archive_duration"], DURATIONS)
        wrong.check()

    def _open_thread(self, ask: Ask) -> Answer:
        place = self._place(ask)
        form = ask.form
        if place.kind not in (TEXT, NEWS):
            raise refused("wrong_channel")
        if not self._may(place, May.CREATE_PUBLIC_THREADS):
            raise refused("missing_permissions")
        message = self._message(ask, place)
        wrong = Form()
        wrong.text("name", form.get("name"), 100, 1, required=True)
        minutes = form.get("auto_archive_duration", 4320)
        wrong.choice("auto_archive_duration", minutes, DURATIONS)
        wrong.check()
        if message.thread is not None:
            raise refused("thread_exists")
        if place.guild.threads_full:
            raise refused("too_many_threads")
        thread = self._posting.open_thread(message, form["name"], minutes)
        return 201, payloads.channel(thread) | {"member": payloads.thread_member(thread)}

    def _open_post(self, ask: Ask) -> Answer:
        """Open a post of a forum: a thread with its first message, both at once."""
        place = self._place(ask)
        form = ask.form
        if place.kind != FORUM:
            raise refused("wrong_channel")
        if not self._may(place, May.SEND_MESSAGES):
            raise refused("missing_permissions")
        draft = read_message(form.get("message") or {}, ask.files, flags=POSTED)
        self._may_hold(place, draft)
        minutes, names = read_post(place, form)
        if place.guild.threads_full:
            raise refused("too_many_threads")
        thread = self._posting.open_post(place, form["name"], minutes, draft, names)
        drawn = payloads.channel(thread) | {"member": payloads.thread_member(thread)}
        return 201, drawn | {"message": self._drawn(thread.messages[thread.id])}

    def _open_direct(self, ask: Ask) -> Answer:
        person = self._world.people.get(snowflake("recipient_id", ask.form.get("recipient_id")))
        if person is None or person is self._world.bot:
            raise refused("bad_recipient")
        return 200, payloads.channel(self._world.direct_with(person), self._world.bot)

    # Messages.

    def _list(self, ask: Ask) -> Answer:
        place = self._place(ask)
        if place.kind == FORUM:
            raise refused("wrong_channel")
        limit = ask.number("limit", 50)
        if not 1 <= limit <= 100:
            invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        if not self._may(place, May.READ_MESSAGE_HISTORY):
            return 200, []  # so it is: nothing to see, not an error
        after, before = ask.number("after", 0), ask.number("before", _LAST)
        if around := ask.number("around", 0):
            half = limit // 2
            newer = place.page(after=around - 1, before=_LAST, limit=limit - half)
            found = newer + (place.page(after=0, before=around, limit=half) if half else [])
        else:
            found = place.page(after=after, before=before, limit=limit)
        return 200, [self._drawn(message) for message in found]

    def _read(self, ask: Ask) -> Answer:
        place = self._place(ask, May.READ_MESSAGE_HISTORY)
        return 200, self._drawn(self._message(ask, place))

    def _may_send(self, place: Channel) -> None:
        if place.kind == DIRECT:
            if not place.recipient.accepts_direct:
                raise refused("closed_dm")
            return
        thread = isinstance(place, Thread)
        if not self._may(place, May.SEND_MESSAGES_IN_THREADS if thread else May.SEND_MESSAGES):
            raise refused("missing_permissions")

    def _may_hold(self, place: Channel, draft: Draft) -> None:
        if draft.embeds and not self._may(place, May.EMBED_LINKS):
            raise refused("missing_permissions")
        if draft.new and not self._may(place, May.ATTACH_FILES):
            raise refused("missing_permissions")

    def _send(self, ask: Ask) -> Answer:
        place = self._place(ask)
        if place.kind == FORUM:
            raise refused("forum_takes_posts")
        self._may_send(place)
        draft = read_message(ask.form, ask.files, flags=POSTED)
        self._may_hold(place, draft)
        if draft.enforce_nonce and (same := self._posting.known(draft.nonce)):
            return 200, self._drawn(same)
        if isinstance(place, Thread) and place.archived:
            locked = place.locked and not self._may(place, May.MANAGE_THREADS)
            if place.refuses or locked:
                raise refused("archived")
        return 200, self._drawn(self._posting.post(place, self._world.bot, draft))

    def _edit(self, ask: Ask) -> Answer:
        place = self._place(ask)
        message = self._message(ask, place)
        if message.author is not self._world.bot:
            raise refused("not_yours")
        _open(place)
        draft = read_message(ask.form, ask.files, flags=EDITED, before=message)
        self._may_hold(place, draft)
        self._posting.edit(message, draft)
        return 200, self._drawn(message)

    def _delete(self, ask: Ask) -> Answer:
        place = self._place(ask)
        message = self._message(ask, place)
        if message.author is not self._world.bot and not self._may(place, May.MANAGE_MESSAGES):
            raise refused("missing_permissions")
        _open(place)
        self._posting.remove(message)
        return 204, None

    # Reactions.

    def _react(self, ask: Ask) -> Answer:
        place = self._place(ask, May.READ_MESSAGE_HISTORY)
        message, sign = self._message(ask, place), self._sign(ask)
        _open(place)
        if sign not in message.reactions:
            if not self._may(place, May.ADD_REACTIONS):
                raise refused("missing_permissions")
            if len(message.reactions) >= _MOST_EMOJIS:
                raise refused("too_many_reactions")
        self._posting.react(message, self._world.bot, sign)
        return 204, None

    def _unreact(self, ask: Ask) -> Answer:
        place = self._place(ask, May.READ_MESSAGE_HISTORY)
        message, sign = self._message(ask, place), self._sign(ask)
        _open(place)
        who = self._world.bot
        if "user" in ask.names and ask.id("user") != who.id:
            self._place(ask, May.MANAGE_MESSAGES)
            who = self._world.people.get(ask.id("user"))
            if who is None:
                raise refused("unknown_user")
        self._posting.unreact(message, who, sign)
        return 204, None

    def _clear(self, ask: Ask) -> Answer:
        place = self._place(ask, May.MANAGE_MESSAGES, May.READ_MESSAGE_HISTORY)
        message = self._message(ask, place)
        _open(place)
        self._posting.clear(message, self._sign(ask) if "emoji" in ask.names else None)
        return 204, None

    def _reacted(self, ask: Ask) -> Answer:
        place = self._place(ask, May.READ_MESSAGE_HISTORY)
        message = self._message(ask, place)
        kind = ask.number("type", 0)
        if kind not in (0, 1):
            invalid("type", "BASE_TYPE_CHOICES", "Value must be one of (0, 1).")
        who = (message.bursts if kind else message.reactions).get(self._sign(ask), {})
        limit, after = ask.number("limit", 25), ask.number("after", 0)
        if not 1 <= limit <= 100:
            invalid("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        ids = sorted(each for each in who if each > after)[:limit]
        return 200, [payloads.user(who[each]) for each in ids]

    def _sign(self, ask: Ask) -> str:
        """Return the emoji of a request: a real one, or a custom one that somebody has used."""
        sign = ask.names["emoji"]
        if not emoji.is_emoji(sign) and sign not in self._world.emojis:
            raise refused("unknown_emoji")
        return sign


def _open(place: Channel) -> None:
    """Refuse what cannot be done in an archived thread."""
    if isinstance(place, Thread) and place.archived:
        raise refused("archived")
