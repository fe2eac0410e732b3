"""Interactions: what somebody did, and the bot's answers to it in time.

The first answer must come within three seconds, further ones within fifteen minutes.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.servers.discord import gateway, message_payloads, payloads
from tests.servers.discord.changes import Changes
from tests.servers.discord.commands import check_choices
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.interaction import Interaction
from tests.servers.discord.limits import ANSWERED, EDITED, Draft, read_message
from tests.servers.discord.modals import check_modal
from tests.servers.discord.posting import Posting
from tests.servers.discord.refusals import Form, invalid, refused
from tests.servers.discord.rest import Answer, Ask, Rest
from tests.servers.discord.world import (
    COMMAND_ANSWER,
    EPHEMERAL,
    LOADING,
    MENU_ANSWER,
    Channel,
    Message,
    Person,
    Thread,
    World,
)

CALL, PRESS, TYPING, SUBMIT = 2, 3, 4, 5
_MOST_AWAY = 5
SAY, DEFER, DEFER_UPDATE, UPDATE, SUGGEST, ASK_MORE = 4, 5, 6, 7, 8, 9
_FITTING = {
    CALL: (SAY, DEFER, ASK_MORE),
    PRESS: (SAY, DEFER, DEFER_UPDATE, UPDATE, ASK_MORE),
    TYPING: (SUGGEST,),
    SUBMIT: (SAY, DEFER, DEFER_UPDATE, UPDATE),
}


class Interactions:
    """Sends interactions and takes the answers.

    Attributes:
        deliveries: How often the bot is told; Discord promises no "once".
        deadline: Seconds for the first answer, by the event loop's clock.
        token_life: Seconds a token is good for, by the server's clock.
        all: Every interaction so far, by id.
    """

    def __init__(self, world: World, posting: Posting, events: Gateway, changes: Changes) -> None:
        self.deadline = 3.0
        self.deliveries = 1
        self.token_life = 900.0
        self.all: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._world = world
        self._posting = posting
        self._events = events
        self._changes = changes
        self._ways: dict[int, Callable[[Interaction, Ask], None]] = {
            SAY: self._say,
            DEFER: self._defer,
            DEFER_UPDATE: self._defer_update,
            UPDATE: self._update,
            SUGGEST: self._suggest,
            ASK_MORE: self._ask_more,
        }

    def add_to(self, rest: Rest) -> None:
        """Answer these routes; the token in the path opens them."""
        hook = "/webhooks/{application}/{token}"
        one = hook + "/messages/{message}"
        callback = "/interactions/{interaction}/{token}/callback"
        rest.route("POST", callback, self._answer, route="callback", public=True)
        rest.route("POST", hook, self._follow_up, route="webhook", public=True)
        rest.route("GET", one, self._read, route="webhook", public=True)
        rest.route("PATCH", one, self._edit, route="webhook", public=True)
        rest.route("DELETE", one, self._delete, route="webhook", public=True)

    def send(
        self,
        kind: int,
        person: Person,
        place: Channel,
        data: dict[str, Any],
        message: Message | None = None,
    ) -> Interaction:
        """Let the bot know what somebody did."""
        loop = asyncio.get_running_loop()
        number = self._world.new_id()
        made = Interaction(
            number,
            f"aW50ZXJhY3Rpb246{number:x}",
            kind,
            person,
            place,
            data,
            message,
            loop.time(),
            self._world.clock(),
            loop.create_future(),
            self._changes,
        )
        self.all[number] = self._by_token[made.token] = made
        payload = {
            "id": str(number),
            "application_id": str(self._world.application),
            "type": kind,
            "token": made.token,
            "version": 1,
            "data": data,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": payloads.FILE_LIMIT,
        } | payloads.interaction_place(place, person, self._world.bot)
        if message is not None:
            payload["message"] = message_payloads.message(message, self._world.bot)
        for _ in range(self.deliveries):
            self._events.dispatch("INTERACTION_CREATE", payload, gateway.ALWAYS)
        return made

    # The first answer.

    def _answer(self, ask: Ask) -> Answer:
        waited = asyncio.get_running_loop().time()
        made = self.all.get(ask.id("interaction"))
        if made is None or made.token != ask.names["token"]:
            raise refused("unknown_interaction")
        waited -= made.sent_at
        if made.way:
            raise refused("already_acknowledged")
        if made.late or waited > self.deadline:
            made.late = True
            raise refused("unknown_interaction")
        way = ask.form.get("type")
        fitting = _FITTING[made.kind]
        if made.message is None:
            fitting = tuple(each for each in fitting if each not in (DEFER_UPDATE, UPDATE))
        if way not in fitting:
            invalid("type", "BASE_TYPE_CHOICES", f"Value must be one of {fitting}.")
        self._ways[way](made, ask)
        made.way = way
        if not made.acknowledged.done():
            made.acknowledged.set_result(waited)
        if ask.query.get("with_response") not in ("1", "true"):
            return 204, None
        return 200, self._receipt(made)

    def _receipt(self, made: Interaction) -> dict[str, Any]:
        about: dict[str, Any] = {"id": str(made.id), "type": made.kind}
        resource: dict[str, Any] = {"type": made.way}
        if made.original is not None and made.way in (SAY, DEFER, UPDATE):
            about |= {
                "response_message_id": str(made.original.id),
                "response_message_loading": made.way == DEFER,
                "response_message_ephemeral": bool(made.ephemeral),
            }
            resource["message"] = self._drawn(made.original)
        return {"interaction": about, "resource": resource}

    def _data(self, ask: Ask) -> dict[str, Any]:
        return ask.form.get("data") or {}

    def _say(self, made: Interaction, ask: Ask) -> None:
        draft = read_message(self._data(ask), ask.files, flags=ANSWERED)
        made.original = self._post(made, draft)
        made.ephemeral = made.original.ephemeral
        made.answers.append(made.original)

    def _defer(self, made: Interaction, ask: Ask) -> None:
        flags = (self._data(ask).get("flags") or 0) & EPHEMERAL
        made.original = self._post(made, Draft("", [], [], flags | LOADING))
        made.ephemeral = bool(flags)

    def _defer_update(self, made: Interaction, _: Ask) -> None:
        made.original = made.message
        made.ephemeral = made.message.ephemeral

    def _update(self, made: Interaction, ask: Ask) -> None:
        message = made.message
        draft = read_message(self._data(ask), ask.files, flags=EDITED, before=message)
        self._posting.edit(message, draft)
        made.original = message
        made.ephemeral = message.ephemeral
        made.answers.append(message)

    def _suggest(self, made: Interaction, ask: Ask) -> None:
        choices = self._data(ask).get("choices") or []
        form = Form()
        check_choices(form, "data.choices", choices)
        form.check()
        made.choices = choices

    def _ask_more(self, made: Interaction, ask: Ask) -> None:
        check_modal(self._data(ask))
        made.modal = self._data(ask)

    def _post(self, made: Interaction, draft: Draft) -> Message:
        place = made.channel
        private = bool(draft.flags & EPHEMERAL)
        shut = isinstance(place, Thread) and place.archived and (place.refuses or place.locked)
        if shut and not private:
            raise refused("archived")
        kind = 0
        if made.kind == CALL:
            kind = COMMAND_ANSWER if made.data.get("type") == 1 else MENU_ANSWER
        about = {
            "id": str(made.id),
            "type": made.kind,
            "user": payloads.user(made.person),
            "authorizing_integration_owners": {"0": str(place.guild.id) if place.guild else "0"},
        }
        if made.kind == CALL:
            about["name"] = made.data["name"]
        if made.message is not None:
            about["interacted_message_id"] = str(made.message.id)
        if made.original is not None:
            about["original_response_message_id"] = str(made.original.id)
        seen_by = made.person if private else None
        return self._posting.post(
            place, self._world.bot, draft, kind=kind, about=about, seen_by=seen_by
        )

    # What follows.

    def _made(self, ask: Ask) -> Interaction:
        """Return the interaction of a token, if it may still be used."""
        made = self._by_token.get(ask.names["token"])
        if made is None or ask.id("application") != self._world.application:
            raise refused("unknown_webhook")
        if made.expired or self._world.clock() - made.born_at > self.token_life:
            raise refused("expired_token")
        if not made.way:
            raise refused("unknown_webhook")
        return made

    def _message(self, made: Interaction, ask: Ask) -> Message:
        name = ask.names["message"]
        if name == "@original":
            found = made.original
        else:
            number = ask.id("message")
            among = [made.original, *made.answers]
            found = next((each for each in among if each and each.id == number), None)
        if found is None or found.deleted:
            raise refused("unknown_message")
        return found

    def _drawn(self, message: Message) -> dict[str, Any]:
        return message_payloads.message(message, self._world.bot)

    def _follow_up(self, ask: Ask) -> Answer:
        made = self._made(ask)
        original = made.original
        if made.way == DEFER and original.flags & LOADING and not original.deleted:
            # As the real service does: the first one takes the place of "is thinking".
            draft = read_message(ask.form, ask.files, flags=EDITED, before=original)
            return 200, self._finish(made, original, draft)
        made.followed += 1
        if made.away and made.followed > _MOST_AWAY:
            raise refused("too_many_follow_ups")
        draft = read_message(ask.form, ask.files, flags=ANSWERED)
        message = self._post(made, draft)
        made.answers.append(message)
        return 200, self._drawn(message)

    def _read(self, ask: Ask) -> Answer:
        return 200, self._drawn(self._message(self._made(ask), ask))

    def _edit(self, ask: Ask) -> Answer:
        made = self._made(ask)
        message = self._message(made, ask)
        draft = read_message(ask.form, ask.files, flags=EDITED, before=message)
        return 200, self._finish(made, message, draft)

    def _finish(self, made: Interaction, message: Message, draft: Draft) -> dict[str, Any]:
        self._posting.edit(message, draft)
        if message not in made.answers:
            made.answers.append(message)
        return self._drawn(message)

    def _delete(self, ask: Ask) -> Answer:
        self._posting.remove(self._message(self._made(ask), ask))
        return 204, None
