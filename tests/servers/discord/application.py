"""The bot's own account over REST: who it is, where the gateway is, its commands, its guilds."""

from collections.abc import Callable

from tests.servers.discord import payloads
from tests.servers.discord.commands import check_commands, without_languages
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.people import People
from tests.servers.discord.permissions import May
from tests.servers.discord.refusals import refused
from tests.servers.discord.rest import Answer, Ask, Rest
from tests.servers.discord.world import Guild, World

_STARTS = 1000
_BOT_ADDED = 28


class Application:
    """What belongs to the application and not to a channel."""

    def __init__(
        self, world: World, gateway: Gateway, people: People, gateway_url: Callable[[], str]
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._people = people
        self._gateway_url = gateway_url

    def add_to(self, rest: Rest) -> None:
        """Answer these routes."""
        commands = "/applications/{application}/commands"
        in_guild = "/applications/{application}/guilds/{guild}/commands"
        rest.route("GET", "/users/@me", self._me)
        rest.route("GET", "/users/{user}", self._user, route="GET user")
        rest.route("GET", "/oauth2/applications/@me", self._application)
        rest.route("GET", "/applications/@me", self._application)
        rest.route("GET", "/gateway", self._where, public=True)
        rest.route("GET", "/gateway/bot", self._where_for_bots)
        for path in (commands, in_guild):
            rest.route("GET", path, self._commands, route="GET commands")
            rest.route("PUT", path, self._register, route="PUT commands")
        rest.route("GET", "/guilds/{guild}/members/{user}", self._member, route="GET member")
        rest.route("GET", "/guilds/{guild}/audit-logs", self._audit_log, route="GET audit log")
        rest.route("GET", "/guilds/{guild}", self._guild, route="GET guild")
        rest.route("GET", "/guilds/{guild}/channels", self._channels, route="GET guild channels")

    def _me(self, _: Ask) -> Answer:
        return 200, payloads.user(self._world.bot) | {"verified": True, "mfa_enabled": False}

    def _user(self, ask: Ask) -> Answer:
        person = self._world.people.get(ask.id("user"))
        if person is None:
            raise refused("unknown_user")
        return 200, payloads.user(person)

    def _application(self, _: Ask) -> Answer:
        bot = self._world.bot
        return 200, {
            "id": str(self._world.application),
            "name": bot.name,
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": payloads.user(bot),
            "summary": "",
            "team": None,
            "flags": 0,
            "interactions_endpoint_url": self._world.endpoint,
            "approximate_guild_count": len(self._world.guilds),
            "install_params": None,
        }

    def _where(self, _: Ask) -> Answer:
        return 200, {"url": self._gateway_url()}

    def _where_for_bots(self, _: Ask) -> Answer:
        limit = {
            "total": _STARTS,
            "remaining": max(0, self._gateway.starts_left),
            "reset_after": int(self._gateway.starts_reset_s * 1000),
            "max_concurrency": self._gateway.together,
        }
        shards = self._gateway.shards
        return 200, {"url": self._gateway_url(), "shards": shards, "session_start_limit": limit}

    def _scope(self, ask: Ask) -> int:
        if ask.id("application") != self._world.application:
            raise refused("missing_access")
        if "guild" not in ask.names:
            return 0
        guild = self._world.guilds.get(ask.id("guild"))
        if guild is None or not guild.joined:
            raise refused("missing_access")
        return guild.id

    def _commands(self, ask: Ask) -> Answer:
        stored = self._people.commands.get(self._scope(ask), [])
        if ask.query.get("with_localizations") in ("true", "1"):
            return 200, stored
        return 200, [without_languages(command) for command in stored]

    def _register(self, ask: Ask) -> Answer:
        scope = self._scope(ask)
        if not isinstance(ask.body, list):
            raise refused("not_json")
        check_commands(ask.body)
        old = {(each["type"], each["name"]): each for each in self._people.commands.get(scope, [])}
        stored = []
        for command in ask.body:
            kind = command.get("type") or 1
            known = old.get((kind, command["name"]))
            rights = command.get("default_member_permissions")
            stored.append(
                {"description": "", "nsfw": False, "integration_types": [0], "contexts": None}
                | {name: value for name, value in command.items() if value is not None}
                | {
                    "id": known["id"] if known else str(self._world.new_id()),
                    "type": kind,
                    "application_id": str(self._world.application),
                    "version": str(self._world.new_id()),
                    "default_member_permissions": None if rights is None else str(rights),
                }
                | ({"guild_id": str(scope)} if scope else {})
            )
        self._people.commands[scope] = stored
        return 200, stored

    def _joined(self, ask: Ask) -> Guild:
        guild = self._world.guilds.get(ask.id("guild"))
        if guild is None or not guild.joined:
            raise refused("unknown_guild")
        return guild

    def _guild(self, ask: Ask) -> Answer:
        drawn = payloads.guild(self._joined(ask))
        # What only the gateway sends.
        only = ("channels", "threads", "members", "joined_at", "large", "unavailable", "presences")
        return 200, {name: value for name, value in drawn.items() if name not in only}

    def _channels(self, ask: Ask) -> Answer:
        # All of them, also those that the bot may not see; threads are not among them.
        places = self._joined(ask).channels.values()
        return 200, [payloads.channel(each) for each in places]

    def _member(self, ask: Ask) -> Answer:
        guild = self._joined(ask)
        person = self._world.people.get(ask.id("user"))
        if person is None:
            raise refused("unknown_member")
        return 200, payloads.member(person, guild)

    def _audit_log(self, ask: Ask) -> Answer:
        guild = self._world.guilds.get(ask.id("guild"))
        if guild is None or not guild.joined:
            raise refused("missing_access")
        if not guild.bot_permissions & (May.VIEW_AUDIT_LOG | May.ADMINISTRATOR):
            raise refused("missing_permissions")
        wanted = ask.number("action_type", _BOT_ADDED)
        added = guild.added_by if wanted == _BOT_ADDED else None
        bot = self._world.bot
        entries = [
            {
                "id": str(self._world.new_id()),
                "user_id": str(person.id),
                "target_id": str(bot.id),
                "action_type": _BOT_ADDED,
                "changes": [],
            }
            for person in [added]
            if person
        ]
        lists = ("application_commands", "auto_moderation_rules", "guild_scheduled_events")
        lists += ("integrations", "threads", "webhooks")
        users = [payloads.user(each) for each in (added, bot) if each]
        empty: dict[str, list[object]] = {name: [] for name in lists}
        return 200, {"audit_log_entries": entries, "users": users} | empty
