"""Organizations: finding, looking at, suspending, and giving another tier."""

from uuid import UUID

from flask import Response

from jobs.support import organizations as tenants
from jobs.support import suspensions
from jobs.tiers import TierName
from web.api.admin.desk import after, blueprint, by, first, staff_database
from web.envelope import answer, page
from web.responses import CREATING, LISTING, READING
from web.schemas.admin.accounts import SupportOrganization, SupportOrganizationDetail, TierChange
from web.schemas.admin.asking import OrganizationPath, SupportReason, SupportSearch
from web.schemas.envelope import Answer, Page

organizations = blueprint("organizations", "/organizations")


@organizations.get("", responses={200: Page[SupportOrganization], **LISTING})
def find_organizations(query: SupportSearch) -> Response:
    """Find organizations by a part of their name or of a member's address, or by their id; the newest first."""
    rows = tenants.find_organizations(staff_database(), query.q, limit=query.limit + 1, after=after(query.cursor))
    shown, cursor = first(rows, query.limit)
    return page(map(SupportOrganization.model_validate, shown), cursor)


@organizations.get("/<uuid:org_id>", responses={200: Answer[SupportOrganizationDetail], **READING})
def inspect_organization(path: OrganizationPath) -> Response:
    """Show an organization: its members, its tier, and how much it uses; nothing of what it asks for or gets."""
    return _shown(path.org_id)


@organizations.post("/<uuid:org_id>/suspend", responses={200: Answer[SupportOrganizationDetail], **CREATING, **READING})
def suspend_organization(path: OrganizationPath, body: SupportReason) -> Response:
    """Suspend an organization: everything in it is refused at once.

    Jobs that run may finish, queued ones wait, and open sockets are closed within 15 seconds.
    """
    suspensions.suspend_organization(staff_database(), by(body.reason), path.org_id)
    return _shown(path.org_id)


@organizations.post(
    "/<uuid:org_id>/unsuspend", responses={200: Answer[SupportOrganizationDetail], **CREATING, **READING}
)
def unsuspend_organization(path: OrganizationPath, body: SupportReason) -> Response:
    """Lift an organization's suspension; its queued jobs are sent to the workers again."""
    suspensions.unsuspend_organization(staff_database(), by(body.reason), path.org_id)
    return _shown(path.org_id)


@organizations.post("/<uuid:org_id>/tier", responses={200: Answer[SupportOrganizationDetail], **CREATING, **READING})
def change_tier(path: OrganizationPath, body: TierChange) -> Response:
    """Give an organization another tier; what a subscription gives goes over it as soon as that changes."""
    tenants.change_tier(staff_database(), by(body.reason), path.org_id, TierName(body.tier))
    return _shown(path.org_id)


def _shown(org_id: UUID) -> Response:
    return answer(SupportOrganizationDetail.model_validate(tenants.show_organization(staff_database(), org_id)))
