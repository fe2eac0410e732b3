"""Every row of the table, through a message that Slack refuses."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.domain.chat import Thread, words
from bot.domain.errors import DeliveryError, SettingsError
from bot.platforms.slack import codes
from bot.platforms.slack.client import refusal
from bot.platforms.slack.codes import Refused, Remedy
from tests.platforms.slack_lab import LISTED, installed, serving
from tests.servers.slack import Fault

SENTENCES = Path(__file__).parents[2] / "config" / "locales" / "en" / "slack.ftl"
JOIN = ("not_in_channel", "no_permission")
FLAT = (
    "thread_not_found",
    "invalid_thread_ts",
    "cannot_reply_to_message",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
)
PLAINER = (
    "attachment_payload_limit_exceeded",
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "markdown_text_conflict",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
    "too_many_attachments",
    "view_too_large",
    "HTTP 400",
    "HTTP 413",
)
GONE = (
    "bad_timestamp",
    "block_mismatch",
    "cant_update_message",
    "edit_window_closed",
    "message_not_found",
)
TOKEN = (
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
)
PERMANENT = {
    "channel_not_found": "slack-not-found",
    "team_not_found": "slack-not-found",
    "is_archived": "slack-archived",
    "is_inactive": "slack-archived",
    "restricted_action": "slack-read-only",
    "restricted_action_read_only_channel": "slack-read-only",
    "restricted_action_thread_only_channel": "slack-threads-only",
    "team_access_not_granted": "slack-admin",
    "ekm_access_denied": "slack-admin",
    "access_denied": "slack-admin",
    "enterprise_is_restricted": "slack-admin",
    "method_not_supported_for_channel_type": "slack-invite",
    "user_is_bot": "slack-invite",
    "user_is_restricted": "slack-invite",
    "user_is_ultra_restricted": "slack-invite",
    "cannot_dm_bot": "slack-no-direct",
    "messages_tab_disabled": "slack-no-direct",
    "user_disabled": "slack-no-direct",
    "user_not_found": "slack-no-direct",
    "user_not_in_channel": "slack-no-direct",
    "user_not_visible": "slack-no-direct",
    "free_team_not_allowed": "slack-paid",
    "paid_teams_only": "slack-paid",
    "plan_upgrade_required": "slack-paid",
}
PASSING = {
    "missing_scope": "slack-scope",
    "message_limit_exceeded": "slack-free-limit",
    "accesslimited": None,
    "external_channel_migrating": None,
    "org_login_required": None,
    "ratelimited": None,
    "rate_limited": None,
    "request_timeout": None,
    "team_added_to_org": None,
    "two_factor_setup_required": None,
    "update_failed": None,
    "never_heard_of": None,
}
UNSURE = ("fatal_error", "internal_error", "service_unavailable")


@pytest.fixture
async def lab():
    async with serving() as lab:
        yield lab


async def refused_by(lab, error, *, under=None):
    """Post where Slack says the same each time; return what we made of it, and of how many."""
    before = lab.server.calls["chat.postMessage"]
    status = int(error.removeprefix("HTTP ")) if error.startswith("HTTP ") else 0
    fault = Fault(status=status) if status else Fault(error=error)
    lab.server.fail("chat.postMessage", *[fault] * 9)
    with pytest.raises(DeliveryError) as refused:
        await lab.slack.post(lab.channel, LISTED, under=under)
    error = refused.value
    said = error.words.key if error.words else None
    tries = lab.server.calls["chat.postMessage"] - before
    return (error.permanent, error.unsure, error.unfit, said), tries


@pytest.mark.parametrize("error", PERMANENT)
async def test_what_is_for_good_pauses_and_says_what_to_do(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((True, False, False, PERMANENT[error]), 1)


@pytest.mark.parametrize("error", PASSING)
async def test_what_passes_neither_pauses_nor_is_tried_in_a_loop(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((False, False, False, PASSING[error]), 1)


@pytest.mark.parametrize("error", UNSURE)
async def test_what_may_have_been_carried_out_is_looked_up_first(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((False, True, False, None), 1)


@pytest.mark.parametrize("error", JOIN)
async def test_where_we_are_no_member_we_join_once(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((True, False, False, "slack-invite"), 2)
    assert lab.server.calls["conversations.join"] == 1


@pytest.mark.parametrize("error", FLAT)
async def test_where_a_thread_takes_no_reply_the_channel_is_asked_once(lab, error):
    top = await lab.slack.post(lab.channel, LISTED)
    meant, tries = await refused_by(lab, error, under=Thread(top, words("plain", text="t")))
    assert (meant, tries) == ((False, False, True, "slack-unfit"), 2)


@pytest.mark.parametrize("error", PLAINER)
async def test_a_message_refused_in_all_three_forms_pauses_nobody(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((False, False, True, "slack-unfit"), 3)


@pytest.mark.parametrize("error", GONE)
async def test_what_is_about_one_message_pauses_nobody(lab, error):
    meant, tries = await refused_by(lab, error)
    assert (meant, tries) == ((False, False, True, "slack-unfit"), 1)


@pytest.mark.parametrize("error", TOKEN)
async def test_a_refused_token_ends_the_run_and_only_one_that_was_revoked_pauses(error):
    async with installed() as lab, lab.serving() as running:
        meant, tries = await refused_by(lab, error)
        pauses = error in ("account_inactive", "token_revoked")
        assert (meant, tries) == ((pauses, False, False, "slack-token"), 1)
        with pytest.raises(SettingsError, match=f"PAPERBOY_SLACK__BOT_TOKEN .{error}"):
            await asyncio.wait_for(asyncio.shield(running), 5)
        # From now on nobody asks Slack any more.
        with pytest.raises(DeliveryError, match="not connected"):
            await lab.slack.post(lab.channel, LISTED)
        assert lab.server.calls["chat.postMessage"] == 1


def test_no_row_of_the_table_is_left_untested():
    tested = {*JOIN, *FLAT, *PLAINER, *GONE, *TOKEN, *PERMANENT, *PASSING, *UNSURE}
    assert tested - {"never_heard_of"} == set(codes.TABLE)


def test_every_sentence_of_the_table_is_in_the_catalogue():
    sentences = SENTENCES.read_text(encoding="utf-8")
    for error, known in codes.TABLE.items():
        assert known.words or not Refused(error).permanent, error
        if known.words:
            assert f"\n{known.words.key} = " in sentences
    assert "\nslack-unfit = " in sentences


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_may_have_been_carried_out_whatever_it_says(status):
    assert Refused("channel_not_found", status=status).unsure


def test_what_else_slack_says_is_for_the_log():
    refused = Refused("missing_scope", detail="files:write")
    assert str(refused) == "missing_scope (files:write)"
    assert refused.error == "missing_scope"


def test_one_that_may_have_been_carried_out_is_not_given_up():
    refused = Refused("invalid_blocks", status=500)
    refused.give_up()
    assert (refused.permanent, refused.unfit) == (False, False)


@pytest.mark.parametrize(
    ("error", "unsure"),
    [
        (
            aiohttp.ClientConnectorError(
                ConnectionKey("slack.com", 443, True, None, None, None, None),
                OSError(111, "refused"),
            ),
            False,
        ),
        (aiohttp.ConnectionTimeoutError(), False),
        (aiohttp.ServerDisconnectedError(), True),
        (aiohttp.ClientOSError(104, "reset"), True),
        (TimeoutError(), True),
        (aiohttp.ServerTimeoutError(), True),
    ],
)
def test_only_what_never_left_is_sure_not_to_stand(error, unsure):
    refused = refusal(error)
    assert (refused.unsure, refused.permanent, refused.remedy) == (unsure, False, Remedy.LATER)
