"""What each refusal of Slack means, in one table.

The words of the errors are those of docs.slack.dev/reference/methods: chat.postMessage above all,
then chat.update, reactions.get, conversations.join and conversations.open. `HTTP 413` and the like
is what something in front of Slack says.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.chat import Words, words
from bot.domain.errors import DeliveryError


class Remedy(StrEnum):
    """What can be done about a refusal.

    LATER: it passes. JOIN: we may come in by ourselves. FLAT: the thread takes no reply, the
    channel may. PLAINER: this very message is refused, simpler words may not be. GONE: the message
    it was about is out of reach; the channel is not. TOKEN: nothing works any more, and the run
    ends with the setting's name. REVOKED: the same, and the workspace wanted it so: whoever brings
    us back resumes the channel. NONE: for good, until a person does something.
    """

    LATER = "later"
    JOIN = "join"
    FLAT = "flat"
    PLAINER = "plainer"
    GONE = "gone"
    TOKEN = "token"  # noqa: S105  a kind of refusal
    REVOKED = "revoked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a refusal means.

    Attributes:
        unsure: It may have been carried out all the same.
        words: For people, with what to do about it.
    """

    remedy: Remedy
    words: Words | None = None
    unsure: bool = False


_INVITE = words("slack-invite")
_NOT_FOUND = words("slack-not-found")
_ARCHIVED = words("slack-archived")
_READ_ONLY = words("slack-read-only")
_TOKEN = words("slack-token")
_NO_DIRECT = words("slack-no-direct")
_ADMIN = words("slack-admin")
_PAID = words("slack-paid")
_UNFIT = words("slack-unfit")

TABLE: dict[str, Meaning] = {
    # Where we may not post, until somebody changes that.
    "not_in_channel": Meaning(Remedy.JOIN, _INVITE),
    "no_permission": Meaning(Remedy.JOIN, _INVITE),
    "channel_not_found": Meaning(Remedy.NONE, _NOT_FOUND),
    "team_not_found": Meaning(Remedy.NONE, _NOT_FOUND),
    "is_archived": Meaning(Remedy.NONE, _ARCHIVED),
    "is_inactive": Meaning(Remedy.NONE, _ARCHIVED),
    "restricted_action": Meaning(Remedy.NONE, _READ_ONLY),
    "restricted_action_read_only_channel": Meaning(Remedy.NONE, _READ_ONLY),
    "restricted_action_thread_only_channel": Meaning(Remedy.NONE, words("slack-threads-only")),
    "team_access_not_granted": Meaning(Remedy.NONE, _ADMIN),
    "ekm_access_denied": Meaning(Remedy.NONE, _ADMIN),
    "access_denied": Meaning(Remedy.NONE, _ADMIN),
    "enterprise_is_restricted": Meaning(Remedy.NONE, _ADMIN),
    # Where we may not come in by ourselves.
    "method_not_supported_for_channel_type": Meaning(Remedy.NONE, _INVITE),
    "user_is_bot": Meaning(Remedy.NONE, _INVITE),
    "user_is_restricted": Meaning(Remedy.NONE, _INVITE),
    "user_is_ultra_restricted": Meaning(Remedy.NONE, _INVITE),
    # People who take no messages from us.
    "cannot_dm_bot": Meaning(Remedy.NONE, _NO_DIRECT),
    "messages_tab_disabled": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_disabled": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_found": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_in_channel": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_visible": Meaning(Remedy.NONE, _NO_DIRECT),
    # What a free workspace may not: the first is a limit on how much is said there in a short
    # time, by all its members (slack.com/help/articles/115002422943), and passes.
    "message_limit_exceeded": Meaning(Remedy.LATER, words("slack-free-limit")),
    "free_team_not_allowed": Meaning(Remedy.NONE, _PAID),
    "paid_teams_only": Meaning(Remedy.NONE, _PAID),
    "plan_upgrade_required": Meaning(Remedy.NONE, _PAID),
    # Threads that take no reply: the message can stand in the channel.
    "thread_not_found": Meaning(Remedy.FLAT),
    "invalid_thread_ts": Meaning(Remedy.FLAT),
    "cannot_reply_to_message": Meaning(Remedy.FLAT),
    "restricted_action_non_threadable_channel": Meaning(Remedy.FLAT),
    "restricted_action_thread_locked": Meaning(Remedy.FLAT),
    # Messages that Slack would not show: text and links say the same, or at least an address.
    "attachment_payload_limit_exceeded": Meaning(Remedy.PLAINER),
    "invalid_arguments": Meaning(Remedy.PLAINER),
    "invalid_blocks": Meaning(Remedy.PLAINER),
    "invalid_blocks_format": Meaning(Remedy.PLAINER),
    "invalid_metadata_format": Meaning(Remedy.PLAINER),
    "invalid_metadata_schema": Meaning(Remedy.PLAINER),
    "markdown_text_conflict": Meaning(Remedy.PLAINER),
    "metadata_must_be_sent_from_app": Meaning(Remedy.PLAINER),
    "metadata_too_large": Meaning(Remedy.PLAINER),
    "msg_blocks_too_long": Meaning(Remedy.PLAINER),
    "msg_too_long": Meaning(Remedy.PLAINER),
    "no_text": Meaning(Remedy.PLAINER),
    "slack_connect_canvas_sharing_blocked": Meaning(Remedy.PLAINER),
    "slack_connect_file_link_sharing_blocked": Meaning(Remedy.PLAINER),
    "slack_connect_lists_sharing_blocked": Meaning(Remedy.PLAINER),
    "too_many_attachments": Meaning(Remedy.PLAINER),
    "view_too_large": Meaning(Remedy.PLAINER),
    "HTTP 400": Meaning(Remedy.PLAINER),
    "HTTP 413": Meaning(Remedy.PLAINER),
    # Messages that can no longer be changed or looked at.
    "bad_timestamp": Meaning(Remedy.GONE),
    "block_mismatch": Meaning(Remedy.GONE),
    "cant_update_message": Meaning(Remedy.GONE),
    "edit_window_closed": Meaning(Remedy.GONE),
    "message_not_found": Meaning(Remedy.GONE),
    # Tokens: nothing works until the operator has a new one.
    "account_inactive": Meaning(Remedy.REVOKED, _TOKEN),
    "invalid_auth": Meaning(Remedy.TOKEN, _TOKEN),
    "not_allowed_token_type": Meaning(Remedy.TOKEN, _TOKEN),
    "not_authed": Meaning(Remedy.TOKEN, _TOKEN),
    "token_expired": Meaning(Remedy.TOKEN, _TOKEN),
    "token_revoked": Meaning(Remedy.REVOKED, _TOKEN),
    # What passes. The operator can grant a scope, so a channel is not paused for want of one.
    "missing_scope": Meaning(Remedy.LATER, words("slack-scope")),
    "accesslimited": Meaning(Remedy.LATER),
    "external_channel_migrating": Meaning(Remedy.LATER),
    "org_login_required": Meaning(Remedy.LATER),
    "ratelimited": Meaning(Remedy.LATER),
    "rate_limited": Meaning(Remedy.LATER),
    "request_timeout": Meaning(Remedy.LATER),
    "team_added_to_org": Meaning(Remedy.LATER),
    "two_factor_setup_required": Meaning(Remedy.LATER),
    "update_failed": Meaning(Remedy.LATER),
    # "It's possible some aspect of the operation succeeded before the error was raised."
    "fatal_error": Meaning(Remedy.LATER, unsure=True),
    "internal_error": Meaning(Remedy.LATER, unsure=True),
    "service_unavailable": Meaning(Remedy.LATER, unsure=True),
}

_UNKNOWN = Meaning(Remedy.LATER)
_SERVER_ERROR = 500


def meaning(error: str) -> Meaning:
    """Return what an error means; one we do not know may pass."""
    return TABLE.get(error, _UNKNOWN)


class Refused(DeliveryError):
    """Slack, or the way to it, refused a request.

    Args:
        error: Slack's word for it, or what happened on the way.
        detail: What else Slack says, for the log.
        status: Of the HTTP answer, where there was one.
        unsure: The request may have been carried out, whatever the table says.
    """

    def __init__(
        self, error: str, *, status: int = 200, unsure: bool = False, detail: str = ""
    ) -> None:
        known = meaning(error)
        super().__init__(
            f"{error} ({detail})" if detail else error,
            permanent=known.remedy in (Remedy.NONE, Remedy.JOIN, Remedy.REVOKED),
            unsure=unsure or known.unsure or status >= _SERVER_ERROR,
            words=known.words,
        )
        self.error = error
        self.remedy = known.remedy

    @property
    def is_about_message(self) -> bool:
        """Whether it is this very message that is refused: the channel may take another."""
        return self.remedy in (Remedy.PLAINER, Remedy.FLAT, Remedy.GONE) and not self.unsure

    def give_up(self) -> None:
        """Note that no other way was left: the message stands nowhere, and the channel goes on."""
        if self.is_about_message:
            self.unfit, self.words = True, _UNFIT
