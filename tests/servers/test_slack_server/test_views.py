"""Modals, the home tab, previews of links: what the real service refuses, the loopback refuses."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Channel, NotPossible, Person, SlackServer
from tests.servers.slack.block_parts import Complaints, check_element
from tests.servers.slack.others import LARGEST_VIEW
from tests.servers.slack.service import View
from tests.servers.test_slack_server.samples import refusal, section

URL = "https://arxiv.org/abs/2511.00001"


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def field(name: str, *, optional: bool = False, **element: Any) -> dict[str, Any]:
    label = {"type": "plain_text", "text": name}
    element |= {"action_id": name}
    return {
        "type": "input",
        "block_id": name,
        "label": label,
        "optional": optional,
        "element": element,
    }


def complaints(element: dict[str, Any]) -> list[str]:
    what = Complaints()
    check_element(what, element, "", (element["type"],))
    return what.found


@pytest.mark.parametrize(
    ("element", "complaint"),
    [
        ({"type": "multi_static_select", "initial_option": option("a")}, "initial_option"),
        ({"type": "static_select", "max_selected_items": 2}, "max_selected_items"),
        ({"type": "multi_static_select", "max_selected_items": 0}, "at least 1"),
        (
            {
                "type": "multi_static_select",
                "max_selected_items": 1,
                "initial_options": [option("a"), option("b")],
            },
            "no more than 1",
        ),
        ({"type": "multi_static_select", "initial_options": [option("c")]}, "among the options"),
        ({"type": "checkboxes", "initial_options": []}, "no fewer than 1"),
        ({"type": "overflow", "options": [option(str(n)) for n in range(6)]}, "no more than 5"),
    ],
)
def test_menus_of_one_and_of_several_take_what_is_theirs(
    element: dict[str, Any], complaint: str
) -> None:
    whole = {"options": [option("a"), option("b")]} | element
    assert any(complaint in each for each in complaints(whole))


def form(*fields: dict[str, Any]) -> View:
    return View("V1", "U1", {"id": "V1", "blocks": list(fields), "state": {"values": {}}})


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (field("x", type="plain_text_input", max_length=3), {"x": "four"}),
        (field("x", type="plain_text_input", multiline=False), {"x": "two\nlines"}),
        (field("x", type="plain_text_input"), {}),
        (field("x", type="static_select", options=[option("a")]), {"x": "b"}),
        (field("x", type="static_select", options=[option("a")]), {"other": "a"}),
        (
            field(
                *("x",),
                type="multi_static_select",
                max_selected_items=1,
                options=[option("a"), option("b")],
            ),
            {"x": "a b"},
        ),
    ],
)
async def test_nobody_fills_in_what_the_client_would_not_take(
    server: SlackServer, ana: Person, entry: dict[str, Any], said: dict[str, str]
) -> None:
    view = form(entry)
    view.person = ana.id
    with pytest.raises(NotPossible):
        await server.fill(ana, view, said)


async def test_a_home_tab_has_limits_and_knows_when_it_was_changed(
    server: SlackServer, client: AsyncWebClient, ana: Person
) -> None:
    async def publish(**more: Any) -> Any:
        view = {"type": "home", "blocks": [section("Hello")], **more.pop("view", {})}
        return await client.views_publish(user_id=ana.id, view=view, **more)

    first = await publish()
    await publish(hash=first["view"]["hash"])
    assert await refusal(publish(hash=first["view"]["hash"])) == "hash_conflict"
    many = {"blocks": [section("Hello")] * 101}
    assert await refusal(publish(view=many)) == "invalid_arguments"
    titled = {"title": {"type": "plain_text", "text": "No"}}
    assert await refusal(publish(view=titled)) == "invalid_arguments"
    large = {"private_metadata": "x" * LARGEST_VIEW}
    assert await refusal(publish(view=large)) == "view_too_large"


async def test_links_are_told_of_and_previewed_only_as_far_as_that_was_granted(
    server: SlackServer, client: AsyncWebClient, ana: Person, channel: Channel
) -> None:
    server.unfurl_domains = {"arxiv.org"}
    server.events.subscribed.add("link_shared")
    preview = {URL: {"blocks": [section("Birds")]}}
    await server.say(ana, channel, URL)
    message = server.messages(channel)[-1]
    where = {"channel": channel.id, "ts": message.ts}
    assert await refusal(client.chat_unfurl(**where, unfurls=preview)) == "missing_scope"
    server.tokens.bot.scopes |= {"links:read", "links:write"}
    await client.chat_unfurl(**where, unfurls=preview)
    assert message.attachments[0]["from_url"] == URL
    other = {"https://arxiv.org/abs/2511.00002": preview[URL]}
    assert await refusal(client.chat_unfurl(**where, unfurls=other)) == "cannot_unfurl_url"
    bad = {URL: {"blocks": [{"type": "section"}]}}
    assert await refusal(client.chat_unfurl(**where, unfurls=bad)) == "invalid_blocks"
    nowhere = {"channel": channel.id, "ts": "1.000001"}
    assert await refusal(client.chat_unfurl(**nowhere, unfurls=preview)) == "cannot_find_message"
    unknown = client.chat_unfurl(unfurl_id="X", source="composer", unfurls=preview)
    assert await refusal(unknown) == "invalid_unfurl_id"


async def test_an_entry_that_the_app_did_not_declare_is_in_no_menu(
    server: SlackServer, ana: Person, channel: Channel
) -> None:
    await server.say(ana, channel, "hello")
    message = server.messages(channel)[-1]
    server.shortcuts = {"save"}
    with pytest.raises(NotPossible):
        await server.use_shortcut(ana, message, "summarise")
