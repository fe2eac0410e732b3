"""Which workspace something that Slack delivers is for."""

import pytest

from bot.platforms.slack.payloads import ends, is_farewell, spaces

AUTHORIZED = {"team_id": "T0LAB", "enterprise_id": None, "is_enterprise_install": False}
ORG = {"team_id": "T0LAB", "enterprise_id": "E0ORG", "is_enterprise_install": True}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"command": "/papers", "team_id": "T0LAB", "is_enterprise_install": "false"}, ("T0LAB",)),
        (
            {
                "command": "/papers",
                "team_id": "T0LAB",
                "enterprise_id": "E0ORG",
                "is_enterprise_install": "true",
            },
            ("E0ORG", "T0LAB"),
        ),
        # In a channel shared with others, the outer team is of who did it.
        (
            {"type": "event_callback", "team_id": "T0OTHER", "authorizations": [AUTHORIZED]},
            ("T0LAB",),
        ),
        ({"type": "event_callback", "authorizations": [ORG]}, ("E0ORG", "T0LAB")),
        (
            {"type": "view_submission", "team": {"id": "T0OTHER"}, "view": {"id": "V1"}},
            ("T0OTHER",),
        ),
        (
            {
                "type": "view_submission",
                "team": {"id": "T0OTHER"},
                "view": {"app_installed_team_id": "T0LAB"},
            },
            ("T0LAB",),
        ),
        (
            {
                "type": "block_actions",
                "team": {"id": "T0OTHER"},
                "message": {"team": "T0LAB", "bot_id": "B1"},
            },
            ("T0LAB", "T0OTHER"),
        ),
        # Somebody else's message says nothing of where we are.
        (
            {"type": "message_action", "team": {"id": "T0LAB"}, "message": {"team": "T0OTHER"}},
            ("T0LAB",),
        ),
        (
            {
                "type": "block_actions",
                "team": None,
                "user": {"team_id": "T0LAB"},
                "enterprise": {"id": "E0ORG"},
                "is_enterprise_install": True,
            },
            ("E0ORG", "T0LAB"),
        ),
        ({}, ()),
    ],
)
def test_the_likeliest_workspace_comes_first(payload, expected):
    assert spaces(payload) == expected


@pytest.mark.parametrize(
    ("event", "over"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, False),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0BOT"]}}, False),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0ANOTHER"]}}, False),
    ],
)
def test_only_the_end_of_our_own_token_is_the_end(event, over):
    payload = {"type": "event_callback", "event": event}
    assert is_farewell(payload)
    assert ends(payload, "U0BOT") is over


@pytest.mark.parametrize("payload", [{"command": "/papers"}, {"event": {"type": "app_mention"}}])
def test_nothing_else_is_a_farewell(payload):
    assert not is_farewell(payload)
