"""Organizations whose time is over are removed with all of theirs: rows, files, and the events in Redis.

Rows of jobs go first and the organization's own row last, so that a run that was cut short is gone on with: the row
says that something is left. Other tables' rows go with these, the audit's too, by their foreign keys.
"""

import logging
import time
from uuid import UUID

from peewee import fn

from jobs.chores.billing import end_subscriptions
from jobs.chores.services import Services
from jobs.errors import BillingUnavailable
from jobs.models import Batch, Conversation, Job, Organization

log = logging.getLogger(__name__)

_ROWS_AT_ONCE = 500
_LONGEST_RUN_SECONDS = 15.0
"""The other chores wait meanwhile; the next run goes on."""


def delete_organizations(services: Services) -> int:
    """Return how many are gone now. Raises DatabaseUnavailable, ArtifactStoreUnavailable, ProgressUnavailable."""
    until = time.monotonic() + _LONGEST_RUN_SECONDS
    with services.database.chores():
        due = Organization.select(Organization.id).where(Organization.deletion_due_at <= fn.now())
        ids = [row.id for row in due.order_by(Organization.deletion_due_at)]
    gone = 0
    for org_id in ids:
        try:
            if not _delete(services, org_id, until):
                break
        except BillingUnavailable as error:
            # The others need not wait: this one's row stays, and the next run asks again.
            facts = {"org_id": str(org_id), "reason": error.message}
            log.warning("a deletion waits for Stripe", extra={"action": "organization.deletion_waits", **facts})
            if time.monotonic() > until:
                break
            continue
        gone += 1
        log.info("organization deleted", extra={"action": "organization.deleted", "org_id": str(org_id)})
    return gone


def _delete(services: Services, org_id: UUID, until: float) -> bool:
    """Return whether all of it is gone, or the time was over before."""
    while _delete_jobs(services, org_id) or _delete_conversations(services, org_id):
        if time.monotonic() > until:
            return False
    with services.database.chores():
        batches = [row.id for row in Batch.select(Batch.id).where(Batch.org_id == org_id)]
    services.progress.forget(org_id, batches)
    if not services.artifacts.delete_all(org_id, until):
        return False
    end_subscriptions(services, org_id)
    with services.database.chores():
        this = (Organization.id == org_id) & (Organization.deletion_due_at <= fn.now())
        removed: int = Organization.delete().where(this).execute()  # type: ignore[misc]  # a fault of the stubs
    return bool(removed)


def _delete_jobs(services: Services, org_id: UUID) -> int:
    with services.database.chores():
        ids = [row.id for row in Job.select(Job.id).where(Job.org_id == org_id).limit(_ROWS_AT_ONCE)]
    services.progress.forget(org_id, ids)
    with services.database.chores():
        removed: int = Job.delete().where(Job.org_id == org_id, Job.id.in_(ids)).execute()  # type: ignore[misc]  # as above
    return removed


def _delete_conversations(services: Services, org_id: UUID) -> int:
    with services.database.chores():
        some = Conversation.select(Conversation.id).where(Conversation.org_id == org_id).limit(_ROWS_AT_ONCE)
        ids = [row.id for row in some]
        removed: int = Conversation.delete().where(Conversation.id.in_(ids)).execute()  # type: ignore[misc]  # as above
    return removed
