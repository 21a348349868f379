"""Forget what has had its time: idempotency keys after a day, artifacts after their retention."""

import logging

from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Artifact, IdempotencyKey

log = logging.getLogger(__name__)

_KEYS_LIVE_SECONDS = 24 * 3600
_AT_ONCE = 1000
_ROUNDS = 50
_DAY_SECONDS = 24 * 3600


def expire(services: Services) -> int:
    """Return how many rows were removed. Raises DatabaseUnavailable, ArtifactStoreUnavailable."""
    with services.database.chores():
        old = IdempotencyKey.created_at < from_now(-_KEYS_LIVE_SECONDS)
        keys: int = IdempotencyKey.delete().where(old).execute()  # type: ignore[misc]  # a fault of the stubs
    artifacts = _expire_artifacts(services)
    log.info("expired", extra={"action": "expire", "idempotency_keys": keys, "artifacts": artifacts})
    return keys + artifacts


def _expire_artifacts(services: Services) -> int:
    """Files first, then their rows: what fails in between is found again by the rows."""
    removed = 0
    for _ in range(_ROUNDS):
        with services.database.chores():
            old = Artifact.created_at < from_now(-services.settings.artifact_retention_days * _DAY_SECONDS)
            artifacts = list(Artifact.select(Artifact.id, Artifact.key).where(old).limit(_AT_ONCE))
        if not artifacts:
            break
        services.artifacts.delete([artifact.key for artifact in artifacts])
        with services.database.chores():
            ids = [artifact.id for artifact in artifacts]
            removed += Artifact.delete().where(Artifact.id.in_(ids)).execute()  # type: ignore[misc]  # a fault of the stubs
    return removed
