"""Events that people may get a mail of, written in the transaction in which they happen. A chore sends the mails.

The row's key is the event's name: however often it is written, there is one row for each person, and one mail.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from jobs.models import Membership, Notification
from jobs.roles import Role


class Kind(StrEnum):
    """What a mail is about; people choose by these."""

    JOB_FINISHED = "job_finished"
    """A job that was asked to tell has succeeded; `about` is its id. A trigger writes it."""
    JOB_FAILED = "job_failed"
    """The same, for one that failed."""
    BATCH_FINISHED = "batch_finished"
    """A batch that was asked to tell has ended; `about` is the batch. A trigger writes it.
    Facts: name, total, succeeded, failed, cancelled, seconds; and failures, a few `{reference, message}`."""
    QUOTA = "quota"
    """Of what the plan includes in a month, 80 or 100 % are used. Facts: mode, used, limit, resets_at (ISO date)."""
    EXPORT_READY = "export_ready"
    """An export can be downloaded. Facts: bytes, expires_at (ISO date and time)."""
    BILLING = "billing"
    """A payment failed and the plan is kept for a while. Facts: plan (its title), grace_until (ISO date and time)."""
    WEBHOOK_DISABLED = "webhook_disabled"
    """An address that is told of events takes none: nothing is sent to it any more.
    Facts: webhook_id, host, reason (`gone` or `failing`)."""


DIGESTS = frozenset({Kind.BATCH_FINISHED, Kind.QUOTA, Kind.EXPORT_READY, Kind.BILLING, Kind.WEBHOOK_DISABLED})
"""What is sent to who wants no mail about single jobs."""


def notify(  # noqa: PLR0913 - an event is these things
    *,
    org_id: UUID,
    user_id: UUID,
    kind: Kind,
    event_key: str,
    about: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Inside a transaction of either role: tell this person once. `event_key` names the event, as `batch:<id>`."""
    row = {"org_id": org_id, "user_id": user_id, "kind": kind, "event_key": event_key}
    Notification.insert({**row, "about": about, "facts": dict(facts or {})}).on_conflict_ignore().execute()


def notify_administrators(org_id: UUID, kind: Kind, event_key: str, facts: Mapping[str, Any]) -> None:
    """Inside a transaction of either role: tell each owner and admin of the organization once."""
    administrators = Membership.select(Membership.user_id).where(
        Membership.org_id == org_id, Membership.role.in_([Role.OWNER, Role.ADMIN])
    )
    for member in list(administrators):
        notify(org_id=org_id, user_id=member.user_id, kind=kind, event_key=event_key, facts=facts)
