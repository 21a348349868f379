"""Errors of the HTTP tier. Each knows its status; `errors.py` gives all of them one JSON shape.

Problem
├── Unauthenticated        401
├── Forbidden              403
│   ├── OrganizationSuspended
│   └── AccountSuspended
├── ResourceNotFound       404
├── SignInFailed           400
├── SignInUnavailable      503
├── UnreadableBody         400
├── UnsupportedBody        415
├── BodyTooLarge           413
├── InvalidFields          422
└── NotReady               503
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: its name, its fault, and the limit that holds."""

    field: str
    fault: str
    limit: str

    def as_json(self) -> dict[str, str]:
        """Return the fault as an entry of `error.details`."""
        return asdict(self)


class Problem(Exception):
    """The request cannot be answered."""

    status = 500
    code = "internal_error"

    def __init__(
        self,
        message: str | None = None,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.message = message or (type(self).__doc__ or "").partition("\n")[0]
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        super().__init__(self.message)


class Unauthenticated(Problem):
    """Sign in, or send an API key as `Authorization: Bearer gp_…`."""

    status = 401
    code = "unauthenticated"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, headers={"WWW-Authenticate": 'Bearer realm="groundplan"'})


class Forbidden(Problem):
    """You may not do this."""

    status = 403
    code = "forbidden"


class OrganizationSuspended(Forbidden):
    """This organization is suspended: its owners see why at /api/v1/organization/support-acts."""

    code = "organization_suspended"


class AccountSuspended(Forbidden):
    """Your account is suspended. Write to the people who run this site."""

    code = "account_suspended"


class ResourceNotFound(Problem):
    """There is nothing here."""

    status = 404
    code = "not_found"


class SignInFailed(Problem):
    """The sign-in was not completed. Start again at /auth/login."""

    status = 400
    code = "sign_in_failed"


class SignInUnavailable(Problem):
    """The sign-in provider cannot be reached. Try again in a moment."""

    status = 503
    code = "sign_in_unavailable"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, headers={"Retry-After": "5"})


class UnreadableBody(Problem):
    """The body is not JSON in UTF-8."""

    status = 400
    code = "unreadable_body"


class UnsupportedBody(Problem):
    """The body must be sent as application/json."""

    status = 415
    code = "unsupported_media_type"


class BodyTooLarge(Problem):
    """The body is too large."""

    status = 413
    code = "body_too_large"


class InvalidFields(Problem):
    """Some fields are not valid; details names each, its fault and the limit."""

    status = 422
    code = "invalid_fields"


class NotReady(Problem):
    """Something that requests need does not answer; details names it."""

    status = 503
    code = "not_ready"
