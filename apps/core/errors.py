"""The refusal: the one exception by which a service says no to a person."""


class Refused(Exception):
    """A step was not done. `message` is a Chinese sentence: what did not happen, why, and what to do next.

    `code` is a stable English word for tests and machines; `field` names the form field concerned, if any.
    What a person may not see is `Http404`, what they may see but not do is `PermissionDenied`.
    """

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return self.message
