"""What people do: call commands, press, choose, type, react, write."""

from typing import Any

from tests.servers.discord import message_payloads, payloads
from tests.servers.discord.commands import (
    ON_MESSAGE,
    SLASH,
    NotOfferedError,
)
from tests.servers.discord.components import BUTTON, LINK, SELECT, every
from tests.servers.discord.interaction import Interaction
from tests.servers.discord.interactions import CALL, PRESS, SUBMIT, TYPING, Interactions
from tests.servers.discord.limits import POSTED, read_message
from tests.servers.discord.modals import fill_in
from tests.servers.discord.offered import check_offered, find_command, read_call
from tests.servers.discord.permissions import May, allowed
from tests.servers.discord.posting import Posting
from tests.servers.discord.world import Channel, Message, Person, Thread, World


class People:
    """Acts of people, each only as far as Discord's own apps let them.

    Attributes:
        commands: The registered commands: for everywhere under 0, for one guild under its id.
        clicks_in_archived_threads: Whether the app lets a click there through to the bot; those
            of some people do not.
    """

    def __init__(self, world: World, posting: Posting, interactions: Interactions) -> None:
        self.commands: dict[int, list[dict[str, Any]]] = {}
        self.clicks_in_archived_threads = True
        self._world = world
        self._posting = posting
        self._interactions = interactions

    def call(
        self, person: Person, place: Channel, path: tuple[str, ...], typed: dict[str, Any]
    ) -> Interaction:
        """Send a slash command off."""
        return self._slash(CALL, person, place, path, typed)

    def type_in(
        self,
        person: Person,
        place: Channel,
        path: tuple[str, ...],
        focused: str,
        typed: dict[str, Any],
    ) -> Interaction:
        """Type into an option that offers values."""
        return self._slash(TYPING, person, place, path, typed, focused)

    def _slash(
        self,
        kind: int,
        person: Person,
        place: Channel,
        path: tuple[str, ...],
        typed: dict[str, Any],
        focused: str | None = None,
    ) -> Interaction:
        command = self._command(SLASH, path[0], person, place)
        data = _about(command, SLASH)
        data["options"] = read_call(command, path[1:], typed, focused)
        if resolved := self._resolve(typed, place):
            data["resolved"] = resolved
        return self._interactions.send(kind, person, place, data)

    def call_on(self, person: Person, message: Message, name: str) -> Interaction:
        """Choose a command in the menu of a message."""
        command = self._command(ON_MESSAGE, name, person, message.channel)
        drawn = message_payloads.message(message, self._world.bot)
        data = _about(command, ON_MESSAGE) | {
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): drawn}},
        }
        return self._interactions.send(CALL, person, message.channel, data)

    def _command(self, kind: int, name: str, person: Person, place: Channel) -> dict[str, Any]:
        _see(person, place)
        commands = list(self.commands.get(0, []))
        if place.guild is not None:
            commands = self.commands.get(place.guild.id, []) + commands
        command = find_command(commands, kind, name)
        check_offered(command, person, place)
        return command

    def _resolve(self, typed: dict[str, Any], place: Channel) -> dict[str, Any]:
        resolved: dict[str, Any] = {}
        for value in typed.values():
            if isinstance(value, Person):
                resolved.setdefault("users", {})[str(value.id)] = payloads.user(value)
                if place.guild is not None:
                    member = payloads.member(value, place.guild, with_user=False)
                    rights = {"permissions": str(allowed(place, value))}
                    resolved.setdefault("members", {})[str(value.id)] = member | rights
            elif isinstance(value, Channel):
                rights = {"permissions": str(allowed(value, self._world.bot))}
                drawn = payloads.channel(value) | rights
                resolved.setdefault("channels", {})[str(value.id)] = drawn
        return resolved

    def press(self, person: Person, message: Message, custom_id: str) -> Interaction:
        """Press a button."""
        self._touch(person, message)
        part = _component(message, custom_id)
        if part["type"] != BUTTON or part.get("style") == LINK:
            raise NotOfferedError(f"{custom_id} is no button to press")
        data = {"custom_id": custom_id, "component_type": BUTTON, "id": 1}
        return self._interactions.send(PRESS, person, message.channel, data, message)

    def choose(
        self, person: Person, message: Message, custom_id: str, values: tuple[str, ...]
    ) -> Interaction:
        """Choose from a menu."""
        self._touch(person, message)
        part = _component(message, custom_id)
        if part["type"] != SELECT:
            raise NotOfferedError(f"{custom_id} is no menu of texts")
        offered = [option["value"] for option in part["options"]]
        low, high = part.get("min_values", 1), part.get("max_values", 1)
        if set(values) - set(offered) or not low <= len(values) <= high:
            raise NotOfferedError(f"{custom_id} does not take {values}, it offers {offered}")
        data = {
            "custom_id": custom_id,
            "component_type": SELECT,
            "id": 1,
            "values": list(values),
        }
        return self._interactions.send(PRESS, person, message.channel, data, message)

    def submit(self, opened: Interaction, values: dict[str, Any]) -> Interaction:
        """Fill in the form that an interaction opened, and send it off."""
        if opened.modal is None:
            raise NotOfferedError("no form is open")
        data = fill_in(opened.modal, values)
        return self._interactions.send(SUBMIT, opened.person, opened.channel, data, opened.message)

    def _touch(self, person: Person, message: Message) -> None:
        _see(person, message.channel)
        place = message.channel
        if message.deleted or message.seen_by not in (None, person):
            raise NotOfferedError(f"{person.name} does not see this message")
        if isinstance(place, Thread) and place.archived and not self.clicks_in_archived_threads:
            raise NotOfferedError("the app does not send clicks in an archived thread")

    def react(self, person: Person, message: Message, sign: str, *, burst: bool = False) -> None:
        """Put a reaction on a message."""
        _see(person, message.channel)
        _open(message.channel)
        if message.seen_by is not None:
            raise NotOfferedError("nobody can react to a message that only one person sees")
        rights = allowed(message.channel, person)
        needed = May.READ_MESSAGE_HISTORY
        if sign not in message.reactions and sign not in message.bursts:
            needed |= May.ADD_REACTIONS
        if rights & needed != needed:
            raise NotOfferedError(f"{person.name} may not add {sign} here")
        self._posting.react(message, person, sign, burst=burst)

    def unreact(self, person: Person, message: Message, sign: str) -> None:
        """Take one's own reaction away."""
        _see(person, message.channel)
        _open(message.channel)
        if person.id not in message.reactions.get(sign, {}):
            raise NotOfferedError(f"{person.name} has not reacted with {sign}")
        self._posting.unreact(message, person, sign)

    def say(self, person: Person, place: Channel, text: str) -> Message:
        """Write a message."""
        _see(person, place)
        thread = isinstance(place, Thread)
        needed = May.SEND_MESSAGES_IN_THREADS if thread else May.SEND_MESSAGES
        if not allowed(place, person) & needed:
            raise NotOfferedError(f"{person.name} may not write here")
        return self._posting.post(place, person, read_message({"content": text}, [], flags=POSTED))


def _about(command: dict[str, Any], kind: int) -> dict[str, Any]:
    return {"id": command["id"], "name": command["name"], "type": kind}


def _see(person: Person, place: Channel) -> None:
    """See that somebody, and the bot, are where they act."""
    if place.guild is None:
        seen = person is place.recipient or person in place.between
    else:
        with_us = place.guild.joined or person.has_installed
        seen = with_us and allowed(place, person) & May.VIEW_CHANNEL
    if not seen:
        raise NotOfferedError(f"{person.name} does not see this channel")


def _open(place: Channel) -> None:
    if isinstance(place, Thread) and place.archived:
        raise NotOfferedError("people cannot react in an archived thread")


def _component(message: Message, custom_id: str) -> dict[str, Any]:
    for part in every(message.components):
        if part.get("custom_id") == custom_id:
            if part.get("disabled"):
                raise NotOfferedError(f"{custom_id} is disabled")
            return part
    known = [part["custom_id"] for part in every(message.components) if "custom_id" in part]
    raise NotOfferedError(f"the message has no {custom_id!r}, only {known}")
