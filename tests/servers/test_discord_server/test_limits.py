"""What a message may hold."""

from typing import Any

import discord
import pytest

from tests.servers.discord import (
    Channel,
    DiscordServer,
)
from tests.servers.test_discord_server.client import (
    Bot,
    post,
    refusal_of,
)

EMBED = {"title": "t"}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(name: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": name} | more


def select(*values: str, **more: Any) -> dict[str, Any]:
    options = [{"label": "x", "value": value} for value in values]
    return {"type": 3, "custom_id": "s", "options": options} | more


def link(address: str) -> dict[str, Any]:
    return {"type": 2, "style": 5, "label": "x", "url": address}


def text(words: str) -> dict[str, Any]:
    return {"type": 10, "content": words}


V2 = 1 << 15
REFUSED_MESSAGES = {
    "nothing": ({}, 50006),
    "only spaces": ({"content": " \n"}, 50006),
    "content": ({"content": "x" * 2001}, 50035),
    "embeds of another shape": ({"embeds": ["x"]}, 50035),
    "components of another shape": ({"components": {"type": 1}, "content": "x"}, 50035),
    "eleven embeds": ({"embeds": [EMBED] * 11}, 50035),
    "title": ({"embeds": [{"title": "x" * 257}]}, 50035),
    "description": ({"embeds": [{"description": "x" * 4097}]}, 50035),
    "footer": ({"embeds": [{"footer": {"text": "x" * 2049}}]}, 50035),
    "author": ({"embeds": [{"author": {"name": "x" * 257}}]}, 50035),
    "26 fields": ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, 50035),
    "field name": ({"embeds": [{"fields": [{"name": "x" * 257, "value": "v"}]}]}, 50035),
    "field value": ({"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]}, 50035),
    "empty field": ({"embeds": [{"fields": [{"name": "", "value": "v"}]}]}, 50035),
    "6000 in all": ({"embeds": [{"description": "x" * 3001}] * 2}, 50035),
    "empty embed": ({"embeds": [{}]}, 50035),
    "embed url": ({"embeds": [EMBED | {"url": "arxiv.org"}]}, 50035),
    "embed scheme": ({"embeds": [EMBED | {"url": "javascript://x"}]}, 50035),
    "long embed url": ({"embeds": [EMBED | {"url": "https://" + "x" * 2048}]}, 50035),
    "colour": ({"embeds": [EMBED | {"color": 1 << 24}]}, 50035),
    "six rows": ({"components": [row(button(str(n))) for n in range(6)]}, 50035),
    "empty row": ({"components": [row()]}, 50035),
    "six buttons": ({"components": [row(*(button(str(n)) for n in range(6)))]}, 50035),
    "menu and button": ({"components": [row(select("a"), button())]}, 50035),
    "no row": ({"components": [button()]}, 50035),
    "same id": ({"components": [row(button(), button())]}, 50035),
    "long id": ({"components": [row(button("x" * 101))]}, 50035),
    "no id": ({"components": [row(button(""))]}, 50035),
    "no label": ({"components": [row(button(label=""))]}, 50035),
    "long label": ({"components": [row(button(label="x" * 81))]}, 50035),
    "no emoji": ({"components": [row(button(emoji={"name": "x"}))]}, 50035),
    "link without web": ({"components": [row(link("ftp://x"))]}, 50035),
    "long link": ({"components": [row(link("https://" + "x" * 512))]}, 50035),
    "link with id": ({"components": [row(link("https://x") | {"custom_id": "a"})]}, 50035),
    "no options": ({"components": [row(select())]}, 50035),
    "26 options": ({"components": [row(select(*map(str, range(26))))]}, 50035),
    "same option": ({"components": [row(select("a", "a"))]}, 50035),
    "long option": ({"components": [row(select("x" * 101))]}, 50035),
    "placeholder": ({"components": [row(select("a", placeholder="x" * 151))]}, 50035),
    "too many chosen": ({"components": [row(select("a", max_values=2))]}, 50035),
    "nonce": ({"content": "x", "nonce": "x" * 26}, 50035),
    "mentions": ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, 50035),
    "101 mentions": ({"content": "x", "allowed_mentions": {"users": ["1"] * 101}}, 50035),
    "both mentions": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        50035,
    ),
    "text display without flag": ({"components": [text("x")]}, 50035),
    "content with the flag": ({"content": "x", "components": [text("x")], "flags": V2}, 50035),
    "embeds with the flag": ({"embeds": [EMBED], "components": [text("x")], "flags": V2}, 50035),
    "4000 displayed": ({"components": [text("x" * 2001)] * 2, "flags": V2}, 50035),
    "41 components": ({"components": [text("x")] * 41, "flags": V2}, 50035),
    "section without accessory": (
        {"components": [{"type": 9, "components": [text("x")]}], "flags": V2},
        50035,
    ),
    "deep same id": (
        {
            "components": [{"type": 17, "components": [row(button()), row(button())]}],
            "flags": V2,
        },
        50035,
    ),
}
TAKEN_MESSAGES = {
    "everything at its limit": {
        "content": "x" * 2000,
        "embeds": [{"title": "x" * 256, "description": "x" * 4096, "url": "https://arxiv.org"}],
        "components": [
            *(row(*(button(f"{n}{m}", label="x" * 80) for m in range(5))) for n in range(4)),
            row(select(*(f"{n:0>100}" for n in range(25)), placeholder="x" * 150)),
        ],
        "nonce": "x" * 25,
    },
    "ten embeds": {"embeds": [{"description": "x" * 600}] * 10},
    "the newer components": {
        "components": [
            {"type": 9, "components": [text("x" * 3999)], "accessory": button()},
            {"type": 17, "components": [text("x"), row(link("https://x"))]},
            {"type": 14},
        ],
        "flags": V2,
    },
}


@pytest.mark.parametrize("case", REFUSED_MESSAGES)
async def test_a_message_beyond_a_limit_is_refused(
    case: str, server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    body, code = REFUSED_MESSAGES[case]
    assert await refusal_of(post(rest, f"/channels/{papers.id}/messages", body)) == (400, code)
    assert server.messages(papers) == []


@pytest.mark.parametrize("case", TAKEN_MESSAGES)
async def test_a_message_at_its_limits_is_taken(
    case: str, server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    await post(rest, f"/channels/{papers.id}/messages", TAKEN_MESSAGES[case])
    assert len(server.messages(papers)) == 1


async def test_a_form_tells_where_it_is_wrong(papers: Channel, rest: Bot) -> None:
    body = {"embeds": [EMBED, {"title": "x" * 300}]}
    with pytest.raises(discord.HTTPException) as error:
        await post(rest, f"/channels/{papers.id}/messages", body)
    assert "In embeds.1.title: Must be 256 or fewer in length." in error.value.text


async def test_the_flag_of_the_newer_components_cannot_be_taken_off(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    path = f"/channels/{papers.id}/messages"
    sent = await post(rest, path, {"components": [text("x")], "flags": V2})
    body = {"content": "x", "flags": 0}
    assert await refusal_of(post(rest, f"{path}/{sent['id']}", body, "PATCH")) == (400, 50035)
