"""What people do in forms, on their own page with the app, and what installers do."""

from collections.abc import Mapping
from typing import Any

from tests.servers.slack import payloads
from tests.servers.slack.acts import _CHOSEN, Acts, Choice, _option
from tests.servers.slack.block_parts import Complaints, check_element
from tests.servers.slack.refusal import NotPossible
from tests.servers.slack.service import View
from tests.servers.slack.socket_mode import CLICK, Sent
from tests.servers.slack.workspace import BOT_USER, Message, Person

_EXTERNAL = ("external_select", "multi_external_select")


class Hands(Acts):
    """Hands for what is no message in a channel."""

    def home(self, person: Person) -> View:
        """Return what somebody sees on their own page."""
        body = self.service.workspace.homes.get(person.id)
        if body is None:
            raise NotPossible(f"{person.name} has no page yet")
        return View(body["id"], person.id, body)

    async def press_at_home(self, person: Person, button: str) -> Sent:
        """Press a button on one's own page, named as in a message."""
        view = self.home(person)
        block, element = self._find(view.body["blocks"], button, ("button",))
        return self._act_on(person, view, block, element, {})

    async def choose_at_home(
        self, person: Person, option: Choice | list[Choice], menu: str = ""
    ) -> Sent:
        """Choose from a menu on one's own page."""
        view = self.home(person)
        block, element = self._find(view.body["blocks"], menu, tuple(_CHOSEN))
        return self._act_on(person, view, block, element, self._chosen(element, option))

    async def load_options(
        self, person: Person, where: Message | View, typed: str, menu: str
    ) -> Sent:
        """Type into a menu whose options the app gives; they are in the `reply`."""
        payload = payloads.interaction("block_suggestion", person, "")
        del payload["trigger_id"]
        if isinstance(where, Message):
            self._see(person, where)
            block, element = self._find(where.blocks, menu, _EXTERNAL)
            payload |= payloads.place(where)
        else:
            block, element = self._find(where.body["blocks"], menu, _EXTERNAL)
            payload |= payloads.on_view(where)
        if len(typed) < int(element.get("min_query_length", 3)):
            raise NotPossible("the client asks nothing for so few letters")
        payload |= {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
        }
        sent = self.service.socket.new(CLICK, payload, accepts_reply=True)

        def check(said: dict[str, Any]) -> None:
            what = Complaints()
            menu_now = {"type": "static_select", **said}
            if said.get("options") != []:
                check_element(what, menu_now, "", ("static_select",))
            sent.failed = what.found[0] if what.found else None

        sent.on_reply = check
        return self.service.socket.send(sent)

    async def fill(self, person: Person, view: View, fields: Mapping[str, str]) -> Sent:
        """Fill in a form as far as the client lets one, and send it off.

        Args:
            fields: By `action_id`; of menus the values, several with a blank between. What is not
                named stays as it stands there.
        """
        inputs = [block for block in view.body["blocks"] if block["type"] == "input"]
        if unknown := fields.keys() - {block["element"]["action_id"] for block in inputs}:
            raise NotPossible(f"no field is called {unknown}")
        values = view.body["state"]["values"]
        for block in inputs:
            name = block["element"]["action_id"]
            entered = await self._entered(person, view, block["element"], fields.get(name))
            empty = not any(each for key, each in entered.items() if key != "type")
            if empty and not block.get("optional", False):
                raise NotPossible(f"{name} has to be filled in")
            values[block["block_id"]] = {name: entered}
        return await self.submit(person, view, values)

    async def uninstall(self) -> Sent | None:
        """Take the app out of the workspace: its token is gone, and it hears so."""
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        self.service.events.tell("tokens_revoked", revoked)
        sent = self.service.events.tell("app_uninstalled", {"type": "app_uninstalled"})
        self.service.tokens.bot.refusal = "account_inactive"
        return sent

    async def _entered(
        self, person: Person, view: View, element: dict[str, Any], said: str | None
    ) -> dict[str, Any]:
        """Return what a field holds, as `state` says it."""
        kind = element["type"]
        if kind == "plain_text_input":
            value = element.get("initial_value") if said is None else said or None
            if value and len(value) > element.get("max_length", 3000):
                raise NotPossible(f"{element['action_id']} takes no more")
            if value and "\n" in value and not element.get("multiline"):
                raise NotPossible(f"{element['action_id']} has one line")
            return {"type": kind, "value": value}
        if kind == "timepicker":
            return {"type": kind, "selected_time": said or element.get("initial_time")}
        chosen = _CHOSEN[kind]
        several = chosen.endswith("options")
        if said is None:
            before = element.get("initial_options" if several else "initial_option")
            return {"type": kind, chosen: before or ([] if several else None)}
        wanted = said.split() if several else [said] if said else []
        options = [await self._offered(person, view, element, each) for each in wanted]
        if len(options) > element.get("max_selected_items", 100):
            raise NotPossible(f"{element['action_id']} takes no more")
        return {"type": kind, chosen: options if several else options[0] if options else None}

    async def _offered(
        self, person: Person, view: View, element: dict[str, Any], wanted: str
    ) -> dict[str, Any]:
        """Find an option; where the app gives them, by typing it."""
        if element["type"] not in _EXTERNAL:
            return _option(element, wanted)
        sent = await self.load_options(person, view, wanted, element["action_id"])
        await sent.acknowledged
        return _option(sent.reply or {}, wanted)

    def _act_on(
        self,
        person: Person,
        view: View,
        block: dict[str, Any],
        element: dict[str, Any],
        chosen: dict[str, Any],
    ) -> Sent:
        """Click on one's own page: no address comes with it at which one could answer."""
        trigger = self.service.trigger(person.id)
        action = payloads.used(block, element, self.service.workspace.ts(), chosen)
        payload = payloads.interaction("block_actions", person, trigger)
        payload |= payloads.on_view(view) | {"actions": [action]}
        sent = self.service.socket.new(CLICK, payload)
        sent.trigger = trigger
        return self.service.socket.send(sent)
