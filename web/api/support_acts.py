"""What the site's staff did to an organization, for its owners."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.support.acts import acts_on
from web.cursors import cursor_after, read_cursor
from web.envelope import page
from web.identity import current_identity
from web.responses import LISTING, PERSON
from web.schemas.admin.acts import OwnSupportAct
from web.schemas.admin.asking import SupportPage
from web.schemas.envelope import Page
from web.services import services

support_acts = APIBlueprint(
    "support_acts",
    __name__,
    url_prefix="/api/v1/organization/support-acts",
    abp_tags=[Tag(name="organization")],
    abp_security=PERSON,
)


@support_acts.get("", responses={200: Page[OwnSupportAct], **LISTING})
def list_support_acts(query: SupportPage) -> Response:
    """List what staff did to your organization and why, the newest first; open while it is suspended too."""
    before = read_cursor(query.cursor) if query.cursor else None
    rows = acts_on(services().database, current_identity().org_id, limit=query.limit + 1, before=before)
    shown = rows[: query.limit]
    cursor = cursor_after(shown[-1].id) if len(rows) > query.limit else None
    return page((OwnSupportAct.model_validate(row, from_attributes=True) for row in shown), cursor)
