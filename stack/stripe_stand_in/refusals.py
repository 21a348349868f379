"""How Stripe refuses: a status, and an error with a type, a code and a message."""

from typing import Any


class Refusal(Exception):
    """The request is not answered."""

    def __init__(self, status: int, message: str, *, kind: str = "invalid_request_error", **more: str) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"error": {"type": kind, "message": message, **more}}


def missing(what: str, given: str) -> Refusal:
    """As for an id that is none."""
    return Refusal(404, f"No such {what}: '{given}'", code="resource_missing", param="id")


def refuse_unknown(form: dict[str, Any], known: set[str]) -> None:
    """Raise Refusal for a parameter that the call does not have."""
    for name in form:
        if name not in known:
            raise Refusal(400, f"Received unknown parameter: {name}", code="parameter_unknown", param=name)
