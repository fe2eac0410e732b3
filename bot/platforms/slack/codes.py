"""What each refusal of Slack means, in one table.

The words of the errors are those of docs.slack.dev/reference/methods, chat.postMessage above all.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.chat import Words, words
from bot.domain.errors import DeliveryError


class Remedy(StrEnum):
    """What can be done about a refusal."""

    LATER = "later"
    JOIN = "join"
    FLAT = "flat"
    PLAINER = "plainer"
    TOKEN = "token"  # noqa: S105  a kind of refusal
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
_ARCHIVED = words("slack-archived")
_READ_ONLY = words("slack-read-only")
_TOKEN = words("slack-token")
_NO_DIRECT = words("slack-no-direct")
_ADMIN = words("slack-admin")

TABLE: dict[str, Meaning] = {
    # Where we may not post, until somebody changes that.
    "not_in_channel": Meaning(Remedy.JOIN, _INVITE),
    "channel_not_found": Meaning(Remedy.NONE, words("slack-not-found")),
    "is_archived": Meaning(Remedy.NONE, _ARCHIVED),
    "restricted_action": Meaning(Remedy.NONE, _READ_ONLY),
    "restricted_action_read_only_channel": Meaning(Remedy.NONE, _READ_ONLY),
    "restricted_action_thread_only_channel": Meaning(Remedy.NONE, words("slack-threads-only")),
    "team_access_not_granted": Meaning(Remedy.NONE, _ADMIN),
    "ekm_access_denied": Meaning(Remedy.NONE, _ADMIN),
    "access_denied": Meaning(Remedy.NONE, _ADMIN),
    # People who take no messages from us.
    "cannot_dm_bot": Meaning(Remedy.NONE, _NO_DIRECT),
    "messages_tab_disabled": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_disabled": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_found": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_in_channel": Meaning(Remedy.NONE, _NO_DIRECT),
    "user_not_visible": Meaning(Remedy.NONE, _NO_DIRECT),
    # Threads that take no reply: the message can stand in the channel.
    "thread_not_found": Meaning(Remedy.FLAT),
    "cannot_reply_to_message": Meaning(Remedy.FLAT),
    "restricted_action_non_threadable_channel": Meaning(Remedy.FLAT),
    "restricted_action_thread_locked": Meaning(Remedy.FLAT),
    # Blocks that Slack would not draw: text and links say the same.
    "invalid_blocks": Meaning(Remedy.PLAINER),
    "invalid_blocks_format": Meaning(Remedy.PLAINER),
    "msg_blocks_too_long": Meaning(Remedy.PLAINER),
    "msg_too_long": Meaning(Remedy.PLAINER),
    # Tokens: nothing works until the operator has a new one.
    "account_inactive": Meaning(Remedy.TOKEN, _TOKEN),
    "invalid_auth": Meaning(Remedy.TOKEN, _TOKEN),
    "not_allowed_token_type": Meaning(Remedy.TOKEN, _TOKEN),
    "not_authed": Meaning(Remedy.TOKEN, _TOKEN),
    "token_expired": Meaning(Remedy.TOKEN, _TOKEN),
    "token_revoked": Meaning(Remedy.TOKEN, _TOKEN),
    # What passes. The operator can grant a scope, so a channel is not paused for want of one.
    "missing_scope": Meaning(Remedy.LATER, words("slack-scope")),
    "ratelimited": Meaning(Remedy.LATER),
    "rate_limited": Meaning(Remedy.LATER),
    "message_limit_exceeded": Meaning(Remedy.LATER),
    "request_timeout": Meaning(Remedy.LATER),
    "team_added_to_org": Meaning(Remedy.LATER),
    # "It's possible some aspect of the operation succeeded before the error was raised."
    "fatal_error": Meaning(Remedy.LATER, unsure=True),
    "internal_error": Meaning(Remedy.LATER, unsure=True),
    "service_unavailable": Meaning(Remedy.LATER, unsure=True),
}

_UNKNOWN = Meaning(Remedy.LATER)
_UNFIT = words("slack-unfit")
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
            permanent=known.remedy in (Remedy.NONE, Remedy.JOIN),
            unsure=unsure or known.unsure or status >= _SERVER_ERROR,
            words=known.words,
        )
        self.error = error
        self.remedy = known.remedy

    def give_up(self) -> None:
        """Note that the remedy did not help: what refuses the message itself is for good then."""
        if self.remedy in (Remedy.PLAINER, Remedy.FLAT) and not self.unsure:
            self.permanent, self.words = True, _UNFIT
