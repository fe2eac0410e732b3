"""What the server refuses of forms, languages, forums and answers where the bot is no member."""

from typing import Any

import pytest

from tests.servers.discord import MEMBER, DiscordServer, Guild, NotOfferedError, Person
from tests.servers.discord.commands import check_commands, without_languages
from tests.servers.discord.modals import check_modal, fill_in
from tests.servers.discord.refusals import Refused
from tests.servers.discord.world import FORUM
from tests.servers.test_discord_server.client import Bot, callback, follow_up, post, refusal_of

OPTIONS = [{"label": each, "value": each} for each in ("a", "b")]
WHERE = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
SAVED = {"type": 1, "name": "saved", "description": "x"} | WHERE


def form(**menu: Any) -> dict[str, Any]:
    part = {"type": 3, "custom_id": "m", "options": OPTIONS, "required": True} | menu
    label = {"type": 18, "label": "L", "component": part}
    return {"custom_id": "f", "title": "T", "components": [label]}


class TestForms:
    @pytest.mark.parametrize(
        "menu",
        [
            {"options": []},
            {"options": OPTIONS * 2},
            {"max_values": 3},
            {"min_values": 0},
            {"options": [each | {"default": True} for each in OPTIONS]},
        ],
    )
    def test_a_menu_that_cannot_be_is_refused(self, menu: dict[str, Any]) -> None:
        check_modal(form())
        with pytest.raises(Refused):
            check_modal(form(**menu))

    def test_a_menu_outside_a_label_is_refused(self) -> None:
        label = form()["components"][0]
        row = {"type": 1, "components": [label["component"]]}
        with pytest.raises(Refused):
            check_modal(form() | {"components": [row]})

    def test_what_is_chosen_already_is_sent_unless_it_is_changed(self) -> None:
        chosen = form(options=[OPTIONS[0] | {"default": True}, OPTIONS[1]])
        for given, sent in (({}, ["a"]), ({"m": ["b"]}, ["b"])):
            (part,) = fill_in(chosen, given)["components"]
            assert part["component"]["values"] == sent
        with pytest.raises(NotOfferedError):
            fill_in(chosen, {"m": []})


class TestLanguages:
    @pytest.mark.parametrize(
        "names",
        [
            {"zh": "收藏"},
            {"zh-CN": "Save"},
            {"zh-CN": "two words"},
            {"zh-CN": ""},
        ],
    )
    def test_a_name_that_is_none_is_refused(self, names: dict[str, str]) -> None:
        check_commands([SAVED | {"name_localizations": {"zh-CN": "收藏"}}])
        with pytest.raises(Refused):
            check_commands([SAVED | {"name_localizations": names}])

    def test_two_options_of_one_name_in_a_language_are_refused(self) -> None:
        rest = {"type": 3, "description": "x", "name_localizations": {"ja": "同"}}
        with pytest.raises(Refused):
            check_commands([SAVED | {"options": [rest | {"name": each} for each in "ab"]}])

    def test_private_chats_need_an_installation_for_people(self) -> None:
        with pytest.raises(Refused):
            check_commands([SAVED | {"integration_types": [0]}])

    async def test_who_does_not_ask_for_them_does_not_read_them(
        self, server: DiscordServer, rest: Bot
    ) -> None:
        path = f"/applications/{rest.application_id}/commands"
        command = SAVED | {"name_localizations": {"zh-CN": "收藏"}}
        await post(rest, path, [command], "PUT")
        (read,) = await rest.http.get_global_commands(rest.application_id)
        assert "name_localizations" not in read
        assert without_languages(server.commands[0]) == read


async def test_a_forum_takes_posts_and_no_messages(
    server: DiscordServer, lab: Guild, rest: Bot
) -> None:
    forum = server.add_channel(lab, "forum", kind=FORUM, tags=["birds"])
    path = f"/channels/{forum.id}"
    assert await refusal_of(post(rest, f"{path}/messages", {"content": "x"})) == (400, 40058)
    message = {"content": "x"}
    wrong = {"name": "a", "message": message, "applied_tags": ["1"]}
    assert await refusal_of(post(rest, f"{path}/threads", wrong)) == (400, 50035)
    made = await post(rest, f"{path}/threads", {"name": "a", "message": message})
    assert made["id"] == made["message"]["id"]


async def test_five_messages_may_follow_where_the_bot_is_no_member(
    server: DiscordServer, rest: Bot, ana: Person
) -> None:
    await post(rest, f"/applications/{rest.application_id}/commands", [SAVED], "PUT")
    away = server.add_guild("Away", everyone=MEMBER, joined=False)
    place = server.add_channel(away, "chat")
    with pytest.raises(NotOfferedError):
        await server.call(ana, place, "saved")
    ana.has_installed = True
    call = await server.call(ana, place, "saved")
    await callback(rest, call, 4, {"content": "x", "flags": 64})
    for _ in range(5):
        await follow_up(rest, call, {"content": "x", "flags": 64})
    assert await refusal_of(follow_up(rest, call, {"content": "x"})) == (400, 40094)
