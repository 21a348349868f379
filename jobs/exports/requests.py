"""Asking for an export, and finding it again, as the application role."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from peewee import Expression

from jobs.claims import from_now
from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import OrganizationExport, now
from jobs.submission import lock_organization

MOST_A_DAY = 3
"""Each reads all that an organization has."""

KEPT = timedelta(days=7)
_SHOWN = 10
_DAY_SECONDS = 24 * 3600.0
UNFINISHED = ("queued", "running")


def request_export(database: Database, org_id: UUID, user_id: UUID, export_id: UUID) -> OrganizationExport:
    """Have an export made by a chore; one that is there under this id already is returned as it is.

    Raises Conflict while another is made, and where there were enough of them in 24 hours.
    """
    with database.tenant(org_id):
        lock_organization(org_id)
        known: OrganizationExport | None = OrganizationExport.get_or_none(OrganizationExport.id == export_id)
        if known is not None:
            return known
        _refuse_another(org_id)
        OrganizationExport.insert(id=export_id, org_id=org_id, requested_by=user_id).execute()
        made: OrganizationExport = OrganizationExport.get_by_id(export_id)
    return made


def exports_of(database: Database, org_id: UUID) -> Sequence[OrganizationExport]:
    """The newest exports, the newest first."""
    with database.tenant(org_id):
        rows = OrganizationExport.select().where(OrganizationExport.org_id == org_id)
        return list(rows.order_by(OrganizationExport.created_at.desc(), OrganizationExport.id).limit(_SHOWN))


def ready_export(database: Database, org_id: UUID, export_id: UUID) -> OrganizationExport:
    """The export, which can be downloaded. Raises NotFound, and Conflict where it is not made, or gone."""
    with database.tenant(org_id):
        row = OrganizationExport.get_or_none(OrganizationExport.org_id == org_id, OrganizationExport.id == export_id)
    if row is None:
        raise NotFound("There is no such export.")
    if row.state != "ready" or row.expires_at <= now():
        gone = "is gone: exports are kept for a week" if row.expires_at else f"cannot be downloaded: it is {row.state}"
        raise Conflict(f"This export {gone}.")
    return row


def _refuse_another(org_id: UUID) -> None:
    mine: Expression = OrganizationExport.org_id == org_id
    if OrganizationExport.select().where(mine, OrganizationExport.state.in_(UNFINISHED)).exists():
        raise Conflict("An export of this organization is being made already.")
    today = OrganizationExport.created_at > from_now(-_DAY_SECONDS)
    if OrganizationExport.select().where(mine, today, OrganizationExport.state != "failed").count() >= MOST_A_DAY:
        raise Conflict(f"An organization is exported at most {MOST_A_DAY} times in 24 hours. Go on tomorrow.")
