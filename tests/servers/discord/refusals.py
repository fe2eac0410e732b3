"""How Discord says no: a status, a code and a sentence; and forms filled in wrongly."""

from typing import Any, NoReturn

_REFUSALS = {
    "unknown_channel": (404, 10003, "Unknown Channel"),
    "unknown_guild": (404, 10004, "Unknown Guild"),
    "unknown_member": (404, 10007, "Unknown Member"),
    "unknown_message": (404, 10008, "Unknown Message"),
    "unknown_user": (404, 10013, "Unknown User"),
    "unknown_emoji": (400, 10014, "Unknown Emoji"),
    "unknown_webhook": (404, 10015, "Unknown Webhook"),
    "unknown_interaction": (404, 10062, "Unknown interaction"),
    "too_many_reactions": (400, 30010, "Maximum number of reactions reached (20)"),
    "too_many_commands": (400, 30032, "Maximum number of application commands reached (100)"),
    "forum_takes_posts": (400, 40058, "Cannot send a message in a forum channel"),
    "too_many_follow_ups": (
        400,
        40094,
        "This interaction has hit the maximum number of follow up messages",
    ),
    "too_large": (413, 40005, "Request entity too large"),
    "already_acknowledged": (400, 40060, "Interaction has already been acknowledged."),
    "missing_access": (403, 50001, "Missing Access"),
    "not_yours": (403, 50005, "Cannot edit a message authored by another user"),
    "empty": (400, 50006, "Cannot send an empty message"),
    "closed_dm": (403, 50007, "Cannot send messages to this user"),
    "wrong_channel": (400, 50024, "Cannot execute action on this channel type"),
    "missing_permissions": (403, 50013, "Missing Permissions"),
    "expired_token": (401, 50027, "Invalid Webhook Token"),
    "bad_recipient": (400, 50033, "Invalid Recipient(s)"),
    "archived": (400, 50083, "Thread is archived"),
    "not_json": (400, 50109, "The request body contains invalid JSON."),
    "thread_exists": (400, 160004, "A thread has already been created for this message"),
    "too_many_threads": (400, 160006, "Maximum number of active threads reached"),
    "unauthorized": (401, 0, "401: Unauthorized"),
    "not_found": (404, 0, "404: Not Found"),
    "not_allowed": (405, 0, "405: Method Not Allowed"),
}


class Refused(Exception):
    """The service said no.

    Attributes:
        status: HTTP status.
        code: Discord's own number for the reason.
        body: What the client reads.
    """

    def __init__(self, status: int, code: int, message: str, **more: Any) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.body: dict[str, Any] = {"message": message, "code": code} | more


def refused(why: str) -> Refused:
    """Name a refusal by what it is about."""
    return Refused(*_REFUSALS[why])


def invalid(path: str, code: str, message: str) -> NoReturn:
    """Refuse a form for one field alone."""
    form = Form()
    form.wrong(path, code, message)
    form.check()
    raise AssertionError("a form with an error passed")


class Form:
    """A form that is being checked; all that is wrong is told at once, as Discord does it.

    Paths are dotted: `embeds.0.title`.
    """

    def __init__(self) -> None:
        self._errors: dict[str, Any] = {}

    def wrong(self, path: str, code: str, message: str) -> None:
        """Note an error at a field."""
        place = self._errors
        for step in path.split("."):
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def text(
        self, path: str, value: object, most: int, least: int = 0, *, required: bool = False
    ) -> bool:
        """Check a text's length in characters; return whether there is a fitting one."""
        if value is None:
            if required:
                self.missing(path)
            return False
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
        elif required and least and not value.strip():
            self.missing(path)
        elif not least <= len(value) <= most:
            if least:
                self.wrong(
                    path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length."
                )
            else:
                self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            return True
        return False

    def missing(self, path: str) -> None:
        """Note that a field must be filled in."""
        self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")

    def choice(self, path: str, value: object, among: tuple[Any, ...]) -> bool:
        """Check that a value is one of those there are."""
        if value in among:
            return True
        self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {among}.")
        return False

    def check(self) -> None:
        """Refuse the form if anything is wrong with it.

        Raises:
            Refused: 50035, with every error where it belongs.
        """
        if self._errors:
            raise Refused(400, 50035, "Invalid Form Body", errors=self._errors)
