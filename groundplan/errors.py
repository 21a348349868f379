"""What can go wrong, and whether trying again can help.

GroundplanError
├── Refused               permanent: the server said no, and will again
│   ├── NotSignedIn       401: no API key, or one that is good no more
│   ├── Forbidden         403: the key's scope or its maker's role does not suffice
│   ├── NotFound          404: no such thing, or it belongs to another organization; 410: there is none any more
│   └── LimitReached      402, or a 429 too long to wait for: details name the limit, how much is used, and until when
├── Unavailable           transient: no answer, or 5xx, after every try
├── JobEnded              the job that was waited for failed or was cancelled
├── BatchEnded            not every item of the batch that was followed succeeded
└── NotGenuine            a bundle that is not whole, or not what its manifest says
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Detail:
    """One field's fault, and the limit that holds."""

    field: str
    fault: str
    limit: str

    def __str__(self) -> str:
        return f"{self.field}: {self.fault}" + (f" (limit: {self.limit})" if self.limit else "")


class GroundplanError(Exception):
    """Something went wrong."""

    permanent = True


class Refused(GroundplanError):
    """The server said no. `code` is stable; `request_id` finds the request in the server's log."""

    def __init__(
        self, status: int, code: str, message: str, details: Sequence[Detail] = (), request_id: str = ""
    ) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.details = tuple(details)
        self.request_id = request_id
        super().__init__(message)


class NotSignedIn(Refused):
    """There is no API key, or it is good no more."""


class Forbidden(Refused):
    """The key may not do this."""


class NotFound(Refused):
    """There is no such thing in the key's organization."""


class LimitReached(Refused):
    """The plan or a rate allows no more for now."""


class Unavailable(GroundplanError):
    """The server could not be asked, however often that was tried."""

    permanent = False


class JobEnded(GroundplanError):
    """The job ended without having succeeded; `state` is failed or cancelled."""

    def __init__(self, job_id: str, state: str, code: str, message: str) -> None:
        self.job_id = job_id
        self.state = state
        self.code = code
        super().__init__(message)


class BatchEnded(GroundplanError):
    """Not every item of the batch that was followed succeeded."""

    def __init__(self, batch_id: str, failed: int, cancelled: int, total: int) -> None:
        self.batch_id = batch_id
        told = f"{failed} failed and {cancelled} were cancelled" if cancelled else f"{failed} failed"
        super().__init__(f"Of {total} items {told}: `groundplan batch items {batch_id} --state failed` tells why.")


class NotGenuine(GroundplanError):
    """The bundle is not whole, leaves its folder, or is not what its manifest says."""
