"""How the service says no."""


class Refused(Exception):
    """The service refuses; `error` is its own word for the reason.

    Args:
        details: Other keys of the answer, such as `needed`.
    """

    def __init__(self, error: str, status: int = 200, **details: object) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.details = details

    @property
    def answer(self) -> dict[str, object]:
        return {"ok": False, "error": self.error, **self.details}


class NotPossible(AssertionError):
    """What a test wants a person to do, no client of the service offers."""
