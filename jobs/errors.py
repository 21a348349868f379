"""What can go wrong in both tiers, and whether trying again can help.

GroundplanError
├── PermanentError                 trying again changes nothing: the job fails, the message is deleted
│   ├── InvalidRequest             the caller sent something that cannot be accepted
│   ├── NotFound                   no such thing, or it belongs to another organization
│   │   └── FilesRemoved           a job's files were removed: their time was over
│   ├── Conflict                   it exists already, or is in a state that forbids this
│   │   └── BillingOff             nothing is sold here: no key of Stripe's is set
│   ├── QuotaExceeded              the organization has reached a limit
│   │   └── PlanLimitReached       the one that its plan sets: waiting until it resets helps, or a larger plan
│   ├── MissingSettings            the environment lacks settings, or they cannot be read
│   ├── ModelsMisconfigured        models.yaml cannot be accepted
│   ├── TiersMisconfigured         tiers.yaml cannot be accepted
│   ├── JobCancelled               someone cancelled the job while it ran
│   └── LeaseLost                  another worker owns the job by now
└── TransientError                 the queue delivers again, after a pause
    ├── DatabaseUnavailable
    ├── QueueUnavailable
    ├── ArtifactStoreUnavailable
    ├── ProgressUnavailable
    ├── ToolServersUnavailable
    ├── BillingUnavailable
    └── MailUnavailable
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LimitReached:
    """Which limit, how much of it is used, and when it begins anew; None where that is not a matter of time."""

    name: str
    used: int
    limit: int
    resets_at: datetime | None = None


class GroundplanError(Exception):
    """Something went wrong."""

    permanent: bool = True
    code: str = "internal"

    def __init__(self, message: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        super().__init__(self.message)


class PermanentError(GroundplanError):
    """This cannot work, however often it is tried."""

    code = "failed"


class InvalidRequest(PermanentError):
    """The request cannot be accepted."""

    code = "invalid_request"


class NotFound(PermanentError):
    """There is no such thing."""

    code = "not_found"


class FilesRemoved(NotFound):
    """The files of this job were removed: their time was over."""

    code = "files_removed"


class Conflict(PermanentError):
    """This contradicts what is already there."""

    code = "conflict"


class BillingOff(Conflict):
    """Billing is off: nothing is sold here, and everything else works."""

    code = "billing_off"


class QuotaExceeded(PermanentError):
    """The organization has reached its limit."""

    code = "quota_exceeded"

    def __init__(self, message: str | None = None, reached: LimitReached | None = None) -> None:
        super().__init__(message)
        self.reached = reached


class PlanLimitReached(QuotaExceeded):
    """The organization's plan includes no more."""

    code = "plan_limit_reached"


class MissingSettings(PermanentError):
    """Settings are missing or cannot be read."""

    code = "missing_settings"


class ModelsMisconfigured(PermanentError):
    """The file of models cannot be accepted."""

    code = "models_misconfigured"


class TiersMisconfigured(PermanentError):
    """The file of tiers cannot be accepted."""

    code = "tiers_misconfigured"


class JobCancelled(PermanentError):
    """The job was cancelled."""

    code = "cancelled"


class LeaseLost(PermanentError):
    """Another worker has taken this job over."""

    code = "lease_lost"


class TransientError(GroundplanError):
    """This did not work now, but may work in a moment."""

    permanent = False
    code = "unavailable"


class DatabaseUnavailable(TransientError):
    """The database does not answer."""

    code = "database_unavailable"


class QueueUnavailable(TransientError):
    """The job queue does not answer."""

    code = "queue_unavailable"


class ArtifactStoreUnavailable(TransientError):
    """The artifact store does not answer."""

    code = "artifact_store_unavailable"


class ProgressUnavailable(TransientError):
    """Progress events cannot be read at the moment."""

    code = "progress_unavailable"


class ToolServersUnavailable(TransientError):
    """How the tool servers do cannot be read at the moment."""

    code = "tool_servers_unavailable"


class BillingUnavailable(TransientError):
    """Stripe does not answer as it should."""

    code = "billing_unavailable"


class MailUnavailable(TransientError):
    """Mail cannot be sent at the moment."""

    code = "mail_unavailable"
