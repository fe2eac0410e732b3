from pathlib import Path

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.domain.chat import words
from bot.domain.errors import DeliveryError
from bot.platforms.slack import codes
from bot.platforms.slack.client import refusal
from bot.platforms.slack.codes import Refused, Remedy

SENTENCES = Path(__file__).parents[2] / "config" / "locales" / "en" / "slack.ftl"
MEANT = {
    # (what can be done, is it for good, may it stand all the same, what people are told)
    "not_in_channel": (Remedy.JOIN, True, False, "slack-invite"),
    "channel_not_found": (Remedy.NONE, True, False, "slack-not-found"),
    "is_archived": (Remedy.NONE, True, False, "slack-archived"),
    "restricted_action": (Remedy.NONE, True, False, "slack-read-only"),
    "restricted_action_read_only_channel": (Remedy.NONE, True, False, "slack-read-only"),
    "restricted_action_thread_only_channel": (Remedy.NONE, True, False, "slack-threads-only"),
    "team_access_not_granted": (Remedy.NONE, True, False, "slack-admin"),
    "ekm_access_denied": (Remedy.NONE, True, False, "slack-admin"),
    "access_denied": (Remedy.NONE, True, False, "slack-admin"),
    "cannot_dm_bot": (Remedy.NONE, True, False, "slack-no-direct"),
    "messages_tab_disabled": (Remedy.NONE, True, False, "slack-no-direct"),
    "user_disabled": (Remedy.NONE, True, False, "slack-no-direct"),
    "user_not_found": (Remedy.NONE, True, False, "slack-no-direct"),
    "user_not_in_channel": (Remedy.NONE, True, False, "slack-no-direct"),
    "user_not_visible": (Remedy.NONE, True, False, "slack-no-direct"),
    "thread_not_found": (Remedy.FLAT, False, False, None),
    "cannot_reply_to_message": (Remedy.FLAT, False, False, None),
    "restricted_action_non_threadable_channel": (Remedy.FLAT, False, False, None),
    "restricted_action_thread_locked": (Remedy.FLAT, False, False, None),
    "invalid_blocks": (Remedy.PLAINER, False, False, None),
    "invalid_blocks_format": (Remedy.PLAINER, False, False, None),
    "msg_blocks_too_long": (Remedy.PLAINER, False, False, None),
    "msg_too_long": (Remedy.PLAINER, False, False, None),
    "account_inactive": (Remedy.TOKEN, False, False, "slack-token"),
    "invalid_auth": (Remedy.TOKEN, False, False, "slack-token"),
    "not_allowed_token_type": (Remedy.TOKEN, False, False, "slack-token"),
    "not_authed": (Remedy.TOKEN, False, False, "slack-token"),
    "token_expired": (Remedy.TOKEN, False, False, "slack-token"),
    "token_revoked": (Remedy.TOKEN, False, False, "slack-token"),
    "missing_scope": (Remedy.LATER, False, False, "slack-scope"),
    "ratelimited": (Remedy.LATER, False, False, None),
    "rate_limited": (Remedy.LATER, False, False, None),
    "message_limit_exceeded": (Remedy.LATER, False, False, None),
    "request_timeout": (Remedy.LATER, False, False, None),
    "team_added_to_org": (Remedy.LATER, False, False, None),
    "fatal_error": (Remedy.LATER, False, True, None),
    "internal_error": (Remedy.LATER, False, True, None),
    "service_unavailable": (Remedy.LATER, False, True, None),
    "never_heard_of": (Remedy.LATER, False, False, None),
}


@pytest.mark.parametrize("error", MEANT)
def test_each_refusal_means_what_it_should(error):
    refused = Refused(error)
    said = refused.words.key if refused.words else None
    assert (refused.remedy, refused.permanent, refused.unsure, said) == MEANT[error]
    assert str(refused) == error


@pytest.mark.parametrize("error", MEANT)
def test_what_refuses_the_message_itself_is_for_good_once_nothing_helps(error):
    refused, before = Refused(error), Refused(error)
    refused.give_up()
    if refused.remedy in (Remedy.PLAINER, Remedy.FLAT):
        assert (refused.permanent, refused.words) == (True, words("slack-unfit"))
    else:
        assert (refused.permanent, refused.words) == (before.permanent, before.words)


def test_no_row_of_the_table_is_left_untested():
    assert set(MEANT) - {"never_heard_of"} == set(codes.TABLE)


def test_every_refusal_that_is_for_good_says_what_to_do():
    sentences = SENTENCES.read_text(encoding="utf-8")
    for error, known in codes.TABLE.items():
        if Refused(error).permanent:
            assert known.words, error
            assert f"\n{known.words.key} = " in sentences


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_may_have_been_carried_out_whatever_it_says(status):
    assert Refused("channel_not_found", status=status).unsure


def test_what_else_slack_says_is_for_the_log():
    refused = Refused("missing_scope", detail="files:write")
    assert str(refused) == "missing_scope (files:write)"
    assert refused.error == "missing_scope"


def test_one_that_may_have_been_carried_out_is_not_for_good():
    refused = Refused("invalid_blocks", status=500)
    refused.give_up()
    assert not refused.permanent


def test_a_message_that_is_refused_itself_has_its_sentence():
    assert "\nslack-unfit = " in SENTENCES.read_text(encoding="utf-8")


def test_a_refusal_is_what_the_port_promises():
    assert isinstance(Refused("is_archived"), DeliveryError)


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
