"""Remove files for which the days of their organization's plan are over: from the store, and their rows.

A job whose files are gone says so, with the time, so that whoever asks for one is told why there is none.
"""

import logging
from functools import reduce
from operator import or_
from uuid import UUID

from peewee import Expression, Field, fn

from jobs.chores.batch_zips import expire_zips
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Artifact, BatchZip, BillingAccount, Job, Organization
from jobs.tiers import TierName, tiers

log = logging.getLogger(__name__)

_AT_ONCE = 1000
_ROUNDS = 50
_DAY_SECONDS = 24 * 3600


def remove_old_files(services: Services) -> int:
    """Return how many files were removed. Raises DatabaseUnavailable, ArtifactStoreUnavailable."""
    artifacts = _remove_artifacts(services)
    zips = expire_zips(services, _old(BatchZip.org_id, BatchZip.made_at, services.settings.artifact_retention_days))
    log.info("removed old files", extra={"action": "retention", "artifacts": artifacts, "batch_zips": zips})
    return artifacts + zips


def remove_rows(artifacts: list[Artifact]) -> int:
    """Inside a transaction, when the files are gone: remove their rows, and say so at their jobs; return how many."""
    jobs: set[UUID] = {artifact.job_id for artifact in artifacts}
    ids = [artifact.id for artifact in artifacts]
    Job.update(files_removed_at=fn.now()).where(Job.id.in_(jobs), Job.files_removed_at.is_null()).execute()
    removed: int = Artifact.delete().where(Artifact.id.in_(ids)).execute()  # type: ignore[misc]  # a fault of the stubs
    return removed


def _remove_artifacts(services: Services) -> int:
    """Files first, then their rows: what fails in between is found again by the rows."""
    removed, longest = 0, services.settings.artifact_retention_days
    for _ in range(_ROUNDS):
        with services.database.chores():
            old = _old(Artifact.org_id, Artifact.created_at, longest)
            artifacts = list(Artifact.select(Artifact.id, Artifact.job_id, Artifact.key).where(old).limit(_AT_ONCE))
        if not artifacts:
            break
        services.artifacts.delete([artifact.key for artifact in artifacts])
        with services.database.chores():
            removed += remove_rows(artifacts)
    return removed


def _old(org_id: Field, made_at: Field, longest: int) -> Expression:
    """Rows of a table of files whose time is over, by the tier of their organization."""
    return reduce(or_, (_old_of_tier(name, org_id, made_at, longest) for name in TierName))


def _old_of_tier(name: TierName, org_id: Field, made_at: Field, longest: int) -> Expression:
    days = min(tiers().of(name).retention_days, longest)
    lowered = BillingAccount.kept_until > fn.now()
    kept = BillingAccount.select(BillingAccount.org_id).where(lowered)
    its = Organization.select(Organization.id).where(Organization.tier == name, Organization.id.not_in(kept))
    theirs = org_id.in_(its) | org_id.in_(kept.where(BillingAccount.kept_tier == name))
    old: Expression = theirs & (made_at < from_now(-days * _DAY_SECONDS))
    return old
