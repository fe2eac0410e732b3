"""What people do in Slack: talk, call, click, choose, react, and what moderators do."""

from collections.abc import Sequence
from typing import Any

from tests.servers.slack import blocks as block_kit
from tests.servers.slack import mentions, payloads, unfurls
from tests.servers.slack.reactions import is_name, react, unreact
from tests.servers.slack.refusal import NotPossible
from tests.servers.slack.response_urls import ResponseUrls
from tests.servers.slack.service import Service, View
from tests.servers.slack.socket_mode import CLICK, COMMAND, Sent
from tests.servers.slack.workspace import BOT_USER, Channel, Kind, Message, Person

Element = tuple[dict[str, Any], dict[str, Any]]
Choice = str | dict[str, Any]
_CHOSEN = {
    **dict.fromkeys(
        ("static_select", "external_select", "overflow", "radio_buttons"), "selected_option"
    ),
    **dict.fromkeys(
        ("checkboxes", "multi_static_select", "multi_external_select"), "selected_options"
    ),
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}


class Acts:
    """People's hands. Whoever does something in a channel is a member of it from then on."""

    service: Service
    urls: ResponseUrls
    commands: dict[str, bool]
    shortcuts: set[str] | None
    unfurl_domains: set[str]

    async def call(
        self, person: Person, channel: Channel, text: str = "", *, command: str = "/papers"
    ) -> Sent:
        """Type a slash command.

        Args:
            text: As typed; escaped and linked on its way where the command says so.
        """
        if command not in self.commands:
            raise NotPossible(f"{command} is not a command of the app")
        if person.stranger:
            # They are told that it "is not a valid command" (slackapi/bolt-python 767).
            raise NotPossible("people of another team cannot call the app's commands")
        if channel.archived:
            raise NotPossible("nobody types in an archived channel")
        channel.members.add(person.id)
        said = mentions.escape(text)
        if self.commands[command]:
            workspace = self.service.workspace
            people = {each.name: each.id for each in workspace.people.values()}
            channels = {each.name: each.id for each in workspace.channels.values() if each.name}
            said = mentions.typed(text, people, channels)
        trigger = self.service.trigger(person.id)
        payload = payloads.slash(person, channel, command, said, trigger)
        sent = self.service.socket.new(COMMAND, payload, accepts_reply=True)
        sent.trigger = trigger
        sent.url = self.urls.make("commands", sent, person.id, channel, None)
        payload["response_url"] = sent.url
        sent.on_reply = lambda said: self.urls.reply(sent, person.id, channel, said)
        return self.service.socket.send(sent)

    async def say(
        self, person: Person, channel: Channel, text: str, *, thread: str | None = None
    ) -> Sent | None:
        """Write a message; the app hears of it only where it subscribed to messages."""
        message = self._write(person, channel, text, thread)
        return self._with(message, self.service.events.message(message))

    async def mention(
        self, person: Person, channel: Channel, text: str, *, thread: str | None = None
    ) -> Sent | None:
        """Write `@Paperboy text`; in a direct message that is a message like any other."""
        message = self._write(person, channel, f"@paperboy {text}", thread)
        if channel.kind is Kind.DIRECT:
            return self._with(message, self.service.events.message(message))
        sent = self.service.events.mention(message)
        self.service.events.message(message)
        return self._with(message, sent)

    async def react(self, person: Person, message: Message, name: str) -> Sent | None:
        """Put an emoji on a message; `name` may have a skin tone (`+1::skin-tone-2`)."""
        self._see(person, message)
        if message.shown_to or person.id in message.reactions.get(name, ()):
            raise NotPossible("it cannot be put there")
        if not is_name(name):
            raise NotPossible(f"no emoji is called {name!r}")
        sent: Sent | None = react(self.service, message, person.id, name)
        return sent

    async def unreact(self, person: Person, message: Message, name: str) -> Sent | None:
        """Take one's own emoji off a message."""
        self._see(person, message)
        if person.id not in message.reactions.get(name, ()):
            raise NotPossible("it is not there")
        sent: Sent | None = unreact(self.service, message, person.id, name)
        return sent

    async def press(self, person: Person, message: Message, button: str) -> Sent:
        """Press a button, named by its label, its `action_id` or its value."""
        self._see(person, message)
        block, element = self._find(message.blocks, button, ("button",))
        return self._act(person, message, block, element, {})

    async def choose(
        self, person: Person, message: Message, option: Choice | list[Choice], menu: str = ""
    ) -> Sent:
        """Choose from a menu.

        Args:
            option: Its text or value, or several of them; whole where the app itself loaded it; a
                time, a date or an id where the menu takes such a thing.
            menu: The `action_id`, where there are several.
        """
        self._see(person, message)
        block, element = self._find(message.blocks, menu, tuple(_CHOSEN))
        return self._act(person, message, block, element, self._chosen(element, option))

    async def use_shortcut(self, person: Person, message: Message, callback: str) -> Sent:
        """Choose an entry of the menu of a message."""
        self._see(person, message)
        if message.shown_to:
            raise NotPossible("what only one person sees has no such menu")
        if self.shortcuts is not None and callback not in self.shortcuts:
            raise NotPossible(f"the app has no shortcut {callback!r}")
        trigger = self.service.trigger(person.id)
        payload = payloads.interaction("message_action", person, trigger)
        payload |= payloads.place(message)
        del payload["container"]
        payload |= {"callback_id": callback, "message_ts": message.ts}
        return self._click(person, message.channel, payload, trigger, message)

    async def submit(self, person: Person, view: View, values: dict[str, Any]) -> Sent:
        """Submit a modal.

        Args:
            values: What was entered, as `state.values`: by `block_id`, then by `action_id`.
        """
        if view.person != person.id:
            raise NotPossible("it is somebody else's")
        trigger = self.service.trigger(person.id)
        payload = payloads.submission(person, trigger, view, values)
        sent = self.service.socket.new(CLICK, payload, accepts_reply=True)
        sent.trigger = trigger
        return self.service.socket.send(sent)

    async def open_home(self, person: Person) -> Sent | None:
        """Open the app's home tab."""
        channel = self.service.workspace.direct(person)
        event = {"type": "app_home_opened", "user": person.id, "channel": channel.id, "tab": "home"}
        event["event_ts"] = self.service.workspace.ts()
        return self.service.events.tell("app_home_opened", event)

    def delete(self, message: Message) -> None:
        """Delete a message, as a moderator does."""
        self.service.remove(message)

    def archive(self, channel: Channel) -> None:
        """Archive a channel."""
        channel.archived = True
        self.service.events.channel("archive", channel)

    def unarchive(self, channel: Channel) -> None:
        """Bring a channel back."""
        channel.archived = False
        self.service.events.channel("unarchive", channel)

    def kick(self, channel: Channel) -> None:
        """Put the bot out of a channel."""
        channel.members.discard(BOT_USER)
        self.service.events.channel("left", channel)

    def invite(self, channel: Channel, by: Person | None = None) -> Sent | None:
        """Take the bot into a channel."""
        channel.members.add(BOT_USER)
        return self.service.events.joined(channel, by.id if by else "")

    def _write(self, person: Person, channel: Channel, text: str, thread: str | None) -> Message:
        if channel.archived:
            raise NotPossible("nobody writes in an archived channel")
        channel.members.add(person.id)
        workspace = self.service.workspace
        people = {each.name: each.id for each in workspace.people.values()}
        said = mentions.typed(text, people, {})
        # In messages, unlike in commands, a mention holds the id alone.
        said = said.replace(f"<@{BOT_USER}|paperboy>", f"<@{BOT_USER}>")
        message = Message(workspace.ts(), channel, person.id, said, thread_ts=thread)
        workspace.add(message)
        unfurls.tell(self.service, message, self.unfurl_domains)
        self.service.bell.ring()
        return message

    def _with(self, message: Message, sent: Sent | None) -> Sent | None:
        if sent:
            sent.message = message
        return sent

    def _see(self, person: Person, message: Message) -> None:
        if message.deleted or message.shown_to not in (None, person.id):
            raise NotPossible(f"{person.name} does not see this message")
        if message.channel.archived:
            raise NotPossible("nothing can be clicked in an archived channel")
        message.channel.members.add(person.id)

    def _find(self, blocks: list[dict[str, Any]], name: str, kinds: Sequence[str]) -> Element:
        found = [
            (block, element)
            for block, element in block_kit.elements(blocks)
            if element["type"] in kinds and (not name or name in _names(element))
        ]
        if len(found) != 1:
            raise NotPossible(f"{len(found)} elements are called {name!r}")
        return found[0]

    def _chosen(self, element: dict[str, Any], option: Choice | list[Choice]) -> dict[str, Any]:
        name = _CHOSEN[element["type"]]
        if name.endswith("options"):
            chosen: Any = [_option(element, each) for each in option]
            if len(chosen) > element.get("max_selected_items", 100):
                raise NotPossible("the menu takes no more")
        elif name.endswith("option"):
            chosen = _option(element, option)
        else:
            chosen = option
        return {name: chosen}

    def _act(
        self,
        person: Person,
        message: Message,
        block: dict[str, Any],
        element: dict[str, Any],
        chosen: dict[str, Any],
    ) -> Sent:
        trigger = self.service.trigger(person.id)
        action = payloads.used(block, element, self.service.workspace.ts(), chosen)
        payload = payloads.interaction("block_actions", person, trigger)
        payload |= payloads.place(message) | {"actions": [action]}
        values = {action["action_id"]: {"type": element["type"], **chosen}} if chosen else {}
        payload["state"] = {"values": {block["block_id"]: values} if values else {}}
        return self._click(person, message.channel, payload, trigger, message)

    def _click(
        self,
        person: Person,
        channel: Channel,
        payload: dict[str, Any],
        trigger: str,
        message: Message,
    ) -> Sent:
        sent = self.service.socket.new(CLICK, payload)
        sent.trigger, sent.message = trigger, message
        sent.url = self.urls.make("actions", sent, person.id, channel, message)
        payload["response_url"] = sent.url
        return self.service.socket.send(sent)


def _names(element: dict[str, Any]) -> tuple[str | None, ...]:
    label = element.get("text") or {}
    return label.get("text"), element.get("action_id"), element.get("value")


def _option(element: dict[str, Any], wanted: Any) -> dict[str, Any]:
    if isinstance(wanted, dict):
        return wanted
    groups = element.get("option_groups", [])
    options = element.get("options", []) + [each for group in groups for each in group["options"]]
    for option in options:
        if wanted in (option["text"]["text"], option["value"]):
            return dict(option)
    raise NotPossible(f"there is no option {wanted!r}")
