"""The loopback Slack shows the blocks that the real one shows, and no others."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models import blocks as models
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import Channel
from tests.servers.test_slack_server.samples import BUTTON, MENU, post, section


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


BAD_BLOCKS: list[tuple[str, Any]] = [
    ("no more than 50 items allowed [json-pointer:/blocks]", [section("x")] * 51),
    ("must be less than 3001 characters [json-pointer:/blocks/0/text/text]", [section("x" * 3001)]),
    ("must be more than 0 characters [json-pointer:/blocks/0/text/text]", [section("")]),
    (
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}],
    ),
    (
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    ),
    (
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}],
    ),
    (
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        [
            {
                "type": "actions",
                "elements": [{**BUTTON, "action_id": str(at)} for at in range(26)],
            }
        ],
    ),
    (
        "action_id already exists [json-pointer:/blocks/0/elements]",
        [{"type": "actions", "elements": [BUTTON, BUTTON]}],
    ),
    (
        "block_id already exists [json-pointer:/blocks/1/block_id]",
        [{**section("x"), "block_id": "a"}] * 2,
    ),
    (
        "must be less than 76 characters [json-pointer:/blocks/0/accessory/text/text]",
        [{**section("x"), "accessory": BUTTON | {"text": {**BUTTON["text"], "text": "x" * 76}}}],
    ),
    (
        "must be less than 2001 characters [json-pointer:/blocks/0/accessory/value]",
        [{**section("x"), "accessory": BUTTON | {"value": "x" * 2001}}],
    ),
    (
        "no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]",
        [
            {
                **section("x"),
                "accessory": MENU
                | {"options": [MENU["options"][0] | {"value": str(at)} for at in range(101)]},
            }
        ],
    ),
    (
        "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]",
        [
            {
                **section("x"),
                "accessory": MENU
                | {"options": [{"text": {"type": "plain_text", "text": "x" * 76}, "value": "v"}]},
            }
        ],
    ),
    (
        "must be more than 0 characters [json-pointer:/blocks/0/accessory/options/0/value]",
        [{**section("x"), "accessory": MENU | {"options": [MENU["options"][0] | {"value": ""}]}}],
    ),
    (
        "must be less than 151 characters [json-pointer:/blocks/0/accessory/placeholder/text]",
        [
            {
                **section("x"),
                "accessory": MENU | {"placeholder": {"type": "plain_text", "text": "x" * 151}},
            }
        ],
    ),
    (
        "missing required field: alt_text [json-pointer:/blocks/0]",
        [{"type": "image", "image_url": "https://arxiv.org/x.png"}],
    ),
    (
        "markdown must be less than 12001 characters in all [json-pointer:/blocks]",
        [{"type": "markdown", "text": "x" * 7000}] * 2,
    ),
    (
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}],
    ),
    (
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
        [rich({"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]})],
    ),
    (
        "must be a rich_text_section [json-pointer:/blocks/0/elements/0/elements/0]",
        [rich({"type": "rich_text_list", "style": "ordered", "elements": [section("x")]})],
    ),
    (
        "invalid url [json-pointer:/blocks/0/elements/0/elements/0/url]",
        [rich({"type": "rich_text_section", "elements": [{"type": "link", "url": "x y"}]})],
    ),
    ("unsupported type: card [json-pointer:/blocks/0/type]", [{"type": "card"}]),
]


@pytest.mark.parametrize(("complaint", "blocks"), BAD_BLOCKS)
async def test_blocks_beyond_a_limit_are_refused(
    client: AsyncWebClient, channel: Channel, complaint: str, blocks: Any
) -> None:
    with pytest.raises(SlackApiError) as caught:
        await post(client, channel, blocks=blocks)
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert complaint in answer["errors"]
    assert f"[ERROR] {complaint}" in answer["response_metadata"]["messages"]
    assert not channel.messages


async def test_what_the_sdks_own_models_draw_at_their_limits_is_shown(
    client: AsyncWebClient, channel: Channel
) -> None:
    option = models.Option(text="x" * 75, value="v" * 150, description="d" * 75)
    menu = models.StaticSelectElement(action_id="a" * 255, placeholder="p" * 150, options=[option])
    button = models.ButtonElement(text="b" * 75, action_id="b", value="v" * 2000)
    drawn = [
        models.HeaderBlock(text="h" * 150),
        models.SectionBlock(text="s" * 3000, accessory=menu),
        models.ContextBlock(elements=[models.MarkdownTextObject(text="c")] * 10),
        models.ActionsBlock(elements=[button]),
        *[models.DividerBlock()] * 46,
    ]
    message = await post(client, channel, blocks=drawn)
    assert len(message.blocks) == 50
    assert len({block["block_id"] for block in message.blocks}) == 50


async def test_blocks_that_take_too_much_room_in_all_are_refused(
    client: AsyncWebClient, channel: Channel
) -> None:
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await post(client, channel, blocks=[section("x" * 2900)] * 5)
    assert await post(client, channel, blocks=[section("x" * 2900)] * 4)
